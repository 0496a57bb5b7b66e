"""Figures that follow from the question and the passages, and ones that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.claims.amounts import amounts
from tools.claims.reckoning import reckoned

BIKES = "租车价格：成人自行车每天40元，儿童自行车每天25元，押金每辆200元。"
BOAT = (
    "Boat tour: tickets are $18 for adults and $9 for children. Tours leave at 10:00 from pier 4."
)
PAGES = "Every student has 200 free pages a month; each further page costs $0.05."


def figures(answer: str, asked: str, passage: str) -> list[str]:
    """The figures that were reckoned and are not the question's."""
    found = [answer[a.start : a.end] for a in reckoned(answer, asked, (passage,)).amounts]
    return [one for one in found if one not in {asked[a.start : a.end] for a in amounts(asked)}]


@pytest.mark.parametrize(
    ("asked", "passage", "answer", "follow"),
    [
        (
            "租两辆成人车一辆儿童车",
            BIKES,
            "两辆成人车80元，儿童车25元，一共105元。",
            ["80元", "105元"],
        ),
        ("租两辆成人车一辆儿童车", BIKES, "两辆成人车80元，儿童车25元，一共125元。", ["80元"]),
        ("租两辆成人车一辆儿童车", BIKES, "两辆成人车90元，儿童车25元，一共115元。", []),
        ("工资8000交多少", "个人缴存比例为12%。", "8000的12%是960元。", ["960元"]),
        ("工资8000交多少", "个人缴存比例为12%。", "8000元的12%是980元。", []),
        ("老会员续费多少", "年费3600元，老会员8折。", "打八折后是2880元。", ["2880元"]),
        ("老会员续费多少", "年费3600元，老会员8折。", "打八折后是2980元。", []),
        ("5月3日买的哪天前退", "自购买之日起7天内可退。", "最晚5月10日。", ["10日"]),
        ("5月3日买的哪天前退", "自购买之日起7天内可退。", "最晚5月12日。", []),
        ("年费折合每月多少", "年费会员每年264元。", "平均每月22元。", ["22元"]),
        ("年假15天，休了6天还剩几天", "每年15天年假。", "还剩9天。", ["9天"]),
        ("Two adults and one child in total?", BOAT, "The total is $45.", ["$45"]),
        ("Two adults and one child in total?", BOAT, "The total is $52.", []),
        ("I printed 240 pages", PAGES, "You pay for 40 pages at $0.05: $2 in all.", ["40", "$2"]),
        ("I printed 240 pages", PAGES, "You pay for 60 pages: $3 in all.", []),
        ("What is the late fee on $350?", "The late fee is 2%.", "2% of $350 is $7.", ["$7"]),
        ("What is the late fee on $350?", "The late fee is 2%.", "3% of $350 is $10.50.", []),
        ("It came on 25 March", "Return it within two weeks.", "By 8 April.", ["8", "April."]),
        ("It came on 25 March", "Return it within two weeks.", "By 11 April.", []),
        ("How much is 90 minutes?", "It costs $40 an hour.", "That comes to $60.", ["$60"]),
        ("How long do they differ?", "Slow takes 9 days, fast 2 days.", "They take 7 days.", []),
        ("鹦鹉产多少枚", "背鳍12枚，臀鳍9枚。", "产三枚。", []),
        ("参赛者有多少人", "他在2008年上阵32场，入球9个。", "23人。", []),
    ],
)
def test_a_figure_follows_only_if_it_comes_out(
    asked: str, passage: str, answer: str, follow: list[str]
) -> None:
    assert figures(answer, asked, passage) == follow


def test_what_was_reckoned_is_left_out_and_keeps_its_place() -> None:
    answer = "年费264元，平均每个月22元。"
    made = reckoned(answer, "折合每个月多少钱", ("年费会员每年264元。",))
    assert made.passages == {0}
    left = made.left_out_of(answer)
    assert len(left) == len(answer)
    assert "264" in left
    assert "22" not in left


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_reckoned_with(answer: str, asked: str, passage: str) -> None:
    made = reckoned(answer, asked, (passage,))
    assert len(made.left_out_of(answer)) == len(answer)


@given(
    st.integers(2, 40), st.integers(1, 400), st.sampled_from(["每人{}元", "It is ${} per person"])
)
def test_so_much_for_each_is_found_whatever_the_numbers(
    people: int, price: int, passage: str
) -> None:
    sign = "元" if "元" in passage else "$"
    for total, is_right in ((people * price, True), (people * price * 7 + 1, False)):
        said = f"一共{total}元" if sign == "元" else f"${total} in total"
        made = reckoned(said, f"{people}个人, {people} people", (passage.format(price),))
        known = total in {price, people}
        assert bool(made.amounts) is (is_right and not known), said
