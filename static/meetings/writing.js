/* Notes of a point, written by several at once: saved as one writes, kept in the browser until the server has them,
   fetched every few seconds while others write. Without this script the same form is a page with plain text. */
import {
  Blockquote, Bold, BulletList, Document, Editor, HardBreak, Heading, Italic, Link, ListItem, OrderedList, Paragraph,
  Text, UndoRedo, createDocument,
} from "django-prose-editor/editor";

const PAUSE = 900; // after the last key, before it is sent
const AGAIN = 3000; // before it is sent once more when the server was not reached
const LOOK = 4000; // between two questions for news

const guard = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const empty = (html) => (html === "<p></p>" ? "" : html);
const say = (text) => document.dispatchEvent(new CustomEvent("fardplan:say", { detail: text }));

/* What has not been received yet stays here, per person and point. */
const kept = {
  key: (form) => `fardplan-anteckning-${form.dataset.user}-${form.dataset.point}`,
  read(form) {
    try {
      return JSON.parse(localStorage.getItem(this.key(form)));
    } catch {
      return null;
    }
  },
  write(form, draft) {
    try {
      localStorage.setItem(this.key(form), JSON.stringify(draft));
    } catch { /* a full or closed store: the page itself still has the text */ }
  },
  clear(form) {
    try {
      localStorage.removeItem(this.key(form));
    } catch { /* as above */ }
  },
};

const open = new Map(); // point -> Writing

class Writing {
  constructor(form) {
    this.form = form;
    this.area = form.querySelector("textarea[name=text]");
    this.base = form.elements.base.value;
    this.revision = Number(form.elements.revision.value);
    this.dirty = this.sending = this.stopped = false;
    this.build();
    const draft = kept.read(form);
    if (draft && draft.text !== this.base) {
      [this.base, this.revision] = [draft.base, draft.revision];
      this.show(draft.text);
      this.state("found");
      this.changed();
    }
  }

