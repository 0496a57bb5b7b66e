"""Pain: how many suffer, and how much, as one figure whose arithmetic is there to read.

- Reach: for each way in which users were heard (people; a survey's question; feedback with a
  reason) the share that voices the need, with its Wilson interval at 95 % (Wilson, 1927).
- Frequency = 10 · √(1 − Π (1 − low)), over the lower ends of those intervals: a share that rests
  on few people counts for little, and one way of hearing confirms another. The root, because
  among many needs a share of a quarter is a lot: it makes 5.
- Intensity = the mean, over people (each by their strongest words), figures and reasons, of the
  level of the words; see `words.yaml`.
- Pain = √(frequency · intensity), the geometric mean: neither makes up for a lack of the other.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.records import Reach
from tools.decisions.needs.remarks import VoicedNeed

_Z = 1.959964
"""The normal quantile of a 95 % interval."""


def wilson(count: int, total: int) -> tuple[float, float]:
    """The ends of the Wilson interval of `count` of `total`, at 95 %."""
    if not 0 <= count <= total or total == 0:
        raise ValueError(f"{count} of {total} is no share")
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        _Z
        / (1 + square / total)
        * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    )
    return max(0.0, middle - half), min(1.0, middle + half)


def reach(voiced: Sequence[VoicedNeed], people: int) -> tuple[Reach, ...]:
    """How many voice a need, of `people` who were heard one by one and of all counted ones.

    Of several options or questions of surveys the largest share counts: the same people may have
    chosen them. Reasons of feedback are given once each, and add up.
    """
    found = []
    speakers = len({one.speaker for one in voiced if one.speaker is not None})
    if speakers:
        found.append(_reach("people", speakers, max(people, speakers)))
    chosen = [
        (one.voice.count, one.voice.total)
        for one in voiced
        if one.voice.kind == "survey" and one.voice.count is not None and one.voice.total
    ]
    if chosen:
        found.append(_reach("survey", *max(chosen, key=lambda pair: pair[0] / pair[1])))
    given = [one.voice for one in voiced if one.voice.kind == "feedback"]
    for total in sorted({one.total for one in given if one.total}):
        count = sum(one.count or 0 for one in given if one.total == total)
        found.append(_reach("feedback", count, total))
    return tuple(found)


def frequency(reached: Iterable[Reach]) -> float:
    """How many, 0 to 10: see above."""
    missed = math.prod(1 - one.low for one in reached)
    return 10 * math.sqrt(max(0.0, 1 - missed))


def intensity(voiced: Sequence[VoicedNeed]) -> tuple[float, tuple[str, ...]]:
    """How strongly, 0 to 10, and the words that say so, the most frequent first."""
    strongest: dict[str, float] = {}
    words: Counter[str] = Counter()
    for at, one in enumerate(voiced):
        key = one.speaker or f"#{at}"
        strongest[key] = max(strongest.get(key, 0.0), one.strength.level)
        words.update(set(one.strength.words))
    ordered = sorted(words, key=lambda word: (-words[word], word))
    return sum(strongest.values()) / len(strongest), tuple(ordered)


def pain(often: float, strong: float) -> float:
    """Frequency and intensity together, 0 to 10."""
    return math.sqrt(often * strong)


def _reach(kind: str, count: int, total: int) -> Reach:
    low, high = wilson(min(count, total), total)
    return Reach.model_validate(
        {"kind": kind, "count": count, "total": total, "low": low, "high": high}
    )
