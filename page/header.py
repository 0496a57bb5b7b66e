"""The bar at the top: the name, which mind answers, language, light or dark."""

import json

from knowledge.language import Lang
from knowledge.settings import PLANNER
from knowledge.texts import say
from page.answer_actions import mind_name
from page.icons import icon
from page.markup import Html, el

_LANGUAGES: tuple[tuple[Lang, str, str], ...] = (("zh", "中文", "中文"), ("en", "EN", "English"))

_WORDS = (
    "drop",
    "not_sent",
    "offline",
    "prd_not_kept",
    "not_saved",
    "prd_discarded",
    "prd_bring_back",
)
"""What the script has to say by itself, for the server may be away when it does."""

MARK = Html(
    '<svg class="mark" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">'
    '<rect x="2" y="2" width="20" height="20" rx="6" fill="var(--accent-solid)"/>'
    '<path d="M6.5 12h3.2m4.6 0h3.2" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/>'
    '<circle cx="12" cy="12" r="2.4" fill="none" stroke="#fff" stroke-width="1.8"/></svg>'
)
"""A stage between two stages."""


def header(mind: str, lang: Lang) -> Html:
    """The bar; `mind` is what answers by default."""
    about = "page.mind.planner_about" if mind == PLANNER else "page.mind.model_about"
    return el(
        "header",
        _toggle("sidebar", "menu", lang),
        _toggle("knowledge", "book", lang),
        el("span", MARK, el("h1", "Casebook"), cls="brand"),
        el("span", mind_name(mind, lang), cls="mind", title=say(about, lang)),
        el("span", cls="spacer"),
        el(
            "span",
            [_language(code, short, name, lang) for code, short, name in _LANGUAGES],
            cls="switch",
            role="group",
            aria_label=say("page.header.language", lang),
        ),
        el(
            "button",
            icon("sun"),
            icon("moon"),
            type="button",
            cls="button quiet theme-button",
            data_act="theme",
            title=say("page.header.theme", lang),
            aria_label=say("page.header.theme", lang),
        ),
        _toggle("evidence", "evidence", lang),
        cls="bar",
        data_words=json.dumps({name: say(f"page.script.{name}", lang) for name in _WORDS}),
    )


def _language(code: Lang, short: str, name: str, lang: Lang) -> Html:
    return el(
        "button",
        short,
        type="button",
        lang=code,
        title=name,
        aria_pressed="true" if code == lang else "false",
        data_act="language",
        data_lang=code,
    )


def _toggle(panel: str, drawing: str, lang: Lang) -> Html:
    label = say(f"page.header.{panel}", lang)
    return el(
        "button",
        icon(drawing),
        type="button",
        cls=f"button quiet toggle-{panel}",
        data_act=panel,
        title=label,
        aria_label=label,
    )
