"""Files handed over in the page: received, queued, read, stored, stopped, and resumed."""

import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from doc_stores import doc_store

from knowledge.docs import DocStore
from knowledge.documents.read import document_of
from knowledge.errors import BadInput, NotFound
from knowledge.intake.admission import MOST, Announced
from knowledge.intake.item import IntakeItem
from knowledge.intake.queue import SILENCE, Intake
from knowledge.intake.uploads import Uploads
from knowledge.jsonl import Unreadable
from knowledge.language import LANGS
from knowledge.records import Document

PRICES = "# 价格\n\n专业版每月 39 元。\n".encode()


class Now:
    """A clock that stands still until it is told."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DocStore]:
    with doc_store(tmp_path / "store") as store:
        yield store


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "files")


@pytest.fixture
def intake(store: DocStore, uploads: Uploads) -> Iterator[Intake]:
    with at_work(store, uploads) as intake:
        yield intake


class at_work:  # noqa: N801 (reads as what it is)
    """An intake with its thread running."""

    def __init__(self, store: DocStore, uploads: Uploads, **options: Any) -> None:
        self.intake = Intake(store, uploads, **options)

    def __enter__(self) -> Intake:
        self.intake.start()
        return self.intake

    def __exit__(self, *_: object) -> None:
        self.intake.close()


class _BrokenOff(Exception):
    """The browser has gone in the middle."""


def break_off(intake: Intake, item_id: str) -> None:
    with intake.receive(item_id) as write:
        write(b"abc")
        assert item(intake, item_id).received == 3
        raise _BrokenOff


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def hand_over(intake: Intake, name: str, data: bytes) -> str:
    [item] = intake.announce([Announced(name, len(data))])
    with intake.receive(item.id) as write:
        write(data[:5])
        write(data[5:])
    return item.id


def item(intake: Intake, item_id: str) -> IntakeItem:
    return next(one for one in intake.items() if one.id == item_id)


def ended(intake: Intake, item_id: str) -> IntakeItem:
    until(lambda: item(intake, item_id).over)
    return item(intake, item_id)


def ids(store: DocStore) -> list[str]:
    return sorted(one.doc_id for one in store.documents())


def test_a_file_becomes_a_document_under_its_own_name(
    intake: Intake, store: DocStore, uploads: Uploads
) -> None:
    told = ended(intake, hand_over(intake, "定价.md", PRICES))
    assert (told.stage, told.count("added"), told.chunks) == ("done", 1, 1)
    assert ids(store) == ["定价.md"]
    assert uploads.place("定价.md").read_bytes() == PRICES
    assert store.documents()[0].origin == uploads.place("定价.md").as_posix()
    assert store.search("专业版多少钱")[0].chunk.doc_id == "定价.md"
    assert not uploads.leftovers()


def test_the_same_name_again_replaces_and_the_same_words_change_nothing(
    intake: Intake, store: DocStore, uploads: Uploads
) -> None:
    ended(intake, hand_over(intake, "p.md", PRICES))
    assert ended(intake, hand_over(intake, "p.md", PRICES)).count("unchanged") == 1
    newer = PRICES.replace(b"39", b"49")
    assert ended(intake, hand_over(intake, "p.md", newer)).count("updated") == 1
    assert ids(store) == ["p.md"]
    assert "49" in store.document_chunks("p.md")[0].text
    assert uploads.place("p.md").read_bytes() == newer


@pytest.mark.parametrize(
    ("name", "data"),
    [("p.md", bytes(range(256)) * 40), ("p.md", b" \n"), ("p.exe", b"MZ\x00\x01")],
)
def test_what_cannot_be_read_is_refused_by_name_and_leaves_the_older_version(
    intake: Intake, store: DocStore, uploads: Uploads, name: str, data: bytes
) -> None:
    ended(intake, hand_over(intake, "p.md", PRICES))
    told = ended(intake, hand_over(intake, name, data))
    assert told.stage == "refused"
    assert told.problem is not None
    for lang in LANGS:
        assert name in told.problem.text(lang)
        assert ".incoming" not in told.problem.text(lang)
    assert uploads.place("p.md").read_bytes() == PRICES
    assert ids(store) == ["p.md"]
    assert not uploads.leftovers()


def test_what_is_too_large_empty_or_too_many_is_refused_before_it_is_sent(
    store: DocStore, uploads: Uploads
) -> None:
    intake = Intake(store, uploads, largest=100)
    files = [Announced("a.md", 101), Announced("b.md", 0), Announced("..", 5), Announced("c.md", 5)]
    stages = [one.stage for one in intake.announce(files)]
    assert stages == ["refused", "refused", "refused", "announced"]
    more = intake.announce([Announced(f"{at}.md", 1) for at in range(MOST)])
    assert [one.stage for one in more[-2:]] == ["announced", "refused"]
    for one in intake.items():
        if one.problem:
            assert all(one.problem.text(lang) for lang in LANGS)


def test_a_file_that_is_longer_or_shorter_than_told_is_not_taken(
    intake: Intake, store: DocStore, uploads: Uploads
) -> None:
    for data in (b"abcd", b"abcdefgh"):
        [told] = intake.announce([Announced("a.md", 6)])
        with pytest.raises(BadInput), intake.receive(told.id) as write:
            write(data)
        assert item(intake, told.id).stage == "refused"
    assert not uploads.leftovers()
    assert ids(store) == []


def test_an_upload_that_breaks_off_leaves_nothing(intake: Intake, uploads: Uploads) -> None:
    [told] = intake.announce([Announced("a.md", 6)])
    with pytest.raises(_BrokenOff):
        break_off(intake, told.id)
    assert item(intake, told.id).stage == "refused"
    assert not uploads.leftovers()
    with pytest.raises(NotFound), intake.receive(told.id):
        pass


def test_one_bad_file_stops_no_other(intake: Intake, store: DocStore) -> None:
    bad = hand_over(intake, "bad.pdf", b"%PDF-1.4 nothing")
    good = hand_over(intake, "good.md", PRICES)
    assert ended(intake, good).stage == "done"
    assert ended(intake, bad).stage == "refused"
    assert ids(store) == ["good.md"]


def test_a_defect_of_ours_ends_one_file_only(store: DocStore, uploads: Uploads) -> None:
    def read(path: Path, name: str) -> Iterator[Document | Unreadable]:
        if name == "odd.md":
            raise RuntimeError("a bug")
        yield document_of(name, path.read_text(encoding="utf-8"))

    with at_work(store, uploads, read=read) as intake:
        odd = hand_over(intake, "odd.md", PRICES)
        good = hand_over(intake, "good.md", PRICES)
        assert ended(intake, good).stage == "done"
        told = ended(intake, odd)
    assert told.problem is not None
    assert "a bug" in str(told.problem)


def test_folders_keep_their_paths_and_never_lead_out(
    intake: Intake, store: DocStore, uploads: Uploads
) -> None:
    for name in ("docs/a/index.md", "docs/b/index.md", "../../etc/x.md"):
        ended(intake, hand_over(intake, name, f"# {name}\n\n内容。\n".encode()))
    assert ids(store) == ["docs/a/index.md", "docs/b/index.md", "etc/x.md"]
    assert uploads.place("etc/x.md").is_file()


def zip_of(path: Path, **files: str) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.md", text)
    return path.read_bytes()


def test_a_zip_that_comes_again_forgets_what_it_no_longer_holds(
    intake: Intake, store: DocStore, tmp_path: Path
) -> None:
    both = zip_of(tmp_path / "z.zip", a="# 甲\n\n甲的内容。", b="# 乙\n\n乙的内容。")
    told = ended(intake, hand_over(intake, "z.zip", both))
    assert told.count("added") == 2
    assert len(ids(store)) == 2
    one = zip_of(tmp_path / "z.zip", a="# 甲\n\n甲的内容。")
    assert ended(intake, hand_over(intake, "z.zip", one)).count("unchanged") == 1
    assert [name.rpartition("/")[2] for name in ids(store)] == ["a.md"]


class SlowReader:
    """Yields a document, and the next only when it is let go on."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, path: Path, name: str) -> Iterator[Document | Unreadable]:
        origin = path.resolve().as_posix()
        yield document_of(f"{name}-1", "# 一\n\n内容。", origin=f"{origin}/1")
        self.begun.set()
        assert self.go_on.wait(30)
        yield document_of(f"{name}-2", "# 二\n\n内容。", origin=f"{origin}/2")


