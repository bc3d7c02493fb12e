// Makes a page set by html.py respond: switches layers, names and opens highlights, takes the reader's marks.
// The same file serves the notebook (through `model`) and a page standing alone.  The text is read from the page and
// never changed; offsets are code points, as in Python.

const MINE = "mine", HERE = "here", CURSOR = "cursor";
const LISTED = 250; // highlights listed at first, and more at each asking
const LONG = 60; // paragraphs from which on those out of sight are not drawn
const DEEP = 12; // so many of the marks on one piece of text are named on it; the same in overlay.py
const PATIENT = 1500; // milliseconds until a gesture that is not answered is said to be waiting

function tag(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...inside);
  return node;
}

function words(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** What was done and written that nobody has yet said was kept: it outlives the page, the tab and the kernel. */
class Unkept {
  constructor(name) {
    this.prefix = `readingroom:unkept:${name}:`;
    try { this.store = localStorage; this.store.getItem(""); } catch { this.store = null; } // a browser that keeps nothing
    this.here = new Map();
  }

  put(token, what) {
    this.here.set(token, what);
    try { this.store?.setItem(this.prefix + token, JSON.stringify(what)); } catch { /* full: kept as long as the page */ }
  }

  get(token) {
    return this.here.get(token) ?? this.stored(this.prefix + token);
  }

  stored(key) {
    try { return JSON.parse(this.store?.getItem(key) ?? "null"); } catch { return null; }
  }

  drop(token) {
    this.here.delete(token);
    this.store?.removeItem(this.prefix + token);
  }

  /** What is left from another day, as pairs of token and gesture. */
  get left() {
    const keys = Object.keys(this.store ?? {}).filter((key) => key.startsWith(this.prefix));
    return keys.map((key) => [key.slice(this.prefix.length), this.stored(key)]).filter(([, what]) => what);
  }
}

/** One reading page: the blocks of text on it, its layers, and what the reader does to them. */
class Page {
  constructor(root, bridge) {
    this.root = root;
    this.bridge = bridge;
    const data = JSON.parse(root.querySelector(".rr-data").textContent);
    this.say = data.words;
    this.looks = data.looks;
    this.uid = root.dataset.uid;
    this.verdicts = {};
    this.unkept = new Unkept(`${bridge.get("kept").reader ?? ""}:${root.dataset.article}`);
    this.asked = new Map(); // by token, what was asked and is not answered
    this.hidden = new Set(bridge.get("hidden") ?? []); // labels of the reader's own that are not shown
    this.lost = [];
    this.sentences = data.sentences;
    this.sheets = new Map(data.sheets.map((s) => [s.name, s]));
    this.blocks = [...root.querySelectorAll(".rr-p")].map((node) => {
      const text = [...node.textContent];
      return { node, text, start: +node.dataset.start, end: +node.dataset.start + text.length, n: +(node.dataset.n || 0) };
    });
    this.extra(MINE, this.say.mine, this.say.mine_letter, this.say.mine_caution, "rr-m rr-own");
    this.extra(HERE, this.say.here, "→", "", "rr-m rr-here");
    this.extra(CURSOR, "", "", "", "rr-m rr-here");
    this.build();
    this.listen();
    this.on = bridge.get("on").filter((name) => this.sheets.has(name));
    this.took(bridge.get("kept"));
    this.lay(bridge.get("laid"));
    for (const [token, what] of this.unkept.left) this.ask({ ...what, again: true }, token);
    if (this.coming([...this.sheets.keys()]).length) requestAnimationFrame(() => setTimeout(() => bridge.ask({ do: "lay" })));
  }

  extra(name, title, letter, caution, look) {
    this.sheets.set(name, { name, title, letter, caution, labels: [[title, letter, look]], marks: [] });
  }

  build() {
    const tools = tag("div", { class: "rr-tools", role: "group", "aria-label": this.say.mine });
    this.tools = {};
    for (const key of ["mark", "mark_keys", "mark_undo", "save"]) {
      this.tools[key] = tag("button", { type: "button" }, this.say[key]);
      tools.append(this.tools[key]);
    }
    const now = this.bridge.get("new_label") || this.bridge.get("label");
    const labels = [...new Set([now, this.bridge.get("label"), ...this.say.labels.split(" | ")])];
    this.tools.label = tag("input", { type: "text", value: now, list: `${this.uid}-labels`, class: "rr-label" });
    this.tools.mine = tag("button", { type: "button", class: "rr-mine", hidden: "" });
    tools.append(this.tools.mine);
    tools.prepend(tag("label", {}, this.say.note_label, this.tools.label),
      tag("datalist", { id: `${this.uid}-labels` }, ...labels.map((value) => tag("option", { value }))));
    this.status = tag("p", { class: "rr-status", role: "status", "aria-live": "polite" });
    this.name = tag("div", { class: "rr-name", "aria-hidden": "true", hidden: "" });
    this.root.querySelector(".rr-body").before(tools, this.status);
    this.root.style.position = "relative";
    this.root.querySelector(".rr-text").classList.toggle("rr-long", this.blocks.length > LONG);
    this.adder = tag("button", { type: "button", class: "rr-adder", tabindex: "-1", "aria-hidden": "true", hidden: "" }); // beside what is selected; the row of tools has it for keys
    this.toast = tag("p", { class: "rr-toast", "aria-hidden": "true", hidden: "" }); // the status line says it aloud
    this.root.append(this.name, this.adder, this.toast);
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

  /** Whether a mark of the reader's own is shown: all, or those with some labels, can be hidden. */
  seenHere(sheet, mark) {
    return sheet.name !== MINE || !this.hidden.has(sheet.labels[mark[2]][0]);
  }

  /** Hide or show labels of the reader's own; without any, all of them. */
  hide(...labels) {
    const all = labels.length ? labels : this.sheets.get(MINE).labels.map(([label]) => label);
    const some = all.some((label) => !this.hidden.has(label));
    for (const label of all) some ? this.hidden.add(label) : this.hidden.delete(label);
    this.bridge.set("hidden", [...this.hidden]);
    this.draw();
    this.drawSide();
  }

  /** Sets the marks anew, in those blocks alone where they changed. */
  draw() {
    const focused = document.activeElement?.closest?.(".rr-text .rr-m")?.id;
    const over = this.blocks.map(() => []);
    for (const sheet of this.shown)
      sheet.marks.forEach((mark, i) => {
        if (!this.seenHere(sheet, mark)) return;
        const m = { sheet, mark, i, start: mark[0], end: mark[1], verdict: this.verdicts[`${sheet.name}:${this.lead(sheet, i)}`] };
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

  /** The block's text in pieces, split where marks begin or end; of the marks on a piece, the one in front comes first. */
  pieces(block, over) {
    const rank = (m) => [[CURSOR, HERE, MINE].indexOf(m.sheet.name) + 1 || 4, m.end - m.start, m.start];
    const order = (x, y) => { const k = x.rank.findIndex((r, n) => r !== y.rank[n]); return k < 0 ? x.n - y.n : x.rank[k] - y.rank[k]; };
    const opens = new Map(), closes = new Map(), on = [];
    const at = (map, place) => map.get(place) ?? map.set(place, []).get(place);
    over.forEach((m, n) => {
      Object.assign(m, { n, rank: rank(m) });
      at(opens, Math.max(block.start, m.start)).push(m);
      at(closes, Math.min(block.end, m.end)).push(m);
    });
    const place = (m) => { // among those that are on, by halves
      let low = 0, high = on.length;
      while (low < high) { const middle = (low + high) >> 1; order(on[middle], m) < 0 ? (low = middle + 1) : (high = middle); }
      return low;
    };
    const cuts = [...new Set([block.start, block.end, ...opens.keys(), ...closes.keys()])].sort((a, b) => a - b);
    return cuts.slice(1).map((b, k) => {
      const a = cuts[k], text = block.text.slice(a - block.start, b - block.start).join("");
      for (const m of closes.get(a) ?? []) on.splice(place(m), 1);
      for (const m of opens.get(a) ?? []) on.splice(place(m), 0, m);
      return on.length ? this.piece(block, text, a, b, on.slice(0, DEEP)) : document.createTextNode(text);
    });
  }

  piece(block, text, a, b, here) {
    const from = (...names) => here.find((m) => names.includes(m.sheet.name));
    const mine = from(MINE), opened = from(HERE, CURSOR), kit = here.find((m) => ![MINE, HERE, CURSOR].includes(m.sheet.name));
    const shown = kit ?? opened ?? mine, front = here[0];
    const node = tag("mark", { class: this.label(shown)[2], "data-m": here.map((m) => `${m.sheet.name}:${m.i}`).join(" ") }, text);
    node.classList.toggle("rr-own", Boolean(mine));
    node.classList.toggle("rr-here", Boolean(opened));
    node.classList.toggle("rr-rejected", kit?.verdict === "rejected");
    if (front.sheet.name === CURSOR) return node;
    if (here.some((m) => a === Math.max(m.start, block.start))) {
      if (a === Math.max(front.start, block.start)) node.id = `${this.uid}-${front.sheet.name}-${front.i}`;
      node.tabIndex = -1;
      node.setAttribute("role", "button");
      node.setAttribute("aria-description", `${this.label(front)[0]}: ${front.mark[3]}`);
    }
    const ends = [...new Set([kit, opened, mine])].filter((m) => m && b === m.end && !this.looks.underlined.includes(this.label(m)[0]));
    if (ends.length) node.dataset.tag = ends.map((m) => this.label(m)[1]).join("");
    return node;
  }

  /** The label of a mark: its words, its tag and its classes. */
  label({ sheet, mark }) {
    return sheet.labels[mark[2]] ?? sheet.labels[0];
  }

  /** The number of the mark that stands for the finding that a mark is part of. */
  lead(sheet, i) {
    return sheet.marks[i]?.[4] ?? i;
  }

  /** The numbers of all marks of a finding, in the order of the layer's labels. */
  parts(sheet, i) {
    const lead = this.lead(sheet, i);
    if (sheet.marks[i]?.[4] === undefined) return [i];
    const all = sheet.marks.flatMap((_, k) => (this.lead(sheet, k) === lead ? [k] : []));
    return all.sort((a, b) => sheet.marks[a][2] - sheet.marks[b][2] || a - b);
  }

  drawSide() {
    const shown = this.shown.filter((s) => s.name !== CURSOR && s.name !== HERE);
    const key = tag("ul", { class: "rr-key", "aria-label": this.say.legend });
    const rows = [];
    for (const sheet of shown) {
      const used = new Set(sheet.marks.map((m) => m[2] ?? 0));
      sheet.labels.forEach((label, k) => used.has(k) && key.append(this.legendEntry(sheet, label)));
      const found = new Map();
      sheet.marks.forEach((mark, i) => {
        const lead = this.lead(sheet, i);
        if (this.seenHere(sheet, mark)) found.set(lead, [...(found.get(lead) ?? []), mark]);
      });
      for (const [i, marks] of found) rows.push({ sheet, mark: sheet.marks[i], i, marks, at: Math.min(...marks.map((m) => m[0])) });
    }
    this.rows = rows.sort((x, y) => x.at - y.at || x.mark[1] - y.mark[1]);
    this.listed = LISTED;
    for (const count of this.root.querySelectorAll(".rr-switch .rr-count")) this.drawCount(count);
    this.root.querySelector(".rr-legend").replaceChildren(...(shown.length ? [key] : []));
    const mine = this.sheets.get(MINE), { mine: button } = this.tools;
    button.hidden = !mine.marks.length;
    button.setAttribute("aria-pressed", mine.marks.some((mark) => this.seenHere(mine, mark)));
    button.textContent = `${this.say.mine_letter} ${this.say.mine} ${mine.marks.length}`;
    this.drawList();
  }

  /** What a label looks like; one of the reader's own is a button that hides its marks. */
  legendEntry(sheet, [label, letter, look]) {
    const swatch = tag("span", { class: look }, letter);
    if (sheet.name !== MINE) return tag("li", {}, swatch, ` ${label}`);
    return tag("li", {}, tag("button", { type: "button", "data-own": label, "aria-pressed": !this.hidden.has(label) }, swatch, ` ${label}`));
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

  count(name) {
    const sheet = this.sheets.get(name);
    return sheet.marks.filter((_, i) => this.lead(sheet, i) === i).length;
  }

  /** How many findings a layer has, without those rejected. */
  drawCount(count) {
    const name = count.closest("[data-layer]").dataset.layer, all = this.count(name);
    const gone = Object.entries(this.verdicts).filter(([key, v]) => v === "rejected" && key.startsWith(`${name}:`)).length;
    count.textContent = this.coming([name]).length ? "" : gone ? words(this.say.count_rejected, { n: all - gone, all }) : all;
  }

  /** A passage on one line, shortened at a word. */
  short([start, end], most = 60) {
    const said = this.text(start, end).replace(/\s+/g, " ");
    return said.length > most ? said.slice(0, most).replace(/\s\S*$/, "") + " …" : said;
  }

  entry({ sheet, mark, i, marks }) {
    const key = `${sheet.name}:${i}`, [label, letter, look] = this.label({ sheet, mark });
    const link = tag("a", { class: "rr-entry", href: `#${this.uid}-${sheet.name}-${i}`, "data-go": key });
    const said = [...marks].sort((a, b) => a[2] - b[2]).map((m) => this.short(m)).join(" · ");
    const verdict = this.verdicts[key], note = sheet.name === MINE && sheet.notes[i].text;
    const about = [marks.length > 1 ? "" : label, this.where(mark[0]), verdict && this.say[verdict], this.voice(key), note];
    link.append(tag("span", { class: look }, marks.length > 1 ? sheet.letter : letter), " ", tag("span", { class: "rr-said" }, said), " ",
      tag("span", { class: "rr-where" }, about.filter(Boolean).join(", ")));
    return tag("li", {}, link);
  }

  /** Who says it in the reader's own version, where that is another than the kit's. */
  voice(key) {
    const name = this.voices?.[key];
    return name ? words(this.say.your_speaker, { name }) : "";
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

  /** The pieces of text that a finding covers, in all its parts. */
  find(key) {
    const [name, i] = key.split(":"), keys = new Set(this.parts(this.sheets.get(name), +i).map((k) => `${name}:${k}`));
    return [...this.root.querySelectorAll(".rr-text .rr-m")].filter((m) => m.dataset.m.split(" ").some((k) => keys.has(k)));
  }

  open(key, node = null) {
    this.leaveNote();
    const [name, i] = key.split(":");
    const sheet = this.sheets.get(name), mark = sheet.marks[+i], [label] = this.label({ sheet, mark });
    this.current = `${name}:${this.lead(sheet, +i)}`;
    this.light("rr-hot", this.current);
    const found = this.find(key), own = found.filter((m) => m.dataset.m.split(" ").includes(key));
    const at = node ?? own.find((m) => m.hasAttribute("tabindex")) ?? own[0];
    this.around = at?.dataset.m.split(" ") ?? [];
    this.drawNote(name, this.lead(sheet, +i), mark[0]);
    this.listedAt(this.current);
    this.drawCurrent(this.current);
    if (at) this.focus(at);
    if (this.narrow) this.note.scrollIntoView({ block: "nearest", behavior: this.calm ? "auto" : "smooth" });
    this.bridge.set("chosen", { layer: name, start: mark[0], end: mark[1], label, reason: mark[3] ?? "", times: Date.now() });
  }

  /** Give a class to all parts of a finding, and take it from all others. */
  light(name, key) {
    for (const m of this.root.querySelectorAll(`.rr-text .${name}`)) m.classList.remove(name);
    if (key) for (const m of this.find(key)) m.classList.add(name);
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
    const sheet = this.sheets.get(name), mark = sheet.marks[i], parts = this.parts(sheet, i), [label, , look] = this.label({ sheet, mark });
    const button = (what, text) => tag("button", { type: "button", "data-note": what }, text);
    const steps = name === HERE ? [] : [button("-1", this.say.note_previous), button("1", this.say.note_next)];
    this.note.className = `rr-note ${look.replace("rr-m", "")}`;
    const title = name === HERE || parts.length > 1 || sheet.title === label ? sheet.title : `${sheet.title}: ${label}`;
    const passage = parts.length < 2 ? [tag("blockquote", {}, this.text(mark[0], mark[1]))]
      : [tag("dl", {}, ...parts.flatMap((k) => [tag("dt", {}, this.label({ sheet, mark: sheet.marks[k] })[0]), tag("dd", {}, this.short(sheet.marks[k], 200))]))];
    this.note.replaceChildren(
      tag("h3", {}, title), ...passage,
      ...(name === MINE ? [] : [mark[3] ?? "", this.voice(`${name}:${i}`)].filter(Boolean).map((text) => tag("p", {}, text))),
      ...(sheet.caution ? [tag("p", { class: "rr-caution" }, (name === MINE ? "" : this.say.caution) + sheet.caution)] : []),
      ...this.noteTools(name, i), tag("p", { class: "rr-told", "aria-hidden": "true" }), ...this.alsoHere(name, i),
      tag("div", { class: "rr-tools" }, ...steps, button("close", this.say.note_close)));
    this.note.hidden = false;
    this.naming(null);
    this.placeNote(place);
  }

  /** Ways to the other findings on the same words. */
  alsoHere(name, i) {
    if (name === HERE) return [];
    const others = new Map();
    for (const key of this.around ?? []) {
      const [other, k] = key.split(":"), sheet = this.sheets.get(other), mark = sheet.marks[+k], lead = this.lead(sheet, +k);
      if (!mark || [HERE, CURSOR].includes(other) || (other === name && lead === i)) continue;
      const [label] = this.label({ sheet, mark });
      if (!others.has(`${other}:${lead}`)) others.set(`${other}:${lead}`, tag("button", { type: "button", "data-go": key }, sheet.title === label ? label : `${sheet.title}: ${label}`));
    }
    return others.size ? [tag("div", { class: "rr-tools", role: "group", "aria-label": this.say.also_here }, `${this.say.also_here} `, ...others.values())] : [];
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
    const before = narrow ? block.node.nextSibling : this.list; // the next stop of Tab after the text
    if (before !== this.note && this.note.nextSibling !== before) (narrow ? block.node.parentNode : side).insertBefore(this.note, before);
    const at = this.find(this.current)[0] ?? block.node;
    const most = Math.min(body.getBoundingClientRect().bottom, this.floor) - this.note.offsetHeight;
    const top = Math.min(at.getBoundingClientRect().top - 24, most) - side.getBoundingClientRect().top;
    this.note.style.top = narrow ? "" : `${Math.max(0, top)}px`;
  }

  /** Down to where the page can be seen: the window's edge, or that of what scrolls around it. */
  get floor() {
    let low = innerHeight;
    for (let node = this.root.parentElement; node; node = node.parentElement)
      if (node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY !== "visible") low = Math.min(low, node.getBoundingClientRect().bottom);
    return low - 8;
  }

  close() {
    this.leaveNote();
    this.note.hidden = true;
    this.light("rr-hot", null);
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
    if (!node) this.light("rr-lit", null);
    this.name.hidden = !node || busy || node.classList.contains("rr-hot"); // what is open needs no name beside it
    if (this.name.hidden) return;
    const [name, i] = node.dataset.m.split(" ")[0].split(":");
    const sheet = this.sheets.get(name), mark = sheet.marks[+i];
    this.name.textContent = `${this.label({ sheet, mark })[0]}: ${mark[3] ?? ""}`;
    this.light("rr-lit", `${name}:${i}`);
    const box = node.getClientRects()[0], home = this.root.getBoundingClientRect();
    this.name.style.left = `${Math.max(0, Math.min(box.left - home.left, home.width - 360))}px`;
    this.name.style.top = `${box.top - home.top - this.name.offsetHeight - 6}px`;
  }

  /** Places opened from a list, a bar or a word; the first comes into view.  Where there is none, the reason is told. */
  go({ marks, reason, focus = true }) {
    const here = this.sheets.get(HERE), labels = [...new Set(marks.map((m) => m.label))];
    const known = new Map([...this.sheets.values()].filter((s) => s !== here).flatMap((s) => s.labels.map((label) => [label[0], label[2]])));
    here.labels = labels.map((label) => [label, labels.length > 1 ? label : "→", known.get(label) ?? "rr-m rr-here"]); // as on every page
    here.marks = marks.map((m) => [m.start, m.end, labels.indexOf(m.label), reason]);
    this.draw();
    this.naming(null);
    this.current = `${HERE}:0`;
    if (marks.length) this.drawNote(HERE, here.marks.length - 1, here.marks[0][0]);
    else { this.note.hidden = true; this.tell(reason); }
    const at = this.find(this.current)[0];
    if (at) focus ? this.focus(at) : this.reveal(at);
  }

  /** What was opened from elsewhere is not what is looked at any more. */
  leave() {
    this.sheets.get(HERE).marks = [];
    if (this.current?.startsWith(HERE)) this.note.hidden = true;
    this.draw();
  }

  tell(text, files = []) {
    this.status.replaceChildren(text, ...files.flatMap((file) => [" ", fileLink(file, this.say.open_saved)]));
  }

  // ---- the reader's own notes, and verdicts on the kit's marks

  /** What is kept: notes on places, and verdicts by "layer:number".  The keeper (Python, or site.js) has the last word;
   * what it `did` is the gesture it answers, if it says which. */
  took({ notes, verdicts, said, did, voices, files }) {
    const mine = this.sheets.get(MINE), placed = notes.filter((n) => n.end !== undefined);
    mine.notes = placed;
    mine.labels = [...new Set([this.bridge.get("label"), ...placed.map((n) => n.label)])].map((label) => [label, this.say.mine_letter, "rr-m rr-own"]);
    const numbers = new Map(mine.labels.map(([label], k) => [label, k]));
    mine.marks = placed.map((n) => [n.start, n.end, numbers.get(n.label), n.text || this.say.mine_reason]);
    this.lost = notes.filter((n) => n.end === undefined);
    this.verdicts = this.leading(verdicts);
    this.voices = this.leading(voices ?? {});
    for (const token of did === undefined ? [...this.asked.keys()] : [did]) this.answered(token);
    if (!this.asked.size) { clearTimeout(this.waiting); this.toast.hidden = true; }
    if (said) this.tell(said, files);
    this.draw();
    this.drawSide();
    if (!this.note.hidden && this.current) this.refreshNote();
    if (said && !this.note.hidden) this.tellHere(said, files); // the status line may be out of sight
  }

  /** What is known by the number of any part of a finding, by the number of the part that stands for it. */
  leading(known) {
    return Object.fromEntries(Object.entries(known).map(([key, value]) => {
      const [name, i] = key.split(":");
      return [`${name}:${this.sheets.has(name) ? this.lead(this.sheets.get(name), +i) : i}`, value];
    }));
  }

  answered(token) {
    const newer = this.asked.has(token) && this.asked.get(token) !== JSON.stringify(this.unkept.get(token)); // written on meanwhile
    this.asked.delete(token);
    if (!newer) this.unkept.drop(token);
  }

  /** Ask the keeper for something; what it must not lose is remembered until it answers. */
  ask(what, token = `${Date.now()}-${Math.random()}`) {
    const asked = { ...what, token, article: this.root.dataset.article };
    if (["add", "change", "remove", "judge"].includes(what.do)) this.unkept.put(token, what);
    this.asked.set(token, JSON.stringify(what));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tellHere(this.say.not_kept), PATIENT);
    if (this.bridge.cut?.()) this.tellHere(this.say.not_kept);
    this.bridge.ask(asked);
  }

  /** Say something where the reader is looking: in the note that is open, or beside the words. */
  tellHere(text, files) {
    this.tell(text, files);
    if (!this.note.hidden) {
      this.note.querySelector(".rr-told").replaceChildren(text);
      return this.placeNote(this.noted);
    }
    const home = this.root.getBoundingClientRect(), { left, bottom } = this.gesture ?? home;
    this.toast.textContent = text;
    this.toast.hidden = false;
    this.toast.style.left = `${Math.max(0, Math.min(left - home.left, home.width - this.toast.offsetWidth))}px`;
    this.toast.style.top = `${(this.gesture ? bottom : home.top) - home.top + 6}px`;
  }

  get newLabel() {
    return this.tools.label.value.trim() || this.tools.label.placeholder || this.bridge.get("label");
  }

  mark(start, end) {
    this.hidden.delete(this.newLabel); // what was just marked is seen
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
    const kept = this.sheets.get(MINE).notes[i], note = this.unkept.get(`change-${kept.id}`) ?? kept;
    const label = tag("input", { type: "text", value: note.label, list: `${this.uid}-labels`, class: "rr-label" });
    const text = tag("textarea", { rows: "3", class: "rr-words" }, note.text);
    return [tag("label", {}, this.say.note_label, label), tag("label", {}, this.say.note_text, text),
      tag("div", { class: "rr-tools" }, act("change", this.say.note_keep), act("remove", this.say.note_remove))];
  }

  act(what) {
    const [name, i] = this.current.split(":");
    if (name !== MINE) {
      const verdict = this.verdicts[this.current] === what ? null : what;
      return this.ask({ do: "judge", layer: name, number: +i, verdict }, `judge-${this.current}`);
    }
    const { id } = this.sheets.get(MINE).notes[+i], token = `change-${id}`;
    if (what === "change") return this.ask(this.written(id), token);
    this.unkept.drop(token);
    this.ask({ do: "remove", id });
  }

  /** The note as it stands in its fields. */
  written(id) {
    const [label, text] = [".rr-label", ".rr-words"].map((part) => this.note.querySelector(part));
    return { do: "change", id, label: label.value.trim() || label.placeholder, text: text.value };
  }

  /** The reader's own note that is open for writing. */
  get writing() {
    const [name, i] = this.note.hidden || !this.current ? [] : this.current.split(":");
    return name === MINE && this.note.querySelector(".rr-words") ? this.sheets.get(MINE).notes[+i] : undefined;
  }

  /** What is being written is kept on this computer with every letter, and by the keeper once the note is left. */
  draft() {
    const note = this.writing;
    if (note) this.unkept.put(`change-${note.id}`, this.written(note.id));
  }

  leaveNote() {
    const note = this.writing, token = note && `change-${note.id}`, what = note && this.unkept.get(token);
    if (!what || this.asked.get(token) === JSON.stringify(what)) return;
    if (what.text === note.text && what.label === note.label) this.unkept.drop(token);
    else this.ask(what, token);
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
    this.words = this.blocks.flatMap((b) => {
      const text = b.text.join("");
      let read = 0, place = b.start; // how far, in the script's own units and in code points
      return [...text.matchAll(/[\p{L}\p{N}]+(?:['’‑.,-][\p{L}\p{N}]+)*/gu)].map((m) => {
        const start = place + [...text.slice(read, m.index)].length;
        [read, place] = [m.index + m[0].length, start + [...m[0]].length];
        return [start, place];
      });
    });
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
    this.root.addEventListener("input", (e) => e.target.closest(".rr-note") && this.draft());
    this.root.addEventListener("change", (e) => e.target === this.tools.label && this.bridge.set("new_label", this.newLabel));
    this.note.addEventListener("focusout", (e) => this.note.contains(e.relatedTarget) || this.leaveNote());
    for (const type of ["focusin", "focusout"]) this.root.addEventListener(type, (e) => this.labelling(e));
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

  /** A browser lists only the labels that begin with what stands there: while a label is chosen, nothing does. */
  labelling({ type, target }) {
    if (!target.matches(".rr-label")) return;
    if (type === "focusin" && target.value) [target.placeholder, target.value] = [target.value, ""];
    else if (type === "focusout" && !target.value) target.value = target.placeholder;
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
    else if (on("[data-own]")) this.hide(on("[data-own]").dataset.own);
    else if (on("button") === this.tools.mine) this.hide();
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
    const keys = node.dataset.m.split(" "), key = keys.find((k) => ![CURSOR, HERE].includes(k.split(":")[0])) ?? keys.find((k) => !k.startsWith(CURSOR));
    if (key) this.open(key, node);
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
    this.gesture = box;
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
    this.leaveNote();
    this.gone.abort();
    clearTimeout(this.waiting);
    clearTimeout(this.settling);
  }

  toggle(name) {
    const before = this.on, on = before.includes(name) ? before.filter((n) => n !== name) : [...before, name].slice(-this.looks.most);
    this.show(on);
    this.bridge.set("on", on);
    const gone = before.filter((n) => !on.includes(n)).map((n) => words(this.say.hidden, { layer: this.sheets.get(n).title }));
    on.includes(name) ? this.tellShown(name, gone) : this.tell(gone.join());
  }

  tellShown(name, gone = []) {
    const { title } = this.sheets.get(name);
    const said = this.coming([name]).length ? this.say.findings_coming : words(this.say.shown, { layer: title, n: this.count(name) });
    this.tell([said, ...gone.map((line) => `${line} (${words(this.say.most_layers, { n: this.looks.most })})`)].join("; "));
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

/** A link to a file, by its path from where the notebook stands; JupyterLab serves it (see `files`). */
function fileLink(path, text) {
  return tag("a", { href: "#", "data-file": path }, text);
}

function files(el) {
  el.addEventListener("click", (event) => {
    const path = event.target.closest("[data-file]")?.dataset.file;
    if (!path) return;
    event.preventDefault();
    const [, home, notebook] = /^(.*?)\/(?:lab|tree|notebooks|doc)(?:\/workspaces\/[^/]+)?(?:\/tree)?\/(.+)$/.exec(location.pathname) ?? [];
    if (notebook) open(new URL(path.split("/").map(encodeURIComponent).join("/"), `${location.origin}${home}/files/${notebook}`), "_blank", "noopener");
  });
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
    set: (key, value) => { model.set(key, value); quietly(() => model.save_changes()); },
    ask: (what) => quietly(() => model.send(what)),
    cut: () => Boolean(el.closest(".jupyter-widgets-disconnected")),
  };
  const quietly = (act) => { try { act(); } catch { /* the kernel is gone: the page says so */ } };
  let page = null;
  const draw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.choose : null;
    el.innerHTML = model.get("html"); // made by html.py, which escapes everything that comes from a text
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
  files(el);
  draw();
  model.on("change:html", draw);
  model.on("change:place", going);
  model.on("change:on", () => page && page.on.join() !== model.get("on").join() && page.show(model.get("on")));
  model.on("change:laid", () => page && page.lay(model.get("laid")));
  model.on("change:kept", () => page && page.took(model.get("kept")));
  return () => page?.end();
}

export default { render };
