"""What an empty conversation shows: what this is, what to ask, which cases wait."""

from collections.abc import Sequence

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Trace
from knowledge.texts import catalogue, say
from page.ask_button import ask_button
from page.header import MARK
from page.icons import icon
from page.links import link
from page.markup import Html, el

_EXCERPT = 90


def welcome(bad_cases: Sequence[Trace], lang: Lang) -> Html:
    """The start of every conversation."""
    return el(
        "div",
        MARK,
        el("h2", say("page.welcome.title", lang)),
        el("p", say("page.welcome.line", lang), cls="lead"),
        el(
            "ul",
            [_example(name, lang) for name in catalogue("page")["welcome"]["example"]],
            cls="examples",
        ),
        _bad_cases(bad_cases, lang),
        cls="welcome",
    )


def _example(name: str, lang: Lang) -> Html:
    text = say(f"page.welcome.example.{name}.text", lang)
    return el(
        "li",
        ask_button(
            text,
            el("span", say(f"page.welcome.example.{name}.about", lang), cls="example-about"),
            el("span", text, cls="example-text"),
            cls="example",
        ),
    )


def _bad_cases(traces: Sequence[Trace], lang: Lang) -> Html | None:
    if not traces:
        return None
    return el(
        "section",
        el("h3", icon("down"), say("page.welcome.bad_cases", lang)),
        el("ul", [_bad_case(trace, lang) for trace in traces], cls="bad-cases"),
    )


def _bad_case(trace: Trace, lang: Lang) -> Html:
    facts = [trace.version, trace.time.strftime("%m-%d %H:%M") if trace.time else None]
    return el(
        "li",
        link(
            "trace",
            trace.id,
            el("span", _short(trace.query), cls="bad-query"),
            el(
                "span",
                el("span", trace.id, cls="mono"),
                [el("span", f) for f in facts if f],
                cls="facts",
            ),
            cls="bad-case",
        ),
        ask_button(
            say("page.trace.why", lang, id=trace.id),
            say("page.welcome.why", lang),
            cls="button",
            data_focus=trace.id,
        ),
    )


def _short(text: str) -> str:
    return beginning(text, _EXCERPT)
