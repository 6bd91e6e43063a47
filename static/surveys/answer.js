/* Answering a survey: keep what is written in this browser until the server has said that it is saved.

   htmx sends each answer (the attributes stand on .answer); this script remembers, retries and forgets.
   Without it the page works the same: everything is saved by the buttons at the bottom.

   Storage: one entry per round, organisation and person (the form's data-storage), holding
   {question: {value, base, mark, path, title, at}}. An entry goes when the server has saved the same value,
   when it refused the text, when the form came through, at the receipt, and after thirty days.
*/
(() => {
  "use strict";

  const THIRTY_DAYS = 30 * 24 * 3600 * 1000;
  const RETRY = 5000;
  const LARGEST_FILE = 20 * 1024 * 1024;

  const receipt = document.querySelector("[data-forget]");
  if (receipt) {
    try { localStorage.removeItem(receipt.dataset.forget); } catch { /* storage is switched off */ }
  }

  const keeper = document.querySelector("[data-storage]");
  if (!keeper) return;

  const read = () => {
    try { return JSON.parse(localStorage.getItem(keeper.dataset.storage)) || {}; } catch { return {}; }
  };
  const write = (entries) => {
    try {
      if (Object.keys(entries).length) localStorage.setItem(keeper.dataset.storage, JSON.stringify(entries));
      else localStorage.removeItem(keeper.dataset.storage);
    } catch { /* full or switched off: the server still saves */ }
  };
  const change = (how) => { const entries = read(); how(entries); write(entries); };

  /* What an earlier page left behind: what came through ("?sparat=" and the mark of that page) and what is old goes. */
  const address = new URL(location.href);
  const through = address.searchParams.get("sparat");
  if (through) {
    address.searchParams.delete("sparat");
    history.replaceState(null, "", address);
  }
  change((entries) => {
    for (const [question, entry] of Object.entries(entries)) {
      if (entry.mark === through || Date.now() - entry.at > THIRTY_DAYS) delete entries[question];
    }
  });

  /* What waits on another page is pointed out, here and before one submits. */
  const elsewhere = Object.values(read()).filter((entry) => entry.path !== keeper.dataset.page);
  const place = document.getElementById("unsaved");
  if (place && elsewhere.length) {
    const line = document.createElement("p");
    line.append(`${keeper.dataset.elsewhere} `);
    for (const [path, title] of new Map(elsewhere.map((entry) => [entry.path, entry.title]))) {
      const link = document.createElement("a");
      link.href = path;
      link.textContent = title;
      line.append(link, " ");
    }
    place.append(line);
    place.hidden = false;
  }

  const form = keeper.matches(".survey-form") ? keeper : null;
  if (!form) return;

  const answers = () => [...form.querySelectorAll(".answer[data-question]")];
  const base = (answer) => document.getElementById(`base-${answer.dataset.question}`);

  /* What is answered, as one text: of a single field its value, else {name: [values]} as JSON. */
  const fields = (answer) => [...answer.querySelectorAll("input[name]:not([type=file]), textarea[name]")]
    .filter((one) => one.name === answer.dataset.question || one.name.startsWith(`${answer.dataset.question}.`));
  const file = (answer) => answer.querySelector("input[type=file]"); /* cannot be kept in the browser: it is sent at once */
  const packed = (answer, valuesOf) => {
    const names = [...new Set(fields(answer).map((one) => one.name))];
    const all = Object.fromEntries(names.map((name) => [name, valuesOf(name)]));
    const first = all[answer.dataset.question];
    return names.length === 1 && first.length < 2 ? first[0] ?? "" : JSON.stringify(all);
  };
  const chosen = (one) => !["radio", "checkbox"].includes(one.type) || one.checked;
  const value = (answer) => packed(answer, (name) => fields(answer)
    .filter((one) => one.name === name && chosen(one) && one.value !== "").map((one) => one.value));
  const fill = (answer, wanted) => {
    const all = wanted.startsWith("{") ? JSON.parse(wanted) : { [answer.dataset.question]: wanted ? [wanted] : [] };
    for (const one of fields(answer)) {
      const values = all[one.name] ?? [];
      if (["radio", "checkbox"].includes(one.type)) one.checked = values.includes(one.value);
      else one.value = values.find((text) => !["unknown", "not_applicable"].includes(text)) ?? "";
    }
  };

  /* "Do not know" and an answer take each other's place. */
  form.addEventListener("change", (event) => {
    const answer = event.target.closest(".answer[data-question]");
    if (!answer || event.target.type === "radio" && event.target.name === answer.dataset.question) return;
    for (const one of fields(answer)) {
      const clears = "missing" in event.target.dataset ? one !== event.target : "missing" in one.dataset;
      if (!clears) continue;
      if (["radio", "checkbox"].includes(one.type)) one.checked = false;
      else one.value = "";
    }
    if ("missing" in event.target.dataset && event.target.checked && file(answer)) file(answer).value = "";
  }, true);

  const say = (text, late = false) => {
    const place = document.getElementById("save-state");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("late-text", late);
  };

  /* A file that is too large is refused before a long wait for nothing. */
  const refuse = (answer, text) => {
    const note = document.createElement("p");
    note.className = "invalid-feedback";
    note.textContent = text;
    answer.querySelector(".answer-note").replaceChildren(note);
    file(answer).value = "";
    file(answer).setAttribute("aria-invalid", "true");
    say(form.dataset.refused, true);
  };

  /* Remember at every key, forget when the server has it. */
  const remember = (answer) => change((entries) => {
    entries[answer.dataset.question] = {
      value: value(answer), base: base(answer).value, mark: form.dataset.mark,
      path: form.dataset.page, title: document.querySelector("h1").textContent, at: Date.now(),
    };
  });
  const forget = (question) => change((entries) => { delete entries[question]; });
  form.addEventListener("input", (event) => {
    const answer = event.target.closest(".answer[data-question]");
    if (answer) remember(answer);
  });

  /* Without contact: say so, try again, and do not leave the page for an error page. */
  let cut = false;
  let timer = 0;
  const pending = () => { const entries = read(); return answers().filter((answer) => entries[answer.dataset.question]); };
  const again = () => { for (const answer of pending()) htmx.trigger(answer, "save-again"); };
  const lost = () => {
    cut = true;
    say(form.dataset.offline, true);
    clearTimeout(timer);
    timer = setTimeout(again, RETRY);
  };
  window.addEventListener("online", again);
  window.addEventListener("offline", lost);

  form.addEventListener("htmx:beforeRequest", (event) => {
    const chosen = event.detail.elt.matches?.(".answer") && file(event.detail.elt)?.files[0];
    if (chosen?.size > LARGEST_FILE) {
      event.preventDefault();
      refuse(event.detail.elt, form.dataset.tooLarge);
    } else if (!cut && event.detail.elt.matches?.(".answer")) say(form.dataset.saving);
  });
  /* Each message says when it was sent, so that one that comes late does not undo a newer one. */
  form.addEventListener("htmx:configRequest", (event) => {
    const answer = event.detail.elt;
    if (answer.matches?.(".answer")) event.detail.parameters[base(answer).name] = `${base(answer).value}.${Date.now()}`;
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 410].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(name, (event) => { event.stopPropagation(); lost(); });
  }
  form.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    event.stopPropagation();
    if (status === 404 || status === 403) say(form.dataset.forgotten, true);
    else lost();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const answer = event.detail.elt;
    const { status } = event.detail.xhr;
    if (!answer.matches?.(".answer") || !status) return;
    cut = false;
    const question = answer.dataset.question;
    if (status === 200) {
      const posted = event.detail.requestConfig.formData;
      const sent = packed(answer, (name) => posted.getAll(name).filter((text) => typeof text === "string" && text !== ""));
      if (sent === value(answer)) forget(question);
      if (pending().length) say(form.dataset.saving);
    } else if ([409, 410, 422].includes(status)) {
      if (status === 422) forget(question);
      say(form.dataset.refused, true);
    }
    answer.querySelector("fieldset, textarea, input[type=text], input[type=file]")?.toggleAttribute("aria-invalid", status === 422);
  });

  form.addEventListener("click", (event) => {
    const choice = event.target.closest("button[name=theirs]");
    if (choice) forget(choice.value);
  });
  form.addEventListener("submit", (event) => {
    if (cut || !navigator.onLine) {
      event.preventDefault();
      event.stopPropagation();
      lost();
      again();
      return;
    }
    change((entries) => {
      for (const entry of Object.values(entries)) if (entry.path === form.dataset.page) entry.mark = form.dataset.mark;
    });
  });

  /* Put back what was not saved, and save it. */
  const restored = [];
  change((entries) => {
    for (const answer of answers()) {
      const entry = entries[answer.dataset.question];
      if (!entry) continue;
      if (entry.value === value(answer)) { delete entries[answer.dataset.question]; continue; }
      if (form.querySelector(".error-summary")) continue; /* the server has just shown what was typed */
      fill(answer, entry.value);
      base(answer).value = entry.base;
      restored.push(answer);
    }
  });
  if (restored.length) {
    say(form.dataset.restored);
    document.addEventListener("DOMContentLoaded", again);
  }

  /* A file that was chosen before this script was there. */
  document.addEventListener("DOMContentLoaded", () => {
    for (const answer of answers()) if (file(answer)?.files.length) htmx.trigger(answer, "save-again");
  });
})();
