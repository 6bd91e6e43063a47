/* Choosing many rows: all or none by one press, and how many are chosen said in words. Without script one ticks them. */
(() => {
  "use strict";

  const boxes = (form) => [...form.elements].filter((field) => field.type === "checkbox" && !field.disabled);

  const tell = (form) => {
    const chosen = boxes(form).filter((box) => box.checked).length;
    for (const place of form.querySelectorAll("[data-chosen]")) place.textContent = chosen;
  };

  const start = () => {
    for (const form of document.querySelectorAll("form[data-choose]")) {
      for (const part of form.querySelectorAll(".choose-all[hidden]")) part.hidden = false;
      tell(form);
    }
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-choose]")) tell(form);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose-all], [data-choose-none]");
    const form = button?.closest("form[data-choose]");
    if (!form) return;
    for (const box of boxes(form)) box.checked = "chooseAll" in button.dataset;
    tell(form);
  });
})();
