"""A PRD that a model writes: what a reader sees while it is written, and after a stop."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_service import Service, call, model_service, words
from playwright.sync_api import Browser, expect
from running import Prepared, answered, ask, free_port, reader

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds: other work may share the machine."""

ASKED = {"zh-CN": "写一份商品页的PRD", "en-US": "draft a PRD for the product page"}
SAID = {
    "zh-CN": ("先把价格讲清楚，再谈功能。", "商品页要让人一眼看懂。", "假设"),
    "en-US": (
        "We explain the price first.",
        "The page has to be understood at once.",
        "assumption",
    ),
}


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with model_service(words("好的。")) as service:
        yield service


@pytest.fixture(scope="module")
def url(prepared: Prepared, home: Path, service: Service) -> Iterator[str]:
    setting = {
        "CASEBOOK_DEMO": "0",
        "CASEBOOK_EMBEDDINGS": "none",
        "CASEBOOK_MODEL": "openai:test",
        "OPENAI_BASE_URL": service.url,
        "OPENAI_API_KEY": "secret",
    }
    with prepared.app(home, free_port(), **setting) as url:
        yield url


def writing(*said: str, pause: float) -> dict[str, Any]:
    """A reply that writes these sentences, slowly."""
    objects = [json.dumps({"text": one, "kind": "assumption"}, ensure_ascii=False) for one in said]
    return words(*[f"{one}\n" for one in objects], *[" "] * 8, pause=pause)


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_sentences_are_shown_as_they_come_and_stand_in_the_panel(
    browser: Browser, url: str, service: Service, locale: str
) -> None:
    first, second, mark = SAID[locale]
    tool = call("draft_prd", {"feature": ASKED[locale], "template": "one_pager"})
    slow = writing(first, second, pause=0.4)
    service.replies[:] = [tool, slow, words(" "), words(" "), words(" "), words("OK.")]
    with reader(browser, url, locale=locale) as page:
        page.set_default_timeout(60_000)
        ask(page, ASKED[locale])
        chat = page.locator("#chat")
        expect(chat).to_contain_text(first, timeout=PATIENCE)
        expect(page.locator("#evidence .prd")).to_have_count(0)  # it is still being written
        expect(chat).to_contain_text(mark)
        answered(page)
        expect(page.locator("#evidence .prd")).to_contain_text(second, timeout=PATIENCE)


def test_a_stopped_draft_is_kept_as_far_as_it_is(
    browser: Browser, url: str, service: Service
) -> None:
    first, second, _ = SAID["zh-CN"]
    tool = call("draft_prd", {"feature": "支付页", "template": "one_pager"})
    endless = words(*["……"] * 900, pause=0.1)
    service.replies[:] = [tool, writing(first, second, pause=0.01), endless]
    with reader(browser, url) as page:
        page.set_default_timeout(60_000)
        ask(page, "写一份支付页的PRD")
        expect(page.locator("#chat")).to_contain_text(first, timeout=PATIENCE)
        page.wait_for_timeout(1_500)
        page.keyboard.press("Escape")
        answered(page)
        service.replies[:] = [call("draft_prd", {"prd": "支付页"}), words("OK.")]
        ask(page, "把支付页的PRD给我看看")
        answered(page, 2)
        expect(page.locator("#evidence .prd")).to_contain_text(first, timeout=PATIENCE)
