"""A PRD from its draft to its file: by talk, by hand, when a document changes, undone, exported."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect
from prd_canvas import WIDE, at_version, downloaded, hand_in, section, tool, typed_in, version
from running import answered, ask, reader

pytestmark = pytest.mark.browser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BEGINS = {"html": b"<!", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}
"""How the files begin that are not read here; see test_prd_export.py."""
RULES = {
    "zh-CN": "# 自动字幕规则\n\n自动字幕在 20 秒内出全部字幕，识别错误率不超过 6%。\n\n"
             "字幕导出后保留 30 天。\n",
    "en-US": "# Auto-captions rules\n\nAuto-captions appear within 20 seconds, with an error rate"
             " of at most 6%.\n\nExported captions are kept for 30 days.\n",
}  # fmt: skip
SAID = {
    "zh-CN": {
        "draft": "写一份自动字幕的PRD",
        "old": "在 20 秒内",
        "new": "在 12 秒内",
        "risk": "加一条关于版权的风险",
        "word": "版权",
        "shorten": "精简一下背景",
        "typed": "首月先开放给 50 名创作者试用。",
        "by": "你决定",
        "locked": "已锁定",
        "fresh": "PRD 还是最新的吗",
        "update": "把过期的都更新",
        "undo": "撤销",
    },
    "en-US": {
        "draft": "draft a PRD for auto-captions",
        "old": "within 20 seconds",
        "new": "within 12 seconds",
        "risk": "add a risk about copyright",
        "word": "copyright",
        "shorten": "shorten the background",
        "typed": "We open it to 50 creators first.",
        "by": "decided by you",
        "locked": "locked",
        "fresh": "is the PRD up to date?",
        "update": "update the stale ones",
        "undo": "undo",
    },
}


@pytest.mark.parametrize("locale", list(SAID))
def test_a_prd_from_draft_to_file(browser: Browser, url: str, tmp_path: Path, locale: str) -> None:
    rules = tmp_path / f"rules.{locale}.md"
    rules.write_text(RULES[locale], encoding="utf-8")
    with reader(browser, url, locale=locale, viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        expect.set_options(timeout=30_000)
        hand_in(page, rules)
        ask(page, SAID[locale]["draft"])
        answered(page)
        expect(page.locator("#evidence .prd-flow svg")).not_to_have_count(0)
        by_talk_and_by_hand(page, SAID[locale])
        if locale == "en-US":
            return  # the rest says nothing more that only a page in English would show
        when_a_document_changes(page, SAID[locale], rules)
        as_files(page, SAID[locale]["new"])
        page.locator('#evidence .prd a[href^="#passage:"]').first.click()
        expect(page.locator("#evidence .passage-view, #evidence mark").first).to_be_visible()


def by_talk_and_by_hand(page: Page, said: dict[str, str]) -> None:
    """Two edits by talk, one by hand, and a lock; the last two are undone."""
    first = version(page)
    ask(page, said["risk"])
    answered(page, 2)
    risk = section(page, "risks").locator("td", has_text=said["word"])
    expect(risk).not_to_have_count(0)
    background = section(page, "background").inner_text()
    ask(page, said["shorten"])
    answered(page, 3)
    expect(section(page, "background")).not_to_have_text(background, use_inner_text=True)

    cited = section(page).locator('[data-kind="cited"]').count()
    tool(page, "edit")
    typed_in(page).press("Control+End")
    typed_in(page).press_sequentially(f"\n\n{said['typed']}")
    typed_in(page).press("Control+Enter")
    at_version(page, first + 3)
    expect(section(page).locator(".prd-body")).to_contain_text(said["typed"] + said["by"])
    expect(section(page).locator('[data-kind="cited"]')).to_have_count(cited)

    tool(page, "lock")
    expect(section(page).locator(".tag").first).to_have_text(said["locked"])
    expect(section(page).locator('[data-tool="edit"]')).to_be_disabled()
    page.locator('#evidence .prd-bar [data-do="undo"]').click()
    expect(section(page).locator('[data-tool="edit"]')).to_be_enabled()
    ask(page, said["undo"])  # by talk, what was done by hand
    answered(page, 4)
    expect(section(page).locator(".prd-body")).not_to_contain_text(said["typed"])
    expect(risk).not_to_have_count(0)


def when_a_document_changes(page: Page, said: dict[str, str], rules: Path) -> None:
    """The open PRD flags it by itself; it is updated by one click and by talk, and undone."""
    panel = page.locator("#evidence")
    flag, notice = panel.locator(".prd-flag"), panel.locator(".prd-stale")
    expect(flag).to_have_count(0)
    rules.write_text(rules.read_text("utf-8").replace("20", "12"), encoding="utf-8")
    hand_in(page, rules)
    expect(flag).to_have_count(1)
    expect(notice).to_contain_text("1")
    expect(flag.locator("del")).to_have_text("20")
    expect(flag.locator("ins")).to_have_text("12")
    ask(page, said["fresh"])
    answered(page, 5)
    expect(page.locator("#chat .prose, #chat .md").last.locator("del, s")).to_have_text("20")

    flag.locator("[data-act=prd_refresh]").click()
    expect(flag).to_have_count(0)
    expect(words(page, said["new"])).to_have_count(1)
    page.locator("#toast [data-act=prd_undo]").click()
    expect(flag).to_have_count(1)
    expect(words(page, said["old"])).to_have_count(1)
    ask(page, said["update"])
    answered(page, 6)
    expect(flag).to_have_count(0)
    ask(page, said["undo"])
    answered(page, 7)
    expect(flag).to_have_count(1)
    notice.locator("[data-act=prd_refresh]").click()
    expect(flag).to_have_count(0)
    expect(words(page, said["new"])).to_have_count(1)


def words(page: Page, text: str) -> Locator:
    """The sentences of the document that hold a text."""
    return page.locator("#evidence .prd-said .words", has_text=text)


def as_files(page: Page, new: str) -> None:
    """The Word file has the headings of the page and the notes of the Markdown; all forms work."""
    word = Document(str(downloaded(page, "docx")))
    heads = page.locator("#evidence .prd-section-head h3 > span:first-child")
    shown = heads.all_inner_texts()
    headings = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]
    assert [one for one in headings if one in shown] == shown
    notes, markdown = footnotes_of(word), downloaded(page, "md").read_text("utf-8")
    assert len(notes) > 10
    assert notes == notes_told(markdown)
    assert new in markdown
    for form, mark in BEGINS.items():
        assert downloaded(page, form).read_bytes().startswith(mark), form


def footnotes_of(word: Any) -> list[str]:
    """The letters of the footnotes that are referred to, in order, each once."""
    parts = [one.target_part for one in word.part.rels.values() if not one.is_external]
    file = next(one for one in parts if one.partname.endswith("footnotes.xml"))
    told = {
        note.get(f"{W}id"): letters("".join(one.text or "" for one in note.iter(f"{W}t")))
        for note in etree.fromstring(file.blob).iter(f"{W}footnote")
    }
    asked = (one.get(f"{W}id") for one in word.element.body.iter(f"{W}footnoteReference"))
    return [told[one] for one in dict.fromkeys(asked)]


def notes_told(markdown: str) -> list[str]:
    """The letters of the sources at the foot of the same document as Markdown."""
    return [letters(unescape(one)) for one in re.findall(r"^\[\^\d+\]: (.*)$", markdown, re.M)]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
