"""Files that cannot or must not be read: each gets a line of its own, and stops nothing else."""

import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import office_files as make
import pytest
from hostile_samples import OLE, keys, large, ole, pdf_of, swollen_book, write, xml_bomb, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.documents.read import read_documents
from knowledge.errors import BadInput
from knowledge.jsonl import Unreadable
from knowledge.readers import kinds, limits
from knowledge.readers.apart import Apart
from knowledge.records import Document

REFUSED = {
    "空.docx": (write(b""), "docs.empty"),
    "blank.txt": (write(b" \n\n"), "docs.empty"),
    "旧合同.doc": (ole("WordDocument"), "documents.legacy"),
    "old.xls": (ole("Workbook"), "documents.legacy"),
    "old.ppt": (ole("PowerPoint Document"), "documents.legacy"),
    "open.odt": (zipped(mimetype="application/vnd.oasis", content="x"), "documents.legacy"),
    "letter.rtf": (write(b"{\\rtf1 hello}"), "documents.legacy"),
    "加密.docx": (ole("EncryptedPackage"), "documents.encrypted"),
    "locked.pdf": (make.locked_pdf, "documents.encrypted"),
    "scan.pdf": (make.scan, "documents.scanned"),
    "cut.pdf": (write(b"%PDF-1.7\n1 0 obj <<"), "documents.broken"),
    "cut.docx": (write(b"PK\x03\x04" + bytes(40)), "documents.broken"),
    "noise.pptx": (write(b"just some words"), "documents.broken"),
    "hollow.xlsx": (zipped(readme="not a workbook"), "documents.broken"),
    "bomb.docx": (xml_bomb, "documents.entities"),
    "swollen.xlsx": (swollen_book, "documents.bomb"),
    "huge.md": (large, "documents.large"),
    "photo.jpg": (write(b"\xff\xd8\xff\xe0 JFIF"), "documents.picture"),
    "photo.docx": (write(b"\x89PNG\r\n\x1a\n"), "documents.picture"),
    "backup.rar": (write(b"Rar!\x1a\x07\x01\x00"), "documents.archive"),
    "film.mp4": (write(b"\x00\x00\x00\x18ftypmp42"), "docs.format"),
    "program.txt": (write(b"\x7fELF" + bytes(200)), "docs.encoding"),
    "broken.zip": (write(b"PK\x03\x04" + bytes(40)), "documents.broken"),
    "empty.zip": (zipped(), "documents.zip.empty"),
    "pictures.html": (write(b"<html><body><img src=x></body></html>"), "documents.no_words"),
}


def test_each_gets_its_own_line_and_the_others_are_read(tmp_path: Path) -> None:
    for name, (maker, _) in REFUSED.items():
        maker(tmp_path / name)
    (tmp_path / "好.md").write_text("正文。", encoding="utf-8")
    make.policy(tmp_path / "zz.pdf")
    refused, documents = keys(tmp_path)
    assert refused == {name: key for name, (_, key) in REFUSED.items()}
    assert set(documents) == {"好.md", "zz.pdf"}


def test_system_files_are_nobodys_business(tmp_path: Path) -> None:
    for name in (".DS_Store", "~$定价.docx", "Thumbs.db", "desktop.ini", "._a.md", "a.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.md").write_text("x")
    (tmp_path / "a.md").write_text("words")
    refused, documents = keys(tmp_path)
    assert (refused, set(documents)) == ({}, {"a.md"})


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    make.policy(tmp_path / "制度.docx")
    make.wiki_page(tmp_path / "导出.xls")
    make.prd(tmp_path / "prd.pdf")
    (tmp_path / "表.xls").write_bytes("名称\t价格\n甲\t3 元\n".encode("gb18030"))
    refused, documents = keys(tmp_path)
    assert not refused
    assert {one.id: one.media for one in documents.values()} == {
        "制度.docx": "pdf",
        "导出.xls": "html",
        "prd.pdf": "docx",
        "表.xls": "csv",
    }
    for one in documents.values():
        assert one.remarks[0].key == "documents.remark.named"
        assert one.media in one.remarks[0].text("zh") + one.remarks[0].text("en")


