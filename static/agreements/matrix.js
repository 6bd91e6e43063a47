/* The matrix: arrow keys move between cells, Enter opens the panel beside it, Escape closes and goes back.
   Space selects a cell, Shift with an arrow or a click selects all between; what is selected can be moved at once.
   Listeners sit on the table, never on its cells: there may be many thousand.
   Without this script a cell is a link to the same panel as a page of its own, and the list does what selecting does. */
(() => {
  "use strict";

  const wide = matchMedia("(min-width: 62em)");
  const table = document.querySelector("table.matrix");
  const place = document.getElementById("ruta");

  /* The button says where it moves to. */
  document.addEventListener("change", (event) => {
    const words = event.target.dataset?.submit;
    const button = words && event.target.form.querySelector("[data-submit-here]");
    if (button) button.textContent = words;
  });
  const nameButtons = () => {
    for (const chosen of document.querySelectorAll("input[data-submit]:checked")) {
      const button = chosen.form.querySelector("[data-submit-here]");
      if (button) button.textContent = chosen.dataset.submit;
    }
  };
  nameButtons();

  if (!table || !place) return;

  /* -- moving about ------------------------------------------------------------------------------------------- */

  const cellAt = (row, column) => row?.cells[column]?.querySelector("a.cell");
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector("a.cell"));
  const rowOf = new Map(rows.map((row, index) => [row, index]));
  const placeOf = (cell) => ({ row: rowOf.get(cell.closest("tr")), column: cell.closest("td").cellIndex });

  const reach = (cell) => {
    table.querySelector("a.cell[tabindex='0']")?.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus();
  };

  /* The next cell in a direction; a hole in the table is stepped over. */
  const step = (cell, down, right) => {
    let { row, column } = placeOf(cell);
    for (;;) {
      row += down;
      column += right;
      if (row < 0 || row >= rows.length || column < 1 || column >= rows[row].cells.length) return null;
      const found = cellAt(rows[row], column);
      if (found) return found;
    }
  };

  const ends = (cell, event) => {
    const row = event.ctrlKey ? (event.key === "Home" ? rows[0] : rows.at(-1)) : cell.closest("tr");
    const cells = [...row.querySelectorAll("a.cell")];
    return event.key === "Home" ? cells[0] : cells.at(-1);
  };

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const next = (cell, event) =>
    moves[event.key] ? step(cell, ...moves[event.key]) : event.key === "Home" || event.key === "End" ? ends(cell, event) : undefined;

  /* -- selecting ---------------------------------------------------------------------------------------------- */

  const bar = document.getElementById("valda");
  const blank = document.getElementById("flera");
  const chosen = new Set(); /* keys of rows: a swap replaces the link itself, its key stays */
  let anchor = null;
  let kept = new Set(); /* what was selected before the range that is being drawn */
  let choosing = false;
  let here = null; /* the cell one was in last, by id: a swap replaces the link itself */

  const keyOf = (cell) => cell.id.slice(1);
  const mayChoose = (cell) => cell.closest("tr").hasAttribute("data-may");
  const many = (count) => (count === 1 ? bar.dataset.one : bar.dataset.many.replace("#", count.toLocaleString("sv")));
  const paint = (key, on) => {
    const td = document.getElementById(`c${key}`)?.closest("td");
    if (td) on ? td.setAttribute("aria-selected", "true") : td.removeAttribute("aria-selected");
  };
  const choose = (wanted) => {
    for (const key of [...chosen]) if (!wanted.has(key) && chosen.delete(key)) paint(key, false);
    for (const key of wanted) if (!chosen.has(key) && chosen.add(key)) paint(key, true);
    tell();
  };
  const tell = (words) => {
    const count = chosen.size;
    const full = count > Number(bar.dataset.limit);
    bar.querySelector("[data-count]").textContent = words || (full ? bar.dataset.full : count ? many(count) : choosing ? bar.dataset.none : "");
    bar.querySelector("[data-many-open]").hidden = !count || full;
    bar.querySelector("[data-many-clear]").hidden = !count;
  };
  const toggle = (cell) => {
    if (!mayChoose(cell)) return tell(bar.dataset.closed);
    const wanted = new Set(chosen);
    if (!wanted.delete(keyOf(cell))) wanted.add(keyOf(cell));
    anchor = cell.id;
    kept = new Set(wanted);
    choose(wanted);
  };
  /* Everything between the first cell and this one, as a rectangle; rows one may not move are left out. */
  const range = (cell) => {
    const first = anchor && document.getElementById(anchor);
    if (!first) {
      anchor = cell.id;
      kept = new Set(chosen);
    }
    const [a, b] = [placeOf(first || cell), placeOf(cell)];
    const wanted = new Set(kept);
    for (let row = Math.min(a.row, b.row); row <= Math.max(a.row, b.row); row += 1) {
      if (!rows[row].hasAttribute("data-may")) continue;
      for (let column = Math.min(a.column, b.column); column <= Math.max(a.column, b.column); column += 1) {
        const found = cellAt(rows[row], column);
        if (found) wanted.add(keyOf(found));
      }
    }
    choose(wanted);
  };
  const everything = () => {
    const wanted = new Set();
    for (const row of rows) {
      if (!row.hasAttribute("data-may")) continue;
      for (const cell of row.querySelectorAll("a.cell:not(.cell-off)")) wanted.add(keyOf(cell));
    }
    choose(wanted);
  };
  const clear = () => {
    anchor = null;
    kept = new Set();
    choose(new Set());
  };
  const mode = (on) => {
    choosing = on;
    bar.querySelector("[data-mode]").setAttribute("aria-pressed", String(on));
    tell();
  };

  /* The form for several: a copy of what the page holds, with the cells and the revisions that are on the screen. */
  const openMany = () => {
    const seen = [...chosen].map((key) => document.getElementById(`c${key}`)).filter(Boolean);
    mark(null);
    place.replaceChildren(blank.content.cloneNode(true));
    htmx.process(place);
    place.querySelector("[name=rows]").value = seen.map((cell) => `${keyOf(cell)}:${cell.dataset.r}`).join(",");
    place.querySelector("h2").textContent = many(seen.length);
    place.querySelector("[data-which]").replaceChildren(...seen.slice(0, 200).map(inWords));
    place.querySelector("select").focus();
  };
  const inWords = (cell) => {
    const line = document.createElement("li");
    const { column } = placeOf(cell);
    const clause = table.tHead.rows[0].cells[column].querySelector(".prov-no").textContent;
    const words = cell.querySelector(".visually-hidden").textContent;
    line.textContent = `${cell.closest("tr").cells[0].textContent} § ${clause}, ${words.toLowerCase()}`;
    return line;
  };

  if (bar) {
    table.setAttribute("role", "grid");
    table.setAttribute("aria-multiselectable", "true");
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.hasAttribute("data-mode")) mode(!choosing);
      else if (button.hasAttribute("data-many-open")) openMany();
      else {
        clear();
        bar.querySelector("[data-mode]").focus();
      }
    });
  }

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("a.cell");
    if (!cell || event.altKey) return;
    if (bar && event.key === " ") {
      event.preventDefault();
      return toggle(cell);
    }
    if (bar && event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      return everything();
    }
    if (event.metaKey) return;
    const there = next(cell, event);
    if (there === undefined) return;
    event.preventDefault();
    if (event.shiftKey && bar && !anchor) {
      anchor = cell.id;
      kept = new Set(chosen);
    }
    if (there) reach(there);
    if (event.shiftKey && bar) range(there || cell);
    else anchor = null;
  });

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("a.cell");
    if (cell) here = cell.id;
  });

  /* -- the panel ---------------------------------------------------------------------------------------------- */

  /* Where one was: the row, the column and the address all follow the open cell. */
  const mark = (cell) => {
    table.querySelector("a.cell[aria-current]")?.removeAttribute("aria-current");
    table.querySelector(".prov-on")?.classList.remove("prov-on");
    if (cell) {
      cell.setAttribute("aria-current", "true");
      table.tHead.rows[0].cells[cell.closest("td").cellIndex].classList.add("prov-on");
    }
    const address = new URL(location.href);
    if (cell) address.searchParams.set("ruta", cell.id.slice(1));
    else address.searchParams.delete("ruta");
    history.replaceState(history.state, "", address);
  };

  const open = async (cell) => {
    reach(cell);
    mark(cell);
    await htmx.ajax("GET", cell.href, { target: place, swap: "innerHTML" });
    place.querySelector(".panel")?.focus();
  };

  const close = () => {
    const panel = place.querySelector(".panel");
    if (!panel) return;
    const cell = document.getElementById(panel.dataset.cell || here);
    place.replaceChildren();
    mark(null);
    if (cell) reach(cell);
  };

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("a.cell");
    if (!cell || event.ctrlKey || event.metaKey || event.button) return;
    if (bar && (event.shiftKey || choosing)) {
      event.preventDefault();
      if (event.shiftKey) range(cell);
      else toggle(cell);
      return reach(cell);
    }
    if (event.shiftKey || !wide.matches) return;
    event.preventDefault();
    open(cell);
  });

  place.addEventListener("click", (event) => {
    if (!event.target.closest("a.close") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("details.menu[open]")) return;
    if (!place.contains(event.target) && !table.contains(event.target) && !bar?.contains(event.target)) return;
    const selecting = table.contains(event.target) && chosen.size;
    if (place.querySelector(".panel") && !selecting) close();
    else if (bar) {
      clear();
      mode(false);
    }
  });

  /* After a deed the panel comes back whole: name its button, and keep the reader in it. */
  place.addEventListener("htmx:afterSettle", () => {
    nameButtons();
    if (place.querySelector("[data-done]") && bar) clear();
    const current = table.querySelector("a.cell[aria-current]");
    const reached = current || document.getElementById(here) || table.querySelector("a.cell");
    for (const other of table.querySelectorAll("a.cell[tabindex='0']")) if (other !== reached) other.setAttribute("tabindex", "-1");
    reached?.setAttribute("tabindex", "0");
    if (current) mark(current);
    if (place.contains(document.activeElement)) return;
    (place.querySelector("[data-opened] > summary") || place.querySelector(".panel"))?.focus();
  });

  if (place.querySelector(".panel")) mark(table.querySelector("a.cell[aria-current]"));
})();
