"""What the product's user did with an answer, in order of time."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Event
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el


def event_list(events: Sequence[Event], lang: Lang) -> Html | None:
    """The events as a timeline; None when there are none."""
    if not events:
        return None
    rows = [_row(event, lang) for event in sorted(events, key=lambda event: event.time)]
    return el(
        "section",
        el("h3", say("page.event.title", lang)),
        el("ol", rows, cls="events"),
        cls="block",
    )


def _row(event: Event, lang: Lang) -> Html:
    return el(
        "li",
        el("time", event.time.strftime("%m-%d %H:%M"), datetime=event.time.isoformat()),
        el(
            "span",
            icon(event.rating) if event.rating else None,
            say(f"page.event.{event.rating or event.kind}", lang),
            cls="event-kind",
        ),
        el("span", _detail(event, lang), cls="event-detail verbatim"),
        data_event=event.kind,
        data_rating=event.rating,
    )


def _detail(event: Event, lang: Lang) -> str | None:
    if event.section:
        return say("page.event.edited_part", lang, part=say(f"page.event.{event.section}", lang))
    if event.amount is not None:
        return f"{event.amount:g} {event.currency or ''}".strip()
    return event.reason
