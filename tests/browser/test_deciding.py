"""From needs to scenarios, a point dragged, on to models within half the budget, and to a mix."""

import pytest
from playwright.sync_api import Browser, Page, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

SAID = {
    "zh-CN": (
        "用户最大的痛点是什么？",
        "脚本生成痛点9难度3，字幕自动生成痛点7难度2，数字人痛点5难度8，先做哪个？",
        "脚本生成用哪个模型？每月预算 100 美元",
        "那如果预算减半呢？",
        "混合几个模型能省多少？",
        "每月预算 5 美元，混合怎么配质量最高？",
    ),
    "en-US": (
        "What are our users' biggest pain points?",
        "script generation pain 9 difficulty 3, subtitles pain 7 difficulty 2,"
        " digital humans pain 5 difficulty 8: what first?",
        "Which model for script generation, within $100 a month?",
        "What if the budget is halved?",
        "How much would a mix of models save?",
        "The best quality mix within $5 a month?",
    ),
}


def names(page: Page) -> list[str]:
    listed = page.locator("#evidence .scenario-order li b")
    expect(listed.first).to_be_visible()  # before the panel is shown its words are empty
    return listed.all_inner_texts()


def drag(page: Page, at: int, right: float) -> None:
    """Drag the point by a share of the chart's width to the right."""
    dot = page.locator("#evidence .scenario-point .dot").nth(at).bounding_box()
    chart = page.locator("#evidence .quadrant").bounding_box()
    assert dot
    assert chart
    x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + chart["width"] * right / 2, y, steps=4)
    page.mouse.move(x + chart["width"] * right, y, steps=4)


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_needs_to_models(browser: Browser, url: str, locale: str) -> None:
    needs, scenarios, model, halved, mix, bounded = SAID[locale]
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        ask(page, needs)
        answered(page)
        expect(page.locator("#evidence .needs-view")).to_be_visible()

        ask(page, scenarios)
        answered(page, 2)
        first, second, last = names(page)
        drag(page, 0, 0.45)
        # The order follows while the point moves, before anything is asked.
        assert names(page)[0] == second
        page.mouse.up()
        answered(page, 3)
        expect(page.locator("#evidence .scenario-order li b").first).to_have_text(second)
        expect(page.locator("#chat .asked").last).to_contain_text(first)

        if locale == "en-US":
            return  # the rest says nothing more that only a page in English would show
        ask(page, model)
        answered(page, 4)
        expect(page.locator("#evidence .choices .choice").first).to_be_visible()
        expect(page.locator("#evidence .funnel-steps")).to_contain_text("$100")
        ask(page, halved)
        answered(page, 5)
        expect(page.locator("#evidence .funnel-steps")).to_contain_text("$50")
        assert last

        ask(page, mix)
        answered(page, 6)
        expect(page.locator("#evidence .mix-chart .mix-chosen")).to_be_visible()
        expect(page.locator("#evidence .mix-served li")).to_have_count(4)
        expect(page.locator("#chat .prose").last).to_contain_text("$50.00")
        ask(page, bounded)
        answered(page, 7)
        expect(page.locator("#evidence .mix-view h2")).to_contain_text("$5.00")


def test_a_point_moves_by_keys_and_escape_takes_it_back(browser: Browser, url: str) -> None:
    with reader(browser, url, locale="en-US", viewport={"width": 1440, "height": 900}) as page:
        ask(page, SAID["en-US"][1])
        answered(page)
        before = names(page)
        point = page.locator("#evidence .scenario-point").first
        point.focus()
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        assert names(page) != before
        page.keyboard.press("Escape")
        assert names(page) == before
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        answered(page, 2)
        expect(page.locator("#evidence .scenario-order li b").first).not_to_have_text(before[0])


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh-CN", ("标题生成痛点9，配音痛点7难度2，先做哪个？", "的痛点设为", "难度 ≈3 估")),
        (
            "en-US",
            (
                "headline writing pain 9, dubbing pain 7 difficulty 2: what first?",
                "Set the pain of",
                "difficulty ≈3 est.",
            ),
        ),
    ],
)
def test_only_what_was_moved_is_given_and_undo_takes_it_back(
    browser: Browser, url: str, locale: str, said: tuple[str, str, str]
) -> None:
    question, given, estimated = said
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        ask(page, question)
        answered(page)
        order = page.locator("#evidence .scenario-order")
        expect(order).to_contain_text(estimated)
        before = order.inner_text()
        dot = page.locator("#evidence .scenario-point .dot").first.bounding_box()
        assert dot
        x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 4, y + 90, steps=6)  # down, with a hand that wavers
        page.mouse.up()
        answered(page, 2)
        expect(page.locator("#chat .asked").last).to_contain_text(given)
        expect(order).not_to_have_text(before, use_inner_text=True)
        expect(order).to_contain_text(estimated)
        page.locator('#chat [data-act="undo"]').last.click()
        expect(page.locator("#chat .asked")).to_have_count(1)
        expect(order).to_have_text(before, use_inner_text=True)


def test_a_name_is_never_markup(browser: Browser, url: str) -> None:
    name = "<img src=x onerror=alert(1)> script"
    with reader(browser, url, locale="en-US", viewport={"width": 390, "height": 800}) as page:
        ask(page, f"{name} pain 9 difficulty 3, subtitles pain 7 difficulty 2: what first?")
        answered(page)
        assert page.locator("#evidence img, #chat .prose img").count() == 0
