"""An eval set, other questions, and what is chosen for training beside them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from knowledge.records import Example, Trace
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm
from tools.claims.ground import Embed
from tools.evals.finetune.accepted import Accepted
from tools.evals.finetune.apart import Apart
from tools.evals.finetune.select import Selection, example_of, selected
from tools.evals.likeness.plain import plain

GOODS = {
    "猫粮": "cat food",
    "积木": "building blocks",
    "口红": "lipstick",
    "投影仪": "projector",
    "羽绒服": "down jacket",
    "洗碗机": "dishwasher",
    "咖啡机": "coffee machine",
    "空气炸锅": "air fryer",
    "吸尘器": "vacuum cleaner",
    "电动牙刷": "electric toothbrush",
    "行李箱": "suitcase",
    "望远镜": "telescope",
}
"""What is asked about, in both languages."""


FORMS = (
    (
        "写一条{}的开箱口播",
        ("帮忙写个{}开箱的口播稿", "要拍{}开箱，给我一段口播词"),
        "Write an unboxing voice-over for a {}",
    ),
    (
        "怎么介绍{}才不像广告",
        ("介绍{}的时候怎样才不会像打广告", "{}如何推荐得不那么像广告"),
        "How do I present a {} without sounding like an ad?",
    ),
    (
        "给老人讲{}的用法，30 秒",
        ("30 秒，教老年人使用{}", "面向老人的{}使用方法，30 秒讲完"),
        "Explain to old people how to use a {} in 30 seconds",
    ),
)
"""A question, rewordings of it, and its translation."""


EVALS = [
    Example(id=f"x-{good}-{at}", query=form.format(good), source="file:gold.csv#1")
    for good in GOODS
    for at, (form, _, _) in enumerate(FORMS)
]


OTHERS = (
    "推荐一首适合雨天的背景音乐",
    "字幕颜色怎么换成黄色",
    "团队成员离职了账号怎么回收",
    "上个月的账单在哪里下载",
    "封面图的尺寸应该是多少",
    "为什么导出的文件打不开",
    "怎么把两个分镜合成一个",
    "哪些城市可以线下培训",
    "Where do I find my invoices?",
    "Which fonts come with the editor?",
    "How many seats does the free plan have?",
    "Is there a dark mode?",
)
"""Questions about the same product that ask for something else."""


def taken(at: int, query: str, **more: Any) -> Accepted:
    answer = more.pop("answer", f"第 {at} 稿：{query[:4]}")
    return Accepted(Trace(id=f"t-{at:03d}", query=query, answer=answer, **more), answer, None)


def chosen(
    found: Sequence[Accepted],
    evals: Sequence[Example],
    *,
    embed: Embed | None = None,
    sessions: dict[str, str] | None = None,
) -> Selection:
    apart = Apart(evals, [example_of(one) for one in found], embed=embed, sessions=sessions)
    selection = selected(found, apart)
    assert apart.look(selection.examples)[1] == []
    return selection


def parts(selection: Selection) -> dict[str, str]:
    return {one.example.id: one.part for one in selection.leaked}


@cache
def vector(text: str) -> Vector:
    return MiniLm().embed([plain(text)])[0]


def vectors(texts: Sequence[str]) -> list[Vector]:
    return [vector(one) for one in texts]
