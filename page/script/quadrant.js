// The chart of pain and difficulty: a point is dragged, or moved by keys; the order follows at once,
// and what it comes to is said in the conversation, where it can be undone.

const STEP = 0.5;
// A hand that moves a point along one axis wavers on the other; that much is no wish to move it.
const WAVER = 0.4;
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

// The same order as the server's: by pain × (10 − difficulty) ÷ 10, what another one needs before it.
function reorder() {
  const list = $("#evidence .scenario-order");
  if (!list) return;
  const values = new Map($$("#evidence .scenario-point").map((point) => [point.dataset.name, (point.dataset.pain * (10 - point.dataset.difficulty)) / 10]));
  const value = (item) => values.get(item.dataset.name) ?? -1;
  const items = [...list.children].sort((one, other) => value(other) - value(one));
  const placed = new Set();
  const place = (item) => {
    if (placed.has(item)) return;
    const needed = JSON.parse(item.dataset.after || "[]");
    items.filter((other) => needed.includes(other.dataset.name)).forEach(place);
    placed.add(item);
  };
  items.forEach(place);
  list.append(...placed);
}

function begin(point, grip = null) {
  moving = { point, grip, pain: Number(point.dataset.pain), difficulty: Number(point.dataset.difficulty) };
  point.dataset.moving = "";
}

function cancelMove() {
  if (!moving) return;
  const { point, pain, difficulty } = moving;
  moving = null;
  delete point.dataset.moving;
  placePoint(point, pain, difficulty);
}

// Only the number that was moved is said: the other one stays what it was, an estimate or given.
function settleMove() {
  if (!moving) return;
  const { point, pain, difficulty } = moving;
  moving = null;
  delete point.dataset.moving;
  const [hurts, hard] = [Number(point.dataset.pain) !== pain, Number(point.dataset.difficulty) !== difficulty];
  if (!hurts && !hard) return;
  const { askBoth, askPain, askDifficulty } = point.closest("svg").dataset;
  const words = hurts && hard ? askBoth : hurts ? askPain : askDifficulty;
  const said = words.replace("PAIN", () => point.dataset.pain).replace("DIFFICULTY", () => point.dataset.difficulty).replace("NAME", () => point.dataset.name);
  if (!ask(said, { direct: true })) placePoint(point, pain, difficulty);
}

// Where the pointer is on the two scales.
function scalesAt(point, event) {
  const { svg, size, edge, inner } = chartOf(point);
  const box = svg.getBoundingClientRect();
  const unit = size / box.width;
  return {
    pain: ((size - edge - (event.clientY - box.top) * unit) / inner) * 10,
    difficulty: (((event.clientX - box.left) * unit - edge) / inner) * 10,
  };
}
const moved = (from, by) => (Math.abs(by) < WAVER ? from : snapped(from + by));

document.addEventListener("pointerdown", (event) => {
  const point = event.target.closest?.("#evidence .scenario-point");
  if (!point || busy()) return;
  event.preventDefault();
  point.focus();
  begin(point, scalesAt(point, event));
});

document.addEventListener("pointermove", (event) => {
  if (!moving?.grip || !moving.point.isConnected) return;
  const { point, grip, pain, difficulty } = moving;
  const at = scalesAt(point, event);
  placePoint(point, moved(pain, at.pain - grip.pain), moved(difficulty, at.difficulty - grip.difficulty));
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
    const along = (value, steps) => (steps ? snapped(Number(value) + steps * STEP) : Number(value));
    placePoint(point, along(point.dataset.pain, up), along(point.dataset.difficulty, right));
  }
  if (event.key === "Enter") settleMove();
  if (event.key === "Escape" && moving) {
    event.stopImmediatePropagation();  // it takes the move back, and closes nothing
    cancelMove();
  }
});
document.addEventListener("focusout", (event) => { if (moving && event.target === moving.point) cancelMove(); });
