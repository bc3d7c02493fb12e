// Makes a page set by typeset.py respond: switches layers, names and opens highlights, takes the reader's marks.
// The same file serves the notebook (through `model`) and a page standing alone.  The text is read from the page and
// never changed; offsets are code points, as in Python.

const MINE = "mine", HERE = "here", CURSOR = "cursor";
const LISTED = 250; // highlights listed at first, and more at each asking
const LONG = 60; // paragraphs from which on those out of sight are not drawn
const MOST = 3; // layers shown at once: more cannot be told apart

function tag(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...inside);
  return node;
}

function words(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** The look of a layer's label at place k: a colour and an underline pattern of its own. */
function look(sheet, k = 0) {
  return `rr-m rr-c${(sheet.slot + k) % 8} rr-u${k % 5}`;
}

/** One reading page: the blocks of text on it, its layers, and what the reader does to them. */
class Page {
  constructor(root, bridge) {
    this.root = root;
    this.bridge = bridge;
    const data = JSON.parse(root.querySelector(".rr-data").textContent);
    this.say = data.words;
    this.uid = root.dataset.uid;
    this.verdicts = {};
    this.lost = [];
    this.sentences = data.sentences;
    this.sheets = new Map(data.sheets.map((s) => [s.name, s]));
    this.blocks = [...root.querySelectorAll(".rr-p")].map((node) => {
      const text = [...node.textContent];
      return { node, text, start: +node.dataset.start, end: +node.dataset.start + text.length, n: +(node.dataset.n || 0) };
    });
    this.extra(MINE, this.say.mine, this.say.mine_letter, this.say.mine_caution, 6);
    this.extra(HERE, this.say.here, "→", "", 7);
    this.extra(CURSOR, "", "", "", 7);
    this.build();
    this.listen();
    this.on = bridge.get("on").filter((name) => this.sheets.has(name));
    this.took(bridge.get("kept"));
    this.lay(bridge.get("laid"));
    if (this.coming([...this.sheets.keys()]).length) requestAnimationFrame(() => setTimeout(() => bridge.ask({ do: "lay" })));
  }

  extra(name, title, letter, caution, slot) {
    this.sheets.set(name, { name, title, letter, slot, caution, labels: [[title, letter]], marks: [] });
  }

  build() {
    const tools = tag("div", { class: "rr-tools", role: "group", "aria-label": this.say.mine });
    this.tools = {};
    for (const key of ["mark", "mark_keys", "mark_undo", "save"]) {
      this.tools[key] = tag("button", { type: "button" }, this.say[key]);
      tools.append(this.tools[key]);
    }
    const labels = [...new Set([this.bridge.get("label"), ...this.say.labels.split(" | ")])];
    this.tools.label = tag("input", { type: "text", value: labels[0], list: `${this.uid}-labels`, class: "rr-label" });
    tools.prepend(tag("label", {}, this.say.note_label, this.tools.label),
      tag("datalist", { id: `${this.uid}-labels` }, ...labels.map((value) => tag("option", { value }))));
    this.status = tag("p", { class: "rr-status", role: "status", "aria-live": "polite" });
    this.name = tag("div", { class: "rr-name", "aria-hidden": "true", hidden: "" });
    this.root.querySelector(".rr-body").before(tools, this.status);
    this.root.style.position = "relative";
    this.root.querySelector(".rr-text").classList.toggle("rr-long", this.blocks.length > LONG);
    this.adder = tag("button", { type: "button", class: "rr-adder", tabindex: "-1", "aria-hidden": "true", hidden: "" }); // beside what is selected; the row of tools has it for keys
    this.root.append(this.name, this.adder);
    this.note = this.root.querySelector(".rr-note");
    this.list = this.root.querySelector(".rr-list");
  }

  // ---- what is shown

  /** The layers among these whose marks are not here yet: the page is shown before they are found. */
  coming(names) {
    return names.filter((name) => this.sheets.get(name).laid === false);
  }

  lay(laid) {
    const { article, sheets } = laid ? JSON.parse(laid) : {};
    if (article !== this.root.dataset.article) return;
    const awaited = this.coming(this.on);
    for (const sheet of sheets) this.sheets.set(sheet.name, sheet);
    if (awaited.length) this.draw();
    this.drawSide();
    for (const name of awaited) this.tellShown(name);
  }

  get shown() {
    const on = [...this.on, MINE, HERE, CURSOR].map((name) => this.sheets.get(name));
    return on.filter((sheet) => sheet && sheet.marks.length);
  }

  show(on) {
    this.on = on.filter((name) => this.sheets.has(name));
    for (const button of this.root.querySelectorAll(".rr-switch"))
      button.setAttribute("aria-pressed", this.on.includes(button.dataset.layer));
    this.draw();
    this.drawSide();
  }

  /** Sets the marks anew, in those blocks alone where they changed. */
  draw() {
    const focused = document.activeElement?.closest?.(".rr-text .rr-m")?.id;
    const over = this.blocks.map(() => []);
    for (const sheet of this.shown)
      sheet.marks.forEach((mark, i) => {
        const m = { sheet, mark, i, start: mark[0], end: mark[1], verdict: this.verdicts[`${sheet.name}:${i}`] };
        for (let n = this.blockAt(m.start); n < this.blocks.length && this.blocks[n].start < m.end; n++)
          if (m.start < this.blocks[n].end) over[n].push(m);
      });
    this.blocks.forEach((block, n) => this.redraw(block, over[n]));
    const marks = [...this.root.querySelectorAll(".rr-text .rr-m[tabindex]")];
    if (marks.length) this.rove(marks, marks.find((mark) => mark.tabIndex === 0) ?? marks[0]);
    if (!this.note.hidden && !this.current.startsWith(HERE)) for (const m of this.find(this.current)) m.classList.add("rr-hot");
    if (focused && document.activeElement === document.body) marks.find((mark) => mark.id === focused)?.focus({ preventScroll: true });
  }

  redraw(block, over) {
    const drawn = over.map((m) => [m.sheet.name, m.i, m.start, m.end, m.sheet.labels[m.mark[2]], m.mark[3], m.verdict].join()).join("|");
    if (drawn === block.drawn) return;
    block.drawn = drawn;
    block.node.replaceChildren(...this.pieces(block, over));
  }

  /** The number of the last block that begins at or before a place. */
  blockAt(place) {
    let low = 0, high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      this.blocks[middle].start <= place ? (low = middle) : (high = middle - 1);
    }
    return low;
  }

  pieces(block, over) {
    const cuts = new Set([block.start, block.end]);
    for (const m of over) for (const p of [m.start, m.end]) if (block.start < p && p < block.end) cuts.add(p);
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(1).map((b, k) => {
      const a = places[k];
      const text = block.text.slice(a - block.start, b - block.start).join("");
      const here = over.filter((m) => m.start <= a && b <= m.end);
      const front = (m) => (m.sheet.name === CURSOR ? -2 : m.sheet.name === HERE ? -1 : 0); // then the shortest
      here.sort((x, y) => front(x) - front(y) || x.end - x.start - (y.end - y.start) || x.start - y.start);
      return here.length ? this.piece(block, text, a, b, here) : document.createTextNode(text);
    });
  }

  piece(block, text, a, b, here) {
    const { sheet, mark, i } = here[0];
    const [label, letter] = sheet.labels[mark[2]] ?? sheet.labels[0];
    const node = tag("mark", {
      class: look(sheet, mark[2]),
      "data-m": here.map((m) => `${m.sheet.name}:${m.i}`).join(" "),
    }, text);
    if (this.verdicts[`${sheet.name}:${i}`] === "rejected") node.classList.add("rr-rejected");
    if (sheet.name === CURSOR) node.classList.add("rr-here");
    else {
      if (sheet.name === HERE) node.classList.add("rr-here");
      if (a === Math.max(mark[0], block.start)) {
        node.id = `${this.uid}-${sheet.name}-${i}`;
        node.tabIndex = -1;
        node.setAttribute("role", "button");
        node.setAttribute("aria-description", `${label}: ${mark[3]}`);
      }
      if (b === mark[1]) node.dataset.tag = letter;
    }
    return node;
  }

  drawSide() {
    const shown = this.shown.filter((s) => s.name !== CURSOR && s.name !== HERE);
    const key = tag("ul", { class: "rr-key", "aria-label": this.say.legend });
    const rows = [];
    for (const sheet of shown) {
      const used = new Set(sheet.marks.map((m) => m[2] ?? 0));
      sheet.labels.forEach(([label, letter], k) => used.has(k) && key.append(tag("li", {}, this.swatch(sheet, k, letter), ` ${label}`)));
      sheet.marks.forEach((mark, i) => rows.push({ sheet, mark, i }));
    }
    this.rows = rows.sort((x, y) => x.mark[0] - y.mark[0] || x.mark[1] - y.mark[1]);
    this.listed = LISTED;
    for (const count of this.root.querySelectorAll(".rr-switch .rr-count")) this.drawCount(count);
    this.root.querySelector(".rr-legend").replaceChildren(...(shown.length ? [key] : []));
    this.drawList();
    this.settle();
  }

  /** The list, a few hundred at a time: a long text has thousands of marks. */
  drawList() {
    const more = this.rows.length - this.listed, last = tag("li", {});
    if (more > 0) last.append(tag("button", { type: "button", "data-more": "" }, words(this.say.findings_more, { n: more })));
    else if (!this.rows.length) last.append(this.coming(this.on).length ? this.say.findings_coming : this.on.length ? this.say.findings_empty : this.say.findings_none);
    last.className = more > 0 ? "" : "rr-empty";
    this.list.replaceChildren(...this.rows.slice(0, this.listed).map((row) => this.entry(row)), ...(last.hasChildNodes() ? [last] : []),
      ...this.lost.map((note) => this.lostEntry(note)));
    const entries = this.list.querySelectorAll(".rr-entry");
    if (entries.length) this.rove(entries, [...entries].find((entry) => entry.dataset.go === this.current) ?? entries[0]);
  }

  /** Of many that arrows lead through, Tab stops at one. */
  rove(all, one) {
    for (const node of all) node.tabIndex = node === one ? 0 : -1;
  }

  /** The place of a mark in the list, which grows until it holds it. */
  listedAt(key) {
    const n = this.rows.findIndex((row) => `${row.sheet.name}:${row.i}` === key);
    if (n >= this.listed) {
      this.listed = n + LISTED;
      this.drawList();
    }
    return n;
  }

  /** With nothing to show beside it, the text has the page to itself. */
  settle() {
    const bare = this.note.hidden && !this.list.querySelector(".rr-entry");
    this.root.querySelector(".rr-body").classList.toggle("rr-bare", bare);
  }

  /** How many marks a layer has, without those rejected. */
  drawCount(count) {
    const name = count.closest("[data-layer]").dataset.layer, all = this.sheets.get(name).marks.length;
    const gone = Object.entries(this.verdicts).filter(([key, v]) => v === "rejected" && key.startsWith(`${name}:`)).length;
    count.textContent = this.coming([name]).length ? "" : gone ? words(this.say.count_rejected, { n: all - gone, all }) : all;
  }

  swatch(sheet, k, letter) {
    return tag("span", { class: look(sheet, k) }, letter);
  }

  entry({ sheet, mark, i }) {
    const [label, letter] = sheet.labels[mark[2]] ?? sheet.labels[0];
    const link = tag("a", { class: "rr-entry", href: `#${this.uid}-${sheet.name}-${i}`, "data-go": `${sheet.name}:${i}` });
    let said = this.text(mark[0], mark[1]).replace(/\s+/g, " ");
    if (said.length > 60) said = said.slice(0, 60).replace(/\s\S*$/, "") + " …";
    const verdict = this.verdicts[`${sheet.name}:${i}`], note = sheet.name === MINE && sheet.notes[i].text;
    link.append(this.swatch(sheet, mark[2] ?? 0, letter), " ", tag("span", { class: "rr-said" }, said), " ",
      tag("span", { class: "rr-where" }, [label, this.where(mark[0]), verdict && this.say[verdict], note].filter(Boolean).join(", ")));
    return tag("li", {}, link);
  }

  /** A note whose place is gone stays in the list, and is never moved by guess. */
  lostEntry(note) {
    return tag("li", { class: "rr-empty" }, words(this.say.note_lost, { label: note.label, quote: note.quote, text: note.text }));
  }

  text(start, end) {
    const parts = [];
    for (let n = this.blockAt(start); n < this.blocks.length && this.blocks[n].start < end; n++) {
      const { text, start: at } = this.blocks[n];
      if (start < this.blocks[n].end) parts.push(text.slice(Math.max(0, start - at), end - at).join(""));
    }
    return parts.join("\n");
  }

  where(place) {
    const { n } = this.blocks[this.blockAt(place)];
    return n ? words(this.say.finding_at, { n }) : this.say.headline_at;
  }

  // ---- three steps: seen, named, opened

  find(key) {
    return [...this.root.querySelectorAll(".rr-text .rr-m")].filter((m) => m.dataset.m.split(" ").includes(key));
  }

  open(key, focus = true) {
    const [name, i] = key.split(":");
    const sheet = this.sheets.get(name), mark = sheet.marks[+i];
    const [label] = sheet.labels[mark[2]] ?? sheet.labels[0];
    for (const m of this.root.querySelectorAll(".rr-hot")) m.classList.remove("rr-hot");
    const found = this.find(key);
    for (const m of found) m.classList.add("rr-hot");
    this.current = key;
    this.drawNote(name, +i);
    this.listedAt(key);
    this.drawCurrent(key);
    const at = found.find((m) => m.hasAttribute("tabindex")) ?? found[0];
    if (at && focus) this.focus(at);
    if (this.narrow) this.note.scrollIntoView({ block: "nearest", behavior: this.calm ? "auto" : "smooth" });
    this.bridge.set("chosen", { layer: name, start: mark[0], end: mark[1], label, reason: mark[3] ?? "", times: Date.now() });
  }

  /** The entry of what is open stands out in the list, and in view there. */
  drawCurrent(key) {
    const entries = this.list.querySelectorAll(".rr-entry");
    for (const entry of entries) entry.toggleAttribute("aria-current", false);
    const current = [...entries].find((entry) => entry.dataset.go === key);
    if (!current) return;
    current.setAttribute("aria-current", "true");
    this.rove(entries, current);
    const box = current.getBoundingClientRect(), home = this.list.getBoundingClientRect();
    if (box.top < home.top || box.bottom > home.bottom) this.list.scrollTop += box.top - home.top - home.height / 3;
  }

  drawNote(name, i, place = this.sheets.get(name).marks[i][0]) {
    const sheet = this.sheets.get(name), mark = sheet.marks[i];
    const label = name === HERE ? sheet.title : (sheet.labels[mark[2]] ?? sheet.labels[0])[0];
    const button = (what, text) => tag("button", { type: "button", "data-note": what }, text);
    const steps = name === HERE ? [] : [button("-1", this.say.note_previous), button("1", this.say.note_next)];
    this.note.className = `rr-note rr-c${(sheet.slot + (mark[2] ?? 0)) % 8}`;
    this.note.replaceChildren(
      tag("h3", {}, sheet.title === label ? label : `${sheet.title}: ${label}`),
      tag("blockquote", {}, this.text(mark[0], mark[1])),
      ...(name === MINE ? [] : [tag("p", {}, mark[3] ?? "")]),
      ...(sheet.caution ? [tag("p", { class: "rr-caution" }, (name === MINE ? "" : this.say.caution) + sheet.caution)] : []),
      ...this.noteTools(name, i), tag("p", { class: "rr-told", "aria-hidden": "true" }), tag("div", { class: "rr-tools" }, ...steps, button("close", this.say.note_close)));
    this.note.hidden = false;
    this.settle();
    this.naming(null);
    this.placeNote(place);
  }

  get narrow() {
    return getComputedStyle(this.root.querySelector(".rr-side")).display === "contents";
  }

  get calm() {
    return this.blocks.length > LONG || matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** The note stands beside the highlight; where the page is narrow, under its paragraph. */
  placeNote(place) {
    this.noted = place;
    const side = this.root.querySelector(".rr-side"), body = this.root.querySelector(".rr-body");
    const block = this.blocks[this.blockAt(place)];
    const { narrow } = this;
    narrow ? block.node.after(this.note) : this.list.before(this.note); // the next stop of Tab after the text
    const at = this.find(this.current)[0] ?? block.node;
    const most = body.getBoundingClientRect().bottom - this.note.offsetHeight;
    const top = Math.min(at.getBoundingClientRect().top - 24, most) - side.getBoundingClientRect().top;
    this.note.style.top = narrow ? "" : `${Math.max(0, top)}px`;
  }

  close() {
    this.note.hidden = true;
    this.settle();
    for (const m of this.root.querySelectorAll(".rr-hot")) m.classList.remove("rr-hot");
    if (this.current) this.find(this.current).find((m) => m.hasAttribute("tabindex"))?.focus({ preventScroll: true });
  }

  step(n) {
    const next = this.rows[this.listedAt(this.current) + n];
    if (next) this.open(`${next.sheet.name}:${next.i}`);
  }

  focus(node) {
    if (node.hasAttribute("tabindex")) this.rove(this.root.querySelectorAll(".rr-text .rr-m[tabindex]"), node);
    node.focus({ preventScroll: true });
    this.reveal(node);
  }

  /** Bring a place into view; the page stays where it is if the place is seen already. */
  reveal(node) {
    if (this.seen(node)) return;
    const scroll = () => node.scrollIntoView({ block: "center", behavior: this.calm ? "auto" : "smooth" });
    scroll();
    if (this.blocks.length <= LONG) return;
    setTimeout(() => { // paragraphs that were not drawn have their height only now
      scroll();
      if (!this.note.hidden) this.placeNote(this.noted);
    }, 80);
  }

  seen(node) {
    const box = node.getClientRects()[0];
    return Boolean(box) && node.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
  }

  naming(node) {
    const busy = !document.getSelection().isCollapsed; // words are being selected
    this.name.hidden = !node || busy || node.classList.contains("rr-hot"); // what is open needs no name beside it
    if (this.name.hidden) return;
    const [name, i] = node.dataset.m.split(" ")[0].split(":");
    const sheet = this.sheets.get(name), mark = sheet.marks[+i];
    this.name.textContent = `${(sheet.labels[mark[2]] ?? sheet.labels[0])[0]}: ${mark[3] ?? ""}`;
    const box = node.getClientRects()[0], home = this.root.getBoundingClientRect();
    this.name.style.left = `${Math.max(0, Math.min(box.left - home.left, home.width - 360))}px`;
    this.name.style.top = `${box.top - home.top - this.name.offsetHeight - 6}px`;
  }

  /** Places opened from a list, a bar or a word; the first comes into view.  Where there is none, the reason is told. */
  go({ marks, reason, focus = true }) {
    const here = this.sheets.get(HERE), labels = [...new Set(marks.map((m) => m.label))];
    here.labels = labels.map((label) => [label, labels.length > 1 ? label : "→"]);
    here.marks = marks.map((m) => [m.start, m.end, labels.indexOf(m.label), reason]);
    this.draw();
    this.naming(null);
    this.current = `${HERE}:0`;
    if (marks.length) this.drawNote(HERE, here.marks.length - 1, here.marks[0][0]);
    else { this.note.hidden = true; this.settle(); this.tell(reason); }
    const at = this.find(this.current)[0];
    if (at) focus ? this.focus(at) : this.reveal(at);
  }

  /** What was opened from elsewhere is not what is looked at any more. */
  leave() {
    this.sheets.get(HERE).marks = [];
    if (this.current?.startsWith(HERE)) this.note.hidden = true;
    this.draw();
    this.settle();
  }

  tell(text) {
    this.status.textContent = text;
  }

  // ---- the reader's own notes, and verdicts on the kit's marks

  /** What is kept: notes on places, and verdicts by "layer:number".  The keeper (Python, or alone.js) has the last word. */
  took({ notes, verdicts, said }) {
    const mine = this.sheets.get(MINE), placed = notes.filter((n) => n.end !== undefined);
    mine.notes = placed;
    mine.labels = [...new Set([this.bridge.get("label"), ...placed.map((n) => n.label)])].map((label) => [label, this.say.mine_letter]);
    mine.marks = placed.map((n) => [n.start, n.end, mine.labels.findIndex(([label]) => label === n.label), n.text || this.say.mine_reason]);
    this.lost = notes.filter((n) => n.end === undefined);
    this.verdicts = verdicts;
    clearTimeout(this.waiting);
    if (said) this.tell(said);
    this.draw();
    this.drawSide();
    if (!this.note.hidden && this.current) this.refreshNote();
    if (said) this.note.querySelector(".rr-told")?.replaceChildren(said); // the status line may be out of sight
  }

  ask(what) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tell(this.say.not_kept), 4000);
    this.bridge.ask(what);
  }

  get newLabel() {
    return this.tools.label.value.trim() || this.bridge.get("label");
  }

  mark(start, end) {
    this.ask({ do: "add", start, end, label: this.newLabel });
  }

  /** What is written in the note stays while it is written, and the focus stays on the button that was pressed. */
  refreshNote() {
    const [name, i] = this.current.split(":"), at = document.activeElement, held = this.note.contains(at) && at.dataset.act;
    if (!this.sheets.get(name)?.marks[+i]) {
      this.close();
      if (held) this.tools.mark_undo.focus({ preventScroll: true });
    } else if (!this.note.contains(at) || !at.matches("input, textarea")) {
      this.drawNote(name, +i);
      if (held) this.note.querySelector(`[data-act="${held}"]`).focus({ preventScroll: true });
    }
  }

  /** The fields of a note of the reader's own, or the verdict on a mark of the kit's. */
  noteTools(name, i) {
    const act = (what, text, pressed = null) => tag("button", { type: "button", "data-act": what, "aria-pressed": pressed }, text);
    if (name === HERE || name === CURSOR) return [];
    if (name !== MINE) {
      const verdict = this.verdicts[`${name}:${i}`];
      return [tag("div", { class: "rr-tools", role: "group", "aria-label": this.say.verdict },
        act("accepted", this.say.accept, verdict === "accepted"), act("rejected", this.say.reject, verdict === "rejected"))];
    }
    const note = this.sheets.get(MINE).notes[i];
    const label = tag("input", { type: "text", value: note.label, list: `${this.uid}-labels`, class: "rr-label" });
    const text = tag("textarea", { rows: "3", class: "rr-words" }, note.text);
    return [tag("label", {}, this.say.note_label, label), tag("label", {}, this.say.note_text, text),
      tag("div", { class: "rr-tools" }, act("change", this.say.note_keep), act("remove", this.say.note_remove))];
  }

  act(what) {
    const [name, i] = this.current.split(":");
    if (name === MINE) {
      const id = this.sheets.get(MINE).notes[+i].id;
      const [label, text] = [".rr-label", ".rr-words"].map((part) => this.note.querySelector(part).value);
      this.ask(what === "remove" ? { do: "remove", id } : { do: "change", id, label: label.trim(), text });
    } else {
      const verdict = this.verdicts[this.current] === what ? null : what;
      this.ask({ do: "judge", layer: name, number: +i, verdict });
    }
  }

  /** The selection as offsets, trimmed of white space, or null. */
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const places = this.blocks.filter((b) => range.intersectsNode(b.node)).map((b) => this.part(b, range)).filter(([a, z]) => a < z);
    return places.length ? this.trimmed(places[0][0], places.at(-1)[1]) : null;
  }

  part(block, range) {
    const upTo = (container, offset) => {
      const before = document.createRange();
      before.selectNodeContents(block.node);
      if (before.comparePoint(container, offset) < 0) return 0;
      if (before.comparePoint(container, offset) > 0) return block.text.length;
      before.setEnd(container, offset);
      return [...before.toString()].length;
    };
    return [block.start + upTo(range.startContainer, range.startOffset), block.start + upTo(range.endContainer, range.endOffset)];
  }

  trimmed(start, end) {
    const text = [...this.text(start, end)];
    const lead = text.findIndex((c) => c.trim()), tail = [...text].reverse().findIndex((c) => c.trim());
    return lead < 0 ? null : [start + lead, end - tail];
  }

  // ---- marking with keys alone: a cursor of words

  keysOn() {
    this.words = this.blocks.flatMap((b) => [...b.text.join("").matchAll(/[\p{L}\p{N}]+(?:['’‑.,-][\p{L}\p{N}]+)*/gu)].map((m) => {
      const start = b.start + [...b.text.join("").slice(0, m.index)].length;
      return [start, start + [...m[0]].length];
    }));
    this.from = this.to = this.from ?? 0;
    this.tools.mark_keys.setAttribute("aria-pressed", "true");
    this.tell(this.say.mark_help);
    this.moveCursor();
  }

  keysOff() {
    this.sheets.get(CURSOR).marks = [];
    this.words = null;
    this.tools.mark_keys.setAttribute("aria-pressed", "false");
    this.draw();
    this.tell("");
  }

  moveCursor() {
    const [a, b] = [Math.min(this.from, this.to), Math.max(this.from, this.to)];
    const [start, end] = [this.words[a][0], this.words[b][1]];
    this.sheets.get(CURSOR).marks = [[start, end, 0, ""]];
    this.draw();
    this.tell(this.text(start, end));
    const at = this.find(`${CURSOR}:0`)[0];
    if (at) this.reveal(at);
  }

  cursorKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], line = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.keysOff();
    else if (event.key === "Enter") {
      const [start, end] = this.sheets.get(CURSOR).marks[0];
      this.mark(start, end);
    } else if (step || line) {
      this.to = step ? Math.max(0, Math.min(this.words.length - 1, this.to + step)) : this.toSentence(line);
      if (!event.shiftKey) this.from = this.to;
      this.moveCursor();
    } else return false;
    return true;
  }

  toSentence(line) {
    const here = this.words[this.to][0];
    const now = this.sentences.findIndex(([a, b]) => a <= here && here < b);
    const [start] = this.sentences[Math.max(0, Math.min(this.sentences.length - 1, now + line))];
    return Math.max(0, this.words.findIndex(([a]) => a >= start));
  }

  // ---- gestures

  listen() {
    this.root.addEventListener("click", (e) => this.click(e));
    this.root.addEventListener("keydown", (e) => this.key(e) && e.preventDefault());
    this.root.addEventListener("pointerdown", (e) => { this.moved(e); this.pressed(e); });
    this.root.addEventListener("pointerover", (e) => this.moved(e) && this.naming(e.target.closest?.(".rr-text .rr-m:not(.rr-here)")));
    this.root.addEventListener("pointerleave", () => this.naming(null));
    this.root.addEventListener("focusin", (e) => this.naming(e.target.closest?.(".rr-text .rr-m[role]:not(.rr-here)")));
    this.root.addEventListener("focusout", () => this.naming(null));
    this.gone = new AbortController();
    const { signal } = this.gone;
    document.addEventListener("selectionchange", () => this.selecting(), { signal });
    const mouse = (e) => e.pointerType === "mouse";
    document.addEventListener("pointerdown", (e) => { this.dragging = mouse(e); }, { signal });
    document.addEventListener("pointerup", (e) => { this.dragging = false; if (mouse(e)) this.offer(); }, { signal });
    this.adder.addEventListener("pointerdown", (e) => e.preventDefault()); // what is selected stays so
  }

  /** A mark that can have the focus does not let words be selected from its first letter on: while pressed, it cannot. */
  pressed({ target, pointerType }) {
    const mark = pointerType === "mouse" && target.closest?.(".rr-text .rr-m[tabindex]");
    if (!mark) return;
    const before = mark.tabIndex;
    mark.removeAttribute("tabindex");
    document.addEventListener("pointerup", () => { mark.tabIndex = before; }, { once: true });
  }

  /** Whether the pointer moved, not the page under it. */
  moved({ screenX, screenY }) {
    const before = this.pointer;
    this.pointer = `${screenX} ${screenY}`;
    return this.pointer !== before;
  }

  click(event) {
    const on = (selector) => event.target.closest(selector);
    if (on("[data-layer]")) this.toggle(on("[data-layer]").dataset.layer);
    else if (on("[data-more]")) { this.listed += LISTED; this.drawList(); }
    else if (on("[data-go]")) { event.preventDefault(); this.open(on("[data-go]").dataset.go); }
    else if (on("[data-note]")) on("[data-note]").dataset.note === "close" ? this.close() : this.step(+on("[data-note]").dataset.note);
    else if (on("button") === this.tools.mark || on("button") === this.adder) this.markSelected();
    else if (on("button") === this.tools.mark_keys) this.words ? this.keysOff() : this.keysOn();
    else if (on("button") === this.tools.mark_undo) this.ask({ do: "undo" });
    else if (on("button") === this.tools.save) this.ask({ do: "save" });
    else if (on("[data-act]")) this.act(on("[data-act]").dataset.act);
    else if (on(".rr-text .rr-m") && document.getSelection().isCollapsed) this.openAt(on(".rr-m"));
  }

  openAt(node) {
    const key = node.dataset.m.split(" ").find((k) => !k.startsWith(CURSOR));
    if (key) this.open(key);
  }

  /** What is selected in the text is remembered while the reader writes a label or presses a button. */
  selecting() {
    const at = document.getSelection().anchorNode, inside = at && this.root.querySelector(".rr-text").contains(at);
    const picked = inside && this.selected();
    if (picked) this.picked = picked;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { // later: a finger on a button takes the selection away before it presses
      if (inside && !picked) this.picked = null;
      this.offer();
    }, 300);
  }

  /** A button where the selection ends, once it is made: on a phone the row of tools is far away. */
  offer() {
    const selection = document.getSelection();
    this.adder.hidden = this.dragging || !this.picked || selection.isCollapsed || !this.selected();
    if (this.adder.hidden) return;
    this.adder.textContent = words(this.say.mark_as, { label: this.newLabel });
    const box = [...selection.getRangeAt(0).getClientRects()].at(-1), home = this.root.getBoundingClientRect();
    const room = matchMedia("(pointer: coarse)").matches ? 30 : 6; // under a finger's handle
    this.adder.style.left = `${Math.max(0, Math.min(box.right - home.left - 24, home.width - this.adder.offsetWidth))}px`;
    this.adder.style.top = `${box.bottom - home.top + room}px`;
  }

  markSelected() {
    this.adder.hidden = true;
    clearTimeout(this.settling);
    if (this.picked) this.mark(...this.picked);
    else this.tell(this.say.mark_none);
    this.picked = null;
    document.getSelection().removeAllRanges();
  }

  /** Another page takes this one's place. */
  end() {
    this.gone.abort();
    clearTimeout(this.waiting);
    clearTimeout(this.settling);
  }

  toggle(name) {
    const before = this.on, on = before.includes(name) ? before.filter((n) => n !== name) : [...before, name].slice(-MOST);
    this.show(on);
    this.bridge.set("on", on);
    const gone = before.filter((n) => !on.includes(n)).map((n) => words(this.say.hidden, { layer: this.sheets.get(n).title }));
    on.includes(name) ? this.tellShown(name, gone) : this.tell(gone.join());
  }

  tellShown(name, gone = []) {
    const { title, marks } = this.sheets.get(name);
    const said = this.coming([name]).length ? this.say.findings_coming : words(this.say.shown, { layer: title, n: marks.length });
    this.tell([said, ...gone.map((line) => `${line} (${words(this.say.most_layers, { n: MOST })})`)].join("; "));
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (this.words && event.target.closest(".rr-tools") && this.cursorKey(event)) return true;
    if (event.key === "Escape" && !this.note.hidden) { this.close(); return true; }
    const mark = event.target.closest(".rr-text .rr-m[role]"), entry = event.target.closest(".rr-entry");
    if (mark && (event.key === "Enter" || event.key === " ")) { this.openAt(mark); return true; }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !(mark || entry)) return false;
    const all = [...this.root.querySelectorAll(mark ? ".rr-text .rr-m[role]" : ".rr-entry")];
    const next = all[all.indexOf(mark ?? entry) + step];
    if (next && !mark) this.rove(all, next);
    if (next) mark ? this.focus(next) : next.focus();
    return true;
  }
}