  build() {
    const { form } = this;
    const part = form.querySelector("template[data-editor]").content.cloneNode(true);
    form.prepend(part);
    this.box = form.querySelector(".editor");
    this.line = this.box.querySelector("[data-state]");
    this.others = this.box.querySelector("[data-others]");
    for (const one of form.querySelectorAll("[data-plain]")) one.hidden = true;
    for (const one of form.querySelectorAll("[data-live]")) one.hidden = false;
    this.editor = new Editor({
      element: this.box.querySelector("[data-place]"),
      extensions: [
        Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, Blockquote, UndoRedo,
        Heading.configure({ levels: [3, 4] }),
        Link.configure({ openOnClick: false, autolink: true, enableTarget: false }),
      ],
      editorProps: {
        attributes: {
          class: "editor-text", role: "textbox", "aria-multiline": "true", "aria-label": form.dataset.label,
          "aria-describedby": `hjalp-${form.dataset.point}`, lang: document.documentElement.lang,
        },
      },
      content: this.base,
      onUpdate: () => {
        if (!this.quiet) this.changed();
      },
      onTransaction: () => this.press(),
    });
    this.box.querySelector(".editor-tools").addEventListener("click", (event) => this.tool(event.target.closest("button")));
    this.box.querySelector(".editor-tools").addEventListener("keydown", (event) => this.walk(event));
    form.addEventListener("click", (event) => this.choose(event.target.closest("[data-keep]")?.dataset.keep));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.finish();
    }, true);
    this.editor.commands.focus("end");
  }

  /* -- the toolbar: one stop of the tab key, arrows inside -- */
  tool(button) {
    if (!button) return;
    const chain = this.editor.chain().focus();
    const deeds = {
      bold: () => chain.toggleBold(), italic: () => chain.toggleItalic(), heading: () => chain.toggleHeading({ level: 3 }),
      bullets: () => chain.toggleBulletList(), numbers: () => chain.toggleOrderedList(), undo: () => chain.undo(),
    };
    deeds[button.dataset.do]().run();
  }

  press() {
    if (!this.editor) return;
    const on = {
      bold: "bold", italic: "italic", heading: "heading", bullets: "bulletList", numbers: "orderedList",
    };
    for (const button of this.box.querySelectorAll("[data-do][aria-pressed]")) {
      button.setAttribute("aria-pressed", String(this.editor.isActive(on[button.dataset.do])));
    }
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...this.box.querySelectorAll(".editor-tools button")];
    const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  }

  /* -- text in and out -- */
  get text() {
    return empty(this.editor.getHTML());
  }

  /* Only what differs is replaced, so that the cursor stays where somebody is writing. */
  show(html) {
    const { state, view, schema } = this.editor;
    const next = createDocument(html || "<p></p>", schema);
    const start = state.doc.content.findDiffStart(next.content);
    if (start === null) return;
    let { a, b } = state.doc.content.findDiffEnd(next.content);
    const overlap = start - Math.min(a, b);
    if (overlap > 0) [a, b] = [a + overlap, b + overlap];
    this.quiet = true;
    view.dispatch(state.tr.replace(start, a, next.slice(start, b)).setMeta("addToHistory", false));
    this.quiet = false;
  }

  changed() {
    this.dirty = true;
    kept.write(this.form, { base: this.base, revision: this.revision, text: this.text });
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  state(name, more = "") {
    this.line.textContent = (this.form.dataset[name] || "") + more;
    this.box.dataset.is = name;
  }

  async send(options = {}) {
    if (this.sending || this.stopped) return;
    clearTimeout(this.timer);
    this.sending = true;
    const sent = this.text;
    if (!["offline", "out"].includes(this.box.dataset.is)) this.state("saving");
    const body = new URLSearchParams({ text: sent || "<p></p>", base: this.base, revision: this.revision });
    let answer, facts;
    try {
      answer = await fetch(this.form.dataset.save, {
        method: "POST", body, headers: { "X-CSRFToken": guard(), Accept: "application/json" }, redirect: "manual", ...options,
      });
      facts = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    } catch {
      answer = null;
    }
    this.sending = false;
    if (!answer || !facts) {
      this.state(answer?.type === "opaqueredirect" ? "out" : "offline");
      this.timer = setTimeout(() => this.send(), AGAIN);
      return;
    }
    if (answer.status === 409 && facts.met) return this.meet(facts);
    if (facts.sentence) {
      this.stopped = Boolean(facts.locked);
      this.line.textContent = facts.sentence;
      this.box.dataset.is = "refused";
      return;
    }
    this.received(sent, facts);
  }

  /* The server's receipt. Words that came after what was sent are still unsent. */
  received(sent, facts) {
    if (this.text === sent) {
      this.show(facts.text);
      [this.base, this.revision, this.dirty] = [facts.text, facts.revision, false];
      kept.clear(this.form);
      const now = new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
      this.state("saved", ` ${now.replace(":", ".")}`);
      if (facts.merged) this.others.textContent = this.form.dataset.merged;
    } else {
      if (facts.merged) this.base = sent; // the next one is put together from here
      else [this.base, this.revision] = [facts.text, facts.revision];
      this.changed();
    }
    seen.set(this.form.dataset.point, this.revision);
    this.waiting?.();
  }

  /* -- two have changed the same passage: both are shown, one chooses or keeps both -- */
  meet(theirs) {
    this.theirs = theirs;
    this.stopped = true;
    this.state("met");
    const place = this.form.querySelector("[data-both]");
    place.hidden = false;
    place.querySelector("[data-theirs]").innerHTML = theirs.text || "<p></p>";
    for (const one of place.querySelectorAll("[data-who]")) one.textContent = theirs.by;
    place.querySelector("button").focus({ preventScroll: false });
  }

  choose(wish) {
    if (!wish || !this.theirs) return;
    const theirs = this.theirs;
    if (wish === "theirs") this.show(theirs.text);
    if (wish === "both") this.show(theirs.text + this.text);
    [this.base, this.revision, this.theirs, this.stopped] = [theirs.text, theirs.revision, null, false];
    this.form.querySelector("[data-both]").hidden = true;
    this.changed();
    this.editor.commands.focus("end");
  }

  /* Somebody else's words, while nothing of one's own is unsent. */
  news(facts) {
    if (this.dirty || this.sending || this.stopped) return;
    this.show(facts.text);
    [this.base, this.revision] = [facts.text, facts.revision];
    seen.set(this.form.dataset.point, facts.revision);
  }

  async finish() {
    if (this.theirs) return this.form.querySelector("[data-both] button").focus();
    if (this.dirty && !this.stopped) {
      const done = new Promise((resolve) => (this.waiting = resolve));
      this.send();
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2500))]);
    }
    if (this.dirty) return say(this.line.textContent);
    const point = document.getElementById(`p${this.form.dataset.point}`);
    open.delete(this.form.dataset.point);
    if (!this.form.dataset.back) return window.location.assign(this.form.dataset.leave);
    window.htmx.ajax("GET", this.form.dataset.back, { target: point, swap: "outerHTML" });
  }
}

