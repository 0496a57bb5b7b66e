"""What a reader sees while a model answers: streaming, stopping, failing, being cut off."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from model_service import Service, model_service, status, words
from playwright.sync_api import Browser, expect
from running import Prepared, answered, ask, free_port, reader

pytestmark = pytest.mark.browser

SLOW = words(*[f"词{number} " for number in range(300)], pause=0.05)
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
    '<button data-act="new">new</button>'
    "![pixel](http://192.0.2.1/p.png) [link](javascript:window.hit=1)\n第一行\n第二行"
)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with model_service(words("好的。")) as service:
        yield service


def start(
    prepared: Prepared, home: Path, service: Service, port: int
) -> AbstractContextManager[str]:
    return prepared.app(
        home,
        port,
        CASEBOOK_DEMO="0",
        CASEBOOK_MODEL="openai:test",
        OPENAI_BASE_URL=service.url,
        OPENAI_API_KEY="secret",
    )


@pytest.fixture(scope="module")
def url(prepared: Prepared, home: Path, service: Service) -> Iterator[str]:
    with start(prepared, home, service, free_port()) as url:
        yield url


def test_stop_ends_the_answer_and_keeps_it(browser: Browser, url: str, service: Service) -> None:
    service.replies[:] = [SLOW]
    with reader(browser, url) as page:
        ask(page, "慢慢说")
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词5")
        page.keyboard.press("Escape")
        answered(page)
        expect(page.locator("#chat .notice")).to_contain_text("已停止")
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词5")


def test_a_reload_finds_the_running_answer(browser: Browser, url: str, service: Service) -> None:
    service.replies[:] = [SLOW]
    with reader(browser, url) as page:
        ask(page, "慢慢说")
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词5")
        page.reload()
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词40")
        page.click("#composer [data-act=stop]")
        answered(page)
        expect(page.locator("#chat .question")).to_have_count(1)


def test_another_conversation_is_not_drawn_over(
    browser: Browser, url: str, service: Service
) -> None:
    service.replies[:] = [SLOW]
    with reader(browser, url) as page:
        ask(page, "慢慢说")
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词5")
        page.click("[data-act=new]")
        expect(page.locator(".welcome")).to_be_visible()
        page.wait_for_timeout(500)
        expect(page.locator("#chat .question")).to_have_count(0)
        page.click(".conversation >> nth=0")
        expect(page.locator("#chat .question")).to_have_text("慢慢说")
        page.click("#composer [data-act=stop]")
        answered(page)


@pytest.mark.parametrize("pause", [0, 10, 30, 50])
def test_a_question_right_after_a_new_conversation_is_not_lost(
    browser: Browser, url: str, service: Service, pause: int
) -> None:
    service.replies[:] = [words("好的。")]
    with reader(browser, url) as page:
        page.evaluate(
            """async (pause) => {
                document.querySelector('[data-act=new]').click();
                await new Promise((go) => setTimeout(go, pause));
                const area = document.querySelector('#composer textarea');
                area.value = '马上问';
                const key = { key: 'Enter', bubbles: true };
                area.dispatchEvent(new KeyboardEvent('keydown', key));
            }""",
            pause,
        )
        expect(page.locator("#chat .question")).to_have_text("马上问")
        answered(page)
        expect(page.locator("#chat .prose")).to_contain_text("好的。")
        expect(page.locator("#composer textarea")).to_have_value("")


def test_what_a_model_writes_is_text(browser: Browser, url: str, service: Service) -> None:
    service.replies[:] = [words(HOSTILE)]
    with reader(browser, url) as page:
        ask(page, "<b>粗</b>\n# 标题")
        answered(page)
        assert page.evaluate("window.hit") is None
        expect(page.locator("#chat .prose :is(button, img, script)")).to_have_count(0)
        expect(page.locator("#chat .prose")).to_contain_text("<script>")
        expect(page.locator("#chat .prose br")).not_to_have_count(0)
        expect(page.locator("#chat .asked")).to_have_text("<b>粗</b>\n# 标题")


def test_a_failure_is_explained_and_the_planner_takes_over(
    browser: Browser, url: str, service: Service
) -> None:
    service.replies[:] = [status(401)]
    with reader(browser, url) as page:
        ask(page, "你好")
        page.wait_for_selector("#chat .notice-bad")
        expect(page.locator("#chat .notice-bad")).to_contain_text("OPENAI_API_KEY")
        page.click("[data-act=hand_over]")
        expect(page.locator("#chat .signature")).to_contain_text("内置规划器")
        expect(page.locator("#chat .notice-bad")).to_have_count(0)
        expect(page.locator("#chat .question")).to_have_count(1)


def test_a_kill_in_mid_answer_leaves_the_question(
    browser: Browser, prepared: Prepared, tmp_path: Path, service: Service
) -> None:
    service.replies[:] = [SLOW]
    port = free_port()
    with start(prepared, tmp_path, service, port) as url, reader(browser, url) as page:
        ask(page, "慢慢说")
        expect(page.locator("#chat .bot-row .prose")).to_contain_text("词5")
        address = page.url
    with start(prepared, tmp_path, service, port) as url, reader(browser, address) as page:
        expect(page.locator("#chat .question")).to_have_text("慢慢说")
        expect(page.locator("#chat .notice")).to_contain_text("中断")
        service.replies[:] = [words("好的。")]
        page.click("#chat [data-name=retry]")
        expect(page.locator("#chat .prose")).to_contain_text("好的。")
