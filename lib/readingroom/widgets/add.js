// A place for files: choose them, or drop them on it.  Their bytes go to the kernel on this computer, one message a file.
function render({ model, el }) {
  const zone = document.createElement("label");
  zone.className = "rr rr-files";
  const words = document.createElement("span");
  words.textContent = model.get("label");
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = model.get("accept");
  zone.append(words, input);
  el.append(zone);

  const send = async (files) => {
    for (const file of files) {
      const fits = file.size <= model.get("most"); // a longer message would break the connection to the kernel
      model.send({ name: file.name, size: file.size }, undefined, fits ? [await file.arrayBuffer()] : []);
    }
  };
  const over = (event) => {
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would open the file itself
    zone.classList.toggle("rr-over", event.type === "dragover");
    if (event.type === "drop") send([...event.dataTransfer.files]);
  };
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) zone.addEventListener(name, over);
  input.addEventListener("change", async () => {
    await send([...input.files]);
    input.value = ""; // so that the same file can be chosen again
  });
}

export default { render };
