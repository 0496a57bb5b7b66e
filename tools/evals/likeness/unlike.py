"""Examples that repeat none of some others."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Dropped:
    """An example that repeats one of the others."""

    example: Example
    """The one that was dropped."""
    nearest: Example
    """The one that it repeats."""
    pair: Pair
    """How alike they are and by what."""
    part: str
    """Which part repeats: `query` or `answer`."""


def asked(example: Example) -> str:
    """What an example asks: its query, with the user's one before it where it says too little."""
    said = wording(example.query)
    if len(said.words) >= _SAYS_ENOUGH and len(said.letters) >= _SHORT:
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

    Held against each other are what is asked, and answers and references of some length.
    """
    dropped: dict[int, Dropped] = {}
    questions = alike(
        [asked(one) for one in examples], [asked(one) for one in against], least=least, embed=embed
    )
    answers, answers_of = _answers(examples)
    others, others_of = _answers(against)
    told = [
        ("answer", answers_of[pair.one], others_of[pair.other], pair)
        for pair in alike(answers, others, least=least)
    ]
    for part, one, other, pair in (
        *(("query", pair.one, pair.other, pair) for pair in questions),
        *told,
    ):
        if one not in dropped:
            dropped[one] = Dropped(examples[one], against[other], pair, part)
    kept = [one for at, one in enumerate(examples) if at not in dropped]
    return kept, [dropped[at] for at in sorted(dropped)]


def _answers(examples: Sequence[Example]) -> tuple[list[str], list[int]]:
    found = [
        (text, at)
        for at, one in enumerate(examples)
        for text in dict.fromkeys((one.reference, one.answer))
        if text and len(wording(text).letters) >= _LONG
    ]
    return [text for text, _ in found], [at for _, at in found]
