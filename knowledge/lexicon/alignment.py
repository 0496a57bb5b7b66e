"""Which words translate which, learnt from sentences and their translations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Pair = tuple[Sequence[str], Sequence[str]]
"""The terms of a sentence, and those of its translation."""

_ROUNDS = 6
_NOTHING = ""


@dataclass(frozen=True)
class Translation:
    """One word that translates another."""

    word: str
    """The translation."""
    share: float
    """P(translation | word), 0 to 1."""
    count: float
    """How often the pair was expected in the sentences: what the share rests on."""


def learn(pairs: Sequence[Pair], least: float = 0.03) -> dict[str, list[Translation]]:
    """For each word of the first sentences its translations in the second, best first.

    IBM Model 1 (Brown et al., 1993: "The mathematics of statistical machine translation"),
    by expectation maximisation, with an empty word that takes what translates nothing.
    Translations with a share below `least` are left out.
    """
    sources: dict[str, int] = {_NOTHING: 0}
    targets: dict[str, int] = {}
    of_source, of_target, of_position = [], [], []
    positions = 0
    for source, target in pairs:
        left = [0, *(sources.setdefault(word, len(sources)) for word in dict.fromkeys(source))]
        right = [targets.setdefault(word, len(targets)) for word in dict.fromkeys(target)]
        of_source.append(np.repeat(left, len(right)))
        of_target.append(np.tile(right, len(left)))
        of_position.append(np.tile(np.arange(positions, positions + len(right)), len(left)))
        positions += len(right)
    if not positions:
        return {}
    links = np.concatenate(of_source) * len(targets) + np.concatenate(of_target)
    position = np.concatenate(of_position).astype(np.int64)
    distinct, link = np.unique(links.astype(np.int64), return_inverse=True)
    source_of, target_of = distinct // len(targets), distinct % len(targets)
    share = 1 / np.bincount(source_of)[source_of]
    count = share
    for _ in range(_ROUNDS):
        weight = share[link]
        weight /= np.bincount(position, weight)[position]
        count = np.bincount(link, weight)
        share = count / np.bincount(source_of, count)[source_of]
    words, others = list(sources), list(targets)
    table: dict[str, list[Translation]] = {}
    for at in np.flatnonzero((share >= least) & (source_of > 0)):
        found = Translation(others[target_of[at]], float(share[at]), float(count[at]))
        table.setdefault(words[source_of[at]], []).append(found)
    return {word: sorted(found, key=lambda one: -one.share) for word, found in table.items()}
