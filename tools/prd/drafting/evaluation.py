"""The evaluation plan: technical and business metrics with weights, and where each stands."""

from collections.abc import Iterator, Sequence

from knowledge.records.prd import Block, Sentence
from knowledge.texts import say
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result
from tools.evals.scorers.named import SCORERS
from tools.prd.drafting.blocks import paragraph, table
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.run_eval_text import value_said

_SHARES = {"business": 60, "technical": 40}
"""Of a hundred, by kind; what a kind has is shared equally, to whole numbers."""
_PLANS = {
    "chat": (
        "constraint_compliance", "topic_consistency", "brand_safety", "faithfulness",
        "claim_recall", "latency", "cost",
    ),
    "asr": ("keyword_recall", "chrf", "constraint_compliance", "latency", "cost"),
    "embedding": ("hit_at_5", "mrr", "context_precision", "claim_recall", "latency", "cost"),
    "": ("rubric", "constraint_compliance", "brand_safety", "latency", "cost"),
}  # fmt: skip
"""What is measured for a feature of a kind where no run says what is."""


def evaluation(found: Evidence, pen: Pen) -> list[Block]:
    """The newest run, the plan as a table, and how it is weighed."""
    said = []
    for one in found.runs[:1]:
        text = pen.phrase(
            "ai.run",
            target=one.run.spec.target.name,
            dataset=one.run.spec.dataset,
            score=one.source.quote,
        )
        said.append(pen.figure(text, one.source))
    said.append(_weighed(_names(found), pen))
    said.append(pen.plain(pen.phrase("ai.plan")))
    return [paragraph(*said), table("evaluation", pen.lang, _rows(found, pen))]


def _weighed(names: Sequence[str], pen: Pen) -> Sentence:
    """How the weights come about; where all metrics are of one kind, no split is told."""
    present = [kind for kind in _SHARES if any(SCORERS[name].kind == kind for name in names)]
    if len(present) == 1:
        kind = say(f"prd.metric_kind.{present[0]}", pen.lang)
        return pen.assumed(pen.phrase("ai.weights_one", kind=kind))
    return pen.assumed(pen.phrase("ai.weights"))


def _rows(found: Evidence, pen: Pen) -> Iterator[Sequence[Sentence]]:
    names = _names(found)
    weights = weights_of(names)
    results = {one.name: one for one in found.runs[0].card.results} if found.runs else {}
    for name in names:
        weight = weights.get(name)
        yield (
            pen.plain(metric_name(name, pen.lang)),
            pen.plain(say(f"prd.metric_kind.{SCORERS[name].kind}", pen.lang)),
            pen.assumed(f"{weight}%" if weight else say("prd.limit", pen.lang)),
            _now(results.get(name), found, pen),
        )


def weights_of(names: Sequence[str]) -> dict[str, int]:
    """Weights that add up to 100 over the metrics that have one; the first of a kind gets the rest.

    >>> weights_of(["brand_safety", "topic_consistency", "faithfulness", "latency"])
    {'brand_safety': 30, 'topic_consistency': 30, 'faithfulness': 40}
    """
    kinds = {kind: [one for one in names if SCORERS[one].kind == kind] for kind in _SHARES}
    present = {kind: found for kind, found in kinds.items() if found}
    whole = sum(_SHARES[kind] for kind in present)
    weights: dict[str, int] = {}
    left = 100
    for at, (kind, found) in enumerate(present.items(), start=1):
        share = left if at == len(present) else round(100 * _SHARES[kind] / whole)
        left -= share
        each, rest = divmod(share, len(found))
        weights |= {name: each + (rest if place == 0 else 0) for place, name in enumerate(found)}
    return weights


def _names(found: Evidence) -> list[str]:
    """The metrics of the newest run that scored anything, else the plan of the feature's kind."""
    if found.runs:
        scored = [one.name for one in found.runs[0].card.results if one.scored]
        if any(SCORERS[name].kind in _SHARES for name in scored):
            return scored
    kinds = {one.part.kind for one in found.models}
    kind = next((one for one in ("asr", "chat", "embedding") if one in kinds), "")
    return list(_PLANS[kind])


def _now(result: Result | None, found: Evidence, pen: Pen) -> Sentence:
    if result is None or result.mean is None:
        return pen.plain(pen.phrase("ai.now_unknown"))
    return pen.figure(value_said(result), found.runs[0].result_source(result, pen.lang))
