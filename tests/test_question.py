"""What a question is about, without the words that only make it a question."""

import pytest

from knowledge.retrieval.question import Question
from knowledge.tokens import terms


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Which variant had the highest conversion?", "variant conversion"),
        ("哪个变体转化率最高", "变体转化率"),
        ("How long are backups kept?", "backups kept"),
        ("提示词保存多长时间", "提示词保存"),
        ("“最佳”和“第一”能不能用？", "“最佳”和“第一”"),
        ("最高限额是 50 条吗", "最高限额是 50 条"),
        ("What does beat mean?", "beat"),
    ],
)
def test_the_frame_is_no_subject(question: str, about: str) -> None:
    assert terms(Question.of(question).about) == terms(about)


def test_a_question_that_is_all_frame_is_about_itself() -> None:
    assert Question.of("how long").about == "how long"
