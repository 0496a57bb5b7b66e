"""A PRD in the chat and its panel: drafted, changed by talk, a source opened, undone."""

import pytest
from playwright.sync_api import Browser, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

SAID = {
    "zh-CN": ("写一份脚本生成功能的PRD", "加一条关于版权的风险", "版权", "撤销"),
    "en-US": (
        "draft a PRD for script generation",
        "add a risk about copyright",
        "copyright",
        "undo",
    ),
}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_prd_is_drafted_changed_and_undone(browser: Browser, url: str, locale: str) -> None:
    draft, change, word, undo = SAID[locale]
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        page.set_default_timeout(60_000)
        document = page.locator("#evidence .prd")
        ask(page, draft)
        answered(page)
        expect(document).to_be_visible()
        expect(document.locator("svg")).not_to_have_count(0)  # the flow, drawn here
        before = document.inner_text()

        ask(page, change)
        answered(page, 2)
        risk = document.locator("td", has_text=word)
        expect(risk).not_to_have_count(0)
        ask(page, undo)
        answered(page, 3)
        expect(risk).to_have_count(0)
        assert len(document.inner_text()) >= len(before)  # and one more version in the list

        document.locator('a[href^="#passage:"]').first.click()
        expect(page.locator("#evidence .passage-view, #evidence mark").first).to_be_visible()
