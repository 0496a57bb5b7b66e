"""How sure each kind of verdict is.

Of those that hang on whether a retrieved passage answers, and on whether the answer is from there:
a logistic function of both for each kind, with and without a reference, fitted on several sources
together, people's own words among them, by `python -m benchmarks.trust_fit`. Of the others: the
share of right ones alone.
"""

from math import exp, log
from typing import Literal, NamedTuple

Kind = Literal[
    "good", "refusal", "ignores", "ignores_by_words", "beyond", "contradiction", "miss", "gap",
    "not_found",
]  # fmt: skip


class Line(NamedTuple):
    """The logit of the chance that a verdict is right."""

    start: float
    """Where a passage answers as likely as not, and nothing of the answer is from one."""
    likely: float
    """What it gains for each unit of the logit of how likely a retrieved passage answers."""
    close: float
    """What it gains as all of the answer stands in one place of a passage."""


_LINES: dict[Kind, tuple[Line, Line]] = {
    "good": (Line(0.64, 0.07, 2.22), Line(1.2, 0.42, -0.1)),
    "refusal": (Line(1.48, 0.67, 0.0), Line(0.02, 0.9, 0.0)),
    "ignores": (Line(2.05, 0.68, 0.1), Line(0.16, 0.95, -0.59)),
    "ignores_by_words": (Line(1.76, 0.65, -0.71), Line(0.07, 0.98, 0.02)),
    "beyond": (Line(0.69, 0.87, 0.24), Line(0.52, 0.71, 0.28)),
    "contradiction": (Line(1.19, 0.96, 0.54), Line(1.5, 0.2, 0.0)),
    "miss": (Line(2.79, -0.18, -2.0), Line(0.28, -0.89, -0.95)),
    "gap": (Line(2.32, -0.04, -2.31), Line(1.2, -0.1, -0.5)),
    "not_found": (Line(2.93, 0.0, -2.7), Line(0.62, -0.5, -1.43)),
}
"""First with a reference and then without one."""
_MOST_WITHOUT: dict[Kind, float] = {
    "good": 0.89,
    "contradiction": 0.88,
    "beyond": 0.85,
    "miss": 0.89,
    "gap": 0.8,
}
"""How sure such a verdict is at most without a reference: of products that nothing was fitted on it
is not right more often, however sure the signs are.
"""
Known = Literal[
    "empty", "fragment", "lost_history", "reference_declines", "two_topics", "two_topics_to_write",
    "vague", "vague_pointer", "vague_topic", "vague_bare", "out_of_scope", "out_of_scope_to_write",
    "own_affair",
    "foreign", "slot", "rewritten_slot", "wrong_intent", "readers_dropped", "length_dropped",
    "readers_inferred", "filed_elsewhere", "topic", "misresolved", "other_figures",
    "turned_round",
    "breaks_off", "wrong_answer", "wrong_answer_unseen", "off_question",
    "not_as_asked", "at_odds", "repeats",
    "declined_well", "talk", "general_knowledge", "vague_kind", "remarked",
]  # fmt: skip

_KNOWN: dict[Known, float] = {
    "empty": 0.97,
    "fragment": 0.9,
    "lost_history": 0.92,
    "reference_declines": 0.93,
    "two_topics": 0.9,
    "two_topics_to_write": 0.75,
    "vague": 0.92,
    "vague_pointer": 0.85,
    "vague_topic": 0.85,
    "vague_bare": 0.8,
    "out_of_scope": 0.93,
    "out_of_scope_to_write": 0.75,
    "own_affair": 0.75,
    "foreign": 0.88,
    "slot": 0.94,
    "rewritten_slot": 0.9,
    "wrong_intent": 0.85,
    "readers_dropped": 0.8,
    "length_dropped": 0.85,
    "readers_inferred": 0.68,
    "filed_elsewhere": 0.93,
    "topic": 0.85,
    "misresolved": 0.8,
    "other_figures": 0.8,
    "turned_round": 0.9,
    "breaks_off": 0.85,
    "wrong_answer": 0.75,
    "wrong_answer_unseen": 0.5,
    "off_question": 0.7,
    "not_as_asked": 0.9,
    "at_odds": 0.9,
    "repeats": 0.9,
    "declined_well": 0.5,
    "talk": 0.95,
    "general_knowledge": 0.8,
    "vague_kind": 0.75,
    "remarked": 0.9,
}
"""The share of right verdicts of each kind that nothing measured tells apart further."""
_HARDLY = 0.01
"""The least likelihood that is told from none."""
_LEAST, _MOST, _BY_WORDS = 0.3, 0.97, 0.68
"""No verdict is surer, and one less sure would be none; the last where only a lack of common words
tells: what has no figure and no name of its own may be the passages in other words.
"""


def sure(kind: Kind, likely: float, close: float, *, by_reference: bool) -> float:
    """The chance that such a verdict is right.

    `likely` is the likelihood that a passage answers, `close` the share of the answer that stands
    in one place of a passage.
    """
    line = _LINES[kind][0 if by_reference else 1]
    logit = line.start + line.likely * log_odds(likely) + line.close * close
    most = _BY_WORDS if kind == "ignores_by_words" else _MOST
    if not by_reference:
        most = min(most, _MOST_WITHOUT.get(kind, _MOST))
    return max(_LEAST, min(most, 1 / (1 + exp(-logit))))


def log_odds(likely: float) -> float:
    """The logit of a likelihood, as far as one is told from the next."""
    known = max(_HARDLY, min(1 - _HARDLY, likely))
    return log(known / (1 - known))


def sure_of(kind: Known) -> float:
    """The chance that a verdict of a kind is right whatever else the trace shows."""
    return _KNOWN[kind]
