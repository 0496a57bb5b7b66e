"""The scorers by name, and those that suit a set where nobody names any."""

from collections.abc import Callable, Sequence

from knowledge.records import Example
from tools.evals.scorers.claims import (
    claim_recall,
    context_precision,
    context_utilization,
    noise_sensitivity,
)
from tools.evals.scorers.constraints import constraint_compliance, has_constraints
from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.lengths import duration, length, seconds_of
from tools.evals.scorers.matching import contains, exact, fuzzy, json_schema, pattern
from tools.evals.scorers.overlap import chrf, keyword_recall, rouge_l
from tools.evals.scorers.ranking import hit_at, mrr
from tools.evals.scorers.refusal import refusal_correctness
from tools.evals.scorers.rubric import rubric
from tools.evals.scorers.running import cost, input_tokens, latency, output_tokens
from tools.evals.scorers.safety import brand_safety
from tools.evals.scorers.scorer import Scorer
from tools.evals.scorers.soundness import soundness
from tools.evals.scorers.topic import topic_consistency


def default_scorers(examples: Sequence[Example]) -> list[str]:
    """The scorers that can score at least some of the examples, those of the business first.

    Left out are near doubles of others, and those that need a judge.
    """
    return [one.name for one in SCORERS.values() if one.by_default and any(map(one.fits, examples))]


def _has_reference(example: Example) -> bool:
    return bool(example.reference and example.reference.strip())


def _has_keywords(example: Example) -> bool:
    return any(map(str.strip, example.keywords))


def _has_passages(example: Example) -> bool:
    return bool(example.passages or example.relevant)


def _has_relevant(example: Example) -> bool:
    return bool(example.relevant)


def _has_passages_and_reference(example: Example) -> bool:
    return _has_reference(example) and _has_passages(example)


def _has_something_to_contain(example: Example) -> bool:
    return bool(
        {"contains", "not_contains"} & example.constraints.keys() or _has_reference(example)
    )


def _has_time(example: Example) -> bool:
    return seconds_of(example.constraints) is not None


def _has(key: str) -> Callable[[Example], bool]:
    return lambda example: example.constraints.get(key) is not None


SCORERS: dict[str, Scorer] = {
    one.name: one
    for one in (
        # fitness for the product
        Scorer("soundness", 1, soundness, kind="business"),
        Scorer(
            "constraint_compliance",
            1,
            constraint_compliance,
            kind="business",
            fits=has_constraints,
        ),
        Scorer("duration", 1, duration, kind="business", fits=_has_time),
        Scorer("topic_consistency", 1, topic_consistency, kind="business"),
        Scorer("brand_safety", 1, brand_safety, kind="business"),
        Scorer(
            "refusal_correctness", 1, refusal_correctness, kind="business", fits=_has("answerable")
        ),
        Scorer("rubric", 1, rubric, kind="business", by_default=False),
        # quality of the words
        Scorer("exact", 1, exact, fits=_has_reference),
        Scorer("fuzzy", 1, fuzzy, fits=_has_reference, by_default=False),
        Scorer("contains", 1, contains, fits=_has_something_to_contain),
        Scorer("regex", 1, pattern, fits=_has("regex")),
        Scorer("json_schema", 1, json_schema, fits=_has("json_schema")),
        Scorer("keyword_recall", 1, keyword_recall, fits=_has_keywords),
        Scorer("chrf", 1, chrf, fits=_has_reference, by_default=False),
        Scorer("rouge_l", 1, rouge_l, fits=_has_reference),
        Scorer("faithfulness", 1, faithfulness, fits=_has_passages_and_reference),
        Scorer("claim_recall", 1, claim_recall, fits=_has_passages_and_reference),
        Scorer("context_precision", 1, context_precision, fits=_has_passages_and_reference),
        Scorer("context_utilization", 1, context_utilization, fits=_has_passages_and_reference),
        Scorer(
            "noise_sensitivity",
            1,
            noise_sensitivity,
            better="lower",
            fits=_has_passages_and_reference,
        ),
        Scorer("hit_at_1", 1, hit_at(1), fits=_has_relevant, by_default=False),
        Scorer("hit_at_3", 1, hit_at(3), fits=_has_relevant, by_default=False),
        Scorer("hit_at_5", 1, hit_at(5), fits=_has_relevant),
        Scorer("hit_at_10", 1, hit_at(10), fits=_has_relevant, by_default=False),
        Scorer("mrr", 1, mrr, fits=_has_relevant),
        # length, time and money
        Scorer("length", 1, length, "characters", "lower", "running", by_default=False),
        Scorer("latency", 1, latency, "milliseconds", "lower", "running"),
        Scorer("input_tokens", 1, input_tokens, "tokens", "lower", "running"),
        Scorer("output_tokens", 1, output_tokens, "tokens", "lower", "running"),
        Scorer("cost", 1, cost, "dollars", "lower", "running"),
    )
}
