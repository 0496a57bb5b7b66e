"""Runs as one HTML file that opens from disk: scorecard, segments, failures, every example.

Nothing in it is fetched. Every text of a run is escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from knowledge.language import Lang
from knowledge.markup import Html, el
from knowledge.records import Example, Outcome, Run
from knowledge.texts import say
from knowledge.version import VERSION
from tools.evals.comparing.metric import Metric
from tools.evals.interchange.measures import measures_of
from tools.evals.interchange.report_parts import (
    HUES,
    failures_part,
    metrics_part,
    slices_part,
    worst_part,
)
from tools.evals.interchange.report_rows import Table
from tools.evals.scorecard import Scorecard, scorecard
from tools.html_file import opening


@dataclass(frozen=True)
class Reported:
    """A run to report."""

    run: Run
    """The run."""
    outcomes: Callable[[], Iterable[Outcome]]
    """Reads its outcomes; called several times, so that they need not all be in memory."""
    examples: Mapping[str, Example]
    """The set's examples by id; those that are gone are told by their traces."""


def html_report(runs: Sequence[Reported], lang: Lang, now: datetime) -> Iterator[str]:
    """The file, part by part."""
    cards: list[Scorecard] = []
    known: dict[str, Metric] = {}
    for one in runs:
        measures = measures_of(one.run, one.outcomes())
        known |= {measure.name: measure for measure in measures}
        cards.append(scorecard(one.outcomes(), measures))
    style, script = (_file(f"report.{kind}") for kind in ("css", "js"))
    yield opening(_title(runs, lang), lang, style, script)
    yield "<body>"
    yield _top(runs, cards, lang, now)
    table = Table(known, several=len(runs) > 1, lang=lang)
    yield el("h2", say("interchange.report.examples", lang), id="examples")
    yield _tools(runs, lang)
    yield f'<div class="wide"><table>{table.head()}<tbody id="rows">'
    for at, one in enumerate(runs):
        yield from table.rows(at, one.run, one.outcomes(), one.examples)
    yield "</tbody></table></div>"
    yield el("p", say("interchange.report.none", lang), id="none", hidden=True)
    yield f"<script>{script}</script></body></html>\n"


def _top(runs: Sequence[Reported], cards: list[Scorecard], lang: Lang, now: datetime) -> Html:
    made = say("interchange.report.made", lang, version=VERSION, time=f"{now:%Y-%m-%d %H:%M}")
    theme = say("interchange.report.theme", lang)
    parts = list(zip(runs, cards, strict=True))
    return el(
        "main",
        el(
            "header",
            el("h1", _title(runs, lang)),
            el("button", theme, id="theme", type="button", hidden=True, data_scripted=True),
        ),
        el("p", made, cls="faint"),
        el("ul", [_about(at, *one, lang) for at, one in enumerate(parts)], cls="runs"),
        metrics_part(cards, lang),
        [slices_part(at, one.run, card, lang) for at, (one, card) in enumerate(parts)],
        [
            failures_part(at, one.run, one.outcomes(), one.examples, lang)
            for at, (one, _) in enumerate(parts)
        ],
        [
            worst_part(at, one.run, card, one.outcomes(), lang)
            for at, (one, card) in enumerate(parts)
        ],
    )


def _about(at: int, one: Reported, card: Scorecard, lang: Lang) -> Html:
    spec, started = one.run.spec, one.run.started
    facts = say(
        "interchange.report.facts",
        lang,
        dataset=spec.dataset,
        version=spec.dataset_version,
        answered=f"{card.answered:,}",
        of=f"{card.examples:,}",
        started=f"{started:%Y-%m-%d %H:%M}",
        run=one.run.id,
    )
    return el(
        "li",
        el("b", spec.target.name, cls="key", data_run=str(at % HUES)),
        el("p", facts, cls="faint"),
    )


def _tools(runs: Sequence[Reported], lang: Lang) -> Html:
    every = el("option", say("interchange.report.every_run", lang), value="")
    kinds = {"": "every_row", "failed": "only_failed", "lost": "only_lost"}
    search = say("interchange.report.search", lang)
    return el(
        "div",
        el("input", type="search", id="search", placeholder=search, aria_label=search),
        el(
            "select",
            every,
            [el("option", one.run.spec.target.name, value=str(at)) for at, one in enumerate(runs)],
            id="run",
            aria_label=say("interchange.report.runs", lang),
        ),
        el(
            "select",
            [
                el("option", say(f"interchange.report.{name}", lang), value=value)
                for value, name in kinds.items()
            ],
            id="which",
            aria_label=say("interchange.report.examples", lang),
        ),
        el("span", id="count", data_say=say("interchange.report.shown", lang), cls="faint"),
        el("button", say("interchange.report.previous", lang), id="previous", type="button"),
        el("span", id="place", data_say=say("interchange.report.pages", lang), cls="faint"),
        el("button", say("interchange.report.next", lang), id="next", type="button"),
        cls="tools",
        hidden=True,
        data_scripted=True,
    )


def _title(runs: Sequence[Reported], lang: Lang) -> str:
    names = " / ".join(one.run.spec.target.name for one in runs)
    return f"{say('interchange.report.title', lang)} · {names}"


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
