// What the browser does with what the server has drawn.

let toastTimer = null;
function hideToast() {
  clearTimeout(toastTimer);
  for (const shown of $$(".toast")) shown.hidden = true;
}
// Gradio touches its parts at other times too; each message is shown once.
let toastAt = null;
function showToast() {
  const shown = $("#toast .toast");
  if (!shown || shown.dataset.at === toastAt) return;
  toastAt = shown.dataset.at;
  clearTimeout(toastTimer);
  $("#said-here")?.remove();
  shown.hidden = false;
  toastTimer = setTimeout(hideToast, 8000);
}
// The same, for what the script has to say when the server cannot; `act` is a way back.
function sayHere(text, { stays = false, act = null, label = "" } = {}) {
  hideToast();
  $("#said-here")?.remove();
  const said = Object.assign(document.createElement("div"), { id: "said-here", className: act ? "toast" : "toast bad", textContent: text });
  said.setAttribute("role", act ? "status" : "alert");
  if (act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label });
    button.dataset.act = act;
    said.append(button);
  }
  $(".gradio-container").append(said);
  if (!stays) toastTimer = setTimeout(hideToast, 8000);
}

// Gradio tells a lost connection in English only, and reloads the page once it is back.
function tellLost() {
  const told = $(".toast-message-text");
  if (!told?.textContent.startsWith("Connection to the server was lost")) return;
  const box = told.closest(".toast-wrap");
  if (box.hidden) return;
  box.hidden = true;
  sayHere(word("offline"), { stays: true });
}

// The newest question rises to the top and stays there: one reads an answer from its beginning.
let reading = false;
function keepInView() {
  const scroller = $("#chat .bubble-wrap");
  const question = $$("#chat .question").at(-1);
  if (!scroller || !question || reading) return;
  const top = question.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop = Math.max(0, scroller.scrollTop + top - 16);
}
for (const sign of ["wheel", "touchmove", "pointerdown"]) {
  document.addEventListener(sign, (event) => { if (event.target.closest?.("#chat")) reading = true; }, { passive: true });
}

// The cited passage comes into view; where it stands near the top the head stays in sight too.
function showHit() {
  const body = $("#evidence .panel-body");
  const hit = $("#evidence [data-hit]");
  body?.scrollTo(0, 0);
  if (!hit) return;
  const top = hit.getBoundingClientRect().top - body.getBoundingClientRect().top;
  if (top + Math.min(hit.offsetHeight, 200) <= body.clientHeight) return;
  hit.scrollIntoView({ block: hit.offsetHeight > body.clientHeight ? "start" : "center" });
}

function drawn(id) {
  if (id === "evidence") {
    const panel = $("#evidence .panel");
    if (panel) place.trail = JSON.parse(panel.dataset.trail);
    unfold();
    showHit();
    if (returning) $("#evidence .panel-body")?.scrollTo(0, depth.get(place.trail.at(-1)) ?? 0);
    drawnPrd();
    returning = false;
    root.dataset.found = String(place.trail.length > 0);
    focusDropped = null;
    showFocus();
  }
  if (id === "composer") {
    restoreDraft();
    showFocus();
    if ($("#composer form[data-follow]")) send("follow");
  }
  if (id === "toast") showToast();
  if (id === "drawn") {
    const number = Number($("#drawn [data-drawing]")?.dataset.drawing);
    if (number === drawing.asked) goOn();
    // What the server still told of another place has come after this one was drawn.
    else if (number < drawing.asked && !isDrawing()) show();
  }
  if (id === "chat") { clearSent(); keepInView(); }
}

const DRAWN = { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-trail", "data-busy", "data-follow", "data-at", "data-drawing"] };
const watched = (node) => (node.closest ? node : node.parentElement)?.closest("#evidence, #composer, #toast, #chat, #drawn")?.id;
const watch = () => new MutationObserver((records) => {
  for (const id of new Set(records.map((record) => watched(record.target)))) drawn(id);
  tellLost();
  if (document.body.classList.contains("dark") !== (theme() === "dark")) paint();
}).observe(document.body, DRAWN);
