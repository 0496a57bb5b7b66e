"""A trace is judged alike however it is dressed: courtesies, citations, mark-up, metadata."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.dressed import dressings
from knowledge.lexicon.closed_up import closed_up, places
from knowledge.records import Passage, Trace, Turn
from tools.claims.markup import thought, without_marks
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.engine import diagnose

FILTER = Passage(
    id="care-3", text="Rinse the water filter once a month. Replace it after 400 litres of water."
)
RACK = Passage(id="care-4", text="The drying rack folds flat and fits behind a door.")
BREAKFAST = Passage(id="p7", text="早餐在二楼餐厅供应，时间为六点半至十点，儿童身高1.2米以下免费。")
POOL = Passage(id="p8", text="泳池位于五楼，冬季水温保持在28度。")
ASKED, TRUE, FALSE = (
    "How often should the water filter be rinsed?",
    "Rinse the water filter once a month.",
    "Soak the brushes in vinegar overnight.",
)
ASKED_ZH, TRUE_ZH, FALSE_ZH = "早餐几点到几点？", "早餐时间为六点半至十点。", "停车场每晚收费50元。"


def cause(query: str, answer: str, *retrieved: Passage, history: tuple[Turn, ...] = ()) -> str:
    trace = Trace(
        id="t", query=query, answer=answer, retrieved=list(retrieved), history=list(history)
    )
    return diagnose(trace, lang="en").cause


@pytest.mark.parametrize(
    "dress",
    [
        "@ [1][3]",
        "@【4:0†source】",
        "@ [care-3]",
        "@<sup>2</sup>",
        "@ [Learn more](https://example.com/care)",
        "<p>**@**</p>",
        "1. @",
        "## Answer\n\n> @\n\n---\nSources:\n- care-3.md\n- manual.pdf",
        "<think>Two passages speak of it, or 17.</think>@",
        '{"status": "ok", "data": {"answer": "@"}}',
        "Hi Jordan,\n\n@\n\nKind regards,\nCasey, Support Team",
        "[10:42:17] Agent 7: Thanks for holding.\n[10:43:05] Agent 7: @",
        "@ Would you like me to go into more detail?",
        "@ Please check the official website for the latest information.",
        "I'm Ava, your virtual assistant. Our docs say that @",
        "@\n\n(AI-generated; please verify.)",
    ],
)
def test_what_stands_around_an_answer_changes_no_verdict(dress: str) -> None:
    assert cause(ASKED, dress.replace("@", TRUE), FILTER, RACK) == "none"
    assert cause(ASKED, dress.replace("@", FALSE), FILTER, RACK) == "generation"


@pytest.mark.parametrize(
    "dress",
    [
        "@[1]",
        "@（来源：住店指南.pdf）",
        "您好，我是智能助手小住，很高兴为您服务！@还有其他可以帮您的吗？",
        "亲亲，让您久等啦～@ 满意的话记得给个好评哦～",
        "为您整理如下：\n\n- @\n\n具体以酒店公告为准。",
        "@\n\n（以上内容由 AI 生成，仅供参考）",
        "[10:42] 客服：您好，感谢您的耐心等待。\n[10:43] 客服：@",
        "尊敬的宾客：\n\n您好！来信已收悉，现答复如下。\n\n@\n\n此致\n敬礼\n\n客户服务部",
    ],
)
def test_the_same_in_chinese(dress: str) -> None:
    assert cause(ASKED_ZH, dress.replace("@", TRUE_ZH), BREAKFAST, POOL) == "none"
    assert cause(ASKED_ZH, dress.replace("@", FALSE_ZH), BREAKFAST, POOL) == "generation"


@pytest.mark.parametrize(
    "dress",
    [
        "Hi, could you tell me: @ Thanks!",
        "I am new here. @",
        "My manager asked me to check this. @",
        "Can somebody please help me with a question? @",
        "I looked through the whole site and found nothing, so: @",
        "FW: Question from a colleague\n\n---------- Forwarded message ----------\n@",
        '{"session": "a91f", "text": "@"}',
        "@ Any help appreciated, TIA",
    ],
)
def test_what_stands_around_a_question_changes_no_verdict(dress: str) -> None:
    query = dress.replace("@", ASKED)
    assert cause(query, TRUE, FILTER, RACK) == "none"
    assert cause(query, FALSE, FILTER, RACK) == "generation"
    assert cause(query, "I could not find that.", RACK) == "retrieval"


def test_what_an_answer_adds_is_still_seen_among_courtesies() -> None:
    added = f"Hello! {TRUE} It beeps 17 times when it is full. Anything else I can help with?"
    assert cause(ASKED, added, FILTER, RACK) == "generation"


def test_a_question_of_the_products_service_is_answered_in_words_of_service() -> None:
    desk = Passage(id="d", text="Contact customer support by phone from Monday to Friday.")
    asked = "When can I contact customer support?"
    assert cause(asked, "Contact customer support by phone from Monday to Friday.", desk) == "none"


def test_greetings_before_a_question_are_no_earlier_turn() -> None:
    greeted = (Turn(role="user", text="hi there"), Turn(role="assistant", text="How can I help?"))
    off_topic = "turn off the kitchen lights"
    assert cause(off_topic, "I can't do that.", FILTER, RACK) == cause(
        off_topic, "I can't do that.", FILTER, RACK, history=greeted
    )


def test_a_passage_found_twice_is_as_far_ahead_as_once() -> None:
    assert cause(ASKED, TRUE, FILTER, RACK) == cause(ASKED, TRUE, FILTER, FILTER, RACK, RACK)


def test_metadata_before_a_passage_does_not_hide_how_it_begins() -> None:
    head = "title: Document 3\nurl: https://example.com/3\n---\n"
    dressed = [one.model_copy(update={"text": head + one.text}) for one in (FILTER, RACK)]
    assert cause(ASKED, TRUE, *dressed) == "none"


def test_claims_that_are_shown_are_those_of_the_matter_where_they_stand() -> None:
    answer = f"<think>hm</think>Hello! **{TRUE}** [1] Hope this helps!"
    found = diagnose(Trace(id="t", query=ASKED, answer=answer, retrieved=[FILTER]), lang="en")
    assert [one.verdict for one in found.claims] == ["supported"]
    assert all(answer[one.start : one.end] == one.text for one in found.claims)


WORDS = st.lists(
    st.text("bdgklmnprstvz", min_size=4, max_size=8), min_size=1, max_size=9, unique=True
)


@given(words=WORDS, at=st.integers(0), lang=st.sampled_from(["zh", "en"]))
def test_no_word_of_an_answer_is_lost_with_its_dress(words: list[str], at: int, lang: str) -> None:
    templates = dressings("looked_at", "answers", lang)
    answer = templates[at % len(templates)].replace("@", f"{' '.join(words).capitalize()}.")
    told = without_courtesy(without_marks(answer[thought(answer) :]), "?").casefold()
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (ASKED_ZH, TRUE_ZH, " ".join(BREAKFAST.text)),
        (ASKED_ZH, " ".join(TRUE_ZH), BREAKFAST.text),
        (ASKED, "\u200b".join(TRUE), FILTER.text),
        (ASKED, TRUE, FILTER.text.replace("filter", "fil\u00adter")),
    ],
)
def test_spaces_inside_words_and_characters_of_no_width_are_not_read(
    query: str, answer: str, passage: str
) -> None:
    trace = Trace(id="t", query=query, answer=answer, retrieved=[Passage(id="p", text=passage)])
    found = diagnose(trace, lang="en")
    assert found.cause == "none"
    quotes = [one for stage in found.stages for one in stage.quotes if one.source == "answer"]
    assert quotes
    assert all(one.text in answer for one in quotes)
    assert all(answer[one.start : one.end] == one.text for one in found.claims)


@given(st.text(alphabet="退款 要a\u200b。 ", max_size=30))
def test_what_is_closed_up_stands_where_its_places_say(text: str) -> None:
    plain, at = closed_up(text), places(text)
    assert len(at) == len(plain) + 1
    assert "".join(text[place] for place in at[:-1]) == plain
    assert closed_up(plain) == plain or " " in plain
