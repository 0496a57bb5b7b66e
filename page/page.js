// The page's own behaviour. The browser keeps the place (conversation, language, what is open
// in the evidence panel) and sends it with every event; the server draws.
"use strict";

window.casebook = (() => {
  const NARROW = window.matchMedia("(max-width: 900px)");
  const root = document.documentElement;
  const kept = {
    get: (key) => { try { return localStorage.getItem(`casebook.${key}`); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(`casebook.${key}`, value); } catch { /* private window */ } },
  };

  const newThread = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
  const place = {
    thread: new URLSearchParams(location.search).get("c") || kept.get("thread") || newThread(),
    lang: kept.get("lang") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"),
    trail: [],
  };
  let replacing = null;
  let focusDropped = null;
  let sent = null;
  let trigger = null;

  const $ = (selector, from = document) => from.querySelector(selector);
  const send = (event, data = {}) => trigger?.(event, { ...place, ...data });

  // ---- place -------------------------------------------------------------------------------
  function settle() {
    kept.set("thread", place.thread);
    kept.set("lang", place.lang);
    root.lang = place.lang === "zh" ? "zh-CN" : "en";
    const url = new URL(location.href);
    url.searchParams.set("c", place.thread);
    history.replaceState(null, "", url);
  }

  function show() {
    settle();
    send("show");
  }

  function goTo(thread) {
    reading = false;
    place.thread = thread;
    place.trail = [];
    endEdit();
    closeDrawers();
    show();
    if (!NARROW.matches) $("#composer textarea")?.focus();
  }

  // ---- light and dark ----------------------------------------------------------------------
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const theme = () => kept.get("theme") || (prefersDark.matches ? "dark" : "light");
  function paint() {
    root.dataset.theme = theme();
    document.body?.classList.toggle("dark", theme() === "dark");
  }
  paint();
  prefersDark.addEventListener("change", paint);

  // ---- panels ------------------------------------------------------------------------------
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

  function open(address) {
    if (place.trail.at(-1) !== address) place.trail = [...place.trail, address];
    reveal("evidence");
    send("open");
  }

  // ---- asking ------------------------------------------------------------------------------
  const busy = () => Boolean($("#composer form[data-busy]"));
  const focusId = () => {
    const id = $("#evidence [data-focus]")?.dataset.focus || null;
    return id === focusDropped ? null : id;
  };

  function ask(text, { focus = focusId(), replaces = null } = {}) {
    if (!text.trim() || busy()) return false;
    closeDrawers();
    endEdit();
    reading = false;
    send("ask", { text, focus, replacing: replaces });
    return true;
  }

  function submitQuestion() {
    const area = $("#composer textarea");
    if (sent && area.value === sent.text && Date.now() - sent.at < 3000) return;
    if (ask(area.value, { replaces: replacing })) sent = { text: area.value, at: Date.now() };
  }

  // What was typed stays until the server has it: a lost connection must not lose the question.
  function clearSent() {
    const area = $("#composer textarea");
    const asked = [...document.querySelectorAll("#chat .asked")].at(-1);
    if (!sent || asked?.textContent !== sent.text.trim()) return;
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

  // ---- ratings -----------------------------------------------------------------------------
  const answerOf = (element) => element.closest("[data-answer]");
  const rate = (answer, rating, reason = null) => send("rate", { id: answer.dataset.answer, rating, reason });

  function thumb(button) {
    const answer = answerOf(button);
    const pressed = button.getAttribute("aria-pressed") === "true";
    for (const other of answer.querySelectorAll("[data-act=thumb]")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(!pressed));
    const down = button.dataset.rating === "down" && !pressed;
    const form = $("[data-form=reason]", answer);
    form.hidden = !down;
    delete form.dataset.sent;
    rate(answer, pressed ? null : button.dataset.rating);
    if (down) form.scrollIntoView({ block: "nearest" });
  }

  function giveReason(element, reason) {
    if (!reason.trim()) return;
    const form = element.closest("form");
    form.dataset.sent = "true";
    rate(answerOf(form), "down", reason.trim());
  }

  // ---- what buttons do ---------------------------------------------------------------------
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
    back: () => { place.trail = place.trail.slice(0, -1); send("open"); },
  };

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.dataset.done = "true";
    setTimeout(() => delete button.dataset.done, 1500);
  }

  function startRename(id) {
    const item = $(`[data-conversation="${CSS.escape(id)}"]`);
    const form = $("form", item);
    item.dataset.renaming = "true";
    form.hidden = false;
    form.title.focus();
    form.title.select();
  }
  function endRename(form) {
    form.hidden = true;
    delete form.closest("li").dataset.renaming;
  }

  // A text of a model or a document is never one of our buttons, whatever it looks like.
  const ours = (element) => element && !element.closest(".prose, .md") ? element : null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#passage:"], a[href^="#trace:"], a[href^="#step:"]');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      open(link.getAttribute("href"));
      return;
    }
    const button = ours(event.target.closest?.("[data-act]"));
    if (button) acts[button.dataset.act]?.(button.dataset, button);
    else if (root.dataset.drawer && !event.target.closest?.(`#${root.dataset.drawer}, #header`)) closeDrawers();
  }, true);

  document.addEventListener("submit", (event) => {
    const form = ours(event.target.closest("[data-form]"));
    if (!form) return;
    event.preventDefault();
    if (form.dataset.form === "ask") submitQuestion();
    if (form.dataset.form === "reason") giveReason(form, form.elements.reason.value);
    if (form.dataset.form === "rename") {
      send("rename", { id: form.dataset.id, title: form.elements.title.value });
      endRename(form);
    }
  }, true);

  document.addEventListener("input", (event) => {
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
    else if (root.dataset.editing) acts.cancel_edit();
    else if (busy()) send("stop");
  });

  // ---- what the server has drawn -----------------------------------------------------------
  let toastTimer = null;
  function hideToast() {
    clearTimeout(toastTimer);
    const shown = $("#toast .toast");
    if (shown) shown.hidden = true;
  }
  function showToast() {
    clearTimeout(toastTimer);
    const shown = $("#toast .toast");
    if (!shown) return;
    shown.hidden = false;
    toastTimer = setTimeout(hideToast, 8000);
  }

  function showFocus() {
    const line = $("#composer .focus");
    if (!line) return;
    const id = focusId();
    line.dataset.on = String(Boolean(id));
    const name = $(".focus-id", line);
    if (name.textContent !== (id ?? "")) name.textContent = id ?? "";
  }

  // The newest question rises to the top and stays there: one reads an answer from its beginning.
  let reading = false;
  function keepInView() {
    const scroller = $("#chat .bubble-wrap");
    const question = [...document.querySelectorAll("#chat .question")].at(-1);
    if (!scroller || !question || reading) return;
    const top = question.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop = Math.max(0, scroller.scrollTop + top - 16);
  }
  for (const sign of ["wheel", "touchmove", "pointerdown"]) {
    document.addEventListener(sign, (event) => { if (event.target.closest?.("#chat")) reading = true; }, { passive: true });
  }

  function drawn(id) {
    if (id === "evidence") {
      const panel = $("#evidence .panel");
      if (panel) place.trail = JSON.parse(panel.dataset.trail);
      $("#evidence .panel-body")?.scrollTo(0, 0);
      $("#evidence [data-hit]")?.scrollIntoView({ block: "center" });
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
    if (id === "chat") { clearSent(); keepInView(); }
  }

  const DRAWN = { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-trail", "data-busy", "data-follow", "data-at"] };
  const watched = (node) => (node.closest ? node : node.parentElement)?.closest("#evidence, #composer, #toast, #chat")?.id;
  const watch = () => new MutationObserver((records) => {
    for (const id of new Set(records.map((record) => watched(record.target)))) drawn(id);
    if (document.body.classList.contains("dark") !== (theme() === "dark")) paint();
  }).observe(document.body, DRAWN);

  return {
    connect(events, bridge) {
      trigger = (event, data) => { if (events.includes(event)) bridge(event, data); };
      paint();
      watch();
      show();
    },
  };
})();
