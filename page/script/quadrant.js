// The chart of pain and difficulty: a point is dragged, or moved by keys; the order follows at once,
// and what it comes to is said in the conversation, where it can be undone.

const STEP = 0.5;
const snapped = (value) => Math.min(10, Math.max(0, Math.round(value / STEP) * STEP));
// The drawing's side and margin, and what lies between, as the server drew them.
function chartOf(point) {
  const svg = point.closest("svg");
  const size = svg.viewBox.baseVal.width;
  const edge = Number(svg.dataset.edge);
  return { svg, size, edge, inner: size - 2 * edge };
}
let moving = null;

function placePoint(point, pain, difficulty) {
  point.dataset.pain = pain;
  point.dataset.difficulty = difficulty;
  point.setAttribute("aria-valuenow", pain);
  const { size, edge, inner } = chartOf(point);
  point.setAttribute("transform", `translate(${edge + (difficulty / 10) * inner} ${size - edge - (pain / 10) * inner})`);
  reorder();
}

// The same formula as the server's: pain × (10 − difficulty) ÷ 10.
function reorder() {
  const list = $("#evidence .scenario-order");
  if (!list) return;
  const values = new Map($$("#evidence .scenario-point").map((point) => [point.dataset.name, (point.dataset.pain * (10 - point.dataset.difficulty)) / 10]));
  const value = (item) => values.get(item.dataset.name) ?? -1;
  for (const item of [...list.children].sort((one, other) => value(other) - value(one))) list.append(item);
}

function begin(point) {
  moving = { point, pain: point.dataset.pain, difficulty: point.dataset.difficulty };
  point.dataset.moving = "";
}

function cancelMove() {
  if (!moving) return;
  const { point, pain, difficulty } = moving;
  moving = null;
  delete point.dataset.moving;
  placePoint(point, pain, difficulty);
}

function settleMove() {
  if (!moving) return;
  const { point, pain, difficulty } = moving;
  moving = null;
  delete point.dataset.moving;
  if (point.dataset.pain === pain && point.dataset.difficulty === difficulty) return;
  const words = point.closest("svg").dataset.ask;
  const said = words.replace("PAIN", () => point.dataset.pain).replace("DIFFICULTY", () => point.dataset.difficulty).replace("NAME", () => point.dataset.name);
  if (!ask(said)) placePoint(point, pain, difficulty);
}

document.addEventListener("pointerdown", (event) => {
  const point = event.target.closest?.("#evidence .scenario-point");
  if (!point || busy()) return;
  event.preventDefault();
  point.focus();
  begin(point);
});

document.addEventListener("pointermove", (event) => {
  if (!moving || !moving.point.isConnected) return;
  const { svg, size, edge, inner } = chartOf(moving.point);
  const box = svg.getBoundingClientRect();
  const unit = size / box.width;
  const x = (event.clientX - box.left) * unit;
  const y = (event.clientY - box.top) * unit;
  placePoint(moving.point, snapped(((size - edge - y) / inner) * 10), snapped(((x - edge) / inner) * 10));
});

document.addEventListener("pointerup", () => settleMove());
document.addEventListener("pointercancel", () => cancelMove());

const MOVES = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
document.addEventListener("keydown", (event) => {
  const point = event.target.closest?.("#evidence .scenario-point");
  if (!point) return;
  if (event.key in MOVES && !busy()) {
    event.preventDefault();
    if (!moving) begin(point);
    const [up, right] = MOVES[event.key];
    placePoint(point, snapped(Number(point.dataset.pain) + up * STEP), snapped(Number(point.dataset.difficulty) + right * STEP));
  }
  if (event.key === "Enter") settleMove();
  if (event.key === "Escape" && moving) {
    event.stopImmediatePropagation();  // it takes the move back, and closes nothing
    cancelMove();
  }
});
document.addEventListener("focusout", (event) => { if (moving && event.target === moving.point) cancelMove(); });
