"""Which documents `python -m tools.diagnosis` reads, and which files it leaves alone."""

import json
from pathlib import Path

import pytest

from knowledge.corpus_files import left_out, load_corpus
from knowledge.errors import BadInput
from tools.diagnosis.__main__ import main

SAID = "Parcels to the islands take ten days."
TRACE = {"id": "a", "query": "How long do parcels to the islands take?", "answer": "Three days.",
         "retrieved": [{"id": "x", "text": "Gift cards are valid for a year."}]}  # fmt: skip


def source(folder: Path) -> Path:
    path = folder / "in.jsonl"
    path.write_text(json.dumps(TRACE) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "id_"),
    [
        ("d.jsonl", json.dumps({"id": "r", "text": SAID}), "r"),
        ("d.jsonl", json.dumps({"id": "r", "content": SAID}), "r"),
        ("d.jsonl", json.dumps({"doc_id": 7, "body": SAID}), "7"),
        ("d.jsonl", json.dumps({"id": "r", "page_content": SAID}), "r"),
        ("d.csv", f"id,content\nr,{SAID}\n", "r"),
        ("d.csv", f"Title;Body\nIslands;{SAID}\n\n", "row-2"),
        ("d.csv", f"编号,正文\nr,{SAID}\n", "r"),
        ("d.md", f"# Islands\n\n{SAID}\n", "d.md"),
        ("d.txt", SAID, "d.txt"),
        ("docs/islands.md", SAID, "islands.md"),
    ],
)
def test_documents_are_read_as_people_have_them(
    tmp_path: Path, name: str, text: str, id_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    given = path if "/" not in name else path.parent
    corpus = load_corpus(given)
    assert [one.id for one in corpus.entries] == [id_]
    assert SAID in corpus.entries[0].text
    assert main([str(source(tmp_path)), "--docs", str(given), "-o", str(tmp_path / "o.jsonl")]) == 0
    assert json.loads((tmp_path / "o.jsonl").read_text())["subcause"] == "miss"
    assert capsys.readouterr().err.startswith("1 diagnosed")


def test_a_long_text_is_cut_and_a_folder_tells_what_it_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    parts = [
        f"## Zone {n}\n\nParcels to zone {n} take {n} days and cost {n} euros." for n in range(40)
    ]
    (docs / "more" / "zones.md").write_text("# Zones\n\n" + "\n\n".join(parts), encoding="utf-8")
    (docs / "map.png").write_bytes(b"\x89PNG")
    entries = load_corpus(docs).entries
    assert len(entries) == 40
    assert entries[3].id == "more/zones.md#3"
    assert entries[3].title == "Zones · Zone 3"
    assert left_out(docs) == {".png": 1}
    assert main([str(source(tmp_path)), "--docs", str(docs), "--lang", "zh"]) == 0
    assert ".png (1)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("d.csv", b"a,b\n1,2\n", "only: a, b"),
        ("d.csv", b"id,text,updated\nr,x,soon\n", "Line 2"),
        ("d.csv", b"", "empty"),
        ("d.md", b"\xff\xfe\x00\x81\xff", "encoding"),
        ("d.jsonl", b'{"id": "r"}\n', "Line 1"),
        ("docs/x.png", b"\x89PNG", "no .md or .txt"),
        ("docs/x.md", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    with pytest.raises(BadInput, match=told) as error:
        load_corpus(path if "/" not in name else path.parent)
    assert path.name in str(error.value) or path.parent.name in error.value.text("zh")


@pytest.mark.parametrize("held", ["Buy milk.\n", '{"id": "a", "text": "b"}\n', "\n"])
def test_a_file_of_somebody_else_is_left_alone(
    tmp_path: Path, held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(held)
    run = [str(source(tmp_path)), "-o", str(notes)]
    assert main(run) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "--overwrite" in told
    assert notes.read_text() == held
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in.jsonl", "notes.txt"]
    assert main([*run, "--overwrite"]) == 0
    assert json.loads(notes.read_text())["id"] == "a"
    assert main(run) == 0, "its own output is written anew"


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.touch()
    assert main([str(source(tmp_path)), "-o", str(out)]) == 0
    assert json.loads(out.read_text())["id"] == "a"
