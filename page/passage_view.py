"""A product document: one passage highlighted amid its neighbours, or all of it."""

from collections.abc import Sequence

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Chunk
from knowledge.texts import say
from page.counted import counted
from page.document_head import document_head, whole_document_head
from page.document_text import document_html
from page.icons import icon
from page.links import link
from page.markup import Html, el

AROUND = 2
"""How many passages before and after are shown at once; the rest of the document folds."""
WINDOW = 60
"""How many passages are sent to the browser on each side; a link leads on from there."""


def passage_view(
    chunk: Chunk, document: Sequence[Chunk], lang: Lang, newer: DocumentSummary | None = None
) -> Html:
    """The passage within its document; `document` are all its passages, in order."""
    position = next((i for i, other in enumerate(document) if other.id == chunk.id), None)
    if position is None:
        before, after = [], []
    else:
        before, after = list(document[:position]), list(document[position + 1 :])
    return el(
        "article",
        document_head(chunk, document, lang, newer),
        _leads_on(before[:-WINDOW][-1:], "earlier", len(before) - WINDOW, lang),
        _folded(before[-WINDOW:-AROUND], "page.passage.before", lang),
        [_passage(other, lang) for other in before[-AROUND:]],
        _passage(chunk, lang, hit=True),
        [_passage(other, lang) for other in after[:AROUND]],
        _folded(after[AROUND:WINDOW], "page.passage.after", lang),
        _leads_on(after[WINDOW:][:1], "later", len(after) - WINDOW, lang),
        cls="passage-view",
        data_passage=chunk.id,
    )


def document_view(
    document: Sequence[Chunk], lang: Lang, newer: DocumentSummary | None = None
) -> Html:
    """A document from its beginning; `document` are all its passages, at least one."""
    return el(
        "article",
        whole_document_head(document, lang, newer),
        [_passage(chunk, lang) for chunk in document[:WINDOW]],
        _leads_on(document[WINDOW:][:1], "later", len(document) - WINDOW, lang),
        cls="passage-view whole",
        data_opened=document[0].doc_id,
    )


def _passage(chunk: Chunk, lang: Lang, *, hit: bool = False) -> Html:
    at = chunk.locator.text(lang, chunk.section) if chunk.locator else ""
    return el(
        "section",
        el("span", at, cls="at") if at else None,
        el("h3", chunk.section[-1]) if chunk.section else None,
        el("div", document_html(chunk.text), cls="document"),
        cls="passage",
        lang=chunk.lang,
        data_chunk=chunk.id,
        data_hit=hit,
    )


def _folded(chunks: Sequence[Chunk], key: str, lang: Lang) -> Html | None:
    if not chunks:
        return None
    return el(
        "details",
        el("summary", icon("chevron"), counted(key, len(chunks), lang)),
        [_passage(chunk, lang) for chunk in chunks],
        cls="fold",
    )


def _leads_on(chunks: Sequence[Chunk], way: str, count: int, lang: Lang) -> Html | None:
    """A link to what lies beyond the window."""
    if not chunks:
        return None
    told = say(f"page.passage.{way}", lang, count=f"{count:,}")
    return el("p", link("passage", chunks[0].id, told), cls="leads-on")
