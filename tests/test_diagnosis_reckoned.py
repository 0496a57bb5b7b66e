"""Good answers with figures that no passage has: they were reckoned, or are put otherwise."""

import pytest

from knowledge.language import language_of
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose

BESIDE = {
    "zh": "会员积分可在积分商城兑换礼品，积分有效期至次年年底，详情见公告栏。",
    "en": "The newsletter is sent out once a month; subscribers may change their address online.",
}


def cause(query: str, passage: str, answer: str, reference: str | None = None) -> str:
    lang = language_of(query)
    shown = [Passage(id="on it", text=passage), Passage(id="beside", text=BESIDE[lang])]
    trace = Trace(id="t", query=query, answer=answer, reference=reference, retrieved=shown)
    return diagnose(trace, lang=lang).cause


RECKONED = [
    (
        "租两辆成人车一辆儿童车一天多少钱",
        "租车价格：成人自行车每天40元，儿童自行车每天25元，押金每辆200元。",
        "两辆成人车80元，一辆儿童车25元，一共105元。",
        "两辆成人车80元，一辆儿童车25元，一共125元。",
        "105元",
    ),
    (
        "我工资8000，公积金个人交多少",
        "住房公积金：个人缴存比例为12%，单位缴存比例相同，每月15日前缴纳。",
        "按8000元的12%算，个人每月缴960元。",
        "按8000元的12%算，个人每月缴1060元。",
        "960元",
    ),
    (
        "办6个月的停车月卡一共多少",
        "停车月卡：每月350元，仅限登记车辆使用，遗失补办收取20元工本费。",
        "一共2100元。",
        "一共2400元。",
        "2100元",
    ),
    (
        "大床房比标间贵多少",
        "客房价格：标准间每晚298元，大床房每晚368元，含双人早餐，加床另收80元。",
        "大床房368元，标准间298元，相差70元。",
        "大床房368元，标准间298元，相差90元。",
        "70元",
    ),
    (
        "老会员续一年的课多少钱",
        "课程年费3600元，老会员续费享8折优惠，续费后可免费转班一次。",
        "原价3600元，老会员打八折，续费是2880元。",
        "原价3600元，老会员打八折，续费是2980元。",
        "2880元",
    ),
    (
        "My booking was $640. How much do I lose if I cancel the day before?",
        "Cancellations made less than 48 hours before arrival are charged 25% of the booking.",
        "You'd be charged 25% of $640, which is $160.",
        "You'd be charged 25% of $640, which is $190.",
        "$160",
    ),
    (
        "How much is the storage unit for 5 months?",
        "A small storage unit costs £65 per month. A deposit of £50 is returned when you leave.",
        "At £65 per month, five months cost £325.",
        "At £65 per month, five months cost £345.",
        "£325",
    ),
    (
        "My parcel arrived on 3 June. By when do I have to report damage?",
        "Damage must be reported within 10 days of delivery, with photos of the box and the item.",
        "You have 10 days, so report it by 13 June.",
        "You have 10 days, so report it by 17 June.",
        "13 June",
    ),
    (
        "How much cheaper is the economy parcel?",
        "Express parcels cost $22.50 and arrive the next day; economy parcels cost $13.00.",
        "Economy is $13.00 against $22.50 for express, so you save $9.50.",
        "Economy is $13.00 against $22.50 for express, so you save $8.50.",
        "$9.50",
    ),
    (
        "We need 8 lockers for the season, what will it come to?",
        "Lockers can be rented for $35 per season. Keys must be returned by 30 April.",
        "8 lockers at $35 each come to $280.",
        "8 lockers at $35 each come to $320.",
        "$280",
    ),
]


@pytest.mark.parametrize(("query", "passage", "right", "wrong", "reference"), RECKONED)
def test_a_figure_that_comes_out_is_good_and_one_that_does_not_is_blamed(
    query: str, passage: str, right: str, wrong: str, reference: str
) -> None:
    assert cause(query, passage, right) == "none"
    assert cause(query, passage, right, reference) == "none"
    assert cause(query, passage, wrong) != "none"
    assert cause(query, passage, wrong, reference) != "none"


@pytest.mark.parametrize(
    ("query", "passage", "right", "wrong", "reference"),
    [
        (
            "电动牙刷保修多久",
            "电动牙刷主机保修6个月，刷头不保修。",
            "主机保修半年，刷头不在保修范围。",
            "主机保修一年，刷头不在保修范围。",
            "6个月",
        ),
        (
            "热水几点停",
            "热水供应时间为每日17:00至23:30。",
            "热水晚上11点半停。",
            "热水晚上10点半停。",
            "23:30",
        ),
        (
            "How much of the grant do I have to pay back if I leave?",
            "Recipients who leave early must pay back 25% of the grant within one year.",
            "You'd have to pay back a quarter of the grant.",
            "You'd have to pay back 15% of the grant.",
            "25%",
        ),
        (
            "How long does the battery take to charge?",
            "The battery charges in 90 minutes and lasts 10 hours.",
            "It charges in an hour and a half.",
            "It charges in two and a half hours.",
            "90 minutes",
        ),
        (
            "When is check-out?",
            "Check-out is at 12:00. Late check-out costs $20.",
            "Check-out is at noon.",
            "Check-out is at 11 am.",
            "12:00",
        ),
        (
            "牙齿美容医保能报吗",
            "医保报销范围：补牙、拔牙可报销；牙齿美白、种植牙不予报销。",
            "牙齿美白不在报销范围内。",
            "牙齿美白在报销范围内。",
            "不予报销",
        ),
        (
            "学生票要身份证吗",
            "学生凭学生证购票，无需出示身份证。",
            "不需要身份证，凭学生证就行。",
            "需要出示身份证。",
            "无需出示身份证",
        ),
        (
            "Is the trial subscription refundable?",
            "Trial subscriptions are non-refundable; yearly ones can be refunded within 10 days.",
            "Trial subscriptions can't be refunded.",
            "Trial subscriptions can be refunded.",
            "No",
        ),
        (
            "Are drones allowed in the park?",
            "Drones are prohibited in the park. Kites may be flown on the meadow.",
            "Drones aren't allowed in the park.",
            "Drones are allowed in the park.",
            "No",
        ),
    ],
)
def test_the_same_in_another_dress_is_good_and_something_else_is_blamed(
    query: str, passage: str, right: str, wrong: str, reference: str
) -> None:
    assert cause(query, passage, right) == "none"
    assert cause(query, passage, right, reference) == "none"
    assert cause(query, passage, wrong) != "none"
    assert cause(query, passage, wrong, reference) != "none"
