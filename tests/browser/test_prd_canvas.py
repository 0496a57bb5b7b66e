"""A PRD on its canvas: moved by keys, typed in, by two at once, on a phone; and its versions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from prd_canvas import WIDE, at_version, section, tool, typed_in, version
from running import Prepared, answered, ask, free_port, reader

pytestmark = pytest.mark.browser

DRAFT = {"zh-CN": "写一份语音留言的PRD", "en-US": "draft a PRD for voice notes"}


@pytest.fixture(scope="module")
def url(prepared: Prepared, home: Path) -> Iterator[str]:
    with prepared.app(home, free_port(), CASEBOOK_DEMO="0", CASEBOOK_EMBEDDINGS="none") as url:
        yield url


@pytest.fixture(scope="module")
def drafted(browser: Browser, url: str) -> dict[str, str]:
    """Where the conversation is in which a PRD was drafted, by locale."""
    return {locale: _drafted(browser, url, locale) for locale in DRAFT}


def _drafted(browser: Browser, url: str, locale: str) -> str:
    with reader(browser, url, locale=locale, viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        ask(page, DRAFT[locale])
        answered(page)
        expect(page.locator("#evidence .prd")).to_be_visible()
        return page.url


@pytest.fixture
def page(browser: Browser, drafted: dict[str, str], locale: str) -> Iterator[Page]:
    """A page with the draft beside the chat."""
    with reader(browser, drafted[locale], locale=locale, viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        expect(page.locator("#evidence .prd")).to_be_visible()
        yield page


@pytest.mark.parametrize("locale", ["zh-CN"])
def test_sections_move_and_are_commented_on_by_keys(page: Page) -> None:
    remark = "这个目标是谁定的？"
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
    page.keyboard.type(remark)
    page.keyboard.press("Control+Enter")
    comment = section(page).locator("[data-comment].prd-comment, li[data-comment]")
    expect(comment).to_contain_text(remark)
    comment.locator('[data-do="resolve"]').click()
    expect(section(page).locator(".prd-comments summary")).to_have_text("1 条已解决")
    section(page).locator(".prd-comments summary").click()
    comment.locator('[data-do="uncomment"]').click()
    expect(comment).to_have_count(0)


@pytest.mark.parametrize("locale", ["en-US"])
def test_what_is_typed_outlives_everything(page: Page) -> None:
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
    expect(page.locator("#said-here")).to_contain_text("cannot be left empty")
    assert version(page) == first + 2


@pytest.mark.parametrize("locale", ["zh-CN"])
def test_two_who_type_at_once_both_keep_their_text(
    browser: Browser, page: Page, locale: str
) -> None:
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
    expect(section(page).locator(".prd-newer").first).to_contain_text("被改过了")
    expect(section(page).locator(".prd-body")).to_contain_text("Theirs.")
    expect(section(page, "risks").locator(".prd-body")).to_contain_text("Their risks.")
    section(page).locator('.prd-editor [type="submit"]').click()
    at_version(page, first + 3)
    expect(section(page).locator(".prd-body")).to_contain_text("Mine.")
    expect(section(page, "risks").locator(".prd-body")).to_contain_text("Their risks.")


def test_on_a_narrow_screen(browser: Browser, drafted: dict[str, str]) -> None:
    narrow = {"width": 390, "height": 800}
    with reader(browser, drafted["en-US"], locale="en-US", viewport=narrow, has_touch=True) as page:
        page.set_default_timeout(60_000)
        page.locator(".toggle-evidence").click()
        first = version(page)
        section(page).locator('[data-tool="edit"]').tap()
        typed_in(page).fill("We open it to 50 creators first.")
        section(page).locator('.prd-editor [type="submit"]').tap()
        at_version(page, first + 1)
        expect(section(page).locator(".prd-body")).to_contain_text("50 creators")
        width = page.evaluate("document.querySelector('#evidence .panel-body').scrollWidth")
        assert width <= 390


@pytest.mark.parametrize("locale", ["en-US"])
def test_typed_text_is_never_markup(page: Page) -> None:
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


def test_versions_are_opened_compared_and_brought_back(browser: Browser, url: str) -> None:
    with reader(browser, url, locale="en-US", viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        expect.set_options(timeout=30_000)
        panel = page.locator("#evidence")
        ask(page, "draft a PRD for voice search")
        answered(page)
        ask(page, "add a risk about copyright")
        answered(page, 2)
        first = panel.locator(".set-versions li").last
        first.get_by_text("Changes since").click()
        expect(panel.locator(".prd-diff ins").first).to_contain_text("copyright")
        panel.locator("[data-act=back]").click()
        first.get_by_text("Open").click()
        expect(panel.locator(".prd-older")).to_be_visible()
        expect(panel.locator("td", has_text="copyright")).to_have_count(0)
        panel.locator(".prd-older [data-act=prd_restore]").click()
        expect(panel.locator(".set-versions li")).to_have_count(3)
        expect(panel.locator("td", has_text="copyright")).to_have_count(0)

        ask(page, "what changed since version 2?")
        answered(page, 3)
        expect(panel.locator(".prd-diff del").first).to_contain_text("copyright")
        page.reload()
        expect(panel.locator(".prd-diff del").first).to_contain_text("copyright")
