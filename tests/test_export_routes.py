"""What the page's addresses for saving give, and to whom."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from eval_runs import START, example, two_runs
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tool_deps import called, deps_of

from knowledge.errors import NotFound
from knowledge.workspace import Workspace
from page.downloads import run_downloads, set_downloads, training_link
from page.export_routes import export_routes
from tools.build_eval_set import build_eval_set

RUNS = ["run-aaa111", "run-bbb222"]


@pytest.fixture
def browser(workspace: Workspace) -> Iterator[TestClient]:
    two_runs(workspace)
    made = workspace.datasets.freeze("冒烟 =1", [example(at) for at in range(3)], START)
    assert made.version == 1
    with TestClient(Starlette(routes=export_routes(workspace)), "http://127.0.0.1:1/") as client:
        yield client


def addresses(markup: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', markup)]


def test_runs_are_saved_in_every_form_that_the_page_offers(browser: TestClient) -> None:
    report, table, lines = map(browser.get, addresses(run_downloads(RUNS, "en")))
    assert report.text.startswith("<!DOCTYPE html>")
    assert "run-aaa111-run-bbb222.html" in report.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.text.lstrip("\ufeff"))))
    told = [json.loads(line) for line in lines.text.splitlines()]
    assert len(rows) == len(told) > 100
    assert {one["run"] for one in rows} == {one["run"] for one in told} == set(RUNS)
    assert "attachment" in lines.headers["content-disposition"]


def test_a_run_is_named_by_its_id_or_by_the_beginning_of_no_other(
    browser: TestClient, workspace: Workspace
) -> None:
    runs = workspace.runs
    assert [runs.named(one).id for one in (RUNS[0], " RUN-AAA", "run-b")] == [*RUNS[:1], *RUNS]
    for name in ("run-", "run-c", ""):
        with pytest.raises(NotFound, match="run-bbb222, run-aaa111"):
            runs.named(name)


def test_a_saved_set_comes_back_as_it_was(
    browser: TestClient, workspace: Workspace, tmp_path: Path
) -> None:
    for address, name in zip(
        addresses(set_downloads("冒烟 =1", 1, "zh")), ("a.csv", "a.jsonl"), strict=True
    ):
        answer = browser.get(address)
        assert "冒烟 =1-v1" in unquote(answer.headers["content-disposition"])
        file = tmp_path / name
        file.write_bytes(answer.content)
        _, found = called(build_eval_set, deps_of(workspace), file=str(file), name=name)
        again = workspace.datasets.examples(found["version"]["name"], found["version"]["version"])
        assert [(one.id, one.query) for one in again] == [
            (one.id, one.query) for one in map(example, range(3))
        ]
        assert [one.segment["style"] for one in again[::2]] == ["comedy", "story"]


def test_training_files_are_saved_and_nothing_beside_them(
    browser: TestClient, workspace: Workspace
) -> None:
    folder = workspace.home / "exports" / "训练-v1"
    folder.mkdir(parents=True)
    (folder / "train.jsonl").write_text("{}\n")
    (workspace.home / "secret.txt").write_text("no")
    [address] = addresses(training_link("exports/训练-v1", "train.jsonl"))
    assert browser.get(address).text == "{}\n"
    for way_out in ("../secret.txt", "%2e%2e/secret.txt", "..%2Fsecret.txt", "/etc/hostname"):
        assert browser.get(f"/casebook/export/training/{way_out}").status_code in {404, 409}


def test_what_is_not_there_is_named_and_other_pages_get_nothing(browser: TestClient) -> None:
    missing = browser.get("/casebook/export/runs?run=run-x&to=csv&lang=en")
    assert missing.status_code == 409
    assert "run-x" in missing.json()["en"]
    assert browser.get("/casebook/export/set?name=none&version=1&to=csv").status_code == 409
    assert browser.get("/casebook/export/runs?run=run-aaa111&to=exe&lang=en").status_code == 422
    address = "/casebook/export/runs?run=run-aaa111&to=csv&lang=en"
    assert browser.get(address, headers={"sec-fetch-site": "cross-site"}).status_code == 403
