import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import office_files as make
import pytest

from knowledge.documents.read import document_of, read_documents
from knowledge.errors import BadInput
from knowledge.ingest import main as ingest
from knowledge.jsonl import Unreadable
from knowledge.records import Document
from knowledge.search import main as search
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

ROOT = Path(__file__).parent.parent


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with one of everything that a team's folder holds."""
    folder = tmp_path / "shelf"
    (folder / "规范").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "note.md").write_text("不是文档", encoding="utf-8")
    (folder / "规范" / "定价.md").write_text("# 定价方案\n\n专业版每月 39 元。", encoding="utf-8")
    (folder / "旧.txt").write_bytes("老系统导出的文字，讲的是退款流程。".encode("gb18030"))
    (folder / "bom.md").write_bytes(
        b"\xef\xbb\xbf---\ntitle: SLA\nversion: 2.10\n---\nUptime 99.9%."
    )
    (folder / "empty.md").write_text("\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\x00")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02")
    (folder / "faq.jsonl").write_text(
        '{"id": "q1", "title": "配额", "text": "每天 100 条。"}\n{"id": "q2"\n\n'
        '{"id": 3, "text": "x y"}\n',
        encoding="utf-8",
    )
    return folder


def run_ingest(
    capsys: pytest.CaptureFixture[str], *args: object
) -> tuple[int, list[dict[str, Any]], str]:
    code = ingest([str(arg) for arg in args])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_a_folder_gives_documents_and_names_what_it_cannot_read(shelf: Path) -> None:
    items = list(read_documents(shelf))
    documents = {one.id: one for one in items if isinstance(one, Document)}
    unreadable = {one.source: one.reason.key for one in items if isinstance(one, Unreadable)}
    assert set(documents) == {"规范/定价.md", "旧.txt", "bom.md", "q1", "3"}
    assert documents["规范/定价.md"].title == "定价方案"
    assert documents["旧.txt"].title == "旧"
    assert "退款流程" in documents["旧.txt"].text
    assert (documents["bom.md"].title, documents["bom.md"].version) == ("SLA", "2.10")
    assert (documents["bom.md"].lang, documents["q1"].lang) == ("en", "zh")
    assert unreadable == {
        "empty.md": "docs.empty",
        "picture.png": "documents.picture",
        "broken.txt": "docs.encoding",
        f"{shelf / 'faq.jsonl'}:2": "docs.bad_line",
    }


def test_a_bad_line_is_named_by_file_and_number(shelf: Path) -> None:
    (bad,) = [one for one in read_documents(shelf / "faq.jsonl") if isinstance(one, Unreadable)]
    assert "faq.jsonl" in bad.reason.text("zh")
    assert "第 2 行" in bad.reason.text("zh")


def test_front_matter_gives_title_version_and_date() -> None:
    text = "---\ntitle: 价格表\nversion: v3\ndate: 2026-11-01\n---\n# 另一个标题\n"
    document = document_of("a/b.md", text)
    assert (document.title, document.version, str(document.date)) == ("价格表", "v3", "2026-11-01")
    assert document_of("a.md", "---\ndate: someday\n---\nx").date is None
    assert document_of("dir/名字.md", "正文").title == "名字"


def test_an_empty_folder_and_a_missing_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no files"):
        list(read_documents(tmp_path))
    with pytest.raises(BadInput, match='no "'):
        list(read_documents(tmp_path / "nothing"))


