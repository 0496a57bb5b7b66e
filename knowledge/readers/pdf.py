"""PDF: paragraphs, headings and tables page by page."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from knowledge.errors import BadInput
from knowledge.readers.limits import CHARACTERS, PAGES
from knowledge.readers.office import proper_title
from knowledge.readers.pdf_layout import Layout
from knowledge.readers.pdf_pages import Page, drop_furniture, read_page
from knowledge.readers.reading import Draft, Reading
from knowledge.records import Remark

_UNREADABLE = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")


def read_pdf(path: Path, shown: str, beat: Callable[[], None] = lambda: None) -> Reading:
    """The text of a PDF; `beat` is called after each page.

    Raises BadInput for one that needs a password, and for one that is pictures of text only.
    """
    try:
        file = pdfplumber.open(path)
    except Exception as error:
        if any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args)):
            raise BadInput("documents.encrypted", file=shown) from error
        raise
    draft = Draft()
    with file:
        about = file.metadata or {}
        count = len(file.pages)
        pages = []
        characters = 0
        for page in file.pages[:PAGES]:
            pages.append(read_page(page))
            characters += sum(len(line.text) for line in pages[-1].lines)
            page.close()
            beat()
            if characters > CHARACTERS:
                break
    if count > len(pages):
        draft.remarks.append(Remark.of("documents.remark.pages", pages=len(pages), all=count))
    _check_words(pages, shown, draft)
    drop_furniture(pages)
    title = Layout(pages, draft).write()
    return draft.reading(title=proper_title(_text(about.get("Title"))) or title)


def _check_words(pages: Sequence[Page], shown: str, draft: Draft) -> None:
    """Refuse what has no words; remark on pages that are pictures."""
    words = [len(page.tables) + sum(len(line.text) for line in page.lines) for page in pages]
    pictures = [
        p.number for p, count in zip(pages, words, strict=True) if not count and p.has_picture
    ]
    if not any(words):
        raise BadInput("documents.scanned" if pictures else "documents.no_words", file=shown)
    text = "".join(line.text for page in pages for line in page.lines)
    if len(_UNREADABLE.findall(text)) > 0.1 * len(text):
        raise BadInput("documents.garbled", file=shown)
    if pictures:
        listed = ", ".join(map(str, pictures[:20])) + ("…" if len(pictures) > 20 else "")
        draft.remarks.append(Remark.of("documents.remark.pictures", pages=listed))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
