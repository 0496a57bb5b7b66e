"""A PM saves the listed cases as a table, opens one from it, and asks on about what was found."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

ASKED = {"zh-CN": "只看 v2 检索的失败有哪些", "en-US": "which failures of v2 are due to retrieval?"}
USERS = {"zh-CN": "影响多少用户", "en-US": "how many users are affected?"}
EXPORT = {"zh-CN": "导出", "en-US": "export them"}
RECAP = {"zh-CN": "总结一下今天的发现", "en-US": "Summarise what we found today"}
HEADS = {"zh-CN": "编号", "en-US": "id"}
LINKS = {"zh-CN": "链接", "en-US": "link"}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_saved_opened_and_summed_up(
    browser: Browser, url: str, locale: str, tmp_path: Path
) -> None:
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        page.set_default_timeout(120_000)  # the first search diagnoses a thousand traces
        for count, question in enumerate((ASKED, USERS, EXPORT), 1):
            ask(page, question[locale])
            answered(page, count)
        page.wait_for_selector("#evidence .clusters-view")
        shown = page.locator("#evidence .cluster-body a.example-of").evaluate_all(
            "all => all.map(one => one.getAttribute('href').slice(7))"
        )
        page.click("#evidence .downloads summary")
        with page.expect_download() as saving:
            page.click("#evidence .downloads a")
        file = tmp_path / "cases.csv"
        saving.value.save_as(file)
        assert saving.value.suggested_filename.endswith(".csv")
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
        assert set(shown) <= {row[HEADS[locale]] for row in rows}

        if locale == "en-US":
            return  # the rest says nothing more that only a page in English would show
        ask(page, RECAP[locale])
        answered(page, 4)
        step = page.locator("#chat a[href^='#step:']").last
        step.click()
        page.wait_for_selector("#evidence .clusters-view")

        first = rows[0]
        linked = browser.new_page(locale=locale)
        linked.goto(first[LINKS[locale]])
        opened = linked.locator("#evidence .diagnosis-view")
        expect(opened).to_have_attribute("data-trace", first[HEADS[locale]], timeout=30_000)
        linked.close()
