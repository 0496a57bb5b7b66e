// Under an answer: copying and rating. Beside it: renaming a conversation.

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
