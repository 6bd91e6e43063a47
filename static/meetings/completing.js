/* A line with @ people, / dates, § clauses and # organisations completes itself: a combobox with a list below it.
   The arrows choose, Enter or Tab takes, Escape closes. Without this script the same line is typed in full. */
(() => {
  "use strict";
  const SIGN = /(?:^|\s)([@#/]|§\s?)([^@#/§]{0,40})$/;
  let number = 0;

  class Completing {
    constructor(input) {
      this.input = input;
      this.list = document.createElement("ul");
      this.list.className = "completions";
      this.list.id = `forslag-${(number += 1)}`;
      this.list.hidden = true;
      for (const [name, value] of Object.entries({ role: "listbox", "aria-label": input.dataset.suggestions })) {
        this.list.setAttribute(name, value);
      }
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      })) input.setAttribute(name, value);
      input.closest(".quick-line").after(this.list);
      input.addEventListener("input", () => this.ask());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const row = event.target.closest("[role=option]");
        if (row) this.take([...this.list.children].indexOf(row));
      });
    }

    get found() {
      const before = this.input.value.slice(0, this.input.selectionStart);
      const match = SIGN.exec(before);
      return match && { sign: match[1].trim(), word: match[2], start: before.length - match[1].length - match[2].length };
    }

    ask() {
      clearTimeout(this.timer);
      const found = this.found;
      if (!found) return this.close();
      this.timer = setTimeout(async () => {
        const query = new URLSearchParams({ tecken: found.sign, ord: found.word });
        let rows = [];
        try {
          const answer = await fetch(`${this.input.dataset.complete}?${query}`, { headers: { Accept: "application/json" }, redirect: "error" });
          rows = answer.ok ? (await answer.json()).rows : [];
        } catch { /* the line works without */ }
        if (this.found?.word === found.word) this.show(rows);
      }, 120);
    }

    show(rows) {
      this.rows = rows;
      if (!rows.length) return this.close();
      this.list.replaceChildren(...rows.map((row, place) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${place}`;
        item.setAttribute("role", "option");
        const label = document.createElement("span");
        label.textContent = row.label;
        const more = document.createElement("span");
        more.className = "meta";
        more.textContent = row.more;
        item.append(label, " ", more);
        return item;
      }));
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.mark(0);
    }

    mark(place) {
      this.at = (place + this.rows.length) % this.rows.length;
      [...this.list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    }

    take(place) {
      const { start } = this.found;
      const after = this.input.value.slice(this.input.selectionStart).replace(/^\s+/, "");
      const before = `${this.input.value.slice(0, start)}${this.rows[place].insert} `;
      this.input.value = before + after;
      this.input.setSelectionRange(before.length, before.length);
      this.close();
    }

    close() {
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    key(event) {
      if (this.list.hidden) return;
      const deeds = {
        ArrowDown: () => this.mark(this.at + 1), ArrowUp: () => this.mark(this.at - 1),
        Enter: () => this.take(this.at), Tab: () => this.take(this.at), Escape: () => this.close(),
      };
      if (!deeds[event.key] || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      deeds[event.key]();
    }
  }

  /* In the row to confirm, only the fields of the chosen kind are shown. */
  const kinds = (form) => {
    const chosen = form.querySelector("[name=kind]").value;
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(chosen);
  };
  const begin = (root) => {
    for (const input of root.querySelectorAll("input[data-complete]:not([role])")) new Completing(input);
    for (const form of root.querySelectorAll("form[data-kinds]")) kinds(form);
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-kinds]");
    if (form && event.target.name === "kind") kinds(form);
  });
  document.addEventListener("DOMContentLoaded", () => begin(document));
  document.addEventListener("htmx:afterSettle", () => {
    begin(document);
    const wish = document.querySelector("#snabbrad [autofocus]"); // the focus was in what has been replaced
    if (wish && document.activeElement === document.body) wish.focus();
  });
})();
