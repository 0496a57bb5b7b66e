"""What answers a need: AI, an ordinary feature, either of them, or it cannot be told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Any

from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.records import Answer
from knowledge.texts import say, series
from tools.decisions.needs.signals import compiled

_CLOSE = 0.6
"""Of the votes of one side, those of the other from which on both are named."""
_WORDS = 4
_ANSWERS: Mapping[str, Answer] = {"ai": "ai", "ordinary": "ordinary", "either": "either"}


@dataclass(frozen=True)
class Told:
    """What answers a need, and what told so."""

    answer: Answer
    """AI, an ordinary feature, either, or undetermined."""
    kinds: tuple[str, ...]
    """What the need asks for, such as `writing`; the most frequent first."""
    words: tuple[str, ...]
    """The words that decided, verbatim."""

    def why(self, lang: Lang) -> str:
        """The reason, with the words that decided."""
        if self.answer == "undetermined":
            return say("needs.why.undetermined", lang)
        kinds = series((say(f"needs.asks.{one}", lang) for one in self.kinds[:2]), lang)
        marks = "“{}”" if lang == "zh" else '"{}"'
        words = series((marks.format(one) for one in self.words[:_WORDS]), lang)
        exact = self.answer == "either" and self.kinds[0] in _lists()["either"]
        key = "either_exact" if exact else self.answer
        return say(f"needs.why.{key}", lang, kinds=kinds, words=words)


def answered_by(texts: Sequence[str]) -> Told:
    """What answers the need that is voiced in these words.

    Each text votes once for each side that has a word in it. The side with the most votes wins;
    where the next one is close, either will do. Exact things are for rules or a look-up, with or
    without AI around them: "either".
    """
    votes: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {side: Counter() for side in _lists()}
    words: dict[str, Counter[str]] = {side: Counter() for side in _lists()}
    for text in texts:
        for side, named in _lists().items():
            hits = [(kind, hit[0].strip()) for kind, pattern in named.items()
                    for lang in pattern if (hit := pattern[lang].search(text))]  # fmt: skip
            votes[side] += bool(hits)
            kinds[side].update(kind for kind, _ in hits)
            words[side].update(word for _, word in hits)
    if not sum(votes.values()):
        return Told("undetermined", (), ())
    # Of equals, what is exact goes first: there a wrong answer costs most.
    (first, most), (second, next_), _ = sorted(
        ((side, votes[side]) for side in ("either", "ordinary", "ai")), key=lambda one: -one[1]
    )
    sides = [first, second] if next_ >= _CLOSE * most else [first]
    return Told(
        _ANSWERS[first] if len(sides) == 1 else "either",
        tuple(kind for side in sides for kind, _ in kinds[side].most_common(2)),
        tuple(word for side in sides for word, _ in words[side].most_common(3)),
    )


@cache
def _lists() -> Mapping[str, Mapping[str, Mapping[Lang, Pattern[str]]]]:
    loaded: dict[str, Any] = packaged(__package__, "answers.yaml")
    return {
        side: {kind: compiled(words) for kind, words in kinds.items()}
        for side, kinds in loaded.items()
    }
