// The page's own behaviour. The browser keeps the place (conversation or knowledge, language, what
// is open in the evidence panel) and sends it with every event; the server draws.
// All files of this folder are one script and share one scope: see `looks` in page/theme.py.

const NARROW = window.matchMedia("(max-width: 900px)");
const MOTION = window.matchMedia("(prefers-reduced-motion: reduce)");
const root = document.documentElement;
const kept = {
  get: (key) => { try { return localStorage.getItem(`casebook.${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`casebook.${key}`, value); } catch { /* private window */ } },
};

const newThread = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
const asked = new URLSearchParams(location.search);
const place = {
  thread: asked.get("c") || kept.get("thread") || newThread(),
  lang: kept.get("lang") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"),
  view: asked.get("v") === "knowledge" ? "knowledge" : "chat",
  trail: [],
};
let trigger = null;

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const send = (event, data = {}) => trigger?.(event, { ...place, drawing: drawing.asked, annotator: kept.get("annotator") || "", ...data });

// What the script itself has to say, in the language of the page; the header brings it along.
const word = (name) => JSON.parse($("#header [data-words]")?.dataset.words || "{}")[name] || "";

function settle() {
  kept.set("thread", place.thread);
  kept.set("lang", place.lang);
  root.lang = place.lang === "zh" ? "zh-CN" : "en";
  root.dataset.view = place.view;
  const url = new URL(location.href);
  url.searchParams.set("c", place.thread);
  if (place.view === "chat") url.searchParams.delete("v");
  else url.searchParams.set("v", place.view);
  url.hash = "";
  history.replaceState(null, "", url);
}

function show() {
  settle();
  drawing.asked += 1;
  send("show");
  if (place.view === "knowledge") find();
  look();
}

function goTo(thread) {
  reading = false;
  place.thread = thread;
  place.trail = [];
  place.view = "chat";
  endEdit();
  closeDrawers();
  show();
  if (!NARROW.matches) $("#composer textarea")?.focus();
}

// Between the conversation and the knowledge base; what is open beside them stays.
function turnTo(view) {
  closeDrawers();
  if (place.view === view) return;
  place.view = view;
  show();
}
