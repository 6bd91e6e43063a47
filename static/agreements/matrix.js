/* The matrix: arrow keys move between cells, Enter opens the panel beside it, Escape closes and goes back.
   Without this script a cell is a link to the same panel as a page of its own. */
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

  const cellAt = (row, column) => row?.cells[column]?.querySelector("a.cell");
  const rows = () => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector("a.cell"));

  const reach = (cell) => {
    table.querySelector("a.cell[tabindex='0']")?.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus();
  };

  /* The next cell in a direction; a hole in the table is stepped over. */
  const step = (cell, down, right) => {
    const all = rows();
    let row = all.indexOf(cell.closest("tr"));
    let column = cell.closest("td").cellIndex;
    for (;;) {
      row += down;
      column += right;
      if (row < 0 || row >= all.length || column < 1 || column >= all[row].cells.length) return null;
      const found = cellAt(all[row], column);
      if (found) return found;
    }
  };

  const ends = (cell, event) => {
    const all = rows();
    const row = event.ctrlKey ? (event.key === "Home" ? all[0] : all.at(-1)) : cell.closest("tr");
    const cells = [...row.querySelectorAll("a.cell")];
    return event.key === "Home" ? cells[0] : cells.at(-1);
  };

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("a.cell");
    if (!cell || event.altKey || event.metaKey || event.shiftKey) return;
    let next = null;
    if (moves[event.key]) next = step(cell, ...moves[event.key]);
    else if (event.key === "Home" || event.key === "End") next = ends(cell, event);
    else return;
    event.preventDefault();
    if (next) reach(next);
  });

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
    const cell = document.getElementById(panel.dataset.cell);
    place.replaceChildren();
    mark(null);
    if (cell) reach(cell);
  };

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("a.cell");
    if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || event.button || !wide.matches) return;
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
    if (place.contains(event.target) || table.contains(event.target)) close();
  });

  /* After a move the panel comes back whole: name its button, and keep the reader in it. */
  place.addEventListener("htmx:afterSettle", () => {
    nameButtons();
    const current = table.querySelector("a.cell[aria-current]");
    for (const other of table.querySelectorAll("a.cell[tabindex='0']")) if (other !== current) other.setAttribute("tabindex", "-1");
    if (current) mark(current);
    if (!place.contains(document.activeElement)) place.querySelector(".panel")?.focus();
  });

  if (place.querySelector(".panel")) mark(table.querySelector("a.cell[aria-current]"));
})();
