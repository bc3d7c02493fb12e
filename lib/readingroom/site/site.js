// The reading edition, after page.js in one script: keeps the reader's notes in the browser, opens places that links
// name, and searches all articles.  What is kept is the notebooks' own notes file: a page of W3C annotations.

const KEPT = "readingroom:notes:", READER = "readingroom:reader", VERSION = 1;

const inert = (id) => JSON.parse(document.getElementById(id).textContent);
const body = (entry, purpose) => entry.body.find((b) => b.purpose === purpose)?.value ?? "";
const textual = (bodies) => Object.entries(bodies).map(([purpose, value]) => ({ type: "TextualBody", purpose, value }));

function urn() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // crypto.randomUUID is missing on pages without https
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return "urn:uuid:" + hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A passage as it stands between quotation marks: without its own around it, those within made single. */
function inside(quote) {
  const without = quote.replace(/^[“”"]+|[“”"]+$/g, "");
  if (without && !/[“”"]/.test(without)) return without;
  return quote.replace(/“|(?<!\S)"/g, "‘").replace(/[”"]/g, "’");
}

/** Whether an entry is a note as the kit writes them, or the trace of one that was removed. */
function isSound(entry) {
  try {
    const texts = [entry.id];
    if ("target" in entry) {
      selectors(entry.target);
      texts.push(entry.created, ...entry.body.flatMap((b) => [b.purpose, b.value]));
    }
    return !Number.isNaN(Date.parse(entry.modified)) && texts.every((text) => typeof text === "string");
  } catch {
    return false;
  }
}

/** The entries of a notes file, and what it says of itself; an error where it is none. */
function parsed(text) {
  const page = JSON.parse(text.replace(/^\uFEFF/, ""));
  const items = [...page.items, ...Object.entries(page.removed).map(([id, modified]) => ({ id, modified }))];
  return { about: { id: page.article.id, sha256: page.article.sha256 }, version: page.version, all: items.length, items: items.filter(isSound) };
}

/**
 * Who reads here: the name that was typed, else a code of this browser's own, so that no two readers' files have one name.
 * It is kept at once: two tabs opened before anything is noted are one reader.
 */
function readerHere() {
  const code = `me-${urn().slice(-8)}`;
  try {
    const first = Object.keys(localStorage).some((key) => key.startsWith(`${KEPT}me-`)) ? "me" : code;
    if (!localStorage.getItem(READER)) localStorage.setItem(READER, first);
    return localStorage.getItem(READER);
  } catch { /* nothing is kept, and each page has a code of its own */ }
  return code;
}

/** One reader's notes on one article; of two entries with one id the one changed later holds, as in the notebooks. */
class Notes {
  constructor(about, reader) {
    this.about = about;
    this.reader = reader;
    this.fileName = fileName(reader, about.id);
    this.say = about.words;
    this.text = [...about.text];
    this.entries = new Map();
    this.past = [];
    this.prefix = `${KEPT}${this.fileName}:`;
    this.problem = this.read();
  }

  /** What the browser keeps on this article, also on an earlier state of its text; the value is what was wrong. */
  read() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix) && /^[0-9a-f]{64}$/.test(key.slice(this.prefix.length)));
      return keys.map((key) => this.readOne(key, localStorage.getItem(key))).filter(Boolean).join(" ");
    } catch {
      return this.say.no_storage;
    }
  }

  readOne(key, text) {
    try {
      const page = parsed(text);
      this.merge(page.items);
      if (page.items.length === page.all) return "";
    } catch { /* damaged as a whole: said below, like damage in places */ }
    const copy = `${key}:kept`;
    localStorage.setItem(copy, text);
    return words(this.say.damaged, { copy });
  }

  merge(items) {
    for (const entry of items) {
      const old = this.entries.get(entry.id);
      const later = old ? Date.parse(entry.modified) - Date.parse(old.modified) : 1;
      if (later > 0 || (later === 0 && JSON.stringify(entry) > JSON.stringify(old))) this.entries.set(entry.id, entry);
    }
  }

  file() {
    const all = [...this.entries.values()], gone = all.filter((entry) => !("target" in entry));
    return JSON.stringify({
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "AnnotationPage",
      version: VERSION,
      reader: this.reader,
      article: { id: this.about.id, sha256: this.about.sha256 },
      items: all.filter((entry) => "target" in entry),
      removed: Object.fromEntries(gone.map((entry) => [entry.id, entry.modified])),
    }, null, 1) + "\n";
  }

  /** Put what is here with what another tab kept meanwhile; what cannot be kept is said, and stays on the page. */
  save() {
    this.problem = this.read();
    if (this.problem === this.say.no_storage) return;
    try {
      localStorage.setItem(this.prefix + this.about.sha256, this.file());
      localStorage.setItem(READER, this.reader);
    } catch {
      this.problem = this.say.not_kept;
    }
  }

  write(entry) {
    const after = this.entries.get(entry.id)?.modified;
    const time = Math.max(Date.now(), after ? Date.parse(after) + 1 : 0);
    this.merge([{ ...entry, modified: new Date(time).toISOString() }]);
    this.save();
  }

  change(entry, said) {
    this.past.push([said, entry.id, this.entries.get(entry.id)]);
    this.write(entry);
    return said;
  }

  undo() {
    if (!this.past.length) return "";
    const [said, id, before] = this.past.pop();
    this.write(before ?? { id });
    return words(this.say.undone, { said });
  }

  annotation(id, motivation, start, end, bodies) {
    return { id, type: "Annotation", motivation, created: new Date().toISOString(), body: textual(bodies), target: anchor(this.text, start, end) };
  }

  reworded(id, bodies) {
    const entry = this.entries.get(id), old = Object.fromEntries(entry.body.map((b) => [b.purpose, b.value]));
    return { ...entry, body: textual({ ...old, ...bodies }) };
  }

  /** Where a note stands; of a text that is the same, nothing needs to be counted. */
  locate(target) {
    const { start, end, exact } = selectors(target), same = target.source === `urn:sha256:${this.about.sha256}`;
    return same && this.text.slice(start, end).join("") === exact ? { start, end } : locate(this.text, target);
  }

  get all() {
    const notes = [...this.entries.values()].filter((entry) => "target" in entry).map((entry) => ({
      id: entry.id, label: body(entry, "tagging"), text: body(entry, "commenting"), layer: body(entry, "classifying"),
      verdict: body(entry, "assessing") === "accepted" ? "accepted" : "rejected",
      quote: selectors(entry.target).exact, created: entry.created, ...this.locate(entry.target),
    }));
    return notes.sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || a.end - b.end || (a.created < b.created ? -1 : 1));
  }

  /** Put the notes of a file with those here; one sentence says how that went. */
  take(text, file) {
    let page;
    try {
      page = parsed(text);
    } catch {
      return words(this.say.not_notes, { file });
    }
    const { id, sha256 } = page.about;
    if (id !== this.about.id && sha256 !== this.about.sha256) return words(this.say.other_article, { file, id });
    this.merge(page.items);
    this.save();
    const said = page.items.length < page.all ? "opened_some" : page.version !== VERSION ? "opened_version" : "opened";
    return words(this.say[said], { n: page.items.filter((entry) => "target" in entry).length });
  }

  /** Have all that is kept of this reader, on whatever article, be another's who has nothing on it yet. */
  handOver(name) {
    try {
      for (const key of Object.keys(localStorage).filter((key) => key.startsWith(KEPT) && /:[0-9a-f]{64}$/.test(key))) {
        const text = localStorage.getItem(key), page = JSON.parse(text);
        const other = `${KEPT}${fileName(name, page.article.id)}:${key.slice(-64)}`;
        if (page.reader !== this.reader || localStorage.getItem(other)) continue;
        localStorage.removeItem(key);
        localStorage.setItem(other, text);
      }
    } catch { /* what is damaged or cannot be kept stays where it is */ }
  }

  clear() {
    for (const key of Object.keys(localStorage)) if (key.startsWith(this.prefix)) localStorage.removeItem(key);
    if (!Object.keys(localStorage).some((key) => key.startsWith(KEPT))) localStorage.removeItem(READER);
    this.entries.clear();
    this.past = [];
  }
}

