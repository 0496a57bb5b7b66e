"""A product of the team's own, a table with columns of its own, and a run that a word stops."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from running import Prepared, answered, ask, free_port, reader

pytestmark = pytest.mark.browser

SERVICE = Path(__file__).parent.parent / "eval_service.py"
HEAD = "工单号,客户咋说的,我们该咋答,哪个渠道\n"
SAID = {
    "zh-CN": {
        "list": "有哪些评测集", "label": "标注 客服问答", "run": "跑 ours", "stop": "停",
        "go": "继续跑", "gone": "删除评测集 客服问答", "undo": "撤销",
    },
    "en-US": {
        "list": "list the eval sets", "label": "annotate 客服问答", "run": "run ours",
        "stop": "stop",
        "go": "go on with the run", "gone": "delete the set 客服问答", "undo": "undo",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def url(prepared: Prepared, home: Path) -> Iterator[str]:
    """The page without the demo product, and a slow service of the team's to evaluate."""
    port = free_port()
    command = [sys.executable, str(SERVICE), str(port), "2.0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as service:
        target = {"kind": "http", "url": f"http://127.0.0.1:{port}/", "answer": "answer"}
        (home / "targets.yaml").write_text(json.dumps({"targets": {"ours": target}}))
        given = {"CASEBOOK_DEMO": "0", "CASEBOOK_ALLOW_PRIVATE": "1", "CASEBOOK_EMBEDDINGS": "none"}
        with prepared.app(home, free_port(), **given) as url:
            yield url
        service.kill()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_own_questions_are_built_run_stopped_and_labelled(
    browser: Browser, url: str, locale: str, tmp_path: Path
) -> None:
    said = SAID[locale]
    table = tmp_path / "客服问答.csv"
    lines = [
        f"GD-{n:03},第{n}种型号的充电宝怎么换新？,寄回第{n}号仓,{('微信', '电话')[n % 2]}\n"
        for n in range(120)
    ]
    table.write_text(HEAD + "".join(lines), encoding="utf-8")
    with reader(browser, url, locale=locale, viewport={"width": 1440, "height": 900}) as page:
        page.set_default_timeout(60_000)
        evidence, chat = page.locator("#evidence"), page.locator("#chat")
        ask(page, f"导入 {table}" if locale == "zh-CN" else f"import {table}")
        answered(page)
        expect(evidence.locator(".set-query").first).to_contain_text("充电宝")
        ask(page, said["list"])
        answered(page, 2)
        expect(evidence.locator("button[data-act=ask]", has_text="客服问答")).to_be_visible()
        ask(page, said["label"])
        answered(page, 3)
        expect(evidence.locator(".annotating #annotator")).to_be_visible()
        ask(page, said["run"])
        expect(page.locator("[data-busy]")).to_be_visible()
        page.wait_for_timeout(1_500)
        ask(page, said["stop"])
        answered(page, 4)
        expect(page.locator("#composer textarea")).to_have_value("")
        ask(page, said["stop"])
        answered(page, 5)
        expect(chat).to_contain_text(said["go"])
        ask(page, said["gone"])
        answered(page, 6)
        ask(page, said["undo"])
        answered(page, 7)
        expect(evidence.locator(".set-query").first).to_contain_text("充电宝")
