/* What others have done to the agenda: new, removed and moved points, changed heads and outcomes. Brought by writing.js,
   put in place here. What somebody is typing in, or has open, is never touched: it waits for the next time. */
(() => {
  "use strict";
  const list = document.getElementById("agenda");
  const made = (html) => {
    const part = document.createElement("template");
    part.innerHTML = html.trim();
    return part.content.firstElementChild;
  };
  const busy = (part) => part.contains(document.activeElement) || part.querySelector("details[open]");
  const settle = (part) => {
    window.htmx?.process(part);
    document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { target: part } }));
  };
  const itemOf = (point) => document.querySelector(`[data-item="${point}"]`);

  const outcomesOf = (point, html) => {
    const place = document.getElementById(`utfall-${point}`);
    if (!place) return true;
    if (busy(place)) return false;
    place.innerHTML = html;
    window.htmx?.process(place);
    return true;
  };

  const headOf = (item, html) => {
    const head = item.querySelector(".agenda-head");
    if (!head) return true;
    const fresh = made(html);
    if (item.hasAttribute("data-writes")) { // the notes are being written: only the words of the heading
      head.querySelector(".agenda-title").replaceWith(fresh.querySelector(".agenda-title"));
      return true;
    }
    if (busy(head)) return false;
    head.replaceWith(fresh);
    settle(fresh);
    return true;
  };

  /* -- the order: the point with the focus stays where it is in the page, the others go around it -- */
  const arrange = (order, sections, fresh, writes) => {
    const wanted = new Map(order.map(([point, section]) => [String(point), section]));
    for (const item of list.querySelectorAll("[data-item]:not([data-gone])")) {
      if (wanted.has(item.dataset.item)) continue;
      if (writes(item.dataset.item) || item.contains(document.activeElement)) {
        item.dataset.gone = "";
        document.dispatchEvent(new CustomEvent("fardplan:say", { detail: list.dataset.gone }));
      } else {
        item.remove();
      }
    }
    const now = [...list.children].map((one) => one.dataset.item || `§${one.dataset.section}`);
    const rows = [];
    let before = "";
    order.forEach(([point, section], place) => {
      if (section !== before && (section || place)) rows.push(`§${section}`);
      before = section;
      rows.push(String(point));
    });
    if (rows.join() !== now.join()) {
      const kept = document.activeElement?.closest?.("#agenda > [data-item]");
      for (const one of list.querySelectorAll(".agenda-section")) one.remove();
      let behind = !kept;
      for (const key of rows) {
        const item = key.startsWith("§") ? made(sections[key.slice(1)]) : fresh.get(key) || itemOf(key);
        if (!item) continue;
        if (item === kept) behind = true;
        else if (behind) list.append(item);
        else list.insertBefore(item, kept);
      }
    }
    for (const [point, section] of wanted) {
      const item = itemOf(point);
      if (item) item.dataset.section = section;
    }
    [...list.querySelectorAll("[data-item]:not([data-gone])")].forEach((item, place) => {
      item.querySelector(".agenda-no").textContent = place + 1;
    });
    for (const item of fresh.values()) settle(item);
  };

  /* The choice of a point in the line for quick entry. */
  const offer = () => {
    const choice = document.getElementById("snabbrad-punkt");
    if (!choice || choice === document.activeElement) return;
    const chosen = choice.value;
    const options = [...list.querySelectorAll("[data-item]:not([data-gone])")].map((item, place) => {
      const words = [...item.querySelector(".agenda-title").childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const heading = words.map((node) => node.textContent.trim()).join(" ").trim();
      return new Option(`${place + 1}. ${heading.length > 24 ? `${heading.slice(0, 23)}…` : heading}`, item.dataset.item);
    });
    choice.replaceChildren(choice.options[0], ...options);
    choice.value = chosen;
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  };

  document.addEventListener("fardplan:news", (event) => {
    const { found, writes } = event.detail;
    if (list?.classList.contains("reordering")) return;
    const fresh = new Map();
    for (const part of found.parts) {
      const item = itemOf(part.point);
      if (!item) {
        if (list && part.html) fresh.set(String(part.point), made(part.html));
        continue;
      }
      const head = headOf(item, part.head);
      if (outcomesOf(part.point, part.outcomes) && head) item.dataset.stamp = part.stamp;
    }
    if (list && found.order) {
      arrange(found.order, found.sections, fresh, writes);
      const jump = document.querySelector("[data-jump]");
      if (jump && !busy(jump)) jump.innerHTML = found.jump;
      offer();
    }
    if (found.loose && outcomesOf(0, found.loose.outcomes)) {
      document.getElementById("utfall-0").dataset.stamp = found.loose.stamp;
    }
  });
})();
