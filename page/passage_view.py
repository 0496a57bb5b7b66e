"""A passage of a product document, highlighted amid its neighbours."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Chunk
from knowledge.texts import say
from page.document_text import document_html
from page.icons import icon
from page.markup import Html, el

AROUND = 2
"""How many passages before and after are shown at once; the rest of the document folds."""


def passage_view(chunk: Chunk, document: Sequence[Chunk], lang: Lang) -> Html:
    """The passage within its document; `document` are all its passages, in order."""
    position = next((i for i, other in enumerate(document) if other.id == chunk.id), None)
    if position is None:
        before, after = [], []
    else:
        before, after = list(document[:position]), list(document[position + 1 :])
    return el(
        "article",
        _head(chunk, position, len(document), lang),
        _folded(before[:-AROUND], "page.passage.before", lang),
        [_passage(other) for other in before[-AROUND:]],
        _passage(chunk, hit=True),
        [_passage(other) for other in after[:AROUND]],
        _folded(after[AROUND:], "page.passage.after", lang),
        cls="passage-view",
        data_passage=chunk.id,
    )


def _head(chunk: Chunk, position: int | None, total: int, lang: Lang) -> Html:
    facts = [
        say("page.passage.version", lang, version=chunk.version) if chunk.version else None,
        chunk.date.isoformat() if chunk.date else None,
        None
        if position is None
        else say("page.passage.position", lang, number=position + 1, total=total),
    ]
    return el(
        "header",
        el("p", icon("book"), say("page.passage.kind", lang), cls="kicker"),
        el("h2", chunk.title, lang=chunk.lang),
        el("p", " › ".join(chunk.section), cls="crumbs") if chunk.section else None,
        el("p", [el("span", fact) for fact in facts if fact], cls="facts"),
        el("p", chunk.doc_id, cls="mono faint", title=chunk.doc_id),
        cls="view-head",
    )


def _passage(chunk: Chunk, *, hit: bool = False) -> Html:
    return el(
        "section",
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
        el("summary", icon("chevron"), say(key, lang, count=len(chunks))),
        [_passage(chunk) for chunk in chunks],
        cls="fold",
    )
