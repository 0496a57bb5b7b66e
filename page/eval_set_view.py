"""An evaluation set: what it covers as a heat map, what is missing, its examples, its versions."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.records import Example
from knowledge.texts import say
from page.ask_button import ask_button
from page.downloads import set_downloads
from page.icons import icon
from page.links import Opens, link
from page.markup import Html, el
from tools.eval_set_result import percent
from tools.eval_set_text import gap_line, mapping_line, missing_line, reasons_said
from tools.evals.building.coverage import Cell, is_short
from tools.evals.building.slicing import BECAUSE, dimension_name, slices_of, value_name

if TYPE_CHECKING:
    from tools.build_eval_set import EvalSetArtifact

SHOWN = 50
"""Examples that the panel shows; the list scrolls."""
_SLICES = 5
_OPENS: dict[str, Opens] = {"trace": "trace", "doc": "document"}


def eval_set_view(found: "EvalSetArtifact", lang: Lang) -> Html:
    """The whole answer as a picture."""
    version = found.version
    values = {"name": version.name, "version": version.version, "count": version.count}
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("sets.page.kind", lang), cls="kicker"),
            el("h2", say("sets.page.title", lang, **values)),
            el("p", version.hash[:12], cls="mono faint", title=version.hash),
            None
            if version.is_off
            else el(
                "div",
                link(
                    "annotate",
                    version.name,
                    icon("pencil"),
                    say("annotation.open", lang),
                    cls="button",
                ),
                set_downloads(version.name, version.version, lang),
                cls="head-acts",
            ),
            cls="view-head",
        ),
        _sets(found, lang),
        _matrix(found, lang),
        _lines("plan", [missing_line(one, lang) for one in found.missed], lang),
        _gaps(found, lang),
        _lines("mapping", [mapping_line(one, lang) for one in found.mapping], lang),
        _examples(found, lang),
        _versions(found, lang),
        cls="eval-set",
    )


def _sets(found: "EvalSetArtifact", lang: Lang) -> Html | None:
    """All sets, where a list was asked for; each opens by a click."""
    if not found.sets:
        return None
    lines = [
        el(
            "li",
            ask_button(say("sets.page.open", lang, name=one.name), one.name),
            el(
                "span",
                say("sets.page.line", lang, version=one.version, count=one.count, runs=one.runs),
                cls="faint",
            ),
        )
        for one in found.sets
    ]
    return el(
        "section",
        el("h3", say("sets.page.sets", lang, count=len(lines))),
        el("ol", lines, cls="set-versions"),
        cls="block",
    )


def _matrix(found: "EvalSetArtifact", lang: Lang) -> Html | None:
    covered = found.coverage
    if not covered.dimensions:
        return None
    most = max((one.count for one in covered.cells), default=0)
    columns: list[str | None] = [*covered.columns] or [None]
    names = [dimension_name(key, lang) for key in covered.dimensions]
    cells = {(one.row, one.column): one for one in covered.cells}
    second = covered.dimensions[1] if len(names) > 1 else ""
    head = el(
        "tr",
        el("th", " × ".join(names), scope="col"),
        [el("th", value_name(second, one, lang), scope="col") for one in covered.columns],
    )
    rows = [
        el(
            "tr",
            el("th", value_name(covered.dimensions[0], row, lang), scope="row"),
            [_cell(cells[row, column], most, covered.total) for column in columns],
        )
        for row in covered.rows
    ]
    key = "matrix_hint" if covered.traffic_of else "matrix_hint_plain"
    return el(
        "section",
        el("h3", say("sets.page.matrix", lang)),
        el("div", el("table", el("thead", head), el("tbody", rows)), cls="heat", tabindex=0),
        el("p", say(f"sets.page.{key}", lang), cls="faint"),
        cls="block",
    )


def _cell(one: Cell, most: int, total: int) -> Html:
    shares = percent(one.share)
    if one.traffic is not None:
        shares += f" / {percent(one.traffic)}"
    heat = one.count / most if most else 0.0
    return el(
        "td",
        el("b", str(one.count)),
        el("small", shares),
        style=f"--heat: {heat:.2f}",
        data_short=is_short(one.count, total, one.traffic),
    )


def _gaps(found: "EvalSetArtifact", lang: Lang) -> Html | None:
    gaps, fill = found.coverage.gaps, say("sets.suggest.fill", lang)
    if not gaps:
        return None
    return el(
        "section",
        el("h3", say("sets.page.gaps", lang)),
        el("ul", [el("li", gap_line(one, lang)) for one in gaps], cls="set-lines"),
        ask_button(fill, icon("plus"), fill),
        cls="block",
    )


def _lines(title: str, lines: list[str], lang: Lang) -> Html | None:
    if not lines:
        return None
    return el(
        "section",
        el("h3", say(f"sets.page.{title}", lang)),
        el("ul", [el("li", one) for one in lines], cls="set-lines"),
        cls="block",
    )


def _examples(found: "EvalSetArtifact", lang: Lang) -> Html:
    shown = found.examples[:SHOWN]
    count = found.version.count
    part = None
    if count > len(shown):
        part = el("p", say("sets.page.first", lang, shown=len(shown), count=count), cls="faint")
    return el(
        "section",
        el("h3", say("sets.page.examples", lang, count=count)),
        el("ol", [_example(one, lang) for one in shown], cls="set-examples", tabindex=0),
        part,
        cls="block",
    )


def _example(one: Example, lang: Lang) -> Html:
    slices = list(slices_of(one).items())[:_SLICES]
    because = one.segment.get(BECAUSE)
    known = [
        (name, value)
        for name, value in (
            ("reference", one.reference),
            ("keywords", " · ".join(one.keywords)),
        )
        if value
    ]
    return el(
        "li",
        el("p", one.query, cls="set-query"),
        el(
            "p",
            [el("span", value_name(key, value, lang)) for key, value in slices],
            _source(one),
            cls="facts",
        ),
        el("p", say("sets.page.because", lang, reasons=reasons_said(because, lang)), cls="faint")
        if because
        else None,
        [
            el("details", el("summary", say(f"sets.page.{name}", lang)), el("p", value))
            for name, value in known
        ],
    )


def _source(one: Example) -> Html | None:
    """The trace or the document that it is from, opened by a click."""
    kind, _, target = one.source.partition(":")
    opens = _OPENS.get(kind)
    if not target:
        return None
    return link(opens, target, target) if opens else el("span", target)


def _versions(found: "EvalSetArtifact", lang: Lang) -> Html:
    def line(at: int) -> Html:
        one = found.versions[at]
        time = f"{one.created:%Y-%m-%d %H:%M}"
        values = {"version": one.version, "count": one.count, "time": time}
        return el(
            "li",
            el("b", say("sets.page.version", lang, **values)),
            el("span", say("sets.page.now", lang), cls="tag") if at == 0 else None,
            el("code", one.hash[:12]),
            el("span", one.note, cls="faint") if one.note else None,
        )

    return el(
        "section",
        el("h3", say("sets.page.versions", lang)),
        el("ol", [line(at) for at in range(len(found.versions))], cls="set-versions"),
        cls="block",
    )
