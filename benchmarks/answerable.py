"""Is the answer here at all? How well a question without an answer is told from one with.

`python -m benchmarks.answerable` asks conversations of `unanswerable_mtragun_dev.jsonl` (from
`CASEBOOK_BENCH_DATA`, default `../shared/data`) of the pool of all passages and of each
collection's own pool, and questions of `answerable_demo.yaml` of the demo's documents. A refusal
is right when the pool does not answer; questions that it answers in part are left out, or
counted as answered, as the line says. The models are fitted anew for each line: for a tenth of
the conversations on the others (the mean of ten ways to split them), or for a collection on the
other three, always with the demo's dev questions; for those on four fifths of them; the demo's
held-out questions are never fitted on. `--fit` prints the weights for
`knowledge/retrieval/answerable.py`, fitted on all but the held-out.
"""

import sys
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.answerable_searches import FILE, Asked, Measured, Remembering, measure_all
from benchmarks.data import DATA
from benchmarks.logistic import Floats, newton
from knowledge.retrieval.answerable import BY_MEANING, BY_WORDS, FOUND, Weights
from knowledge.retrieval.signs import Signs

_RIDGE = 0.1
"""Keeps the weights of a few hundred examples small."""
_FOLDS = 5
_TENTHS = 10
_SPLITS = 10
"""Ways to split the conversations into tenths; a line tells the mean of them."""


def main() -> None:
    """Print the tables, or the weights."""
    if not (DATA / FILE).exists():
        print(f"skipped: no data in {DATA}")
        return
    for by_meaning in (True, False):
        sets = measure_all(Remembering() if by_meaning else None)
        if "--fit" in sys.argv:
            print("BY_MEANING" if by_meaning else "BY_WORDS", fitted(training(sets)))
            continue
        print("by words and meaning" if by_meaning else "\nby words alone")
        print(f"{'':<50}{'n':>5}{'none':>6}{'precision':>11}{'recall':>8}{'F1':>6}{'AUC':>7}")
        report(sets, by_meaning)


def training(sets: Sequence[Measured]) -> list[Measured]:
    """What may be fitted on: no held-out question, and none that is answered in part."""
    return [one.only([not a.partial and a.part != "held_out" for a in one.asked]) for one in sets]


def fitted(sets: Sequence[Measured]) -> Weights:
    """A logistic model; the sets count alike, the two pools of one set as one.

    A sign that points the wrong way is left out: it would be chance. What a name weighs that no
    passage has is fitted last, the others as they are: few questions have one, and fitted
    together it would move the bar for all that have none.
    """
    counts = [0.5 if one.name.startswith("pool") else 1.0 for one in sets]
    signs = np.concatenate([one.signs for one in sets])
    goal = np.array([a.answered for one in sets for a in one.asked], np.float64)
    weight = np.concatenate(
        [
            np.full(len(one.asked), 300 * c / max(len(one.asked), 1))
            for one, c in zip(sets, counts, strict=True)
        ]
    )
    signs, named = signs[:, :-1], signs[:, -1:]
    used = [at for at in range(signs.shape[1]) if signs[:, at].any()]
    while True:
        found = _logistic(signs[:, used], goal, weight)
        wrong = [at for at, one in zip(used, found[1:], strict=True) if one < 0]
        if not wrong:
            break
        used = [at for at in used if at not in wrong]
    values = dict.fromkeys(range(signs.shape[1]), 0.0) | dict(zip(used, found[1:], strict=True))
    known = found[0] + signs[:, used] @ found[1:]
    alone = newton(named, goal, np.array([[_RIDGE]]), weight=weight, known=known)
    name = max(float(alone[0]), 0.0)
    return Weights(*(round(float(one), 3) for one in [found[0], *values.values(), name]))


