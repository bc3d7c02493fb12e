// What an exercise answers: a live region that stays in place while its text changes, so that it is read out.  It also
// looks after what is written and chosen above it: the browser keeps that until the kernel has taken it.
function line(name, text, kind = "") {
  const node = document.createElement(name);
  node.textContent = text;
  node.className = kind;
  return node;
}

/** The fields of an exercise, and what stands in each. */
const fields = (box) => [...box.querySelectorAll("textarea, select, input")];
const value = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);

/** Put a value into a field as a reader would, so that the widget behind it notices. */
function fill(field, to) {
  if (value(field) === to) return;
  if (typeof to === "boolean") return field.click();
  field.value = to;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

/** What is not kept yet, under the name that the exercise has for it; a browser that keeps nothing is no obstacle. */
function drafts(model) {
  const key = () => `readingroom:answer:${model.get("draft")}`;
  const tried = (act) => { try { return act(); } catch { return null; } };
  return {
    get: () => tried(() => JSON.parse(localStorage.getItem(key()))),
    put: (what) => tried(() => localStorage.setItem(key(), JSON.stringify(what))),
    drop: () => tried(() => localStorage.removeItem(key())),
  };
}

function render({ model, el }) {
  const region = document.createElement("div");
  region.className = "rr rr-feedback";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  region.setAttribute("aria-atomic", "false"); // what comes is read, not again what stands there
  el.append(region);
  const draw = () => {
    const list = document.createElement("ul");
    list.append(...model.get("details").map((text) => line("li", text)));
    const message = model.get("message"), unkept = model.get("unkept");
    region.dataset.passed = model.get("passed");
    region.replaceChildren(...(unkept ? [line("p", unkept, "rr-unkept")] : []), ...(message ? [line("p", message)] : []), ...(list.children.length ? [list] : []));
  };
  // What was said of an earlier answer stays to be read, and says so in front.
  const age = () => {
    const earlier = model.get("earlier");
    region.querySelector(".rr-before")?.remove();
    region.dataset.passed = earlier ? "" : model.get("passed");
    if (earlier) region.prepend(line("p", earlier, "rr-before"));
  };
  for (const change of ["said", "unkept"]) model.on(`change:${change}`, () => { draw(); age(); });
  model.on("change:earlier", age);
  draw();
  age();
  const end = new AbortController();
  const wait = setInterval(() => { // the fields above are put in one by one
    const box = el.closest(".rr-exercise");
    if (!box?.isConnected || !box.querySelector("button")) return;
    clearInterval(wait);
    watch(model, box, region, end.signal);
  }, 50);
  return () => { clearInterval(wait); end.abort(); };
}

function watch(model, box, region, signal) {
  const kept = drafts(model), words = model.get("words");
  const cut = () => box.matches(".jupyter-widgets-disconnected") || box.querySelector(".jupyter-widgets-disconnected") !== null;
  const say = (text) => { region.querySelector(".rr-unkept")?.remove(); region.prepend(line("p", text, "rr-unkept")); };
  const fresh = () => {
    const old = kept.get(), now = fields(box);
    if (!old || old.length !== now.length) return;
    now.forEach((field, n) => fill(field, old[n]));
    say(words.exercise_back);
  };
  let waiting = null;
  const noted = (event) => {
    if (!event.isTrusted || !event.target.matches("textarea, select, input")) return;
    kept.put(fields(box).map(value));
    if (cut()) say(words.exercise_cut);
  };
  for (const type of ["input", "change"]) box.addEventListener(type, noted, { signal });
  box.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    const state = () => `${model.get("kept")} ${model.get("said")}`, before = state();
    clearTimeout(waiting);
    if (cut()) return say(words.exercise_cut);
    waiting = setTimeout(() => state() === before && say(words.exercise_cut), 1500);
  }, { signal });
  model.on("change:kept", () => {
    clearTimeout(waiting);
    fields(box).includes(document.activeElement) ? kept.put(fields(box).map(value)) : kept.drop();
  });
  model.on("change:said", () => clearTimeout(waiting));
  fresh();
}

export default { render };
