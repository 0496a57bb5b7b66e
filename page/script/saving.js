// Files that are saved from the panel: fetched first, so that what is wrong can be told here.

async function save(link) {
  const fold = link.closest("details");
  if (fold) fold.open = false;
  try {
    const answer = await fetch(link.href, { cache: "no-store" });
    if (!answer.ok) {
      const error = await answer.json().catch(() => ({}));
      sayHere(error[place.lang] || word("not_saved"));
      return;
    }
    const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    const url = URL.createObjectURL(await answer.blob());
    Object.assign(document.createElement("a"), { href: url, download: name ? decodeURIComponent(name[1]) : "" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch {
    sayHere(word("not_saved"));
  }
}

// A fold of forms closes like a menu.
document.addEventListener("click", ({ target }) => {
  for (const fold of $$("#evidence .downloads[open]")) if (!fold.contains(target)) fold.open = false;
});
document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && event.target.closest?.("#evidence .downloads[open]");
  if (!fold) return;
  event.stopImmediatePropagation();  // it closes no drawer
  fold.open = false;
  $("summary", fold).focus();
});