def _logistic(signs: Floats, goal: Floats, weight: Floats) -> Floats:
    """The constant and the weights."""
    scale = signs.std(axis=0) + 1e-9
    inputs = np.column_stack([np.ones(len(signs)), signs / scale])
    ridge = np.diag([0.0] + [_RIDGE * 10] * signs.shape[1])
    found = newton(inputs, goal, ridge, weight=weight)
    return np.concatenate([found[:1], found[1:] / scale])


def report(sets: Sequence[Measured], by_meaning: bool) -> None:
    """Lines for each set, by models that did not see it, and by the one that is shipped."""
    shipped = BY_MEANING if by_meaning else BY_WORDS
    seen = training(sets)
    demo, held = seen[-1], sets[-1].only([a.part == "held_out" for a in sets[-1].asked])
    splits = [_tenths(sets[0].asked, seed) for seed in range(_SPLITS)]
    for one in sets[:-1]:
        by_tenth = [_guessed(one, seen, split) for split in splits]
        print_row(f"{one.name}, partly answered left out", one, *by_tenth, partial=False)
        print_row(f"{one.name}, partly is answered", one, *by_tenth)
        by_part = _guessed(one, seen, lambda a: a.part)
        print_row(f"{one.name}, collection not fitted on", one, by_part, partial=False)
        own = _apply(shipped, one.signs)
        print_row(f"{one.name}, shipped, fitted on these", one, own, partial=False)
    guesses = np.zeros(len(demo.asked))
    for fold in range(_FOLDS):
        mine = [at % _FOLDS == fold for at in range(len(demo.asked))]
        model = fitted([*seen[:-1], demo.only([not is_in for is_in in mine])])
        guesses[mine] = _apply(model, demo.signs[mine])
    print_row("demo documents, dev", demo, guesses)
    print_row("demo documents, held out", held, _apply(fitted(seen), held.signs))
    print_row("demo documents, held out, shipped weights", held, _apply(shipped, held.signs))


def _tenths(asked: Sequence[Asked], seed: int) -> Callable[[Asked], object]:
    """Tells the tenth that a question is in, all of one conversation in the same."""
    count = max(one.conversation for one in asked) + 1
    tenths = np.random.default_rng(seed).permutation(count) % _TENTHS
    return lambda one: int(tenths[one.conversation]) if one.conversation >= 0 else None


def _guessed(one: Measured, seen: Sequence[Measured], of: Callable[[Asked], object]) -> Floats:
    """Guesses for each group of questions, by a model that is fitted on none of them."""
    groups = [of(asked) for asked in one.asked]
    guesses = np.zeros(len(groups))
    for group in dict.fromkeys(groups):
        model = fitted([s.only([of(a) != group for a in s.asked]) for s in seen])
        mine = [its == group for its in groups]
        guesses[mine] = _apply(model, one.signs[mine])
    return guesses


def _apply(model: Weights, signs: Floats) -> Floats:
    return np.array([model.probability(Signs(*row)) for row in signs.tolist()])


def print_row(name: str, asked: Measured, *guesses: Floats, partial: bool = True) -> None:
    """Precision, recall and F1 of refusing, and how well the two kinds are told apart.

    The mean where there are several guesses at each.
    """
    counted = [partial or not one.partial for one in asked.asked]
    none = np.array([not one.answered for one in asked.asked])[counted]
    each = [_measures(chances[counted], none) for chances in guesses]
    precision, recall, f1, auc = np.mean(each, axis=0)
    print(f"{name:<50}{len(none):>5}{none.sum():>6}{precision:>11.2f}", end="")
    print(f"{recall:>8.2f}{f1:>6.2f}{auc:>7.3f}", flush=True)


def _measures(chances: Floats, none: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    refused = chances < FOUND
    hit = float((refused & none).sum())
    precision, recall = hit / max(refused.sum(), 1), hit / max(none.sum(), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    pairs = chances[~none][:, None] - chances[none][None, :]
    auc = float(((pairs > 0) + 0.5 * (pairs == 0)).mean())
    return precision, recall, f1, auc


if __name__ == "__main__":
    main()
