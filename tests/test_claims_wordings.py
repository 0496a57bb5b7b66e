"""The same value, and the same statement, in another dress; and another one in a like dress."""

import pytest

from tools.claims.amounts import amounts
from tools.claims.denial import denied_by
from tools.claims.digits import in_digits
from tools.claims.wordings import in_one_wording


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("150 minutes", "two and a half hours", True),
        ("150分钟", "两个半小时", True),
        ("90 minutes", "an hour and a half", True),
        ("90分钟", "两个半小时", False),
        ("25%", "a quarter of the fee", True),
        ("25%", "四分之一", True),
        ("25%", "三成", False),
        ("15%", "a quarter of it", False),
        ("75%", "three quarters of the fee", True),
        ("15 minutes", "a quarter of an hour", True),
        ("15分钟", "一刻钟", True),
        ("14 days", "a fortnight", True),
        ("14 days", "a month or more", False),
        ("28 days", "four weeks", True),
        ("6个月", "半年", True),
        ("24", "two dozen", True),
        ("12:00", "noon", True),
        ("00:00", "midnight", True),
        ("23:00", "晚上11点", True),
        ("15:00", "3点", True),
        ("15:00", "4点", False),
        ("03:00", "下午3点", False),
        ("12000元", "1.2万元", True),
        ("$1,500", "$1.5k", True),
        ("14周岁", "14岁", True),
    ],
)
def test_amounts_are_compared_by_what_they_say(one: str, other: str, *, same: bool) -> None:
    assert any(a.meets(b) for a in amounts(one) for b in amounts(other)) is same


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("15/11/2026", "15 november 2026"),
        ("11/15/2026", "15 november 2026"),
        ("截止2026-11-15", "截止2026年11月15日"),
        ("3/4/2026", "3/4/2026"),
        ("v1.2.2026", "v1.2.2026"),
    ],
)
def test_a_day_in_figures_is_read_where_it_can_be_read_in_one_way(said: str, plain: str) -> None:
    assert in_digits(said) == plain


@pytest.mark.parametrize(
    ("claim", "sentence", "denies"),
    [
        ("刷银联卡不收转换费。", "Visa卡收取1.5%的转换费，银联卡免收。", False),
        ("刷Visa卡不收转换费。", "Visa卡收取1.5%的转换费，银联卡免收。", True),
        ("已核销的券是不可退的。", "已核销的券不支持退款。", False),
        ("不用身份证，出示学生证即可。", "学生凭学生证购票，无需出示身份证。", False),
        ("餐厅里不允许带宠物。", "餐厅区域谢绝携带宠物。", False),
        ("餐厅里允许带宠物。", "餐厅区域谢绝携带宠物。", True),
        ("There is no charge for the shuttle.", "The shuttle is free of charge.", False),
        ("Alcohol is excluded from reimbursement.", "Alcohol is not reimbursed.", False),
        ("Alcohol is reimbursed.", "Alcohol is not reimbursed.", True),
        ("The fee can't be refunded.", "The fee is non-refundable.", False),
        ("Visitors may bring water.", "Visitors may not bring water.", True),
    ],
)
def test_a_denial_is_one_however_it_is_worded(claim: str, sentence: str, *, denies: bool) -> None:
    assert bool(denied_by(claim, [sentence])) is denies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("已核销的券不予退款", "已核销的券不支持退款"),
        ("不在报销范围内", "不予报销"),
        ("打包不收费", "打包不要钱"),
        ("账号转为只读", "账号变为只读"),
        ("无需预约", "不需要预约"),
        ("Drones are prohibited", "Drones aren't permitted"),
        ("The page switches to private", "The page becomes private"),
        ("The shuttle is for free", "The shuttle is complimentary"),
    ],
)
def test_statements_are_put_in_one_wording(one: str, other: str) -> None:
    plain = in_one_wording(one).replace(" are ", " is ")
    assert plain == in_one_wording(other).replace(" are ", " is ")
