"""A product document's Markdown as HTML: its own structure, and nothing that acts or loads."""

from functools import cache

from markdown_it import MarkdownIt

from page.markup import Html


def document_html(markdown: str) -> Html:
    """The text with its tables, lists and emphasis; HTML, links and images stay as written."""
    return Html(_parser().render(markdown))


def document_words(markdown: str) -> str:
    """The words alone, on one line, for an excerpt."""
    inlines = [token for token in _parser().parse(markdown) if token.type == "inline"]
    parts = ["".join(child.content for child in token.children or []) for token in inlines]
    return " · ".join(" ".join(part.split()) for part in parts if part.strip())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["autolink", "image", "link", "reference"])
