"""The tray: files on their way into the knowledge base, and what became of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.documents.ingest_report import Outcome
from knowledge.intake.item import IntakeItem
from knowledge.language import Lang
from knowledge.texts import say
from page.counted import counted
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.media import media_of, media_tag

if TYPE_CHECKING:
    from knowledge.vectors.progress import VectorProgress

LINES = 100
"""Files that are told one by one; of more, those that need the reader come first."""

_RECORDS = (".json", ".jsonl", ".ndjson")
_IN = ("added", "updated", "unchanged")


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
            _button("stop_files", None, "stop_all", lang) if working else None,
            None if working else _button("dismiss_files", None, "dismiss_all", lang),
            _fold(lang),
            cls="intake-head",
        ),
        _bar(_share(items)) if working else None,
        el(
            "ul",
            [_line(item, lang) for item in shown],
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
    done = sum(1.0 if item.over else _of(item) / 2 for item in items)
    return done / len(items)


def _of(item: IntakeItem) -> float:
    if item.stage in ("waiting", "reading"):
        return 1.0
    return item.received / item.size if item.size else 0.0


def _bar(share: float) -> Html:
    return el("div", el("i", style=f"width:{share:.1%}"), cls="bar-line", aria_hidden="true")


def _most_telling(items: Sequence[IntakeItem]) -> list[IntakeItem]:
    """In their order; once all is over, and where there are too many, the ones to look at first."""
    if len(items) <= LINES and any(not item.over for item in items):
        return list(items)
    rank = {"reading": 0, "uploading": 0, "refused": 1, "stopped": 2, "waiting": 3, "announced": 3}
    return sorted(items, key=lambda item: rank.get(item.stage, 4))[:LINES]


def _line(item: IntakeItem, lang: Lang) -> Html:
    return el(
        "li",
        media_tag(media_of(item.name)),
        el(
            "div",
            el(
                "p",
                _name(item),
                _ask(item, lang),
                _diagnose(item, lang),
                _set(item, lang),
                cls="intake-name",
            ),
            el("p", _told(item, lang), cls="intake-told"),
            _bar(_of(item)) if item.stage == "uploading" else None,
            [el("p", remark.text(lang), cls="intake-remark") for remark in item.remarks],
            _failures(item, lang),
        ),
        _end(item, lang),
        data_item=item.id,
        data_stage=item.stage,
    )


def _name(item: IntakeItem) -> Html:
    taken = [one for one in item.outcomes if one.status != "failed"]
    if item.over and len(taken) == 1:
        return link("document", taken[0].doc_id, item.name, cls="intake-open")
    return el("span", item.name, title=item.name)


def _ask(item: IntakeItem, lang: Lang) -> Html | None:
    """A way to go on: a question about what has just come in."""
    if not item.over or not item.taken or item.title is None:
        return None
    return _way_on("ask", say("page.intake.about", lang, name=item.title), lang)


def _diagnose(item: IntakeItem, lang: Lang) -> Html | None:
    """Of records that may be traces: why they failed."""
    if not item.over or not item.data or not item.name.casefold().endswith(_RECORDS):
        return None
    return _way_on("diagnose", say("page.intake.why", lang, name=item.name), lang)


def _set(item: IntakeItem, lang: Lang) -> Html | None:
    """Of rows or records: an evaluation set from them."""
    if not item.over or not item.data:
        return None
    return _way_on("set", say("page.intake.build", lang, name=item.name), lang)


def _way_on(name: str, text: str, lang: Lang) -> Html:
    return el(
        "button",
        say(f"page.intake.{name}", lang),
        type="button",
        cls="button text-button",
        data_act="about",
        data_text=text,
    )


def _told(item: IntakeItem, lang: Lang) -> str:
    if item.over:
        return item.problem.text(lang) if item.problem else _result(item, lang)
    if item.stopping:
        return say("page.intake.stopping", lang)
    if item.stage == "uploading":
        return say("page.intake.uploading", lang, share=f"{_of(item):.0%}")
    if item.stage == "reading" and item.documents > 1:
        return say("page.intake.reading_many", lang, count=f"{item.documents:,}")
    return say(f"page.intake.{item.stage}", lang)


def _result(item: IntakeItem, lang: Lang) -> str:
    counts = [(status, item.count(status)) for status in _IN if item.count(status)]
    if item.data and not counts:
        return say("page.intake.data", lang)
    passages = counted("page.knowledge.passages", item.chunks, lang)
    if len(counts) == 1 and counts[0][1] == 1:
        parts = [say(f"page.intake.status.{counts[0][0]}", lang), passages]
    else:
        parts = [say(f"page.intake.count.{name}", lang, count=f"{n:,}") for name, n in counts]
        parts.append(passages)
    if item.stage == "stopped":
        parts = [say("page.intake.stopped", lang), *(parts if counts else [])]
    return " · ".join(parts)


def _failures(item: IntakeItem, lang: Lang) -> Html | None:
    """Of a file with several documents, those that did not come in."""
    failed = [one for one in item.outcomes if one.status == "failed"]
    if item.stage == "refused" or not failed or (item.data and not item.taken):
        return None
    return el(
        "details",
        el(
            "summary",
            icon("chevron"),
            say("page.intake.count.failed", lang, count=item.count("failed")),
        ),
        el("ul", [_failure(one, lang) for one in failed]),
        cls="intake-failures",
    )


def _failure(outcome: Outcome, lang: Lang) -> Html:
    return el("li", outcome.reason.text(lang) if outcome.reason else outcome.doc_id)


def _end(item: IntakeItem, lang: Lang) -> Html:
    act, name = ("dismiss_file", "dismiss") if item.over else ("stop_file", "stop")
    label = f"{say(f'page.intake.{name}', lang)}: {item.name}"
    return el(
        "button",
        icon("close"),
        type="button",
        cls="button quiet",
        title=say(f"page.intake.{name}", lang),
        aria_label=label,
        data_act=act,
        data_id=item.id,
        disabled=item.stopping and not item.over,
    )


def _fold(lang: Lang) -> Html:
    label = say("page.intake.fold", lang)
    return el(
        "button",
        icon("chevron"),
        type="button",
        cls="button quiet fold-intake",
        title=label,
        aria_label=label,
        aria_expanded="true",
        data_act="fold_intake",
    )


def _button(act: str, drawing: str | None, name: str, lang: Lang) -> Html:
    return el(
        "button",
        icon(drawing) if drawing else None,
        say(f"page.intake.{name}", lang),
        type="button",
        cls="button quiet",
        data_act=act,
    )
