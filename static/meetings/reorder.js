/* Points are dragged to their place by a handle, with mouse, pen or finger. Without this script, and by keyboard, the
   same is done by the buttons under More. While one drags, the points are folded to their headings. */
(() => {
  "use strict";
  const list = document.querySelector("[data-reorder]");
  if (!list) return;
  const guard = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const say = (text) => document.dispatchEvent(new CustomEvent("fardplan:say", { detail: text }));
  const EDGE = 70; // pixels from the window's edge where it scrolls
  let held = null;

  const handles = () => {
    for (const item of list.querySelectorAll("[data-move]")) {
      const head = item.querySelector(".agenda-head");
      if (!head || head.querySelector(".drag-handle")) continue;
      const handle = document.createElement("span");
      handle.className = "drag-handle";
      handle.title = list.dataset.word;
      handle.setAttribute("aria-hidden", "true"); // the keyboard has its buttons
      head.prepend(handle);
    }
  };
  handles();
  document.addEventListener("htmx:afterSettle", handles);

  const follow = (y) => {
    const others = [...list.children].filter((one) => one !== held.item);
    const below = others.find((one) => {
      const box = one.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    if ((below || null) !== held.item.nextElementSibling) list.insertBefore(held.item, below || null);
  };

  const scroll = () => {
    if (!held) return;
    const way = held.y < EDGE ? -1 : held.y > window.innerHeight - EDGE ? 1 : 0;
    if (way) {
      window.scrollBy(0, way * 12);
      follow(held.y);
    }
    held.frame = requestAnimationFrame(scroll);
  };

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.(".drag-handle");
    if (!handle || event.button || held) return;
    event.preventDefault();
    const item = handle.closest("[data-move]");
    held = { item, before: item.nextElementSibling, y: event.clientY };
    list.setPointerCapture(event.pointerId); // not the handle, which is moved
    list.classList.add("reordering");
    item.classList.add("dragged");
    window.scrollBy(0, item.getBoundingClientRect().top - event.clientY + item.offsetHeight / 2);
    held.frame = requestAnimationFrame(scroll);
  });
  list.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.y = event.clientY;
    follow(event.clientY);
  });

  const leave = () => {
    const was = held;
    cancelAnimationFrame(was.frame);
    was.item.classList.remove("dragged");
    list.classList.remove("reordering");
    was.item.scrollIntoView({ block: "nearest" });
    held = null;
    return was;
  };
  const back = ({ item, before }) => list.insertBefore(item, before?.parentElement === list ? before : null);

  const number = () => {
    [...list.querySelectorAll("[data-item]:not([data-gone])")].forEach((item, place) => {
      item.querySelector(".agenda-no").textContent = place + 1;
    });
  };

  list.addEventListener("pointerup", async () => {
    if (!held) return;
    const was = leave();
    const { item } = was;
    const above = item.previousElementSibling;
    if (item.nextElementSibling === was.before) return;
    const section = above?.dataset.section || "";
    let after = above;
    while (after && !after.dataset.item) after = after.previousElementSibling;
    let answer, facts;
    try {
      answer = await fetch(item.dataset.move, {
        method: "POST", redirect: "error", headers: { "X-CSRFToken": guard(), Accept: "application/json" },
        body: new URLSearchParams({ after: after?.dataset.item || 0, section }),
      });
      facts = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    } catch {
      facts = {};
    }
    if (!answer?.ok) {
      back(was);
      say(facts.sentence || list.dataset.lost);
      return;
    }
    item.dataset.section = section;
    number();
    say(facts.sentence);
  });
  const cancel = () => {
    if (held) back(leave());
  };
  list.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
  });
})();
