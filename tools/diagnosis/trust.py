"""How sure each kind of verdict is.

Of those that hang on whether a retrieved passage answers: a line in that likelihood for each kind,
with and without a reference, the share of right verdicts, fitted on several sources together by
`python -m benchmarks.trust_fit`. Of the others: that share alone.
"""

from typing import Literal

Kind = Literal["good", "refusal", "ignores", "miss", "gap", "not_found"]

_LINES: dict[Kind, tuple[tuple[float, float], tuple[float, float]]] = {
    "good": ((0.71, 0.32), (0.38, 0.63)),
    "refusal": ((0.76, 0.22), (0.10, 0.87)),
    "ignores": ((0.95, 0.03), (0.09, 0.91)),
    "miss": ((0.99, -0.27), (1.00, -0.87)),
    "gap": ((0.94, -0.09), (0.85, -0.25)),
    "not_found": ((0.95, -0.06), (0.91, -0.62)),
}
"""Where the line starts and how it rises, first with a reference and then without one."""
Known = Literal[
    "empty", "fragment", "lost_history", "reference_declines", "two_topics", "two_topics_to_write",
    "vague", "vague_pointer", "vague_topic", "vague_bare", "out_of_scope", "out_of_scope_to_write",
    "slot", "rewritten_slot", "wrong_intent", "readers_dropped", "length_dropped",
    "readers_inferred", "filed_elsewhere", "topic", "misresolved", "other_figures",
    "contradiction", "breaks_off", "wrong_answer", "wrong_answer_unseen", "off_question",
    "declined_well",
]  # fmt: skip

_KNOWN: dict[Known, float] = {
    "empty": 0.97,
    "fragment": 0.9,
    "lost_history": 0.85,
    "reference_declines": 0.93,
    "two_topics": 0.88,
    "two_topics_to_write": 0.75,
    "vague": 0.92,
    "vague_pointer": 0.85,
    "vague_topic": 0.85,
    "vague_bare": 0.8,
    "out_of_scope": 0.93,
    "out_of_scope_to_write": 0.75,
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
    "contradiction": 0.82,
    "breaks_off": 0.85,
    "wrong_answer": 0.75,
    "wrong_answer_unseen": 0.5,
    "off_question": 0.7,
    "declined_well": 0.6,
}
"""The share of right verdicts of each kind that nothing measured tells apart further."""
_LEAST, _MOST = 0.45, 0.97
"""No verdict is surer, and one less sure would be none: the lines are straight, chances are not."""


def sure(kind: Kind, likely: float, *, by_reference: bool) -> float:
    """The chance that such a verdict is right, where a passage answers with that likelihood."""
    start, slope = _LINES[kind][0 if by_reference else 1]
    return max(_LEAST, min(_MOST, start + slope * likely))


def sure_of(kind: Known) -> float:
    """The chance that a verdict of a kind is right whatever else the trace shows."""
    return _KNOWN[kind]
