// Asks who says a passage, over the page: the reader stays at the row that was asked about, and so does the focus.

function tag(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside);
  return node;
}

function render({ model, el }) {
  const { who, why, who_back, note_keep, cancel } = model.get("words");
  const kit = tag("p"), passage = tag("blockquote"), name = tag("input", { type: "text", autocomplete: "off" });
  const reason = tag("textarea", { rows: "2", class: "rr-words" });
  const keep = tag("button", { type: "button" }, note_keep), back = tag("button", { type: "button" }, cancel);
  const dialog = tag("dialog", { class: "rr rr-asking", "aria-label": who }, kit, passage,
    tag("label", {}, who, name), tag("label", {}, why, reason), tag("p", {}, who_back), tag("div", { class: "rr-tools" }, keep, back));
  const done = () => { dialog.close(); model.send({ keep: name.value, why: reason.value }); }; // to close it gives the focus back
  keep.addEventListener("click", done);
  back.addEventListener("click", () => dialog.close());
  name.addEventListener("keydown", (event) => { // JupyterLab submits no form
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // otherwise the button that has the focus next answers the same key
    done();
  });
  model.on("msg:custom", (asked) => {
    [kit.textContent, passage.textContent, name.value, reason.value] = [asked.kit, asked.passage, asked.value, asked.why];
    dialog.showModal();
    name.focus();
    name.select();
  });
  el.append(dialog);
}

export default { render };
