"""A PRD: its outline, its sections with each sentence's kind and sources, its versions."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, get_args

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Section, Sentence, SentenceKind, Source
from knowledge.records.prd_flag import Flag
from knowledge.texts import say
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.prd_stale import stale_flag, stale_notice
from page.prd_versions import older_notice, versions_list
from tools.prd.export.flow import flow_svg

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact

_SHOWN = 3
"""Links of a sentence that stand beside it; the source view of each leads to the others."""
_QUIET = "plain"


def prd_view(found: "PrdArtifact", lang: Lang) -> Html:
    """The whole document as a page to read."""
    prd = found.prd
    values = {"title": prd.title, "version": prd.version}
    flags = {one.sentence: one for one in found.stale}
    return el(
        "article",
        el(
            "header",
            el("p", icon("book"), say("prd.page.kind", lang), cls="kicker"),
            el("h2", say("prd.page.title", lang, **values), lang=prd.lang),
            _counts(found, lang),
            cls="view-head",
        ),
        stale_notice(found, lang),
        _questions(found, lang),
        _outline(found, lang),
        [
            _section(one, prd, lang, flags, is_changed=_is_changed(one, found))
            for one in prd.sections
        ],
        versions_list(found, lang),
        cls="prd",
    )


def older_view(prd: Prd, newest: Prd, lang: Lang) -> Html:
    """An earlier version, to be read."""
    values = {"title": prd.title, "version": prd.version}
    return el(
        "article",
        el(
            "header",
            el("p", icon("book"), say("prd.page.kind", lang), cls="kicker"),
            el("h2", say("prd.page.title", lang, **values), lang=prd.lang),
            cls="view-head",
        ),
        older_notice(prd, newest, lang),
        [_section(one, prd, lang, {}) for one in prd.sections],
        cls="prd",
    )


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
        return el(
            "button", asks, type="button", cls="button quiet text", data_act="ask", data_text=asks
        )
    return None


def _counts(found: "PrdArtifact", lang: Lang) -> Html:
    kinds: Iterable[SentenceKind] = get_args(SentenceKind)
    return el(
        "ul",
        [
            el(
                "li",
                el("b", str(found.counts[kind])),
                say(f"prd.page.kind_of.{kind}", lang),
                data_kind=kind,
            )
            for kind in kinds
            if kind != _QUIET and found.counts.get(kind)
        ],
        cls="prd-counts",
    )


def _questions(found: "PrdArtifact", lang: Lang) -> Html | None:
    if not found.questions:
        return None
    return el(
        "section",
        el("h3", say("prd.page.questions", lang)),
        el("ol", [el("li", one) for one in found.questions], cls="prd-asked"),
        cls="block",
    )


def _outline(found: "PrdArtifact", lang: Lang) -> Html:
    return el(
        "details",
        el("summary", say("prd.page.outline", lang, count=len(found.prd.sections))),
        el(
            "ol",
            [
                el(
                    "li",
                    one.title,
                    _tag("locked", lang) if one.locked else None,
                    _tag("changed", lang) if _is_changed(one, found) else None,
                )
                for one in found.prd.sections
            ],
            lang=found.prd.lang,
        ),
        cls="prd-outline",
        open=True,
    )


def _is_changed(section: Section, found: "PrdArtifact") -> bool:
    return found.done != "drafted" and section.key in found.touched


def _tag(name: str, lang: Lang) -> Html:
    return el("span", say(f"prd.page.{name}", lang), cls="tag")


def _section(
    section: Section, prd: Prd, lang: Lang, flags: Mapping[str, Flag], *, is_changed: bool = False
) -> Html:
    return el(
        "section",
        el(
            "h3",
            section.title,
            _tag("locked", lang) if section.locked else None,
            _tag("changed", lang) if is_changed else None,
        ),
        [_block(one, prd, lang, flags) for one in section.blocks],
        cls="block prd-section",
        lang=prd.lang,
        data_section=section.key,
    )


def _block(block: Block, prd: Prd, lang: Lang, flags: Mapping[str, Flag]) -> Html:
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
