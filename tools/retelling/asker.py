"""The user behind a case: who it was, what was said and done, and how often they come."""

from collections.abc import Sequence
from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Event, Trace
from knowledge.texts import clauses, say
from tools.diagnosis.shown import as_read
from tools.diagnosis.slot_words import pair_words
from tools.inert import inert

_TURNS = 6
"""Turns before the question that are told; the panel has all of them."""
_SHOWN = 400
"""Characters of what somebody said."""


def asker_markdown(
    trace: Trace, events: Sequence[Event], others: Sequence[tuple[Trace, bool]], lang: Lang
) -> str:
    """Who asked, in whose words, and what they did with the answer.

    `others` are all logged traces of the same user, each with whether it was rated down.
    """
    turns = trace.history[-_TURNS:]
    said = [_who(trace, lang)]
    if turns:
        lines = [_quote(one.role, one.text, lang) for one in turns]
        said += [_say("before", lang), "  \n".join(lines)]
    said += (
        [_say("asked", lang), f"> {inert(beginning(trace.query, _SHOWN))}"]
        if trace.query.strip()
        else []
    )
    said.append(_did(events, lang))
    if others:
        said.append(_use(others, lang) if len(others) > 1 else _say("once", lang))
    return "\n\n".join(filter(None, said))


def _who(trace: Trace, lang: Lang) -> str:
    """The pseudonym, the moment, and what is known of the user's segment."""
    time = trace.time.strftime("%Y-%m-%d %H:%M") if trace.time else None
    known = [time, *(pair_words(name, value, lang) for name, value in trace.segment.items())]
    facts = " · ".join(inert(one) for one in known if one)
    key = "who" if trace.user_id else "unknown"
    return " · ".join(filter(None, [_say(key, lang, id=inert(trace.user_id or "")), facts]))


def _quote(role: str, text: str, lang: Lang) -> str:
    shown = text if role == "user" else as_read(text)
    return "> " + _say(f"role.{role}", lang, text=inert(beginning(shown, _SHOWN)))


def _did(events: Sequence[Event], lang: Lang) -> str:
    """What the user did after the answer was shown; says so where nothing is logged."""
    acts = [one for one in sorted(events, key=lambda one: one.time) if one.kind != "shown"]
    if not acts:
        return _say("did_nothing" if events else "not_logged", lang)
    return _say("did", lang, acts=clauses([_act(one, lang) for one in acts], lang))


def _act(event: Event, lang: Lang) -> str:
    said = say(f"page.event.{event.rating or event.kind}", lang)
    said = said[:1].lower() + said[1:]
    if not event.reason:
        return said
    return _say("act", lang, act=said, reason=inert(beginning(event.reason, _SHOWN)))


def _use(others: Sequence[tuple[Trace, bool]], lang: Lang) -> str:
    times = sorted(trace.time for trace, _ in others if trace.time)
    dates = f"{times[0]:%Y-%m-%d} – {times[-1]:%Y-%m-%d}" if times else "–"
    down = sum(is_down for _, is_down in others)
    return _say("use", lang, count=len(others), dates=dates, down=down)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.asker.{key}", lang, **values)
