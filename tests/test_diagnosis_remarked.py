"""References that stand nowhere: notes on what should have been done, and remarks on what was."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.records import Cause, Diagnosis, Intent, Passage, Trace
from tools.diagnosis.directed import directed, says_so
from tools.diagnosis.engine import diagnose
from tools.diagnosis.remarked import remark

POOL = Passage(
    id="pool",
    text="The pool opens at 7 am and closes at 9 pm. A swim costs 6 euros, and 4 euros after 6 pm.",
)
HALL = Passage(
    id="hall",
    text="The climbing hall is open to members only. Shoes can be hired for 3 euros a day.",
)
CORPUS = Corpus([Entry(id=one.id, text=one.text) for one in (POOL, HALL)])


def _diagnosed(query: str, answer: str, reference: str, **more: object) -> Diagnosis:
    given = {"retrieved": [POOL], **more}
    trace = Trace(id="t", query=query, answer=answer, reference=reference, **given)  # type: ignore[arg-type]
    return diagnose(trace, lang="en", corpus=CORPUS)


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("Roadworks aren't ours, point them to the town hall", "decline"),
        ("跑步机维修不归前台管", "decline"),
        ("could be the pool or the hall - ask", "ask"),
        ("没讲清是哪张卡，先问", "ask"),
        ("docs silent on saunas", "unknown"),
        ("资料没提桑拿", "unknown"),
        ("6 euros, 4 after 6 pm", None),
        ("早上七点开门，晚上九点关门", None),
    ],
)
def test_what_a_note_speaks_of_tells_what_was_to_be_done(reference: str, kind: str | None) -> None:
    assert directed(reference) == kind


def test_a_note_that_stands_in_a_passage_answers() -> None:
    found = _diagnosed("Can anyone climb?", "Yes, anyone may.", "Open to members only")
    assert found.cause != "query"


def test_a_note_on_whose_business_it_is_blames_the_query() -> None:
    answer = "Please call us between 7 am and 9 pm and we will fix the traffic light."
    note = "Traffic lights aren't ours, point them to the town hall"
    found = _diagnosed("the traffic light by your door is broken", answer, note)
    assert (found.cause, found.subcause) == ("query", "out_of_scope")


def test_who_says_so_did_as_the_note_wants() -> None:
    note = "Traffic lights aren't ours, point them to the town hall"
    answer = "I can't do anything about traffic lights. The town hall looks after those."
    assert _diagnosed("the traffic light by your door is broken", answer, note).cause == "none"
    assert says_so("桑拿的情况资料里没有写。", "unknown")


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("前一句说免费后一句说收费", "at_odds"),
        ("it contradicts itself", "at_odds"),
        ("话没说完", "breaks_off"),
        ("figures are right but he wanted a table", "not_as_asked"),
        ("查无依据，凭空来的", "made_up"),
        ("把会员价和散客价搞混了", "mixed_up"),
        ("那段没召回", "missed"),
        ("the page was retrieved but not used", "unused"),
        ("from an outdated page", "stale"),
        ("用户要的是退卡", "meant_otherwise"),
        ("the turns before are gone, previous messages lost", "lost_history"),
        ("answer is fine", "fine"),
        ("6 euros", None),
        ("七点到九点", None),
    ],
)
def test_a_remark_says_what_went_wrong(reference: str, kind: str | None) -> None:
    assert remark(reference) == kind


@pytest.mark.parametrize(
    ("reference", "cause"),
    [
        ("made up, no such discount", "generation"),
        ("taken from an outdated price list", "retrieval"),
        ("it contradicts itself", "generation"),
        ("answer is fine", "none"),
    ],
)
def test_what_a_remark_says_goes_first(reference: str, cause: Cause) -> None:
    found = _diagnosed("What does a swim cost?", "A swim costs 6 euros.", reference)
    assert found.cause == cause


def test_a_remark_on_the_meaning_blames_what_was_understood() -> None:
    found = _diagnosed(
        "how late can i get in", "A swim costs 6 euros.", "she wants the closing hour",
        intent=Intent(name="prices"),
    )  # fmt: skip
    assert (found.cause, found.subcause) == ("intent", "topic_drift")


def test_a_wrong_answer_to_another_question_blames_the_rewriting() -> None:
    found = _diagnosed(
        "what do i pay for a swim at seven in the evening", "At 7 am the pool opens.", "4 euros",
        rewritten_query="pool opening hours in the morning",
    )  # fmt: skip
    assert (found.cause, found.subcause) == ("intent", "topic_drift")


def test_one_new_amount_beside_the_reference_is_made_up() -> None:
    answer = "A swim costs 6 euros. Towels are handed out for 7.50 euros more."
    found = _diagnosed("What does a swim cost?", answer, "6 euros")
    assert (found.cause, found.subcause) == ("generation", "beyond_passages")


def test_what_a_note_says_it_is_not_is_wrong() -> None:
    found = _diagnosed("What does a swim cost?", "A swim costs 9 euros.", "6 euros, not 9 euros")
    assert found.cause != "none"


def test_who_denies_what_the_reference_has_is_wrong() -> None:
    query, note = "Do I need shoes to climb?", "yes, shoes, 3 euros a day"
    answer = "Shoes are 3 euros a day. You can also climb as you are, no shoes are needed."
    assert _diagnosed(query, answer, note, retrieved=[HALL]).cause == "generation"


def test_a_note_whose_figures_one_sentence_has_is_no_gap() -> None:
    query, note = "What's the price late in the day?", "evenings just 4 euros"
    found = _diagnosed(query, "It is 6 euros all day long.", note)
    assert found.cause == "generation"
