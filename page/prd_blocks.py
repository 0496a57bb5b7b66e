"""The text of a PRD's section: each sentence with what it is and what it rests on."""

from collections.abc import Mapping

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Sentence
from knowledge.records.prd_flag import Flag
from knowledge.texts import say
from page.links import link
from page.markup import Html, el
from page.prd_stale import stale_flag
from tools.prd.export.flow import flow_svg

_SHOWN = 3
"""Links of a sentence that stand beside it; the source view of each leads to the others."""
_QUIET = "plain"


def prd_block(block: Block, prd: Prd, lang: Lang, flags: Mapping[str, Flag]) -> Html:
    """A paragraph, a list, a table or a flow."""
    told = [_sentence(one, prd, lang, flags.get(one.id)) for one in block.sentences]
    match block.form:
        case "flow":
            label = say("prd.page.flow", lang, title=prd.title)
            drawing = flow_svg(block.text, label)
            return el("figure", drawing or el("pre", block.text), cls="prd-flow", tabindex=0)
        case "list":
            return el("ul", [el("li", one) for one in told], cls="prd-list")
        case "table":
            return _table(block, told)
    return el("p", told)


def _table(block: Block, told: list[Html]) -> Html:
    width = len(block.heads) or 1
    rows = [told[at : at + width] for at in range(0, len(told), width)]
    return el(
        "div",
        el(
            "table",
            el("thead", el("tr", [el("th", one, scope="col") for one in block.heads])),
            el("tbody", [el("tr", [el("td", cell) for cell in row]) for row in rows]),
        ),
        cls="prd-table",
        tabindex=0,
    )


def _sentence(one: Sentence, prd: Prd, lang: Lang, flag: Flag | None) -> Html:
    """Its words, what it is where that is no plain talk, a link for each source, and its flag."""
    if one.kind == _QUIET:
        return el("span", one.text, " ")
    name = say(f"prd.page.kind_of.{one.kind}", lang)
    said = say("prd.page.by", lang, by=one.by) if one.kind == "decision" and one.by else name
    links = [_link(one, at, prd.id, lang) for at in range(min(len(one.sources), _SHOWN))]
    is_fact = one.kind in {"cited", "figure"}
    return el(
        "span",
        el("span", one.text, cls="words", title=name),
        None if is_fact else el("small", said, cls="chip"),
        links,
        stale_flag(flag, prd, lang),
        " ",
        cls="prd-said",
        data_kind=one.kind,
        data_stale=flag is not None,
    )


def _link(one: Sentence, at: int, prd_id: str, lang: Lang) -> Html:
    source = one.sources[at]
    name = say(f"prd.page.source.{source.kind}", lang)
    if source.kind == "passage":
        return link("passage", source.id, str(at + 1), cls="cite", label=name)
    if source.kind == "case":
        return link("trace", source.id, str(at + 1), cls="cite", label=name)
    return link("source", f"{prd_id}/{one.id}/{at}", str(at + 1), cls="cite", label=name)
