"""The pieces of a text that carry meaning: numbers, names, and the other content words."""

import gzip
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import rjieba

from knowledge.han import HAN, HAN_RUN, has_han
from knowledge.lexicon.dictionary import FOLDER, translations
from knowledge.lexicon.surnames import SURNAMES
from knowledge.remembered import PASSAGE, remembered
from knowledge.tokens import is_stop_word, terms
from tools.claims.amounts import Amount, amounts
from tools.claims.dimensions import COUNTERS, EACH
from tools.claims.measure import han_rarity

Kind = Literal["number", "person", "place", "name", "time", "noun", "act", "quality", "other"]

_LETTERS = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.&-]*[A-Za-zÀ-ɏ]|[A-Za-zÀ-ɏ]")
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+\d[A-Za-z0-9]*(?![A-Za-z0-9])")
"""A name of letters and digits: G4719, A380."""
_RUN = re.compile(rf"{HAN_RUN.pattern}|{_LETTERS.pattern}")
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_TAGS: dict[str, Kind] = {
    "m": "number", "mq": "number", "t": "time", "tg": "time",
    "nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "name", "nz": "name",
    "n": "noun", "nw": "noun", "ng": "noun", "v": "act", "vn": "act", "vd": "act", "vg": "act",
    "vi": "act", "a": "quality", "ad": "quality", "an": "quality", "b": "quality", "z": "quality",
    "i": "quality", "l": "quality", "j": "noun",
}  # fmt: skip
_TITLE = re.compile(r"《[^》]{1,40}》")
_QUOTED = re.compile(r"“([^”]{1,40})”|「([^」]{1,40})」|\"([^\"]{1,40})\"")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\"“]\s*|\s[-*•]\s+|\d[.)]\s+)$")
_THEN_CAPITAL = re.compile(r" [A-Z][a-z]")
_SENSE = 0.3
"""Share of a word's translations from which one is a sense of it."""
_ENDINGS = ("ly", "ing", "ed", "es", "s")
_ARTICLE = re.compile(rf"一[{COUNTERS}]")
"""任意一家, 一起: a manner of speaking more often than a number."""
_NOT_IN_NAMES = re.compile("[您你我他她它们的了吗呢吧请]")
"""Characters that stand in no name."""
_NAME = 3
"""Characters of a Chinese name, mostly; a shorter one that is not known, and has no surname
in it, is a word more often."""
WEEKDAYS = frozenset(
    stem
    for day in "monday tuesday wednesday thursday friday saturday sunday".split()
    for stem in terms(day)
)
"""The terms of the English names of the days of the week."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow".split()
)


@dataclass(frozen=True)
class Piece:
    """One such piece and where it stands."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character."""
    text: str
    """As it stands."""
    kind: Kind
    """What it is: a number with its unit, a name, ..."""
    term: str
    """The form in which it is compared: an English stem, a Chinese word."""
    marked: bool = False
    """Whether it stands in a title or in quotation marks."""
    amount: Amount | None = None
    """For a number: what it comes to."""
    tag: str = ""
    """A Chinese word's part of speech in the tags of the segmenter: `nr` a person, `v` a verb."""


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order; function words and single Han verbs are none."""
    counted = [one for one in amounts(text) if not _ARTICLE.fullmatch(text, one.start, one.end)]
    marked = bytearray(len(text))
    for quoted in (m for pattern in (_TITLE, _QUOTED) for m in pattern.finditer(text)):
        marked[quoted.start() : quoted.end()] = b"\1" * len(quoted[0])
    found = [Piece(a.start, a.end, text[a.start : a.end], "number", "", amount=a) for a in counted]
    found += [
        Piece(code.start(), code.end(), code[0], "name", code[0].lower())
        for code in CODE.finditer(text)
    ]
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for run in _RUN.finditer(text):
        is_han = HAN.match(run[0])
        for start, end, kind, term, tag in (_han if is_han else _latin)(text, run):
            if not any(taken[start:end]):
                inside = all(marked[start:end])
                found.append(Piece(start, end, text[start:end], kind, term, inside, tag=tag))
    return sorted(found, key=lambda one: one.start)


def _han(_text: str, run: re.Match[str]) -> list[tuple[int, int, Kind, str, str]]:
    found: list[tuple[int, int, Kind, str, str]] = []
    at = run.start()
    for word, tag in rjieba.tag(run[0]):
        start, at = at, at + len(word)
        kind = _TAGS.get(tag, "other")
        if kind == "person" and _is_no_name(word):
            kind = "other"
        if (
            is_stop_word(word)
            or EACH.fullmatch(word)
            or (len(word) == 1 and kind not in {"person", "place"})
        ):
            continue
        found.append((start, at, "other" if kind == "number" else kind, word, tag))
    return found


def _is_no_name(word: str) -> bool:
    """Whether what the segmenter took for a name can be none: 建议您, 卡享, 卡持卡."""
    guessed = len(word) < _NAME and not rjieba.has_word(word) and SURNAMES.isdisjoint(word)
    return guessed or word[0] == word[-1] or _NOT_IN_NAMES.search(word) is not None


def _latin(text: str, run: re.Match[str]) -> list[tuple[int, int, Kind, str, str]]:
    found: list[tuple[int, int, Kind, str, str]] = []
    for part in _WORD.finditer(run[0]):
        word = part[0]
        stem = _stem(word)
        if stem:
            start = run.start() + part.start()
            kind = _latin_kind(text, start, word)
            found.append((start, start + len(word), kind, stem, ""))
    return found


@remembered(texts=2_048, longest=PASSAGE)
def latin_terms(text: str) -> frozenset[str]:
    """The terms of the words of `text` in Latin script."""
    stems = (_stem(part[0]) for run in _LETTERS.finditer(text) for part in _WORD.finditer(run[0]))
    return frozenset(stem for stem in stems if stem)


def latin_stems(text: str, also: Collection[str] = ()) -> list[tuple[int, int, str]]:
    """The words of `text` in Latin script that say something: where each stands, and its term.

    `also` are stop words that are wanted, too.
    """
    return [
        (run.start() + part.start(), run.start() + part.end(), stem)
        for run in _LETTERS.finditer(text)
        for part in _WORD.finditer(run[0])
        if (stem := terms(part[0])[0] if part[0].lower() in also else _stem(part[0]))
    ]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str | None:
    """The form in which an English word is compared; None for one that says nothing."""
    folded = re.sub(r"['’].*", "", word.lower())
    if is_stop_word(folded) or len(folded) < 2 or folded in _FRAME:
        return None
    return next(iter(terms(folded)), folded)


_FRAME = frozenset(
    "according based passage passages given provided context article text document mentioned "
    "mention sorry information answer question following unable yes no sure certainly "
    "however therefore additionally furthermore moreover overall also such other more most many "
    "much very well while during through between within without because since although though "
    "if or nor yet only both either than then here upon being having made make makes making".split()
)
"""Words that hold an answer together, and words about answering."""


def _latin_kind(text: str, start: int, word: str) -> Kind:
    """A name by its capital, unless that only begins a sentence."""
    if word.lower() in _DAYS:
        return "time"
    if not word[0].isupper():
        return "noun"
    if not _SENTENCE_START.search(text[max(0, start - 6) : start]):
        return "name"
    if (len(word) > 1 and word.isupper()) or _THEN_CAPITAL.match(text, start + len(word)):
        return "name"
    return "noun" if word.lower() in _ranks() or word.lower().endswith(_ENDINGS) else "name"


@lru_cache(maxsize=65_536)
def rarity(word: str) -> float:
    """How rare a word is, about 0 to 10: the logarithm of how seldom it stands in general text."""
    if HAN.search(word):
        return han_rarity(word) / 2
    rank = _ranks().get(word.lower())
    return 10.0 if rank is None else max(0.0, math.log(max(rank - 1900, 1)))


@cache
def _ranks() -> dict[str, int]:
    """The word pieces of BERT's vocabulary, which stand in the order of their frequency."""
    lines = gzip.decompress((FOLDER / "wordpieces.txt.gz").read_bytes()).decode().split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece.isalpha()}


@lru_cache(maxsize=65_536)
def senses(term: str) -> frozenset[str]:
    """What a term is called in the other language: two words with a sense in common are akin."""
    known = translations(term, "zh" if has_han(term) else "en", _SENSE)
    return frozenset(" ".join(words) for words, _ in known)
