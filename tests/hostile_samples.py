"""Files that mean harm, and what of them is read."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl

from knowledge.documents.read import read_documents
from knowledge.jsonl import Unreadable
from knowledge.readers import limits
from knowledge.records import Document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def write(data: bytes) -> Callable[[Path], None]:
    def maker(path: Path) -> None:
        path.write_bytes(data)

    return maker


def ole(stream: str) -> Callable[[Path], None]:
    return write(OLE + stream.encode("utf-16-le") + bytes(600))


def zipped(**members: str | bytes) -> Callable[[Path], None]:
    def maker(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in members.items():
                package.writestr(name, data)

    return maker


def xml_bomb(path: Path) -> None:
    docx.Document().save(str(path))
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = bomb.encode()
    zipped(**parts)(path)


def swollen_book(path: Path) -> None:
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * (30 * limits.MB) + b"</worksheet>"
    zipped(**parts)(path)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"# Notes\n")
        file.truncate(500 * limits.MB)


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being its catalogue."""
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(f"{len(data):010} 00000 n \n")
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{''.join(places)}"
    end = f"trailer\n<</Root 1 0 R/Size {len(places) + 1}>>\nstartxref\n{len(data)}\n%%EOF"
    return data + (table + end).encode()


def keys(folder: Path) -> tuple[dict[str, str], dict[str, Document]]:
    """Reasons by file, and documents by id."""
    found = list(read_documents(folder))
    reasons = {one.source: one.reason for one in found if isinstance(one, Unreadable)}
    for source, reason in reasons.items():
        for lang in ("zh", "en"):
            assert Path(source).name in reason.text(lang), "names the file"
    documents = {one.id: one for one in found if isinstance(one, Document)}
    return {source: reason.key for source, reason in reasons.items()}, documents
