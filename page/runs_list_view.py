"""The evaluation runs there are, each of which opens by a click."""

from knowledge.language import Lang
from knowledge.texts import say
from page.ask_button import ask_button
from page.icons import icon
from page.markup import Html, el
from tools.runs_kept import RunLine, scored_said, status_said


def runs_list(runs: list[RunLine], lang: Lang) -> Html:
    """The whole list."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("check"), say("runs.page.kind", lang), cls="kicker"),
            el("h2", say("runs.list.title", lang, count=len(runs))),
            cls="view-head",
        ),
        el("ol", [_line(one, lang) for one in runs], cls="set-versions"),
        cls="run-view",
    )


def _line(one: RunLine, lang: Lang) -> Html:
    return el(
        "li",
        el("b", f"{one.target} · {one.dataset} v{one.version}"),
        el("span", f"{one.answered:,}/{one.examples:,} · {status_said(one, lang)}", cls="faint"),
        el("span", f"{scored_said(one, lang)} · {one.started:%Y-%m-%d %H:%M}", cls="faint"),
        ask_button(say("runs.list.open", lang, id=one.id), one.id, cls="button quiet text mono"),
    )
