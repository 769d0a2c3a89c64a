// Lets people in without loading the page again, and goes on trying while there is no network.
// Without this script each button is a form that does the same.
"use strict";

const AGAIN_MS = 3000;
const unsent = new Set();

async function send(form) {
  const row = form.closest("li");
  unsent.add(form);
  form.querySelector("button").setAttribute("aria-disabled", "true");
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "HX-Request": "true" },
    });
  } catch {
    answer = null;
  }
  if (answer === null || answer.status >= 500) {
    row.querySelector("[role=status]").textContent = row.parentElement.dataset.unsent;
    setTimeout(send, AGAIN_MS, form);
    return;
  }
  unsent.delete(form);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const news = page.querySelector("body > li");
  // Whatever else came, a page to sign in or one that says no, is for the whole window.
  if (!answer.ok || news === null) {
    unsent.clear();
    window.location.reload();
    return;
  }
  const here = row.contains(document.activeElement);
  row.replaceWith(news);
  document.getElementById("count").textContent = news.dataset.count;
  if (here) news.querySelector("button").focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest(".door-list")) return;
  event.preventDefault();
  if (!unsent.has(form)) send(form);
});

window.addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});
