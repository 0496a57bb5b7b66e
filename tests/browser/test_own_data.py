"""A table dropped on the page becomes an eval set, and what comes of it is saved as a file."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

SAID = {
    "zh-CN": ("用它跑 v1 和 v2", "表格（CSV）", "报告（HTML）"),
    "en-US": ("run v1 and v2 on it", "Table (CSV)", "Report (HTML)"),
}
QUESTIONS = ("写一个咖啡馆的口播脚本", "写一个露营装备的脚本", "怎么把脚本导出成 Word？")


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_table_becomes_a_set_and_a_report(
    browser: Browser, url: str, locale: str, tmp_path: Path
) -> None:
    run, as_table, as_report = SAID[locale]
    table = tmp_path / f"questions-{locale}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["query", "difficulty"], *([one, "hard"] for one in QUESTIONS)])
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        page.set_default_timeout(60_000)
        evidence = page.locator("#evidence")
        with page.expect_file_chooser() as chooser:
            page.click("#composer [data-act=add_files]")
        chooser.value.set_files(table)
        line = page.locator("#intake [data-stage=done]", has_text=table.name)
        line.locator("[data-act=about]").last.click()
        expect(page.locator("#composer textarea")).to_have_value(
            f"用 {table.name} 建一个评测集"
            if locale == "zh-CN"
            else f"build an eval set from {table.name}"
        )
        page.press("#composer textarea", "Enter")
        answered(page)
        expect(evidence.locator(".set-examples > li")).to_have_count(len(QUESTIONS))

        evidence.locator(".downloads summary").click()
        with page.expect_download() as saved:
            evidence.get_by_role("link", name=as_table).click()
        rows = list(csv.DictReader(saved.value.path().read_text("utf-8-sig").splitlines()))
        assert [one["query"] for one in rows] == list(QUESTIONS)

        ask(page, run)
        answered(page, 2)
        evidence.locator(".downloads summary").click()
        with page.expect_download() as saved:
            evidence.get_by_role("link", name=as_report).click()
        assert saved.value.suggested_filename.endswith(".html")
        report = saved.value.path().read_text("utf-8")
        assert all(one in report for one in QUESTIONS)
