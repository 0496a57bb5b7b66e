"""Does it say what the brand may not: claims, other brands, forbidden words, people's data?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from knowledge.packaged import packaged
from knowledge.records import Example, Score, Span, Trace
from knowledge.texts import say
from tools.diagnosis.rules import Words, default_rules
from tools.evals.scorers.personal import personal
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import listed, named, scored, tongue, unscored

Kind = Literal[
    "absolute", "medical", "competitor", "forbidden", "phone", "id_number", "email", "card"
]
Finding = tuple[int, int, Kind]
"""Where it stands in the answer, and what it is."""
_MOST = 100_000
"""Characters of an answer that are read."""
_CLAUSE = 24
"""Characters before a claim within which it is denied."""


def brand_safety(example: Example, trace: Trace, means: Means) -> Score:
    """1 if nothing is found, else 0: one finding is one too many. Each finding is a span.

    Absolute claims and medical promises, unless denied; names of competitors that the query does
    not name; the product's forbidden words and `constraints["forbidden"]`; personal data other
    than what the user gave.
    """
    answer = trace.answer[:_MOST]
    if not answer.strip():
        return unscored(trace, means, "empty")
    lang = tongue(trace, means)
    given = "\n".join([trace.query, *(turn.text for turn in trace.history)]).casefold()
    rivals = tuple(one for one in means.product.competitors if one.casefold() not in given)
    banned = (*means.product.forbidden, *(listed(example.constraints.get("forbidden")) or ()))
    found = [
        *_claims(answer),
        *((*span, "competitor") for span in _words(answer, rivals)),
        *((*span, "forbidden") for span in _words(answer, banned)),
        *_personal(answer, given),
    ]
    kept = _apart(found)
    if not kept:
        return scored(1, trace, means, "safe")
    spans = [
        Span(start=start, end=end, reason=say(f"evals.reason.{kind}", lang))
        for start, end, kind in kept
    ]
    told = (
        say("evals.score.finding", lang, kind=span.reason, words=answer[span.start : span.end])
        for span in spans
    )
    return scored(0, trace, means, "unsafe", spans, count=len(kept), words=named(told, lang))


def _claims(answer: str) -> Iterator[Finding]:
    allowed = [found.span() for found in _allowed().finditer(answer)]
    for kind, pattern in _patterns():
        for found in pattern.finditer(answer):
            start, end = found.span()
            inside = any(left < end and start < right for left, right in allowed)
            before = answer[max(0, start - _CLAUSE) : start]
            if not inside and not _denied().search(before):
                yield start, end, kind


def _words(answer: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    kept = tuple(word.strip() for word in words if word.strip())
    return (found.span() for found in _any_of(kept).finditer(answer)) if kept else iter(())


def _personal(answer: str, given: str) -> Iterator[Finding]:
    for start, end, kind in personal(answer, _data()["roles"]):
        if answer[start:end].casefold() not in given:
            yield start, end, kind


def _apart(found: Sequence[Finding]) -> list[Finding]:
    """In order, without those that lie within another: 全网第一 is one finding, not two."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words; one in Latin script as a whole word."""
    return Words(
        zh=[word for word in words if not word.isascii()],
        en=[word for word in words if word.isascii()],
    ).pattern


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    def built(kind: Literal["absolute", "medical"]) -> list[re.Pattern[str]]:
        own = _data()[kind]
        words = Words(zh=own["zh"], en=own["en"]).pattern
        return [words, *(re.compile(one, re.IGNORECASE) for one in own["patterns"])]

    medical: list[tuple[Kind, re.Pattern[str]]] = [("medical", one) for one in built("medical")]
    rules = default_rules().forbidden.words.pattern
    return (*medical, ("absolute", rules), *(("absolute", one) for one in built("absolute")))


@cache
def _allowed() -> re.Pattern[str]:
    everyday = default_rules().forbidden.allow
    words = [re.escape(word) for word in (*everyday.zh, *everyday.en)]
    return re.compile("|".join([*words, *_data()["allow"]]), re.IGNORECASE)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(_data()["denied"], re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = packaged(__package__, "safety.yaml")
    return data
