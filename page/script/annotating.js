// Labels of examples: the annotator's name is asked once and kept here, and keys 1 to 5 label.

let skipped = [];
const annotation = (data = {}) => send("annotate", { skipped, ...data });

function annotate({ set, example, label }) {
  const note = $("#evidence .task input[name=note]")?.value || "";
  skipped = skipped.filter((id) => id !== example);
  annotation({ title: set, id: example, label: Number(label), text: note });
}
function skipExample({ example }) {
  skipped = [...skipped.filter((id) => id !== example), example];
  annotation();
}
const takeBack = ({ set, example }) => annotation({ title: set, id: example, label: null });
function nameAnnotator(form) {
  const name = form.elements.annotator.value.trim();
  if (!name) return;
  kept.set("annotator", name);
  annotation();
}

document.addEventListener("keydown", (event) => {
  if (!/^[1-5]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.("input, textarea")) return;
  const button = $(`#evidence .task [data-label="${event.key}"]`);
  if (!button || !visible("evidence")) return;
  event.preventDefault();
  button.click();
});
