"""Claim-level metrics after RAGChecker: which part of a product lost or invented what.

Ru et al. 2024, "RAGChecker: A Fine-grained Framework for Diagnosing Retrieval-Augmented
Generation" (NeurIPS 2024, arXiv:2408.08067), section 3.3. With `a` the answer's claims, `r` the
reference's, and a passage *relevant* when it carries a claim of the reference:

    precision                  share of a that the reference carries
    recall                     share of r that the answer carries
    f1                         their harmonic mean
    claim_recall               share of r that some passage carries
    context_precision          share of passages that are relevant
    context_utilization        of those r that some passage carries, the share in the answer
    noise_sensitivity_relevant    share of a that is wrong and in a relevant passage
    noise_sensitivity_irrelevant  share of a that is wrong and only in irrelevant passages
    hallucination              share of a that is wrong and in no passage
    self_knowledge             share of a that is right and in no passage
    faithfulness               share of a that is in some passage

so that precision + both noise sensitivities + hallucination = 1, and faithfulness + hallucination
+ self_knowledge = 1. Unlike RAGChecker's, a share of nothing is None, not 0; a wrong claim that
passages contradict is told from one that they do not speak of; and without a reference those
metrics that need none are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import and_

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True)
class AnswerClaim:
    """A claim of the answer, checked."""

    passages: tuple[bool, ...]
    """For each passage, whether it carries the claim."""
    right: bool | None = None
    """Whether the reference carries it; None without a reference."""
    contradicted: bool = False
    """Whether a passage says otherwise; counts only where none carries the claim."""


@dataclass(frozen=True)
class ReferenceClaim:
    """A claim of the reference, checked."""

    passages: tuple[bool, ...]
    """For each passage, whether it carries the claim."""
    answered: bool
    """Whether the answer carries it."""


class Metrics(BaseModel):
    """The metrics of one answer, each 0 to 1; None where there is nothing to take a share of."""

    model_config = ConfigDict(frozen=True)

    precision: float | None = None
    """Share of the answer's claims that are right; needs a reference."""
    recall: float | None = None
    """Share of the reference's claims that the answer has."""
    f1: float | None = None
    """Harmonic mean of the two."""
    claim_recall: float | None = None
    """Share of the reference's claims that were retrieved."""
    context_precision: float | None = None
    """Share of the passages that carry a claim of the reference."""
    context_utilization: float | None = None
    """Share of the retrieved claims of the reference that the answer has."""
    noise_sensitivity_relevant: float | None = None
    """Share of the answer's claims that are wrong and taken from relevant passages."""
    noise_sensitivity_irrelevant: float | None = None
    """Share of the answer's claims that are wrong and taken from irrelevant passages alone."""
    hallucination: float | None = None
    """Share of the answer's claims that are wrong and in no passage; needs a reference."""
    self_knowledge: float | None = None
    """Share of the answer's claims that are right and in no passage; needs a reference."""
    faithfulness: float | None = None
    """Share of the answer's claims that some passage carries; needs no reference."""
    contradiction: float | None = None
    """Share of the answer's claims that passages contradict; needs no reference."""
    unsupported: float | None = None
    """Share of the answer's claims that passages neither carry nor contradict; no reference."""


def metrics(
    answer: Sequence[AnswerClaim], reference: Sequence[ReferenceClaim] | None, passages: int
) -> Metrics:
    """The metrics of one answer. `reference` is None where there is no reference."""
    free = _free(answer)
    if reference is None:
        return Metrics(**free)
    relevant = [any(claim.passages[at] for claim in reference) for at in range(passages)]
    wrong = [claim for claim in answer if not claim.right]
    misled = [any(map(and_, claim.passages, relevant)) for claim in wrong]
    held = [any(claim.passages) for claim in wrong]
    found = [claim for claim in reference if any(claim.passages)]
    precision = _share(len(answer) - len(wrong), len(answer))
    recall = _share(sum(claim.answered for claim in reference), len(reference))
    return Metrics(
        **free,
        precision=precision,
        recall=recall,
        f1=_harmonic(precision, recall),
        claim_recall=_share(len(found), len(reference)),
        context_precision=_share(sum(relevant), passages) if reference else None,
        context_utilization=_share(sum(claim.answered for claim in found), len(found)),
        noise_sensitivity_relevant=_share(sum(misled), len(answer)),
        noise_sensitivity_irrelevant=_share(sum(held) - sum(misled), len(answer)),
        hallucination=_share(len(wrong) - sum(held), len(answer)),
        self_knowledge=_share(
            sum(bool(c.right) and not any(c.passages) for c in answer), len(answer)
        ),
    )


def _free(answer: Sequence[AnswerClaim]) -> dict[str, float | None]:
    """Those that need no reference."""
    held = sum(any(claim.passages) for claim in answer)
    against = sum(claim.contradicted and not any(claim.passages) for claim in answer)
    return {
        "faithfulness": _share(held, len(answer)),
        "contradiction": _share(against, len(answer)),
        "unsupported": _share(len(answer) - held - against, len(answer)),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _harmonic(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0
