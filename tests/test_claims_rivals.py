"""Amounts of the same thing that cannot both hold."""

import pytest

from tools.claims.amounts import amounts
from tools.claims.rivals import is_rival, other_amount
from tools.claims.splitting import claims


@pytest.mark.parametrize(
    ("given", "answer", "passage"),
    [
        (["退款", "到账"], "九周。", "退款在三个工作日内到账。"),
        (["refund", "take"], "Nine weeks.", "Refunds are made within three working days."),
        (["保修"], "保修期为半年。", "本产品保修期为两年，自购买之日起计算。"),
        (["年假"], "年假15天。", "入职满一年的员工享有10天年假。"),
        (["服用"], "每次服用4克。", "成人每次服用2克，一日三次。"),
        (["egg", "boil"], "Twenty minutes.", "Boil the eggs for eight minutes."),
        (["late", "fee"], "The late fee is 50 dollars.", "A late fee of 25 dollars applies."),
        (["key", "last"], "API keys expire after one year.", "API keys expire after 90 days."),
        (["会员"], "每月88元。", "会员每月25元，年付240元。"),
        (["审核"], "审核需要10个工作日。", "审核需要1-3个工作日。"),
    ],
)
def test_another_amount_of_the_same_kind_contradicts(
    given: list[str], answer: str, passage: str
) -> None:
    assert other_amount(answer, claims(passage), given)


@pytest.mark.parametrize(
    ("given", "answer", "passage"),
    [
        (["退款", "到账"], "3个工作日内到账。", "退款在三个工作日内到账。"),
        (["退款", "到账"], "大约三天。", "退款在三个工作日内到账。"),
        (["refund"], "It takes 3 days.", "Refunds are made within three working days."),
        (["refund"], "About a week.", "Refunds are made within 5 business days."),
        (["保修"], "保修24个月。", "本产品保修期为两年，自购买之日起计算。"),
        (["发货"], "两天内发货。", "下单后48小时内发货，偏远地区5天送达。"),
        (["审核"], "审核需要2个工作日。", "审核需要1-3个工作日。"),
        (["fee"], "The late fee is $25.", "A late fee of 25 dollars applies."),
        (["trial"], "The trial lasts two weeks.", "The free trial lasts 14 days."),
        (["gym"], "The gym has 12 bikes.", "The gym opens for 16 hours a day."),
    ],
)
def test_the_same_amount_or_one_of_another_kind_does_not(
    given: list[str], answer: str, passage: str
) -> None:
    assert other_amount(answer, claims(passage), given) is None


def test_working_days_are_a_unit_that_calendar_days_may_meet() -> None:
    (three,) = amounts("三个工作日")
    assert three.dimension == "workdays"
    for days, may_be in (("3天", True), ("5天", True), ("九周", False), ("1小时", False)):
        (other,) = amounts(days)
        assert three.agrees(other) is may_be, days
        assert is_rival(three, [other], days) is not may_be, days
