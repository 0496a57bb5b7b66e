"""A PM asks what hurts users, unfolds a need and opens a quote in its source."""

import pytest
from playwright.sync_api import Browser, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

ASKED = {"zh-CN": "用户最大的痛点是什么", "en-US": "what do users complain about?"}
WHY = {"zh-CN": "第二个为什么用 AI", "en-US": "why AI for the second one?"}
RIVALS = {"zh-CN": "和竞品比呢", "en-US": "and the competitors?"}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_a_need_to_its_source_and_to_competitors(
    browser: Browser, url: str, locale: str
) -> None:
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        ask(page, ASKED[locale])
        answered(page)
        needs = page.locator("#evidence .needs-view .need")
        expect(needs).to_have_count(8)
        pains = [float(one) for one in needs.locator(".need-pain").all_text_contents()]
        assert pains == sorted(pains, reverse=True)
        second = needs.nth(1)
        name = second.locator(".need-name").text_content() or ""
        second.locator("summary").click()
        expect(second.locator("[data-figure]")).to_have_count(3)
        expect(second.locator("[data-reach=survey]")).to_be_visible()
        quote = second.locator("a.need-voice[href^='#passage:'] >> nth=0")
        words = quote.locator(".voice-quote").text_content() or ""
        quote.click()
        expect(page.locator("#evidence .passage-view")).to_contain_text(words)
        page.click("#evidence [data-act=back]")
        expect(second.locator("a.need-voice >> nth=0")).to_be_visible()
        second.locator("a.need-voice[href^='#trace:'] >> nth=0").click()
        expect(page.locator("#evidence [data-trace]")).to_be_visible()

        ask(page, WHY[locale])
        answered(page, 2)
        expect(needs).to_have_count(1)
        expect(needs.locator(".need-name")).to_have_text(name)
        expect(needs.locator(".need-why")).to_be_visible()
        ask(page, RIVALS[locale])
        answered(page, 3)
        rivals = page.locator("#evidence .competitor")
        expect(rivals).to_have_count(2)
        expect(rivals.locator("[data-facet=prices] a")).not_to_have_count(0)


@pytest.mark.parametrize("width", [360, 1920])
def test_it_fits(browser: Browser, url: str, width: int) -> None:
    with reader(browser, url, viewport={"width": width, "height": 800}) as page:
        ask(page, "用户有哪些痛点，竞品有什么优缺点")
        answered(page)
        page.locator("#chat .finding-card").click()
        need = page.locator("#evidence .need >> nth=0")
        need.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(need.locator(".need-body")).to_be_visible()
        expect(page.locator("#evidence .competitor")).to_have_count(2)
        assert page.evaluate(
            "() => { const p = document.querySelector('#evidence .panel-body');"
            " return p.scrollWidth <= p.clientWidth; }"
        )
