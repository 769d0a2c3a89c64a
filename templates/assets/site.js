// Forms answer in place, figures come alive, silence is kept to the second. Without this file every page works too.
(() => {
  "use strict";

  const body = document.body;
  const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
  const LONGEST_WAIT = 60;
  const ATTEMPTS = 3;

  // The stamp tells the server when a form was opened; it is asked for once, when the visitor first touches the form.
  const stamps = new WeakMap();

  function stampOf(form) {
    if (!stamps.has(form)) {
      const ready = fetch(new URL("stamp", form.action), { cache: "no-store" })
        .then((answer) => answer.json())
        .then(({ stamp, wait }) => {
          hidden(form, "stamp").value = stamp;
          return Date.now() + 1000 * wait;
        });
      ready.catch(() => stamps.delete(form));
      stamps.set(form, ready);
    }
    return stamps.get(form);
  }

  function hidden(form, name) {
    let input = form.elements.namedItem(name);
    if (!input) {
      input = Object.assign(document.createElement("input"), { type: "hidden", name });
      form.append(input);
    }
    return input;
  }

  async function post(form) {
    await pause((await stampOf(form)) - Date.now());
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
    });
    return answer.json();
  }

  async function send(form, attempt = 1) {
    form.setAttribute("aria-busy", "true");
    const answer = await post(form).catch(() => null);
    const again = attempt < ATTEMPTS;
    if (answer?.outcome === "review" && again) {
      stamps.delete(form);
      return send(form, attempt + 1);
    }
    if (answer?.outcome === "limited" && again && answer.retry_after <= LONGEST_WAIT) {
      tell(form, answer);
      await pause(1000 * answer.retry_after);
      return send(form, attempt + 1);
    }
    form.removeAttribute("aria-busy");
    return answer?.outcome === "accepted" ? thank(form, answer) : tell(form, answer, { focus: true });
  }

  function thank(form, { title, message }) {
    const done = element("div", { className: "done", tabIndex: -1, role: "status" });
    done.append(element("h2", { textContent: title }), element("p", { textContent: message }));
    form.replaceWith(done);
    done.focus();
  }

  // Without an answer the words are those that came with the page; what was typed stays in the form in any case.
  function tell(form, answer, { focus = false } = {}) {
    form.querySelector(".notice")?.remove();
    const notice = form.querySelector("template").content.firstElementChild.cloneNode(true);
    if (answer?.title) {
      notice.querySelector("strong").textContent = answer.title;
      notice.querySelector("span").textContent = [answer.message, answer.faults?.form].filter(Boolean).join(" ");
    }
    form.prepend(notice);
    const first = mark(form, answer?.faults ?? {});
    if (focus) (first ?? notice).focus();
  }

  function mark(form, faults) {
    let first = null;
    for (const place of form.querySelectorAll("[data-fault]")) {
      const fault = faults[place.dataset.fault];
      place.textContent = fault ?? "";
      place.hidden = !fault;
      for (const input of form.querySelectorAll(`[name="${CSS.escape(place.dataset.fault)}"]`)) {
        if (fault) first ??= input;
        if (fault && input.type !== "radio") input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
    return first;
  }

  function element(tag, { role, ...properties }) {
    const made = Object.assign(document.createElement(tag), properties);
    if (role) made.setAttribute("role", role);
    return made;
  }

  for (const form of document.querySelectorAll("form.form")) {
    form.addEventListener("focusin", () => stampOf(form).catch(() => null), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.getAttribute("aria-busy") !== "true") send(form);
    });
  }

  // Live figures: a small file beside the pages, kept by the server.
  const counters = document.querySelectorAll("[data-counter]");

  function show(figures) {
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    for (const counter of counters) {
      const count = figures[counter.dataset.counter] ?? 0;
      const progress = counter.querySelector("progress");
      counter.querySelector(".counter-number").textContent = numbers.format(count);
      if (progress) progress.value = Math.min(count, progress.max);
      counter.hidden = count < 1;
    }
    close(figures);
  }

  if (counters.length) {
    fetch(body.dataset.counters).then((answer) => answer.json()).then(show).catch(() => null);
  }

  // What is over leaves the page, and a form whose places are all taken.
  function close(figures = {}) {
    for (const event of document.querySelectorAll("[data-until]")) {
      const { until, taken, places } = event.dataset;
      const why = Date.parse(until) <= Date.now() ? "over" : figures[taken] >= places && "full";
      event.hidden = Boolean(why);
      for (const notice of document.querySelectorAll("[data-why]")) notice.hidden = notice.dataset.why !== why;
    }
  }

  close();

  // Electoral silence, by the instants that came with the page.
  const LONGEST_TIMER = 2 ** 31 - 1;
  const silences = (body.dataset.silences ?? "").split(" ").filter(Boolean);
  const spans = silences.map((silence) => silence.split("/").map((instant) => Date.parse(instant)));

  function hush() {
    const now = Date.now();
    const silent = spans.some(([starts, ends]) => starts <= now && now < ends);
    for (const asking of document.querySelectorAll("[data-solicits]")) asking.hidden = silent;
    for (const notice of document.querySelectorAll("[data-silence]")) notice.hidden = !silent;
    const next = Math.min(...spans.flat().filter((instant) => instant > now));
    if (Number.isFinite(next)) setTimeout(hush, Math.min(next - now, LONGEST_TIMER));
  }

  if (spans.length) hush();
})();
