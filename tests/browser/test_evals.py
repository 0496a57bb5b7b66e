"""The loop of evaluation in the chat: a set, two versions, a regression, a case kept, a rerun."""

import pytest
from playwright.sync_api import Browser, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

SAID = {
    "zh-CN": (
        "建一个评测集，80条，一半搞笑一半知识",
        "用它跑 v1 和 v2",
        "对比这两次评测",
        "为什么？",
        "加入评测集",
        "用 bad case 集再跑一遍 v2",
    ),
    "en-US": (
        "build an eval set of 80, half comedy, half knowledge",
        "run v1 and v2 on it",
        "compare the two runs",
        "why?",
        "keep it as an example",
        "rerun v2 on the bad cases",
    ),
}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_a_set_to_a_rerun(browser: Browser, url: str, locale: str) -> None:
    build, run, compare, why, keep, rerun = SAID[locale]
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        page.set_default_timeout(90_000)
        evidence = page.locator("#evidence")

        ask(page, build)
        answered(page)
        expect(evidence.locator(".eval-set")).to_be_visible()
        expect(page.locator("#chat")).to_contain_text("80")

        ask(page, run)
        answered(page, 2)
        metric = evidence.locator("[data-metric=soundness]")
        expect(metric.locator(".metric-bar")).to_have_count(2)
        expect(evidence.locator(".run-keys b")).to_have_text(["v1", "v2"])

        ask(page, compare)
        answered(page, 3)
        # Eighty examples do not tell versions that are this close apart, and it says so.
        expect(evidence.locator(".comparison-headline")).to_have_attribute(
            "data-verdict", "cannot_tell"
        )
        regression = evidence.locator("[data-way=regression]").first
        expect(regression).to_be_visible()
        evidence.locator(".comparison-changes .examples-of a").first.click()
        expect(evidence.locator(".trace-view, .diagnosis-view")).to_be_visible()

        if locale == "en-US":
            return  # the rest says nothing more that only a page in English would show
        ask(page, why)
        answered(page, 4)
        expect(evidence.locator("[data-stage]")).to_have_count(4)
        ask(page, keep)
        answered(page, 5)
        ask(page, rerun)
        answered(page, 6)
        expect(evidence.locator(".run-view h2")).to_contain_text("bad-cases")
        expect(evidence.locator(".run-keys b")).to_have_text(["v2"])
