"""What a file is: by its first bytes, and only then by its name."""

import re
import zipfile
from pathlib import Path

from knowledge.errors import BadInput
from knowledge.records import Remark

BY_SUFFIX = {
    ".md": "md", ".markdown": "md", ".mdx": "mdx", ".txt": "txt", ".text": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "mht", ".mhtml": "mht",
    ".pdf": "pdf", ".docx": "docx", ".pptx": "pptx", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".zip": "zip",
}  # fmt: skip
"""The kinds of file that are read, by what their names end in."""

_LEGACY = {
    ".doc": "docx", ".dot": "docx", ".wps": "docx", ".rtf": "docx", ".odt": "docx",
    ".xls": "xlsx", ".xlt": "xlsx", ".et": "xlsx", ".ods": "xlsx", ".xlsb": "xlsx",
    ".ppt": "pptx", ".pps": "pptx", ".dps": "pptx", ".odp": "pptx",
    ".docm": "docx", ".dotx": "docx", ".ppsx": "pptx", ".potx": "pptx",
    ".pages": "docx", ".numbers": "xlsx", ".key": "pptx",
}  # fmt: skip
"""Office formats that are not read, and what to save them as."""

_TEXTS = frozenset({"md", "mdx", "txt", "csv", "jsonl", "html", "mht"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("WordDocument", "docx"),
    ("PowerPoint Document", "pptx"),
    ("Workbook", "xlsx"),
    ("Book", "xlsx"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b",
    re.I | re.S,
)
_MHT = re.compile(rb"(?:[\w-]+: [^\n]{0,500}\n){0,12}?MIME-Version:", re.IGNORECASE)
_TEMPORARY = re.compile(
    r"~\$.*|\..*|~.*\.tmp|.*\.(?:tmp|crdownload|part)|thumbs\.db|desktop\.ini|icon\r|__macosx",
    re.IGNORECASE,
)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is the system's or a program's own business."""
    return _TEMPORARY.fullmatch(name) is not None


def kind_of(path: Path, shown: str) -> tuple[str, list[Remark]]:
    """A value of `BY_SUFFIX`, and a remark when the name says something else.

    Raises BadInput, with the remedy, for what cannot be read.
    """
    suffix = Path(shown).suffix.lower()
    claimed = BY_SUFFIX.get(suffix)
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise BadInput("docs.empty", file=shown)
    found = _by_bytes(path, head, shown, claimed, suffix)
    if found is None:
        found = _text_kind(head, claimed, suffix, shown)
    if found == claimed:
        return found, []
    return found, [Remark.of("documents.remark.named", suffix=suffix or "–", kind=found)]


def _by_bytes(path: Path, head: bytes, shown: str, claimed: str | None, suffix: str) -> str | None:
    """The kind that the first bytes prove; None for text of any kind."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        raise _ole(path, shown)
    if head.startswith(b"{\\rtf"):
        raise BadInput("documents.legacy", file=shown, kind="RTF", save_as="docx")
    if (
        head.startswith(_PICTURES)
        or head[8:12] == b"WEBP"
        or head[4:12] in (b"ftypheic", b"ftypavif")
    ):
        raise BadInput("documents.picture", file=shown)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise BadInput("documents.archive", file=shown)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path, shown, claimed, suffix)
    return None


def _zip_kind(path: Path, shown: str, claimed: str | None, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadInput("documents.broken", file=shown, kind=claimed or "zip") from error
    if save_as := _LEGACY.get(suffix):
        raise BadInput("documents.legacy", file=shown, kind=suffix.lstrip("."), save_as=save_as)
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return kind
    if claimed in {"docx", "pptx", "xlsx"}:
        raise BadInput("documents.broken", file=shown, kind=claimed)
    if claimed is None:
        raise BadInput("docs.format", file=shown, suffix=suffix or Path(shown).name)
    return "zip"


def _text_kind(head: bytes, claimed: str | None, suffix: str, shown: str) -> str:
    """The kind of a file that no signature gives away."""
    markup = "html" if _HTML.match(head) else "mht" if _MHT.match(head) else None
    if claimed in _TEXTS and not (claimed == "txt" and markup):
        return claimed
    if claimed == "txt":
        return "html"
    # Old systems export web pages and tables of text under the names of office files.
    if (claimed or suffix in _LEGACY) and markup:
        return markup
    if suffix == ".xls" and b"\t" in head and b"\0" not in head.removeprefix(b"\xff\xfe")[:1]:
        return "csv"
    if claimed:
        raise BadInput("documents.broken", file=shown, kind=claimed)
    if save_as := _LEGACY.get(suffix):
        raise BadInput("documents.legacy", file=shown, kind=suffix.lstrip("."), save_as=save_as)
    raise BadInput("docs.format", file=shown, suffix=suffix or Path(shown).name)


def _ole(path: Path, shown: str) -> BadInput:
    """Why a file of the old office container cannot be read: encrypted, or of before 2007."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        data = file.read(2_000_000)
        file.seek(max(size - 2_000_000, 0))
        data += file.read()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BadInput("documents.encrypted", file=shown)
    suffix = Path(shown).suffix.lower()
    save_as = next((new for name, new in _STREAMS if name.encode("utf-16-le") in data), None)
    if save_as := save_as or _LEGACY.get(suffix):
        kind = suffix.lstrip(".") if suffix in _LEGACY else save_as[:-1]
        return BadInput("documents.legacy", file=shown, kind=kind, save_as=save_as)
    return BadInput("docs.format", file=shown, suffix=suffix or Path(shown).name)
