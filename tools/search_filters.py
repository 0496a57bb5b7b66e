"""Which documents a search is confined to, from how people name them."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Filters
from knowledge.texts import say, series
from knowledge.tokens import terms
from tools.inert import inert

OtherNames = Callable[[str], AbstractSet[str]]
"""The search terms of all names, in both languages, that surely mean the same as a word."""

_KINDS = {
    "pdf": "pdf",
    "docx": "docx word doc",
    "pptx": "pptx ppt powerpoint slides slide deck decks presentation presentations 幻灯片"
    " 演示文稿",
    "xlsx": "xlsx xls excel spreadsheet spreadsheets sheet 表格",
    "csv": "csv spreadsheet spreadsheets 表格",
    "md": "md markdown mdx",
    "mdx": "mdx markdown md",
    "html": "html htm web 网页",
    "txt": "txt text 文本",
    "jsonl": "jsonl json",
}  # fmt: skip


def _none(_: str) -> AbstractSet[str]:
    return frozenset()


def kinds_of(name: str) -> frozenset[str]:
    """The kinds of file that people call so: `Excel` is xlsx. An unknown name stands for itself."""
    asked = name.strip().lower().lstrip(".")
    return frozenset(kind for kind, names in _KINDS.items() if asked in names.split()) or frozenset(
        [asked]
    )


def documents_called(
    name: str, documents: Sequence[DocumentSummary], other_names: OtherNames = _none
) -> frozenset[str]:
    """Ids of the documents that have this id or title, or all of these words in either.

    "The pricing deck" is the presentation among those that are called pricing, if one is. Where
    no document has the words, their `other_names` count: 定价 for pricing.
    """
    asked = name.strip().casefold()
    exact = {d.doc_id for d in documents if asked in (d.doc_id.casefold(), d.title.casefold())}
    if exact:
        return frozenset(exact)
    if found := _with_words(name, documents, other_names):
        return found
    bare, kind = _without_kind(name)
    found = _with_words(bare, documents, other_names) if kind else frozenset()
    of_kind = {d.doc_id for d in documents if d.doc_id in found and d.media in kinds_of(kind)}
    return frozenset(of_kind) or found


def _with_words(
    name: str, documents: Sequence[DocumentSummary], other_names: OtherNames
) -> frozenset[str]:
    words = set(terms(name))
    if not words:
        return frozenset()
    asked = name.strip().casefold()
    called = {d.doc_id: set(terms(f"{d.title} {d.doc_id}")) for d in documents}
    found = {d.doc_id for d in documents if asked in d.title.casefold()}
    found |= {doc_id for doc_id, has in called.items() if words <= has}
    if found:
        return frozenset(found)
    wordings = [{word, *other_names(word)} for word in words]
    return frozenset(id_ for id_, has in called.items() if all(one & has for one in wordings))


def _without_kind(name: str) -> tuple[str, str]:
    """A name and the kind of file that it ends with; without one, the kind is empty."""
    folded = name.strip().casefold()
    kinds = {word for names in _KINDS.values() for word in names.split()}
    ends = [kind for kind in kinds if folded.endswith(kind) and len(kind) < len(folded)]
    kind = max(ends, key=len, default="")
    return name.strip()[: len(name.strip()) - len(kind)].strip(), kind


def filters_of(
    called: frozenset[str],
    kind: str | None,
    after: dt.date | None,
    before: dt.date | None,
    *,
    current_only: bool,
) -> Filters | None:
    """The filters; None where nothing is confined. No documents that are `called` confine none."""
    if not (called or kind or after or before or current_only):
        return None
    return Filters(
        doc_ids=called or None,
        media=kinds_of(kind) if kind else None,
        after=after,
        before=before,
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
    if filters and (filters.after or filters.before):
        parts.append(_time(filters.after, filters.before, lang))
    if filters and filters.current_only:
        parts.append(say("docs.search.within_current", lang))
    lines = []
    if doc and not (filters and filters.doc_ids):
        lines.append(say("docs.search.no_such_doc", lang, doc=inert(doc)))
    if parts:
        within = say("docs.search.within", lang, what=series(parts, lang))
        lines.append(" ".join([within, *_undated(filters, documents, lang)]))
    return "\n\n".join(lines) or None


def told_elsewhere(called: frozenset[str], documents: Sequence[DocumentSummary], lang: Lang) -> str:
    """That the documents looked in do not say, and what follows is from others."""
    titles = dict.fromkeys(d.title for d in documents if d.doc_id in called)
    names = [say("docs.search.within_doc", lang, doc=inert(title)) for title in titles]
    return say("docs.search.elsewhere", lang, doc=series(names, lang))


def _undated(
    filters: Filters | None, documents: Sequence[DocumentSummary], lang: Lang
) -> Iterator[str]:
    """How many documents a time has left out because they state none."""
    if filters and (filters.after or filters.before):
        count = sum(one.date is None for one in documents)
        if count:
            yield say("docs.search.undated", lang, count=count)


def _time(after: dt.date | None, before: dt.date | None, lang: Lang) -> str:
    first, last = (day.isoformat() if day else "" for day in (after, before))
    if not last:
        return say("docs.search.within_after", lang, date=first)
    if not first:
        return say("docs.search.within_before", lang, date=last)
    return say("docs.search.within_time", lang, first=first, last=last)
