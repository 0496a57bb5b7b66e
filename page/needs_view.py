"""What users suffer from or wish for, in order of pain, and the competitors side by side."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.records import Need, Reach, Voice
from knowledge.texts import say
from page.competitors_view import competitors_view
from page.icons import icon
from page.links import link
from page.markup import Html, el
from tools.needs_text import reach_words, source_words

if TYPE_CHECKING:
    from tools.discover_needs import NeedsArtifact


def needs_view(found: "NeedsArtifact", lang: Lang) -> Html:
    """The whole answer as a picture; every need unfolds, every quote opens in its source."""
    alone = len(found.needs) == 1
    listed = [
        el("li", _need(one, number, lang, is_open=alone))
        for number, one in enumerate(found.needs, 1)
    ]
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("needs.page.kind", lang), cls="kicker"),
            el("h2", needs_title(found, lang)),
            el("p", [el("span", fact) for fact in _facts(found, lang)], cls="facts"),
            cls="view-head",
        ),
        _needs(listed, found, lang) if found.asked.part != "competitors" else None,
        competitors_view(found.competitors, lang) if found.asked.part != "needs" else None,
        cls="needs-view",
    )


def needs_title(found: "NeedsArtifact", lang: Lang) -> str:
    """How many needs, or how many competitors."""
    if found.asked.part == "competitors":
        return say("needs.text.competitors", lang, count=len(found.competitors))
    return say("needs.page.title", lang, shown=len(found.needs), found=found.found)


def _facts(found: "NeedsArtifact", lang: Lang) -> list[str]:
    """What was listened to, and what narrows it."""
    asked = found.asked
    heard = [
        say(f"needs.page.heard.{name}", lang, count=f"{getattr(found, name):,}")
        for name in ("documents", "people", "feedback")
    ]
    answer = say(f"needs.answer.{asked.answer}", lang) if asked.answer else None
    given = [asked.focus, asked.source, asked.who, answer, asked.period]
    return [*(one for one in given if one), *heard]


def _needs(listed: list[Html], found: "NeedsArtifact", lang: Lang) -> Html:
    if not listed:
        return el("p", say("needs.text.nothing", lang), cls="faint")
    return el(
        "section",
        el("ol", listed, cls="needs-list"),
        el("p", say("needs.text.legend", lang), cls="faint needs-legend"),
        el("p", say("needs.text.left_out", lang, count=found.left_out), cls="faint needs-legend")
        if found.left_out
        else None,
    )


def _need(need: Need, number: int, lang: Lang, *, is_open: bool) -> Html:
    return el(
        "details",
        el(
            "summary",
            el("span", str(number), cls="need-number"),
            el(
                "span",
                need.name[lang],
                cls="need-name",
                lang=lang if lang in need.spoken else next(iter(need.spoken), lang),
            ),
            el(
                "span",
                say(f"needs.answer.{need.answer}", lang),
                cls="need-answer",
                data_answer=need.answer,
                title=need.why,
            ),
            el(
                "span",
                el("span", cls="need-bar", style=f"width:{10 * need.pain:.1f}%"),
                cls="need-track",
                aria_hidden="true",
            ),
            el("b", f"{need.pain:.1f}", cls="need-pain", title=say("needs.page.pain", lang)),
            el("span", _counts(need, lang), cls="need-counts"),
        ),
        el(
            "div",
            _arithmetic(need, lang),
            el("ul", [_reach(one, lang) for one in need.reach], cls="need-reach"),
            el(
                "p",
                el("b", say(f"needs.answer.{need.answer}", lang)),
                " ",
                el("span", need.why),
                cls="need-why",
            ),
            _strongest(need, lang),
            el("ul", [_voice(one, lang) for one in need.voices], cls="need-voices"),
            cls="need-body",
        ),
        cls="need",
        open=is_open,
        data_fold=need.id,
        data_answer=need.answer,
    )


def _counts(need: Need, lang: Lang) -> str:
    """How many of those who were heard, and in how many places."""
    heard = [
        say(f"needs.page.reach.{one.kind}", lang, count=one.count, total=one.total)
        for one in need.reach
    ]
    counts = {"sources": need.sources, "voices": len(need.voices)}
    return " · ".join([*heard, say("needs.page.counts", lang, **counts)])


def _arithmetic(need: Need, lang: Lang) -> Html:
    """The two factors and the root of their product."""
    figures = [("pain", need.pain), ("frequency", need.frequency), ("intensity", need.intensity)]
    return el(
        "ol",
        [
            el(
                "li",
                el("b", f"{value:.1f}"),
                el("span", say(f"needs.page.{name}", lang)),
                data_figure=name,
            )
            for name, value in figures
        ],
        cls="need-arithmetic",
    )


def _reach(one: Reach, lang: Lang) -> Html:
    """The share, its interval as a bar, and the words."""
    share = one.count / one.total if one.total else 0.0
    return el(
        "li",
        el(
            "span",
            el(
                "span",
                cls="reach-interval",
                style=f"left:{100 * one.low:.1f}%;width:{100 * (one.high - one.low):.1f}%",
            ),
            el("span", cls="reach-share", style=f"left:{100 * share:.1f}%"),
            cls="reach-track",
            aria_hidden="true",
        ),
        el("span", reach_words(one, lang)),
        data_reach=one.kind,
    )


def _strongest(need: Need, lang: Lang) -> Html | None:
    if not need.strongest:
        return None
    words = [el("span", word, cls="chip") for word in need.strongest[:8]]
    return el("p", el("span", say("needs.page.words", lang), cls="faint"), words, cls="need-words")


def _voice(voice: Voice, lang: Lang) -> Html:
    return el(
        "li",
        link(
            voice.opens,
            voice.source,
            el("span", voice.quote, cls="voice-quote", lang=voice.lang),
            el("span", source_words(voice, lang), cls="voice-source"),
            cls="need-voice",
        ),
    )
