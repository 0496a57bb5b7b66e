"""References as teams note them down, and answers that say the same, or something else."""

import pytest

from knowledge.language import language_of
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose

_CLINIC = (
    "Vaccination hours are Tuesday and Thursday, 8:30 to 12:00. The first dose costs 45 euros and "
    "the second 30. A referral is needed for dermatology, not for dentistry. Test results are sent "
    "by e-mail within 3 working days. Take the tablets after meals, one in the morning and two in "
    "the evening. Patients under 18 come with a parent."
)
_SHOP = (
    "Gift cards are valid for 2 years and cannot be exchanged for cash. Returns are accepted in 28 "
    "days with the receipt; sale items can only be swapped. Shipping to Ireland costs 9.90 pounds "
    "and takes 4 to 6 days. The rate for members was cut by 15 percent in May 2024. Orders placed "
    "before 13:00 leave the same day."
)
_TRAIN = (
    "儿童票：身高1.2米以下免票，1.2至1.5米半价，6周岁以下免票。改签：开车前48小时以上免费，48小时以内收"
    "5%手续费。行李每人20公斤以内免费，超重部分每公斤2元。车上禁止吸烟，餐车在5号车厢。宠物须托运，"
    "不得带入车厢。学生票每年限购4次，85折。"
)
_GYM = (
    "年卡1680元，可暂停1次，最长60天。私教课须提前1天取消，否则扣1节。泳池周一闭池清洁，其余每天7:00至"
    "21:30开放。浴室毛巾免费，柜子押金50元，退卡时退还。未满16岁须家长陪同。团课人满不接受现场加位。"
)
_BESIDE = {"en": "The lift is out of order.", "zh": "电梯正在检修。"}


def _cause(query: str, answer: str, reference: str, passage: str) -> str:
    lang = language_of(query)
    found = [Passage(id="p", text=passage), Passage(id="o", text=_BESIDE[lang])]
    trace = Trace(id="t", query=query, retrieved=found, answer=answer, reference=reference)
    return diagnose(trace, lang=lang).cause


@pytest.mark.parametrize(
    ("query", "answer", "reference", "passage"),
    [
        ("when can I get a jab", "Tuesdays and Thursdays from half past eight until noon.",
         "Tue & Thu 8:30-12", _CLINIC),
        ("whats both doses together", "The two doses come to 75 euros: 45 for the first and 30 for "
         "the second.", "45 + 30 = 75 euros", _CLINIC),
        ("do i need a letter for the dentist", "You don't need one for dentistry, only for "
         "dermatology.", "No (only dermatology)", _CLINIC),
        ("can my 17yo come alone", "No, under-18s need to have a parent with them.",
         "No, parent needed under 18", _CLINIC),
        ("postage to dublin and how long", "Posting to Ireland is £9.90 and it takes between four "
         "and six days.", "£9.90; 4-6 days", _SHOP),
        ("do i get a refund for the boots i bought in the sale", "Not a refund, I'm afraid. Sale "
         "items can only be swapped for something else.", "No refund, swap only", _SHOP),
        ("if i order at noon does it go out today", "Yes, anything ordered before 1 pm leaves the "
         "same day.", "Yes (cut-off 13:00)", _SHOP),
        ("孩子1米3要买票吗", "要买半价票，1.2到1.5米之间的孩子半价。", "半价", _TRAIN),
        ("行李25公斤多少钱", "20公斤以内免费，超了5公斤，每公斤2元，一共10元。",
         "10元（超5公斤×2）", _TRAIN),
        ("猫能带进车厢不", "不行哦，宠物只能托运。", "不能，须托运", _TRAIN),
        ("学生票打几折", "八五折，一年最多买4次。", "85折", _TRAIN),
        ("泳池周一开不开", "周一不开，那天要清洁。", "周一闭池", _GYM),
        ("卡能停吗", "可以停一次，最多60天。", "能，1次，≤60天", _GYM),
        ("团课满了还能加吗", "满员后就不接受现场加位了。", "不能加位", _GYM),
    ],
)  # fmt: skip
def test_who_tells_all_of_a_note_answers_well(
    query: str, answer: str, reference: str, passage: str
) -> None:
    assert _cause(query, answer, reference, passage) == "none"