def test_stopping_ends_the_one_that_is_read_and_those_that_wait(
    store: DocStore, uploads: Uploads
) -> None:
    read = SlowReader()
    with at_work(store, uploads, read=read) as intake:
        first = hand_over(intake, "a.md", PRICES)
        second = hand_over(intake, "b.md", PRICES)
        assert read.begun.wait(30)
        assert item(intake, first).documents == 1
        intake.stop()
        assert item(intake, second).stage == "stopped"
        read.go_on.set()
        assert ended(intake, first).stage == "stopped"
        until(lambda: not uploads.leftovers())
        assert ids(store) == []
        intake.dismiss([first])
        assert [one.id for one in intake.items()] == [second]
        intake.dismiss()
        assert intake.items() == []


def test_what_is_under_way_cannot_be_dismissed(store: DocStore, uploads: Uploads) -> None:
    intake = Intake(store, uploads)
    intake.announce([Announced("a.md", 5)])
    intake.dismiss()
    assert len(intake.items()) == 1


def test_a_batch_that_falls_silent_is_not_waited_for(store: DocStore, uploads: Uploads) -> None:
    now = Now()
    intake = Intake(store, uploads, clock=now)
    intake.announce([Announced("a.md", 5)])
    now.time = SILENCE
    assert intake.items()[0].stage == "announced"
    now.time = SILENCE + 1
    assert intake.items()[0].stage == "refused"


