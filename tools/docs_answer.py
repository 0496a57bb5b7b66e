"""An answer out of passages: what answers first, then what supports it, document by document."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.language import Lang
from knowledge.records import Chunk, Hit
from knowledge.texts import say, series
from tools.conflicts import Conflict
from tools.excerpt import excerpt, wants_figure
from tools.inert import inert
from tools.passages import cite, letters_of, link, quoted, source, stated

_LEAD_ROOM = 160
"""The length of the quote that answers, in Chinese characters."""
_ROOM = 80
"""The length of one that supports it."""
_SURE = 0.7
"""The probability from which passages are said to answer; below, the reader is asked to look."""


@dataclass(frozen=True)
class Found:
    """What there is to answer with."""

    question: str
    """What was asked, in the asker's words."""
    hits: Sequence[Hit]
    """The passages, passages of one document side by side, the best one first."""
    found: bool
    """Whether they answer; if not, they are only the nearest."""
    confidence: float
    """The probability that they do."""
    missing: Sequence[str]
    """Words of the question that no passage has."""
    absent: Sequence[str]
    """Those of them that name what is asked about."""
    conflicts: Sequence[Conflict]
    """What among the hits cannot both hold."""
    asked: AbstractSet[str]
    """The question's search terms."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By chunk id, the text of a passage with what it cannot be read without, where it differs."""


def by_document(hits: Sequence[Hit]) -> list[Hit]:
    """Hits in the order of their documents' best ones, those of one document together."""
    order = list(dict.fromkeys(hit.chunk.doc_id for hit in hits))
    return sorted(hits, key=lambda hit: order.index(hit.chunk.doc_id))


def answer(found: Found, lang: Lang) -> str:
    """The answer as Markdown; whatever stands in documents is in block quotes, inert."""
    if not found.found:
        return _refusal(found, lang)
    # Before the lead, or it would read as if the documents said so.
    named = _named(found)
    parts = [say("docs.search.partly", lang, words=_listed(named, lang))] if named else []
    parts += [_lead(found, lang), *_evidence(found, lang)]
    if found.conflicts:
        parts += [say("docs.search.conflict", lang), _disagreements(found, lang)]
    return "\n\n".join(parts)


def _lead(found: Found, lang: Lang) -> str:
    return say("docs.search.found" if found.confidence >= _SURE else "docs.search.perhaps", lang)


def _refusal(found: Found, lang: Lang) -> str:
    question = inert(found.question)
    if not found.hits:
        return say("docs.search.nothing", lang, query=question)
    parts = [say("docs.search.nearest", lang, query=question)]
    if found.missing:
        parts.append(say("docs.search.missing", lang, words=_listed(found.missing, lang)))
    quotes = (cite(n, hit, found.asked, _ROOM, lang) for n, hit in enumerate(found.hits, 1))
    return "\n\n".join([*parts, *quotes])


def _evidence(found: Found, lang: Lang) -> Iterator[str]:
    """The quote that answers, and then the others, each document under its name."""
    figures = wants_figure(found.question)
    seen: list[frozenset[str]] = []
    others: list[tuple[int, Hit, list[str]]] = []
    for number, hit in enumerate(found.hits, 1):
        chunk = hit.chunk
        room = letters_of(_LEAD_ROOM if number == 1 else _ROOM, chunk)
        text = found.texts.get(chunk.id, chunk.text)
        chosen = excerpt(text, found.asked, room, figures=figures, seen=seen)
        seen += chosen.said
        if number == 1:
            yield quoted([*chosen.lines, "", source(number, chunk, lang)])
        else:
            others.append((number, hit, chosen.lines))
    if others:
        yield say("docs.search.also", lang)
    for _, group in groupby(others, key=lambda one: one[1].chunk.doc_id):
        yield quoted(list(_document(list(group), lang)))


def _document(group: Sequence[tuple[int, Hit, list[str]]], lang: Lang) -> Iterator[str]:
    first = group[0][1].chunk
    yield " · ".join([f"**{inert(first.title)}**", *stated(first, lang)])
    for number, hit, lines in group:
        yield ""
        place = inert(_within(hit.chunk, lang))
        cited = f"{link(number, hit.chunk)}{f' {place}' if place else ''}"
        if len(lines) == 1:
            yield f"{lines[0]} {cited}"
        else:
            yield from lines
            yield from ["", cited] if lines else [cited]


def _within(chunk: Chunk, lang: Lang) -> str:
    """The place of a passage within its document."""
    return chunk.where(lang).removeprefix(chunk.title).lstrip(" ›,，")


def _disagreements(found: Found, lang: Lang) -> str:
    """Both sides of each conflict with their dates; the newer is named where that is known."""
    lines: list[str] = []
    for one in found.conflicts:
        sides = [(at, found.hits[at].chunk) for at in (one.first, one.second)]
        for (at, chunk), said in zip(sides, one.sides, strict=True):
            facts = " · ".join([inert(chunk.title), *stated(chunk, lang)])
            lines.append(f"- {inert(said)} {link(at + 1, chunk)} {facts}")
        newer = _newer(*(chunk for _, chunk in sides))
        if newer is not None:
            lines += ["", say(f"docs.search.newer.{newer}", lang, number=one.first + 1)]
        lines.append("")
    return quoted(lines[:-1])


def _newer(first: Chunk, second: Chunk) -> str | None:
    """Why the first side is the one that holds now; None where nothing tells."""
    if second.superseded and not first.superseded:
        return "current"
    if first.date and second.date and first.date > second.date:
        return "later"
    return None


def _listed(words: Sequence[str], lang: Lang) -> str:
    marks = ("“", "”") if lang == "zh" else ('"', '"')
    return series((f"{marks[0]}{inert(w)}{marks[1]}" for w in words), lang)


def _named(found: Found) -> list[str]:
    """What is missing and names one thing, so that an answer without it is only a part."""
    numbers = (word for word in found.missing if any(map(str.isdigit, word)))
    return list(dict.fromkeys([*found.absent, *numbers]))
