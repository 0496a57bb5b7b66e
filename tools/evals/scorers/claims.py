"""What retrieval found and what the answer made of it, claim by claim, after RAGChecker.

The formulas are those of `tools.claims.metrics`. A trace is compared once for all four scorers:
by rules, or by a judge where there is one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

from knowledge.records import ClaimVerdict, Example, Score, Span, Trace
from knowledge.texts import say
from tools.claims.checking import Compared, compared
from tools.claims.metrics import AnswerClaim, ReferenceClaim
from tools.claims.splitting import claims, parts
from tools.evals.judge import judge
from tools.evals.reply import JudgeFailed
from tools.evals.scorers.plain import plain
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import named, reference_of, scored, tongue, unscored

_MOST = 20_000
"""Characters of an answer and of a reference that are read."""


def claim_recall(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the reference's claims that some retrieved passage carries."""
    found = _compared(example, trace, means)
    if isinstance(found, Score):
        return found
    value = found.metrics.claim_recall
    if value is None:
        return unscored(trace, means, "no_claims")
    held = [any(one.passages) for one in found.asked or ()]
    reference = reference_of(example, trace) or ""
    return _told(value, "claims_retrieved", held, reference, trace, means=means)


def context_precision(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the retrieved passages that carry a claim of the reference."""
    found = _compared(example, trace, means)
    if isinstance(found, Score):
        return found
    value = found.metrics.context_precision
    if value is None:
        return unscored(trace, means, "nothing_retrieved" if found.asked else "no_claims")
    total = found.passages
    good = round(value * total)
    return scored(value, trace, means, "passages_relevant", met=good, total=total)


def context_utilization(example: Example, trace: Trace, means: Means) -> Score:
    """Of the reference's claims that the generator was handed, the share in the answer."""
    found = _compared(example, trace, means)
    if isinstance(found, Score):
        return found
    found = _handed_on(found, trace)
    value = found.metrics.context_utilization
    if value is None:
        return unscored(trace, means, "no_claim_retrieved")
    kept = [one.answered if any(one.passages) else None for one in found.asked or ()]
    reference = reference_of(example, trace) or ""
    return _told(value, "claims_used", kept, reference, trace, means=means)


def noise_sensitivity(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the answer's claims that are wrong and come from a passage; lower is better.

    The sum of RAGChecker's noise sensitivities in relevant and in irrelevant passages. Its spans
    are those claims.
    """
    found = _compared(example, trace, means)
    if isinstance(found, Score):
        return found
    if not found.said:
        return unscored(trace, means, "empty")
    wrong = [not one.right and any(one.passages) for one in _handed_on(found, trace).said]
    lang = tongue(trace, means)
    why = say("evals.reason.noise", lang)
    spans = [
        Span(start=one.start, end=one.end, reason=why)
        for one in compress(parts(plain(trace, _MOST)), wrong)
    ]
    total, bad = len(wrong), sum(wrong)
    words = named((trace.answer[one.start : one.end] for one in spans), lang)
    how = "noise" if bad else "no_noise"
    return scored(bad / total, trace, means, how, spans, bad=bad, total=total, words=words)


def _compared(example: Example, trace: Trace, means: Means) -> Compared | Score:
    """The claims of a trace compared, or why they cannot be."""
    reference = reference_of(example, trace)
    if reference is None:
        return unscored(trace, means, "no_reference")
    if trace.retrieved is None:
        return unscored(trace, means, "not_retrieved")
    passages = tuple(one.text for one in trace.retrieved)
    found = _by(means.ask, plain(trace, _MOST), passages, reference[:_MOST])
    if isinstance(found, str):
        return unscored(trace, means, "judge_failed", reason=found)
    return found


@lru_cache(maxsize=16)
def _by(
    ask: Callable[[str], str] | None, answer: str, passages: tuple[str, ...], reference: str
) -> Compared | str:
    """By the judge or by rules; the judge's failure in its words, so that it fails once."""
    if ask is None:
        return compared(answer, passages, reference)
    try:
        return _judged(ask, answer, passages, reference)
    except JudgeFailed as failure:
        return str(failure)


def _judged(
    ask: Callable[[str], str], answer: str, passages: Sequence[str], reference: str
) -> Compared:
    """As `compared`, by two questions to the judge."""
    said, wanted = claims(answer), claims(reference)
    told = judge(said, [*passages, reference], ask) if said else []
    asked = judge(wanted, [*passages, answer], ask) if wanted else []
    return Compared(
        tuple(
            AnswerClaim(_carried(row[:-1]), row[-1] == "supported", "contradicted" in row[:-1])
            for row in told
        ),
        tuple(ReferenceClaim(_carried(row[:-1]), row[-1] == "supported") for row in asked),
        len(passages),
    )


def _carried(row: Sequence[ClaimVerdict]) -> tuple[bool, ...]:
    return tuple(one == "supported" for one in row)


def _handed_on(found: Compared, trace: Trace) -> Compared:
    """Without the passages that were retrieved and not handed to the generator."""
    kept = [one.handed_on for one in trace.retrieved or ()]
    return Compared(
        tuple(replace(one, passages=tuple(compress(one.passages, kept))) for one in found.said),
        tuple(
            replace(one, passages=tuple(compress(one.passages, kept))) for one in found.asked or ()
        ),
        sum(kept),
    )


def _told(
    value: float,
    how: str,
    held: Sequence[bool | None],
    reference: str,
    trace: Trace,
    *,
    means: Means,
) -> Score:
    """How many claims of the reference hold, of those that are not None, and which do not."""
    wanted = claims(reference[:_MOST])
    missing = [claim for claim, one in zip(wanted, held, strict=True) if one is False]
    total = sum(one is not None for one in held)
    words = named(missing, tongue(trace, means))
    key = how if not missing else f"{how}_not"
    return scored(value, trace, means, key, met=total - len(missing), total=total, words=words)
