"""A PRD beside the chat, as one who works on it uses it: its sections, their buttons and files."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

WIDE = {"width": 1440, "height": 900}


def section(page: Page, key: str = "goals") -> Locator:
    return page.locator(f'#evidence .prd-section[data-section="{key}"]')


def tool(page: Page, name: str, key: str = "goals") -> None:
    """Use one of a section's buttons, as one who points at it does."""
    section(page, key).hover()
    section(page, key).locator(f'[data-tool="{name}"]').click()


def typed_in(page: Page, key: str = "goals") -> Locator:
    return section(page, key).locator(".prd-editor textarea")


def version(page: Page) -> int:
    return int(page.locator("#evidence .prd").get_attribute("data-version") or 0)


def at_version(page: Page, number: int) -> None:
    expect(page.locator("#evidence .prd")).to_have_attribute("data-version", str(number))


def downloaded(page: Page, form: str) -> Path:
    page.locator("#evidence .prd-bar .downloads summary").click()
    with page.expect_download() as download:
        page.locator(f'#evidence .prd-bar .downloads a[href$="to={form}"]').click()
    assert download.value.suggested_filename.endswith(f"v{version(page)}.{form}")
    return Path(download.value.path())


def hand_in(page: Page, path: Path) -> None:
    """Give the workspace a document, through the chat."""
    with page.expect_file_chooser() as chooser:
        page.click("#composer [data-act=add_files]")
    chooser.value.set_files(path)
    expect(page.locator(".intake:not([data-working])")).to_be_visible()
