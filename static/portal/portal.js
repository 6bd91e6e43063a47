/* The portal's own script: menus, messages, and small things that make pages kinder. No page needs it to be read. */
(() => {
  "use strict";

  /* Menus are <details>: close them with Escape, by leaving, and when another opens. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.("details.menu[open]") || document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  /* Say what went wrong when the server could not be reached; nothing typed is touched. */
  const say = (text) => {
    const place = document.getElementById("besked");
    if (!place || !text) return;
    const toast = document.createElement("div");
    toast.className = "toast show";
    const line = document.createElement("p");
    line.textContent = text;
    toast.append(line);
    place.replaceChildren(toast);
    setTimeout(() => toast.remove(), 8000);
  };
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
  document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
  /* A message that came with an answer goes away too, but not from under somebody's hand. */
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const toast = event.detail.target?.querySelector?.(".toast");
    if (!toast) return;
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
    setTimeout(leave, 12000);
  });
  document.addEventListener("fardplan:say", (event) => say(event.detail.value || event.detail));

  /* After a form came back with errors, its summary gets the focus. */
  const focusErrors = (root) => root?.querySelector(".error-summary[tabindex]")?.focus();
  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));

  /* The rich-text editor makes its own textbox: it gets the name, help and error of the field it stands for. */
  const nameEditors = () => {
    for (const box of document.querySelectorAll(".prose-editor > .ProseMirror:not([aria-label])")) {
      const field = box.parentElement.querySelector(":scope > textarea");
      if (!field) continue;
      box.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() || field.getAttribute("aria-label") || field.name);
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (field.hasAttribute(name)) box.setAttribute(name, field.getAttribute(name));
      }
    }
  };
  if (document.querySelector("script[type=importmap]")) {
    new MutationObserver(nameEditors).observe(document.documentElement, { childList: true, subtree: true });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".error-summary a[href^='#'], label[for]");
      const field = link && document.getElementById(link.htmlFor || link.hash.slice(1));
      field?.closest(".prose-editor")?.querySelector(".ProseMirror")?.focus();
    });
  }

  /* A filter form sends itself when a choice is made; its button stays for those without script. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });

  /* A file that is too large is said to be so before it is sent. */
  document.addEventListener("submit", (event) => {
    for (const field of event.target.querySelectorAll("input[type=file][data-most]")) {
      const size = [...field.files].reduce((sum, file) => sum + file.size, 0);
      if (size <= Number(field.dataset.most)) continue;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.setAttribute("aria-invalid", "true");
      say(field.dataset.tooLarge);
      field.focus();
      return;
    }
  }, true);

  /* One press is enough: a form that is being sent cannot be sent again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
})();