def test_the_browser_can_say_that_a_file_is_not_coming(intake: Intake) -> None:
    [told] = intake.announce([Announced("a.md", 5)])
    intake.lose([told.id, "unknown"])
    assert item(intake, told.id).stage == "refused"


def test_what_had_arrived_is_read_after_the_next_start(store: DocStore, uploads: Uploads) -> None:
    read = SlowReader()
    with at_work(store, uploads, read=read) as intake:
        hand_over(intake, "a.md", PRICES)
        hand_over(intake, "docs/b.md", PRICES)
        assert read.begun.wait(30)
        intake._closing = True  # as `close` does, which would wait for the reader
        read.go_on.set()
    assert ids(store) == []
    [cut] = Intake(store, uploads).announce([Announced("c.md", 9)])
    uploads.begin(cut.id, "c.md").write_bytes(b"abc")
    with at_work(store, uploads) as intake:
        until(lambda: all(one.over for one in intake.items()))
        stages = {one.name: one.stage for one in intake.items()}
    assert stages == {"a.md": "done", "docs/b.md": "done", "c.md": "refused"}
    assert ids(store) == ["a.md", "docs/b.md"]
    assert not uploads.leftovers()


def test_a_removed_file_is_deleted_for_good_when_nobody_can_undo_it(
    store: DocStore, uploads: Uploads, tmp_path: Path
) -> None:
    with at_work(store, uploads) as intake:
        ended(intake, hand_over(intake, "a.md", PRICES))
        uploads.set_aside(uploads.place("a.md").as_posix())
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_data_without_a_document_is_kept_to_work_with(intake: Intake, uploads: Uploads) -> None:
    export = ended(intake, hand_over(intake, "runs.json", b'{"results": [{"testIdx": 0}]}'))
    broken = ended(intake, hand_over(intake, "half.json", b'{"results": ['))
    table = ended(intake, hand_over(intake, "faq.csv", "问题,答案\n多少钱？,39 元\n".encode()))
    assert (export.stage, export.data, export.taken) == ("done", True, 0)
    assert uploads.place("runs.json").is_file()
    assert (broken.stage, broken.data) == ("refused", False)
    assert not uploads.place("half.json").exists()
    assert (table.stage, table.data) == ("done", True)
    assert table.taken


def test_a_log_of_answers_is_no_document(intake: Intake, store: DocStore) -> None:
    log = "id,query,answer,retrieved\nq1,open?,at 10,We open at nine.\n"
    item = ended(intake, hand_over(intake, "log.csv", log.encode()))
    assert (item.stage, item.data, item.traces, item.taken) == ("done", True, True, 0)
    assert store.documents() == []
    faq = "question,answer,topic\nopen?,at nine,hours\n"
    assert ended(intake, hand_over(intake, "faq.csv", faq.encode())).taken == 1


@pytest.mark.parametrize(
    ("name", "text", "traces"),
    [
        ("log.csv", "id,query,answer\nq1,open?,at 10\n", True),
        ("日志.csv", "用户问题,AI 回答\n几点开门？,十点\n", True),
        ("voices.csv", "user,comment\nAnna,too slow\n", False),
        ("log.jsonl", '{"id": "q1", "query": "open?", "answer": "at 10"}\n', True),
    ],
)
def test_a_file_says_whether_traces_may_be_in_it(
    intake: Intake, name: str, text: str, traces: bool
) -> None:
    assert ended(intake, hand_over(intake, name, text.encode())).traces is traces
