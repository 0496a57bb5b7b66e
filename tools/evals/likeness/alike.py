"""Pairs of texts that say the same: copies, near-copies, paraphrases and translations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tools.claims.ground import Embed
from tools.evals.likeness.pairs import Pair, Why
from tools.evals.likeness.space import Floats, Places, Space
from tools.evals.likeness.wording import Wording, wording

_NEAREST = 20
"""Other texts that each one is held against, by shingles and by words."""


@dataclass(frozen=True)
class Least:
    """From which likeness on two texts say the same, each from 0 to 1.

    Set on the pairs of `benchmarks/likeness_pairs.yaml`, so that of those that look alike and ask
    for something else none is taken; see `python -m benchmarks likeness`.
    """

    shingles: float = 0.52
    """Weighed Jaccard of shingles, for a near-copy."""
    within: float = 0.85
    """Share of the shorter one's shingles that the other has, for a near-copy."""
    words: float = 0.5
    """Weighed Jaccard of words, or of what they are in English, for a paraphrase."""
    meaning: float = 0.77
    """Cosine of sentence vectors of two texts that share words."""
    half_words: float = 0.28
    """Weighed Jaccard of words, or of what they are in English, that these share at least."""
    half_answer: float = 0.25
    """Weighed Jaccard of the words of two answers, or of what they are in English, with which
    questions that are rather near say the same."""


LEAST = Least()


@dataclass(frozen=True)
class _Held:
    """Pairs of places that may be alike, and how alike they are by each measure."""

    left: Places
    right: Places
    shingles: Floats
    within: Floats
    words: Floats
    meant: Floats
    cosine: Floats | None


def alike(
    texts: Sequence[str],
    others: Sequence[str] | None = None,
    *,
    least: Least = LEAST,
    embed: Embed | None = None,
) -> list[Pair]:
    """Pairs of texts that say the same, within one list or between two, the most alike first.

    Case, width, punctuation, politeness and the order of clauses do not count; figures do not
    either, but are told. Held against each other are texts that share rare words, shingles or
    translations, so that a long list takes no time by its square. `embed` finds synonyms too.
    """
    ones = [wording(text) for text in texts]
    against = None if others is None else [wording(text) for text in others]
    other_side = ones if against is None else against
    if not ones or not other_side:
        return []
    held = _held(ones, against)
    if embed:
        vectors = np.stack(list(embed(texts)))
        other_vectors = vectors if others is None else np.stack(list(embed(others)))
        cosine = np.einsum("ij,ij->i", vectors[held.left], other_vectors[held.right])
        held = replace(held, cosine=cosine)
    found = _copies(ones, against)
    for at, (left, right) in enumerate(zip(held.left.tolist(), held.right.tolist(), strict=True)):
        one, other = ones[left], other_side[right]
        judged = _judged(held, at, one, other, least)
        if judged and (left, right) not in found:
            score, why = judged
            found[left, right] = Pair(left, right, score, why, one.figures != other.figures)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def overlaps(
    ones: Sequence[str], others: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> Floats:
    """How much of their words the texts at these places share, or of what they are in English.

    Weighed Jaccard, 0 to 1; 1 for the same letters.
    """
    here, there = [wording(one) for one in ones], [wording(one) for one in others]
    places = np.array(left, np.intp), np.array(right, np.intp)
    words, meant = (
        Space([getattr(one, of) for one in here], [getattr(one, of) for one in there])
        for of in ("words", "meant")
    )
    shared = np.maximum(words.overlap(*places)[0], meant.overlap(*places)[0])
    letters = [
        here[one].letters == there[other].letters for one, other in zip(*places, strict=True)
    ]
    return np.maximum(shared, np.array(letters, np.float64))


def _copies(
    ones: Sequence[Wording], against: Sequence[Wording] | None
) -> dict[tuple[int, int], Pair]:
    """Texts of the same letters but for figures; each with the first one like it."""
    first: dict[str, int] = {}
    for at, other in enumerate(against or ()):
        first.setdefault(other.bare, at)
    pairs = {}
    for at, one in enumerate(ones):
        like = first.get(one.bare) if against is not None else first.setdefault(one.bare, at)
        if like is None or not one.bare or (against is None and like == at):
            continue
        other = (ones if against is None else against)[like]
        pairs[at, like] = Pair(at, like, 1.0, "copy", one.figures != other.figures)
    return pairs


def _held(ones: Sequence[Wording], against: Sequence[Wording] | None) -> _Held:
    def space(of: str) -> Space:
        others = None if against is None else [getattr(one, of) for one in against]
        return Space([getattr(one, of) for one in ones], others)

    shingles, words, meant = space("shingles"), space("words"), space("meant")
    near = [one.nearest(_NEAREST) for one in (shingles, words, meant)]
    both = np.unique(np.concatenate([np.stack(one) for one in near], axis=1), axis=1)
    left, right = both[0], both[1]
    alike_by, within = shingles.overlap(left, right)
    return _Held(
        left,
        right,
        alike_by,
        within,
        words.overlap(left, right)[0],
        meant.overlap(left, right)[0],
        None,
    )


def _judged(
    held: _Held, at: int, one: Wording, other: Wording, least: Least
) -> tuple[float, Why] | None:
    """How alike two are and by what; None where they are not."""
    few = min(len(one.words), len(other.words))
    near = float(held.shingles[at])
    words, meant = float(held.words[at]), float(held.meant[at])
    told = max(words, meant)
    if near >= least.shingles:
        return near, "near_copy"
    if few >= 3 and held.within[at] >= least.within:
        return float(held.within[at]), "near_copy"
    if one.is_chinese == other.is_chinese and few >= 2 and told >= least.words:
        return told, "paraphrase"
    if one.is_chinese != other.is_chinese and few >= 3 and meant >= least.words:
        return meant, "translation"
    cosine = 0.0 if held.cosine is None else float(held.cosine[at])
    if cosine >= least.meaning and told >= least.half_words:
        return min(1.0, cosine), "meaning"
    return None
