"""Do annotators agree? Beyond chance, with an interval, and on which examples they do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Literal

import krippendorff
import numpy as np
from statsmodels.stats.inter_rater import cohens_kappa

from tools.evals.statistics.intervals import Interval
from tools.evals.statistics.levels import ALPHA, SEED

Level = Literal["nominal", "ordinal", "interval", "ratio"]
"""What labels are: names, ranks, or numbers; it decides how far apart two of them are."""
Labels = Mapping[str, float | str]
"""What one annotator said, by example; who did not see an example leaves it out."""

_RESAMPLES = 1_000


@dataclass(frozen=True)
class Agreement:
    """How much two or more agree beyond chance."""

    value: float | None
    """1 is full agreement, 0 what chance would bring; None where it cannot be told."""
    interval: Interval | None
    """At 95 %; None where it cannot be told."""
    examples: int
    """Examples that at least two labelled."""
    disagreed: list[str]
    """The examples on which they differ, to be talked over."""


def kappa(one: Labels, other: Labels) -> Agreement:
    """Cohen's κ of two annotators with its asymptotic interval.

    Cohen (Educational and Psychological Measurement 20, 1960, 37-46); the standard error after
    Fleiss, Cohen and Everitt (1969), as statsmodels has it. None when either gave every example
    the same one label, for then it is 0 or undefined whatever the other says. No interval where
    they share no label: chance would bring the same 0, with no spread.
    """
    shared = sorted(one.keys() & other.keys())
    labels = sorted({str(given[key]) for given in (one, other) for key in shared})
    disagreed = [key for key in shared if str(one[key]) != str(other[key])]
    if any(len({str(given[key]) for key in shared}) < 2 for given in (one, other)):
        return Agreement(None, None, len(shared), disagreed)
    place = {label: at for at, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    for key in shared:
        table[place[str(one[key])], place[str(other[key])]] += 1
    with np.errstate(divide="ignore", invalid="ignore"):  # its z value, where no label is shared
        found = cohens_kappa(table)  # at 95 %, as it is by default
    low, high = float(found.kappa_low), float(found.kappa_upp)
    told = bool(found.var_kappa0 > 0) and not (isnan(low) or isnan(high))
    interval = (max(low, -1.0), min(high, 1.0)) if told else None
    return Agreement(float(found.kappa), interval, len(shared), disagreed)


def alpha(annotators: Sequence[Labels], level: Level = "nominal", seed: int = SEED) -> Agreement:
    """Krippendorff's α of any number of annotators, who need not have seen every example.

    Krippendorff, Content Analysis (2004), 11. The interval is the bootstrap's, over examples, by
    percentiles. None when fewer than two examples were labelled twice or all labels are equal.
    Text labels are nominal.
    """
    keys = sorted({key for given in annotators for key in given})
    twice = [key for key in keys if sum(key in given for given in annotators) > 1]
    disagreed = [
        key for key in twice if len({given[key] for given in annotators if key in given}) > 1
    ]
    said = {given[key] for given in annotators for key in twice if key in given}
    if len(twice) < 2 or len(said) < 2:
        return Agreement(None, None, len(twice), disagreed)
    number = {label: float(at) for at, label in enumerate(sorted(said, key=str))}
    if level != "nominal":
        number = {label: float(label) for label in said}
    table = np.array(
        [[number[given[key]] if key in given else np.nan for key in twice] for given in annotators]
    )
    dice, values = np.random.default_rng(seed), []
    for _ in range(_RESAMPLES):
        drawn = table[:, dice.integers(0, len(twice), len(twice))]
        if len(np.unique(drawn[~np.isnan(drawn)])) > 1:
            values.append(krippendorff.alpha(drawn, level_of_measurement=level))
    low, high = np.quantile(values, [ALPHA / 2, 1 - ALPHA / 2])
    value = float(krippendorff.alpha(table, level_of_measurement=level))
    return Agreement(value, (float(low), float(high)), len(twice), disagreed)
