"""What a text states clause by clause: its words, and which of them it denies."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import rjieba

from knowledge.han import HAN_RUN
from knowledge.packaged import packaged
from knowledge.tokens import is_stop_word
from tools.claims.pieces import latin_stems
from tools.claims.word_list import any_of, finder

_CUT = re.compile(
    r"[,;，；：:。！!\n—]|(?<=[?？])|\.(?=\s|$)|\b(?:but|because|while|although|though|which|who|whereas)\b"
    r"|\b(?=if|unless|when\b)|但是?|而(?=[且是])|因为|(?=如果)|(?<!出)(?<!或)(?=只有)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:\b(?:not|no|cannot|never|without)\b|n['’]t\b)[^.;!?\n]{1,60}?,[^.;!?\n]{1,60}?\b(?:or|nor)\b"
    r"|[不未没无禁][^。；！？\n]{1,30}?，[^。；！？，\n]{1,20}?或",
    re.IGNORECASE,
)
_NOR = re.compile(r"(?<=\bneither\b)([^.;!?\n]{1,60}?)\bnor\b", re.IGNORECASE)
"""What goes on with what "neither" denies."""
_LESS = re.compile(r"(?<=[a-z]{4})less$")
_IN_VAIN = re.compile("不(?:[了成掉]|[回上出下进过起][来去])")
"""What follows a verb whose act cannot be done."""
_JOINS = re.compile(r"^\s*plus\b")
"""A conjunction that a product may be called as."""
_NEXT = 2
"""Words that a narrow denial reaches."""


@dataclass(frozen=True)
class Word:
    """A content word."""

    start: int
    """Its place in the text."""
    text: str
    """The form in which it is compared: a Chinese word, an English stem."""

    @property
    def end(self) -> int:
        """About where it ends; of an English word, where its stem does."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Mark:
    """A word that denies."""

    start: int
    """Its place in the text."""
    end: int
    """The offset after it."""
    wide: bool
    """Whether it denies all that follows in its clause, not only the next words."""
    prefix: bool = False
    """Whether it is the beginning of a word, and denies the rest of it."""
    far: bool = False
    """Whether what it denies may come after more than the next words: 不向他人出售."""


@dataclass(frozen=True)
class Clause:
    """A clause of a text."""

    start: int
    """Its place."""
    end: int
    """The offset after it."""
    words: tuple[Word, ...]
    """Its content words in order."""
    marks: tuple[Mark, ...]
    """Its denials in order."""
    is_condition: bool
    """Whether it only says when something else holds."""

    def after(self, mark: Mark) -> list[Word]:
        """The words that a denial may hold of."""
        return [word for word in self.words if word.start >= mark.end]

    def denials_of(self, word: Word) -> int:
        """How many of its denials hold of a word."""
        return sum(self._reaches(mark, word) for mark in self.marks)

    def _reaches(self, mark: Mark, word: Word) -> bool:
        if word.start < mark.end:
            return False
        place = self.after(mark).index(word)
        return mark.wide or mark.far or place < (1 if mark.prefix else _NEXT)


