"""What several queries are about: the term that most of them share, in the users' own words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records import Trace
from knowledge.tokens import is_stop_word, terms
from tools.claims.measure import RECOGNISED, weight
from tools.diagnosis.asked import Asked
from tools.diagnosis.rules import Rules

_ENOUGH = 3
"""Cases from which a topic stands by itself."""
_LONGEST = 24
"""Characters of a topic's name."""
_WHICH = r"(?:什么|哪[个些家种位里]?|何|几[个种]?|多少)"
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Topic:
    """Some cases and what they are about."""

    name: str
    """In the users' own words."""
    members: tuple[int, ...]
    """Their positions among those that were given."""


def topics_of(traces: Sequence[Trace], rules: Rules) -> list[Topic]:
    """Topics of three cases or more, the largest first; a case is in one at most.

    Greedy: the term that most of the cases left share makes a topic of those that have it.
    """
    queries = [Asked(trace, rules) for trace in traces]
    told = [{t for t in one.terms if _tells(t) and not _is_asked_for(t, one)} for one in queries]
    left = set(range(len(traces)))
    found: list[Topic] = []
    while True:
        counts = Counter(term for at in left for term in told[at])
        best = max(counts, key=lambda term: (counts[term], weight(term), term), default=None)
        if best is None or counts[best] < _ENOUGH:
            return found
        members = tuple(sorted(at for at in left if best in told[at]))
        found.append(Topic(_name(best, [_words(queries[at]) for at in members]), members))
        left -= set(members)


def _tells(term: str) -> bool:
    return weight(term) >= RECOGNISED and not any(mark.isdigit() for mark in term)


def _is_asked_for(term: str, asked: Asked) -> bool:
    """Whether it is a part of asking, 时候 in 什么时候, rather than what is asked about."""
    return re.match(_WHICH, term) is not None or (
        re.search(_WHICH + re.escape(term), asked.query) is not None
    )


def _words(asked: Asked) -> str:
    """What the user called it; the whole query where the product logged no topic."""
    return (asked.named or asked.query).casefold()


def _name(term: str, texts: Sequence[str]) -> str:
    """The term with what stands beside it in all of the texts: 扫地机器人 for 扫地.

    Of several forms of a word the text that comes most often has it, in whatever order they come.
    """
    often = Counter(texts)
    text = min(often, key=lambda one: (-often[one], one))
    pieces = list(text) if not term.isascii() else _WORD.findall(text)
    joint = " " if term.isascii() else ""
    at = _find(term, pieces)
    if at is None:
        return term
    start, end = at
    while end < len(pieces) and _shared(joint.join(pieces[start : end + 1]), texts):
        end += 1
    while start > 0 and _shared(joint.join(pieces[start - 1 : end]), texts):
        start -= 1
    while start < at[0] and is_stop_word(pieces[start]):
        start += 1
    while end > at[1] and is_stop_word(pieces[end - 1]):
        end -= 1
    return joint.join(pieces[start:end])


def _find(term: str, pieces: list[str]) -> tuple[int, int] | None:
    if not term.isascii():
        at = "".join(pieces).find(term)
        return (at, at + len(term)) if at >= 0 else None
    return next(((at, at + 1) for at, word in enumerate(pieces) if term in terms(word)), None)


def _shared(words: str, texts: Sequence[str]) -> bool:
    bare = words.replace(" ", "").replace("-", "").replace("'", "")
    whole = len(words) <= _LONGEST and bare.isalnum()
    return whole and all(words in text for text in texts)
