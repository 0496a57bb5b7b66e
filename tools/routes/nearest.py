"""Which kind of question is this? Likeness to example utterances, by TF-IDF over small n-grams.

Deterministic, in both languages, a fraction of a millisecond for a few hundred examples.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from knowledge.han import HAN_RUN

Vector = dict[str, float]

_ENOUGH = 2_000
"""Characters that are looked at: what a question wants is said in fewer."""

_SHAPES = (
    # What fills an utterance's gaps, so that a new id is as near to 〔id〕 as the old one.
    (re.compile(r"[“\"「『](?:[^”\"」』]{2,})[”\"」』]"), " 〔quote〕 "),
    (re.compile(r"\S+\.(?:jsonl?|csv|tsv|xlsx|parquet)\b", re.IGNORECASE), " 〔path〕 "),
    (re.compile(r"\b[A-Za-z]{1,12}(?:[-_][A-Za-z0-9]+)*[-_]\d[\w-]*", re.ASCII), " 〔id〕 "),
)
_WORD = re.compile(r"〔\w+〕|[a-z]+(?:['’][a-z]+)?|\d+")


class Nearest:
    """Ranks labels by the likeness of a text to the examples of each."""

    def __init__(
        self,
        examples: Mapping[str, Sequence[str]],
        features_of: Callable[[str], Counter[str]] | None = None,
    ) -> None:
        """Learn the examples; `features_of` says what of a text is compared, and how much."""
        self._features_of = features_of or _features
        self._labels = tuple(examples)
        features = [
            (label, self._features_of(text)) for label, texts in examples.items() for text in texts
        ]
        documents = Counter(feature for _, bag in features for feature in bag)
        total = len(features)
        self._idf = {feature: math.log(1 + total / n) for feature, n in documents.items()}
        self._unseen = math.log(1 + total)
        self._examples = [(label, self._vector(bag)) for label, bag in features]

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Labels with the likeness (0 to 1) of their nearest example, best first."""
        vector = self._vector(self._features_of(text))
        best = dict.fromkeys(self._labels, 0.0)
        for label, example in self._examples:
            likeness = sum(
                weight * example[key] for key, weight in vector.items() if key in example
            )
            best[label] = max(best[label], likeness)
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))

    def _vector(self, bag: Counter[str]) -> Vector:
        weights = {
            feature: (1 + math.log(count)) * self._idf.get(feature, self._unseen)
            for feature, count in bag.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}


def _features(text: str) -> Counter[str]:
    """Words and their pairs; of Chinese, which needs no dictionary so, one to three characters.

    Unlike search terms these keep "what", "can you" and 为什么: they tell a kind of question.
    """
    text = text[:_ENOUGH]
    for pattern, shape in _SHAPES:
        text = pattern.sub(shape, text)
    words = _WORD.findall(text.lower())
    runs = HAN_RUN.findall(text)
    grams = [run[i : i + n] for run in runs for n in (1, 2, 3) for i in range(len(run) - n + 1)]
    return Counter([*words, *(f"{a} {b}" for a, b in pairwise(words)), *grams])
