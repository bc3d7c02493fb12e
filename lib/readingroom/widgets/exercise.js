// What an exercise answers: a live region that stays in place while its text changes, so that it is read out.
function line(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
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
    const message = model.get("message");
    region.dataset.passed = model.get("passed");
    region.replaceChildren(...(message ? [line("p", message)] : []), ...(list.children.length ? [list] : []));
  };
  // What was said of an earlier answer stays to be read, and says so in front.
  const age = () => {
    const earlier = model.get("earlier");
    region.querySelector(".rr-before")?.remove();
    region.dataset.passed = earlier ? "" : model.get("passed");
    if (!earlier) return;
    const before = line("p", earlier);
    before.className = "rr-before";
    region.prepend(before);
  };
  model.on("change:said", draw);
  model.on("change:earlier", age);
  draw();
  age();
}

export default { render };
