"""Examples and outcomes in the making: ids once each, small fields to slice by, the rest noted."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.logs.values import number
from knowledge.logs.words import Asked
from knowledge.readers.reading import clean
from knowledge.records import Example, Failure, Outcome, Passage, Score, TargetInfo, Trace
from tools.evals.interchange.imported import Imported, Notes, RecordedRun
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.scorer import Means

_SHORT = 80
"""Characters of a value up to which it is one to slice by."""
_MESSAGE = 300
_MEASURED = ("latency", "cost", "input_tokens", "output_tokens")
"""Scorers that only read what was measured; they serve for answers of any tool."""


class Draft:
    """What one file gives."""

    def __init__(self, tool: str, file: str, notes: Notes) -> None:
        self.tool = tool
        self.notes = notes
        self._file = file
        self._examples: dict[str, Example] = {}
        self._runs: dict[str, tuple[TargetInfo, dict[str, Outcome]]] = {}
        self._times: Counter[tuple[str, str]] = Counter()

    def example(
        self, row: int, id_: Any, found: Asked, *, trace: Any = None, **fields: Any
    ) -> Example | None:
        """Keep an example; None, noted, where nothing was asked. One that is known is returned.

        Another example under a known id gets an id of its own, and a note. `trace` is the id of
        the trace that it was made from, where the file tells.
        """
        if not found.query.strip():
            self.notes.row(row, "no_query")
            return None
        if found.lost:
            self.notes.row(row, "messages")
        given = clean(str(id_)).strip() if id_ not in (None, "") else ""
        name = given or f"{self._file}#{row}"
        known = self._examples.get(name)
        if known is not None and (known.query, known.history) != (found.query, found.history):
            self.notes.row(row, "twice")
            name = f"{name} ({row})"
            known = self._examples.get(name)
        if known is not None:
            return known
        # Not the file, where there is an id: two runs over one set share its examples.
        source = f"{self.tool}:{name}" if given else f"file:{name}"
        of_trace = clean(str(trace)).strip() if trace not in (None, "") else ""
        try:
            made = Example(
                id=name,
                query=found.query,
                history=found.history,
                source=f"trace:{of_trace}" if of_trace else source,
                **fields,
            )
        except ValidationError as error:
            self._refuse(row, error)
            return None
        self._examples[name] = made
        return made

    def segment(self, row: int, *fields: Mapping[str, Any] | None) -> dict[str, str]:
        """Small values to slice by; the others are noted as not carried over."""
        found: dict[str, str] = {}
        for name, value in [pair for one in fields for pair in (one or {}).items()]:
            told = _small(value)
            if told is None:
                self.notes.row(row, "field", name=clean(str(name)))
            elif told:
                found[clean(str(name))] = told
        return found

    def left(self, row: int, *fields: Mapping[str, Any] | None) -> None:
        """Note fields beside an answer, for which there is no place."""
        for name, value in [pair for one in fields for pair in (one or {}).items()]:
            if value not in (None, "", [], {}):
                self.notes.row(row, "aside", name=clean(str(name)))

    def outcome(
        self,
        row: int,
        target: TargetInfo,
        example: Example,
        answer: str | None,
        *,
        error: Any = None,
        scores: Mapping[str, Score] | None = None,
        **measured: Any,
    ) -> None:
        """Keep what came of an example. Without an answer it failed, and is no wrong answer."""
        if answer is None:
            told = str(error or "").strip()[:_MESSAGE]
            failure = Failure(kind="error" if told else "nothing", message=told)
            self._keep(
                target,
                Outcome(example_id=example.id, failure=failure, segment=example.segment),
            )
            return
        try:
            trace = Trace(
                id=example.id,
                query=example.query,
                history=example.history,
                answer=answer,
                reference=example.reference,
                segment=example.segment,
                error=str(error) if error else None,
                **measured,
            )
        except ValidationError as invalid:
            self._refuse(row, invalid)
            return
        known = {self._name(name): one for name, one in (scores or {}).items()}
        for name in _MEASURED:
            score = SCORERS[name].score(example, trace, Means())
            if score.value is not None:
                known[name] = score
        self._keep(
            target,
            Outcome(example_id=example.id, trace=trace, scores=known, segment=example.segment),
        )

    def imported(self, shape: str, dataset: str | None = None) -> Imported:
        """The whole; raises BadInput for a file that gave no example."""
        if not self._examples:
            told = [note.text("en") for note in self.notes.all()]
            raise BadInput("interchange.error.nothing", path=self._file, why=" ".join(told[:3]))
        runs = [
            RecordedRun(
                target=target,
                outcomes=tuple(outcomes.values()),
                scorers={name: 1 for one in outcomes.values() for name in one.scores},
            )
            for target, outcomes in self._runs.values()
        ]
        return Imported(
            shape=shape,
            examples=tuple(self._examples.values()),
            runs=tuple(runs),
            notes=self.notes.all(),
            dataset=dataset,
        )

    def _keep(self, target: TargetInfo, outcome: Outcome) -> None:
        """Into the target's run; what came of an example once more is a run of its own."""
        self._times[target.name, outcome.example_id] += 1
        at = self._times[target.name, outcome.example_id]
        name = target.name if at == 1 else f"{target.name} #{at}"
        named = target.model_copy(update={"name": name})
        self._runs.setdefault(name, (named, {}))[1][outcome.example_id] = outcome

    def _name(self, name: str) -> str:
        """The scorer's name; what is called like one of ours is not the same as ours."""
        return f"{self.tool}.{name}" if name in SCORERS else name

    def _refuse(self, row: int, error: ValidationError) -> None:
        self.notes.row(row, "invalid", reason=first_fault(error))


def recorded(name: str, version: Any = None, **params: Any) -> TargetInfo:
    """A target whose answers were recorded elsewhere."""
    told = clean(str(version)).strip() if version not in (None, "") else None
    known = {key: value for key, value in params.items() if value not in (None, "")}
    return TargetInfo(kind="recorded", name=clean(name).strip(), version=told, params=known)


def score_of(value: Any, answer: str | None, reason: Any = None) -> Score:
    """A score as another tool gave it; what is no number stays unscored and is told as reason."""
    found = None if isinstance(value, str) else number(value)
    told = [] if value is None or found is not None else [str(value)]
    if reason not in (None, ""):
        told.append(str(reason))
    return Score(value=found, answer=answer or "", reason=" · ".join(told))


def passages_of(value: Any) -> list[Passage] | None:
    """Passages from a text or a list of texts; None where nothing is known of them."""
    if value in (None, ""):
        return None
    texts: Sequence[Any] = value if isinstance(value, list) else [value]
    return [
        Passage(
            id=f"p{at}",
            text=one if isinstance(one, str) else json.dumps(one, ensure_ascii=False, default=str),
        )
        for at, one in enumerate(texts, start=1)
    ]


def _small(value: Any) -> str | None:
    """A value as a text to slice by: empty for none, None for one that is too long or nested."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | str):
        told = clean(str(value)).strip()
    elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        told = ", ".join(map(str, value))
    else:
        return None
    return told if len(told) <= _SHORT and "\n" not in told else None