/** A reading page of the site: answers what page.js asks, as keeper.py does in the notebook. */
class Edition {
  constructor(root) {
    this.about = inert("rr-about");
    this.restore(root);
    this.notes = new Notes(this.about, readerHere());
    const data = JSON.parse(root.querySelector(".rr-data").textContent);
    this.say = data.words;
    this.sheets = new Map(data.sheets.map((s) => [s.name, s]));
    const on = [...root.querySelectorAll(".rr-switch[aria-pressed='true']")].map((b) => b.dataset.layer);
    const values = { on, label: this.say.mine_label, kept: this.kept() };
    this.page = new Page(root, { get: (key) => values[key], set: () => {}, ask: (what) => this.show(this[what.do](what)) });
    this.panel(document.getElementById("rr-notes"));
    addEventListener("storage", (e) => e.key?.startsWith(this.notes.prefix) && this.show(this.notes.read()));
    addEventListener("hashchange", () => this.follow());
    document.addEventListener("click", (e) => this.leads(e));
    this.follow();
  }

  /** Browsers change some characters while they read a page; the text is put in as it stands. */
  restore(root) {
    const text = [...this.about.text];
    root.querySelectorAll(".rr-p").forEach((node, n) => {
      const as = text.slice(...this.about.blocks[n]).join("");
      if (node.textContent !== as) node.textContent = as;
    });
  }

