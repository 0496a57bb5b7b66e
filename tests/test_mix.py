"""The mix of models: exact, cautious, and said plainly when it cannot be computed."""

import itertools
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_samples import BOTH, examples, priced, write
from test_recommend_models import offer, run

from knowledge.catalogue import Catalogue
from knowledge.errors import BadInput
from knowledge.model_scores import ScoreTable, load_scores, table_of
from knowledge.records import ExchangeRate, ModelScore, Offer, Price, Usage
from knowledge.workspace import Workspace
from tools.decisions.mix.assign import best, cheapest, shrunk
from tools.decisions.mix.held_out import settled
from tools.decisions.mix.markdown import mix_text
from tools.decisions.mix.mix import mix_of, more_examples
from tools.decisions.mix.outcome import Mix, NoMix, Priced
from tools.decisions.mix.prices import prices_of
from tools.decisions.mix.quiet import quiet_highs
from tools.decisions.mix.weigh import shares_of, traffic_shares

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


def test_the_cheap_one_serves_where_it_is_as_good() -> None:
    found = mix_of(table_of("f", examples()), BOTH, calls=1_000)
    assert isinstance(found, Mix)
    assert {one.segment: one.model for one in found.served} == {"comedy": "small", "facts": "big"}
    assert found.cost == pytest.approx(0.55)
    assert found.saving == pytest.approx(0.45)
    assert found.low <= found.quality <= found.high
    assert found.quality >= 0.95 * found.strongest_quality
    assert found.kept
    assert found.kept.low >= 0.95


def test_the_order_of_rows_changes_nothing() -> None:
    one, other = (mix_of(table_of("f", rows), BOTH) for rows in (examples(), examples()[::-1]))
    assert one == other


def test_a_planted_optimum_without_noise_takes_no_margin() -> None:
    # 0.5 × 0.9 + 0.5 × 1 is 95 % of the strongest: just enough, and there is no luck in it.
    rows = [
        ModelScore(id=str(at), segment=segment, scores={"big": 1.0, "small": small})
        for at in range(40)
        for segment, small in [("even", 0.9) if at % 2 else ("odd", 0.2)]
    ]
    found = mix_of(table_of("f", rows), BOTH)
    assert isinstance(found, Mix)
    assert {one.segment: one.model for one in found.served} == {"even": "small", "odd": "big"}


def test_a_margin_keeps_the_floor_on_new_examples() -> None:
    """Thirty segments of ten examples, in which luck makes a fifth of the cheap cells look good."""
    dice = np.random.default_rng(3)
    good = {"big": dice.uniform(0.6, 1, 30)}
    good["small"] = good["big"] - dice.uniform(0, 0.3, 30)

    def drawn(n: int) -> list[ModelScore]:
        return [
            ModelScore(
                id=f"{segment}-{at}",
                segment=f"s{segment}",
                scores={name: float(dice.random() < p[segment]) for name, p in good.items()},
            )
            for segment in range(30)
            for at in range(n)
        ]

    kept = []
    for _ in range(12):
        found = mix_of(table_of("f", drawn(10)), BOTH)
        assert isinstance(found, Mix)
        chosen = [(int(one.segment[1:]), one.model) for one in found.served]
        truth = sum(good[model][segment] for segment, model in chosen)
        kept.append(truth / good["big"].sum())
    assert sum(one >= 0.95 for one in kept) >= 9


def test_too_few_examples_leave_the_strongest_for_all() -> None:
    rows = [
        ModelScore(id=str(at), scores={"big": float(at > 0), "small": float(at > 1)})
        for at in range(6)
    ]
    table = table_of("f", rows)
    cost = np.array([1.0, 0.1])
    assert settled(table, cost, shares_of(table), 0, 0.95)[1].target is None
    found = mix_of(table, BOTH)
    assert isinstance(found, Mix)
    assert found.saving == 0
    assert "全用" in mix_text(found, "zh")
    assert "too few or too close" in mix_text(found, "en")


