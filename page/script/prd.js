// A PRD in the panel: its sections are typed in, locked, moved and commented on. What was typed
// stays in this browser until the server has it, whatever is drawn meanwhile.

const PRD = `${location.pathname.replace(/\/$/, "")}/casebook/prd`;
const prdShown = () => $("#evidence .prd[data-prd]");
const sectionOf = (element) => element.closest(".prd-section");

// ---- what is being typed, by document and section -----------------------------------------------
const drafts = (() => {
  let all = {};
  try { all = JSON.parse(sessionStorage.getItem("casebook.prd") || "{}"); } catch { /* private window */ }
  const store = () => { try { sessionStorage.setItem("casebook.prd", JSON.stringify(all)); } catch { /* full, or private */ } };
  return {
    get: (key) => all[key],
    set: (key, draft) => { all[key] = draft; store(); },
    drop: (key) => { delete all[key]; store(); },
    of: (prd) => Object.keys(all).filter((key) => key.startsWith(`${prd}/`)),
  };
})();
const draftKey = (form) => `${prdShown().dataset.prd}/${form.dataset.draft}`;
const nameOf = (key) => key.slice(key.indexOf("/") + 1);
const draftForm = (name) => $(`#evidence .prd [data-draft="${CSS.escape(name)}"]`);
const isTyped = (draft) => draft.text.trim() !== "" && draft.text !== draft.original;
let discarded = null;
// Where the focus is, to be given back: a new drawing may make another section's text of the one
// that has it.
let typing = null;
const TYPED = ".prd [data-draft] textarea";
document.addEventListener("focusin", ({ target }) => {
  const name = target.matches?.(TYPED) ? target.form.dataset.draft : null;
  if (name !== typing?.name) typing = name && { name, from: target.selectionStart, to: target.selectionEnd };
});
document.addEventListener("selectionchange", () => {
  const area = document.activeElement;
  if (!area?.matches(TYPED) || area.form.dataset.draft !== typing?.name) return;
  [typing.from, typing.to] = [area.selectionStart, area.selectionEnd];
});

function openDraft(form, draft) {
  const area = form.elements.text;
  drafts.set(draftKey(form), draft);
  form.hidden = false;
  sectionOf(form).dataset[form.dataset.form === "prd" ? "editing" : "commenting"] = "";
  if (draft.original === area.defaultValue) delete form.dataset.conflict;
  else {
    form.dataset.conflict = "";
    hideToast();  // the form itself tells what is the matter
  }
  area.value = draft.text;
  fit(area);
}

function beginDraft(form) {
  if (!form) return;
  const area = form.elements.text;
  if (form.hidden) openDraft(form, { text: area.defaultValue, original: area.defaultValue });
  area.focus({ preventScroll: true });
  bringIntoView(form.dataset.form === "prd" ? sectionOf(form) : form);
}

// Whole where there is room for it, else from its head on.
function bringIntoView(element) {
  const body = $("#evidence .panel-body");
  const isTall = element.offsetHeight > body.clientHeight - 60;
  element.scrollIntoView({ block: isTall ? "start" : "nearest" });
}

function closeDraft(form) {
  drafts.drop(draftKey(form));
  form.hidden = true;
  delete form.dataset.conflict;
  delete form.dataset.saving;
  delete sectionOf(form).dataset[form.dataset.form === "prd" ? "editing" : "commenting"];
}

// Cancelling throws nothing away before there was a way back.
function cancelDraft(form) {
  const key = draftKey(form);
  const draft = drafts.get(key);
  closeDraft(form);
  $(`[data-tool=${form.dataset.form === "prd" ? "edit" : "comment"}]`, sectionOf(form))?.focus({ preventScroll: true });
  if (!draft || !isTyped(draft)) return;
  discarded = { key, draft };
  sayHere(word("prd_discarded"), { act: "prd_back", label: word("prd_bring_back") });
}

function bringBack() {
  hideToast();
  if (!discarded) return;
  drafts.set(discarded.key, discarded.draft);
  discarded = null;
  restoreDrafts();
}

// What others have made of a section meanwhile is taken silently where nothing was typed in it.
function restoreDrafts() {
  const lost = [];
  for (const key of drafts.of(prdShown().dataset.prd)) {
    const form = draftForm(nameOf(key));
    const draft = drafts.get(key);
    if (!form) {
      if (isTyped(draft)) lost.push(draft.text);
      else drafts.drop(key);
      continue;
    }
    const now = form.elements.text.defaultValue;
    if (isTyped(draft) && draft.text !== now) openDraft(form, draft);
    else if (draft.text === now && draft.original !== now) drafts.drop(key);
    else openDraft(form, { text: now, original: now });
  }
  const orphan = $("#evidence .prd-orphan");
  orphan.hidden = !lost.length;
  $("textarea", orphan).value = lost.join("\n\n");
  const form = typing && draftForm(typing.name);
  if (!form || form.hidden || document.activeElement === form.elements.text) return;
  const { from, to } = typing;
  form.elements.text.focus({ preventScroll: true });
  form.elements.text.setSelectionRange(from, to);
}

