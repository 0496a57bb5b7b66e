"""A PRD as one HTML file that opens from disk and fetches nothing."""

from importlib import resources

from knowledge.language import Lang
from knowledge.markup import Html, el, join
from knowledge.records.prd import Block, Prd, Section, Sentence
from knowledge.texts import say
from tools.html_file import opening
from tools.prd.export.flow import svg
from tools.prd.export.flow_layout import laid_out
from tools.prd.export.flowchart import read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.legible import legible, one_line
from tools.prd.export.marks import mark_of
from tools.prd.export.rows import rows_of


class _Written:
    """What the parts of one page have in common."""

    def __init__(self, prd: Prd) -> None:
        self.notes = Footnotes(prd)
        self.lang: Lang = prd.lang
        self.seen: dict[int, int] = {}
        """How often each footnote was referred to so far."""


def as_html(prd: Prd) -> str:
    """The page: outline, sections, footnotes that lead there and back."""
    page = _Written(prd)
    lang = prd.lang
    sections = [_section(at, one, page) for at, one in enumerate(prd.sections, 1)]
    version = say("prd_export.version", lang, version=prd.version, day=f"{prd.made:%Y-%m-%d}")
    body = el(
        "body",
        el(
            "header",
            el("h1", one_line(prd.title)),
            el("p", version, cls="faint"),
            el("p", say("prd_export.legend", lang), cls="faint"),
        ),
        _outline(prd),
        el("main", sections, _footnotes(page)),
    )
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    head = opening(f"{one_line(prd.title)} · {version}", lang, style)
    return f"{head}{body}</html>\n"


def _outline(prd: Prd) -> Html:
    links = [
        el("li", el("a", one_line(one.title), href=f"#s{at}"))
        for at, one in enumerate(prd.sections, 1)
    ]
    return el("nav", el("ol", links), aria_label=say("prd_export.contents", prd.lang))


def _section(at: int, section: Section, page: _Written) -> Html:
    blocks = [_block(one, page) for one in section.blocks]
    return el("section", el("h2", one_line(section.title)), blocks, id=f"s{at}")


def _block(block: Block, page: _Written) -> Html | None:
    match block.form:
        case "paragraph":
            between = "" if page.lang == "zh" else " "
            return el("p", [join(_sentence(one, page), between) for one in block.sentences])
        case "list":
            return el("ul", [el("li", _sentence(one, page)) for one in block.sentences])
        case "table":
            return _table(block, page)
        case "flow":
            return _flow(block.text, page.lang)


def _table(block: Block, page: _Written) -> Html:
    heads = el("thead", el("tr", [el("th", legible(one), scope="col") for one in block.heads]))
    rows = [
        el("tr", [el("td", _sentence(one, page) if one else None) for one in row])
        for row in rows_of(block)
    ]
    return el("div", el("table", heads if block.heads else None, el("tbody", rows)), cls="wide")


def _flow(source: str, lang: Lang) -> Html | None:
    chart = read_flowchart(source)
    if chart:
        picture = svg(laid_out(chart), say("prd_export.flow.alt", lang))
        return el("figure", picture, cls="wide")
    return el("pre", legible(source)) if source.strip() else None


def _sentence(sentence: Sentence, page: _Written) -> Html:
    mark = mark_of(sentence, page.lang)
    return el(
        "span",
        el("b", mark, cls="mark") if mark else None,
        " " if mark else None,
        legible(sentence.text),
        [_reference(number, page) for number in page.notes.of(sentence)],
        cls=f"kind-{sentence.kind}",
    )


def _reference(number: int, page: _Written) -> Html:
    page.seen[number] = page.seen.get(number, 0) + 1
    link = el("a", str(number), href=f"#note-{number}", id=f"ref-{number}-{page.seen[number]}")
    return el("sup", link)


def _footnotes(page: _Written) -> Html | None:
    """Each with a way back to every place that refers to it."""
    back = say("prd_export.back", page.lang)
    notes = [
        el(
            "li",
            one.text,
            [
                join(" ", el("a", "↩", href=f"#ref-{one.number}-{place}", aria_label=back))
                for place in range(1, page.seen.get(one.number, 0) + 1)
            ],
            id=f"note-{one.number}",
        )
        for one in page.notes.all()
    ]
    if not notes:
        return None
    head = el("h2", say("prd_export.sources", page.lang))
    return el("section", head, el("ol", notes), cls="notes", id="notes")
