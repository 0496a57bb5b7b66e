"""Kinds of query among the examples of a mix, told by their text."""

import numpy as np
import pytest
from mix_samples import BOTH, examples

from knowledge.model_scores import table_of
from knowledge.records import ModelScore
from tools.decisions.mix.kinds import Condition, Kind, learnt_kinds, merged, needed
from tools.decisions.mix.markdown import mix_text
from tools.decisions.mix.mix import mix_of
from tools.decisions.mix.outcome import Mix


def long_and_short(n: int, luck: float) -> list[ModelScore]:
    """The small one fails on long queries; without luck always, with it now and then."""
    dice = np.random.default_rng(5)
    rows = []
    for at in range(n):
        is_long = at % 3 == 0
        small = 0.3 if is_long else 0.95
        rows.append(
            ModelScore(
                id=f"{at:04}",
                query="word " * (60 if is_long else 8),
                scores={
                    "big": float(dice.random() < 0.95) if luck else 0.95,
                    "small": float(dice.random() < small) if luck else small,
                },
            )
        )
    return rows


@pytest.mark.parametrize("luck", [0.0, 1.0])
def test_kinds_of_query_are_told_by_their_text(luck: float) -> None:
    found = mix_of(table_of("f", long_and_short(400, luck)), BOTH)
    assert isinstance(found, Mix)
    assert {one.model for one in found.served} == {"big", "small"}
    assert sum(one.share for one in found.served) == pytest.approx(1)
    big = next(one for one in found.served if one.model == "big")
    assert any(one.is_over for one in big.conditions)
    assert found.saving > 0.5
    assert "字符" in mix_text(found, "zh") or "词" in mix_text(found, "zh")


def test_text_that_tells_nothing_splits_nothing() -> None:
    rows = [row.model_copy(update={"query": f"{row.id} again"}) for row in examples()]
    found = mix_of(table_of("f", rows), BOTH)
    assert isinstance(found, Mix)
    assert [one.conditions for one in found.served] == [(), ()]


def test_kinds_part_the_examples_and_merge_where_nothing_changes() -> None:
    table = table_of("f", long_and_short(400, 1.0))
    kinds = learnt_kinds(table, 0)
    assert len(kinds.kinds) > 1
    for kind, at in zip(kinds.kinds, range(len(kinds.kinds)), strict=True):
        assert (kinds.of(table) == at).any(), kind
    assert kinds.weights(table, np.array([1.0])).sum() == pytest.approx(1)
    whole, chosen = merged(kinds, [1] * len(kinds.kinds))
    assert (whole.kinds, chosen) == ((Kind(0),), (1,))


def test_conditions_are_said_once() -> None:
    longer, longest, shorter = (
        Condition(sign="words", count=count, is_over=is_over)
        for count, is_over in [(10, True), (30, True), (90, False)]
    )
    assert needed([longer, shorter, longest]) == [longest, shorter]
