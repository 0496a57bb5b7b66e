import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.tokens import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("知识库检索失败怎么办", {"检索", "失败"}),
        ("Running the evaluations", {"run", "evalu"}),
        ("查看 t-000123 的 API", {"t-000123", "api"}),
        ("rate_limit in v2.1", {"rate_limit", "rate", "limit", "v2.1"}),
        ("mother-and-baby", {"mother", "babi"}),
        ("the user's scripts", {"user", "script"}),
        ("Ｖ２　ＡＰＩ", {"v2", "api"}),
    ],
)
def test_what_is_worth_searching_is_found(text: str, expected: set[str]) -> None:
    assert expected <= set(terms(text))


def test_a_compound_meets_its_parts() -> None:
    assert set(terms("儿童玩具")) <= set(terms("儿童的玩具"))


def test_the_frame_of_a_question_is_left_out() -> None:
    assert terms("什么是采纳率？") == terms("采纳率")
    assert terms("What is the adoption rate?") == terms("adoption rate")


def test_a_text_of_stop_words_only_keeps_them() -> None:
    assert terms("who are you") == ["who", "are", "you"]


@given(st.text())
def test_any_text_gives_folded_words(text: str) -> None:
    for term in terms(text):
        assert term
        assert not any(letter.isspace() for letter in term)


def test_a_guess_at_an_unknown_word_does_not_swallow_a_function_word() -> None:
    assert terms("团队版有什么") == ["团队", "版"]
    assert "飞书" in terms("专业版支持对接飞书吗")


def test_irregular_pasts_are_the_same_word() -> None:
    assert terms("logs kept and sent") == terms("log keep send")
    assert terms("built-in") == ["built"]
