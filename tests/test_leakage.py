"""Nothing that is trained on overlaps with an eval set: not by origin, not by words or meaning."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import Event, Example, Passage, Trace, Turn
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm
from knowledge.workspace import Workspace
from page.finetune_view import finetune_view
from tools.build_eval_set import build_eval_set
from tools.build_finetune_set import FinetuneArtifact, build_finetune_set
from tools.claims.ground import Embed
from tools.eval_set_trained import trained_on
from tools.evals.finetune.accepted import Accepted
from tools.evals.finetune.apart import Apart
from tools.evals.finetune.lineage import names_of
from tools.evals.finetune.select import Selection, example_of, selected
from tools.evals.likeness import Measure
from tools.evals.likeness.plain import plain

NOW = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
LONG = "自动续费可以在设置的订阅页里关闭，关闭以后到期前仍可使用全部功能，稿子也会保留。"

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
FILLERS = ("请问", "您好，", "麻烦", "不好意思，", "Hi, ", "please ")
ENDS = ("？", "，谢谢啦", "！！", "……在线等", " thanks", "")


def _wide(text: str) -> str:
    """Letters and figures at the width of Han characters."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """What says the same after a chain of small edits."""
    for step in draw(st.lists(st.sampled_from("before after case wide gap".split()), max_size=4)):
        if step == "before":
            text = draw(st.sampled_from(FILLERS)) + text
        elif step == "after":
            text += draw(st.sampled_from(ENDS))
        elif step == "case":
            text = draw(st.sampled_from([str.upper, str.lower, str.title]))(text)
        elif step == "wide":
            text = _wide(text)
        else:
            place = draw(st.integers(0, len(text)))
            text = text[:place] + draw(st.sampled_from(["，", "  ", "…"])) + text[place:]
    return text


@st.composite
def repeated(draw: st.DrawFn, *, reworded: bool) -> str:
    """A question of the eval set again: itself, with another figure, or in other words."""
    good = draw(st.sampled_from(sorted(GOODS)))
    form, rewordings, translation = draw(st.sampled_from(FORMS))
    kinds = ["itself", "figure", *(["reworded", "translated"] if reworded else [])]
    kind = draw(st.sampled_from(kinds))
    text = form.format(good)
    if kind == "figure":
        text = text.replace("30", str(draw(st.integers(5, 90))))
    elif kind == "reworded":
        return draw(dressed(draw(st.sampled_from(rewordings)).format(good)))
    elif kind == "translated":
        # Not cut up: half a word means something else.
        return f"{draw(st.sampled_from(['', 'Hi, ']))}{translation.format(GOODS[good])}"
    return draw(dressed(text))


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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted=st.lists(repeated(reworded=False), min_size=1, max_size=15))
def test_no_chain_of_small_edits_hides_an_eval_question(planted: list[str]) -> None:
    found = [taken(at, text) for at, text in enumerate([*planted, *OTHERS])]
    selection = chosen(found, EVALS)
    kept = {one.query for one in selection.examples}
    assert kept <= set(OTHERS)
    assert len(kept) >= len(OTHERS) - 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted=st.lists(repeated(reworded=True), min_size=1, max_size=10))
def test_with_vectors_no_rewording_or_translation_does(planted: list[str]) -> None:
    found = [taken(at, text) for at, text in enumerate([*planted, *OTHERS])]
    selection = chosen(found, EVALS, embed=vectors)
    kept = {one.query for one in selection.examples}
    assert kept <= set(OTHERS)
    assert len(kept) >= len(OTHERS) * 2 // 3


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


# By origin: exact, whatever the words.


@pytest.mark.parametrize(
    "held",
    [
        Example(id="t-001", query="别的话"),
        Example(id="e", query="别的话", source="trace:t-001"),
        Example(id="run-ab12cd/t-001", query="别的话", source="trace:run-ab12cd/t-001"),
        Example(id="t-001 (3)", query="别的话", source="langfuse:t-001 (3)"),
        Example(id="e", query="别的话", source="phoenix:t-001"),
    ],
)
def test_a_trace_is_known_under_all_its_names(held: Example) -> None:
    selection = chosen([taken(1, "字幕颜色怎么换成黄色"), taken(2, "封面多大合适")], [held])
    assert parts(selection) == {"t-001": "trace"}


def test_names_are_of_this_trace_only() -> None:
    assert "t-001" not in names_of(Example(id="t-0012", query="问", source="chat"))
    assert names_of(Example(id="run-1/a/b", query="问", source=""))[-1] == "a/b"


def test_one_session_is_on_one_side() -> None:
    found = [
        taken(1, "字幕颜色怎么换成黄色", session_id="s1"),
        taken(2, "封面多大合适", session_id="s2"),
    ]
    held = Example(id="t-900", query="上个月的账单在哪里下载", source="trace:t-900")
    sessions = {"t-900": "s1", "t-001": "s1", "t-002": "s2"}
    assert parts(chosen(found, [held], sessions=sessions)) == {"t-001": "conversation"}


def test_a_conversation_that_went_on_is_told_without_a_session() -> None:
    before = [Turn(role="user", text="会员那个怎么弄没"), Turn(role="assistant", text=LONG)]
    first = taken(1, "会员那个怎么弄没", answer=LONG)
    later = taken(2, "再说说发票的事情吧", history=before)
    other = taken(3, "封面图的尺寸应该是多少")
    goes_on = Example(id="e", query="那年费的怎么算", history=before)
    assert parts(chosen([first, later, other], [goes_on])) == {
        "t-001": "conversation",
        "t-002": "conversation",
    }
    ended = Example(id="e", query="会员那个怎么弄没", reference=LONG)
    assert parts(chosen([later, other], [ended])) == {"t-002": "conversation"}


@pytest.mark.parametrize(
    ("relevant", "used", "dropped"),
    [
        (["faq.md#2"], True, True),
        (["faq.md#2"], None, True),
        (["faq.md"], True, True),
        (["faq.md#2"], False, False),
        (["faq.md#3"], True, False),
    ],
)
def test_a_passage_that_holds_an_evals_answer_is_not_trained_on(
    relevant: list[str], used: bool | None, dropped: bool
) -> None:
    passage = Passage(id="faq.md#2", text="到期前仍可使用", used=used)
    found = [taken(1, "字幕颜色怎么换成黄色", retrieved=[passage])]
    held = Example(id="e", query="上个月的账单在哪里下载", relevant=relevant)
    assert parts(chosen(found, [held])) == ({"t-001": "passage"} if dropped else {})


def test_the_same_answer_tells_where_the_questions_are_rather_near() -> None:
    found = [
        taken(1, "退款一般要等多少天才有", answer="3 到 5 天"),
        taken(2, "发票一般要等多少天才有", answer="每月 1 号"),
        taken(3, "字幕颜色怎么换成黄色", answer="3 到 5 天"),
    ]
    held = Example(id="e", query="退款几天到账", reference="3 到 5 天")
    selection = chosen(found, [held], embed=vectors)
    assert "t-001" in parts(selection)
    assert "t-003" not in parts(selection)


# What is said of it.


def filled(workspace: Workspace, session: str | None = None) -> None:
    traces = [
        Trace(id=f"t-{at:03d}", query=query, answer=f"答 {query}", session_id=session, time=NOW)
        for at, query in enumerate(OTHERS)
    ]
    acts = [
        Event(id=f"e-{trace.id}", trace_id=trace.id, kind="adopted", time=NOW) for trace in traces
    ]
    workspace.events.append(traces, acts)


def made(workspace: Workspace, lang: Any = "en") -> tuple[str, FinetuneArtifact]:
    text, artifact = called(build_finetune_set, deps_of(workspace, lang), print, ())
    return text, FinetuneArtifact.model_validate(artifact)


def test_without_vectors_rewordings_are_not_ruled_out(workspace: Workspace) -> None:
    filled(workspace)
    workspace.datasets.freeze("gold", [Example(id="a", query="写一条猫粮的开箱口播")], NOW)
    text, found = made(workspace)
    assert found.made.files is not None
    card = (workspace.home / found.made.files.folder / "card.md").read_text(encoding="utf-8")
    for said in (text, card):
        assert "Rewordings cannot be ruled out" in said
        assert "No overlap" not in said
    assert not found.made.leakage.by_meaning
    assert "改写没有查" in made(workspace, "zh")[0]


def test_an_eval_set_tells_what_was_exported_for_training(workspace: Workspace) -> None:
    filled(workspace)
    made(workspace)
    exported = {one.id for one in workspace.datasets.examples("finetune", 1)}
    deps = deps_of(workspace, "en")
    some = Example(id=min(exported), query="别的话", source="chat")
    assert "1 example went into a training set before (finetune v1)" in trained_on(deps, [some])[0]
    assert trained_on(deps, [Example(id="x", query="别的话", source="chat")]) == []
    _, artifact = called(build_eval_set, deps, print, (), plan="6")
    assert any("finetune v1" in one for one in artifact["remarks"])


def test_the_session_of_an_evals_trace_is_looked_up(workspace: Workspace) -> None:
    filled(workspace, session="s1")
    held = Example(id="t-003", query="别的话", source="trace:t-003")
    workspace.datasets.freeze("gold", [held], NOW)
    text, found = made(workspace)
    counts = {one.step: one.count for one in found.made.funnel}
    assert counts["allowed"] > 2
    assert found.made.leakage.dropped == {"trace": 1, "conversation": counts["allowed"] - 1}
    assert found.made.files is None
    assert f"same conversation {counts['allowed'] - 1}" in text
    leakage = found.made.leakage
    assert (leakage.held, leakage.reasons) == (counts["allowed"], {"origin": counts["allowed"]})
    assert f"{counts['allowed']} examples share an origin" in text
    assert "split by time or by user" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_too_few_are_left_it_says_why_and_what_to_do(
    workspace: Workspace, lang: Lang
) -> None:
    filled(workspace)
    evals = [Example(id=f"g{at}", query=query) for at, query in enumerate(OTHERS[:3])]
    workspace.datasets.freeze("gold", evals, NOW)
    text, found = made(workspace, lang)
    leakage = found.made.leakage
    lost = sum(leakage.dropped.values())
    assert lost == sum(leakage.reasons.values()) > 0
    assert leakage.reasons["copied"] >= 1
    said = {"zh": "每种问法留一条就够", "en": "one for each way to ask"}[lang]
    for told in (text, finetune_view(found, lang)):
        assert said in str(told)
        assert str(leakage.held - lost) in str(told)
        assert {"zh": "多攒一些", "en": "Collect more answers"}[lang] in str(told)
