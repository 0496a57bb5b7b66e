"""A PM asks which failures there are, and goes from a cluster to an example and on to its cause."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

ASKED = {"zh-CN": "最近哪些失败最多", "en-US": "which failures should we fix first"}
NAMED = {"zh-CN": "意图：儿童被理解成成人", "en-US": "intent: children read as adults"}
SECOND = {"zh-CN": "第二个为什么会失败？", "en-US": "why the second one?"}
NARROWED = {"zh-CN": "只看检索的", "en-US": "show me the retrieval ones"}


def found(page: Page, question: str) -> None:
    page.set_default_timeout(120_000)  # the first search diagnoses a thousand traces
    ask(page, question)
    answered(page)
    page.wait_for_selector("#evidence .clusters-view", state="attached")  # a drawer, where narrow


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_the_clusters_to_a_cause(browser: Browser, url: str, locale: str) -> None:
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        found(page, ASKED[locale])
        ranks = page.eval_on_selector_all(
            "#evidence .cluster [data-rank]", "all => all.map(one => one.dataset.rank)"
        )
        assert ranks == sorted(ranks)
        assert ranks[0] == "P0"
        cluster = page.locator("#evidence .cluster", has_text=NAMED[locale])
        expect(cluster.locator("svg.weekly .week-bar")).not_to_have_count(0)
        expect(cluster.locator("svg.weekly .week-release")).to_have_count(1)
        cluster.locator("summary").click()
        expect(cluster.locator("[data-factor]")).to_have_count(5)
        expect(cluster.locator("[data-factor=fix_rate]:not([data-unknown])")).to_have_count(1)
        example = cluster.locator("a.example-of >> nth=0")
        case = (example.get_attribute("href") or "").removeprefix("#trace:")
        example.click()
        expect(page.locator("#evidence .diagnosis-view")).to_have_attribute("data-trace", case)
        page.click("#evidence [data-act=back]")
        expect(cluster.locator("a.example-of >> nth=0")).to_be_visible()

        if locale == "en-US":
            return  # the rest says nothing more that only a page in English would show
        second = page.locator("#evidence .cluster >> nth=1 >> a.example-of >> nth=0")
        wanted = (second.get_attribute("href") or "").removeprefix("#trace:")
        ask(page, SECOND[locale])
        answered(page, 2)
        diagnosed = page.locator("#evidence .diagnosis-view")
        expect(diagnosed).to_have_attribute("data-trace", wanted)
        ask(page, NARROWED[locale])
        answered(page, 3)


@pytest.mark.parametrize("width", [360, 768, 1024, 1920])
def test_it_fits_and_the_keyboard_is_enough(browser: Browser, url: str, width: int) -> None:
    with reader(browser, url, viewport={"width": width, "height": 800}) as page:
        found(page, NARROWED["zh-CN"] + "失败有哪些")
        page.click("#chat .finding-card")
        first = page.locator("#evidence .cluster >> nth=0")
        expect(first.locator("summary")).to_be_in_viewport()
        page.wait_for_timeout(1_000)  # the drawer slides in, and the panel is drawn anew
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(first).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.className")
        assert focused == "example-of"
        overflow = page.evaluate(
            "() => [...document.querySelectorAll('#shell, #talk, #evidence .panel-body, .bar')]"
            ".filter(e => e.offsetWidth && e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
        )
        assert overflow == []
        page.keyboard.press("Enter")
        expect(page.locator("#evidence .diagnosis-view")).to_be_visible()


def test_all_is_in_the_readers_language(browser: Browser, url: str, tmp_path: Path) -> None:
    with reader(browser, url, locale="en-US", viewport={"width": 1440, "height": 900}) as page:
        found(page, "find the failures of retrieval")
        page.click("#evidence .cluster >> nth=0 >> summary")
        ours = page.eval_on_selector_all(
            "#evidence :is(.kicker, .cause-legend, .arithmetic, .cluster-counts, dt, h4,"
            " .clusters-legend)",
            "parts => parts.map(part => part.innerText).join(' ')",
        )
        assert not any("\u4e00" <= mark <= "\u9fff" for mark in ours)