@pytest.mark.parametrize(
    ("costs", "given_", "reason"),
    [
        (priced(big=1.0), {}, "few_priced"),
        (priced(big=0.1, small=1.0), {}, "one_best"),
        (BOTH, {"budget": 10.0, "calls": 1_000}, "budget_low"),
        (BOTH, {"budget": 10.0}, "no_traffic"),
    ],
)
def test_no_mix_has_a_reason_and_a_way_out(
    costs: list[Priced], given_: dict[str, Any], reason: str
) -> None:
    found = mix_of(table_of("f", examples()), costs, **given_)
    assert isinstance(found, NoMix)
    assert found.reason == reason
    zh, en = mix_text(found, "zh"), mix_text(found, "en")
    assert zh.startswith("**")
    assert en.startswith("**")


def test_a_budget_buys_the_best_and_a_floor_beside_it_is_held_against_it() -> None:
    table = table_of("f", examples())
    found = mix_of(table, BOTH, calls=1_000, budget=600.0)
    assert isinstance(found, Mix)
    assert found.floor is None
    assert found.cost * 1_000 <= 600
    assert "$600.00" in mix_text(found, "en")
    both = mix_of(table, BOTH, calls=1_000, budget=500.0, floor=0.95)
    assert isinstance(both, Mix)
    assert both.cost == pytest.approx(0.55)
    assert "over the budget of $500.00" in mix_text(both, "en")


def test_segments_weigh_by_the_traffic_where_it_has_them() -> None:
    table = table_of("f", examples())
    traffic = {"style": {"Comedy": 900, "facts": 100, "other": 7}, "version": {"v1": 1_000}}
    weights = traffic_shares(table, traffic)
    assert weights is not None
    found = mix_of(table, BOTH, weights=weights)
    assert isinstance(found, Mix)
    assert found.weighed_by == "style"
    assert [one.share for one in found.served] == pytest.approx([0.9, 0.1])
    assert found.cost == pytest.approx(0.19)
    assert traffic_shares(table, {"style": {"comedy": 900}}) is None


CATALOGUE = Catalogue(
    [
        offer("big", "2", provider="maker", is_first_party=True),
        offer("big", "1", provider="reseller"),
        offer("free", None),
        Offer.model_validate({
            **offer("yuan", "7").model_dump(),
            "price": Price(input=Decimal(7), output=Decimal(7), currency="CNY"),
        }),
    ]
)  # fmt: skip


def test_a_model_is_priced_by_its_maker_and_left_out_with_a_reason() -> None:
    call = Usage(calls=1, input_tokens=1_000_000, output_tokens=0)
    models = ["big", "reseller/big", "free", "yuan", "elsewhere"]
    costs, left = prices_of(models, CATALOGUE, call, None)
    assert {one.model: (one.offer, one.cost) for one in costs} == {
        "big": ("maker/big", 2.0),
        "reseller/big": ("reseller/big", 1.0),
    }
    assert {one.model: one.reason for one in left} == {
        "free": "no_price", "yuan": "no_rate", "elsewhere": "unknown",
    }  # fmt: skip
    costs, left = prices_of(models, CATALOGUE, call, ExchangeRate(cny_per_usd=Decimal(7)))
    assert {one.model: one.cost for one in costs}["yuan"] == 1.0
    _, left = prices_of(["big"], CATALOGUE, call, None, fitting=set())
    assert left[0].reason == "unfit"


def test_qwen_is_priced_by_its_maker() -> None:
    call = Usage(calls=1, input_tokens=1_000, output_tokens=500)
    costs, _ = prices_of(["qwen-plus", "qwen-turbo"], Catalogue.load(), call, None)
    assert [one.offer.split("/")[0] for one in costs] == ["alibaba-cn", "alibaba-cn"]


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
    assert artifact.mix.reason == "no_scores"
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
    assert isinstance(artifact.mix, Mix)
    assert "The mix saves" in text
    _, artifact = run(workspace, "en", scenario="script generation")
    assert artifact.found
    assert artifact.found.parts[0].listed
    assert artifact.found.parts[0].listed.yardstick.basis == "own"


def test_only_the_solver_is_silenced(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_highs():
        os.write(1, b"HighsMipSolverData::transform\nours\n")
    assert capfd.readouterr().out == "ours\n"
