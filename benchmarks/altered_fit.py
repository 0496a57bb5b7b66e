"""Fit the weights and the scale of `tools/claims/misstated.yaml`, and measure how they carry.

`python -m benchmarks.altered_fit` prints for each source how often a wrong answer stands above a
right one (AUC): with each fifth of the passages left out of the fit in turn, and on the held-out
answers by this fit and by the shipped weights; then the weights. Answers are read by their words
alone and with the sentence model, and either counts half.

The shipped weights are of more data than are at hand: `_COUNTS` names them all, `altered_sources`
says in which form they can be given. Without them other weights come out.

The weights are those with which of two answers the wrong one most likely comes first: a logistic
loss of the difference, over all pairs of a wrong and a right one, as in RankNet (Burges et al.
2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from benchmarks.altered_sources import Answer, Source, sources
from benchmarks.faithfulness import auc
from benchmarks.logistic import Floats, sigmoid
from knowledge.packaged import packaged
from knowledge.vectors.minilm import MiniLm

_COUNTS = {
    "own": 0.8,
    "conversations": 1.0,
    "questions": 0.3,
    "faithbench": 0.6,
    "halueval_summaries": 0.7,
    "halueval_dialogues": 0.3,
    "halueval_damaged": 0.8,
}
"""What each source counts, chosen by hand: more the more it is like what products answer. The
first three are at hand."""
_OTHER = 0.5
"""What a source of another name counts."""
_FOLDS = 5
_RIDGE = 0.0005
"""The penalty on the square of a weight."""
_DROPPED = (0.05, 0.1, 0.15)
"""Weights up to which a sign is left out; those left are fitted anew each time."""
_CONSTANT = (-6.0, -3.0)
"""Its bounds: the order of the answers hardly tells it."""
_FROM = -4.5, 0.5
"""The constant and the weights that the search begins with."""
_STEPS = 400
_TINY = 1e-9
"""Keeps a logarithm and a quotient from nothing."""


@dataclass(frozen=True)
class _Fit:
    names: list[str]
    weights: Floats
    """The constant, then the weight of each sign."""


class _Table:
    """A source's answers as numbers, for the signs that `names` names."""

    def __init__(self, source: Source, names: Sequence[str]) -> None:
        answers = source.answers
        self.claims: Floats = np.array(
            [[1.0, *(one.get(n, 0.0) for n in names)] for a in answers for one in a.signs]
        )
        self.owner = np.repeat(np.arange(len(answers)), [len(one.signs) for one in answers])
        self.wrong = np.array([one.wrong for one in answers], dtype=bool)
        followed = np.nonzero(~self.wrong[:-1] & self.wrong[1:])[0]
        self.pairs = followed if source.in_pairs else None
        """Right answers that a wrong one to the same passages follows."""

    def against(self, weights: Floats) -> tuple[Floats, Floats]:
        """What speaks against each answer, as `chance_of_none` has it, and the slopes of it."""
        logits = self.claims @ weights
        soft = np.logaddexp(0, logits)
        whole = np.sqrt(np.bincount(self.owner, soft**2, len(self.wrong)) + _TINY)
        slope = 1 / (-np.expm1(-whole) + _TINY)
        each = slope[self.owner] * soft / whole[self.owner] * sigmoid(logits)
        return np.log(-np.expm1(-whole) + _TINY) + whole, each


def main() -> None:
    """Print the figures and the weights."""
    read = [*sources(None), *sources(MiniLm().embed)]
    known = [_part(one, held_out=False) for one in read]
    fit = _fit(known)
    folds = [_fit([_fold(one, at, inside=False) for one in known]) for at in range(_FOLDS)]
    told = packaged("tools.claims", "misstated.yaml")["weights"]
    shipped = _Fit([name for name in told if name], np.array(list(told.values())))
    print("AUC                        left out in turn       held out: this fit  shipped")
    for at, (whole, here) in enumerate(zip(read, known, strict=True)):
        by = "words" if at < len(read) / 2 else "model"
        far = _part(whole, held_out=True)
        print(
            f"  {here.name:<19} {by}  {len(here.answers):5} {_left_out(here, folds):.3f}"
            f"  {len(far.answers):12} {_auc(far, fit):.3f}     {_auc(far, shipped):.3f}"
        )
    for name, weight in zip(['""', *fit.names], fit.weights, strict=True):
        print(f"  {name}: {weight:.2f}")
    slope, offset = _scale(known, fit)
    print(f"scale: {{slope: {slope:.2f}, offset: {offset:.2f}}}")


