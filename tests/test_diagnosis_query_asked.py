"""What a query leaves open, and what it only seems to: requests, lost turns, talk, other fields."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace, Turn
from tools.diagnosis.engine import diagnose

CAKES = "Cake orders: place them at least 3 days ahead. A 26 cm cake serves 18 and costs $72."
DELIVERY = "Delivery: within 8 km for $9, free above $80. We do not deliver on Sundays."
CLASSES = "Classes: bread baking every first Saturday, 10:00 to 13:00, $65. Maximum 8 people."
PAPER = "Paper: up to 200 sheets in the tray. Photo paper goes in the rear slot, 10 sheets at most."
WARRANTY = "Warranty: 2 years; the print head is covered for 1 year."
INK = "Ink: the black cartridge prints about 400 pages. A set costs €39."
LOANS = "借书：每人最多借8本，借期30天，可续借一次15天。"
ROOM = "自习室：每天8:00至21:30开放，座位需提前一天在公众号预约。"
PRINTS = "打印：黑白每页0.5元，彩色每页2元，扫码支付。"
SWIM = "游泳课：成人班8次680元，儿童班10次980元，须带泳帽。"
PARKING = "停车：会员凭小程序扫码免费停3小时，超出每小时5元。"


def told(
    query: str,
    answer: str,
    *passages: str,
    docs: tuple[str, ...] = (),
    history: tuple[Turn, ...] = (),
) -> Diagnosis:
    """The verdict without a reference."""
    known = docs or passages
    found = [Passage(id=str(known.index(one)), text=one) for one in passages]
    trace = Trace(
        id="t",
        query=query,
        answer=answer,
        retrieved=found or None,
        history=list(history),
    )
    corpus = Corpus(Entry(id=str(at), text=one) for at, one in enumerate(docs)) if docs else None
    return diagnose(trace, lang=language_of(query), corpus=corpus)


@pytest.mark.parametrize(
    ("query", "answer", "passages"),
    [
        (
            "how much is a 26 cm cake, and do you deliver on sundays?",
            "A 26 cm cake is $72 and serves 18.",
            (CAKES, DELIVERY),
        ),
        (
            "where do i put the photo paper and how long is the warranty",
            "Photo paper goes in the rear slot, 10 sheets at most.",
            (PAPER, WARRANTY),
        ),
        (
            "I need a cake for Friday. Separately, is there still a bread class this month?",
            "Cake orders have to be placed at least 3 days ahead.",
            (CAKES,),
        ),
        ("游泳课成人班多少钱，停车免费吗？", "成人班8次680元。", (SWIM, PARKING)),
        ("一次能借几本书，自习室几点关门", "最多借8本，借期30天。", (LOANS, ROOM)),
        ("打印一页多少钱啊 对了书过期了咋办", "黑白每页0.5元，彩色每页2元。", (PRINTS, LOANS)),
    ],
)
def test_a_request_that_the_answer_passes_over_is_named(
    query: str, answer: str, passages: tuple[str, ...]
) -> None:
    found = told(query, answer, *passages)
    assert (found.cause, found.subcause) == ("query", "two_topics")


@pytest.mark.parametrize(
    ("query", "answer", "passages"),
    [
        (
            "how much is a 26 cm cake, and do you deliver on sundays?",
            "It's $72, and no, Sundays are the one day we don't deliver.",
            (CAKES, DELIVERY),
        ),
        (
            "what does the bread class cost and when is it?",
            "$65, every first Saturday from 10:00 to 13:00.",
            (CLASSES,),
        ),
        (
            "is delivery free and is there a minimum order",
            "Delivery costs $9 within 8 km and is free once your order is above $80.",
            (DELIVERY,),
        ),
        ("游泳课成人班多少钱，停车免费吗？", "680元8次；停车会员免费3小时。", (SWIM, PARKING)),
        ("一次能借几本书，能借多久？", "最多8本，30天。", (LOANS,)),
    ],
)
def test_what_is_told_by_a_value_or_in_other_words_is_passed_over_by_nobody(
    query: str, answer: str, passages: tuple[str, ...]
) -> None:
    assert told(query, answer, *passages).subcause != "two_topics"


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        ("what about the bigger one?", "A 26 cm cake serves 18 and costs $72.", CAKES),
        ("what about the rear slot ones then", "Photo paper goes in the rear slot.", PAPER),
        ("same question but for the colour one", "A set costs €39.", INK),
        ("那儿童的呢", "儿童班10次980元，须带泳帽。", SWIM),
        ("那如果是彩色的呢", "彩色每页2元。", PRINTS),
        ("另一种要多少钱", "彩色每页2元。", PRINTS),
    ],
)
def test_the_rest_of_a_question_needs_the_turn_before_it(
    query: str, answer: str, passage: str
) -> None:
    assert told(query, answer, passage).subcause == "lost_history"
    before = (Turn(role="user", text="How much is it? 多少钱？"), Turn(role="assistant", text="2"))
    assert told(query, answer, passage, history=before).subcause != "lost_history"


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        ("How much is it to have a cake delivered?", "$9 within 8 km, free above $80.", DELIVERY),
        ("what about parking?", "Parking is free.", "Parking: free for guests."),
        (
            "Is it open on Sundays?",
            "Yes, it is open on Sundays from 9 to 5.",
            "The garden is open daily 9 to 5, including Sundays.",
        ),
        ("那停车要钱吗", "会员凭小程序扫码免费停3小时，超出每小时5元。", PARKING),
        ("能退吗？", "可以，7天内都能退。", "商品7天内可退。"),
    ],
)
def test_what_only_seems_to_point_back_or_to_tell_too_little_is_clear(
    query: str, answer: str, passage: str
) -> None:
    assert told(query, answer, passage).cause != "query"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Thanks!", "You're welcome!"),
        ("hi", "Hello! How can I help you today?"),
        ("I want to talk to a human", "Sure, I'm connecting you to an agent now."),
        ("What can you do?", "I can help with orders, delivery and baking classes."),
        ("谢谢", "不客气"),
        ("转人工", "正在为您转接人工客服，请稍候。"),
        ("再见", "再见，祝您生活愉快！"),
    ],
)
def test_talk_that_is_answered_in_kind_is_no_vague_question(query: str, answer: str) -> None:
    assert told(query, answer).cause == "none"
    assert told(query, "The Eleventh Doctor: 7", PRINTS).cause != "none"


@pytest.mark.parametrize(
    ("query", "answer", "passages"),
    [
        ("几点", "自习室21:30关门。", (ROOM, "展厅：9:00至17:00开放。")),
        ("how much", "A set of ink costs €39.", (INK, "Repairs: €25 flat.")),
    ],
)
def test_one_of_several_things_is_picked_for_a_question_that_names_none(
    query: str, answer: str, passages: tuple[str, ...]
) -> None:
    assert told(query, answer, *passages).subcause == "vague"


DOCS = (INK, PAPER, WARRANTY, LOANS, PRINTS)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("who painted the mona lisa", "Leonardo da Vinci painted the Mona Lisa around 1503."),
        (
            "whats a good recipe for lentil soup",
            "Lentil soup: fry an onion, add 300 g lentils and simmer for 25 minutes.",
        ),
        ("清朝最后一个皇帝是谁", "清朝最后一位皇帝是溥仪。"),
    ],
)
def test_general_knowledge_is_out_of_scope(query: str, answer: str) -> None:
    found = told(query, answer, INK, PRINTS, docs=DOCS)
    assert (found.cause, found.subcause) == ("query", "out_of_scope")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("do you sell gift vouchers", "Yes, gift vouchers start at $25."),
        ("is there a lift in the building", "Yes, there is a lift beside the stairs."),
        ("你们有没有储物柜", "有，储物柜在一楼大厅。"),
        ("今天能借几本？我手上已经有3本了", "每人最多8本，所以您今天还能再借5本。"),
    ],
)
def test_what_is_asked_of_the_firm_is_in_scope(query: str, answer: str) -> None:
    assert told(query, answer, LOANS, PRINTS, docs=DOCS).cause != "query"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            "来一条年轻人爱看的脚本",
            "《水盘太浅》\n镜头1 口播：一百块和三百块的，差在哪个零件？你会选哪个？",
        ),
        ("write me a script, anything", "Shot 1. Voice: Which one would you pick, red or blue?"),
    ],
)
def test_a_script_that_asks_its_viewers_asks_nothing_back(query: str, answer: str) -> None:
    trace = Trace(id="t", query=query, answer=answer)
    found = diagnose(trace, lang=language_of(query))
    assert (found.cause, found.subcause) == ("query", "vague")
