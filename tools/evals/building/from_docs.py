"""Examples from the documents: questions whose answer a passage holds."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from knowledge.language import Lang
from knowledge.records import Chunk, Example
from knowledge.texts import say

_QUESTION = re.compile(r"[?？]\s*$|(?:吗|呢)$")
_NUMBERED = re.compile(
    r"^\s*(?:第?[\d一二三四五六七八九十]{1,3}[.、)）章节]\s*|[QＱ问]\s*\d*\s*[:：.、]\s*)"
)
_PAIR = re.compile(
    r"^\s*(?:\*\*)?(?:Q|问)\s*\d*\s*[:：.、]\s*(?P<q>.+?)(?:\*\*)?\s*\n+\s*(?:\*\*)?(?:A|答)\s*\d*\s*[:：.、]\s*(?:\*\*)?"
    r"(?P<a>.+?)(?=\n\s*(?:\*\*)?(?:Q|问)\s*\d*\s*[:：.、]|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_OPEN = re.compile(r"^\W*(?:TODO|TBD|待补充?|待定|暂无|N/?A|无)\W*$", re.IGNORECASE)
_VAGUE = re.compile(
    r"^(?:前言|引言|背景|概述|简介|目录|附录|其他|更新记录|变更记录|参考资料|修订(?:记录|历史)|说明"
    r"|introduction|overview|background|contents|appendix|other|notes?|changelog|references|summary)$",
    re.IGNORECASE,
)
_LEAST_ANSWER = 12
"""Characters from which on a passage answers anything."""


def from_chunks(chunks: Iterable[Chunk], added: datetime | None) -> Iterator[Example]:
    """An example of each section and of each pair of question and answer, in order.

    A heading that is a question is the query verbatim; another one is asked about in a fixed
    form, which its segment says. The section is the reference; its passages are the relevant
    ones. Sections of replaced documents, those that hold no answer and those whose heading tells
    nothing are left out.
    """
    sections: dict[tuple[str, tuple[str, ...]], list[Chunk]] = {}
    for chunk in chunks:
        if not chunk.superseded:
            sections.setdefault((chunk.doc_id, tuple(chunk.section)), []).append(chunk)
    for parts in sections.values():
        yield from _of_section(parts, added)


def _of_section(parts: list[Chunk], added: datetime | None) -> Iterator[Example]:
    first = parts[0]
    text = "\n\n".join(one.text.strip() for one in parts)
    pairs = list(_PAIR.finditer(text))
    for number, pair in enumerate(pairs):
        answer = pair["a"].strip()
        if len(answer) >= 2 and not _OPEN.match(answer):
            held_by = [one.id for one in parts if answer[:40] in one.text] or [first.id]
            query = pair["q"].strip()
            yield _example(
                first,
                id_=f"{first.id}-q{number + 1}",
                query=query,
                answer=answer,
                relevant=held_by,
                kind="faq",
                added=added,
            )
    heading = _NUMBERED.sub("", first.section[-1]).strip() if first.section else ""
    if pairs or not heading or _VAGUE.match(heading):
        return
    if len(text) < _LEAST_ANSWER or _OPEN.match(text):
        return
    is_question = _QUESTION.search(heading) is not None
    query = heading if is_question else _asked(first, heading, first.lang)
    kind = "faq" if is_question else "heading"
    yield _example(
        first,
        id_=first.id,
        query=query,
        answer=text,
        relevant=[one.id for one in parts],
        kind=kind,
        added=added,
    )


def _asked(chunk: Chunk, heading: str, lang: Lang) -> str:
    return say("sets.docs.about", lang, title=chunk.title, heading=heading)


def _example(
    chunk: Chunk,
    *,
    id_: str,
    query: str,
    answer: str,
    relevant: list[str],
    kind: str,
    added: datetime | None,
) -> Example:
    return Example(
        id=f"doc:{id_}",
        query=query,
        reference=answer,
        relevant=relevant,
        segment={
            "document": chunk.title,
            "form": kind,
            "lang": chunk.lang,
            "answerable": "yes",
        },
        source=f"doc:{chunk.doc_id}",
        added=added,
    )
