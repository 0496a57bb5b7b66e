"""The experiment on one trace: each repair beside doing nothing, and what that proves.

A stage is to blame when, with everything before it as it was, putting it right makes the outcome
good more often than leaving it: the earliest such stage, by the lower end of the interval. The
counterfactual is the one of interventional debugging of agents (compare DoVer, 2025); what is
compared with is never the logged answer alone but a run of the later stages again, so that a slip
of a later stage is not laid at the door of an earlier one.
"""

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.records import (
    STAGES,
    ArmResult,
    Cause,
    Diagnosis,
    Intervention,
    Product,
    Share,
    Stage,
    Trace,
)
from tools.diagnosis.engine import diagnose
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import Rules, default_rules
from tools.intervention.repairs import Repair, repairs
from tools.intervention.replays import Judge, Replays
from tools.intervention.staged import Staged
from tools.shares import difference


def intervene(
    trace: Trace,
    diagnosis: Diagnosis,
    staged: Staged,
    *,
    lang: Lang,
    corpus: Corpus | None = None,
    product: Product | None = None,
    rules: Rules | None = None,
) -> Intervention:
    """Replay `trace` on `staged` with one stage put right at a time, and say what that proves."""
    facts = Facts(trace, lang, rules or default_rules(), corpus, product or Product())
    replays = Replays(trace, staged, _judging(facts))
    before = _Before(replays)
    arms = [_tried(replays, before, one) for one in repairs(replays, facts, diagnosis)]
    cause = _proven(arms, replays, diagnosis)
    return Intervention(arms=arms, cause=cause, agrees=cause == diagnosis.cause)


def repaired(
    trace: Trace,
    diagnosis: Diagnosis,
    staged: Staged,
    *,
    lang: Lang,
    corpus: Corpus | None = None,
    product: Product | None = None,
) -> float | None:
    """The share of good runs with the diagnosed stage put right in the best way known.

    None where there is nothing to try. What `intervene` does for all stages, for this one alone.
    """
    facts = Facts(trace, lang, default_rules(), corpus, product or Product())
    replays = Replays(trace, staged, _judging(facts))
    stage = "generation" if diagnosis.cause == "system" else diagnosis.cause
    shares = [
        replays.outcome(one.understood, one.passages, query=one.query, params=one.params).value
        for one in repairs(replays, facts, diagnosis)
        if one.stage == stage
    ]
    return max((share for share in shares if share is not None), default=None)


def _judging(facts: Facts) -> Judge:
    """Holds a run to the same rules as the trace itself."""
    lang, corpus, product, rules = facts.lang, facts.corpus, facts.product, facts.rules

    def judge(run: Trace) -> bool | None:
        cause = diagnose(
            run, lang=lang, corpus=corpus, product=product, rules=rules, with_claims=False
        ).cause
        return None if cause == "undetermined" else cause == "none"

    return judge


class _Before:
    """How it comes out with a stage as it was and the later ones run again, once a stage."""

    def __init__(self, replays: Replays) -> None:
        self._replays = replays
        self._known: dict[Stage, Share] = {}

    def of(self, stage: Stage) -> Share:
        """The tally of doing nothing to `stage`."""
        if stage not in self._known:
            self._known[stage] = self._run(stage)
        return self._known[stage]

    def _run(self, stage: Stage) -> Share:
        replays = self._replays
        match stage:
            case "query":
                understood = replays.anew()
                return replays.outcome(understood, replays.found(understood))
            case "intent":
                return replays.outcome(replays.logged, replays.found(replays.logged))
            case "retrieval":
                return replays.outcome(replays.logged, list(replays.trace.retrieved or []))
            case "generation":
                return replays.as_logged()


def _tried(replays: Replays, before: _Before, repair: Repair) -> ArmResult:
    was = before.of(repair.stage)
    now = replays.outcome(
        repair.understood, repair.passages, query=repair.query, params=repair.params
    )
    known = was.value is not None and now.value is not None
    low, high = _gain(replays, now, was) if known else (None, None)
    return ArmResult(
        name=repair.name,
        stage=repair.stage,
        change=repair.change,
        slots=repair.slots,
        before=was,
        after=now,
        low=low,
        high=high,
    )


def _gain(replays: Replays, now: Share, was: Share) -> tuple[float, float]:
    """The interval of the gain; of a product without chance one run each tells all."""
    if replays.product.repeats == 1:
        sure = (now.value or 0.0) - (was.value or 0.0)
        return sure, sure
    return difference(now, was)


def _proven(arms: list[ArmResult], replays: Replays, diagnosis: Diagnosis) -> Cause:
    """The earliest stage whose repair pays; one that failed for an error outside it is innocent."""
    if replays.as_logged().count:
        return "none"
    for stage in STAGES:
        if any(arm.stage == stage and arm.low is not None and arm.low > 0 for arm in arms):
            outside = stage == "generation" and diagnosis.cause == "system"
            return "system" if outside else stage
    return "undetermined"
