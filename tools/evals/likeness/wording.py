"""A text as far as it can be compared: its letters, its words, and what those mean in English."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import rjieba

from knowledge.han import HAN_RANGE
from knowledge.language import language_of
from knowledge.lexicon.dictionary import translations
from knowledge.packaged import packaged
from knowledge.tokens import terms
from tools.evals.likeness.figures import FIGURE, figures

_PIECE = re.compile(rf"[{HAN_RANGE}]|[^\W_{HAN_RANGE}]+")
_GAP = re.compile(rf"(?<=[{HAN_RANGE}])[^\w\n]+(?=[{HAN_RANGE}])")
_REACH = 2
"""Characters of a word on either side of a gap."""
_LATIN = 4
"""Letters of a shingle of Latin script; one of Han characters has two."""
_MOST = 4_000
"""Characters of a text that are read: copies are alike long before that."""
_REMEMBERED = 4_096
"""Wordings that are remembered from one list to the next. A question of 30 characters takes 50 µs
and 4 KiB, an answer of 430 takes 0.55 ms and 33 KiB, and the longest that is read 245 KiB: so 17 MB
of questions, 140 MB of answers, and never more than 1 GB. Who compares a list holds its wordings
for as long."""


@dataclass(frozen=True)
class Wording:
    """What a text says, as far as it can be compared."""

    letters: str
    """Those of the text, figures too."""
    bare: str
    """The same with each figure as 0."""
    figures: frozenset[str]
    """Its figures, however they are written."""
    words: frozenset[str]
    """Its terms without figures and without what is only polite."""
    shingles: frozenset[str]
    """Pairs of Han characters and runs of four Latin letters, figures as 0."""
    meant: frozenset[str]
    """Its words in English: those of a Chinese text by the lexicon."""
    is_chinese: bool
    """Whether it is in Chinese."""


@lru_cache(maxsize=_REMEMBERED)
def wording(text: str) -> Wording:
    """What `text` says, as far as it can be compared."""
    folded = _folded(text)
    written = letters(text)
    words = frozenset(
        word
        for word in terms(FIGURE.sub(" ", folded))
        if word not in _polite() and any(map(str.isalpha, word))
    )
    is_chinese = language_of(folded) == "zh"
    return Wording(
        letters=written,
        bare=FIGURE.sub("0", written),
        figures=figures(folded),
        words=words,
        shingles=_shingles(_PIECE.findall(FIGURE.sub("0", folded))),
        meant=_in_english(words) if is_chinese else words,
        is_chinese=is_chinese,
    )


def letters(text: str) -> str:
    """The letters of `text` without case, punctuation and gaps; figures are kept."""
    return "".join(_PIECE.findall(_folded(text)))


def mended(text: str) -> str:
    """The text without marks and gaps that cut a Chinese word in two: 望，远镜."""
    return _GAP.sub(lambda gap: "" if _is_within_a_word(gap) else gap[0], text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_MOST]).casefold()


def _is_within_a_word(gap: re.Match[str]) -> bool:
    before, after = gap.string[max(0, gap.start() - _REACH) : gap.start()], gap.string[gap.end() :]
    return any(
        rjieba.has_word(before[-left:] + after[:right])
        for left in range(1, len(before) + 1)
        for right in range(1, min(_REACH, len(after)) + 1)
    )


def _shingles(pieces: list[str]) -> frozenset[str]:
    pieces = [one for one in pieces if one not in _polite()] or pieces
    found = set()
    for at, one in enumerate(pieces):
        if len(one) == 1:
            found.add(one + "".join(pieces[at + 1 : at + 2])[:1])
        else:
            run = f" {one} "
            found.update(run[at : at + _LATIN] for at in range(max(1, len(run) - _LATIN + 1)))
    return frozenset(found)


def _in_english(words: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        known = translations(word, "zh")
        found.update(known[0][0] if known else (word,))
    return frozenset(found)


@cache
def _polite() -> frozenset[str]:
    words = packaged(__package__, "words.yaml")
    said = f"{words['zh']} {words['en']}".split()
    return frozenset(term for one in said for term in (one, *terms(one)))
