"""What an answer or a query is, told by how it is built rather than by fixed phrases."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.records import Passage, Trace
from tools.claims.refusal import is_refusal
from tools.diagnosis.addressed import words_of_address
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.engine import diagnose

TOWN = Passage(id="a", text="Kraków lies on the Vistula. Its cars are registered from KR to KK.")
PORT = Passage(id="b", text="Gdańsk is a port on the Baltic coast, with a shipyard of renown.")
MILL = Passage(id="c", text="The mill was built of brick in 1871 and burnt down in 1902.")


def _trace(query: str, answer: str, *passages: Passage, reference: str | None = None) -> Trace:
    return Trace(id="t", query=query, answer=answer, retrieved=list(passages), reference=reference)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Sure! It is brick. Hope that helps!", "It is brick."),
        ("In short: 1871", "1871"),
        ("您好，查了一下，是砖砌的。希望能帮到您！", "是砖砌的。"),
        ('For "What is it built of?": brick', "brick"),
        ("Sure!", "Sure!"),
        ("Greetings are sent at noon.", "Greetings are sent at noon."),
    ],
)
def test_what_is_said_around_an_answer_is_left_out(answer: str, left: str) -> None:
    assert without_courtesy(answer, "What is it built of?") == left


def test_courtesy_is_no_claim_without_ground() -> None:
    query = "On which river does Kraków lie?"
    found = diagnose(_trace(query, "Sure! The Vistula. Hope that helps!", TOWN, MILL), lang="en")
    assert found.cause == "none"


@pytest.mark.parametrize("reply", ["您问的是哪个型号？", "Could you be more specific, please?"])
def test_a_question_back_is_recognised_in_other_words(reply: str) -> None:
    assert asks_back(reply)
    assert not asks_back("请先打开设置，再选择语言。")


@pytest.mark.parametrize(
    "answer",
    [
        "Nothing in our knowledge base covers that; please contact support.",
        "There isn't enough information to answer this.",
        "目前掌握的内容不足以回答。",
        "这个我暂时答不上来。",
    ],
)
def test_a_refusal_is_recognised_in_other_words(answer: str) -> None:
    assert is_refusal(answer)


@pytest.mark.parametrize(
    "query", ["skip this song", "房间太热了把温度调低点", "do you play chess", "你会不会下象棋"]
)
def test_what_is_said_to_an_assistant_is_out_of_scope_where_nothing_speaks_of_it(
    query: str,
) -> None:
    corpus = Corpus([Entry(id=one.id, text=one.text) for one in (TOWN, PORT, MILL)])
    found = diagnose(_trace(query, "The shipyard.", TOWN, PORT), lang="en", corpus=corpus)
    assert (found.cause, found.subcause) == ("query", "out_of_scope")


@pytest.mark.parametrize(
    "query", ["How do I return a laptop that I bought?", "我怎么退货", "我想知道磨坊建于哪一年"]
)
def test_what_is_asked_of_documents_is_not_said_to_an_assistant(query: str) -> None:
    assert words_of_address(query) is None


def test_other_figures_than_the_reference_has_are_no_match() -> None:
    told = "The mill was built of brick in 1871 and it burnt down after a storm in 1902."
    other = told.replace("1871", "1888").replace("1902", "1919")
    query = "What became of the mill?"
    assert diagnose(_trace(query, told, MILL, PORT, reference=told), lang="en").cause == "none"
    found = diagnose(_trace(query, other, MILL, PORT, reference=told), lang="en")
    assert found.cause == "generation"


def test_an_answer_that_another_passage_has_is_not_the_questions() -> None:
    query = "When was the mill burnt down and built of brick?"
    found = diagnose(_trace(query, "A shipyard of renown.", PORT, MILL), lang="en")
    assert found.cause == "generation"


CARD = Passage(
    id="d", text="Theft is not covered by the basic plan. The card costs 95 dollars a year."
)
SEND = Passage(
    id="e", text="Passing None disables the limit altogether. The default is 30 seconds."
)


@pytest.mark.parametrize("answer", ["No, theft is not covered.", "Sorry, theft is not covered."])
def test_what_a_passage_itself_says_is_no_refusal(answer: str) -> None:
    trace = _trace("Is theft covered by the basic plan?", answer, CARD, MILL, reference=answer)
    assert diagnose(trace, lang="en").cause == "none"


def test_a_question_that_mentions_post_is_answered_and_not_written() -> None:
    query = "How much does the card cost a year by post?"
    found = diagnose(_trace(query, "It costs 12 dollars.", CARD, reference="95"), lang="en")
    assert found.cause == "generation"


def test_what_the_reference_lacks_and_nothing_carries_is_beyond() -> None:
    query, good = "What does the card cost a year?", "95 dollars"
    answer = "The card costs 95 dollars a year, and newcomers get a bonus voucher of 200 coins."
    found = diagnose(_trace(query, answer, CARD, reference=good), lang="en")
    assert (found.cause, found.subcause) == ("generation", "beyond_passages")
    kept = _trace(query, "The card costs 95 dollars a year.", CARD, reference=good)
    assert diagnose(kept, lang="en").cause == "none"


def test_an_answer_that_ends_on_a_comma_is_cut_off_though_it_has_the_reference() -> None:
    query, answer = "What does the card cost a year?", "The card costs 95 dollars a year,"
    found = diagnose(_trace(query, answer, CARD, reference="95 dollars a year"), lang="en")
    assert (found.cause, found.subcause) == ("generation", "breaks_off")


def test_a_request_that_the_passages_have_no_word_of_is_out_of_scope_whatever_is_answered() -> None:
    trace = _trace(
        "给我唱首歌吧",
        "磨坊建于1871年，用砖砌成。",
        Passage(id="f", text="磨坊建于1871年，用砖砌成。"),
    )
    assert diagnose(trace, lang="zh").cause == "query"


def test_a_line_that_leads_in_and_a_value_called_none_are_no_faults() -> None:
    answer = "There are two ways that people know of:\n- Pass None, which disables the limit.\n"
    answer += "- Keep to the default, which is 30 seconds."
    found = diagnose(_trace("How do I disable the limit?", answer, SEND, MILL), lang="en")
    assert found.cause != "generation"


def test_figures_of_the_reference_in_other_words_are_the_reference() -> None:
    passage = Passage(id="g", text="白金卡每年年费580元，首年免收。当年消费满12笔可免次年年费。")
    answer = "年费每年580元，第一年免收；当年刷满12笔，第二年也免掉。"
    trace = _trace(
        "白金卡年费多少？", answer, passage, reference="每年580元，首年免，刷满12笔免次年"
    )
    assert diagnose(trace, lang="zh").cause == "none"
