/* Runs before the first paint: follows the device when the person has not chosen light or dark. Paper is always light. */
(() => {
  const root = document.documentElement;
  let shown;
  addEventListener("beforeprint", () => {
    shown = root.getAttribute("data-bs-theme");
    root.setAttribute("data-bs-theme", "light");
  });
  addEventListener("afterprint", () => root.setAttribute("data-bs-theme", shown));
  if (root.dataset.theme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  follow();
  dark.addEventListener("change", follow);
})();
