"""Examples that repeat none of some others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.records import Example
from tools.evals.likeness.alike import LEAST, Least, alike, overlaps
from tools.evals.likeness.measure import LOWEST, Measure, likelihood
from tools.evals.likeness.pairs import Pair
from tools.evals.likeness.wording import letters, wording

_SAYS_ENOUGH = 3
"""Words of a question from which it can be understood without the one before it."""
_SHORT = 6
"""Letters below which it cannot, however many words they make: 再短一点."""
_LONG = 30
"""Letters from which on an answer is told again by its words; "好的" is anybody's answer."""
_PERHAPS = 0.0
"""Logits from which on a question perhaps asks what an eval question asks: it is left out too."""
_SURE = 1.0
"""Logits from which on it does."""
_BY_LETTERS = 2.0
"""A likeness that none has, so that only what nearly has the letters of the other is taken."""

Part = Literal["query", "history", "answer", "trace", "conversation", "passage"]
"""What of an example repeats: its question, a turn before it, its answer; or what it is from: the
same trace, the same conversation, or a passage that holds the answer."""


@dataclass(frozen=True)
class Dropped:
    """An example that repeats one of the others."""

    example: Example
    """The one that was dropped."""
    nearest: Example
    """The one that it repeats."""
    pair: Pair | None
    """How alike they are and by what; None where they are of one origin."""
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
    of_answers: Least = LEAST,
    measure: Measure | None = None,
) -> tuple[list[Example], list[Dropped]]:
    """The examples that repeat none of `against`, and those that do, with what they repeat.

    Held against what is asked there are what is asked here and in the turns before it; against
    answers and references of some length the answers here, those of earlier turns too: a longer
    conversation may hold the very turn that is evaluated. Of questions that are only rather near,
    the answers tell. With a `measure` of what `against` asks, rewordings are found too.
    """
    said, said_by = _listed([(asked(one), *_turns(one, "user")) for one in examples])
    questions = same_questions(said, [asked(one) for one in against], least, measure)
    told, told_by = _listed([(*_answers(one), *_turns(one, "assistant")) for one in examples])
    known, known_of = _listed([_answers(one) for one in against])
    dropped: dict[int, Dropped] = {}
    for pair in questions:
        at, place = said_by[pair.one]
        part: Part = "history" if place else "query"
        dropped.setdefault(at, Dropped(examples[at], against[pair.other], pair, part))
    for pair in alike(told, known, least=of_answers):
        (at, _), (other, _) = told_by[pair.one], known_of[pair.other]
        dropped.setdefault(at, Dropped(examples[at], against[other], pair, "answer"))
    left = [at for at in range(len(examples)) if at not in dropped]
    for pair in _with_answers([examples[at] for at in left], against, least, measure):
        at = left[pair.one]
        dropped.setdefault(at, Dropped(examples[at], against[pair.other], pair, "answer"))
    kept = [one for at, one in enumerate(examples) if at not in dropped]
    return kept, [dropped[at] for at in sorted(dropped)]


def same_questions(
    said: Sequence[str], asked_there: Sequence[str], least: Least, measure: Measure | None
) -> list[Pair]:
    """Pairs of questions that say the same, copies first."""
    if measure is None:
        return alike(said, asked_there, least=least)
    copies = replace(least, words=_BY_LETTERS)
    found = measure.same(said, least=_PERHAPS)
    near = alike(said, asked_there, least=copies)
    return [
        *(one for one in near if not measure.differ(said[one.one], asked_there[one.other])),
        *(one if one.score >= likelihood(_SURE) else replace(one, why="perhaps") for one in found),
    ]


def _with_answers(
    examples: Sequence[Example], against: Sequence[Example], least: Least, measure: Measure | None
) -> list[Pair]:
    """Pairs whose questions are rather near, and whose answers share what they say."""
    here, there = [asked(one) for one in examples], [asked(one) for one in against]
    near = alike(here, there, least=Least(words=least.half_words, meaning=_BY_LETTERS))
    near += measure.same(here, least=LOWEST) if measure else []
    told, told_by = _listed([_all_answers(one) for one in examples])
    known, known_of = _listed([_all_answers(one) for one in against])
    mine, theirs = _places(told_by, len(examples)), _places(known_of, len(against))
    held = [
        (pair, one, other)
        for pair in near
        for one in mine[pair.one]
        for other in theirs[pair.other]
    ]
    shared = overlaps(told, known, [one for _, one, _ in held], [other for _, _, other in held])
    return [
        pair for (pair, _, _), share in zip(held, shared, strict=True) if share >= least.half_answer
    ]


def _places(by: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
    """Of each example the places of its texts in the list."""
    places: list[list[int]] = [[] for _ in range(count)]
    for place, (at, _) in enumerate(by):
        places[at].append(place)
    return places


def _listed(texts: Sequence[Sequence[str]]) -> tuple[list[str], list[tuple[int, int]]]:
    """All texts in one list, each with the example that it is of and its place there."""
    flat = [(text, (at, place)) for at, some in enumerate(texts) for place, text in enumerate(some)]
    return [text for text, _ in flat], [place for _, place in flat]


def _answers(example: Example) -> list[str]:
    """The reference and the recorded answer, where they are long enough to be told again."""
    return [text for text in _all_answers(example) if len(letters(text)) >= _LONG]


def _all_answers(example: Example) -> list[str]:
    return [text for text in dict.fromkeys((example.reference, example.answer)) if text]


def _turns(example: Example, role: Literal["user", "assistant"]) -> list[str]:
    """Earlier turns that can be understood by themselves."""
    roles = {"user"} if role == "user" else {"assistant", "agent"}
    turns = [turn.text for turn in example.history if turn.role in roles]
    if role == "user":
        return [text for text in turns if _says_enough(text)]
    return [text for text in turns if len(letters(text)) >= _LONG]


def _says_enough(text: str) -> bool:
    said = wording(text)
    return len(said.words) >= _SAYS_ENOUGH and len(said.letters) >= _SHORT
