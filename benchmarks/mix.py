"""The mix on per-query scores of real models: fitted on one half, measured on the other."""

import itertools
import random
from collections import defaultdict
from dataclasses import replace

import numpy as np

from benchmarks.data import DATA, rows
from knowledge.model_scores import ScoreTable, table_of
from knowledge.records import ModelScore
from tools.decisions.mix.assign import cheapest, shrunk
from tools.decisions.mix.held_out import CONFIDENCE, settled
from tools.decisions.mix.kinds import whole_segments
from tools.decisions.mix.weigh import shares_of

FILE = "routing_dev.jsonl"
FLOOR = 0.95
SPLITS = 40
PLANTED = 200
# List prices of early 2024, a million tokens in / out, for calls of as many in as out (the ratio
# is what counts). GPT-4 Turbo $10 / $30, so 20, as RouteLLM's own benchmarks/README.md reckons it;
# the catalogue's offers of gpt-4-1106-preview say the same. Mixtral 8x7B $0.60 / $0.60 at
# Together AI: dataku-5px.pages.dev/blog/mixtral-8x7b-free-inference-economics-changing, 2024-01-08.
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
        f"  share of the strongest model's cost on the held-out half, at {FLOOR:.0%} of its quality"
        f" ({SPLITS} splits)"
    )
    print(
        "  the floor as stated, then with the margin for"
        f" {CONFIDENCE:.0%} confidence: cost; quality kept; splits that keep the floor;"
    )
    print("  random mixing to the same quality; at the floor itself: random mixing, oracle")
    for source, examples in examples_of.items():
        splits = [_Split(examples, seed) for seed in range(SPLITS)]
        print(f"  {source}")
        for name, told in (
            ("stated", [one.measured(None) for one in splits]),
            ("margin", [one.measured(CONFIDENCE) for one in splits]),
        ):
            cost, kept, mixing = np.mean(told, axis=0)
            safe = np.mean([one[1] >= FLOOR for one in told])
            print(f"    {name} {cost:.3f}; {kept:.3f}; {safe:.0%}; random {mixing:.3f}")
        at_floor = np.mean([(one.mixing(FLOOR), one.oracle()) for one in splits], axis=0)
        print(f"    at {FLOOR:.0%}: random {at_floor[0]:.3f}, oracle {at_floor[1]:.3f}")


class _Split:
    """One half to fit on and the other to measure on."""

    def __init__(self, examples: list[ModelScore], seed: int) -> None:
        shuffled = random.Random(seed).sample(examples, k=len(examples))
        half = len(shuffled) // 2
        self.fit, self.held = table_of("fit", shuffled[:half]), shuffled[half:]
        self.cost = np.array([COSTS[model] for model in self.fit.models])
        self.quality, self.shares = shrunk(self.fit), shares_of(self.fit)
        self.top = int(np.argmax(self.shares @ np.nan_to_num(self.quality)))
        self.scores = np.array(
            [[row.scores.get(model, 0.0) for model in self.fit.models] for row in self.held]
        )

    def measured(self, confidence: float | None) -> tuple[float, float, float]:
        """Cost share, kept share, and the cost share of random mixing that keeps as much."""
        target: float | None = FLOOR
        kinds = whole_segments(self.fit)
        if confidence:
            kinds, kept = settled(self.fit, self.cost, self.shares, self.top, FLOOR)
            target = kept.target
        picks = np.full(len(self.held), self.top)
        if target is not None:
            quality = shrunk(kinds.split(self.fit))
            weights = kinds.weights(self.fit, self.shares)
            best = float(weights @ np.nan_to_num(quality[:, self.top]))
            found = cheapest(quality, self.cost, weights, target * best)
            assert found
            known = np.array([(row.segment or "") in self.fit.segments for row in self.held])
            picks[known] = np.array(found.chosen)[kinds.of(self._as_table(known))]
        got = self.scores[np.arange(len(self.held)), picks].mean()
        share = float(got / self.scores[:, self.top].mean())
        return float(self.cost[picks].mean() / self.cost[self.top]), share, self.mixing(share)

    def _as_table(self, known: np.ndarray) -> ScoreTable:
        """The held-out examples of segments that were fitted, by their places there."""
        held = [row for row, is_in in zip(self.held, known, strict=True) if is_in]
        segment = np.array([self.fit.segments.index(row.segment or "") for row in held])
        queries = tuple(row.query or "" for row in held)
        return replace(self.fit, segment=segment, scores=self.scores[known], queries=queries)

    def mixing(self, kept: float) -> float:
        """The cost share of the strongest and the cheapest mixed at random to keep as much."""
        cheap = int(np.argmin(self.cost))
        least = self.scores[:, cheap].mean() / self.scores[:, self.top].mean()
        share = min(max((kept - least) / (1 - least), 0.0), 1.0) if least < 1 else 0.0
        return float(share + (1 - share) * self.cost[cheap] / self.cost[self.top])

    def oracle(self) -> float:
        """The cost share of an oracle for each query, at the floor."""
        return _oracle(self.scores, self.cost, self.top)


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
