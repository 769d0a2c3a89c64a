// Shows what was typed before htmx ran, or what the browser put back into a form: no event tells of it any more.
"use strict";

function wordsOf(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

function untouched(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return copy;
}

document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) return;
  for (const form of document.querySelectorAll("form[hx-post]")) {
    if (wordsOf(form) !== wordsOf(untouched(form))) form.dispatchEvent(new Event("input"));
  }
});