@lru_cache(maxsize=8_192)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses that state something or set a condition, without those that ask."""
    cuts = sorted({0, len(text), *(end for m in _CUT.finditer(text) for end in m.span())})
    found = []
    for start, end in pairwise(_not_in_lists(text, cuts)):
        part = text[start:end]
        if part.strip() and not _asks().search(part.rstrip()):
            found.append(_clause(part, start))
    return tuple(one for one in found if one.words)


def _not_in_lists(text: str, cuts: list[int]) -> list[int]:
    """The cuts without those in a list that is denied as a whole: "no a, b or c"."""
    listed = [m.span() for m in _LIST.finditer(text)]
    return [cut for cut in cuts if not any(start < cut < end for start, end in listed)]


def _clause(part: str, start: int) -> Clause:
    bare = _nothing().sub(_blank, _JOINS.sub(_blank, _NOR.sub(r"\1···", part)))
    words: list[Word] = []
    marks: list[Mark] = []
    for run in HAN_RUN.finditer(bare):
        _read_han(run[0], start + run.start(), words, marks)
    marks += [
        Mark(start + m.start(), start + m.end(), _is_wide(m, part))
        for m in _english().finditer(bare)
        if not (m[0] == "None" and part[: m.start()].strip())  # a value that is called so
    ]
    for at, end, stem in latin_stems(bare, lists("kept")):
        is_mark = any(mark.start < start + end and start + at < mark.end for mark in marks)
        if is_mark or stem in lists("light"):
            continue
        words.append(Word(start + at, _LESS.sub("", stem)))
        if _LESS.search(stem):
            marks.append(Mark(start + at, start + at, wide=False, prefix=True))
    return Clause(
        start,
        start + len(part),
        tuple(sorted(words, key=lambda one: one.start)),
        tuple(sorted(marks, key=lambda one: one.start)),
        _conditions().match(part) is not None,
    )


def _blank(found: re.Match[str]) -> str:
    return "·" * len(found[0])


def _read_han(run: str, at: int, words: list[Word], marks: list[Mark]) -> None:
    first = at
    for token in rjieba.cut(run, hmm=False):
        start, at = at, at + len(token)
        if words and words[-1].end == start and _is_in_vain(token, run[at - first :]):
            # 改不了: it denies the verb before it
            marks.append(Mark(words[-1].start, words[-1].start, wide=False, prefix=True))
        elif token in lists("wide"):
            marks.append(Mark(start, at, wide=True))
        elif token in lists("narrow"):
            marks.append(Mark(start, at, wide=False, far=token in lists("far")))
        elif head := next((one for one in _heads() if token.startswith(one) and token != one), ""):
            marks.append(
                Mark(
                    start,
                    start + len(head),
                    wide=False,
                    prefix=True,
                    far=head in lists("forbidding"),
                )
            )
            words.append(Word(start + len(head), token[len(head) :]))
        elif token in lists("kept") or not (token in lists("light") or is_stop_word(token)):
            words.append(Word(start, token))


def _is_in_vain(token: str, rest: str) -> bool:
    """Whether it says of the verb before it that it cannot be done: 改不了, 退不成."""
    return _IN_VAIN.match(f"{token}{rest}") is not None and token in {"不", token[:2]}


def _is_wide(mark: re.Match[str], part: str) -> bool:
    low = mark[0].casefold()
    if low == "not":
        before = re.findall(r"[a-z]+", part[: mark.start()].casefold())
        return bool(before) and before[-1] in lists("helpers")
    return low in lists("wide")


@lru_cache(maxsize=16_384)
def may_deny(text: str) -> bool:
    """Whether anything in a text denies, leaves out, or holds only of some."""
    return _any_sign().search(text) is not None


@cache
def _any_sign() -> re.Pattern[str]:
    told = _told()
    words = [
        word
        for name in ("wide", "narrow", "prefixes", "except", "only")
        for lang in ("zh", "en")
        if (name, lang) != ("prefixes", "en")
        for word in told[name][lang]
    ]
    return re.compile(any_of(words, heads=told["prefixes"]["en"]))


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = packaged(__package__, "denials.yaml")
    return told


@cache
def lists(name: str) -> frozenset[str]:
    """The words of a list, of both languages together."""
    words = _told()[name]
    return frozenset(words if isinstance(words, list) else [*words["zh"], *words["en"]])


@cache
def _heads() -> tuple[str, ...]:
    return tuple(_told()["prefixes"]["zh"])


@cache
def _english() -> re.Pattern[str]:
    words = [*_told()["wide"]["en"], *_told()["narrow"]["en"], "n’t"]
    return finder(words)


@cache
def _nothing() -> re.Pattern[str]:
    told = _told()["denies_nothing"]
    return finder([*told["zh"], *told["en"]])


@cache
def _conditions() -> re.Pattern[str]:
    told = _told()["conditions"]
    return re.compile(rf"\s*(?:{any_of([*told['zh'], *told['en']])})", re.IGNORECASE)


@cache
def _asks() -> re.Pattern[str]:
    told = _told()["asks"]
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, [*told['zh'], *told['en']]))})$", re.IGNORECASE
    )
