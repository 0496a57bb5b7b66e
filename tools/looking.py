"""Looking a question up within documents, and elsewhere where those do not say."""

from dataclasses import dataclass, replace

from knowledge.docs import DocStore
from knowledge.records import Filters
from knowledge.retrieval.finding import Finding
from knowledge.retrieval.talk import Talk

_NEAR = 0.5
"""Of the best score among all documents, what a named one needs to be where the answer is."""


@dataclass(frozen=True)
class Looked:
    """What was found, and where."""

    finding: Finding
    """The passages, and whether they answer."""
    elsewhere: bool = False
    """Whether they are from other documents than those that were named, which do not say."""


def look(docs: DocStore, question: str, k: int, filters: Filters | None, talk: Talk) -> Looked:
    """Look a question up; documents that are named come first, and then all.

    Within one small document no passage stands out, so whether it answers is told by how its
    passages stand among those of all.
    """
    finding = docs.find(question, k, filters, talk)
    if filters is None or not filters.doc_ids or finding.judgement.found:
        return Looked(finding)
    among_all = docs.find(question, k, filters.model_copy(update={"doc_ids": None}), talk)
    if not among_all.judgement.found:
        return Looked(finding)
    best = max((h.score for h in among_all.hits if h.chunk.doc_id in filters.doc_ids), default=0.0)
    if best >= _NEAR * among_all.hits[0].score:
        return Looked(replace(finding, judgement=among_all.judgement))
    return Looked(among_all, elsewhere=True)
