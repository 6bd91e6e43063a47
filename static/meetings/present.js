/* The screen in the room: arrows between points, O to the line for an outcome, Escape out; how much of the time is used. */
(() => {
  "use strict";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable=true]");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key.toLowerCase() === "o") {
      const line = document.getElementById("snabbrad-text");
      if (!line) return;
      event.preventDefault();
      line.focus();
      line.scrollIntoView({ block: "center" });
      return;
    }
    const way = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!way) return;
    event.preventDefault();
    way.click();
  });
  const clock = document.querySelector("[data-minutes]");
  if (!clock) return;
  const since = Date.now();
  const tell = () => {
    const used = Math.floor((Date.now() - since) / 60000);
    const over = used - Number(clock.dataset.minutes);
    clock.textContent = over > 0
      ? `· ${clock.dataset.over.replace("{over}", over)}`
      : used > 0 ? `· ${clock.dataset.used.replace("{used}", used).replace("{minutes}", clock.dataset.minutes)}` : "";
    clock.classList.toggle("late-text", over > 0);
  };
  setInterval(tell, 10_000);
})();
