"""What an evaluation set can be drawn from: traces with what came of them, documents, cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.records import Example, Trace
from knowledge.traffic import Scope
from tools.deps import Deps
from tools.diagnosis.rules import default_rules
from tools.evals.building.from_docs import from_chunks
from tools.evals.building.from_traces import from_trace
from tools.evals.building.slicing import slices_of
from tools.remembering import diagnose_all

SAMPLE = 3_000
"""Traces that are drawn at random to stand for the traffic."""
FLAGGED = 1_000
"""Traces that users disliked and that are diagnosed, as many as `find_bad_cases` takes."""


@dataclass(frozen=True)
class Pool:
    """Examples to draw from, and the traffic to hold a set against."""

    examples: list[Example]
    """Each once; those that a reader added to the set, and proven bad cases, first."""
    traffic: list[Mapping[str, str]] = field(default_factory=list)
    """The slices of traces drawn at random."""


def traces_pool(deps: Deps, tell: Callable[[int, int], None]) -> Pool:
    """A random sample of the traffic, what users disliked of it, and the cases that were kept."""
    scope, words = Scope(), default_rules().forbidden
    _, sample = deps.events.flagged("random", scope, SAMPLE)
    _, disliked = deps.events.flagged("any", scope, FLAGGED, [*words.zh, *words.en])
    _, edited = deps.events.flagged("edited", scope, SAMPLE)
    kept = _kept(deps)
    doubtful = {one.id: one for one in [*kept, *disliked]}
    diagnoses = {one.id: one for one in diagnose_all(deps, list(doubtful.values()), tell)}
    traces = doubtful | {one.id: one for one in sample}
    acts = deps.events.acts_on(list(traces))
    heavily = {one.id for one in edited}
    now = deps.clock()
    made: dict[str, Example] = {}
    for id_, trace in traces.items():
        done = acts.get(id_, set()) - {"edited"} | ({"edited"} if id_ in heavily else set())
        made[id_] = from_trace(trace, done, diagnoses.get(id_), now)
    return Pool(
        examples=sorted(made.values(), key=lambda one: one.cause in {None, "none"}),
        traffic=[slices_of(made[one.id]) for one in sample],
    )


def docs_pool(deps: Deps) -> Pool:
    """Questions whose answer a passage of the documents holds."""
    now = deps.clock()
    return Pool(
        [
            example
            for document in deps.docs.documents()
            for example in from_chunks(deps.docs.document_chunks(document.doc_id), now)
        ]
    )


def _kept(deps: Deps) -> list[Trace]:
    """The traces of the cases that were added to the evaluation set, pasted ones among them."""
    found = (deps.events.trace(one.id) or deps.cases.get(one.id) for one in deps.examples.all())
    return [one for one in found if one is not None]
