"""What a chat model reads out of a whole trace: which stage failed first, and what shows it.

It gets the trace and the passages of the corpus that come nearest to the question, under short
names that no passage chose. What it says counts only where the words that it quotes stand where it
says they do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal, get_args

from knowledge.language import Lang
from knowledge.records import Passage, Stage
from tools.diagnosis.facts import Facts

Failed = Literal[
    "out_of_scope", "vague", "two_topics", "lost_history",
    "topic_drift", "slot_mismatch",
    "knowledge_gap", "miss", "ranking", "stale",
    "contradiction", "beyond_passages", "refusal", "not_as_asked", "at_odds", "breaks_off",
    "off_question",
]  # fmt: skip
"""How a stage failed."""

STAGE_OF: Mapping[str, Stage] = {
    **dict.fromkeys(get_args(Failed)[:4], "query"),
    **dict.fromkeys(get_args(Failed)[4:6], "intent"),
    **dict.fromkeys(get_args(Failed)[6:10], "retrieval"),
    **dict.fromkeys(get_args(Failed)[10:], "generation"),
}
"""Whose fault each is."""
GOOD, OPEN = "good", "cannot_tell"
"""What it says where nothing failed, and where the trace does not tell."""
_NEAR = 4
"""Passages of the corpus that were not retrieved and are shown nevertheless."""
_LONGEST = 1_500
"""Characters of a text that are shown."""


@dataclass(frozen=True)
class Read:
    """What a model made of a trace."""

    said: str
    """A `Failed`, GOOD, or OPEN."""
    quotes: tuple[tuple[str, str], ...]
    """The words that show it, verbatim, each with the name of where they stand."""
    why: str
    """Its reason, a sentence in the reader's language: data, as all that a model writes."""


Reads = Callable[[Mapping[str, Any], Lang], Read | str]
"""Reads what `shown` makes of a trace, for a reader of that language; where the model failed, why,
in its own words."""


@dataclass(frozen=True)
class Shown:
    """A trace as a model is shown it."""

    data: Mapping[str, Any]
    """What stands in the prompt."""
    passages: Mapping[str, Passage]
    """The passages by the names that they have there."""

    def source(self, name: str) -> str:
        """What a quote's place is called in a diagnosis."""
        return self.passages[name].id if name in self.passages else name


def shown(facts: Facts) -> Shown:
    """The trace, its passages as p1, p2, …, and those near to it in the corpus as o1, o2, …"""
    trace, retrieved = facts.trace, facts.trace.retrieved or []
    there = {passage.id for passage in retrieved}
    near = [one for one in _near(facts) if one.id not in there][:_NEAR]
    named = {f"p{at}": one for at, one in enumerate(retrieved, start=1)}
    others = {f"o{at}": one for at, one in enumerate(near, start=1)}
    intent = (
        trace.intent.model_dump(exclude_none=True, exclude_defaults=True) if trace.intent else None
    )
    told = {
        "history": [{turn.role: turn.text[:_LONGEST]} for turn in trace.history],
        "query": facts.asked.query[:_LONGEST],
        "intent": intent,
        "rewritten_query": facts.asked.rewritten,
        "retrieved": None if trace.retrieved is None else _told(named),
        "not_retrieved": _told(others) if facts.corpus else None,
        "answer": facts.said.answer[: 4 * _LONGEST],
        "reference": trace.reference,
    }
    data = {key: value for key, value in told.items() if value not in (None, "", [])}
    if trace.retrieved == []:
        data["retrieved"] = []
    return Shown(data, named | others)


def _told(passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    return [
        {"name": name, "text": one.text[:_LONGEST]}
        | ({} if one.used is None else {"handed_on": one.used})
        for name, one in passages.items()
    ]


def _near(facts: Facts) -> list[Passage]:
    """What the corpus has for the question, for what became of it, and for the reference."""
    if facts.corpus is None:
        return []
    asked = (facts.asked.in_context, facts.asked.rewritten, facts.said.reference)
    found = [facts.corpus.search(words, _NEAR) for words in asked if words]
    in_turn = (one for ranks in zip_longest(*found) for one in ranks if one is not None)
    return list({one.id: one for one in in_turn}.values())
