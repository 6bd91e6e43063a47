/* A person's survey on one page: what is typed stays in this tab until it is sent, questions come and go with what is
   answered, and the bar says how far one has come. Without this script the page works the same: every question is shown,
   with a note where it only concerns some, and the server leaves out what was not asked.

   Storage: sessionStorage under the form's data-storage, {page, fields: {name: [values]}}. It goes when the page that
   follows says that the answer has come in (data-forget).
*/
(() => {
  "use strict";

  const receipt = document.querySelector("[data-forget]");
  if (receipt) {
    try { sessionStorage.removeItem(receipt.dataset.forget); } catch { /* storage is switched off */ }
  }

  const form = document.querySelector(".person-form");
  if (!form) return;

  const NOT_OURS = ["csrfmiddlewaretoken", "page", "revision", "later"];
  const isTick = (one) => ["radio", "checkbox"].includes(one.type);
  const fields = (within) => [...within.querySelectorAll("input[name], textarea[name]")].filter((one) => !NOT_OURS.includes(one.name));
  const questions = [...form.querySelectorAll(".person-question")];
  const state = document.getElementById("save-state");
  const page = form.elements.page;

  /* What stands in the fields now, and what stood there before this page was opened. */
  const gathered = () => {
    const all = {};
    for (const one of fields(form)) {
      if (isTick(one) ? one.checked : one.value !== "") (all[one.name] ??= []).push(one.value);
    }
    return all;
  };
  const read = () => {
    try { return JSON.parse(sessionStorage.getItem(form.dataset.storage)); } catch { return null; }
  };
  const keep = () => {
    try { sessionStorage.setItem(form.dataset.storage, JSON.stringify({ page: page.value, fields: gathered() })); } catch { /* full or off */ }
  };
  const forget = () => { try { sessionStorage.removeItem(form.dataset.storage); } catch { /* off */ } };

  const kept = read();
  const changed = (one) => (isTick(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
  const early = new Set(fields(form).filter(changed).map((one) => one.name)); // typed before this script had come
  if (kept && !form.querySelector(".error-summary")) {
    const wanted = { ...kept.fields };
    for (const one of fields(form)) {
      if (early.has(one.name)) continue;
      const values = wanted[one.name] ?? [];
      if (isTick(one)) one.checked = values.includes(one.value);
      else one.value = values[0] ?? "";
    }
    page.value = kept.page;
    if (Object.keys(wanted).length) state.textContent = form.dataset.restored;
  }
  if (early.size) keep();

  /* "Do not know" and an answer take each other's place. */
  form.addEventListener("change", (event) => {
    const question = event.target.closest(".person-question");
    if (!question || event.target.type === "radio" && event.target.name === question.dataset.identity) return;
    for (const one of fields(question)) {
      const clears = "missing" in event.target.dataset ? one !== event.target : "missing" in one.dataset;
      if (!clears) continue;
      if (isTick(one)) one.checked = false;
      else one.value = "";
    }
  }, true);

  /* An answer as the server reads it: null, a text, a list, or an object for a matrix. */
  const valueOf = (question) => {
    const { identity, kind } = question.dataset;
    const filled = fields(question).filter((one) => !("missing" in one.dataset) && (isTick(one) ? one.checked : one.value.trim() !== ""));
    if (!filled.length) return null;
    if (kind === "multiple") return filled.map((one) => one.value);
    if (kind === "ranking") {
      const places = fields(question).filter((one) => !("missing" in one.dataset));
      return filled.length === places.length ? places.map((one) => one.name.slice(identity.length + 1)) : null;
    }
    if (kind === "matrix") return Object.fromEntries(filled.map((one) => [one.name, one.value]));
    return kind === "number" ? filled[0].value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("\u2212", "-") : filled[0].value;
  };
  const isAnswered = (question) => valueOf(question) !== null
    || fields(question).some((one) => "missing" in one.dataset && one.checked);

  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
  const SIGNS = {
    "=": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b,
    "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  };
  const compare = (value, sign, wanted) => {
    if (value === null || value === undefined) return false;
    if (Array.isArray(value)) return value.some((one) => compare(one, sign, wanted));
    if (typeof value === "object") return false;
    const [one, other] = [String(value), String(wanted)].map((text) => text.replace(",", "."));
    if (NUMBER.test(one) && NUMBER.test(other)) return SIGNS[sign](Number(one), Number(other));
    return SIGNS[sign](String(value).toLowerCase(), String(wanted).toLowerCase());
  };
  const holds = (tree, known) => {
    const [what, ...rest] = tree;
    if (what === "or") return rest.some((part) => holds(part, known));
    if (what === "and") return rest.every((part) => holds(part, known));
    if (what === "not") return !holds(rest[0], known);
    if (what === "answered") return (known[rest[0]] ?? null) !== null;
    return compare(known[rest[0]], what, rest[1]);
  };

  /* Show what is asked, and count. A hidden question counts as not answered, for those that follow too. */
  const say = (place, done, all) => { place.textContent = place.dataset.words.replace("ANSWERED", done).replace("ALL", all); };
  const look = () => {
    const known = {};
    for (const question of questions) {
      const isShown = !question.dataset.condition || holds(JSON.parse(question.dataset.condition), known);
      question.hidden = !isShown;
      if (isShown) known[question.dataset.identity] = valueOf(question);
    }
    let done = 0;
    let all = 0;
    let number = 0;
    for (const part of form.querySelectorAll("[data-part]")) {
      const asked = [...part.querySelectorAll(".person-question")].filter((one) => !one.hidden);
      const answered = asked.filter(isAnswered).length;
      part.hidden = !asked.length;
      if (!part.hidden) number += 1;
      for (const line of document.querySelectorAll(`[data-toc="${part.querySelector("h2").id}"]`)) {
        line.closest("li").hidden = part.hidden;
        line.querySelector("span").textContent = number;
        say(line.querySelector("[data-words]"), answered, asked.length);
      }
      done += answered;
      all += asked.length;
    }
    const bar = document.getElementById("answered-bar");
    bar.max = all || 1;
    bar.value = done;
    bar.hidden = false;
    say(document.getElementById("answered"), done, all);
  };
  for (const note of form.querySelectorAll(".condition-note")) note.hidden = true;
  look();

  /* An individual answer is kept by the server as it is written. */
  const keeper = document.getElementById("keeper");
  let timer = 0;
  const soon = () => {
    if (!keeper) return;
    clearTimeout(timer);
    timer = setTimeout(() => htmx.trigger(keeper, "keep-now"), 900);
  };
  if (keeper) {
    document.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.target === state && [404, 409, 410].includes(event.detail.xhr.status)) {
        event.detail.shouldSwap = true;
        event.detail.isError = false;
      }
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt === keeper && event.detail.xhr.status === 200) forget();
    });
    if (kept || early.size) document.addEventListener("DOMContentLoaded", soon);
  }

  for (const name of ["input", "change"]) form.addEventListener(name, () => { keep(); look(); soon(); });

  /* The Enter key in a field is no press of "Send": what is sent cannot be taken back. */
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });

  /* One press is enough; coming back to the page by the browser's arrow lets one press again. */
  let isSending = false;
  form.addEventListener("submit", (event) => {
    if (isSending) { event.preventDefault(); return; }
    isSending = true;
    clearTimeout(timer);
    keep();
    state.textContent = form.dataset.sending;
  });
  window.addEventListener("pageshow", () => { isSending = false; });
})();