def test_a_parser_that_hangs_is_stopped_and_the_next_file_read(tmp_path: Path) -> None:
    make.policy(tmp_path / "a.pdf")
    with Apart(silence=0.01) as hasty:
        with pytest.raises(BadInput, match="took too long"):
            hasty.read(tmp_path / "a.pdf", "pdf", "a.pdf")
        hasty._silence = 60.0
        assert "数据类别" in hasty.read(tmp_path / "a.pdf", "pdf", "a.pdf").text


def test_a_parser_that_dies_is_replaced(tmp_path: Path) -> None:
    make.policy(tmp_path / "a.pdf")
    with Apart() as reader:
        reader.read(tmp_path / "a.pdf", "pdf", "a.pdf")
        assert reader._process is not None
        reader._process.kill()
        reader._process.wait()
        with pytest.raises(BadInput, match="crashed"):
            reader.read(tmp_path / "a.pdf", "pdf", "a.pdf")
        assert reader.read(tmp_path / "a.pdf", "pdf", "a.pdf").text


@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits address space")
def test_memory_that_a_file_may_take_is_bounded(tmp_path: Path) -> None:
    """A stream of a PDF that unpacks to gigabytes ends the reading of that file only."""
    swollen = zlib.compressobj(9)
    stream = b"".join(swollen.compress(bytes(64 * limits.MB)) for _ in range(16))
    stream = zlib.compress(stream + swollen.flush(), 9)
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(
        pdf_of(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            f"<</Length {len(stream)}/Filter[/FlateDecode/FlateDecode]>>stream\n".encode()
            + stream
            + b"\nendstream",
        )
    )
    make.policy(tmp_path / "fine.pdf")
    with Apart(memory=700 * limits.MB) as reader:
        with pytest.raises(BadInput, match="took too much memory"):
            reader.read(bomb, "pdf", "bomb.pdf")
        assert reader.read(tmp_path / "fine.pdf", "pdf", "fine.pdf").text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(str.encode),
        st.binary(max_size=80).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=80).map(lambda tail: OLE + tail),
    ),
    suffix=st.sampled_from(
        [
            one
            for one, kind in kinds.BY_SUFFIX.items()
            if kind in {"md", "mdx", "txt", "csv", "jsonl", "zip"}
        ]
    ),
)
def test_arbitrary_bytes_never_crash_the_reading(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    for one in read_documents(path):
        assert isinstance(one, Document | Unreadable)
        if isinstance(one, Document):
            one.text.encode()
            assert one.title


@settings(max_examples=30, deadline=None)
@given(
    noise=st.binary(max_size=300),
    position=st.floats(0, 1),
    name=st.sampled_from(["a.docx", "a.xlsx", "a.pptx", "a.pdf", "a.html"]),
)
def test_damaged_files_are_refused_or_read(
    samples: Path, reader: Apart, noise: bytes, position: float, name: str
) -> None:
    whole = (samples / name).read_bytes()
    at = int(position * len(whole))
    path = samples / "damaged" / name
    path.write_bytes(whole[:at] + noise + whole[at + len(noise) :])
    reason = ""
    try:
        kind, _ = kinds.kind_of(path, name)
        if kind != "zip":
            reader.read(path, kind, name)
    except BadInput as error:
        reason = error.key
    assert reason != "documents.crashed"


@pytest.fixture(scope="module")
def reader() -> Iterator[Apart]:
    with Apart() as one:
        yield one


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    (folder / "damaged").mkdir()
    make.prd(folder / "a.docx")
    make.experiment(folder / "a.xlsx")
    make.pricing_deck(folder / "a.pptx")
    make.policy(folder / "a.pdf")
    make.wiki_page(folder / "a.html")
    return folder
