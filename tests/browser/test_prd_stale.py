"""A PRD whose document is taken in anew: flagged with old and new, updated, undone, compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running import answered, ask, free_port, reader, running_app

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
ZH = (
    "# 自动字幕规则\n\n自动字幕在 20 秒内出全部字幕，识别错误率不超过 6%。\n\n"
    "字幕导出后保留 30 天。\n"
)
EN = (
    "# Auto-captions rules\n\nAuto-captions appear within 20 seconds of an upload.\n\n"
    "Exported captions are kept for 30 days.\n"
)
CASES = {
    "zh-CN": ("自动字幕.md", ZH, "写一份自动字幕的PRD", "在 12 秒内", "PRD 还是最新的吗", "撤销"),
    "en-US": (
        "captions.md",
        EN,
        "draft a PRD for auto-captions",
        "within 12 seconds",
        "is the PRD up to date?",
        "undo",
    ),
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    with running_app(home, free_port(), CASEBOOK_DEMO="0", CASEBOOK_EMBEDDINGS="none") as url:
        yield url


def hand_in(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#composer [data-act=add_files]")
    chooser.value.set_files(path)
    expect(page.locator(".intake:not([data-working])")).to_be_visible()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_stale_sentence_is_flagged_updated_and_undone(
    browser: Browser, url: str, tmp_path: Path, locale: str
) -> None:
    name, text, draft, fresh, is_it, undo = CASES[locale]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with reader(browser, url, locale=locale, viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        expect.set_options(timeout=30_000)
        panel = page.locator("#evidence")
        flag, notice = panel.locator(".prd-flag"), panel.locator(".prd-stale")
        hand_in(page, path)
        ask(page, draft)
        answered(page)
        expect(panel.locator(".prd")).to_be_visible()
        expect(flag).to_have_count(0)

        # The document open in the panel tells by itself that its source has changed.
        path.write_text(text.replace("20", "12"), encoding="utf-8")
        hand_in(page, path)
        expect(flag.first).to_be_visible()
        count = flag.count()
        expect(notice).to_contain_text(str(count))
        expect(flag.first.locator("del")).to_have_text("20")
        expect(flag.first.locator("ins")).to_have_text("12")

        ask(page, is_it)
        answered(page, 2)
        told = page.locator("#chat .prose, #chat .md").last
        expect(told.locator("del, s").first).to_have_text("20")
        flag.first.locator("[data-act=prd_refresh]").click()
        expect(flag).to_have_count(count - 1)
        expect(panel.locator(".prd-said .words", has_text=fresh)).to_have_count(1)

        page.locator("#toast [data-act=prd_undo]").click()
        expect(flag).to_have_count(count)
        notice.locator("[data-act=prd_refresh]").click()
        expect(flag).to_have_count(0)
        expect(panel.locator(".prd-said .words", has_text=fresh)).to_have_count(count)
        ask(page, undo)
        answered(page, 3)
        expect(flag).to_have_count(count)


def test_versions_are_opened_compared_and_brought_back(browser: Browser, url: str) -> None:
    with reader(browser, url, locale="en-US", viewport=WIDE) as page:
        page.set_default_timeout(60_000)
        expect.set_options(timeout=30_000)
        panel = page.locator("#evidence")
        ask(page, "draft a PRD for voice notes")
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
