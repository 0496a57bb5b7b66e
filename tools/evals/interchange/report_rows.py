"""The report's table: a row for each example of each run, with all that is known of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.markup import Html, el
from knowledge.records import Example, Outcome, Run
from knowledge.texts import say
from tools.evals.comparing.metric import Metric
from tools.evals.interchange.report_parts import HUES, anchor, name_of

_TEXTS = ("id", "run", "query", "answer", "segment")


@dataclass(frozen=True)
class Table:
    """How all rows are written."""

    measures: Mapping[str, Metric]
    """The scorers by name; a column each."""
    several: bool
    """Whether it has to be told which run a row is of."""
    lang: Lang
    """The reader's language."""

    def head(self) -> Html:
        """The header, each column with a button to sort by it."""
        named = [say(f"interchange.report.column.{one}", self.lang) for one in self._texts]
        named += [name_of(one, self.lang) for one in self.measures]
        return el("thead", el("tr", [self._head(one) for one in named]))

    def rows(
        self, at: int, run: Run, outcomes: Iterable[Outcome], examples: Mapping[str, Example]
    ) -> Iterator[Html]:
        """The rows of the run with that place."""
        whose = el("td", el("span", run.spec.target.name, cls="key", data_run=str(at % HUES)))
        for one in outcomes:
            example = examples.get(one.example_id)
            known = example or one.trace
            segment = [el("div", f"{key} = {value}") for key, value in one.segment.items()]
            yield el(
                "tr",
                el("td", one.example_id),
                whose if self.several else None,
                el("td", el("div", known.query if known else "–", cls="cut"), cls="long"),
                self._answer(one, example),
                el("td", segment),
                [_score(one, name) for name in self.measures],
                id=anchor(at, one.example_id),
                data_run=str(at),
                data_state=self._state(one),
            )

    @property
    def _texts(self) -> list[str]:
        return [name for name in _TEXTS if self.several or name != "run"]

    def _head(self, named: str) -> Html:
        title = say("interchange.report.sort", self.lang, name=named)
        button = el("button", named, type="button", title=title)
        return el("th", button, scope="col", data_sort=True)

    def _state(self, one: Outcome) -> str:
        if one.failure:
            return "failed"
        return "lost" if any(map(self._lost, one.scores, _values(one))) else ""

    def _lost(self, name: str, value: float | None) -> bool:
        """Whether a share is less than it might be; of values in no known scale nothing is said."""
        measure = self.measures[name]
        if value is None or measure.unit != "share":
            return False
        return value > 0 if measure.better == "lower" else value < 1

    def _answer(self, one: Outcome, example: Example | None) -> Html:
        """The answer, or why there is none; beneath it the reference and the scorers' reasons."""
        if one.failure:
            why = say(f"runs.failure.{one.failure.kind}", self.lang)
            told = f"{why} · {one.failure.message}" if one.failure.message else why
            return el("td", told, cls="long failed")
        answer = one.trace.answer if one.trace else ""
        known = example or one.trace
        more: list[Html] = []
        if known and known.reference:
            label = say("interchange.report.reference", self.lang)
            more.append(el("p", el("b", label), "\n", known.reference))
        reasons = [
            el("li", f"{name_of(name, self.lang)}: {score.reason}")
            for name, score in one.scores.items()
            if score.reason
        ]
        if reasons:
            more.append(el("b", say("interchange.report.reasons", self.lang)))
            more.append(el("ul", reasons))
        details = el("details", el("summary", say("interchange.report.details", self.lang)), more)
        return el("td", el("div", answer or "–", cls="cut"), details if more else None, cls="long")


def _values(one: Outcome) -> list[float | None]:
    return [score.value for score in one.scores.values()]


def _score(one: Outcome, name: str) -> Html:
    score = one.scores.get(name)
    value = score.value if score else None
    told = "–" if value is None else f"{value:.4g}"
    exact = "" if value is None else repr(value)
    return el("td", told, cls="number", title=(score and score.reason) or None, data_value=exact)
