"""The HTML report opened from disk: found, sorted and followed, with nothing fetched or run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.language import Lang
from knowledge.records import Example, Failure, Outcome, Run, RunSpec, Score, TargetInfo, Trace
from tools.evals.interchange.html_report import Reported, html_report

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = '<img src="http://a.example/x.png" onerror="document.title=1"><script>alert(1)</script>'
ROWS = 250


def outcome(at: int) -> Outcome:
    if at % 50 == 7:
        return Outcome(example_id=f"e{at}", failure=Failure(kind="timeout", message=HOSTILE))
    answer = HOSTILE if at == 3 else f"answer {at}"
    value = None if at % 10 == 1 else at / ROWS
    return Outcome(
        example_id=f"e{at}",
        trace=Trace(id=f"e{at}", query=f"question {at}", answer=answer),
        scores={"exact": Score(value=value, answer=answer, reason=f"reason {at}")},
        segment={"half": "first" if at < ROWS / 2 else "second"},
    )


def opened(browser: Browser, folder: Path, lang: Lang) -> tuple[Page, list[str]]:
    target = TargetInfo(kind="recorded", name="v1")
    spec = RunSpec(dataset="faq", dataset_version=1, dataset_hash="", examples=ROWS, target=target)
    run = Run(id="run-1", spec=spec, status="done", started=NOW)
    examples = {f"e{at}": Example(id=f"e{at}", query=f"question {at}") for at in range(ROWS)}
    reported = Reported(run, lambda: map(outcome, range(ROWS)), examples)
    path = folder / "report.html"
    path.write_text("".join(html_report([reported], lang, NOW)), encoding="utf-8")
    page, heard = browser.new_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    assert heard.pop(0) == path.as_uri()
    return page, heard


def shown(page: Page) -> list[str]:
    return page.locator("#rows tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_from_disk(browser: Browser, tmp_path: Path, lang: Lang) -> None:
    page, heard = opened(browser, tmp_path, lang)
    assert len(shown(page)) == 100
    page.click("#next")
    page.click("#next")
    assert len(shown(page)) == 50
    expect(page.locator("#next")).to_be_disabled()

    page.fill("#search", "ANSWER 249")
    assert shown(page) == ["e249"]
    page.fill("#search", "no such words")
    expect(page.locator("#none")).to_be_visible()
    page.fill("#search", "")
    page.select_option("#which", "failed")
    assert shown(page) == ["e7", "e57", "e107", "e157", "e207"]
    page.select_option("#which", "")

    score = page.locator("th[data-sort] button").last
    score.click()
    assert shown(page)[:2] == ["e0", "e2"]
    score.click()
    assert shown(page)[:3] == ["e249", "e248", "e247"]
    page.click("#next")
    page.click("#next")
    assert set(shown(page)[-30:]) == {
        f"e{at}" for at in range(ROWS) if at % 10 == 1 or at % 50 == 7
    }, "what is unknown stands last either way"

    page.locator(".listed a", has_text="question 207").click()
    expect(page.locator("tr:target")).to_be_visible()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert heard == [], "nothing was fetched, said, or went wrong"
    page.close()
