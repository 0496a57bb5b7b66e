// What buttons, forms and keys do.

const acts = {
  ask: ({ text, focus, replacing: replaces }) => ask(text, { focus: focus ?? focusId(), replaces }),
  stop: () => send("stop"),
  hand_over: () => busy() || send("hand_over"),
  undo: ({ replacing: question }) => busy() || send("undo", { replacing: question }),
  edit: ({ text, replacing: question }) => busy() || edit(text, question),
  cancel_edit: () => { endEdit(); write($("#composer textarea"), ""); },
  drop_focus: () => { focusDropped = focusId(); showFocus(); },
  copy: ({ text }, button) => copy(text, button),
  thumb: (_, button) => thumb(button),
  reason: ({ reason }, button) => giveReason(button, reason),
  new: () => goTo(newThread()),
  conversation: ({ id }) => goTo(id),
  renaming: ({ id }) => startRename(id),
  delete: ({ id, title }) => {
    const current = id === place.thread;
    if (current) place.thread = newThread();
    send("delete", { id, title });
    if (current) goTo(place.thread);
  },
  restore: ({ id }) => { send("restore", { id }); },
  dismiss: () => hideToast(),
  language: ({ lang }) => { place.lang = lang; show(); },
  theme: () => { kept.set("theme", theme() === "dark" ? "light" : "dark"); paint(); },
  sidebar: () => toggle("sidebar"),
  evidence: () => toggle("evidence"),
  passage: ({ passage }) => point(`[data-retrieved="${CSS.escape(passage)}"]`),
  back: () => goBack(),
  knowledge: () => turnTo("knowledge"),
  chat: () => turnTo("chat"),
  about: ({ text }) => askAbout(text),
  add_files: () => choose(),
  add_folder: () => choose({ folder: true }),
  stop_file: ({ id }) => stopFiles([id]),
  stop_files: () => stopFiles(),
  dismiss_file: ({ id }) => tell("dismiss", [id]),
  dismiss_files: () => tell("dismiss"),
  fold_intake: () => foldIntake(),
  more_documents: () => moreDocuments(),
  clear_find: () => clearFind(),
  annotate: (label) => annotate(label),
  annotation_skip: (example) => skipExample(example),
  annotation_undo: (example) => takeBack(example),
  remove: ({ id, title }) => send("remove", { id, title, find: wanted() }),
  prd: (what, button) => actOnPrd(what, button),
  prd_edit: (_, button) => beginDraft($(".prd-editor", sectionOf(button))),
  prd_comment: (_, button) => beginDraft($(".prd-comment", sectionOf(button))),
  prd_cancel: (_, button) => cancelDraft(button.form),
  prd_newer: (_, button) => cancelDraft(button.form),
  prd_back: () => bringBack(),
  prd_drop_orphan: () => dropOrphan(),
  save: (_, link) => save(link),
  prd_go: ({ to }) => goToSection(to),
  prd_refresh: ({ prd, sentence }) => send("prd_refresh", { id: prd, text: sentence }),
  prd_restore: ({ prd, version }) => send("prd_restore", { id: prd, version: Number(version) }),
  prd_undo: ({ id }) => { hideToast(); send("prd_undo", { id }); },
  prd_flag: () => point(".prd-flag"),
  put_back: ({ id }) => send("put_back", { id, find: wanted() }),
};

// A text of a model or a document is never one of our buttons, whatever it looks like.
const ours = (element) => element && !element.closest(".prose, .md") ? element : null;
// A link that is a button as well does what the button does: what it names may stand in view.
const OPENS = ["passage", "document", "trace", "step", "annotate", "source", "prd", "prd_diff"].map((what) => `a[href^="#${what}:"]:not([data-act])`).join();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(OPENS);
  if (link) {
    event.preventDefault();
    event.stopPropagation();
    open(link.getAttribute("href"));
    return;
  }
  const button = ours(event.target.closest?.("[data-act]"));
  if (button) {
    if (button.matches("a")) event.preventDefault();
    acts[button.dataset.act]?.(button.dataset, button);
  } else if (root.dataset.drawer && !event.target.closest?.(`#${root.dataset.drawer}, #header`)) closeDrawers();
}, true);

document.addEventListener("submit", (event) => {
  const form = ours(event.target.closest("[data-form]"));
  if (!form) return;
  event.preventDefault();
  if (form.dataset.form === "ask") submitQuestion();
  if (form.dataset.form === "annotator") nameAnnotator(form);
  if (form.dataset.form === "prd" || form.dataset.form === "prd_comment") submitDraft(form);
  if (form.dataset.form === "find") findSoon(0);
  if (form.dataset.form === "reason") giveReason(form, form.elements.reason.value);
  if (form.dataset.form === "rename") {
    send("rename", { id: form.dataset.id, title: form.elements.title.value });
    endRename(form);
  }
}, true);

document.addEventListener("input", (event) => {
  if (event.target.closest("[data-form=find]")) findSoon(event.isComposing ? 4 * PAUSE : PAUSE);
  if (!event.target.matches("#composer textarea")) return;
  grow(event.target);
  saveDraft(event.target.value);
});

document.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229;
  if (event.target.matches?.("#composer textarea") && event.key === "Enter" && !event.shiftKey && !composing) {
    event.preventDefault();
    submitQuestion();
  }
  if (event.key !== "Escape" || composing) return;
  const rename = event.target.closest?.("[data-form=rename]");
  if (rename) endRename(rename);
  else if (root.dataset.drawer) closeDrawers();
  else if (event.target.closest?.("[data-form=find]")) clearFind();
  else if (root.dataset.editing) acts.cancel_edit();
  else if (busy()) send("stop");
});
