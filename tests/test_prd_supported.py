"""Is a sentence carried by what it rests on? True retellings pass, swaps of one thing do not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prd_documents import prd

from knowledge.records.prd import Block, Section, Sentence, SentenceKind, Source
from tools.prd.checking.bare import states_fact
from tools.prd.checking.supported import Check, check
from tools.prd.checking.unsupported import unsupported

ANY_TEXT = st.text(max_size=200)
PRICES_ZH = (
    "Pro 39 元一个月，388 元一年。10 月 19 日以前付费、没断过续费的，29 元用到年底。"
    "免费 5 条，Pro 60 条，团队每席 120 条。失败和超时不扣。重写算一条。"
    "重排让检索慢了 130 毫秒，由周牧负责。部分用户会先被问一句。"
)
PRICES_EN = (
    "Pro went from 29 to 39 yuan. Free went from 10 scripts a day to 5. Team is not sold outside "
    "mainland China yet, because the data agreement is missing. Maya Torres runs the English beta; "
    "Tang Lei sets the prices. Some users are asked first. Latency rose by 130 ms after the "
    "reranker was added. Renewal below 62 % reopens the price."
)
TABLE = "| | Free | Pro | Team |\n|---|---|---|---|\n| Price a month | 0 | 39 yuan | 199 yuan |\n"


def checked(text: str, *texts: str, kind: SentenceKind = "cited") -> Check:
    source = Source(kind="passage", id="p#0")
    return check(Sentence(id="s", text=text, kind=kind, sources=(source,)), texts)


@pytest.mark.parametrize(
    "text",
    [
        "Pro 每个月 39 元，一年 388 元。",
        "据文档，团队版每席每天 120 条；失败和超时不扣。",
        "此外，重排使检索慢了 130 毫秒。",
        "10 月 19 日以前付费且没断过续费的用户，29 元用到年底。",
        "重写算一条，失败不扣。",
        "部分用户会先被问一句。",
    ],
)
def test_a_retelling_in_chinese_is_carried(text: str) -> None:
    assert checked(text, PRICES_ZH) == Check(carried=True, reason=None, spans=())


@pytest.mark.parametrize(
    "text",
    [
        "The price of Pro went from 29 to 39 yuan.",
        "According to the documents, Free went from ten scripts a day to five.",
        "Team is not yet sold outside mainland China; the data agreement is missing.",
        "Tang Lei sets the prices, and Maya Torres runs the English beta.",
        "After the reranker was added, latency rose by 130 ms.",
    ],
)
def test_a_retelling_in_english_is_carried(text: str) -> None:
    assert checked(text, PRICES_EN).spans == ()


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("Pro 每个月 49 元。", "number", "49 元"),
        ("Pro 39 美元一个月。", "number", "39 美元"),
        ("Pro 388 元一个月。", "amount", "388 元"),
        ("免费 60 条，Pro 5 条。", "amount", None),
        ("11 月 19 日以前付费的，29 元用到年底。", "number", "11 月"),
        ("失败和超时要扣。", "negation", "扣"),
        ("重排让检索慢了 130 毫秒，由林知夏负责。", "name", None),
        ("全部用户会先被问一句。", "quantifier", "全部"),
        ("竞品的编辑都喜欢喝绿茶。", "unspoken", None),
    ],
)
def test_a_swap_in_chinese_is_found(text: str, reason: str, words: str | None) -> None:
    found = checked(text, PRICES_ZH)
    assert (found.carried, found.reason) == (False, reason)
    marked = [text[one.start : one.end] for one in found.spans]
    assert words is None or words in marked


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("Pro went from 39 to 29 yuan.", "amount", "39"),
        ("Pro went from 29 to 49 yuan.", "number", "49 yuan"),
        ("Team is sold outside mainland China.", "negation", "sold"),
        ("Tang Lei runs the English beta.", "name", "Tang"),
        ("All users are asked first.", "quantifier", "All"),
        ("Latency fell by 130 ms after the reranker was added.", "direction", "fell"),
        ("Latency rose by 130 s after the reranker was added.", "number", "130 s"),
        ("Renewal above 62 % reopens the price.", "direction", "above"),
        ("Latency rose by 130 ms before the reranker was added.", "direction", "before"),
        ("Renewal below 62 percentage points reopens the price.", "number", None),
    ],
)
def test_a_swap_in_english_is_found(text: str, reason: str, words: str | None) -> None:
    found = checked(text, PRICES_EN)
    assert (found.carried, found.reason) == (False, reason)
    marked = [text[one.start : one.end] for one in found.spans]
    assert words is None or words in marked


WHOM = (
    "| 画像 | 不是 |\n|---|---|\n| 团队 | 有专职编导的头部账号 |\n| 个人 | 一个月一条的品牌片 |\n"
)


def test_a_lead_in_may_deny_what_the_source_denies() -> None:
    told = "不为这些情况设计：有专职编导的头部账号；一个月一条的品牌片。"
    assert checked(told, WHOM).carried
    assert checked("失败和超时不扣：重写算一条。", PRICES_ZH).carried
    assert checked("规则如下：失败和超时要扣。", PRICES_ZH).reason == "negation"


@pytest.mark.parametrize(
    ("source", "retold", "other"),
    [
        ("如果你在升级之前改过配置文件，先备份它。", "用户", "审核"),
        ("If you changed the files before the upgrade, back them up first.", "users", "editors"),
    ],
)
def test_whom_a_manual_speaks_to_are_users(source: str, retold: str, other: str) -> None:
    words = source.replace("你", "{}").replace("you ", "{} ")
    assert checked(words.format(retold), source).carried
    assert checked(words.format(other), source).reason == "word"


def test_each_claim_of_a_sentence_is_checked() -> None:
    good = "Pro went from 29 to 39 yuan"
    assert checked(f"{good}.", PRICES_EN).carried
    found = checked(f"{good}; the editors in Shanghai like green tea.", PRICES_EN)
    assert found.reason in {"unspoken", "name"}
    assert all(one.start > len(good) for one in found.spans)


def test_a_cell_of_a_table_belongs_to_its_row_and_column() -> None:
    assert checked("The price of Pro is 39 yuan a month.", TABLE).carried
    assert checked("The price of Team is 39 yuan a month.", TABLE).reason in {"amount", "name"}


@pytest.mark.parametrize(
    ("text", "is_carried"),
    [
        ("Pro 从 29 元涨到 39 元。", True),
        ("Pro 从 29 元涨到 49 元。", False),
        ("续费率低于 62% 时重新定价。", True),
        ("续费率低于 52% 时重新定价。", False),
        ("由 Maya 负责英文内测版。", True),
        ("由 Sarah 负责英文内测版。", False),
    ],
)
def test_across_languages_numbers_and_names_are_asked_for(text: str, *, is_carried: bool) -> None:
    assert checked(text, PRICES_EN).carried is is_carried


@pytest.mark.parametrize(
    ("text", "value", "is_carried"),
    [
        ("采纳率是 52%。", "52%", True),
        ("采纳率是 52%。", "0.52", True),
        ("采纳率是 52%。", "0.5249", True),
        ("采纳率是 25%。", "0.52", False),
        ("The mean cost is 0.04 dollars a script.", "0.038", True),
        ("The mean cost is 0.05 dollars a script.", "0.038", False),
        ("p95 latency is 8 s.", "8 s", True),
        ("p95 latency is 8 ms.", "8 s", False),
    ],
)
def test_a_figure_has_the_numbers_of_its_result(text: str, value: str, *, is_carried: bool) -> None:
    assert checked(text, value, kind="figure").carried is is_carried


def test_a_figure_may_say_when_it_held() -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    source = Source(kind="metric", id="m", quote="52%", at=at)
    told = Sentence(id="s", text="2026-11-02 采纳率是 52%。", kind="figure", sources=(source,))
    assert check(told, ["52%"]).carried
    other = told.model_copy(update={"text": "2026-11-05 采纳率是 52%。"})
    assert not check(other, ["52%"]).carried


def test_without_a_text_nothing_is_carried_and_nothing_said_needs_none() -> None:
    assert checked("Pro costs 39 yuan.").reason == "nothing"
    assert checked("Pro costs 39 yuan.", " ").reason == "nothing"
    assert checked("——").carried


def test_what_passes_for_fact_in_a_document() -> None:
    source = Source(kind="passage", id="p#0", quote="")
    gone = Source(kind="passage", id="gone", quote="")
    rows: list[tuple[SentenceKind, str, tuple[Source, ...]]] = [
        ("cited", "Pro 39 元一个月。", (source,)),
        ("cited", "Pro 49 元一个月。", (source,)),
        ("cited", "Pro 39 元一个月。", (gone,)),
        ("plain", "大多数用户因为太慢而放弃。", ()),
        ("plain", "本节说明为什么要做：", ()),
        ("assumption", "90% 的用户会喜欢。", ()),
        ("question", "要不要卖 49 元？", ()),
        ("cited", "Pro 59 元一个月。", (source.model_copy(update={"quote": "Pro 59 元一个月。"}),)),
        ("figure", "采纳率是 52%。", (Source(kind="metric", id="gone", quote="52%"),)),
    ]
    told = tuple(
        Sentence(id=str(at), text=text, kind=kind, sources=sources)
        for at, (kind, text, sources) in enumerate(rows)
    )
    section = Section(
        key="background", title="背景", blocks=(Block(form="paragraph", sentences=told),)
    )
    found = unsupported(prd([section]), _by_id)
    assert [(one.sentence, one.kind) for one in found] == [
        ("1", "unsupported_number"),
        ("2", "unsupported_nothing"),
        ("3", "bare_fact"),
        ("7", "unsupported_number"),
    ]
    assert "49 元" in found[0].what("zh")
    assert "49 元" in found[0].what("en")


def _by_id(source: Source) -> str | None:
    return PRICES_ZH if source.id == "p#0" else None


@pytest.mark.parametrize(
    ("text", "part", "is_fact"),
    [
        ("采纳率是 52%。", "background", True),
        ("Most creators abandon the form because it is long.", "users", True),
        ("As a creator, I want captions, so that I can publish.", "users", False),
        ("系统必须在 10 秒内返回。", "requirements", False),
        ("Adoption is 52 %.", None, True),
        ("This section lists what is built:", None, False),
        ("先对 10% 的流量灰度一周。", "rollout", False),
        ("61 % of users left because of the wait.", "risks", True),
    ],
)
def test_which_plain_sentences_state_a_fact(text: str, part: str | None, *, is_fact: bool) -> None:
    assert states_fact(text, part) is is_fact


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3), st.sampled_from(["cited", "figure"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_judged(text: str, texts: list[str], kind: SentenceKind) -> None:
    found = checked(text, *texts, kind=kind)
    assert found.carried == (found.reason is None) == (not found.spans)
    assert all(0 <= one.start <= one.end <= len(text) for one in found.spans)


@given(st.sampled_from([PRICES_ZH, PRICES_EN]), st.data())
@settings(max_examples=40, deadline=None)
def test_a_copy_is_carried(text: str, data: st.DataObject) -> None:
    told = [one for one in text.replace("。", "。\n").replace(". ", ".\n").split("\n") if one]
    assert checked(data.draw(st.sampled_from(told)), text).carried


def test_a_long_sentence_and_long_sources_are_read_to_a_limit() -> None:
    found = checked("每月 39 元。" * 100_000, "每月 39 元，" * 200_000)
    assert all(one.end <= 2_000 for one in found.spans)