def _part(source: Source, *, held_out: bool) -> Source:
    return source.kept([one for one in source.answers if one.held_out == held_out])


def _fold(source: Source, fold: int, *, inside: bool) -> Source:
    """The answers in a fifth of the passages, or all others."""
    place = {context: at for at, context in enumerate(dict.fromkeys(map(_context, source.answers)))}
    return source.kept(
        [one for one in source.answers if (place[one.context] % _FOLDS == fold) == inside]
    )


def _context(answer: Answer) -> tuple[str, ...]:
    return answer.context


def _fit(known: Sequence[Source]) -> _Fit:
    """The weights of those signs that speak against an answer."""
    names = sorted({n for s in known for a in s.answers for one in a.signs for n in one})
    for least in _DROPPED:
        weights = _weights(known, names)
        names = [name for name, one in zip(names, weights[1:], strict=True) if one > least]
    return _Fit(names, _weights(known, names))


def _weights(known: Sequence[Source], names: Sequence[str]) -> Floats:
    tables = [(_Table(one, names), _count(one)) for one in known]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = _RIDGE * float((weights[1:] ** 2).sum())
        slope = np.r_[0, 2 * _RIDGE * weights[1:]]
        for table, count in tables:
            score, each = table.against(weights)
            lost, pulled = _lost(table, score)
            total += count * lost
            slope += count * table.claims.T @ (pulled[table.owner] * each)
        return total, slope

    start = np.r_[_FROM[0], np.full(len(names), _FROM[1])]
    bounds = [_CONSTANT, *[(0.0, None)] * len(names)]
    found = minimize(
        loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    return np.asarray(found.x)


def _lost(table: _Table, score: Floats) -> tuple[float, Floats]:
    """The mean loss over all pairs of a wrong and a right answer, and its slope by each score.

    Where answers come in pairs, those count half.
    """
    wrong, right, pairs = table.wrong, ~table.wrong, table.pairs
    share = 1.0 if pairs is None else 0.5
    ahead = score[wrong][:, None] - score[right]
    pull = sigmoid(-ahead) * share / ahead.size
    lost = share * float(np.logaddexp(0, -ahead).mean())
    slope = np.zeros(len(score))
    slope[wrong] -= pull.sum(axis=1)
    slope[right] += pull.sum(axis=0)
    if pairs is not None:
        ahead = score[pairs + 1] - score[pairs]
        pull = sigmoid(-ahead) * (1 - share) / len(ahead)
        lost += (1 - share) * float(np.logaddexp(0, -ahead).mean())
        slope[pairs + 1] -= pull
        slope[pairs] += pull
    return lost, slope


def _scale(known: Sequence[Source], fit: _Fit) -> tuple[float, float]:
    """From what an answer comes to in all to its chance, wrong and right answers counting alike."""
    read = [(_scores(one, fit), _Table(one, fit.names).wrong, _count(one)) for one in known]

    def loss(line: Floats) -> float:
        return sum(
            count
            * float(
                np.logaddexp(0, -(line[0] * scores[wrong] + line[1])).mean()
                + np.logaddexp(0, line[0] * scores[~wrong] + line[1]).mean()
            )
            for scores, wrong, count in read
        )

    slope, offset = minimize(loss, [1, 1]).x
    return float(slope), float(offset)


def _scores(source: Source, fit: _Fit) -> Floats:
    found, _ = _Table(source, fit.names).against(fit.weights)
    return np.asarray(found + np.array([one.absent for one in source.answers]))


def _auc(source: Source, fit: _Fit) -> float:
    return auc(_scores(source, fit).tolist(), [one.wrong for one in source.answers])


def _left_out(source: Source, folds: Sequence[_Fit]) -> float:
    """The AUC of all answers, each by the fit that did not see its passages."""
    scores: list[float] = []
    wrong: list[bool] = []
    for at, fit in enumerate(folds):
        fold = _fold(source, at, inside=True)
        if fold.answers:
            scores += _scores(fold, fit).tolist()
            wrong += [one.wrong for one in fold.answers]
    return auc(scores, wrong)


def _count(source: Source) -> float:
    # Each is there twice: by its words alone and with the sentence model.
    return _COUNTS.get(source.name, _OTHER) / 2


if __name__ == "__main__":
    main()
