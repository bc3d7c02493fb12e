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
  el.append(region);
  const draw = () => {
    const list = document.createElement("ul");
    list.append(...model.get("details").map((text) => line("li", text)));
    const message = model.get("message");
    region.dataset.passed = model.get("passed");
    region.replaceChildren(...(message ? [line("p", message)] : []), ...(list.children.length ? [list] : []));
  };
  model.on("change:said", draw);
  draw();
}

export default { render };
