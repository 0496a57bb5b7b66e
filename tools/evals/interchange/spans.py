"""Spans as Phoenix exports them, a row each, as examples with their answers and annotations.

Spans come as columns `attributes.input.value` of a data frame, or objects with `attributes` and
`context` (Arize-ai/phoenix, `src/phoenix/server/api/routers/v1/spans.py`, commit 00a4d74).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.logs import otlp
from knowledge.logs.spans import DOCUMENTS, Interaction, documents_of, interactions
from knowledge.logs.values import flat_of, number, parsed
from knowledge.records import Passage, Score
from tools.evals.interchange.drafting import Draft, recorded, score_of
from tools.evals.interchange.imported import Imported
from tools.evals.interchange.reading import Row

_LOOKED_AT = 20
_METADATA = "metadata"
_SCORE = re.compile(r"(?:eval|annotations?)\.(.+)\.(score|label|explanation)")


def are_spans(rows: Sequence[Row]) -> bool:
    """Whether some of the first rows are spans with attributes."""
    return any(otlp.are_spans(row.fields) for row in rows[:_LOOKED_AT])


def of_spans(rows: Sequence[Row], draft: Draft, file: str) -> Imported:
    """An example with its answer for each trace that tells what was asked."""
    spans: list[otlp.Span] = []
    of_trace: dict[str, list[Row]] = defaultdict(list)
    places: dict[tuple[str, str], int] = {}
    for row in rows:
        for span in otlp.spans_in(row.fields):
            spans.append(span)
            of_trace[span.trace].append(row)
            places[span.trace, span.id] = row.number
            if span.said.get(DOCUMENTS[0]) and documents_of(span) is None:
                draft.notes.row(row.number, "field", name=f"attributes.{DOCUMENTS[0]}")
    for one in interactions(spans):
        _outcome(places[one.id, one.root.id], one, of_trace[one.id], draft, file)
    return draft.imported("openinference_spans")


def _outcome(place: int, found: Interaction, rows: Sequence[Row], draft: Draft, file: str) -> None:
    if not found.asked.query:
        draft.notes.row(place, "no_root")
        return
    about, answer = _metadata(found.root.said), found.said.text
    segment = draft.segment(place, about, found.asked.rest, found.said.rest)
    fields = dict(found.fields)
    retrieved = fields.pop("retrieved", None)
    passages = None if retrieved is None else [Passage(**one) for one in retrieved]
    example = draft.example(
        place, found.id, found.asked, answer=answer, passages=passages, segment=segment
    )
    if example is None:
        return
    scores: dict[str, Score] = {}
    for row in rows:
        scores |= _scores(flat_of(row.fields), answer)
    draft.outcome(
        place, recorded(file), example, answer, scores=scores, retrieved=passages, **fields
    )


def _metadata(said: Mapping[str, Any]) -> dict[str, Any]:
    """A trace's metadata, which is an object or the JSON of one."""
    value = parsed(said.get(_METADATA))
    named = {
        name.removeprefix(f"{_METADATA}."): one
        for name, one in said.items()
        if name.startswith(f"{_METADATA}.")
    }
    return {**(value if isinstance(value, Mapping) else {_METADATA: value}), **named}


def _scores(span: Mapping[str, Any], answer: str | None) -> dict[str, Score]:
    """Evaluations of a span: columns by name, or a list of annotations as the API gives them."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in span.items():
        if (match := _SCORE.fullmatch(name)) and value not in (None, ""):
            found[match[1]][match[2]] = value
    listed = span.get("annotations")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("name"):
            result = one.get("result")
            found[str(one["name"])] |= dict(result if isinstance(result, Mapping) else one)
    return {name: annotated(one, answer) for name, one in found.items()}


def annotated(one: Mapping[str, Any], answer: str | None) -> Score:
    """A score with its label and explanation; unscored where it has a label only, or an error."""
    told = (one.get("label"), one.get("explanation"), one.get("error"))
    reason = " · ".join(str(part) for part in told if part)
    return score_of(number(one.get("score")), answer, reason)
