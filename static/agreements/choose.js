/* Ticks chosen all at once, and an address copied with one press. Without script one ticks and marks by hand. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    for (const tools of document.querySelectorAll("[data-choose]")) {
      const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${tools.dataset.choose}"]`)];
      const count = tools.querySelector("[data-count]");
      const tell = () => (count.textContent = `${boxes.filter((box) => box.checked).length} ${count.dataset.count}`);
      tools.hidden = false;
      tell();
      for (const box of boxes) box.addEventListener("change", tell);
      tools.addEventListener("click", (event) => {
        const to = event.target.closest("[data-to]")?.dataset.to;
        if (!to) return;
        for (const box of boxes) box.checked = to === "all";
        tell();
      });
    }

    for (const field of document.querySelectorAll("[data-select]")) field.addEventListener("focus", () => field.select());
    for (const button of document.querySelectorAll("[data-copy]")) {
      if (!navigator.clipboard) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        button.textContent = button.dataset.done;
      });
    }
  });
})();
