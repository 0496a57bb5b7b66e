"""Words taken verbatim from somewhere, with where they stand."""

from collections.abc import Iterable

from knowledge.language import Lang
from knowledge.records import Quote
from knowledge.texts import say
from page.markup import Html, el, join

_PARTS = {"query", "history", "intent", "rewritten_query", "answer", "reference", "error", "event"}


def quotes(found: Iterable[Quote], lang: Lang) -> Html:
    """Each quote as a block, its source above it."""
    return join(_quote(quote, lang) for quote in found)


def _quote(quote: Quote, lang: Lang) -> Html:
    known = quote.source in _PARTS
    source = say(f"page.trace.{quote.source}", lang) if known else quote.source
    return el(
        "blockquote",
        el("cite", source, cls="quote-source" if known else "quote-source mono"),
        el("p", quote.text, cls="verbatim"),
        cls="quote",
        data_source=quote.source,
    )