/** Anything with data-choose (or a word of a cloud or chart) hands its value to Python. */
function choosing(el, bridge) {
  const hand = (what) => {
    bridge.set("picked", { what, times: Date.now() });
    bridge.picked = true;
  };
  el.addEventListener("click", (event) => {
    const at = event.target.closest("[data-choose], [data-word], [data-hit]");
    if (!at || at.disabled || (at.matches("tr") && lines(el).length)) return; // a line that is selected is not chosen
    const { choose, word, article, hit } = at.dataset;
    hand(choose ?? JSON.stringify(hit ? ["hit", article, +hit] : ["word", word]));
  });
  el.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-keys]");
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (next) row[next]?.querySelector("button").focus();
    else if (/^[1-9]$/.test(event.key)) hand(JSON.stringify([...JSON.parse(row.dataset.keys), +event.key]));
    else return;
    event.preventDefault();
  });
  el.addEventListener("copy", (event) => {
    const rows = lines(el);
    if (!rows.length) return;
    const cell = getSelection().getRangeAt(0).commonAncestorContainer.parentElement.closest("td"); // a word or two of a line
    const text = cell ? getSelection().toString().replace(/\s+/g, " ").trim() : rows.map(line).join("\n");
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  });
}

/** The lines of a concordance that are selected, in whole or in part. */
function lines(el) {
  if (getSelection().isCollapsed) return [];
  const range = getSelection().getRangeAt(0);
  return [...el.querySelectorAll(".rr-lines tbody tr")].filter((row) => {
    const part = new Range();
    part.selectNodeContents(row);
    if (!range.intersectsNode(row)) return false;
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim();
  });
}

