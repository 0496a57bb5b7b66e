"""Competitors: found by how documents are titled, and never known better than they say."""

import datetime as dt

import pytest

from knowledge.documents.chunking import chunk
from knowledge.records import Chunk, Competitor, Document
from tools.decisions.needs.competitor_names import names_in_title
from tools.decisions.needs.competitors import competitors

STOCKER = """# 竞品分析：点点仓（StockDot）

## 好在哪

- 盘点快，一个人半天。

## 不足

1. 不支持批次。

## 价格

| 档 | 价格 |
|---|---|
| 基础 | 99 元/月 |
| 企业 | 面议 |

## 待查

- 有没有离线模式。

## 用户怎么说

> 标签打歪了，客服三天没回。——P09，2026-03-02
"""

OURS = """# Rackly vs Binly

## Rackly

### Pros

- Labels print in bulk.

## Binly

### Cons

- No app for handhelds.
"""

TABLE = """# Competitor overview

| Competitor | Strengths | Weaknesses | Price |
|---|---|---|---|
| Palletto | Fast setup | Crashes on big lists | $12 per seat |
| Rackly (RK) | unknown | Slow | n/a |
"""


def passages(text: str, name: str, **fields: object) -> list[Chunk]:
    title = text.lstrip("# ").split("\n", 1)[0]
    given = {"id": name, "title": title, "text": text, "lang": "zh", **fields}
    return chunk(Document.model_validate(given))


def named(found: list[Competitor], name: str) -> Competitor:
    return next(one for one in found if one.name == name)


def test_sections_make_the_table_and_what_is_missing_stays_unknown() -> None:
    documents = [passages(STOCKER, "a.md", date=dt.date(2026, 3, 5)), passages(TABLE, "c.md")]
    found = competitors(documents)
    stocker = named(found, "点点仓")
    assert stocker.aliases == ("StockDot",)
    assert [one.quote for one in stocker.strengths] == ["盘点快，一个人半天。"]
    assert [one.quote for one in stocker.prices] == ["基础 · 99 元/月", "企业 · 面议"]
    assert stocker.prices[0].date == dt.date(2026, 3, 5)
    assert [one.quote for one in stocker.unknown] == ["有没有离线模式。"]
    weak = {one.quote: (one.who, one.date) for one in stocker.weaknesses}
    assert weak["不支持批次。"] == (None, dt.date(2026, 3, 5))
    assert weak["标签打歪了，客服三天没回。"] == ("P09", dt.date(2026, 3, 2))
    rackly = named(found, "Rackly")
    assert rackly.aliases == ("RK",)
    assert rackly.strengths == rackly.prices == ()
    assert [one.quote for one in rackly.weaknesses] == ["Slow"]
    assert named(found, "Palletto").prices[0].quote == "$12 per seat"


def test_users_who_name_a_competitor_are_heard() -> None:
    voices = passages(
        "# Interviews\n\n## P1 Ana\n\n- Stockdot lost our counts twice.\n- StockDot is great.\n"
        "- The weather was bad.\n- Stockdots are wrong.\n",
        "v.md",
    )
    stocker = named(competitors([passages(STOCKER, "a.md")], [voices]), "点点仓")
    assert "Stockdot lost our counts twice." in [one.quote for one in stocker.weaknesses]
    assert "StockDot is great." in [one.quote for one in stocker.strengths]
    said = [one.quote for one in (*stocker.weaknesses, *stocker.strengths)]
    assert not any("weather" in one or "Stockdots" in one for one in said)


def test_an_outdated_price_says_so() -> None:
    old = [one.model_copy(update={"superseded": True}) for one in passages(STOCKER, "old.md")]
    new = passages(STOCKER.replace("99 元", "129 元"), "new.md")
    prices = named(competitors([old, new]), "点点仓").prices
    assert [(one.quote, one.is_old) for one in prices][:1] == [("基础 · 129 元/月", False)]
    assert ("基础 · 99 元/月", True) in [(one.quote, one.is_old) for one in prices]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("竞品分析：点点仓（StockDot）", ["点点仓", "StockDot"]),
        ("点点仓竞品分析", ["点点仓"]),
        ("Competitor: StockDot", ["StockDot"]),
        ("Competitor analysis - StockDot", ["StockDot"]),
        ("StockDot competitor profile", ["StockDot"]),
        ("Rackly vs Binly", ["Binly"]),
        ("Binly vs. Rackly: competitive notes", ["Binly"]),
        ("竞品分析", []),
        ("Competitive landscape", []),
    ],
)
def test_the_name_is_in_the_title(title: str, names: list[str]) -> None:
    assert names_in_title(title, lambda name: 9 * (name == "Rackly")) == names


def test_ours_is_the_one_that_all_documents_mention() -> None:
    documents = [passages(OURS, "v.md")]
    found = competitors(documents, mentions=lambda name: 9 * (name == "Rackly"))
    assert [one.name for one in found] == ["Binly"]
    assert [one.quote for one in found[0].weaknesses] == ["No app for handhelds."]
    assert found[0].strengths == ()
