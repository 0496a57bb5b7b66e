"""Examples that repeat none of some others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.records import Example
from tools.claims.ground import Embed
from tools.evals.likeness.alike import LEAST, Least, Pair, alike
from tools.evals.likeness.wording import wording

_SAYS_ENOUGH = 3
"""Words of a question from which it can be understood without the one before it."""
_SHORT = 6
"""Letters below which it cannot, however many words they make: 再短一点."""
_LONG = 30
"""Letters from which on an answer is told again by its words; "好的" is anybody's answer."""

Part = Literal["query", "history", "answer", "trace"]
"""What of an example repeats: its question, a turn before it, its answer, or all of it."""


@dataclass(frozen=True)
class Dropped:
    """An example that repeats one of the others."""

    example: Example
    """The one that was dropped."""
    nearest: Example
    """The one that it repeats."""
    pair: Pair | None
    """How alike they are and by what; None where it is the same trace."""
    part: Part
    """Which part repeats."""


def asked(example: Example) -> str:
    """What an example asks: its query, with the user's one before it where it says too little."""
    if _says_enough(example.query):
        return example.query
    before = [turn.text for turn in example.history if turn.role == "user"]
    return " ".join([*before[-1:], example.query])


def unlike(
    examples: Sequence[Example],
    against: Sequence[Example],
    *,
    least: Least = LEAST,
    embed: Embed | None = None,
) -> tuple[list[Example], list[Dropped]]:
    """The examples that repeat none of `against`, and those that do, with what they repeat.

    Held against what is asked there are what is asked here and in the turns before it; against
    answers and references of some length the answers here, those of earlier turns too: a longer
    conversation may hold the very turn that is evaluated.
    """
    said, said_by = _listed([(asked(one), *_turns(one, "user")) for one in examples])
    questions = alike(said, [asked(one) for one in against], least=least, embed=embed)
    told, told_by = _listed([(*_answers(one), *_turns(one, "assistant")) for one in examples])
    known, known_of = _listed([_answers(one) for one in against])
    dropped: dict[int, Dropped] = {}
    for pair in questions:
        at, place = said_by[pair.one]
        part: Part = "history" if place else "query"
        dropped.setdefault(at, Dropped(examples[at], against[pair.other], pair, part))
    for pair in alike(told, known, least=least):
        (at, _), (other, _) = told_by[pair.one], known_of[pair.other]
        dropped.setdefault(at, Dropped(examples[at], against[other], pair, "answer"))
    kept = [one for at, one in enumerate(examples) if at not in dropped]
    return kept, [dropped[at] for at in sorted(dropped)]


def _listed(texts: Sequence[Sequence[str]]) -> tuple[list[str], list[tuple[int, int]]]:
    """All texts in one list, each with the example that it is of and its place there."""
    flat = [(text, (at, place)) for at, some in enumerate(texts) for place, text in enumerate(some)]
    return [text for text, _ in flat], [place for _, place in flat]


def _answers(example: Example) -> list[str]:
    """The reference and the recorded answer, where they are long enough to be told again."""
    both = dict.fromkeys((example.reference, example.answer))
    return [text for text in both if text and len(wording(text).letters) >= _LONG]


def _turns(example: Example, role: Literal["user", "assistant"]) -> list[str]:
    """Earlier turns that can be understood by themselves."""
    roles = {"user"} if role == "user" else {"assistant", "agent"}
    turns = [turn.text for turn in example.history if turn.role in roles]
    if role == "user":
        return [text for text in turns if _says_enough(text)]
    return [text for text in turns if len(wording(text).letters) >= _LONG]


def _says_enough(text: str) -> bool:
    said = wording(text)
    return len(said.words) >= _SAYS_ENOUGH and len(said.letters) >= _SHORT
