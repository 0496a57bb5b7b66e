"""English answers that put together otherwise what their passages say."""

import pytest

from knowledge.records import Example
from tools.claims.altered.compare import altered
from tools.claims.altered.places import Places
from tools.claims.altered.relations import clash, operators
from tools.claims.altered.units import units
from tools.claims.framing import framing
from tools.claims.ground import Ground
from tools.claims.misstated import misstated
from tools.claims.pieces import pieces
from tools.claims.verdict import judged
from tools.claims.weighing import weigh
from tools.evals.row import Row
from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.scorer import Means

CLINIC = (
    "The clinic in Torrel opens at 7 a.m. and closes at 4 p.m. Doctor Ana Weiss sees children, and "
    "doctor Igor Prats sees adults. Blood tests cost 30 dollars, and x-rays cost 85 dollars. "
    "Most visits take 20 minutes. Results may be sent by email within three days. "
    "Patients voted against longer hours. The pharmacy next door belongs to Lumen Health."
)


def chance(answer: str, passage: str = CLINIC) -> float:
    ground = Ground([passage])
    value = judged(weigh(answer, ground), ground)[0]
    assert value is not None
    return value


def found(claim: str, passage: str = CLINIC) -> set[str]:
    own = units(claim, pieces(claim))
    return set(altered(claim, own, Places(Ground([passage]))).features)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Blood tests cost 30 dollars.", "Blood tests cost 85 dollars."),
        (
            "Doctor Ana Weiss sees children, and doctor Igor Prats sees adults.",
            "Doctor Igor Prats sees children, and doctor Ana Weiss sees adults.",
        ),
        ("Results may be sent by email.", "Results will be sent by email."),
        ("Patients voted against longer hours.", "Patients voted for longer hours."),
        ("Patients voted against longer hours.", "Patients voted against shorter hours."),
        ("Most visits take 20 minutes.", "All visits take 20 minutes."),
        (
            "The pharmacy next door belongs to Lumen Health.",
            "The clinic in Torrel belongs to Lumen Health.",
        ),
    ],
)
def test_what_is_put_together_otherwise_ranks_below_what_is_not(right: str, wrong: str) -> None:
    assert chance(wrong) < chance(right)


def test_other_words_and_another_order_of_facts_are_no_change() -> None:
    retold = "An x-ray costs 85 dollars and a blood test 30. Adults are seen by doctor Igor Prats."
    assert chance(retold) > chance("X-rays cost 30 dollars, and blood tests cost 85 dollars.")


def test_names_that_change_places_around_a_word_are_found() -> None:
    passage = "Ashby Rovers beat Lonmere Town on Saturday."
    assert "turned round" in found("Lonmere Town beat Ashby Rovers on Saturday.", passage)
    assert "turned round" not in found("Lonmere Town were beaten by Ashby Rovers.", passage)
    assert "turned round" not in found("Ashby Rovers beat Lonmere Town.", passage)


def test_a_cause_that_the_passages_do_not_give() -> None:
    passage = "Sales rose in May. The firm opened a shop in Oslin."
    assert "cause" in found("Sales rose because the firm opened a shop.", passage)
    assert "cause" not in found(
        "Sales rose because the firm opened a shop.",
        "Sales rose because the firm opened a shop.",
    )


def test_a_long_faithful_answer_stands_above_a_short_one_with_a_fault() -> None:
    assert chance(CLINIC) > 0.5 > chance("Blood tests cost 40 dollars.")


def test_one_fault_in_a_long_answer_is_enough() -> None:
    assert chance(CLINIC.replace("20 minutes", "45 minutes")) < 0.5


@pytest.mark.parametrize(
    "lead",
    [
        "Here is a concise summary of the passage:\n\n",
        "Based on the provided passages, here is the answer:\n",
        "It is important to note that ",
        "The passage states that ",
    ],
)
def test_words_about_answering_are_no_claim(lead: str) -> None:
    told = "blood tests cost 30 dollars."
    assert chance(lead + told) == pytest.approx(chance(told), abs=0.03)
    assert framing(lead.strip())


@pytest.mark.parametrize(
    "told",
    [
        "Most visits take 20 minutes.",
        "According to the passage, most visits take 20 minutes.",
        '"Doctor Ana Weiss sees children, and doctor Igor Prats sees adults."',
    ],
)
def test_what_is_copied_is_not_doubted_however_long(told: str) -> None:
    assert chance(told) > 0.99
    assert chance(f"{told} {CLINIC}") > 0.99


def test_another_sign_before_a_number_is_no_copy() -> None:
    assert chance("Blood tests cost $30.", "Blood tests cost €30.") < 0.99


def test_words_that_only_tell_of_a_source_are_not_doubted() -> None:
    bare = chance("Visits of 20 minutes, results by email.")
    told = chance("It highlights visits of 20 minutes and particularly results by email.")
    assert told == pytest.approx(bare, abs=0.06)
    assert chance("It celebrates visits of 20 minutes and gladly results by email.") < told - 0.1


def test_what_is_joined_anew_is_found() -> None:
    assert "joined anew" in found("Children pay 85 dollars for results by email.")
    assert "joined anew" not in found("Doctor Ana Weiss sees children.")


def test_a_name_is_not_another_one_that_ends_alike() -> None:
    passage = (
        "Sellers list goods on the Auction Market. To trade on the Dealer Market, one must be "
        "licensed by the guild."
    )
    claim = "To trade on the Auction Market, one must be licensed by the guild."
    assert "joined anew" in found(claim, passage)
    assert "joined anew" not in found(claim.replace("Auction", "Dealer"), passage)


def test_little_words_are_told_apart() -> None:
    assert ("role", "from") in operators(" moved from ")
    assert clash(operators("from"), operators("to"))
    assert not clash(operators("from the"), operators("from"))
    assert ("polarity", "no") in operators("didn't")
    assert not operators("is ranked No. ")


def test_the_place_of_the_change_is_marked_and_lies_in_its_claim() -> None:
    row = Row(id="1", context=CLINIC, answer="Most visits take 20 minutes. X-rays cost 30 dollars.")
    score = faithfulness(row.example(), row.trace(), Means())
    assert isinstance(row.example(), Example)
    assert [score.answer[span.start : span.end] for span in score.spans] == ["30 dollars"]


def test_passages_in_the_other_language_are_not_looked_at_for_changes() -> None:
    ground = Ground(["抽血化验三十元，拍片八十五元。"])
    weighed = weigh("Blood tests cost 30 yuan.", ground)
    assert judged(weighed, ground)[0] == pytest.approx(1 - weighed[0].doubt)


def test_nothing_stands_beside_nothing() -> None:
    ground = Ground([])
    claim = weigh("Blood tests cost 30 dollars.", ground)[0]
    assert misstated(claim, ground).place is None
    assert altered("Yes.", [], Places(ground)).features == {}
