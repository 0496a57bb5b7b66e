"""The mix of models: exact, cautious, and said plainly when it cannot be computed."""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_recommend_models import run

from knowledge.errors import BadInput
from knowledge.model_scores import ScoreTable, load_scores, table_of
from knowledge.records import ModelScore
from knowledge.workspace import Workspace
from tools.decisions.mix.assign import best, cheapest, shrunk
from tools.decisions.mix.mix import mix_of, more_examples

UNIT = st.floats(0, 1).map(lambda value: round(value, 3))


@st.composite
def problems(draw: Any) -> tuple[Any, Any, Any]:
    segments, models = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    quality = [[draw(UNIT) for _ in range(models)] for _ in range(segments)]
    cost = [draw(st.floats(0.1, 10).map(lambda value: round(value, 2))) for _ in range(models)]
    shares = np.array([draw(st.integers(1, 9)) for _ in range(segments)], dtype=float)
    return np.array(quality), np.array(cost), shares / shares.sum()


@given(problem=problems(), share=st.floats(0.3, 1.0))
@settings(deadline=None, max_examples=40)
def test_nothing_cheaper_keeps_the_floor(problem: Any, share: float) -> None:
    quality, cost, shares = problem
    floor = share * float((shares @ quality).max())
    found = cheapest(quality, cost, shares, floor)
    assert found is not None
    assert found.quality >= floor - 1e-9
    rows = range(len(shares))
    tried = [
        float(np.sum(shares * cost[list(one)]))
        for one in itertools.product(range(len(cost)), repeat=len(shares))
        if np.sum(shares * quality[rows, list(one)]) >= floor - 1e-12
    ]
    assert found.cost == pytest.approx(min(tried), abs=1e-6)


@given(problem=problems(), budget=st.floats(0.1, 10))
@settings(deadline=None, max_examples=40)
def test_more_money_never_buys_less(problem: Any, budget: float) -> None:
    quality, cost, shares = problem
    less, more = best(quality, cost, shares, budget), best(quality, cost, shares, budget * 1.5)
    if less is not None:
        assert more is not None
        assert more.quality >= less.quality - 1e-9


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


def test_the_cheap_one_serves_where_it_is_as_good() -> None:
    found = mix_of(table_of("f", examples()), {"big": 1.0, "small": 0.1}, calls=1_000)
    assert found is not None
    assert {one.segment: one.model for one in found.served} == {"comedy": "small", "facts": "big"}
    assert found.cost == pytest.approx(0.55)
    assert found.saving == pytest.approx(0.45)
    assert found.low <= found.quality <= found.high
    assert found.quality >= 0.95 * found.strongest_quality


def test_the_order_of_rows_changes_nothing() -> None:
    costs = {"big": 1.0, "small": 0.1}
    one, other = (mix_of(table_of("f", rows), costs) for rows in (examples(), examples()[::-1]))
    assert one is not None
    assert other is not None
    assert one.served == other.served


def test_what_has_no_price_takes_no_part() -> None:
    assert mix_of(table_of("f", examples()), {"big": 1.0, "small": None}) is None


def test_a_lucky_segment_is_pulled_back() -> None:
    rows = [ModelScore(id=f"a{at}", segment="a", scores={"m": at % 2}) for at in range(200)]
    rows += [ModelScore(id=f"b{at}", segment="b", scores={"m": 1.0}) for at in range(3)]
    estimate = shrunk(table_of("f", rows))
    assert estimate[1, 0] < 1.0


def test_how_many_more_examples_a_difference_takes() -> None:
    # (1.96 + 0.84)² × 0.25 ÷ 0.05² = 784, of which 100 are there.
    assert more_examples(0.05, 0.25, 100) == 684
    assert more_examples(0.5, 0.25, 100) is None
    assert more_examples(0.0, 0.25, 100) is None


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_scores_are_read_in_either_shape(tmp_path: Path) -> None:
    table = load_scores(
        write(
            tmp_path / "s.jsonl",
            {"id": "1", "segment": "a", "scores": {"x": 1, "y": None}},
            {"query": "q", "subject": "b", "scores": {"x": 0, "y": 0.5}},
            {"id": "1", "segment": "a", "scores": {"x": 0.5}},
        )
    )
    assert isinstance(table, ScoreTable)
    assert (table.models, table.segments, table.n) == (("x", "y"), ("a", "b"), 2)
    assert np.isnan(table.scores).sum() == 1


@pytest.mark.parametrize("row", [{"id": "1", "scores": {"x": 3}}, {"id": "1"}, {"scores": 4}])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, row: dict[str, Any]) -> None:
    path = write(tmp_path / "s.jsonl", {"id": "0", "scores": {"x": 1}}, row)
    with pytest.raises(BadInput, match=r"Line 2 of .*s\.jsonl"):
        load_scores(path)


def test_the_tool_says_what_is_missing_and_then_computes(workspace: Workspace) -> None:
    text, artifact = run(workspace, "en", scenario="script generation", mix=True)
    assert "model_scores.jsonl" in text
    assert artifact.mix is None
    names = {"big": "claude-sonnet-4-5", "small": "gpt-5-mini"}
    rows = [
        {
            "id": one.id,
            "segment": one.segment,
            "scores": {names[model]: value for model, value in one.scores.items()},
        }
        for one in examples()
    ]
    write(workspace.home / "model_scores.jsonl", *rows)
    text, artifact = run(workspace, "en", scenario="script generation", mix=True)
    assert artifact.mix is not None
    assert "The mix saves" in text
    _, artifact = run(workspace, "en", scenario="script generation")
    assert artifact.found
    assert artifact.found.parts[0].listed
    assert artifact.found.parts[0].listed.yardstick.basis == "own"
