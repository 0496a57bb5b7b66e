// The composer: asking, editing, and the draft.

let replacing = null;
let focusDropped = null;
let sent = null;

// While the page is being drawn for another place, a question waits: the server ends what it was
// telling this page about once it draws anew, and would end the new question's answer with it.
const drawing = { asked: 0, arrived: 0 };
const LONGEST_DRAWING = 5000;
let waiting = null;
const isDrawing = () => drawing.arrived < drawing.asked;
function whenDrawn(act) {
  clearTimeout(waiting?.timer);
  waiting = { act, timer: setTimeout(goOn, LONGEST_DRAWING) };
}
function goOn() {
  drawing.arrived = drawing.asked;
  clearTimeout(waiting?.timer);
  const { act } = waiting || {};
  waiting = null;
  act?.();
}

const busy = () => Boolean($("#composer form[data-busy]"));
const focusId = () => {
  const id = $("#evidence [data-focus]")?.dataset.focus || null;
  return id === focusDropped ? null : id;
};

function ask(text, { focus = focusId(), replaces = null, direct = false } = {}) {
  if (!text.trim()) return false;
  if (isDrawing()) {
    const { thread } = place;
    whenDrawn(() => {
      // Who has gone on to another conversation finds the question where it was written.
      if (thread !== place.thread || !ask(text, { focus, replaces, direct })) sent = null;
    });
    return true;
  }
  if (busy()) return false;
  closeDrawers();
  endEdit();
  reading = false;
  if (place.view !== "chat") {
    place.view = "chat";
    settle();
  }
  send("ask", { text, focus, direct, replacing: replaces });
  clearSettled();
  return true;
}

// A word to stop, while an answer is on its way, does what the button beside it does.
const STOPS = /^\W*(?:(?:please|ok|now|just)\W+)*(?:stop|cancel|abort|halt|pause)(?:\s+(?:it|that|this|now|the\s+(?:run|eval|answer)))?\W*$|^[\s\p{P}]*[请先快]?(?:停|停止|停下来?|停掉|停一下|别跑了?|不要跑了|暂停|取消|终止|中止)(?:它|吧|了|一下|评测|运行)*[\s\p{P}]*$/iu;

function submitQuestion() {
  const area = $("#composer textarea");
  if (busy() && STOPS.test(area.value)) {
    write(area, "");
    send("stop");
    return;
  }
  if (sent && area.value === sent.text && Date.now() - sent.at < 3000) return;
  if (ask(area.value, { replaces: replacing })) sent = { text: area.value, at: Date.now() };
}

// What was typed stays until the server has it: a lost connection must not lose the question.
function clearSent() {
  const area = $("#composer textarea");
  const last = $$("#chat .asked").at(-1);
  if (!sent || last?.textContent !== sent.text.trim()) return;
  if (area.value === sent.text) write(area, "");
  sent = null;
}

function edit(text, questionId) {
  const area = $("#composer textarea");
  replacing = questionId;
  root.dataset.editing = "true";
  write(area, text);
  area.focus();
}

function endEdit() {
  replacing = null;
  delete root.dataset.editing;
}

// Begin a question about a document; the reader ends it.
function askAbout(opening) {
  turnTo("chat");
  const area = $("#composer textarea");
  write(area, opening + area.value);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function write(area, text) {
  area.value = text;
  grow(area);
  saveDraft(text);
}

function saveDraft(text) {
  try { sessionStorage.setItem("casebook.draft", text); } catch { /* private window */ }
}

let restored = false;
function restoreDraft() {
  const area = $("#composer textarea");
  if (restored || !area) return;
  restored = true;
  try { write(area, sessionStorage.getItem("casebook.draft") || ""); } catch { /* private window */ }
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
}

function showFocus() {
  const line = $("#composer .focus");
  if (!line) return;
  const id = focusId();
  line.dataset.on = String(Boolean(id));
  const name = $(".focus-id", line);
  if (name.textContent !== (id ?? "")) name.textContent = id ?? "";
}
