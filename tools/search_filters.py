"""Which documents a search is confined to, from how people name them."""

import datetime as dt
from collections.abc import Sequence

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Filters
from knowledge.texts import say
from knowledge.tokens import terms
from tools.inert import inert

_KINDS = {
    "pdf": "pdf",
    "docx": "docx word doc",
    "pptx": "pptx ppt powerpoint slides slide 幻灯片 演示文稿",
    "xlsx": "xlsx xls excel spreadsheet spreadsheets sheet 表格",
    "csv": "csv spreadsheet spreadsheets 表格",
    "md": "md markdown mdx",
    "mdx": "mdx markdown md",
    "html": "html htm web 网页",
    "txt": "txt text 文本",
    "jsonl": "jsonl json",
}  # fmt: skip


def kinds_of(name: str) -> frozenset[str]:
    """The kinds of file that people call so: `Excel` is xlsx. An unknown name stands for itself."""
    asked = name.strip().lower().lstrip(".")
    return frozenset(kind for kind, names in _KINDS.items() if asked in names.split()) or frozenset(
        [asked]
    )


def documents_called(name: str, documents: Sequence[DocumentSummary]) -> frozenset[str]:
    """Ids of the documents that have this id or title, or all of these words in either."""
    asked = name.strip().casefold()
    exact = {d.doc_id for d in documents if asked in (d.doc_id.casefold(), d.title.casefold())}
    if exact:
        return frozenset(exact)
    words = set(terms(name))
    return frozenset(
        d.doc_id
        for d in documents
        if words and (words <= set(terms(f"{d.title} {d.doc_id}")) or asked in d.title.casefold())
    )


def filters_of(
    documents: Sequence[DocumentSummary],
    doc: str | None,
    kind: str | None,
    after: dt.date | None,
    *,
    current_only: bool,
) -> Filters | None:
    """The filters; None where nothing is confined. An unknown document's name confines nothing."""
    called = documents_called(doc, documents) if doc else frozenset()
    if not (called or kind or after or current_only):
        return None
    return Filters(
        doc_ids=called or None,
        media=kinds_of(kind) if kind else None,
        after=after,
        current_only=current_only,
    )


def told(
    filters: Filters | None, documents: Sequence[DocumentSummary], doc: str | None, lang: Lang
) -> str | None:
    """What was looked in, for the reader; None where that was everything."""
    parts: list[str] = []
    if filters and filters.doc_ids:
        titles = dict.fromkeys(d.title for d in documents if d.doc_id in filters.doc_ids)
        parts += [say("docs.search.within_doc", lang, doc=inert(title)) for title in titles]
    if filters and filters.media:
        kinds = "/".join(sorted(map(inert, filters.media)))
        parts.append(say("docs.search.within_kind", lang, kind=kinds))
    if filters and filters.after:
        parts.append(say("docs.search.within_after", lang, date=filters.after.isoformat()))
    if filters and filters.current_only:
        parts.append(say("docs.search.within_current", lang))
    lines = []
    if doc and not (filters and filters.doc_ids):
        lines.append(say("docs.search.no_such_doc", lang, doc=inert(doc)))
    if parts:
        joined = ("、" if lang == "zh" else ", ").join(parts)
        lines.append(say("docs.search.within", lang, what=joined))
    return "\n\n".join(lines) or None
