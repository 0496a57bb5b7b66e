"""From a cause to its proof and to an eval example; from a claim to its passage."""

import pytest
from playwright.sync_api import Browser, expect
from running import MOVING, answered, ask, reader

pytestmark = pytest.mark.browser

WHY = {"zh-CN": "为什么 t-001024 会失败？", "en-US": "Why did t-001200 fail?"}
PASTED = (
    '{"id": "r-1", "query": "How long does a refund take?", "answer": "A refund takes nine weeks.'
    ' Parcels leave on the same day.", "retrieved": [{"id": "faq-7", "text": "A refund takes three'
    ' weeks. Parcels leave on the same day.", "used": true}]}'
)

IN_VIEW = """() => {
    const [panel, passage] = [".panel-body", "[data-retrieved='faq-7']"].map(
        (part) => document.querySelector(`#evidence ${part}`).getBoundingClientRect());
    return panel.top <= passage.top && passage.bottom <= panel.bottom;
}"""


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_a_cause_to_its_proof_and_to_an_example(
    browser: Browser, url: str, locale: str
) -> None:
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        ask(page, WHY[locale])
        answered(page)
        page.click("#evidence [data-name=prove]")
        answered(page, 2)
        proof = page.locator("#evidence .intervention")
        expect(proof).to_have_attribute("data-cause", "intent")
        turned = proof.locator("[data-arm=understood_anew]")
        expect(turned).to_have_attribute("data-turns", "")
        page.click("#evidence [data-name=example]")
        answered(page, 3)
        expect(page.locator("#chat")).to_contain_text(WHY[locale].split()[1])
        page.click("#evidence [data-name=rerun]")
        answered(page, 4)
        runs = page.locator("#evidence .reruns details")
        expect(runs).to_have_count(2)
        expect(runs.locator("[data-state=ok]")).to_have_count(2)


def test_from_a_claim_to_its_passage(browser: Browser, url: str) -> None:
    view = {"width": 1440, "height": 500}
    with reader(browser, url, locale="en-US", viewport=view, **MOVING) as page:
        ask(page, PASTED)
        answered(page)
        denied = page.locator("#evidence [data-claim=contradicted] >> nth=0")
        expect(page.locator("#evidence a[data-claim=contradicted]")).to_have_text(
            "A refund takes nine weeks."
        )
        expect(denied).to_be_attached()
        page.click("#evidence a[data-claim=contradicted]")
        passage = page.locator("#evidence [data-retrieved='faq-7']")
        expect(passage).to_have_attribute("data-pointed", "")
        page.wait_for_function(IN_VIEW)
        assert page.evaluate("document.querySelector('#evidence .panel-body').scrollTop") > 0
        # What points goes away again, and the reader stays where the passage is.
        expect(passage).not_to_have_attribute("data-pointed", "")
        page.wait_for_timeout(300)
        assert page.evaluate(IN_VIEW)


def test_a_long_passage_unfolds_when_a_claim_points_to_it_and_by_key(
    browser: Browser, url: str
) -> None:
    long = "The parcel can be followed on the page of the order. " * 20
    pasted = PASTED.replace("A refund takes three weeks.", f"{long}A refund takes three weeks.")
    view = {"width": 390, "height": 844}
    with reader(browser, url, locale="en-US", viewport=view) as page:
        ask(page, pasted)
        answered(page)
        page.click("#chat .finding-card")
        folded = page.locator("#evidence [data-retrieved='faq-7'] details")
        expect(folded).not_to_have_attribute("open", "")
        page.click("#evidence a[data-claim] >> nth=0")
        expect(folded).to_have_attribute("open", "")
        folded.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(folded).not_to_have_attribute("open", "")


LONG = (
    '{"query": "When is a refund paid?", "answer": "Hello there! A refund for an annual plan is'
    " paid back to the card that was used for the purchase within nine weeks of the request at the"
    ' latest. Bye!", "retrieved": [{"id": "faq-7", "text": "A refund for an annual plan is paid'
    ' back to the card that was used for the purchase within two weeks of the request."}]}'
)
LINES = "claim => claim.getClientRects().length"


def test_a_claim_of_several_lines_is_marked_line_by_line(browser: Browser, url: str) -> None:
    """And the conversation is called by what was asked, not by the braces around it."""
    with reader(browser, url, locale="en-US") as page:
        ask(page, LONG)
        answered(page)
        claim = page.locator("#evidence a[data-claim] >> nth=0")
        expect(claim).to_contain_text("nine weeks")
        assert claim.evaluate(LINES) > 1
        claim.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#evidence [data-retrieved='faq-7']")).to_have_attribute(
            "data-pointed", ""
        )
        expect(page.locator(".conversations")).to_contain_text("When is a refund paid?")
        expect(page.locator(".conversations")).not_to_contain_text("retrieved")


THOUGHT = PASTED.replace("A refund takes nine", "<think>It says three.</think>A refund takes nine")


def test_what_the_model_thought_is_folded_away(browser: Browser, url: str) -> None:
    with reader(browser, url, locale="en-US") as page:
        ask(page, THOUGHT)
        answered(page)
        expect(page.locator("#evidence .claims-text")).not_to_contain_text("It says three.")
        answer = page.locator("#evidence [data-part=answer]")
        expect(answer.locator(".boxed")).to_have_text(
            "A refund takes nine weeks. Parcels leave on the same day."
        )
        logged = answer.locator("details p")
        expect(logged).to_be_hidden()
        answer.locator("summary").click()
        expect(logged).to_contain_text("<think>It says three.</think>")
