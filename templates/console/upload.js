// Sends a file straight to the bucket and shows how far it is. Without this script the same form does it by itself.
"use strict";

function send(form) {
  const chosen = form.querySelector("input[type=file]").files[0];
  const bar = form.querySelector("progress");
  const said = form.querySelector("[role=status]");
  const sent = new FormData();
  for (const [name, value] of Object.entries(JSON.parse(form.dataset.scripted))) sent.append(name, value);
  // S3 reads nothing behind the file.
  sent.append("file", chosen);
  const request = new XMLHttpRequest();
  const fail = () => {
    bar.hidden = true;
    form.classList.remove("is-busy");
    said.textContent = form.dataset.failed;
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => {
    if (request.status === 201) window.location.assign(form.dataset.back);
    else fail();
  });
  request.addEventListener("error", fail);
  bar.hidden = false;
  bar.value = 0;
  said.textContent = form.dataset.sending;
  form.classList.add("is-busy");
  request.open("POST", form.action);
  request.send(sent);
}

for (const form of document.querySelectorAll("form[data-scripted]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.classList.contains("is-busy")) return;
    const chosen = form.querySelector("input[type=file]").files[0];
    const said = form.querySelector("[role=status]");
    if (chosen && chosen.size > Number(form.dataset.most)) said.textContent = form.dataset.large;
    else send(form);
  });
}
