"""The words of planted traces: fragments, rewritten queries, answers and references."""

import random
import re
from collections.abc import Sequence
from typing import Any

from benchmarks.planted_sources import Source
from knowledge.han import HAN_RANGE
from knowledge.language import Lang
from knowledge.packaged import packaged

NUMBER = re.compile(r"\d+")
"""A figure that can be changed."""


class Wording:
    """Draws words of one language by the dice that it is given."""

    def __init__(self, lang: Lang, rng: random.Random) -> None:
        self.lang, self.rng = lang, rng
        told: dict[str, Any] = packaged("benchmarks", "planted_elsewhere.yaml")
        self.words: dict[str, list[str]] = {name: one[lang] for name, one in told.items()}

    def unclear(self, kind: str, half: int, place: int) -> str:
        """A query that is off topic or vague: one of this half's own, in turn."""
        return _nth(self.words[kind], half, place)

    def fragment(self, query: str) -> str:
        """A few words of the query, cut out of it."""
        if self.lang == "zh":
            bare = re.sub(f"[^{HAN_RANGE}A-Za-z0-9]", "", query)
            return bare[-4:] if self.rng.random() < 0.6 else bare[2:6]
        words = query.rstrip("?").split()
        start = self.rng.randrange(max(1, len(words) - 2))
        return " ".join(words[start : start + 2])

    def rewritten(self, query: str, other: str | None) -> str:
        """What goes to retrieval: the query, or the other one that it was taken for."""
        return self.rng.choice(self.words["prefixes"]) + (other or query)

    def answer(self, source: Source, other: Source, kind: str, query: str) -> str:
        """What the product says, by the kind of fault."""
        unknown = kind in {"miss", "gap", "ranking"} and self.rng.random() < 0.5
        if kind == "refusal" or unknown:
            return self.rng.choice(self.words["refusals"])
        said = other.reference
        if kind in {"none", "two_topics", "fragment", "lost_history"}:
            said = source.reference
        elif kind == "changed":
            said = NUMBER.sub(lambda found: _another(found[0]), source.reference)
        wrapping = self.rng.choice(self.words["wrappings"])
        return wrapping.replace("{query}", query).replace("{}", said)

    def reference(self, source: Source, other: Source, kind: str) -> str:
        """What it should have said."""
        if kind in {"off_topic", "fragment", "vague", "lost_history"}:
            return self.rng.choice(self.words["decline"])
        return (
            f"{source.reference}\n{other.reference}" if kind == "two_topics" else source.reference
        )


def _nth(words: Sequence[str], half: int, place: int) -> str:
    own = words[half::2]
    return own[place % len(own)]


def _another(number: str) -> str:
    return str(int(number[:9]) + (3 if len(number) < 3 else 17))