def test_the_command_ingests_and_is_idempotent(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    code, lines, _ = run_ingest(capsys, shelf, "--home", home)
    assert code == 1, "some failed"
    assert [line["status"] for line in lines].count("added") == 5
    assert [line["status"] for line in lines].count("failed") == 4
    assert all((line["reason"] is None) == (line["status"] == "added") for line in lines)
    code, lines, err = run_ingest(capsys, shelf, "--home", home)
    assert code == 1
    assert [line["status"] for line in lines].count("unchanged") == 5
    assert "5 unchanged" in err


def test_bad_input_ends_with_one_clear_line(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "nothing", shelf / "empty.md", shelf / ".git"):
        if path.name == ".git":
            (path / "note.md").unlink()
        code, lines, err = run_ingest(capsys, path, "--home", tmp_path / "home")
        assert code == 2
        assert not lines
        assert err.count("\n") == 1
        assert str(path) in err


def test_search_answers_each_query_with_documents(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(tmp_path / "home")
    ingest([str(shelf), "--home", home])
    queries, out = tmp_path / "q.jsonl", tmp_path / "hits.jsonl"
    queries.write_text('{"id": "a", "query": "专业版价格"}\n{"id": 2, "query": "uptime"}\n')
    assert search(["--queries", str(queries), "-k", "2", "-o", str(out), "--home", home]) == 0
    first, second = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert first["id"] == "a"
    assert first["hits"][0]["doc_id"] == "规范/定价.md"
    assert first["hits"][0]["chunk_id"] == "规范/定价.md#0"
    assert second["hits"][0]["doc_id"] == "bom.md"
    capsys.readouterr()
    queries.write_text('{"id": "a"}\n')
    assert search(["--queries", str(queries), "--home", home]) != 0
    assert "query: Field required" in capsys.readouterr().err


def test_folders_with_like_names_do_not_take_each_others_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    for folder in ("d1", "d2", "x/d2"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "readme.md").write_text(f"About the folder {folder}.")
    ids = [
        run_ingest(capsys, tmp_path / folder, "--home", home)[1][0]["doc_id"]
        for folder in ("d1", "d2", "x/d2", "d2", "d1", "x/d2/readme.md")
    ]
    assert ids[:3] == ["readme.md", "d2/readme.md", "x/d2/readme.md"]
    assert ids[3:] == ["d2/readme.md", "readme.md", "x/d2/readme.md"], "each keeps its id"
    (tmp_path / "d2" / "readme.md").write_text("Something else by now.")
    code, lines, _ = run_ingest(capsys, tmp_path / "d2", tmp_path / "d1", "--home", home)
    assert code == 0
    assert [(line["doc_id"], line["status"]) for line in lines] == [
        ("d2/readme.md", "updated"),
        ("readme.md", "unchanged"),
    ]


def test_a_moved_folder_is_recognised_by_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text("Tea is sold here.")
    run_ingest(capsys, tmp_path / "old", "--home", tmp_path / "home")
    (tmp_path / "old").rename(tmp_path / "new")
    _, lines, _ = run_ingest(capsys, tmp_path / "new", "--home", tmp_path / "home")
    assert lines == [{"doc_id": "a.md", "status": "unchanged", "chunks": 1, "reason": None}]


def test_a_given_id_is_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    first, second, file = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "readme.md"
    first.write_text('{"id": "q1", "text": "Tea costs 3 euros."}')
    second.write_text('{"id": "q1", "text": "Tea costs 4 euros."}')
    run_ingest(capsys, first, "--home", home)
    assert run_ingest(capsys, second, "--home", home)[1][0]["status"] == "updated"
    file.write_text("A file.")
    run_ingest(capsys, file, "--home", home)
    second.write_text('{"id": "readme.md", "text": "Not that file."}')
    code, _, err = run_ingest(capsys, second, "--home", home)
    assert code == 2
    assert str(file) in err


def test_results_go_to_a_file_but_never_over_an_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "q1", "text": "Tea costs 3 euros."}')
    code, lines, _ = run_ingest(capsys, source, "-o", out, "--home", tmp_path / "home")
    assert (code, lines) == (0, [])
    assert json.loads(out.read_text())["doc_id"] == "q1"
    code, _, err = run_ingest(capsys, source, "-o", source, "--home", tmp_path / "home")
    assert code == 2
    assert err.startswith("error: ")
    assert "q1" in source.read_text()
    code, _, err = run_ingest(capsys, source, "-o", tmp_path / "no" / "x", "--home", tmp_path / "h")
    assert code == 2
    assert "Errno" not in err


def test_what_has_gone_from_a_folder_goes_from_the_store(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    other = tmp_path / "other.md"
    other.write_text("Another file, named by itself.")
    make.wiki_archive(shelf / "wiki.zip")
    run_ingest(capsys, shelf, other, "--home", home)
    (shelf / "bom.md").unlink()
    (shelf / "旧.txt").write_bytes(b"\x00\x01")
    with zipfile.ZipFile(shelf / "wiki.zip", "w") as archive:
        archive.writestr("新页.md", "只剩这一页。")
    _, lines, err = run_ingest(capsys, shelf, "--home", home)
    status = {line["doc_id"]: line["status"] for line in lines}
    gone = {doc_id for doc_id, one in status.items() if one == "removed"}
    assert gone == {"bom.md", "wiki.zip/客服手册/退款流程.md", "wiki.zip/客服手册/话术/投诉.txt"}
    assert status["wiki.zip/新页.md"] == "added"
    assert "3 removed" in err
    assert ids_in(home) == {"规范/定价.md", "旧.txt", "q1", "3", "wiki.zip/新页.md", "other.md"}


def test_an_archive_that_cannot_be_read_today_keeps_what_it_gave(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, folder = tmp_path / "home", tmp_path / "folder"
    folder.mkdir()
    (folder / "a.md").write_text("Here.")
    make.wiki_archive(folder / "wiki.zip")
    run_ingest(capsys, folder, "--home", home)
    before = ids_in(home)
    (folder / "wiki.zip").write_bytes(b"PK\x03\x04 half a download")
    code, _, _ = run_ingest(capsys, folder, "--home", home)
    assert code == 1
    assert ids_in(home) == before
    for file in folder.iterdir():
        file.unlink()
    code, lines, _ = run_ingest(capsys, folder, "--home", home)
    assert code == 0
    assert {line["status"] for line in lines} == {"removed"}, "an emptied folder empties"


def test_a_zip_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.wiki_archive(tmp_path / "wiki.zip")
    home = tmp_path / "home"
    _, lines, _ = run_ingest(capsys, tmp_path / "wiki.zip", "--home", home)
    assert [line["doc_id"] for line in lines] == ["客服手册/退款流程.md", "客服手册/话术/投诉.txt"]
    _, lines, _ = run_ingest(capsys, tmp_path / "wiki.zip", "--home", home)
    assert [line["status"] for line in lines] == ["unchanged", "unchanged"]


def test_what_was_left_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.experiment(tmp_path / "实验.xlsx")
    code, (line,), _ = run_ingest(capsys, tmp_path / "实验.xlsx", "--home", tmp_path / "home")
    assert code == 0
    assert line["status"] == "added"
    assert line["remarks"] == [
        "Hidden sheets were not read: 草稿. Unhide them and add the file again if you need them."
    ]


def test_an_upload_is_called_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "upload-1").write_bytes(b"PK\x03\x04 broken")
    (bad,) = read_documents(tmp_path / "upload-1", "报价.docx")
    assert isinstance(bad, Unreadable)
    assert bad.source == "报价.docx"
    assert "“报价.docx”不是完好的 docx 文件" in bad.reason.text("zh")
    assert "upload-1" not in bad.reason.text("en")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A process begun here hears Ctrl-C, even where these tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_vectors_can_be_left_for_later(tmp_path: Path) -> None:
    """Ctrl-C while waiting: all words are in, and the command says what is missing."""
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    for number in range(150):
        text = f"Tea of kind {number} is sold by the pound, roasted twice. " * 30
        (folder / f"{number}.md").write_text(text)
    process = subprocess.Popen(
        [sys.executable, "-m", "knowledge.ingest", str(folder), "--home", str(home), "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "CASEBOOK_EMBEDDINGS": "minilm", "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    lines: list[str] = []
    with process.stderr:
        for line in process.stderr:
            lines.append(line)
            if any("150 added" in one for one in lines[:-1]):
                process.send_signal(signal.SIGINT)  # the first line of progress is there
                break
        lines += process.stderr
    assert process.wait() == 0
    assert "Stopped waiting." in "".join(lines)
    assert "All words can be searched." in lines[-1]
    assert len((tmp_path / "out").read_text().splitlines()) == 150
    assert len(ids_in(home)) == 150


def ids_in(home: Path) -> set[str]:
    with open_workspace(Settings(home=home, demo=False), purpose="tests") as workspace:
        return {one.doc_id for one in workspace.docs.documents()}
