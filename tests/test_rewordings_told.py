"""Rewordings are told from other questions, by words and by meaning."""

from collections.abc import Sequence

from leaked import EVALS, FORMS, OTHERS, vectors

from knowledge.records import Example
from knowledge.vectors.embeddings import Vector
from tools.evals.finetune.apart import Apart
from tools.evals.likeness import Measure

MANY = [
    f"{beginning}{good}{end}"
    for good in ("钢琴", "帐篷", "自行车", "面霜", "跑鞋", "保温杯")
    for beginning, end in (
        ("", "多少钱一台"),
        ("我家附近哪里能修", ""),
        ("二手", "值得买吗"),
        ("怎么清洗", "才不伤材质"),
        ("送朋友", "合适吗"),
        ("出差带", "会不会被海关拦下"),
        ("想学着自己做", "要准备哪些工具"),
        ("", "和去年那一款比有什么不同"),
        ("给", "拍照用什么背景好看"),
        ("孩子把", "弄坏了算谁的责任"),
        ("儿童用的", "一般几岁换一次"),
        ("网上说", "会漏电是真的吗"),
        ("冬天用", "和夏天用有区别吗"),
        ("", "的保修期从哪天算起"),
        ("搬家的时候", "怎么打包"),
        ("公司年会抽奖送", "要交税吗"),
    )
]
"""Other questions, so many that it shows which of their words are a form's."""


def measure(evals: Sequence[str], examples: Sequence[str]) -> Measure:
    return Measure(vectors, evals, examples)


def test_a_rewording_without_a_word_in_common_is_told_from_other_questions() -> None:
    evals = ["How do I turn off notifications?", "Which fonts come with the editor?"]
    again = "Stop the app from sending me alerts"
    found = measure(evals, [again, *OTHERS, *MANY]).same([again, *OTHERS[:9]], least=0)
    assert [(pair.one, pair.other) for pair in found] == [(0, 0)]
    assert measure([], OTHERS).same(OTHERS, least=0) == []
    assert measure(evals, OTHERS).same([], least=0) == []


def test_questions_of_one_form_are_no_repeats_of_each_other() -> None:
    evals = [one for one in MANY if "钢琴" in one or "帐篷" in one]
    others = [one for one in MANY if one not in evals]
    again = ["帐篷打扫的时候怎样不损坏料子", "How do I pack a piano when I move?"]
    given = [Example(id=f"t{at}", query=one) for at, one in enumerate([*others, *OTHERS, *again])]
    held = [Example(id=f"e{at}", query=one) for at, one in enumerate(evals)]
    _, dropped = Apart(held, given, embed=vectors).look(given)
    gone = {one.example.query for one in dropped}
    assert gone >= set(again)
    assert len(gone) <= len(again) + 0.1 * len(others)


def test_whether_a_pair_asks_the_same_does_not_hang_on_what_else_is_looked_at() -> None:
    evals = [one.query for one in EVALS]
    questions = [form.format("猫粮") for _, some, _ in FORMS for form in some]
    of_all = measure(evals, [*questions, *OTHERS])
    whole = {(questions[one.one], one.other, one.score) for one in of_all.same(questions, least=0)}
    alone = measure(evals, [*questions, *OTHERS])
    single = {(text, one.other) for text in questions for one in alone.same([text], least=0)}
    assert {(text, other) for text, other, _ in whole} == single


def test_the_measure_embeds_each_text_once() -> None:
    asked: list[str] = []

    def counted(texts: Sequence[str]) -> list[Vector]:
        asked.extend(texts)
        return vectors(texts)

    found = Measure(counted, OTHERS[:3], OTHERS)
    for _ in range(2):
        found.same(OTHERS, least=0)
    assert len(asked) == len(set(asked))
