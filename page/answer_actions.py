"""The row under an answer: copy, retry, undo, thumbs with reasons, and which mind answered."""

import re
from html import unescape

from agent.events import ShownTurn
from knowledge.language import Lang
from knowledge.settings import PLANNER
from knowledge.texts import say
from page.icon_button import icon_button
from page.markup import Html, el

REASONS = ("wrong_cause", "weak_evidence", "unclear", "not_asked")
"""Why an answer was no help; kept by these names, so that they can be counted in any language."""

_OUR_LINK = re.compile(r"\[([^\]]*)\]\(#[a-z]+:[^)]*\)")
_ENTITY = re.compile(r"&(?:amp|#(?:46|58|64));")
"""What `tools.inert` writes for `&` and in addresses; as text it is no danger and hard to read."""


def answer_actions(turn: ShownTurn, lang: Lang, *, last: bool) -> Html:
    """What one can do with a turn that is over."""
    retry = _button("ask", "retry", "retry", lang, text=turn.question, replacing=turn.question_id)
    undo = _button("undo", "undo", "undo", lang, replacing=turn.question_id)
    return el(
        "div",
        el(
            "div",
            _button("copy", "copy", "copy", lang, text=portable(turn.answer))
            if turn.answer
            else None,
            [retry, undo] if last else None,
            _thumbs(turn, lang) if turn.answer_id else None,
            el("span", _signature(turn, lang), cls="signature"),
            cls="actions",
        ),
        _reasons(lang) if turn.answer_id else None,
        cls="turn-end",
        data_answer=turn.answer_id,
    )


def portable(markdown: str) -> str:
    """The answer for another document, where our links lead nowhere and addresses are read."""
    bare = _OUR_LINK.sub(r"[\1]", markdown)
    return _ENTITY.sub(lambda entity: unescape(entity[0]), bare)


def mind_name(mind: str, lang: Lang) -> str:
    """The mind's name for a reader."""
    return say("page.mind.planner", lang) if mind == PLANNER else mind


def _button(act: str, drawing: str, name: str, lang: Lang, **data: str | None) -> Html:
    label = say(f"page.chat.{name}", lang)
    attributes = {f"data_{key}": value for key, value in data.items()}
    return icon_button(drawing, label, act, data_name=name, **attributes)


def _thumbs(turn: ShownTurn, lang: Lang) -> list[Html]:
    return [
        icon_button(
            rating,
            say(f"page.chat.{rating}", lang),
            "thumb",
            aria_pressed="true" if turn.rating == rating else "false",
            data_rating=rating,
        )
        for rating in ("up", "down")
    ]


def _reasons(lang: Lang) -> Html:
    chips = [
        el(
            "button",
            say(f"page.reason.{reason}", lang),
            type="button",
            cls="button chip-button",
            data_act="reason",
            data_reason=reason,
        )
        for reason in REASONS
    ]
    return el(
        "form",
        el("p", say("page.reason.ask", lang)),
        el("div", chips, cls="chips"),
        el(
            "div",
            el(
                "input",
                type="text",
                name="reason",
                maxlength=500,
                placeholder=say("page.reason.other", lang),
                aria_label=say("page.reason.other", lang),
            ),
            el("button", say("page.reason.send", lang), type="submit", cls="button"),
            cls="reason-other",
        ),
        el("p", say("page.reason.thanks", lang), cls="reason-thanks", role="status"),
        cls="reasons",
        data_form="reason",
        hidden=True,
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 0.1 else "< 0.1 s"


def _signature(turn: ShownTurn, lang: Lang) -> str:
    seconds = _duration(turn.seconds) if turn.seconds is not None else None
    mind = mind_name(turn.mind, lang) if turn.mind else None
    return " · ".join(part for part in (mind, seconds) if part)
