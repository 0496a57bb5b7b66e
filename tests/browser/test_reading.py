"""A PM at the page, with the demo product and the built-in planner."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running import MOVING, answered, ask, free_port, reader, running_app, verdicts

from knowledge.demo.traffic import TOY_CASE_EN, TOY_CASE_ZH
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

pytestmark = pytest.mark.browser

WHY_ZH = f"为什么 {TOY_CASE_ZH} 这条脚本会失败？"
WHY_EN = f"Why did script {TOY_CASE_EN} fail?"


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with running_app(home, free_port()) as url:
        yield url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with reader(browser, url, viewport={"width": 1440, "height": 900}, **MOVING) as page:
        yield page


@pytest.mark.parametrize(("locale", "question"), [("zh-CN", WHY_ZH), ("en-US", WHY_EN)])
def test_the_toy_case_broke_at_intent(
    browser: Browser, url: str, locale: str, question: str
) -> None:
    with reader(browser, url, locale=locale) as page:
        ask(page, question)
        answered(page)
        found = verdicts(page)
        assert found["query"] == "ok"
        assert found["intent"] == "fault"
        assert list(found) == ["query", "intent", "retrieval", "generation"]
        mismatch = page.locator("#evidence [data-slot=audience][data-mismatch]")
        expect(mismatch).to_have_count(1)


def test_an_example_asks_at_a_click(page: Page) -> None:
    page.click(".example >> nth=0")
    answered(page)
    assert verdicts(page)["intent"] == "fault"


def test_a_bad_case_opens_and_can_be_asked_about(page: Page) -> None:
    page.click(".bad-case >> nth=0")
    case = page.get_attribute("#evidence .trace-view", "data-trace")
    page.click("#evidence .trace-view [data-act=ask]")
    answered(page)
    assert page.get_attribute("#evidence .diagnosis-view", "data-trace") == case


def test_the_case_in_focus_is_what_this_one_means(page: Page) -> None:
    page.click(".bad-case >> nth=1")
    case = page.get_attribute("#evidence .trace-view", "data-trace")
    assert case is not None
    expect(page.locator(".focus-id")).to_have_text(case)
    ask(page, "这条为什么会失败？")
    answered(page)
    assert page.get_attribute("#evidence .diagnosis-view", "data-trace") == case


def test_a_citation_opens_its_passage_and_back(page: Page) -> None:
    ask(page, "我们的定价有哪些档位？")
    answered(page)
    page.click('#chat .prose a[href^="#passage:"] >> nth=0')
    expect(page.locator("#evidence .passage[data-hit]")).to_have_count(1)
    assert page.url.endswith(f"?c={page.evaluate('new URLSearchParams(location.search).get(`c`)')}")
    page.click("#evidence [data-act=back]")
    expect(page.locator("#evidence .passages-view")).to_be_visible()


def test_the_language_switch_changes_every_label_and_keeps_the_conversation(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    page.click("[data-act=language][data-lang=en]")
    expect(page.locator("#sidebar .new")).to_have_text("New conversation")
    expect(page.locator("#chat .question")).to_have_count(1)
    ours = page.eval_on_selector_all(
        "#header, #composer, #sidebar .new, #evidence :is(.strip, .panel-bar, dt, h3),"
        "#chat :is(.actions, .reasons)",
        "parts => parts.map(part => part.innerText + "
        "[...part.querySelectorAll('[title]')].map(named => named.title)).join(' ')",
    )
    assert not re.search(r"[\u4e00-\u9fff]", ours.replace("中文", ""))
    page.reload()
    expect(page.locator("#sidebar .new")).to_have_text("New conversation")
    expect(page.locator("#chat .question")).to_have_text(WHY_ZH)
    assert verdicts(page)["intent"] == "fault"


def test_a_thumb_down_with_a_reason_is_kept(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    page.click("#chat [data-act=thumb][data-rating=down]")
    page.click("#chat [data-reason=weak_evidence]")
    expect(page.locator("#chat .reason-thanks")).to_be_visible()
    page.reload()
    down = page.locator("#chat [data-act=thumb][data-rating=down]")
    expect(down).to_have_attribute("aria-pressed", "true")


def test_retry_answers_again_in_place(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    first = page.get_attribute("#chat .turn-end", "data-answer")
    page.click("#chat [data-name=retry]")
    page.wait_for_function(
        "old => { const end = document.querySelector('#chat .turn-end');"
        " return end && end.dataset.answer !== old; }",
        arg=first,
    )
    answered(page)
    expect(page.locator("#chat .question")).to_have_count(1)


def test_editing_an_earlier_question_replaces_what_followed(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    ask(page, "我们的定价有哪些档位？")
    answered(page, 2)
    page.hover("#chat .question >> nth=0")
    page.click("#chat [data-act=edit] >> nth=0")
    expect(page.locator("#composer textarea")).to_have_value(WHY_ZH)
    ask(page, "品牌安全里哪些词不能用？")
    answered(page, 1)
    expect(page.locator("#chat .question")).to_have_text("品牌安全里哪些词不能用？")


def test_taking_a_turn_back(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    page.click("#chat [data-act=undo]")
    expect(page.locator(".welcome")).to_be_visible()


def test_rename_delete_and_bring_back(page: Page) -> None:
    ask(page, WHY_ZH)
    answered(page)
    item = page.locator("#sidebar li:has([aria-current])")
    thread = item.get_attribute("data-conversation")
    item.hover()
    item.locator("[data-act=renaming]").click()
    item.locator("input").fill("玩具那条")
    item.locator("input").press("Enter")
    mine = page.locator(f'#sidebar [data-conversation="{thread}"]')
    expect(mine.locator(".conversation")).to_have_text("玩具那条")
    mine.hover()
    mine.locator("[data-act=delete]").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(mine).to_have_count(0)
    page.click("#toast [data-act=restore]")
    mine.locator(".conversation").click()
    expect(page.locator("#chat .question")).to_have_text(WHY_ZH)


def test_light_and_dark_are_remembered(page: Page) -> None:
    page.click("[data-act=theme]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("width", [360, 768, 1024, 1920])
def test_nothing_is_cut_off_at_any_width(browser: Browser, url: str, width: int) -> None:
    with reader(browser, url, viewport={"width": width, "height": 800}) as page:
        expect(page.locator("#composer textarea")).to_be_in_viewport()
        ask(page, WHY_ZH)
        answered(page)
        page.click("#chat .finding-card")
        expect(page.locator("#evidence [data-stage=generation]")).to_be_in_viewport()
        overflow = page.evaluate(
            "() => [...document.querySelectorAll('#shell, #talk, #evidence .panel-body, .bar')]"
            ".filter(e => e.offsetWidth && e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
        )
        assert overflow == []


def test_the_keyboard_is_enough(page: Page) -> None:
    page.focus("#composer textarea")
    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    expect(page.locator("#composer textarea")).to_have_value("第一行\n第二行")
    expect(page.locator("#chat .question")).to_have_count(0)


def test_a_second_process_is_told_who_has_the_workspace(url: str, home: Path) -> None:
    with (
        pytest.raises(AssertionError, match=url.rsplit(":", 1)[1]) as told,
        running_app(home, free_port()),
    ):
        pass
    assert "工作区" in str(told.value)
    with pytest.raises(Exception, match="in use"), open_workspace(Settings(home=home), "test"):
        pass
