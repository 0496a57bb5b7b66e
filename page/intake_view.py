"""The tray: files on their way into the knowledge base, and what became of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.intake.item import IntakeItem
from knowledge.language import Lang
from knowledge.texts import say
from page.counted import counted
from page.icon_button import icon_button
from page.intake_line import bar, intake_line, received
from page.markup import Html, el

if TYPE_CHECKING:
    from knowledge.vectors.progress import VectorProgress

LINES = 100
"""Files that are told one by one; of more, those that need the reader come first."""


def intake_view(items: Sequence[IntakeItem], vectors: "VectorProgress", lang: Lang) -> Html:
    """All files of the tray; nothing where there are none."""
    if not items:
        return Html("")
    working = [item for item in items if not item.over]
    shown = _most_telling(items)
    left = len(items) - len(shown)
    return el(
        "section",
        el(
            "header",
            _summary(items, lang),
            el("span", cls="spacer"),
            _button("stop_files", "stop_all", lang) if working else None,
            None if working else _button("dismiss_files", "dismiss_all", lang),
            _fold(lang),
            cls="intake-head",
        ),
        bar(_share(items)) if working else None,
        el(
            "ul",
            [intake_line(item, lang) for item in shown],
            el("li", say("page.intake.more", lang, count=left), cls="faint") if left else None,
            cls="intake-lines",
        ),
        el("p", vectors_line(vectors, lang), cls="intake-vectors", data_vectors=True),
        cls="intake",
        aria_label=say("page.intake.title", lang),
        data_working=bool(working),
    )


def vectors_line(vectors: "VectorProgress", lang: Lang) -> Html | None:
    """How far the search by meaning has come, while it is behind the search by words."""
    if vectors.problem is not None:
        return el("span", vectors.problem.text(lang), cls="bad")
    if vectors.is_complete:
        return None
    key = "switching" if vectors.replacing else "behind"
    told = say(
        f"page.intake.vectors.{key}", lang, done=f"{vectors.done:,}", total=f"{vectors.total:,}"
    )
    return el("span", told, _time_left(vectors.seconds_left, lang), cls="quiet-line")


def _time_left(seconds: float | None, lang: Lang) -> str:
    if seconds is None:
        return ""
    if seconds < 55:
        return say("page.intake.vectors.soon", lang)
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return say("page.intake.vectors.minutes", lang, minutes=minutes)
    return say("page.intake.vectors.hours", lang, hours=round(minutes / 60))


def _summary(items: Sequence[IntakeItem], lang: Lang) -> Html:
    over = sum(item.over for item in items)
    refused = sum(item.stage == "refused" for item in items)
    taken = sum(item.stage == "done" for item in items)
    if over < len(items):
        told = say("page.intake.working", lang, done=over, total=len(items))
        return el("b", told, role="status")
    told = counted("page.intake.taken", taken, lang)
    parts = [told if taken or not refused else None]
    parts.append(say("page.intake.refused", lang, count=refused) if refused else None)
    return el("b", say("page.intake.joint", lang).join(filter(None, parts)), role="status")


def _share(items: Sequence[IntakeItem]) -> float:
    """How much of the whole is done: the upload counts for half of a file, the reading too."""
    done = sum(1.0 if item.over else received(item) / 2 for item in items)
    return done / len(items)


def _most_telling(items: Sequence[IntakeItem]) -> list[IntakeItem]:
    """In their order; once all is over, and where there are too many, the ones to look at first."""
    if len(items) <= LINES and any(not item.over for item in items):
        return list(items)
    rank = {"reading": 0, "uploading": 0, "refused": 1, "stopped": 2, "waiting": 3, "announced": 3}
    return sorted(items, key=lambda item: rank.get(item.stage, 4))[:LINES]


def _fold(lang: Lang) -> Html:
    label = say("page.intake.fold", lang)
    return icon_button(
        "chevron", label, "fold_intake", cls="button quiet fold-intake", aria_expanded="true"
    )


def _button(act: str, name: str, lang: Lang) -> Html:
    return el(
        "button",
        say(f"page.intake.{name}", lang),
        type="button",
        cls="button quiet",
        data_act=act,
    )