/* -- news from others -- */
const seen = new Map();
const meeting = document.querySelector("[data-changes]");

const look = async () => {
  if (document.hidden) return;
  for (const part of document.querySelectorAll("[data-point][data-revision]")) {
    if (!seen.has(part.dataset.point)) seen.set(part.dataset.point, Number(part.dataset.revision));
  }
  for (const [point, writing] of open) {
    if (writing.form.isConnected) seen.set(point, writing.revision);
    else open.delete(point);
  }
  const whole = document.getElementById("agenda");
  const shown = [...document.querySelectorAll("[data-item]:not([data-gone])")].map(
    (part) => `${part.dataset.item}.${seen.get(part.dataset.item) ?? 1}.${part.dataset.stamp}`,
  );
  const loose = document.getElementById("utfall-0")?.dataset.stamp;
  if (whole && loose) shown.push(`0.0.${loose}`);
  const query = `p=${shown.join(",")}${whole ? "&hel=1" : ""}`;
  const answer = await fetch(`${meeting.dataset.changes}?${query}`, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.status !== 200) return;
  const found = await answer.json();
  for (const facts of found.points) {
    const point = String(facts.point);
    const writing = open.get(point);
    if (writing) {
      writing.news(facts);
    } else {
      const part = document.querySelector(`[data-point="${point}"][data-revision]`);
      if (part) part.innerHTML = facts.text;
      seen.set(point, facts.revision);
    }
  }
  const writes = (point) => open.get(point)?.form.isConnected;
  document.dispatchEvent(new CustomEvent("fardplan:news", { detail: { found, writes } }));
  for (const one of found.writing) {
    const place = open.get(String(one.point))?.others || document.querySelector(`[data-writing="${one.point}"]`);
    if (!place) continue;
    place.textContent = one.words;
    clearTimeout(place.timer);
    place.timer = setTimeout(() => (place.textContent = ""), 15_000);
  }
};

const begin = (root) => {
  for (const form of root.querySelectorAll("form[data-save]")) {
    if (open.get(form.dataset.point)?.form === form) continue;
    open.set(form.dataset.point, new Writing(form));
  }
};

begin(document);
document.addEventListener("htmx:afterSettle", () => begin(document));
window.addEventListener("online", () => open.forEach((writing) => writing.dirty && writing.send()));
window.addEventListener("beforeunload", (event) => {
  for (const writing of open.values()) {
    if (writing.dirty && writing.form.isConnected) {
      writing.send({ keepalive: true });
      event.preventDefault();
    }
  }
});
if (meeting) {
  setInterval(() => look().catch(() => {}), LOOK);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));
  /* Words that never reached the server, from an earlier visit: open their point again. */
  const mine = `fardplan-anteckning-${meeting.dataset.user}-`;
  const reopen = () => {
    for (const link of document.querySelectorAll("[data-write]")) {
      if (localStorage.getItem(mine + link.dataset.write)) link.click();
    }
  };
  if (document.readyState === "complete") reopen();
  else window.addEventListener("load", reopen);
}