function dropOrphan() {
  for (const key of drafts.of(prdShown().dataset.prd)) {
    if (!draftForm(nameOf(key))) drafts.drop(key);
  }
  restoreDrafts();
}

function fit(area) {
  const body = $("#evidence .panel-body");
  const { scrollTop } = body;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
  body.scrollTop = scrollTop;
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(TYPED)) return;
  fit(target);
  const key = draftKey(target.form);
  drafts.set(key, { original: target.defaultValue, ...drafts.get(key), text: target.value });
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const form = event.target.closest?.(".prd [data-draft]");
  if (!form) return;
  if (event.key === "Escape") {
    event.stopImmediatePropagation();  // it closes no drawer
    cancelDraft(form);
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// ---- what is done --------------------------------------------------------------------------------
let telling = false;
let comeBack = null;

// Says whether it was done; the panel is drawn anew either way, for others may have done more.
async function tellPrd(act, { section = null, tool = null } = {}) {
  const shown = prdShown();
  if (!shown || telling) return false;
  telling = true;
  comeBack = { section, tool };
  const told = { version: Number(shown.dataset.version), by: kept.get("annotator") || "", ...act };
  try {
    const answer = await fetch(`${PRD}/${encodeURIComponent(shown.dataset.prd)}`, { method: "POST", body: JSON.stringify(told) });
    if (!answer.ok) {
      const error = await answer.json().catch(() => ({}));
      sayHere(error[place.lang] || word("prd_not_kept"));
      comeBack = null;
    }
    return answer.ok;
  } catch {
    sayHere(word("prd_not_kept"));
    return false;
  } finally {
    telling = false;
  }
}

// Where nothing has changed nothing is drawn, and there is nowhere to come back to.
function drawPrd() {
  send("open");
  setTimeout(() => { comeBack = null; }, 3000);
}

async function actOnPrd({ do: what, tool, comment }, button) {
  const section = sectionOf(button)?.dataset.section || "";
  await tellPrd({ do: what, section, comment: comment || "" }, { section, tool });
  drawPrd();
}

async function submitDraft(form) {
  const area = form.elements.text;
  const isText = form.dataset.form === "prd";
  const { section } = sectionOf(form).dataset;
  if (isText && area.value === area.defaultValue) { closeDraft(form); return; }
  if ("saving" in form.dataset) return;
  form.dataset.saving = "";
  const key = draftKey(form);
  const ok = await tellPrd({ do: isText ? "save" : "comment", section, text: area.value }, { section, tool: isText ? "edit" : "comment" });
  delete form.dataset.saving;
  if (ok) {
    drafts.drop(key);
    typing = null;
    closeDraft(form);
  }
  drawPrd();
}

// ---- where one was -------------------------------------------------------------------------------
let seen = null;
document.addEventListener("scroll", ({ target }) => {
  if (target.matches?.("#evidence .panel-body") && $(".prd", target)) seen = { ...seen, top: target.scrollTop };
}, true);

// A document that is drawn anew stays where it was; what a change by talk has touched comes in sight.
function drawnPrd() {
  const shown = prdShown();
  if (!shown) return;
  const now = { prd: shown.dataset.prd, version: Number(shown.dataset.version), top: 0 };
  const isSame = seen?.prd === now.prd;
  restoreDrafts();
  if (isSame && !returning) {
    $("#evidence .panel-body").scrollTop = now.top = seen.top;
    const section = comeBack?.section && $(`[data-section="${CSS.escape(comeBack.section)}"]`, shown);
    const changed = !comeBack && now.version > seen.version && $$("[data-changed]", shown).every(isOut) && $("[data-changed]", shown);
    if (section || changed) bringIntoView(section || changed);
    if (comeBack?.tool && !typing) $(`[data-tool="${comeBack.tool}"]`, section || shown)?.focus({ preventScroll: true });
  }
  if (!isSame || now.version !== seen.version) comeBack = null;
  seen = { ...now, top: $("#evidence .panel-body").scrollTop };
}
function isOut(section) {
  const [box, view] = [section.getBoundingClientRect(), $("#evidence .panel-body").getBoundingClientRect()];
  return box.bottom < view.top + 60 || box.top > view.bottom - 40;
}
const goToSection = (key) => $(`#evidence .prd-section[data-section="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "start", behavior: MOTION.matches ? "auto" : "smooth" });
