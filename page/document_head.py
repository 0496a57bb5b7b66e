"""The head of a document in the evidence panel: what it is, of when, whether it holds."""

from collections.abc import Sequence

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Chunk
from knowledge.texts import say
from page.counted import counted
from page.links import link
from page.markup import Html, el
from page.media import media_name, media_tag


def document_head(
    chunk: Chunk, document: Sequence[Chunk], lang: Lang, newer: DocumentSummary | None
) -> Html:
    """The head above a passage, `chunk`; of a whole document when that is its first."""
    position = next((i for i, other in enumerate(document) if other.id == chunk.id), None)
    at = chunk.locator.text(lang, chunk.section) if chunk.locator else ""
    place = " › ".join(chunk.section)
    facts = [
        say("page.passage.version", lang, version=chunk.version) if chunk.version else None,
        chunk.date.isoformat() if chunk.date else None,
        None
        if position is None
        else say("page.passage.position", lang, number=position + 1, total=len(document)),
    ]
    return _head(chunk, " · ".join(filter(None, [place, at])), facts, lang, newer)


def whole_document_head(
    document: Sequence[Chunk], lang: Lang, newer: DocumentSummary | None
) -> Html:
    """The head of a document that is read from its beginning."""
    first = document[0]
    facts = [
        say("page.passage.version", lang, version=first.version) if first.version else None,
        first.date.isoformat() if first.date else None,
        counted("page.knowledge.passages", len(document), lang),
    ]
    return _head(first, "", facts, lang, newer)


def _head(
    chunk: Chunk,
    place: str,
    facts: Sequence[str | None],
    lang: Lang,
    newer: DocumentSummary | None,
) -> Html:
    return el(
        "header",
        el(
            "p",
            media_tag(chunk.media),
            say("page.passage.kind", lang, media=media_name(chunk.media)),
            cls="kicker",
        ),
        el("h2", chunk.title, lang=chunk.lang),
        el("p", place, cls="crumbs") if place else None,
        el("p", [el("span", fact) for fact in facts if fact], cls="facts"),
        el("p", chunk.doc_id, cls="mono faint doc-id", title=chunk.doc_id),
        _superseded(newer, lang) if chunk.superseded else None,
        el(
            "button",
            say("page.intake.ask", lang),
            type="button",
            cls="button",
            data_act="about",
            data_text=say("page.intake.about", lang, name=chunk.title),
        ),
        cls="view-head",
    )


def _superseded(newer: DocumentSummary | None, lang: Lang) -> Html:
    """That a newer document has taken its place, by its own account or by their names."""
    if newer is None:
        return el("p", say("page.passage.superseded", lang), cls="stale-note")
    dated = newer.date.isoformat() if newer.date else None
    facts = " · ".join(filter(None, [newer.version, dated]))
    name = f"{newer.title} ({facts})" if facts else newer.title
    return el(
        "p",
        say("page.passage.superseded_by", lang),
        " ",
        link("document", newer.doc_id, name),
        cls="stale-note",
    )