  kept(said = "") {
    const all = this.notes.all, verdicts = {};
    for (const note of all.filter((n) => n.layer && n.end !== undefined)) {
      const sheet = this.sheets.get(note.layer);
      const number = sheet ? sheet.marks.findIndex((m) => m[0] === note.start && m[1] === note.end && sheet.labels[m[2]][0] === note.label) : -1;
      if (number >= 0) verdicts[`${note.layer}:${number}`] = note.verdict;
    }
    return { notes: all.filter((n) => !n.layer), verdicts, said: [said, this.notes.problem].filter(Boolean).join(" ") };
  }

  show(said) {
    const kept = this.kept(said);
    this.page.took(kept);
    this.listNotes(kept);
  }

  /** The reader's notes in full, to hand in on paper: each quotation, its place, the label, and what was written. */
  listNotes({ notes }) {
    const where = ({ start }) => (start === undefined ? this.notes.say.note_gone : this.page.where(start));
    this.own.replaceChildren(...notes.map((note) => tag("li", {},
      tag("q", { class: "rr-said" }, inside(note.quote)), ` (${where(note)}) `, tag("b", {}, note.label), note.text ? `: ${note.text}` : "")));
  }

  add({ start, end, label, text = "" }) {
    const entry = this.notes.annotation(urn(), "commenting", start, end, { tagging: label, commenting: text });
    return this.notes.change(entry, words(this.say.mark_done, { text: this.notes.text.slice(start, end).join("") }));
  }

  change({ id, label, text }) {
    const entry = this.notes.reworded(id, { tagging: label, commenting: text });
    return this.notes.change(entry, words(this.say.note_kept, { text: inside(selectors(entry.target).exact) }));
  }

  remove({ id }) {
    return this.notes.change({ id }, this.say.note_removed);
  }

  judge({ layer, number, verdict }) {
    const sheet = this.sheets.get(layer), [start, end, k] = sheet.marks[number], label = sheet.labels[k][0];
    const old = this.notes.all.find((n) => n.layer === layer && n.label === label && n.start === start && n.end === end);
    if (!verdict) return old ? this.notes.change({ id: old.id }, this.say.unjudged) : "";
    const bodies = { classifying: layer, tagging: label, assessing: verdict };
    const entry = old ? this.notes.reworded(old.id, bodies)
      : this.notes.annotation(this.about.ids[layer][number], "assessing", start, end, bodies);
    return this.notes.change(entry, this.say[verdict]);
  }

  undo() {
    return this.notes.undo() || this.say.undo_none;
  }

  /** Save my reading: the browser's own print window makes a PDF of the page with its marks, list and notes. */
  save() {
    setTimeout(() => print());
    return this.notes.say.print;
  }

  // ---- notes to take along

  panel(section) {
    const button = (text, act) => {
      const node = tag("button", { type: "button" }, text);
      node.addEventListener("click", act);
      return node;
    };
    const say = this.notes.say, input = tag("input", { type: "file", accept: ".json,application/json", "aria-label": say.open, hidden: "" });
    this.told = tag("p", { role: "status" });
    input.addEventListener("change", () => this.open(input));
    this.own = tag("ol", { class: "rr-own" });
    const name = tag("input", { type: "text", value: this.notes.reader, maxlength: "60", autocomplete: "off" });
    name.addEventListener("change", () => this.rename(name));
    section.append(this.own, tag("p", {}, tag("label", {}, `${say.name} `, name)), tag("div", { class: "rr-tools" }, button(say.save, () => this.saveNotes()),
      button(say.open, () => input.click()), button(say.clear, () => this.clear()), input), this.told);
    section.hidden = false;
    this.listNotes(this.kept());
  }

