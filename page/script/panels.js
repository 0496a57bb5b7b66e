// Light and dark, and the panels on both sides.

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const theme = () => kept.get("theme") || (prefersDark.matches ? "dark" : "light");
function paint() {
  root.dataset.theme = theme();
  document.body?.classList.toggle("dark", theme() === "dark");
}
paint();
prefersDark.addEventListener("change", paint);

for (const side of ["sidebar", "evidence"]) {
  if (kept.get(side) === "closed") root.dataset[side] = "closed";
}
function toggle(side) {
  if (NARROW.matches) {
    const open = root.dataset.drawer === side;
    closeDrawers();
    if (!open) root.dataset.drawer = side;
    return;
  }
  const state = visible(side) ? "closed" : "open";
  root.dataset[side] = state;
  kept.set(side, state === "closed" ? state : "");
}
// Without evidence its panel stays away, unless the reader has called for it.
function visible(side) {
  const state = root.dataset[side];
  return state !== "closed" && (side === "sidebar" || state === "open" || root.dataset.found === "true");
}
function reveal(side) {
  if (NARROW.matches) root.dataset.drawer = side;
  else if (!visible(side)) toggle(side);
}
const closeDrawers = () => delete root.dataset.drawer;

// What the reader had unfolded, and how far down, is there again on the way back.
const unfolded = new Set();
const depth = new Map();
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("#evidence details[data-fold]")) return;
  unfolded[target.open ? "add" : "delete"](target.dataset.fold);
}, true);
function unfold() {
  for (const fold of $$("#evidence details[data-fold]")) fold.open ||= unfolded.has(fold.dataset.fold);
}
let returning = false;
function goBack() {
  place.trail = place.trail.slice(0, -1);
  returning = true;
  send("open");
}

function open(address) {
  depth.set(place.trail.at(-1), $("#evidence .panel-body")?.scrollTop ?? 0);
  if (place.trail.at(-1) !== address) place.trail = [...place.trail, address];
  reveal("evidence");
  send("open");
}

// Shows a place of the panel that is in view already, and for a moment which it is. No class is
// set: a change of one looks like a new drawing (drawn.js), which begins at the panel's top.
function point(place) {
  const target = $(`#evidence ${place}`);
  if (!target) return;
  for (const folded of target.querySelectorAll("details.long")) folded.open = true;
  target.scrollIntoView({ block: "center", behavior: MOTION.matches ? "auto" : "smooth" });
  target.dataset.pointed = "";
  setTimeout(() => delete target.dataset.pointed, 2500);
}
