"""Examples from the product's traces: what users really asked, sliced, with what came of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from knowledge.language import language_of
from knowledge.records import Diagnosis, Example, Trace
from tools.diagnosis.rules import default_rules
from tools.diagnosis.slots import read_slots
from tools.evals.building.difficulty import difficulty, outcome, reasons_for_hard
from tools.evals.building.slicing import BECAUSE, CASE, DIFFICULTY

_NO_WISHES = frozenset({"output", "tone"})
"""What every query has, and what a product's own names, such as 专业版, are taken for."""


def from_trace(
    trace: Trace, acts: Collection[str], diagnosis: Diagnosis | None, added: datetime | None
) -> Example:
    """The example that a trace makes.

    `acts` are what users did with its answer (see `difficulty`). The answer and its passages are
    kept, so that the set can be scored as recorded; what the query asks for are its constraints.
    """
    cause = diagnosis.cause if diagnosis else None
    acts = {*acts, "error"} if trace.error or not trace.answer else acts
    wished = wishes(trace.query)
    reasons = reasons_for_hard(acts, cause, trace.history, wished)
    segment = {
        **trace.segment,
        **({"feature": trace.feature} if trace.feature else {}),
        **({"version": trace.version} if trace.version else {}),
        **({"intent": trace.intent.name} if trace.intent and trace.intent.name else {}),
        "lang": language_of(trace.query),
        DIFFICULTY: difficulty(reasons, acts, cause),
        CASE: outcome(acts, cause),
        **({BECAUSE: ", ".join(reasons)} if reasons else {}),
    }
    return Example(
        id=trace.id,
        query=trace.query,
        history=trace.history,
        reference=trace.reference,
        answer=trace.answer or None,
        passages=trace.retrieved,
        constraints=wished,
        segment=segment,
        source=f"trace:{trace.id}",
        cause=cause,
        subcause=diagnosis.subcause if diagnosis else None,
        expect=diagnosis.verify if diagnosis and cause not in {"none", "undetermined"} else "",
        added=added,
    )


def wishes(query: str) -> dict[str, Any]:
    """What a query utters for whom, how long, in which style; only what is said once, surely."""
    found = read_slots(query, default_rules())
    said: dict[str, Any] = {}
    for name, values in found.items():
        if len(values) == 1 and name not in _NO_WISHES:
            value = values[0].value
            said[name] = int(value) if name == "seconds" and value.isdecimal() else value
    return said
