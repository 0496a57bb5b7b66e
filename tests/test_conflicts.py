"""Passages that contradict each other, and many that only look as if they did."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import language_of
from knowledge.records import Chunk, Hit
from knowledge.retrieval.concepts import asked_terms
from knowledge.retrieval.glossary import Glossary, common_pairs
from knowledge.retrieval.question import Question
from tools.conflicts import Conflict, conflicts
from tools.values import Value, values

PAIRS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("conflict_pairs.yaml").read_text(encoding="utf-8")
)


def hit(name: str, text: str, **fields: Any) -> Hit:
    lang = language_of(text)
    given = {"title": "说明" if lang == "zh" else "Notes", "lang": lang, **fields}
    return Hit(chunk=Chunk(id=f"{name}#0", doc_id=name, text=text, **given), score=1, coverage=1)


def found(question: str, *hits: Hit) -> list[Conflict]:
    return conflicts(hits, asked_terms(Question.of(question), Glossary(common_pairs())))


def test_false_alarms_are_rare_and_most_conflicts_are_seen() -> None:
    alarms = {
        kind: [p for p in pairs if found(p["q"], hit("a", p["a"]), hit("b", p["b"]))]
        for kind, pairs in PAIRS.items()
    }
    assert len(PAIRS["conflict"]) + len(PAIRS["none"]) >= 50
    assert len(alarms["none"]) <= 0.05 * len(PAIRS["none"]), alarms["none"]
    assert len(alarms["conflict"]) >= 0.85 * len(PAIRS["conflict"])


def test_the_newer_side_comes_first_and_both_are_told() -> None:
    old = hit("old", "专业版每月 29 元。", date=dt.date(2026, 7, 6))
    new = hit("new", "专业版每月 39 元。", date=dt.date(2026, 10, 19))
    [one] = found("专业版多少钱", old, new)
    assert (one.first, one.second) == (1, 0)
    assert one.what == "专业版每月 39 元。 ≠ 专业版每月 29 元。"


def test_a_superseded_document_is_the_older_one_whatever_its_date() -> None:
    old = hit("old", "专业版每月 29 元。", date=dt.date(2026, 12, 1), superseded=True)
    [one] = found("专业版多少钱", old, hit("new", "专业版每月 39 元。", date=dt.date(2026, 10, 19)))
    assert (one.first, one.second) == (1, 0)


TABLE = "| 项目 | 说明 |\n|---|---|\n| 退款期限 | 7 天 |"


def test_one_document_may_contradict_itself() -> None:
    prose = hit("deck", "付款后 14 天内可以申请退款。", section=["退款政策"])
    table = hit("deck", TABLE, section=["售后一览"])
    table = table.model_copy(update={"chunk": table.chunk.model_copy(update={"id": "deck#1"})})
    [one] = found("退款期限是几天", prose, table)
    assert (one.first, one.second) == (0, 1)
    assert one.sides == ("付款后 14 天内可以申请退款。", "退款期限 说明: 7 天")


def test_one_passage_may_contradict_itself() -> None:
    slide = hit("deck", f"付款后 14 天内可以申请退款。\n\n{TABLE}")
    [one] = found("退款期限是几天", slide)
    assert (one.first, one.second) == (0, 0)
    assert found("退款期限是几天", hit("deck", f"付款后 7 天内可以申请退款。\n\n{TABLE}")) == []


def test_headings_set_statements_of_one_document_apart() -> None:
    free = hit("plans", "历史保留 7 天。", section=["免费版"])
    paid = hit("plans", "历史保留 365 天。", section=["专业版"])
    assert found("历史保留多久", free, paid) == []
    tables = [hit("plans", f"| 档 | 月价 |\n|---|---|\n| 专业版 | {n} 元 |") for n in (39, 49)]
    assert found("专业版多少钱", *tables) == []


def test_across_languages_nothing_conflicts() -> None:
    first = hit("a", "专业版每月 29 元。")
    assert found("专业版多少钱", first, hit("b", "The Pro plan costs 39 yuan a month.")) == []


def test_the_version_that_is_asked_for_is_not_contradicted() -> None:
    old = hit("old", "专业版每月 29 元。", version="v1", superseded=True)
    new = hit("new", "专业版每月 39 元。", version="v2")
    assert found("v1 的专业版多少钱", old, new) == []
    assert len(found("专业版多少钱", old, new)) == 1


def test_what_competitors_do_contradicts_nothing() -> None:
    ours = hit("pricing", "免费版每天可以写 5 条脚本。", title="定价方案")
    theirs = hit("rival", "免费版每天可以写 20 条脚本。", title="竞品分析：快稿")
    assert found("免费版每天能写几条", ours, theirs) == []
    assert len(found("免费版每天能写几条", ours, hit("faq", theirs.chunk.text))) == 1


def test_what_was_not_asked_for_is_left_alone() -> None:
    first, second = hit("a", "日志保留 90 天后删除。"), hit("b", "日志保留 30 天后删除。")
    assert found("专业版多少钱", first, second) == []
    assert len(found("日志保留多久", first, second)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专业版 **39 元**/月", {Value("cny/month", "39")}),
        ("39 yuan a month, 388 a year", {Value("cny/month", "39"), Value("/year", "388")}),
        ("$12 per seat per month", {Value("usd/seat/month", "12")}),
        ("2 小时内", {Value("hour", "2")}),
        ("2026-10-19 上线", {Value("date", "2026-10-19")}),
        ("on 19 October 2026", {Value("date", "2026-10-19")}),
        ("October 19", {Value("date", "?-10-19")}),
        ("2.3 万粉", {Value("粉", "23000")}),
        ("99.5 %", {Value("%", "99.5")}),
        ("v2 与 SM-418", set()),
    ],
)
def test_values_are_read_with_their_measure(text: str, expected: set[Value]) -> None:
    assert values(text) == expected


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_any_text_can_be_compared(texts: list[str], question: str) -> None:
    hits = [hit(str(at), text) for at, text in enumerate(texts)]
    for one in found(question, *hits):
        assert {one.first, one.second} <= set(range(len(hits)))
