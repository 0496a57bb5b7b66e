"""One file of the tray: how far it is, what became of it, and what can be done with it."""

from knowledge.documents.ingest_report import Outcome
from knowledge.intake.item import IntakeItem
from knowledge.language import Lang
from knowledge.texts import say
from page.counted import counted
from page.icon_button import icon_button
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.media import media_of, media_tag

_IN = ("added", "updated", "unchanged")


def intake_line(item: IntakeItem, lang: Lang) -> Html:
    """One file: its name, the ways on from it, what became of it, and how to end it."""
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
            bar(received(item)) if item.stage == "uploading" else None,
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
    """Of what may be traces: why they failed."""
    if not item.over or not item.traces:
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
        return say("page.intake.uploading", lang, share=f"{received(item):.0%}")
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
    label = say(f"page.intake.{name}", lang)
    return icon_button(
        "close",
        label,
        act,
        told=f"{label}: {item.name}",
        data_id=item.id,
        disabled=item.stopping and not item.over,
    )


def received(item: IntakeItem) -> float:
    """How much of the file has come over, 0 to 1; 0 where its size is not known."""
    if item.stage in ("waiting", "reading"):
        return 1.0
    return item.received / item.size if item.size else 0.0


def bar(share: float) -> Html:
    """A bar that is full at 1."""
    return el("div", el("i", style=f"width:{share:.1%}"), cls="bar-line", aria_hidden="true")
