"""Copies, near-copies and paraphrases are found; what only looks alike is left."""

import random
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.records import Example, Turn
from tools.evals.likeness import alike, asked, unlike
from tools.evals.likeness.wording import wording

PAIRS = yaml.safe_load(Path("benchmarks/likeness_pairs.yaml").read_text(encoding="utf-8"))
QUESTIONS = sorted({one for pairs in PAIRS.values() for pair in pairs for one in pair})


def found(kind: str) -> float:
    ones = [one for one, _ in PAIRS[kind]]
    others = [*(other for _, other in PAIRS[kind]), *QUESTIONS]
    hits = {(pair.one, pair.other) for pair in alike(ones, others)}
    return sum((at, at) in hits for at in range(len(ones))) / len(ones)


@pytest.mark.parametrize("kind", ["polite", "swapped", "spelling", "figures_changed"])
def test_all_near_copies_are_found(kind: str) -> None:
    assert found(kind) == 1


def test_more_than_half_of_the_paraphrases_are_found_by_words_alone() -> None:
    assert found("synonyms") > 0.5


def test_what_looks_alike_and_asks_for_something_else_is_left() -> None:
    assert found("different") == 0


def test_a_changed_figure_is_told() -> None:
    pairs = alike(
        ["写一条 30 秒的猫粮搞笑脚本"], ["写一条 60 秒的猫粮搞笑脚本", "写一条30秒的猫粮搞笑脚本！"]
    )
    assert {pair.other: pair.figures_differ for pair in pairs} == {0: True, 1: False}


def test_a_figure_written_otherwise_is_the_same() -> None:
    pairs = alike(
        ["给新手妈妈写一条 30 秒的猫粮搞笑脚本"],
        ["给新手妈妈写一条三十秒的猫粮搞笑脚本", "给新手妈妈写一条四十秒的猫粮搞笑脚本"],
    )
    assert {pair.other: pair.figures_differ for pair in pairs} == {0: False, 1: True}


POLITE = st.sampled_from(["", "请问", "您好，", "麻烦帮我", "please ", "Hi, "])
ENDS = st.sampled_from(["", "？", "谢谢", "!!", " thanks", "……"])


@settings(max_examples=200, deadline=None)
@given(text=st.sampled_from(QUESTIONS), before=POLITE, after=ENDS, upper=st.booleans())
def test_a_question_in_other_clothes_is_the_same(
    text: str, before: str, after: str, upper: bool
) -> None:
    dressed = before + (text.upper() if upper else text) + after
    pairs = alike([dressed], QUESTIONS)
    assert any(QUESTIONS[pair.other] == text for pair in pairs)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.one_of(st.text(max_size=30), st.sampled_from(QUESTIONS)), max_size=8))
def test_within_one_list_a_pair_is_a_later_with_an_earlier_one(texts: list[str]) -> None:
    for pair in alike(texts):
        assert 0 <= pair.other < pair.one < len(texts)
        assert 0 < pair.score <= 1.000001


@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_text_with_letters_is_like_itself(text: str) -> None:
    pairs = alike([text], [text])
    assert bool(pairs) == bool(wording(text).letters)


def test_a_crowd_of_copies_is_found_without_meeting_each_other() -> None:
    crowd = ["怎么取消自动续费"] * 500 + ["怎么取消自动续费，谢谢"] * 500
    pairs = alike(crowd)
    assert {pair.one for pair in pairs} == set(range(1, 1000))
    assert len(pairs) < 40 * len(crowd)


def test_vectors_find_what_shares_few_words() -> None:
    def embed(texts: list[str]) -> list[object]:
        return [np.array([1.0, 0.0]) if "refund" in one else np.array([0.0, 1.0]) for one in texts]

    ones = ["How long does a refund take to arrive?"]
    others = [
        "How many days until my refund arrives?",
        "How long is a script that I can take along?",
    ]
    crowd = [one for one in QUESTIONS if "refund" not in one]
    assert alike(ones, [*others, *crowd]) == []
    pairs = alike(ones, [*others, *crowd], embed=embed)  # type: ignore[arg-type]
    assert [(pair.other, pair.why) for pair in pairs] == [(0, "meaning")]


def example(id_: str, query: str, **more: object) -> Example:
    return Example.model_validate({"id": id_, "query": query, **more})


def test_unlike_tells_what_each_dropped_one_repeats() -> None:
    kept, dropped = unlike(
        [example("a", "请问怎么取消自动续费呀"), example("b", "给猫粮写一条脚本")],
        [example("x", "怎么取消自动续费"), example("y", "字幕怎么导出")],
    )
    assert [one.id for one in kept] == ["b"]
    assert (dropped[0].example.id, dropped[0].nearest.id, dropped[0].part) == ("a", "x", "query")


def test_an_answer_that_was_copied_gives_a_new_question_away() -> None:
    answer = "自动续费可以在设置的订阅页里关闭，关闭以后到期前仍可使用全部功能，稿子也会保留。"
    kept, dropped = unlike(
        [example("a", "会员那个怎么弄没", answer=answer)],
        [example("x", "怎么取消自动续费", reference=answer + "谢谢")],
    )
    assert kept == []
    assert dropped[0].part == "answer"


def test_a_short_follow_up_is_read_with_the_question_before_it() -> None:
    def follow_up(before: str) -> Example:
        return example("a", "再短一点", history=[Turn(role="user", text=before)])

    assert asked(follow_up("给猫粮写一条脚本")) == "给猫粮写一条脚本 再短一点"
    kept, _ = unlike([follow_up("给猫粮写一条搞笑脚本")], [follow_up("推荐一首欢快的背景音乐")])
    assert len(kept) == 1
    assert (
        unlike([follow_up("给猫粮写一条搞笑脚本")], [follow_up("给猫粮写一条搞笑脚本！")])[0] == []
    )


def test_a_conversation_that_holds_an_evaluated_turn_repeats_it() -> None:
    answer = "自动续费可以在设置的订阅页里关闭，关闭以后到期前仍可使用全部功能，稿子也会保留。"
    held = example("x", "怎么取消自动续费", reference=answer)
    by_question = [
        Turn(role="user", text="请问怎么取消自动续费呢"),
        Turn(role="agent", text="好的"),
    ]
    by_answer = [Turn(role="user", text="会员那个怎么弄没"), Turn(role="agent", text=answer)]
    parts = []
    for history in (by_question, by_answer):
        kept, dropped = unlike([example("a", "发票抬头在哪里修改", history=history)], [held])
        assert kept == []
        parts.append(dropped[0].part)
    assert parts == ["history", "answer"]


def test_nothing_against_nothing() -> None:
    assert alike([]) == []
    assert alike(["问"], []) == []
    assert unlike([], []) == ([], [])
    one = example("a", "怎么取消自动续费")
    assert unlike([one], []) == ([one], [])


def test_a_shuffled_list_has_the_same_pairs() -> None:
    texts = list(QUESTIONS)
    pairs = {frozenset((texts[pair.one], texts[pair.other])) for pair in alike(texts)}
    random.Random(4).shuffle(texts)
    again = {frozenset((texts[pair.one], texts[pair.other])) for pair in alike(texts)}
    assert pairs == again
