"""A PM drops a table of traces, asks why they failed, and reads the answer on a narrow screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

TABLE = """id,query,answer,retrieved
q1,When does the store open?,At 10.,The store opens at 10.
q2,How long does a refund take?,A refund takes nine weeks.,A refund takes three weeks.
q3,Can I pay by card?,Sorry - I found nothing about that.,You can pay by card.
"""
WHY = {"zh-CN": "这些为什么失败?", "en-US": "why did these fail?"}
DIAGNOSE = {"zh-CN": "诊断失败原因", "en-US": "Diagnose"}
FIRST = {"zh-CN": "最近哪些失败最多", "en-US": "Which failures should we fix first?"}
PROVE = {"zh-CN": "重放证明 t-001024", "en-US": "prove t-001200 by replay"}
TABLES = """() => [...document.querySelectorAll('#chat .prose table')].map((table) => {
    const [box, talk] = [table, document.querySelector('#chat')]
        .map((element) => element.getBoundingClientRect());
    return [box.left >= talk.left, box.right <= talk.right, getComputedStyle(table).overflowX];
})"""


def hand_over(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#composer [data-act=add_files]")
    chooser.value.set_files(file)
    page.locator("#intake [data-stage=done]", has_text=file.name).wait_for()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("width", [420, 1280])
def test_these_are_what_was_just_dropped(
    browser: Browser, url: str, tmp_path: Path, locale: str, width: int
) -> None:
    table = tmp_path / f"log-{locale}-{width}.csv"
    table.write_text(TABLE, "utf-8")
    with reader(browser, url, locale=locale, viewport={"width": width, "height": 900}) as page:
        hand_over(page, table)
        diagnose = page.get_by_role("button", name=DIAGNOSE[locale], exact=True)
        expect(diagnose).to_be_visible()
        ask(page, WHY[locale])
        answered(page)
        expect(page.locator("#chat")).to_contain_text(table.name)
        listed = page.locator("#chat .prose li a")
        expect(listed).to_have_text(["q1", "q2", "q3"])
        expect(page.locator("#evidence .diagnosis-view")).to_have_attribute("data-trace", "q2")
        # What is in has made room for the answer.
        expect(page.locator("#intake .intake")).to_have_count(0)


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_tables_scroll_within_the_talk_on_a_narrow_screen(
    browser: Browser, url: str, locale: str
) -> None:
    with reader(browser, url, locale=locale, viewport={"width": 420, "height": 900}) as page:
        page.set_default_timeout(120_000)
        for count, question in enumerate((FIRST, PROVE), 1):
            ask(page, question[locale])
            answered(page, count)
        drawn = page.evaluate(TABLES)
        assert len(drawn) >= 2
        assert all(one == [True, True, "auto"] for one in drawn)
        assert page.evaluate("document.documentElement.scrollWidth") == 420