@pytest.mark.parametrize(
    ("query", "answer", "reference", "passage"),
    [
        ("when can I get a jab", "Mondays and Wednesdays from half past eight until noon.",
         "Tue & Thu 8:30-12", _CLINIC),
        ("which dose is dearer", "The first dose costs 30 euros and the second 45.",
         "first 45, second 30", _CLINIC),
        ("before or after food?", "Before meals.", "after meals", _CLINIC),
        ("can my 17yo come alone", "Yes, at 17 that is fine.", "No, parent needed under 18",
         _CLINIC),
        ("what happened to the members rate", "It was raised by 15% in May 2024.",
         "cut by 15 percent", _SHOP),
        ("when was the rate changed", "In March 2024.", "May 2024", _SHOP),
        ("do i get a refund for the boots i bought in the sale", "Yes, you get your money back "
         "within 28 days.", "No refund, swap only", _SHOP),
        ("how long is a gift card good for", "Two years. It also earns triple loyalty stars on "
         "weekend purchases and a free birthday surprise box.", "2 years", _SHOP),
        ("我明天的车想改签", "可以免费改签的，不收任何手续费。", "收5%手续费（48小时内）", _TRAIN),
        ("学生票打几折", "七五折，一年最多买4次。", "85折", _TRAIN),
        ("猫能带进车厢不", "可以带，放笼子里带进车厢就行。", "不能，须托运", _TRAIN),
        ("泳池周几休息", "泳池周三闭池清洁。", "周一", _GYM),
        ("卡能停吗", "可以停60次，最长1天。", "能，1次，≤60天", _GYM),
        ("柜子要钱吗", "柜子完全免费，不收押金。", "押金50元，可退", _GYM),
    ],
)  # fmt: skip
def test_who_tells_something_else_does_not(
    query: str, answer: str, reference: str, passage: str
) -> None:
    assert _cause(query, answer, reference, passage) != "none"


@pytest.mark.parametrize(
    ("query", "answer", "reference", "is_good"),
    [
        ("is there a discount for nurses", "The information I have doesn't say whether nurses get "
         "a discount.", "The pages do not say anything about staff discounts.", True),
        ("do you take klarna", "Klarna isn't listed on our pages. You can pay by card or cash.",
         "Not stated; card or cash", True),
        ("is there a discount for nurses", "Yes, nurses get 10% off.", "not covered in the docs",
         False),
        ("how much is the course", "Which one are you thinking of? Pottery is 90 and painting 60.",
         "Ask which course - pottery 90, painting 60", True),
        ("how much is the course", "It is 90.", "Ask which course - pottery 90, painting 60",
         False),
        ("should i buy bitcoin", "I can't give investment advice, but I'm happy to explain our "
         "savings accounts.", "Decline, no investment advice", True),
        ("有没有老人票", "这一页只写了学生票和儿童票，没提老人票，我没法确认。可以问问车站。",
         "页面未提老年票", True),
        ("有没有老人票", "有的，60岁以上老人票打七折。", "页面未提老年票", False),
        ("取消", "请问您要取消私教课还是退年卡？私教课须提前1天取消。", "问清取消什么", True),
        ("取消", "年卡可以暂停1次，最长60天。", "上文缺失，应请用户补充要取消什么", False),
        ("帮我订酒店", "抱歉，我只能解答健身房相关的问题，订不了酒店。",
         "订酒店不在服务范围，应说明", True),
    ],
)  # fmt: skip
def test_a_note_may_say_what_to_do_or_that_nothing_is_known(
    query: str, answer: str, reference: str, is_good: bool
) -> None:
    passage = _TRAIN if language_of(query) == "zh" else _SHOP
    assert (_cause(query, answer, reference, passage) == "none") is is_good


def test_a_reference_does_not_hide_figures_in_each_others_place() -> None:
    passage = "Links are mailed within 48 hours and work for 7 days. Large files are split."
    asked, reference = "how long does the link work", "7 days"
    good = "The link is mailed within 48 hours and works for 7 days."
    bad = "The link is mailed within 7 days and works for 48 hours."
    assert _cause(asked, good, reference, passage) == "none"
    assert _cause(asked, bad, reference, passage) == "generation"


def test_an_answer_against_a_short_reference_that_a_passage_has_is_no_gap() -> None:
    passage = "Claims over $500 need director approval. Meals are paid up to $50 a day."
    answer = "Claims of that size only need your manager's approval."
    assert _cause("who signs off a $700 claim", answer, "A director", passage) == "generation"
