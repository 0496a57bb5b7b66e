"""Keyword recall, chrF and ROUGE-L on cases checked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu import sentence_chrf
from scoring import score

from tools.evals.scorers.overlap import tokens


@pytest.mark.parametrize(
    ("answer", "keywords", "value", "told"),
    [
        ("退款七天内到账", ["退款", "7天"], 1, "都有"),
        ("退款 7 天内到账", ["七天"], 1, "都有"),
        ("退款内到账", ["退款", "7天"], 0.5, "缺少关键词：7天"),
        ("会员价 39 元", ["会员 价"], 1, "都有"),
        ("Our refunds follow the policy.", ["refund", "Policy"], 1, "All 2"),
        ("Our refunds follow the policy.", ["refund", "policy", "invoice"], 0.6667, "2 of 3"),
        ("a free 7 day trial", ["free trial"], 0, "free trial"),
        ("party", ["art"], 0, "art"),
        ("Ask the IT desk", ["IT"], 1, "All 1"),
        ("Ask the desk", ["IT"], 0, "IT"),
        ("Written in C++.", ["C++"], 1, "All 1"),
        ("Written in C.", ["C++"], 0, "C++"),
        ("支持 PDF 导出", ["pdf"], 1, "都有"),
        ("", ["退款"], 0, "退款"),
        ("退款", ["退款", "退款", " "], 1, "1 "),
    ],
)
def test_keyword_recall(answer: str, keywords: list[str], value: float, told: str) -> None:
    found = score("keyword_recall", answer, keywords=keywords)
    assert found.value == value
    assert told in found.reason


def test_many_missing_keywords_are_counted() -> None:
    found = score("keyword_recall", "无", keywords=[f"词{n}号" for n in range(9)])
    assert "另有 4 项" in found.reason


@pytest.mark.parametrize(
    ("answer", "reference", "value"),
    [
        ("退款七天", "退款七天", 1),
        ("退款七天", "退款三天", 0.75),  # 3 of 4 and 3 of 4
        ("the cat sat", "The cat sat down", 0.8571),  # 2·3 / (3 + 4)
        ("sat cat the", "the cat sat", 0.3333),
        ("abc", "xyz", 0),
        ("", "退款", 0),
    ],
)
def test_rouge_l(answer: str, reference: str, value: float) -> None:
    assert score("rouge_l", answer, reference=reference).value == value


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("退款7天内到账", "退款七天到账"),
        ("The cat sat.", "A cat sat there."),
        ("", "x"),
        ("x", "x"),
    ],
)
def test_chrf_is_the_library_s(answer: str, reference: str) -> None:
    found = score("chrf", answer, reference=reference).value
    assert found == round(sentence_chrf(answer, [reference]).score / 100, 4)


@given(st.text(), st.text())
def test_overlaps_are_shares_and_rouge_is_symmetric(one: str, other: str) -> None:
    for name in ("chrf", "rouge_l"):
        value = score(name, one, reference=other).value
        assert value is None or 0 <= value <= 1
    if tokens(one) and tokens(other):
        there = score("rouge_l", one, reference=other).value
        assert there == score("rouge_l", other, reference=one).value
        assert score("rouge_l", one, reference=one).value == 1


@given(st.text(), st.lists(st.text()))
def test_keywords_of_any_kind(answer: str, keywords: list[str]) -> None:
    value = score("keyword_recall", answer, keywords=keywords).value
    assert (value is None) == (not any(map(str.strip, keywords)))
    assert value is None or 0 <= value <= 1


@pytest.mark.parametrize("name", ["keyword_recall", "chrf", "rouge_l"])
def test_what_is_not_given_is_not_scored(name: str) -> None:
    assert score(name, "x").value is None
    assert score(name, "x", reference="  ").value is None
    assert score("rouge_l", "x", reference="…").value is None
