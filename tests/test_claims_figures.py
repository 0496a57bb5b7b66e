"""Amounts in other words and units, replies of yes and no, and what is reckoned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.claims.amounts import amounts
from tools.claims.denial import denied_by
from tools.claims.figures import unsaid
from tools.claims.measure import Text
from tools.claims.refusal import finds_nothing, is_refusal
from tools.claims.replies import says_yes
from tools.claims.rivals import is_reckoned


@pytest.mark.parametrize(
    ("claim", "text", "missing"),
    [
        ("72 hours", "three days before", set()),
        ("保留14天", "保留两周", set()),
        ("three days a week", "two days a week, version 3.0", {"3"}),
        ("两个月", "两周内", {"2"}),
        ("3个工作日", "3至7个工作日到账", set()),
        ("1‰", "1%", {"1"}),
    ],
)
def test_a_figure_is_said_where_the_amount_is_the_same(
    claim: str, text: str, missing: set[str]
) -> None:
    assert unsaid(claim, Text(text)) == missing


@given(st.text(max_size=80))
def test_a_text_leaves_none_of_its_own_figures_unsaid(text: str) -> None:
    assert unsaid(text, Text(text)) == set()


@pytest.mark.parametrize(
    ("text", "percent"),
    [("打八折", 80), ("赔一半", 50), ("half of the price", 50), ("百分之五", 5), ("5‰", 0.5)],
)
def test_shares_of_a_whole_are_percentages(text: str, percent: float) -> None:
    (found,) = amounts(text)
    assert (found.dimension, found.number) == ("%", pytest.approx(percent))


def test_what_follows_from_other_amounts_is_reckoned() -> None:
    given, [total, other] = amounts("£9 an hour for 3 hours"), amounts("£27 or £50")
    assert is_reckoned(total, given)
    assert not is_reckoned(other, given)


@pytest.mark.parametrize(
    ("reply", "yes"),
    [
        ("可以的，提前三天申请。", True),
        ("抱歉，目前不支持下载。", False),
        ("Yes, up to four times.", True),
        ("Afraid not: it is closed.", False),
        ("You can't fly alone.", False),
        ("No booking is needed.", None),
        ("每年最多两次。", None),
    ],
)
def test_how_a_reply_begins(reply: str, *, yes: bool | None) -> None:
    assert says_yes(reply) is yes


@pytest.mark.parametrize(
    ("text", "refuses", "nothing"),
    [
        ("我手头的资料里没有关于公网地址的说明，没法给您准确答复。", True, True),
        ("The handbook doesn't say anything about a dress code.", True, True),
        ("I can't give you a definite answer.", True, False),
        ("抱歉，这个问题不在本产品的服务范围内。", True, False),
        ("不行，3公里超出了可修改的范围。", False, False),
        ("该地区不在配送范围。", False, False),
    ],
)
def test_refusals_and_what_they_are_for(text: str, *, refuses: bool, nothing: bool) -> None:
    assert (is_refusal(text), finds_nothing(text)) == (refuses, nothing)


@pytest.mark.parametrize(
    ("claim", "sentence", "denies"),
    [
        ("Miles expire unless you fly.", "Miles expire unless you fly.", False),
        ("Miles expire if there is activity.", "Miles expire unless there is activity.", True),
        ("Miles expire if there is no activity.", "Miles expire unless there is activity.", False),
        ("Fines on books ended in April.", "Since April no fines are charged on books.", False),
    ],
)
def test_unless_denies_and_an_end_is_a_denial(claim: str, sentence: str, *, denies: bool) -> None:
    assert bool(denied_by(claim, [sentence])) is denies
