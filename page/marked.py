"""The words that were asked for, marked in a text."""

import re
from collections.abc import Collection, Iterator

from knowledge.han import HAN, HAN_RANGE
from knowledge.tokens import terms
from page.markup import Html, el, join

EXCERPT = 220
"""Characters of a passage that a list shows; a click opens the whole."""

_WORD = re.compile(rf"[^\W{HAN_RANGE}]+(?:[-.'’_][^\W{HAN_RANGE}]+)*")
_BEFORE = 40  # characters kept before the first marked word of an excerpt


def marked(text: str, asked: Collection[str]) -> Html:
    """All of `text`, each word of the terms `asked` in a `<mark>`."""
    parts: list[Html | str] = []
    at = 0
    for start, end in _spans(text, asked):
        parts += [text[at:start], el("mark", text[start:end])]
        at = end
    return join(parts, text[at:])


def marked_excerpt(text: str, asked: Collection[str], room: int = EXCERPT) -> Html:
    """The part of `text` that holds most of what was asked, marked; its beginning without."""
    if len(text) <= room:
        return marked(text, asked)
    spans = _spans(text, asked)
    start = max(
        (start for start, _ in spans), key=lambda at: _worth(at, spans, text, room), default=0
    )
    start = _edge(text, max(0, start - _BEFORE))
    part = text[start : start + room]
    return join(
        "…" if start else None, marked(part, asked), "…" if start + room < len(text) else None
    )


def _worth(start: int, spans: list[tuple[int, int]], text: str, room: int) -> int:
    """How many different words are seen when the excerpt begins there; earlier ones win ties."""
    return len(
        {text[a:b].casefold() for a, b in spans if start <= a and b <= start + room - _BEFORE}
    )


def _edge(text: str, at: int) -> int:
    """The next place at which a word or a sentence begins; not far, or the words would go."""
    found = re.compile(r"[\s，。；：、！？·]").search(text, at, at + _BEFORE // 2)
    return found.end() if at and found else at


def _spans(text: str, asked: Collection[str]) -> list[tuple[int, int]]:
    """Where the words stand, in order, without overlaps."""
    found = sorted({*_han_spans(text, asked), *_word_spans(text, asked)})
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _han_spans(text: str, asked: Collection[str]) -> Iterator[tuple[int, int]]:
    han = [term for term in asked if HAN.search(term)]
    longer = [term for term in han if len(term) > 1]
    for term in longer or han:  # single characters beside whole words are mostly noise
        yield from (match.span() for match in re.finditer(re.escape(term), text))


def _word_spans(text: str, asked: Collection[str]) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        # Of a number such as 1.6 the parts say nothing by themselves.
        if any(one in asked for one in terms(word) if one == word or not one.isdigit()):
            yield match.span()
