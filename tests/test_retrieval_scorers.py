"""Where the relevant passages stand, and what of the claims was found, used or made wrong."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring import data_of, marked, score

from knowledge.records import Passage
from tools.claims.checking import compared

FAQ = Passage(id="faq.zh#1", text="退款7天内到账。")
PRICE = Passage(id="pricing.zh#4", text="会员每月 39 元。")
ASIDE = Passage(id="blog#2", text="团队去爬了山。")
REFERENCE = "退款7天内到账。会员每月 49 元。可以开发票。"


@pytest.mark.parametrize(
    ("relevant", "place"),
    [
        (["faq.zh#1"], 1),
        (["pricing.zh"], 2),
        (["blog#2", "nowhere"], 3),
        (["nowhere"], None),
        (["pricing.zh#9"], None),
        (["faq"], None),
    ],
)
def test_places(relevant: list[str], place: int | None) -> None:
    def found(name: str) -> float | None:
        return score(name, "x", passages=[FAQ, PRICE, ASIDE], relevant=relevant).value

    assert found("mrr") == (round(1 / place, 4) if place else 0)
    for k in (1, 3, 5, 10):
        assert found(f"hit_at_{k}") == float(place is not None and place <= k)


def test_the_kth_place_counts_and_the_next_does_not() -> None:
    passages = [Passage(id=f"d{n}", text="x") for n in range(1, 12)]
    for k in (1, 3, 5, 10):
        name = f"hit_at_{k}"
        assert score(name, "x", passages=passages, relevant=[f"d{k}"]).value == 1
        assert score(name, "x", passages=passages, relevant=[f"d{k + 1}"]).value == 0


@pytest.mark.parametrize("name", ["mrr", "hit_at_5"])
def test_found_nothing_is_zero_and_not_logged_is_unscored(name: str) -> None:
    assert score(name, "x", passages=[], relevant=["a"]).value == 0
    assert score(name, "x", passages=None, relevant=["a"]).value is None
    assert score(name, "x", passages=[FAQ], relevant=[]).value is None
    assert score(name, "x", passages=[FAQ]).value is None


@given(st.lists(st.text(max_size=4)), st.lists(st.text(max_size=4)))
def test_a_hit_within_few_is_a_hit_within_many(ids: list[str], relevant: list[str]) -> None:
    passages = [Passage(id=one, text="x") for one in ids]
    values = [
        score(f"hit_at_{k}", "x", passages=passages, relevant=relevant).value for k in (1, 3, 10)
    ]
    mrr = score("mrr", "x", passages=passages, relevant=relevant).value
    if not relevant:
        assert {mrr, *values} == {None}
    else:
        assert mrr is not None
        assert values == sorted(values, key=float)
        assert (mrr == 1) == (values[0] == 1)


def claim_score(name: str, answer: str, **known: Any) -> Any:
    given_passages = {"passages": [FAQ, PRICE, ASIDE], "reference": REFERENCE, **known}
    return score(name, answer, **given_passages)


def test_claims_by_hand() -> None:
    answer = "退款7天内到账。会员每月 39 元。"
    recall = claim_score("claim_recall", answer)
    assert recall.value == 0.3333  # only the refund; the price differs, the invoice is nowhere
    assert "可以开发票" in recall.reason
    assert claim_score("context_precision", answer).value == 0.3333
    assert claim_score("context_utilization", answer).value == 1
    noise = claim_score("noise_sensitivity", answer)
    assert noise.value == 0.5  # 39 is in a passage, and wrong
    assert marked(answer, noise) == ["会员每月 39 元。"]


def test_claims_in_english() -> None:
    known = {
        "passages": ["Refunds arrive within 7 days.", "The plan costs 39 dollars."],
        "reference": "Refunds arrive within 7 days. Invoices come by post.",
    }
    answer = "The plan costs 39 dollars."
    assert score("claim_recall", answer, **known).value == 0.5
    assert score("context_precision", answer, **known).value == 0.5
    unused = score("context_utilization", answer, **known)
    assert unused.value == 0
    assert "Refunds arrive" in unused.reason
    assert score("noise_sensitivity", answer, **known).value == 1


def test_passages_that_were_not_handed_on_are_neither_used_nor_noise() -> None:
    aside = [FAQ, PRICE.model_copy(update={"used": False})]
    answer = "会员每月 39 元。"
    assert claim_score("noise_sensitivity", answer, passages=[FAQ, PRICE]).value == 1
    assert claim_score("noise_sensitivity", answer, passages=aside).value == 0
    unheard = [FAQ.model_copy(update={"used": False}), PRICE]
    assert claim_score("claim_recall", answer, passages=unheard).value == 0.3333
    assert claim_score("context_utilization", answer, passages=unheard).value is None


def test_it_is_the_metrics_of_ragchecker() -> None:
    answer, passages = "退款7天内到账。会员每月 39 元。", [FAQ.text, PRICE.text, ASIDE.text]
    found = compared(answer, passages, REFERENCE).metrics
    for name in ("claim_recall", "context_precision", "context_utilization"):
        assert claim_score(name, answer).value == round(getattr(found, name), 4)
    noise = (found.noise_sensitivity_relevant or 0) + (found.noise_sensitivity_irrelevant or 0)
    assert claim_score("noise_sensitivity", answer).value == round(noise, 4)


@pytest.mark.parametrize(
    "name", ["claim_recall", "context_precision", "context_utilization", "noise_sensitivity"]
)
def test_what_is_not_known_is_not_scored(name: str) -> None:
    assert claim_score(name, "x", reference=None).value is None
    assert claim_score(name, "x", passages=None).value is None
    assert claim_score(name, "", reference="…").value is None


def test_nothing_retrieved_recalls_nothing_and_has_no_precision() -> None:
    assert claim_score("claim_recall", "x", passages=[]).value == 0
    assert claim_score("context_precision", "x", passages=[]).value is None


def test_a_judge_is_asked_twice_for_all_four_scorers() -> None:
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        data = data_of(prompt)
        verdicts = [
            {"claim": claim["claim"], "passage": one["passage"], "verdict": "supported"}
            for claim in data["claims"]
            for one in data["passages"]
        ]
        return json.dumps({"verdicts": verdicts})

    for name, value in (
        ("claim_recall", 1),
        ("context_precision", 1),
        ("context_utilization", 1),
        ("noise_sensitivity", 0),
    ):
        assert claim_score(name, "退款要等等。", ask=ask).value == value
    assert len(asked) == 2


def test_a_judge_that_fails_scores_nothing() -> None:
    def ask(_prompt: str) -> str:
        raise ConnectionError("gone")

    found = claim_score("claim_recall", "x。", ask=ask)
    assert found.value is None
    assert "ConnectionError" in found.reason


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_claim_scores_are_shares_or_unscored(
    answer: str, reference: str, passages: list[str]
) -> None:
    for name in ("claim_recall", "context_precision", "context_utilization", "noise_sensitivity"):
        value = score(name, answer, reference=reference, passages=passages).value
        assert value is None or 0 <= value <= 1
