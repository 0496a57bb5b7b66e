"""Two people label the same examples in the page; how far they agree is shown."""

import pytest
from playwright.sync_api import Browser, Page, expect
from running import answered, ask, reader

pytestmark = pytest.mark.browser

EXAMPLES = (
    "make an eval set:\n- Script on coffee\n- Script on tea\n- <b onclick=x>Script</b> on milk"
)


def label(page: Page, who: str, labels: str) -> None:
    """Open the queue as that person and label what comes, by keys."""
    ask(page, EXAMPLES)
    answered(page)
    evidence = page.locator("#evidence")
    evidence.get_by_text("Annotate this set").click()
    expect(evidence.locator(".annotating")).to_be_visible()
    page.fill("#annotator", who)
    page.press("#annotator", "Enter")
    for at, key in enumerate(labels):
        task = evidence.locator("[data-task]")
        expect(evidence.locator(".annotating progress")).to_have_attribute("value", str(at))
        task.locator(f"[data-label='{key}']").click()
    expect(evidence.locator("[data-task]")).to_have_count(0)


def test_two_people_label_and_their_agreement_is_shown(browser: Browser, url: str) -> None:
    for who, labels in ("Li", "512"), ("Wang", "513"):
        with reader(browser, url, locale="en-US", viewport={"width": 1440, "height": 900}) as page:
            label(page, who, labels)
            agreement = page.locator("#evidence .agreement").first
            if who == "Li":
                expect(agreement).to_contain_text("two people")
            else:
                expect(agreement).to_contain_text("Krippendorff's α = 0.")
                expect(agreement).to_contain_text("3 examples")
                differ = page.locator("#evidence .annotating .set-examples li")
                expect(differ).to_have_count(1)
                expect(differ).to_contain_text("<b onclick=x>Script</b> on milk")
                expect(differ).to_contain_text("Li 2")
                expect(page.locator("#evidence b[onclick]")).to_have_count(0)
