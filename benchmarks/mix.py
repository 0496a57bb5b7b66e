"""The mix on per-query scores of real models: fitted on one half, measured on the other."""

import itertools
import random
from collections import defaultdict

import numpy as np

from benchmarks.data import DATA, rows
from knowledge.model_scores import table_of
from knowledge.records import ModelScore
from tools.decisions.mix.assign import cheapest, shares_of, shrunk

FILE = "routing_dev.jsonl"
FLOOR = 0.95
SPLITS = 10
PLANTED = 200
# List prices as remembered of early 2024, unchecked, a million tokens in / out, for calls of as
# many in as out: GPT-4 Turbo $10 / $30, Mixtral 8x7B $0.60 / $0.60 (the ratio is what counts).
# The open models of the second source: billions of parameters, as hosting is priced by size.
COSTS = {
    "gpt-4-1106-preview": 20.0, "mistralai/Mixtral-8x7B-Instruct-v0.1": 0.6,
    "gemma-2-9b-it": 9.0, "llama-3.1-8b-instruct": 8.0, "llama3-chatqa-1.5-8b": 8.0,
    "codegemma-7b": 7.0, "llama3-chatqa-1.5-70b": 70.0, "mistral-7b-instruct-v0.3": 7.0,
    "llama-3.1-nemotron-51b-instruct": 51.0, "qwen2.5-7b-instruct": 7.0,
    "llama-3.3-nemotron-super-49b-v1": 49.0,
}  # fmt: skip


def main() -> None:
    """Print cost shares at the floor for each source, and how many planted optima are found."""
    found = sum(_is_optimal(random.Random(seed)) for seed in range(PLANTED))
    print(f"mix: planted optima recovered {found} of {PLANTED}")
    if not (DATA / FILE).exists():
        print("  routing: skipped: no data")
        return
    examples_of: dict[str, list[ModelScore]] = defaultdict(list)
    for at, row in enumerate(rows(FILE)):
        examples_of[row["source"]].append(ModelScore.model_validate({**row, "id": str(at)}))
    print(
        f"  at {FLOOR:.0%} of the strongest model's quality, share of its cost on the held-out half"
    )
    print("  (mean of 10 splits): ours / random mixing to ours' own quality / oracle; quality kept")
    for source, examples in examples_of.items():
        told = [_measured(examples, seed) for seed in range(SPLITS)]
        ours, mixing, oracle, kept = np.mean(told, axis=0)
        print(f"  {source:16} {ours:.3f} / {mixing:.3f} / {oracle:.3f}; {kept:.3f}")


def _measured(examples: list[ModelScore], seed: int) -> tuple[float, float, float, float]:
    dice = random.Random(seed)
    shuffled = dice.sample(examples, k=len(examples))
    half = len(shuffled) // 2
    fit = table_of("fit", shuffled[:half])
    cost = np.array([COSTS[model] for model in fit.models])
    quality, shares = shrunk(fit), shares_of(fit)
    singles = shares @ np.nan_to_num(quality)
    top = int(np.argmax(singles))
    assigned = cheapest(quality, cost, shares, FLOOR * float(singles[top]))
    assert assigned
    chosen = dict(zip(fit.segments, assigned.chosen, strict=True))
    held = shuffled[half:]
    scores = np.array([[row.scores.get(model, 0.0) for model in fit.models] for row in held])
    picks = np.array([chosen.get(row.segment or "", top) for row in held])
    strongest = scores[:, top].mean()
    got = scores[np.arange(len(held)), picks].mean()
    spent = cost[picks].mean() / cost[top]
    cheap = int(np.argmin(cost))
    weak = scores[:, cheap].mean()
    # Random mixing of the strongest and the cheapest that reaches the same quality as ours.
    share = min(max((got - weak) / (strongest - weak), 0.0), 1.0) if strongest > weak else 0.0
    mixing = (share * cost[top] + (1 - share) * cost[cheap]) / cost[top]
    return float(spent), float(mixing), _oracle(scores, cost, top), float(got / strongest)


def _oracle(scores: np.ndarray, cost: np.ndarray, top: int) -> float:
    """Each query by the cheapest model that is best on it, no query more than the floor needs."""
    best = scores.max(axis=1)
    picks = np.array([
        min(np.flatnonzero(row >= most), key=lambda at: cost[at])
        for row, most in zip(scores, best, strict=True)
    ])  # fmt: skip
    cheap = int(np.argmin(cost))
    gain = scores[np.arange(len(scores)), picks] - scores[:, cheap]
    price = cost[picks] - cost[cheap]
    order = np.argsort(-gain / np.maximum(price, 1e-9))
    need = FLOOR * scores[:, top].sum() - scores[:, cheap].sum()
    spent, won = cost[cheap] * len(scores), 0.0
    for at in order:
        if won >= need or gain[at] <= 0:
            break
        won += gain[at]
        spent += price[at]
    return float(spent / (cost[top] * len(scores)))


def _is_optimal(dice: random.Random) -> bool:
    """Whether the programme finds what trying every assignment finds."""
    segments, models = dice.randint(1, 4), dice.randint(2, 4)
    quality = np.array([[dice.random() for _ in range(models)] for _ in range(segments)])
    cost = np.array([dice.uniform(0.1, 10) for _ in range(models)])
    shares = np.array([dice.random() for _ in range(segments)])
    shares /= shares.sum()
    floor = dice.uniform(0.3, 1.05) * float((shares @ quality).max())
    tried = [
        (float(np.sum(shares * cost[list(one)])), one)
        for one in itertools.product(range(models), repeat=segments)
        if np.sum(shares * quality[range(segments), list(one)]) >= floor - 1e-12
    ]
    found = cheapest(quality, cost, shares, floor)
    if not tried or found is None:
        return not tried and found is None
    return abs(min(tried)[0] - found.cost) < 1e-9


if __name__ == "__main__":
    main()
