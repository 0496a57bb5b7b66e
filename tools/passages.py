"""Quoting passages: the relevant sentences, made harmless, with a link to where they stand."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from urllib.parse import quote

from knowledge.language import Lang
from knowledge.records import Chunk, Hit
from knowledge.texts import say
from tools.excerpt import excerpt
from tools.inert import inert

_RELEVANT = 0.6
"""Of the best score, what a passage needs to be quoted beside the best one."""

_COVERED = 0.4
"""The same of the best coverage."""
_LIKE = 0.4
"""The likeness in meaning from which a passage is worth it without a word in common."""


def worth_quoting(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that share little with the question or fall far behind."""
    if not hits:
        return []
    covered = max(hit.coverage for hit in hits) * _COVERED
    near = [
        hit
        for hit in hits
        if (hit.coverage > 0 and hit.coverage >= covered) or (hit.cosine or 0) >= _LIKE
    ]
    best = max((hit.score for hit in near), default=0.0)
    return [hit for hit in near if hit.score >= _RELEVANT * best]


def link(number: int, chunk: Chunk) -> str:
    """The citation of a passage: `[1](#passage:...)`."""
    return f"[{number}]({passage_link(chunk.id)})"


def passage_link(chunk_id: str) -> str:
    """The address that opens a passage."""
    return f"#passage:{quote(chunk_id, safe='')}"


def letters_of(room: float, chunk: Chunk) -> int:
    """`room` is in Chinese characters; English takes twice as many letters."""
    return round(room if chunk.lang == "zh" else 2 * room)


def stated(chunk: Chunk, lang: Lang) -> list[str]:
    """What is known of a passage's document: that it is an old one, its version, its date."""
    known = [
        say("docs.search.superseded", lang) if chunk.superseded else None,
        chunk.version,
        chunk.date.isoformat() if chunk.date else None,
    ]
    return [inert(one) for one in known if one]


def quoted(lines: Sequence[str]) -> str:
    """Lines of inert Markdown as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in lines)


def source(number: int, chunk: Chunk, lang: Lang) -> str:
    """The citation with the place, the version and the date, as one line for a reader of `lang`."""
    place = f"**{inert(chunk.where(lang))}**"
    return f"— {link(number, chunk)} {' · '.join([place, *stated(chunk, lang)])}"


def cite(number: int, hit: Hit, asked: AbstractSet[str], room: float, lang: Lang) -> str:
    """A block quote of the passage's relevant sentences, and a link that opens it.

    The place is named in `lang`, the reader's; `room` is the length of the quote in Chinese
    characters.
    """
    chunk = hit.chunk
    lines = excerpt(chunk.text, asked, letters_of(room, chunk)).lines or [""]
    return quoted([*lines, "", source(number, chunk, lang)])