  /** Another reader: whoever had no name yet takes the notes along, anyone else keeps theirs under their own. */
  rename(input) {
    const name = input.value.normalize("NFC").trim().replace(/\s+/g, " ") || this.notes.reader, before = this.notes;
    input.value = name;
    if (name === before.reader) return;
    const unnamed = /^me(-[0-9a-f]{8})?$/.test(before.reader);
    if (unnamed) before.handOver(name);
    this.notes = new Notes(this.about, name);
    if (unnamed) this.notes.merge(before.entries.values());
    this.notes.save();
    this.told.textContent = words(before.say.named, { name });
    this.show("");
  }

  saveNotes() {
    const file = this.notes.fileName, href = URL.createObjectURL(new Blob([this.notes.file()], { type: "application/json" }));
    tag("a", { href, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    this.told.textContent = words(this.notes.say.saved, { file });
  }

  async open(input) {
    const [file] = input.files;
    if (!file) return;
    const text = await file.text().catch(() => "");
    input.value = ""; // so that the same file can be chosen again
    this.told.textContent = this.notes.take(text, file.name);
    this.show("");
  }

  clear() {
    if (!confirm(this.notes.say.clear_sure)) return;
    this.notes.clear();
    this.told.textContent = this.notes.say.cleared;
    this.show("");
  }

  // ---- places that links lead to

  follow() {
    const [, start, end] = /^#place=(\d{1,9})-(\d{1,9})$/.exec(location.hash) ?? [];
    if (+start < +end && +end <= this.notes.text.length) this.go([[this.say.here, +start, +end]], this.say.here_reason);
  }

  leads(event) {
    const link = event.target.closest("a[data-place]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(JSON.parse(link.dataset.place), link.dataset.reason);
  }

  go(places, reason) {
    this.page.go({ marks: places.map(([label, start, end]) => ({ label, start, end })), reason });
  }
}

// ---- the concordance of all articles

const PAGE = 100, WINDOW = 10;
const straight = (word) => word.toLowerCase().replace(/[’‘]/g, "'").replace(/[‐‑]/g, "-");

/** The texts as code points and their words as [start, end, number of the word]. */
function read(article) {
  const text = [...article.text], at = [];
  for (let i = 0, place = 0; i < article.at.length; i += 3) {
    const start = place + article.at[i];
    place = start + article.at[i + 1];
    at.push([start, place, article.at[i + 2]]);
  }
  return { ...article, text, at, part: (a, z) => text.slice(a, z).join("").replace(/\s+/g, " ") };
}

/** One word of a query as a test of a place: any of its forms, with or without a possessive 's. */
function slot(part, vocabulary) {
  const tests = straight(part).split("|").map((form) => {
    const known = new Set();
    const rule = new RegExp(`^${form.replace(/[.+^${}()[\]\\]/g, "\\$&").replace(/\*+/g, ".*").replace(/\?/g, ".")}$`, "su");
    const bare = form.endsWith("'s") && !vocabulary.includes(form) ? form.slice(0, -2) : null; // asks for the possessive alone
    vocabulary.forEach((word, n) => (bare === null ? rule.test(word) : word === bare) && known.add(n));
    return (article, [start, end, n]) => known.has(n) && (bare === null || straight(article.part(start, end)) === form);
  });
  return (article, at) => tests.some((test) => test(article, at));
}

class Concordance {
  constructor(form) {
    const about = inert("rr-about");
    Object.assign(this, { form, say: about.words, columns: about.columns, headline: about.headline, vocabulary: about.vocabulary });
    this.articles = about.articles.map(read);
    this.found = document.getElementById("rr-found");
    this.status = this.found.querySelector("[role='status']");
    form.hidden = false;
    form.addEventListener("submit", (e) => { e.preventDefault(); this.search(); });
    form.addEventListener("input", () => { clearTimeout(this.soon); this.soon = setTimeout(() => this.search(), 200); });
    const asked = new URLSearchParams(location.hash.slice(1));
    form.elements.query.value = asked.get("q") ?? "";
    if (["left", "text"].includes(asked.get("sort"))) form.elements.sort.value = asked.get("sort");
    this.search();
  }

  search() {
    clearTimeout(this.soon);
    const query = this.form.elements.query.value.trim(), sort = this.form.elements.sort.value;
    history.replaceState(null, "", query ? `#${new URLSearchParams({ q: query, sort })}` : "#"); // so that Back comes back here
    const parts = query.split(/\s+/).filter(Boolean);
    this.hits = [];
    this.shown = 0;
    this.found.replaceChildren(this.status);
    this.status.textContent = this.answer(query, parts, sort);
    if (this.hits.length) this.more();
  }

  answer(query, parts, sort) {
    if (!parts.length) return "";
    if (parts.every((part) => !/[^*|]/.test(part))) return this.say.lines_all;
    const slots = parts.map((part) => slot(part, this.vocabulary));
    this.hits = this.articles.flatMap((article) => article.at.map((_, n) => ({ article, n, last: n + slots.length - 1 }))
      .filter((hit) => hit.last < article.at.length && slots.every((fits, k) => fits(article, article.at[hit.n + k]))));
    this.order(sort);
    const articles = new Set(this.hits.map((hit) => hit.article)).size;
    return words(this.hits.length ? this.say.lines : this.say.lines_none, { query, n: this.hits.length, articles, all: this.articles.length });
  }

  /** By the three words after or before; the edge of an article comes before any word. */
  order(sort) {
    const near = { right: (h) => [h.last + 1, h.last + 2, h.last + 3], left: (h) => [h.n - 1, h.n - 2, h.n - 3] }[sort];
    if (!near) return;
    for (const hit of this.hits) hit.key = near(hit).map((n) => hit.article.at[n]?.[2] ?? -1);
    this.hits.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2]);
  }

  /** The next lines; the first time with the heads of the columns. */
  more() {
    const next = this.hits.slice(this.shown, this.shown + PAGE), first = !this.shown;
    if (first) this.found.append(this.table(next));
    const rows = next.map((hit) => this.line(hit));
    this.found.querySelector("tbody").append(...rows);
    this.shown += next.length;
    this.found.querySelector(".rr-tools")?.remove();
    const left = this.hits.length - this.shown;
    if (left) {
      const button = tag("button", { type: "button" }, words(this.say.more, { n: left }));
      button.addEventListener("click", () => this.more());
      this.found.append(tag("div", { class: "rr-tools" }, button));
    }
    if (!first) rows[0].querySelector("a").focus();
  }

  table(hits) {
    const longest = Math.min(32, Math.max(...hits.map((hit) => hit.article.at[hit.last][1] - hit.article.at[hit.n][0])));
    const cols = ["", `${longest + 4}ch`, "", "13ch"].map((width) => { const col = tag("col"); col.style.width = width; return col; });
    const heads = Object.entries(this.columns).map(([key, text]) => tag("th", { scope: "col", class: key === "where" ? "rr-source" : `rr-${key}` }, text));
    return tag("table", { class: "rr-lines" }, tag("colgroup", {}, ...cols), tag("thead", {}, tag("tr", {}, ...heads)), tag("tbody"));
  }

  line({ article, n, last }) {
    const { at } = article, [start] = at[n], [, end] = at[last];
    const before = at[Math.max(0, n - WINDOW)][0], after = at[Math.min(at.length - 1, last + WINDOW)][1];
    const cell = (name, ...inside) => tag("td", { class: `rr-${name}` }, ...inside);
    const number = article.paragraphs.findIndex(([a, z]) => a <= start && start < z) + 1;
    return tag("tr", {}, cell("left", tag("bdi", {}, article.part(before, start))),
      cell("node", tag("a", { href: `${article.href}#place=${start}-${end}` }, article.part(start, end))),
      cell("right", tag("bdi", {}, article.part(end, after))),
      tag("td", { class: "rr-source", title: article.title }, `${number ? `¶${number}` : this.headline} ${article.name}`));
  }
}

const reading = document.querySelector(".rr-page"), searching = document.getElementById("rr-search");
if (reading) new Edition(reading);
if (searching) new Concordance(searching);
