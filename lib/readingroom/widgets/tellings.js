// Links the scrolling of two reading pages that stand side by side: the paragraph at the reading line of one page
// brings its match to the same line of the other.  Only the page that the reader scrolls leads; the other goes the
// same way or waits, for the courses (links.py) hold no match that stands against the order of the others.

const LINE = 0.25; // the reading line, as a share of the height of a page
const SETTLE = 1000; // ms in which a page may still move by itself after something was chosen on it

function words(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Layers and tools fold away, so that the article begins at the top of its page; the reference keeps to one line. */
function fold(pane, label) {
  const page = pane.querySelector(".rr-page"), head = page.querySelector(".rr-head"), reference = head.querySelector(".rr-ref");
  reference.title = reference.textContent;
  if (page.querySelector(".rr-folded")) return;
  const box = document.createElement("details"), summary = document.createElement("summary");
  box.className = "rr-folded";
  summary.textContent = label;
  box.append(summary, ...page.querySelectorAll(":scope > .rr-layers, :scope > .rr-tools"));
  head.after(box);
}

class Panes {
  constructor(root, model, tell) {
    this.root = root;
    this.model = model;
    this.tell = tell;
    this.panes = [...root.querySelectorAll(".rr-pane")];
    this.leader = null;
    this.still = 0;
    this.step = -1;
    this.gone = new AbortController();
    const { signal } = this.gone, titles = model.get("titles");
    this.courses = model.get("courses").map((course) => new Map(course.map(([n, ...step]) => [n, step])));
    this.panes.forEach((pane, n) => {
      fold(pane, model.get("words").two_tools);
      pane.tabIndex = 0;
      pane.setAttribute("role", "region");
      pane.setAttribute("aria-label", titles[n]);
      for (const kind of ["wheel", "pointerdown", "touchstart", "focusin", "keydown"])
        pane.addEventListener(kind, () => { this.leader = n; }, { signal, passive: true, capture: true });
      pane.addEventListener("scroll", () => this.follow(n), { signal, passive: true });
    });
    root.addEventListener("click", (e) => this.chose(e.target), { signal, capture: true });
    root.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") this.chose(e.target); }, { signal, capture: true });
  }

  /** What was opened before is not looked at any more: no boxes, no notes, no counts; the focus stays. */
  quiet() {
    const held = document.activeElement;
    for (const close of this.root.querySelectorAll('.rr-pane .rr-note:not([hidden]) [data-note="close"]')) close.click();
    for (const status of this.root.querySelectorAll(".rr-pane .rr-status")) status.textContent = "";
    this.model.send({});
    held?.focus({ preventScroll: true });
  }

  /** What is chosen brings itself into view: nothing follows that.  Another sheet has other things to look at. */
  chose(target) {
    if (target.closest(".lm-TabBar-tab")) this.quiet();
    this.still = Date.now() + SETTLE;
    if (!target.closest(".rr-pane")) this.leader = null;
  }

  blocks(n) {
    return [...this.panes[n].querySelectorAll(".rr-text .rr-p")];
  }

  /** Where the reading line of a page stands: paragraph and share of it. */
  at(n) {
    const pane = this.panes[n].getBoundingClientRect(), line = pane.top + LINE * pane.height;
    const blocks = this.blocks(n);
    const block = blocks.findLast((b) => b.getBoundingClientRect().top <= line) ?? blocks[0];
    const box = block.getBoundingClientRect();
    return [+(block.dataset.n ?? 0), Math.max(0, Math.min(1, (line - box.top) / box.height))];
  }

  bring(n, paragraph, share) {
    const pane = this.panes[n], box = pane.getBoundingClientRect();
    const block = this.blocks(n).find((b) => +(b.dataset.n ?? 0) === paragraph).getBoundingClientRect();
    const by = block.top + share * block.height - (box.top + LINE * box.height);
    const calm = Math.abs(by) < box.height / 4 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    pane.scrollTo({ top: pane.scrollTop + by, behavior: calm ? "auto" : "smooth" });
  }

  follow(n) {
    if (!this.model.get("linked") || this.leader !== n || Date.now() < this.still) return;
    const [paragraph, share] = this.at(n);
    const step = paragraph ? this.courses[n].get(paragraph) : [0, 0, 1, ""];
    this.tint();
    if (!step) return this.tell("two_alone", { n: paragraph });
    const [to, part, parts, why] = step;
    if (!parts) return this.tell("two_astray", { n: paragraph, to });
    this.bring(1 - n, to, (part + share) / parts);
    if (paragraph) this.say(n ? to : paragraph, n ? paragraph : to, why);
  }

  say(a, b, reason) {
    this.tint(a, b);
    this.tell("two_pair", { a, b, reason });
  }

  /** The pair that is read stands out on both pages; without one, none does. */
  tint(...pair) {
    this.panes.forEach((pane, n) => {
      for (const block of pane.querySelectorAll(".rr-text .rr-p")) block.classList.toggle("rr-pair", +block.dataset.n === pair[n]);
    });
  }

  /** The next pair of matching paragraphs, both at the reading line. */
  turn(by) {
    const pairs = this.model.get("pairs");
    if (!pairs.length) return;
    this.step = Math.max(0, Math.min(pairs.length - 1, this.step + by));
    const [a, b, why] = pairs[this.step];
    this.leader = null;
    this.quiet();
    this.bring(0, a, 0);
    this.bring(1, b, 0);
    this.say(a, b, why);
  }
}

function render({ model, el }) {
  const say = model.get("words");
  const bar = document.createElement("div");
  bar.className = "rr rr-together";
  const button = (key) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = say[key];
    bar.append(made);
    return made;
  };
  const link = button("two_together"), back = button("two_back"), next = button("two_next"), names = button("two_names");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  bar.append(status);
  el.append(bar);
  const tell = (key, values = {}) => { status.textContent = words(say[key], values); };
  const named = () => names.setAttribute("aria-pressed", model.get("names"));
  const shown = () => {
    link.setAttribute("aria-pressed", model.get("linked"));
    tell(model.get("linked") ? "two_start" : "two_apart");
  };
  let panes = null;
  const found = () => { // the pages are drawn beside this, perhaps later
    const root = el.closest(".rr-tellings");
    if (root?.querySelectorAll(".rr-pane .rr-text").length === 2) panes ??= new Panes(root, model, tell);
    return panes;
  };
  const watch = new MutationObserver(() => found() && watch.disconnect());
  requestAnimationFrame(() => found() || watch.observe(el.closest(".rr-tellings") ?? document.body, { childList: true, subtree: true }));
  link.addEventListener("click", () => { model.set("linked", !model.get("linked")); model.save_changes(); });
  names.addEventListener("click", () => { model.set("names", !model.get("names")); model.save_changes(); });
  back.addEventListener("click", () => found()?.turn(-1));
  next.addEventListener("click", () => found()?.turn(1));
  model.on("change:linked", shown);
  model.on("change:names", named);
  named();
  shown();
  return () => { watch.disconnect(); panes?.gone.abort(); };
}

export default { render };
