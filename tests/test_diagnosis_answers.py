"""Answers in words of their own, beside what they rest on, and about something else."""

import pytest

from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.kinship import kinship
from tools.diagnosis.off_question import untold

NOISE = "The cafeteria serves lunch from noon, and vegetarian dishes are marked with a leaf."
MILL = "The Orrell mill closed in 1974. The Orrell mill employed weavers from nearby villages."
SHIP = "退款会原路退回到付款账户，通常3个工作日到账。"
PAINT = (
    "Store the paint in its sealed original container at moderate temperatures. "
    "Protect from frost and out of reach of children."
)


def _diagnosed(query: str, answer: str, *passages: str) -> Diagnosis:
    found = [Passage(id=f"p{at}", text=text) for at, text in enumerate((*passages, NOISE))]
    return diagnose(Trace(id="t", query=query, answer=answer, retrieved=found), lang="en")


def test_other_words_alone_are_no_strong_evidence() -> None:
    told = "Keep the tin tightly shut somewhere cool, away from little ones."
    found = _diagnosed("How should I store the paint?", told, PAINT)
    assert found.confidence is None or found.confidence < 0.7


def test_a_figure_that_is_nowhere_is_evidence() -> None:
    query, told = "How should I store the paint?", "In the freezer, at 480 kelvin, for 12 moons."
    found = _diagnosed(query, told, PAINT)
    assert found.cause == "generation"
    assert found.confidence is not None
    assert found.confidence > 0.6


def test_words_of_the_same_sense_make_a_retelling_likely() -> None:
    told = (
        "Sure — small pets may travel with you, as long as they stay in a carrier beneath the "
        "seat ahead."
    )
    rule = (
        "Animals weighing under 8 kg are permitted on board provided that they remain inside a "
        "soft kennel stowed below the front chair."
    )
    query = "Can I bring my dog into the cabin?"
    assert _diagnosed(query, told, rule).cause == "undetermined"
    near = kinship(told, [rule], query, [])
    far = kinship(told, [MILL], query, [])
    assert near.share > far.share
    assert kinship("Ring Tobias Renn at 555.", [rule], query, []).own


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "How is the cheese aged?",
            "The cheese is aged in limestone caves for six months. "
            "Monks sing to the wheels every evening.",
            "The cheese is aged in limestone caves for six months. The rind is brushed with brine.",
        ),
        (
            "云枢网关支持哪些协议？",
            "云枢网关支持MQTT与Modbus协议，可接入三百台设备。它还获得了国际航天协会的金奖。",
            "云枢网关支持MQTT与Modbus协议，可接入三百台设备。设备掉线后会自动重连。",
        ),
    ],
)
def test_an_invented_sentence_is_seen_beside_a_supported_one(
    query: str, answer: str, passage: str
) -> None:
    found = _diagnosed(query, answer, passage)
    assert (found.cause, found.subcause) == ("generation", "beyond_passages")
    first = answer[: answer.index("." if "." in answer else "。") + 1]
    assert _diagnosed(query, first, passage).cause == "none"


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "When did the Orrell mill close?",
            "The Orrell mill employed weavers from nearby villages.",
            MILL,
        ),
        ("退款多久能到账？", "退款会原路退回到付款账户。", SHIP),
        (
            "Who wrote the anthem?",
            "The anthem is sung at the opening of parliament.",
            "The anthem was written by Tobias Renn. The anthem is sung at the opening of "
            "parliament.",
        ),
    ],
)
def test_a_true_answer_to_another_question_is_none(query: str, answer: str, passage: str) -> None:
    found = _diagnosed(query, answer, passage)
    assert (found.cause, found.subcause) == ("generation", "off_question")
    assert found.fix
    assert found.verify


@pytest.mark.parametrize(
    ("question", "asked", "answer"),
    [
        ("When did the Orrell mill close?", ["orrel", "mill"], "After the war had ended."),
        ("When did the Orrell mill close?", ["orrel", "mill"], "In 1974."),
        ("Why did the Orrell mill close?", ["orrel", "mill"], "It employed weavers."),
        ("When was the lighthouse built?", ["lighthous"], "It is painted white."),
    ],
)
def test_nothing_is_said_to_be_left_out_without_clear_evidence(
    question: str, asked: list[str], answer: str
) -> None:
    assert untold(question, asked, answer, [MILL]) is None


def test_what_a_thing_cannot_find_is_no_refusal() -> None:
    dock = "扫地机器人无法回充，通常因为充电桩被移动，或其前方一米内存在障碍物，导致信号受阻。"
    told = "大概率是找不到座子，看看底座有没有挪地方。"
    assert _diagnosed("扫地机器人为什么不回充？", told, dock).subcause != "refusal"
    for refusal in ("没找到相关内容。", "这个问题我找不到答案。"):
        assert _diagnosed("扫地机器人为什么不回充？", refusal, dock).subcause == "refusal"


def test_a_name_of_the_question_is_not_made_up_but_its_figure_may_be_wrong() -> None:
    plan = (
        "Loans are made between private people at rates of 4 to 5 percent. The card of the club "
        "costs 80 dollars a year and is sent by post."
    )
    told = "Investing with Lendhaus means loans between private people at rates of 4 to 5 percent."
    assert _diagnosed("What about investing with Lendhaus?", told, plan).cause != "generation"
    wrong = "Yes, the card of the club costs 50 dollars a year and is sent by post to members."
    found = _diagnosed("Does the card of the club cost 50 dollars a year?", wrong, plan)
    assert found.cause == "generation"
