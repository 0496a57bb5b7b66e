(() => {
  "use strict";
  const PAGE = 100;
  const root = document.documentElement;
  const find = (name) => document.getElementById(name);
  const body = find("rows");
  const rows = Array.from(body.rows);
  const [search, run, which, count, none, place] =
    ["search", "run", "which", "count", "none", "place"].map(find);
  const previous = find("previous");
  const next = find("next");
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  let fitting = rows;
  let page = 0;

  const said = (element, values) =>
    element.dataset.say.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const show = () => {
    const pages = Math.max(1, Math.ceil(fitting.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const shown = new Set(fitting.slice(page * PAGE, (page + 1) * PAGE));
    for (const row of rows) row.hidden = !shown.has(row);
    count.textContent = said(count, { count: fitting.length });
    place.textContent = said(place, { page: page + 1, pages });
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    none.hidden = fitting.length > 0;
  };

  const narrow = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    fitting = Array.from(body.rows).filter((row) =>
      (!run.value || row.dataset.run === run.value) &&
      (!which.value || row.dataset.state.split(" ").includes(which.value)) &&
      wanted.every((word) => words.get(row).includes(word)));
    page = 0;
    show();
  };

  const valueOf = (row, at) => {
    const value = row.cells[at].dataset.value;
    return value === undefined ? row.cells[at].textContent.toLowerCase() : value === "" ? null : Number(value);
  };

  const sortBy = (head) => {
    const at = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const one of head.parentElement.cells) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = rows.map((row, place) => [valueOf(row, at), place, row]);
    keyed.sort(([a, i], [b, j]) => {
      // What is unknown is neither the least nor the most: it stands last either way.
      if (a === null || b === null) return (a === null) - (b === null) || i - j;
      const order = typeof a === "number" ? a - b : a.localeCompare(b);
      return (down ? -order : order) || i - j;
    });
    body.append(...keyed.map(([, , row]) => row));
    narrow();
  };

  const open = (row) => {
    row.classList.add("open");
    for (const one of row.querySelectorAll("details")) one.open = true;
  };

  const follow = () => {
    const row = location.hash && document.getElementById(location.hash.slice(1));
    if (!row || !words.has(row)) return;
    search.value = run.value = which.value = "";
    narrow();
    page = Math.floor(fitting.indexOf(row) / PAGE);
    show();
    open(row);
    row.scrollIntoView({ block: "center" });
  };

  for (const one of [search, run, which]) one.addEventListener("input", narrow);
  previous.addEventListener("click", () => { page -= 1; show(); });
  next.addEventListener("click", () => { page += 1; show(); });
  for (const head of document.querySelectorAll("th[data-sort]")) {
    head.firstElementChild.addEventListener("click", () => sortBy(head));
  }
  for (const one of body.querySelectorAll("details")) {
    one.addEventListener("toggle", () => one.closest("tr").classList.toggle("open", one.open));
  }
  find("theme").addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
  addEventListener("hashchange", follow);
  show();
  follow();
})();
