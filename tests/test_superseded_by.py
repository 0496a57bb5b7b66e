"""Which of several versions of one document is current, and when that is not guessed."""

import datetime as dt
from dataclasses import dataclass

import pytest

from knowledge.documents.read import document_of
from knowledge.documents.superseded_by import superseded_by
from knowledge.language import Lang


@dataclass(frozen=True)
class Listed:
    doc_id: str
    title: str
    version: str | None = None
    date: dt.date | None = None
    lang: Lang = "zh"
    superseded: bool = False


def titled(*titles: str) -> list[Listed]:
    return [Listed(f"{number}.md", title) for number, title in enumerate(titles)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("定价方案 v1.0", "定价方案 V2.0"),
        ("定价方案 v1.9", "定价方案 v1.10"),
        ("定价方案（第1版）", "定价方案（第2版）"),
        ("价格表2024", "价格表2025"),
        ("退款政策（旧版）", "退款政策"),
        ("退款政策 (old)", "退款政策"),
        ("脚本规范（草稿）", "脚本规范"),
        ("Pricing draft", "Pricing final"),
        ("Refund policy 2024", "Refund policy 2025"),
        ("Onboarding guide v2", "Onboarding guide v3"),
    ],
)
def test_the_older_one_is_superseded(old: str, new: str) -> None:
    assert superseded_by(titled(old, new)) == {"0.md": "1.md"}
    assert superseded_by(titled(new, old)) == {"1.md": "0.md"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("周报 2026-10-01", "周报 2026-10-08"),
        ("用户访谈 2024", "用户访谈 2025"),
        ("Annual report 2024", "Annual report 2025"),
        ("API v1", "API v2"),
        ("定价方案", "定价方案"),
        ("定价方案 v1.0", "退款政策 v2.0"),
        ("定价方案 v3 草稿", "定价方案 v2"),
        ("v1.0", "v2.0"),
        ("Team 1", "Team 2"),
    ],
)
def test_others_stand_beside_each_other(one: str, other: str) -> None:
    assert superseded_by(titled(one, other)) == {}


def test_the_chain_leads_to_the_current_one() -> None:
    assert superseded_by(titled("手册 v1", "手册 v2", "手册 v3", "手册 v3（草稿）")) == {
        "0.md": "2.md",
        "1.md": "2.md",
        "3.md": "2.md",
    }


def test_stated_versions_count_and_dates_may_contradict() -> None:
    old = Listed("a.md", "产品手册", "1.0", dt.date(2025, 1, 1))
    new = Listed("b.md", "产品手册", "2.0", dt.date(2026, 1, 1))
    assert superseded_by([old, new]) == {"a.md": "b.md"}
    backdated = Listed("b.md", "产品手册", "2.0", dt.date(2024, 1, 1))
    assert superseded_by([old, backdated]) == {}
    assert superseded_by([old, Listed("c.md", "产品手册", "2.0", lang="en")]) == {}


def test_file_names_tell_when_titles_do_not() -> None:
    listed = [Listed("PRD_v1.docx", "脚本助手"), Listed("新/PRD_v2.docx", "脚本助手需求")]
    assert superseded_by(listed) == {"PRD_v1.docx": "新/PRD_v2.docx"}
    readmes = [Listed("a/readme.md", "甲", "1.0"), Listed("b/readme.md", "乙", "2.0")]
    assert superseded_by(readmes) == {}


@pytest.mark.parametrize(
    ("name", "is_old"),
    [
        ("【已作废】定价方案", True),
        ("定价方案(旧版)", True),
        ("pricing_old", True),
        ("Pricing [archived]", True),
        ("旧版迁移指南", False),
        ("How old users pay", False),
    ],
)
def test_a_name_may_say_that_it_is_over(name: str, is_old: bool) -> None:
    assert document_of("a.md", "正文。", name).superseded is is_old
    assert document_of(f"{name}.md", "正文。").superseded is is_old