/** A line of a concordance as one line of text: its words as they stand, then the other cells. */
function line(row) {
  const cells = [...row.cells].filter((cell) => !cell.matches(".rr-codes"));
  const words = cells.slice(0, 3).map((cell) => cell.textContent).join("");
  return [words.trim(), ...cells.slice(3).map((cell) => cell.textContent.trim())].join("\t");
}

/** The notebook's one-key commands look at the focused element itself: they must not answer keys meant for it. */
function keepKeys({ target }) {
  const ours = target.closest?.(".jp-OutputArea-output")?.querySelector("[class*='rr-']");
  if (ours) target.setAttribute("data-lm-suppress-shortcuts", "true");
}
document.addEventListener("focusin", keepKeys);

function render({ model, el }) {
  const bridge = {
    get: (key) => model.get(key),
    set: (key, value) => { model.set(key, value); model.save_changes(); },
    ask: (what) => model.send(what),
  };
  let page = null;
  const draw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.choose : null;
    el.innerHTML = model.get("html"); // made by typeset.py, which escapes everything that comes from a text
    const root = el.querySelector(".rr-page");
    page?.end();
    page = root && root.querySelector(".rr-data") ? new Page(root, bridge) : null;
    if (focused) el.querySelector(`button[data-choose="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    if (bridge.picked) el.querySelector(".rr-reveal")?.scrollIntoView({ block: "nearest" });
    bridge.picked = false;
    going();
  };
  const going = () => {
    const place = model.get("place");
    if (page && place.marks) requestAnimationFrame(() => page && page.go(place));
    else page?.leave();
  };
  choosing(el, bridge);
  draw();
  model.on("change:html", draw);
  model.on("change:place", going);
  model.on("change:on", () => page && page.on.join() !== model.get("on").join() && page.show(model.get("on")));
  model.on("change:laid", () => page && page.lay(model.get("laid")));
  model.on("change:kept", () => page && page.took(model.get("kept")));
  return () => page?.end();
}

export default { render };
