"""The appendix: everything that a document cites, once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knowledge.records.prd import Block, Section, Source, SourceKind
from knowledge.texts import say
from tools.prd.drafting.blocks import listed
from tools.prd.drafting.pen import Pen


def appendix(sections: Iterable[Section], titles: Mapping[str, str], pen: Pen) -> list[Block]:
    """Documents by title with how often each is cited, then the figures by kind.

    `titles` are those of documents by their passages' ids.
    """
    sources = [
        source
        for section in sections
        for block in section.blocks
        for sentence in block.sentences
        for source in sentence.sources
    ]
    documents: dict[str, list[Source]] = defaultdict(list)
    figures: dict[SourceKind, list[Source]] = defaultdict(list)
    for one in sources:
        if one.kind == "passage":
            documents[titles.get(one.id, one.id.partition("#")[0])].append(one)
        else:
            figures[one.kind].append(one)
    said = [
        pen.cited(
            pen.phrase(
                "sources.document" if len(found) > 1 else "sources.document_once",
                title=title,
                date=_dated(found, pen),
                **({"count": len(found)} if len(found) > 1 else {}),
            ),
            *_distinct(found),
        )
        for title, found in documents.items()
    ]
    for kind, found in figures.items():
        distinct = _distinct(found)
        name = say(f"prd.source_kind.{kind}", pen.lang)
        newest = _newest(distinct)
        text = (
            pen.phrase("sources.figures", kind=name, count=len(distinct), date=newest)
            if newest
            else pen.phrase("sources.figures_undated", kind=name, count=len(distinct))
        )
        said.append(pen.figure(text, *distinct))
    return [listed(said or [pen.plain(pen.phrase("sources.none"))])]


def _distinct(found: Iterable[Source]) -> list[Source]:
    return list({(one.kind, one.id): one for one in found}.values())


def _newest(found: Sequence[Source]) -> dt.date | None:
    return max((one.at.date() for one in found if one.at), default=None)


def _dated(found: Sequence[Source], pen: Pen) -> str:
    newest = _newest(found)
    return say("prd.dated", pen.lang, date=newest) if newest else ""
