"""Runs and sets as files, in the forms that may be asked for."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

from knowledge.datasets import DatasetStore
from knowledge.errors import BadInput
from knowledge.language import Lang, language_of
from knowledge.records import Example, Outcome, Run
from knowledge.runs import RunStore
from tools.evals.interchange.exports import as_csv, as_jsonl, columns_of
from tools.evals.interchange.html_report import Reported, html_report
from tools.evals.interchange.lines import lines_of

Form = Literal["csv", "jsonl", "html"]


def reported(run: Run, datasets: DatasetStore, runs: RunStore) -> Reported:
    """A run with what came of it; raises BadInput for one of which nothing is kept yet."""

    def outcomes() -> Iterable[Outcome]:
        return runs.outcomes(run.id)

    if next(iter(outcomes()), None) is None:
        raise BadInput("interchange.error.unfinished", name=run.id)
    spec = run.spec
    examples = datasets.examples(spec.dataset, spec.dataset_version)
    return Reported(run, outcomes, {one.id: one for one in examples})


def written(
    runs: Sequence[Reported], form: Form, now: datetime, lang: Lang | None = None
) -> Iterable[str]:
    """The text of a file piece by piece; a report is in the set's language unless `lang` is given.

    One run at least.
    """

    def lines() -> Iterator[dict[str, Any]]:
        for one in runs:
            yield from lines_of(one.run, one.outcomes(), one.examples)

    match form:
        case "jsonl":
            return as_jsonl(lines())
        case "csv":
            return as_csv(lines(), columns_of(lines()))
    first = next(iter(runs[0].outcomes()))
    asked = runs[0].examples.get(first.example_id) or first.trace
    return html_report(runs, lang or language_of(asked.query if asked else ""), now)


def set_written(examples: Sequence[Example], form: Literal["csv", "jsonl"]) -> Iterable[str]:
    """The examples of a set as a file that an import, or a set from a file, takes again."""
    if form == "jsonl":
        return as_jsonl(one.model_dump(mode="json", exclude_none=True) for one in examples)
    lines = [_flat(one) for one in examples]
    return as_csv(lines, columns_of(lines))


def _flat(one: Example) -> dict[str, Any]:
    """An example as a row: a column for each part of its segment, lists and objects as JSON."""
    whole = one.model_dump(mode="json", exclude_none=True, exclude={"segment", "added"})
    cells = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in whole.items()
        if value not in ([], {}, "")
    }
    return {**one.segment, **cells}
