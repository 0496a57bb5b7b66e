"""Reckonings that an answer writes out, and amounts in the writings of everyday."""

import pytest

from tools.claims.amounts import amounts
from tools.claims.rivals import lies_between
from tools.claims.written_out import written_out


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("168×8×0.9＝1209.6 元", [1209.6]),
        ("59（PP 棉）+ 89（活性炭）+ 299（RO 膜）= 447 元", [447.0]),
        ("two books × 9 days × 20p comes to £3.60", [3.6]),
        ("20+20×3=80 元", [80.0]),
        ("18 × 12 = 226 yuan", []),
        ("The room is 12 × 8 m. It is 96 steps away.", []),
    ],
)
def test_a_result_is_found_where_it_is_right(text: str, result: list[float]) -> None:
    assert [one.written for one, _ in written_out(text, amounts(text))] == result


@pytest.mark.parametrize(
    ("text", "number", "dimension"),
    [
        ("85折", 85.0, "%"),
        ("八五折", 85.0, "%"),
        ("8.5 折", 85.0, "%"),
        ("九折", 90.0, "%"),
        ("20p", 0.2, "gbp"),
        ("2 grand", 2000.0, ""),
        ("2–5 pm", 14.0, "clock"),
        ("9-5 pm", 9.0, "clock"),
        ("22 × 24 cm", 0.22, "metre"),
    ],
)
def test_amounts_are_read_in_short_forms(text: str, number: float, dimension: str) -> None:
    first = amounts(text)[0]
    assert (round(first.number, 6), first.dimension) == (number, dimension)


def test_720p_is_no_price_and_so_much_each_time_is_no_amount() -> None:
    assert [one.dimension for one in amounts("streams in 720p")] == [""]
    assert [one.written for one in amounts("一天吃两次，一次3元")] == [2.0, 3.0]


@pytest.mark.parametrize(("month", "is_within"), [("7月", True), ("12月", False)])
def test_a_month_lies_in_a_range_of_months(month: str, is_within: bool) -> None:
    text = "4月至10月"
    assert lies_between(amounts(month)[0], amounts(text), text) is is_within


def test_a_range_of_months_goes_on_after_december() -> None:
    text = "11月至次年3月"
    bare = "11月至3月"
    assert amounts(text)
    assert lies_between(amounts("1月")[0], amounts(bare), bare)
    assert not lies_between(amounts("7月")[0], amounts(bare), bare)
