"""A PRD in the chat and on its canvas: by talk, by hand, by two at once, and out as a file."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WIDE = {"width": 1440, "height": 900}
SAID = {
    "zh-CN": {
        "draft": "写一份脚本生成功能的PRD",
        "risk": "加一条关于版权的风险",
        "word": "版权",
        "shorten": "精简一下背景",
        "typed": "首月先开放给 50 名创作者试用。",
        "by": "你决定",
        "undo": "撤销",
        "locked": "已锁定",
        "empty": "不能留空",
        "comment": "这个目标是谁定的？",
        "settled": "1 条已解决",
        "newer": "被改过了",
    },
    "en-US": {
        "draft": "draft a PRD for script generation",
        "risk": "add a risk about copyright",
        "word": "copyright",
        "shorten": "shorten the background",
        "typed": "We open it to 50 creators first.",
        "by": "decided by you",
        "undo": "undo",
        "locked": "locked",
        "empty": "cannot be left empty",
        "comment": "Who set this target?",
        "settled": "1 resolved",
        "newer": "was changed",
    },
}


@pytest.fixture(params=list(SAID))
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, url: str, locale: str) -> Iterator[Page]:
    """A page with a new draft beside the chat."""
    with reader(browser, url, locale=locale, viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        ask(page, SAID[locale]["draft"])
        answered(page)
        expect(page.locator("#evidence .prd")).to_be_visible()
        yield page


def section(page: Page, key: str = "goals") -> Locator:
    return page.locator(f'#evidence .prd-section[data-section="{key}"]')


def tool(page: Page, name: str, key: str = "goals") -> None:
    """Use one of a section's buttons, as one who points at it does."""
    section(page, key).hover()
    section(page, key).locator(f'[data-tool="{name}"]').click()


def typed_in(page: Page, key: str = "goals") -> Locator:
    return section(page, key).locator(".prd-editor textarea")


def version(page: Page) -> int:
    return int(page.locator("#evidence .prd").get_attribute("data-version") or 0)


def at_version(page: Page, number: int) -> None:
    expect(page.locator("#evidence .prd")).to_have_attribute("data-version", str(number))


def downloaded(page: Page, form: str) -> Path:
    page.locator("#evidence .prd-bar .downloads summary").click()
    with page.expect_download() as download:
        page.locator(f'#evidence .prd-bar .downloads a[href$="to={form}"]').click()
    assert download.value.suggested_filename.endswith(f"v{version(page)}.{form}")
    return Path(download.value.path())


def test_a_prd_from_draft_to_file(page: Page, locale: str) -> None:
    said = SAID[locale]
    document = page.locator("#evidence .prd")
    expect(document.locator(".prd-flow svg")).not_to_have_count(0)  # the flow, drawn here
    first = version(page)

    ask(page, said["risk"])  # twice by talk
    answered(page, 2)
    risk = section(page, "risks").locator("td", has_text=said["word"])
    expect(risk).not_to_have_count(0)
    background = section(page, "background").inner_text()
    ask(page, said["shorten"])
    answered(page, 3)
    expect(section(page, "background")).not_to_have_text(background, use_inner_text=True)

    cited = section(page).locator('[data-kind="cited"]').count()  # once by hand
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

    word = Document(str(downloaded(page, "docx")))
    shown = document.locator(".prd-section-head h3 > span:first-child").all_inner_texts()
    headings = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]
    assert [one for one in headings if one in shown] == shown
    notes = footnotes_of(word)
    assert len(notes) > 10
    assert notes == notes_told(downloaded(page, "md").read_text("utf-8"))

    document.locator('a[href^="#passage:"]').first.click()
    expect(page.locator("#evidence .passage-view, #evidence mark").first).to_be_visible()


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


def test_every_form_is_handed_over(page: Page) -> None:
    begins = {"md": b"# ", "html": b"<!", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}
    for form, mark in begins.items():
        assert downloaded(page, form).read_bytes().startswith(mark), form


def test_sections_move_and_are_commented_on_by_keys(page: Page, locale: str) -> None:
    keys = "es => es.map(e => e.dataset.section)"
    before = page.eval_on_selector_all("#evidence .prd-section", keys)
    at, first = before.index("goals"), version(page)
    section(page).locator('[data-tool="down"]').focus()
    page.keyboard.press("Enter")
    at_version(page, first + 1)
    after = page.eval_on_selector_all("#evidence .prd-section", keys)
    assert after[at : at + 2] == [before[at + 1], "goals"]
    page.keyboard.press("Shift+Tab")  # the focus is where it was: the next one before is "up"
    page.keyboard.press("Enter")
    at_version(page, first + 2)
    assert page.eval_on_selector_all("#evidence .prd-section", keys) == before

    tool(page, "comment")
    page.keyboard.type(SAID[locale]["comment"])
    page.keyboard.press("Control+Enter")
    comment = section(page).locator("[data-comment].prd-comment, li[data-comment]")
    expect(comment).to_contain_text(SAID[locale]["comment"])
    comment.locator('[data-do="resolve"]').click()
    expect(section(page).locator(".prd-comments summary")).to_have_text(SAID[locale]["settled"])
    section(page).locator(".prd-comments summary").click()
    comment.locator('[data-do="uncomment"]').click()
    expect(comment).to_have_count(0)


