// The knowledge view: its list is drawn by the server for what the form above it asks.

const PAUSE = 250;
const PAGE_OF_LIST = 100;
let shownDocuments = PAGE_OF_LIST;
let findTimer = null;

function wanted() {
  const form = $("#knowledge [data-form=find]");
  const asked = form ? Object.fromEntries(new FormData(form)) : {};
  return {
    query: asked.query || "",
    media: asked.media || null,
    lang: asked.lang || null,
    within: Number(asked.within) || null,
    current: asked.current === "on",
    sort: asked.sort || "added",
    shown: shownDocuments,
  };
}

function find() {
  clearTimeout(findTimer);
  findTimer = null;
  if (place.view === "knowledge") send("knowledge", { find: wanted() });
}

function findSoon(pause = PAUSE) {
  shownDocuments = PAGE_OF_LIST;
  clearTimeout(findTimer);
  findTimer = setTimeout(find, pause);
}

function moreDocuments() {
  shownDocuments += PAGE_OF_LIST;
  find();
}

function clearFind() {
  const form = $("#knowledge [data-form=find]");
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = false;
    else if ("value" in field && field.name !== "sort") field.value = "";
  }
  findSoon(0);
  form.elements.query.focus();
}
