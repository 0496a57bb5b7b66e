"""How the weights for Chinese in `tools/claims/novelty.yaml` come about, and how well they carry.

Prints, with each fifth of the articles held out in turn and several divisions into fifths, what the
benchmark of `faithfulness` makes of the keywords; then the weights. `words` as an argument counts
anew in how many of the articles each word stands; of all articles, but what is weighed are words
that an article does not have. The articles, the answers and what people say of their keywords are
UHGEval's (Liang et al. 2024, Apache-2.0).
"""

import gzip
import statistics
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import rjieba

from benchmarks.data import rows
from benchmarks.faithfulness import KEYWORDS
from benchmarks.logistic import Floats, newton, sigmoid
from knowledge.han import HAN_RUN
from knowledge.lexicon.dictionary import FOLDER
from knowledge.lexicon.news import NEWS
from tools.claims.ground import Ground
from tools.claims.novelty import featured
from tools.claims.pieces import Piece, pieces
from tools.claims.weighing import FLAGGED

_PARTS = 5
_DIVISIONS = 6
_RIDGE = 50.0
"""The penalty on the square of a weight, of features made equally wide."""
_FEWEST = 8
"""Pieces that a feature stands at, at least; it tells nothing otherwise."""


@dataclass(frozen=True)
class Absent:
    """An absent piece of an answer."""

    row: int
    """The place of its answer in the file."""
    features: dict[str, float]
    """Its features."""
    keywords: list[int]
    """The keywords that it touches, by their places in the file."""


def main() -> None:
    """Print the figures of the cross-validation and the weights."""
    data = rows(KEYWORDS)
    if "words" in sys.argv:
        _count([row["context"] for row in data])
    found, bad = read(data)
    names, matrix = table([one.features for one in found])
    target = np.array([any(bad[at] for at in one.keywords) for one in found], dtype=float)
    judged = np.array([bool(one.keywords) for one in found])
    scores = []
    for seed in range(_DIVISIONS):
        part = np.random.default_rng(seed).permutation(len(data)) % _PARTS
        mine = np.array([part[one.row] for one in found])
        risk = np.zeros(len(found))
        for at in range(_PARTS):
            weights = fit(matrix[judged & (mine != at)], target[judged & (mine != at)])
            risk[mine == at] = sigmoid(matrix[mine == at] @ weights)
        scores.append(f1(found, bad, risk))
    print(
        f"F1 of the keywords, articles held out: {statistics.mean(scores):.3f}"
        f" ({min(scores):.3f} to {max(scores):.3f} by the division)"
    )
    for name, weight in zip(names, fit(matrix[judged], target[judged]), strict=True):
        print(f'  "{name}": {weight:.2f}')


def read(data: list[dict[str, Any]]) -> tuple[list[Absent], list[bool]]:
    """The absent Chinese pieces of all answers, and which keywords people call bad."""
    found: list[Absent] = []
    bad: list[bool] = []
    for at, row in enumerate(data):
        spots = [
            (len(bad) + n, row["answer"].find(k["text"]), k) for n, k in enumerate(row["keywords"])
        ]
        bad += [not k["ok"] for _, _, k in spots]
        for piece, lang, features in featured(
            row["answer"], Ground([row["context"]]), pieces(row["answer"])
        ):
            if lang == "zh":
                found.append(
                    Absent(at, features, [n for n, s, k in spots if _touches(piece, s, k)])
                )
    return found, bad


def _touches(piece: Piece, start: int, keyword: dict[str, Any]) -> bool:
    return piece.start < start + len(keyword["text"]) and start < piece.end


def table(features: list[dict[str, float]]) -> tuple[list[str], Floats]:
    """The names of the features that stand often enough, and their values; the first is 1."""
    count = Counter(name for one in features for name, value in one.items() if value)
    names = ["", *sorted(name for name, times in count.items() if times >= _FEWEST)]
    return names, np.array([[1.0, *(one.get(n, 0.0) for n in names[1:])] for one in features])


def fit(matrix: Floats, target: Floats) -> Floats:
    """The weights of a logistic regression with a ridge."""
    wide = matrix.std(axis=0)
    wide[wide == 0] = 1.0
    ridge = np.diag([0.0, *[_RIDGE] * (matrix.shape[1] - 1)])
    return np.asarray(newton(matrix / wide, target, ridge) / wide)


def f1(found: list[Absent], bad: list[bool], risk: Floats) -> float:
    """The F1 of the bad keywords, where one is called bad that a risky piece touches."""
    called = {at for one, r in zip(found, risk, strict=True) if r >= FLAGGED for at in one.keywords}
    return 2 * sum(bad[at] for at in called) / (len(called) + sum(bad))


def _count(articles: list[str]) -> None:
    """Write the table of words that two articles or more have."""
    count = Counter(
        word
        for article in articles
        for word in {w for run in HAN_RUN.findall(article) for w in rjieba.cut(run)}
    )
    lines = [f"{word}\t{number}" for word, number in sorted(count.items()) if number > 1]
    with (FOLDER / NEWS).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    print(f"{NEWS}: {len(lines)} words, {(FOLDER / NEWS).stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
