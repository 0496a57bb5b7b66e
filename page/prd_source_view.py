"""What a sentence of a PRD rests on."""

from knowledge.language import Lang
from knowledge.records.prd import Sentence, Source
from knowledge.texts import say
from page.ask_button import ask_button
from page.icons import icon
from page.links import link
from page.markup import Html, el


def source_view(sentence: Sentence, source: Source, lang: Lang) -> Html:
    """What one source said when the sentence was written, and where it is to be seen."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("evidence"), say(f"prd.page.source.{source.kind}", lang), cls="kicker"),
            el("h2", source.quote or source.id),
            cls="view-head",
        ),
        el(
            "dl",
            el("dt", say("prd.page.carries", lang)),
            el("dd", sentence.text),
            el("dt", say("prd.page.id", lang)),
            el("dd", el("code", source.id)),
            [el("dt", say("prd.page.at", lang)), el("dd", f"{source.at:%Y-%m-%d %H:%M}")]
            if source.at
            else None,
            cls="prd-source",
        ),
        _open(source, lang),
    )


def _open(source: Source, lang: Lang) -> Html | None:
    if source.kind == "passage":
        return link("passage", source.id, say("prd.page.open", lang), cls="button")
    if source.kind == "case":
        return link("trace", source.id, say("prd.page.open", lang), cls="button")
    if source.kind in {"scenario", "price", "need", "run", "metric"}:
        asks = say(f"prd.page.ask.{source.kind}", lang)
        return ask_button(asks)
    return None
