"""A PM and the knowledge base: adding, finding, opening, removing, and what goes wrong."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect
from reportlab.pdfgen.canvas import Canvas
from running import Prepared, answered, ask, free_port, reader

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
OLD = "---\ntitle: 退款政策（v1）\ndate: 2026-01-05\nstatus: superseded\n---\n\n7 天内可以退款。\n"
NEW = "---\ntitle: 退款政策（v2）\ndate: 2026-09-01\nversion: v2\n---\n\n14 天内可以退款。\n"
HOSTILE = '<img src=x onerror="window.hit=1">'


@pytest.fixture(scope="module")
def url(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with start(prepared, tmp_path_factory.mktemp("home"), free_port()) as url:
        yield url


def start(prepared: Prepared, home: Path, port: int) -> AbstractContextManager[str]:
    return prepared.app(home, port, CASEBOOK_DEMO="0", CASEBOOK_EMBEDDINGS="none")


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with reader(browser, url, viewport=WIDE) as page:
        page.click(".to-knowledge")
        expect(page.locator(".knowledge")).to_be_visible()
        yield page
        clear(page)


def clear(page: Page) -> None:
    if page.locator("[data-act=dismiss_files]").count():
        page.click("[data-act=dismiss_files]")
        expect(page.locator(".intake")).to_have_count(0)


def add(page: Page, *files: Path, button: str = "#knowledge [data-act=add_files] >> nth=0") -> None:
    with page.expect_file_chooser() as chooser:
        page.click(button)
    chooser.value.set_files(files)


def settled(page: Page, count: int) -> None:
    """Wait until that many files are on the list and all of them are over."""
    page.wait_for_function(
        "count => document.querySelectorAll('.intake-lines > [data-item]').length === count"
        " && document.querySelector('.intake:not([data-working])')",
        arg=count,
    )


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def slowly(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 1e6}
    session.send("Network.emulateNetworkConditions", limits)
    return session


@pytest.mark.parametrize(
    ("locale", "told"),
    [("zh-CN", ("知识库", "已添加 · 1 段")), ("en-US", ("Knowledge", "Added · 1 passage"))],
)
def test_an_empty_one_invites_and_the_first_file_is_told_and_opens(
    browser: Browser, prepared: Prepared, tmp_path: Path, locale: str, told: tuple[str, str]
) -> None:
    title, result = told
    with (
        start(prepared, tmp_path / "home", free_port()) as url,
        reader(browser, url, locale=locale, viewport=WIDE) as page,
    ):
        page.click(".to-knowledge")
        expect(page.locator(".knowledge h2")).to_have_text(title)
        expect(page.locator(".inviting")).to_be_visible()
        add(page, written(tmp_path, "first.md", "# 第一份\n\n内容。\n"))
        settled(page, 1)
        expect(page.locator(".intake-told")).to_have_text(result)
        expect(page.locator(".document-title")).to_have_text("第一份")
        page.click(".intake-open")
        expect(page.locator("#evidence .whole .passage")).to_contain_text("内容。")
        if locale == "en-US":
            ours = page.locator("#knowledge :is(h2, form, .facts), .intake").all_inner_texts()
            assert not re.search(r"[\u4e00-\u9fff]", " ".join(ours))


def test_the_tray_closes_when_all_went_well_and_stays_when_not(page: Page, tmp_path: Path) -> None:
    page.clock.install()
    add(page, written(tmp_path, "well.md", "# 都好\n\n内容。\n"))
    settled(page, 1)
    expect(page.locator(".intake")).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(page.locator(".intake")).to_have_count(0)
    add(
        page, written(tmp_path, "again.md", "# 又一份\n\n内容。\n"), written(tmp_path, "bad.md", "")
    )
    settled(page, 2)
    page.clock.fast_forward(10_000)
    page.wait_for_timeout(300)
    expect(page.locator(".intake")).to_be_visible()


def test_thirty_files_at_once_and_what_cannot_come_in(page: Page, tmp_path: Path) -> None:
    good = [written(tmp_path, f"n-{i:02}.md", f"# 纪要 {i}\n\n第 {i} 条。\n") for i in range(30)]
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(250 * 1024 * 1024)
    bad = [
        written(tmp_path, "empty.md", ""),
        written(tmp_path, "garbage.pdf", bytes(range(256)) * 50),
        written(tmp_path, "program.exe", b"MZ" + bytes(500)),
        huge,
    ]
    add(page, *good, *bad)
    settled(page, 34)
    expect(page.locator(".intake-head b")).to_have_text("30 个文件已收好，4 个没有收")
    refused = page.locator("[data-stage=refused]")
    expect(refused).to_have_count(4)
    for line, file in zip(refused.all(), bad, strict=True):
        expect(line.locator(".intake-told")).to_contain_text(file.name)
    expect(page.locator("[data-stage=done]")).to_have_count(30)
    page.reload()
    expect(page.locator("[data-stage=refused]")).to_have_count(4)
    page.click("[data-stage=refused] [data-act=dismiss_file] >> nth=0")
    expect(page.locator("[data-stage=refused]")).to_have_count(3)


def test_a_pdf_is_cited_by_its_page(page: Page, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "contract.pdf"))
    for text in ("Part one speaks of invoices.", "Part two: a pangolin costs seven florins."):
        canvas.drawString(72, 100, text)
        for line in range(40):
            canvas.drawString(72, 760 - 16 * line, f"Clause {line} binds both of the two parties.")
        canvas.showPage()
    canvas.save()
    add(page, tmp_path / "contract.pdf")
    settled(page, 1)
    page.fill("#knowledge [name=query]", "pangolin florins")
    card = page.locator(".found-card >> nth=0")
    expect(card.locator(".card-title")).to_contain_text("第 2 页")
    expect(card.locator("mark >> nth=0")).to_have_text("pangolin")
    card.click()
    expect(page.locator("#evidence .passage[data-hit] .at")).to_have_text("第 2 页")
    page.click("[data-act=language][data-lang=en]")
    expect(page.locator("#evidence .passage[data-hit] .at")).to_have_text("p. 2")
    expect(page.locator("#knowledge [name=query]")).to_have_value("pangolin florins")
    expect(card.locator(".card-title")).to_contain_text("p. 2")


def test_the_same_name_replaces_and_a_removal_can_be_undone(page: Page, tmp_path: Path) -> None:
    add(page, written(tmp_path, "规则.md", "# 规则甲\n\n旧的一句。\n"))
    settled(page, 1)
    add(page, written(tmp_path, "规则.md", "# 规则乙\n\n新的一句。\n"))
    settled(page, 2)
    expect(page.locator(".intake-told >> nth=1")).to_contain_text("已更新")
    row = page.locator('[data-document="规则.md"]')
    expect(row.locator(".document-title")).to_have_text("规则乙")
    row.hover()
    row.locator("[data-act=remove]").click()
    expect(row).to_have_count(0)
    page.click("#toast [data-act=put_back]")
    expect(row.locator(".document-title")).to_have_text("规则乙")
    expect(page.locator("#toast .toast")).to_have_count(0)


def test_an_old_version_names_the_current_one(page: Page, tmp_path: Path) -> None:
    add(page, written(tmp_path, "refund-v1.md", OLD), written(tmp_path, "refund-v2.md", NEW))
    settled(page, 2)
    old = page.locator('[data-document="refund-v1.md"]')
    expect(old.locator(".stale")).to_have_text("旧版")
    old.locator("a").click()
    page.click("#evidence .stale-note a")
    expect(page.locator("#evidence .whole h2")).to_have_text("退款政策（v2）")
    expect(page.locator("#evidence .stale-note")).to_have_count(0)
    page.click("[data-act=back]")
    expect(page.locator("#evidence .stale-note")).to_contain_text("2026-09-01")
    page.fill("#knowledge [name=query]", "几天内可以退款")
    expect(page.locator(".found-card .stale")).to_have_count(1)
    page.check("#knowledge [name=current]")
    expect(page.locator(".found-card .stale")).to_have_count(0)
    expect(page.locator(".found-card")).not_to_have_count(0)


def test_filters_and_escape(page: Page, tmp_path: Path) -> None:
    add(
        page,
        written(tmp_path, "t.csv", "id,ask\n1,invoice\n2,refund\n"),
        written(tmp_path, "en.md", "# Only English\n\nAn aardvark.\n"),
    )
    settled(page, 2)
    page.select_option("#knowledge [name=media]", "csv")
    rows = page.locator(".documents li")
    expect(rows).to_have_count(1)
    page.select_option("#knowledge [name=media]", "")
    page.select_option("#knowledge [name=lang]", "en")
    expect(page.locator('[data-document="en.md"]')).to_be_visible()
    page.fill("#knowledge [name=query]", "qqxyzzy")
    expect(page.locator("[data-act=clear_find]")).to_be_visible()
    page.press("#knowledge [name=query]", "Escape")
    expect(page.locator("#knowledge [name=query]")).to_have_value("")
    expect(page.locator('[data-document="t.csv"]')).to_be_visible()


def test_dropped_and_pasted_files_come_in_and_their_names_are_text(page: Page) -> None:
    drop = """(name) => {
        const files = new DataTransfer();
        files.items.add(new File(['# 拖进来的\\n\\n' + name], name + '.md'));
        for (const type of ['dragenter', 'dragover']) document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
        const seen = document.querySelector('#drop')?.textContent;
        document.body.dispatchEvent(
            new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
        return seen;
    }"""
    assert page.evaluate(drop, HOSTILE) == "松手就加进知识库"
    settled(page, 1)
    expect(page.locator("#drop")).to_have_count(0)
    expect(page.locator(".intake-told")).to_contain_text("已添加")
    page.click(".intake-open")
    expect(page.locator("#evidence .whole")).to_contain_text(HOSTILE)
    page.evaluate(
        """() => {
        const files = new DataTransfer();
        files.items.add(new File(['# 贴进来的\\n\\n内容'], '贴.md'));
        document.body.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }));
    }"""
    )
    settled(page, 2)
    assert page.evaluate("window.hit") is None
    expect(page.locator("#shell img")).to_have_count(0)


def test_a_zip_tells_what_did_not_come_in(page: Page, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "wiki.zip", "w") as archive:
        archive.writestr("a.md", "# 甲\n\n甲。\n")
        archive.writestr("b.md", "# 乙\n\n乙。\n")
        archive.writestr("logo.exe", b"MZ\x00")
    add(page, tmp_path / "wiki.zip")
    settled(page, 1)
    expect(page.locator(".intake-told")).to_contain_text("新增 2 份")
    page.click(".intake-failures summary")
    expect(page.locator(".intake-failures li")).to_contain_text("logo.exe")


def test_a_file_attached_in_the_chat_answers_the_next_question(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    with reader(browser, url, viewport=WIDE) as page:
        text = "# 采购手册\n\n## 开票\n\n合同签订后 15 天内开具发票。\n"
        add(page, written(tmp_path, "采购.md", text), button="#composer [data-act=add_files]")
        settled(page, 1)
        page.click(".intake [data-act=about]")
        expect(page.locator("#composer textarea")).to_have_value("在《采购手册》里，")
        ask(page, "在《采购手册》里，多久开发票？")
        answered(page)
        expect(page.locator("#chat .bot-row .prose").last).to_contain_text("15 天")
        expect(page.locator("#chat .bot-row .prose").last).to_contain_text("只查了：《采购手册》")
        page.click('#chat .prose a[href^="#passage:"] >> nth=0')
        expect(page.locator("#evidence .passage[data-hit]")).to_contain_text("15 天")
        clear(page)


def test_a_table_of_six_columns_is_read_without_scrolling_sideways(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    with reader(browser, url, locale="en-US", viewport=WIDE) as page:
        rows = [
            "Competitor,Monthly price (USD),Free images per day,API,Batch export,Hosting notes",
            "PixelForge,12,10,yes,100 at once,hosted in Ireland",
        ]
        file = written(tmp_path, "rivals.csv", "\n".join(rows))
        add(page, file, button="#composer [data-act=add_files]")
        settled(page, 1)
        ask(page, "Which competitor is hosted in Ireland?")
        answered(page)
        page.click('#chat .prose a[href^="#passage:"] >> nth=0')
        for table in ("#chat .prose table", "#evidence .passage[data-hit] table"):
            expect(page.locator(table)).to_contain_text("hosted in Ireland")
            assert page.eval_on_selector(table, "it => it.scrollWidth <= it.clientWidth"), table
        clear(page)


def test_an_upload_can_be_stopped_and_another_batch_goes_on(page: Page, tmp_path: Path) -> None:
    slowly(page)
    add(page, written(tmp_path, "slow.txt", "慢" * 3_000_000))
    uploading = page.locator("[data-stage=uploading]")
    expect(uploading).to_have_count(1)
    add(page, written(tmp_path, "quick.md", "# 快\n\n快。\n"))
    expect(page.locator("[data-stage=done]")).to_have_count(1)
    uploading.locator("[data-act=stop_file]").click()
    settled(page, 2)
    expect(page.locator("[data-stage=stopped]")).to_contain_text("slow.txt")


def test_a_kill_in_mid_upload_is_told_and_leaves_nothing_half(
    browser: Browser, prepared: Prepared, tmp_path: Path
) -> None:
    home, port = tmp_path / "home", free_port()
    slow = written(tmp_path, "slow.txt", "x" * 9_000_000)
    with ExitStack() as running:
        url = running.enter_context(start(prepared, home, port))
        with reader(browser, url, locale="en-US") as page:
            slowly(page)
            add(page, slow, button="#composer [data-act=add_files]")
            expect(page.locator("[data-stage=uploading] .intake-told")).to_have_text(
                re.compile("Uploading [1-9]")
            )
            running.close()
    assert [path.name for path in files_below(home / "files")] == ["slow.txt"]
    with start(prepared, home, port) as url, reader(browser, url, locale="en-US") as page:
        expect(page.locator(".intake-told")).to_contain_text("Add it again", timeout=30_000)
        assert files_below(home / "files") == []


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_lost_connection_is_told_in_the_page_s_language(
    browser: Browser, prepared: Prepared, tmp_path: Path
) -> None:
    with start(prepared, tmp_path, free_port()) as url, reader(browser, url) as page:
        expect(page.locator(".welcome")).to_be_visible()
        page.route("**/*", lambda route: route.abort())
        page.click(".to-knowledge")
        expect(page.locator("#said-here")).to_contain_text("连接断了")
        expect(page.locator(".toast-wrap")).not_to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1180])
def test_nothing_is_cut_off_at_any_width(
    browser: Browser, url: str, tmp_path: Path, width: int
) -> None:
    size = {"width": width, "height": 800}
    with reader(browser, url, viewport=size) as page:
        page.click(".toggle-knowledge" if width < 900 else ".to-knowledge")
        name = "一份名字很长很长的文件" * 6 + ".exe"
        add(page, written(tmp_path, name, b"MZ\x00"))
        settled(page, 1)
        expect(page.locator(".intake-told")).to_be_in_viewport()
        overflow = page.evaluate(
            "() => [...document.querySelectorAll('#shell, #talk, #knowledge, .intake, .bar')]"
            ".filter(e => e.offsetWidth && e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.id || e.className)"
        )
        assert overflow == []
        clear(page)


def test_the_keyboard_reaches_everything_and_it_has_names(page: Page, tmp_path: Path) -> None:
    add(page, written(tmp_path, "k.md", "# 键盘\n\n内容。\n"))
    settled(page, 1)
    nameless = page.evaluate(
        "() => [...document.querySelectorAll("
        "'#knowledge :is(button, input, select, a), .intake :is(button, a)')]"
        ".filter(e => !(e.innerText || e.ariaLabel || e.closest('label')?.innerText || '').trim())"
        ".map(e => e.outerHTML)"
    )
    assert nameless == []
    page.focus("#knowledge [name=sort]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .whole")).to_be_visible()
    page.keyboard.press("Tab")
    focused = "document.activeElement.dataset.act"
    assert page.evaluate(focused) == "remove"


def test_another_site_cannot_put_anything_in(url: str) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        body = b'{"files": [{"name": "a.md", "size": 3}]}'
        request = Request(f"{url}/casebook/intake", data=body, headers=headers)
        with pytest.raises(HTTPError, match="403"):
            urlopen(request, timeout=10)
