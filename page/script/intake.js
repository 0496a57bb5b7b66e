// Files on their way into the knowledge base: chosen, dropped or pasted; sent two at a time;
// and the tray, which the server draws for all tabs alike.

const INTAKE = `${location.pathname.replace(/\/$/, "")}/casebook/intake`;
const AT_ONCE = 2;
const LONGEST_CALL = 500;
const MOST_DROPPED = 4000;
const OFTEN = 400;
const SELDOM = 2000;
const READ_WITHIN = 8000;

let drawTray = null;
let lookTimer = null;
let overBefore = null;
let closeTimer = null;
let isSettled = false;
const toSend = [];
const underway = new Map();

async function look() {
  clearTimeout(lookTimer);
  let state;
  try {
    const answer = await fetch(`${INTAKE}?lang=${place.lang}`, { cache: "no-store" });
    state = await answer.json();
  } catch {
    lookTimer = setTimeout(look, SELDOM);
    return;
  }
  drawTray?.(state.tray);
  showFold();
  for (const line of $$("[data-vectors]")) if (line.innerHTML !== state.vectors) line.innerHTML = state.vectors;
  if (overBefore !== null && state.over > overBefore) { findSoon(PAUSE); lookAtPrd(); }
  overBefore = state.over;
  isSettled = state.settled;
  closeSoon(state.well);
  clearTimeout(lookTimer);
  if (state.busy) lookTimer = setTimeout(look, state.busy === "files" ? OFTEN : SELDOM);
}

// A PRD that is open may rest on what has just come in.
function lookAtPrd() {
  const isTyping = $("#evidence textarea:focus, #evidence input:focus");
  if ($("#evidence .prd") && !isTyping) send("open");
}

// A tray in which all went well closes by itself, though not under the reader's hand.
function closeSoon(isWell) {
  if (isWell && closeTimer) return;
  clearTimeout(closeTimer);
  closeTimer = isWell ? setTimeout(close, READ_WITHIN) : null;
  function close() {
    closeTimer = null;
    if ($("#intake:is(:hover, :focus-within)")) closeSoon(true);
    else tell("dismiss");
  }
}

// Once the reader asks, what is in and needs no look makes room for the answer.
function clearSettled() { if (isSettled) tell("dismiss"); }

function foldIntake() {
  root.dataset.intake = root.dataset.intake === "folded" ? "" : "folded";
  showFold();
}
function showFold() {
  $(".fold-intake")?.setAttribute("aria-expanded", String(root.dataset.intake !== "folded"));
}

async function tell(act, ids = null) {
  try {
    await fetch(`${INTAKE}/act`, { method: "POST", body: JSON.stringify({ act, ids }) });
  } catch { /* the next look shows how it stands */ }
  look();
}

async function add(files) {
  const junk = (name) => name.split("/").some((part) => /^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/.test(part));
  const chosen = files.length > 1 ? files.filter(({ name }) => !junk(name)) : files;
  for (let at = 0; at < chosen.length; at += LONGEST_CALL) {
    const some = chosen.slice(at, at + LONGEST_CALL);
    const told = JSON.stringify({ files: some.map(({ name, file }) => ({ name, size: file.size })) });
    try {
      const answer = await fetch(INTAKE, { method: "POST", body: told });
      if (!answer.ok) throw new Error(answer.statusText);
      (await answer.json()).forEach(({ id, wanted: isWanted }, i) => { if (isWanted) toSend.push({ id, file: some[i].file }); });
    } catch {
      sayHere(word("not_sent"));
      break;
    }
    sendNext();
    look();
  }
}

function sendNext() {
  while (underway.size < AT_ONCE && toSend.length) {
    const { id, file } = toSend.shift();
    const control = new AbortController();
    underway.set(id, control);
    fetch(`${INTAKE}/${id}`, { method: "PUT", body: file, signal: control.signal })
      .catch(() => control.signal.aborted || tell("lose", [id]))
      .finally(() => { underway.delete(id); sendNext(); });
  }
}

async function stopFiles(ids = null) {
  const gone = (id) => ids === null || ids.includes(id);
  for (let at = toSend.length - 1; at >= 0; at -= 1) if (gone(toSend[at].id)) toSend.splice(at, 1);
  await tell("stop", ids);
  for (const [id, control] of underway) if (gone(id)) control.abort();
}

// What has not been sent when the page goes away never comes: a reload cannot read files again.
window.addEventListener("beforeunload", (event) => { if (toSend.length || underway.size) event.preventDefault(); });
window.addEventListener("pagehide", () => {
  const ids = [...underway.keys(), ...toSend.map(({ id }) => id)];
  if (ids.length) navigator.sendBeacon(`${INTAKE}/act`, JSON.stringify({ act: "lose", ids }));
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

// ---- choosing, dropping, pasting ---------------------------------------------------------------
function choose({ folder = false } = {}) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true });
  if (folder) input.webkitdirectory = true;
  input.id = folder ? "folder-input" : "file-input";
  $(`#${input.id}`)?.remove();
  input.addEventListener("change", () => {
    add([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
let dragging = 0;
function showDrop(on) {
  dragging = on ? dragging : 0;
  if (!on) { $("#drop")?.remove(); return; }
  if ($("#drop")) return;
  const cover = Object.assign(document.createElement("div"), { id: "drop" });
  cover.append(Object.assign(document.createElement("p"), { textContent: word("drop") }));
  $(".gradio-container").append(cover);
}
window.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragging += 1;
  showDrop(true);
});
window.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
});
window.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return;
  dragging -= 1;
  if (dragging <= 0) showDrop(false);
});
window.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  event.stopPropagation();
  showDrop(false);
  add(await dropped(event.dataTransfer));
}, true);

// The entries must be taken before the first wait: the browser empties the list then.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, name: file.name }));
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (found.length >= MOST_DROPPED) return;
  try {
    if (entry.isFile) {
      const file = await new Promise((yes, no) => { entry.file(yes, no); });
      found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    } else {
      const reader = entry.createReader();
      const next = () => new Promise((yes, no) => { reader.readEntries(yes, no); });
      for (let some = await next(); some.length; some = await next()) {
        for (const inner of some) await walk(inner, found);
      }
    }
  } catch { /* what the system does not let the browser read is left out */ }
}

// Office programs put a picture beside copied text; then the text is what was meant.
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files || [])];
  if (!files.length || event.clipboardData.getData("text/plain")) return;
  event.preventDefault();
  add(files.map((file) => ({ file, name: file.name })));
});