def test_what_is_typed_outlives_everything(page: Page, locale: str) -> None:
    said = SAID[locale]
    first = version(page)
    tool(page, "edit")
    text = typed_in(page).input_value()
    typed_in(page).press("Control+End")
    typed_in(page).press_sequentially("x")
    half = typed_in(page).input_value()
    assert half != text
    page.reload()
    page.wait_for_selector("#composer textarea")
    expect(typed_in(page)).to_have_value(half)
    typed_in(page).press("Control+End")
    typed_in(page).press("ArrowLeft")  # a lock elsewhere takes neither the focus nor the place
    page.locator('[data-section="flow"] [data-tool="lock"]').evaluate("one => one.click()")
    at_version(page, first + 1)
    expect(typed_in(page)).to_be_focused()
    typed_in(page).press("Delete")
    expect(typed_in(page)).to_have_value(half[:-1])
    typed_in(page).press("x")
    tool(page, "down", "risks")  # another section changes, and all is drawn anew
    at_version(page, first + 2)
    expect(typed_in(page)).to_have_value(half)
    expect(section(page).locator(".prd-newer").first).to_be_hidden()

    typed_in(page).press("Escape")  # cancelled, and brought back
    expect(typed_in(page)).to_be_hidden()
    page.locator('#said-here [data-act="prd_back"]').click()
    expect(typed_in(page)).to_have_value(half)

    typed_in(page).fill("  ")
    section(page).locator('.prd-editor [type="submit"]').click()
    expect(page.locator("#said-here")).to_contain_text(said["empty"])
    assert version(page) == first + 2


def test_two_who_type_at_once_both_keep_their_text(
    browser: Browser, url: str, page: Page, locale: str
) -> None:
    said = SAID[locale]
    first = version(page)
    with reader(browser, page.url, locale=locale, viewport=WIDE) as other:
        expect(other.locator("#evidence .prd")).to_be_visible()
        for one in (page, other):
            tool(one, "edit")
        typed_in(other).fill("Theirs.")
        typed_in(other).press("Control+Enter")
        at_version(other, first + 1)
        tool(other, "edit", "risks")
        typed_in(other, "risks").fill("Their risks.")
        typed_in(other, "risks").press("Control+Enter")
        at_version(other, first + 2)

    typed_in(page).fill("Mine.")
    typed_in(page).press("Control+Enter")
    at_version(page, first + 2)
    expect(typed_in(page)).to_have_value("Mine.")
    expect(section(page).locator(".prd-newer").first).to_contain_text(said["newer"])
    expect(section(page).locator(".prd-body")).to_contain_text("Theirs.")
    expect(section(page, "risks").locator(".prd-body")).to_contain_text("Their risks.")
    section(page).locator('.prd-editor [type="submit"]').click()
    at_version(page, first + 3)
    expect(section(page).locator(".prd-body")).to_contain_text("Mine.")
    expect(section(page, "risks").locator(".prd-body")).to_contain_text("Their risks.")


def test_on_a_narrow_screen(browser: Browser, url: str) -> None:
    narrow = {"width": 390, "height": 800}
    with reader(browser, url, locale="en-US", viewport=narrow, has_touch=True) as page:
        page.set_default_timeout(60_000)
        ask(page, SAID["en-US"]["draft"])
        answered(page)
        page.locator(".toggle-evidence").click()
        first = version(page)
        section(page).locator('[data-tool="edit"]').tap()
        typed_in(page).fill("We open it to 50 creators first.")
        section(page).locator('.prd-editor [type="submit"]').tap()
        at_version(page, first + 1)
        expect(section(page).locator(".prd-body")).to_contain_text("50 creators")
        width = page.evaluate("document.querySelector('#evidence .panel-body').scrollWidth")
        assert width <= 390


def test_typed_text_is_never_markup(browser: Browser, url: str) -> None:
    with reader(browser, url, locale="en-US", viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        ask(page, SAID["en-US"]["draft"])
        answered(page)
        first = version(page)
        tool(page, "edit")
        typed_in(page).fill('</textarea><img src=x onerror=alert(1)> "q" <b onclick=x>b</b>')
        typed_in(page).press("Control+Enter")
        at_version(page, first + 1)
        tool(page, "edit")
        expect(typed_in(page)).to_have_value(
            '</textarea><img src=x onerror=alert(1)> "q" <b onclick=x>b</b>'
        )
        assert page.locator("#evidence .prd img, #evidence .prd [onclick]").count() == 0
