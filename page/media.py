"""The kind of a file as a small coloured tag, as people know it from their desktop."""

from pathlib import PurePosixPath

from page.markup import Html, el

_FAMILIES = {
    "md": "note",
    "markdown": "note",
    "mdx": "note",
    "txt": "note",
    "text": "note",
    "html": "web",
    "htm": "web",
    "pdf": "pdf",
    "doc": "word",
    "docx": "word",
    "ppt": "slides",
    "pptx": "slides",
    "xls": "sheet",
    "xlsx": "sheet",
    "csv": "sheet",
    "tsv": "sheet",
    "json": "data",
    "jsonl": "data",
    "zip": "box",
}
_NAMES = {"markdown": "MD", "text": "TXT", "jsonl": "JSON", "htm": "HTML"}


def media_tag(media: str) -> Html:
    """The tag of a kind of file, such as `pdf`."""
    name = media_name(media)
    family = _FAMILIES.get(media.lower(), "other")
    return el("span", name[:4], cls="media", data_family=family, title=name, aria_hidden="true")


def media_name(media: str) -> str:
    """What the kind is called beside its tag: `PDF`."""
    return _NAMES.get(media.lower(), media.upper())


def media_of(name: str) -> str:
    """The kind that a file's name tells."""
    return PurePosixPath(name).suffix.removeprefix(".").lower() or "text"
