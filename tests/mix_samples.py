"""Scores of two models, and what these cost."""

import json
from pathlib import Path
from typing import Any

from knowledge.records import ModelScore
from tools.decisions.mix.outcome import Priced


def examples() -> list[ModelScore]:
    """In comedy both are as good; in facts the small one is much worse."""
    rows = []
    for at in range(120):
        easy = at % 2 == 0
        big = 1.0 if at % 10 else 0.0
        small = big if easy else float(at % 4 == 1 and at % 3 == 0)
        segment = "comedy" if easy else "facts"
        rows.append(ModelScore(id=str(at), segment=segment, scores={"big": big, "small": small}))
    return rows


def priced(**costs: float) -> list[Priced]:
    return [Priced(model=name, offer=f"maker/{name}", cost=cost) for name, cost in costs.items()]


BOTH = priced(big=1.0, small=0.1)


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
