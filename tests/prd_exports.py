"""What every form of an exported PRD is held against."""

import io
from html.parser import HTMLParser

import docx
import pdfplumber
from prd_samples import WORDS

from knowledge.language import Lang

NUMBERS = ["1", "2", "1", "3", "3", "1"]
"""The footnotes of the good document in the order in which the text refers to them."""
MARKS = {
    "zh": ("〔假设〕", "〔决定：李雷〕", "〔待定〕"),
    "en": ("[assumption]", "[decision: Ann Lee]", "[open question]"),
}


def sentences(lang: Lang) -> list[str]:
    words = WORDS[lang]
    keys = ("intro", "cited", "figure", "assumption", "decision", "need", "done", "question")
    return [words[key] for key in keys]


class Page(HTMLParser):
    """An HTML page as a browser takes it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data

    def all(self, tag: str, name: str) -> list[str]:
        return [value for one, found in self.tags if one == tag and (value := found.get(name))]


def words_of(content: bytes, form: str) -> str:
    match form:
        case "docx":
            document = docx.Document(io.BytesIO(content))
            return "\n".join(one.text for one in document.paragraphs)
        case "pdf":
            with pdfplumber.open(io.BytesIO(content)) as file:
                return "\n".join(page.extract_text() for page in file.pages)
        case "html":
            return Page(content.decode()).said
    return content.decode()
