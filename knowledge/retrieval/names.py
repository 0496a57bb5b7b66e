"""What a question calls by name: a product, a company, a place, a model number.

A name is told by how it is written: a capital inside a sentence, a word that mixes letters and
digits, Latin script inside Chinese, a Chinese word that the tagger takes for a name or that no
dictionary knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from knowledge.language import language_of
from knowledge.lexicon.dictionary import translations
from knowledge.tokens import is_stop_word, terms

_L = "A-Za-zÀ-ɏ"
_LATIN = re.compile(rf"[{_L}][{_L}\d_'’.+-]*[{_L}\d_+]|[{_L}]|\d+[{_L}][{_L}\d_-]*")
_ENDS, _CLOSES = ".!?:", '"”’)'
_POSSESSIVE = re.compile(r"['’].*")
# Written in capitals, or at the head of a sentence, and names of nothing.
_CHAT = frozenset("aka asap btw eta etc faq fyi imho imo lol ok pls plz tbh".split())
_SHORT = 3
"""Letters; a shorter word is a name only in capitals, else it is slang."""
_TITLED = 0.8
"""The share of capitalised words from which the capitals of a text tell nothing."""
_FEW = 4
"""Words; fewer are no title."""
_NAMES = frozenset(("nr", "nrt", "ns", "nt", "nz"))
"""The tagger's marks of people, places, organisations and other names."""
_COUNTS = re.compile(r"[一二三四五六七八九十几多少两不没]|^[内外前后时]|[内外前后时问]$")
"""In an unknown word, or at its ends, they are a slip of the segmentation."""
_LEADS = "跟同叫让"
"""Before an unknown name they are taken for its first character."""
_REACH = 3
"""Characters of a word that another may share with what stands beside it."""


@dataclass(frozen=True)
class Name:
    """A name as it stands in a text."""

    text: str
    """The name, without a possessive ending."""
    start: int
    """Where it begins, in characters."""
    term: str
    """The search term that stands for all of it."""


def names_in(text: str) -> list[Name]:
    """The names in a text, in order; one of several Latin words is given word by word."""
    return sorted([*_latin(text), *_chinese(text)], key=lambda name: name.start)


def _latin(text: str) -> Iterator[Name]:
    words = list(_LATIN.finditer(text))
    is_chinese = language_of(text) == "zh"
    capitals = sum(word[0][0].isupper() for word in words)
    if not is_chinese and len(words) >= _FEW and capitals > _TITLED * len(words):
        return
    end = 0
    for word in words:
        name = _POSSESSIVE.sub("", word[0])
        is_initial = _ends_sentence(text[end : word.start()], is_first=end == 0)
        end = word.end()
        if _is_latin_name(name, is_initial=is_initial, is_chinese=is_chinese):
            yield Name(name, word.start(), terms(name)[0])


def _ends_sentence(between: str, *, is_first: bool) -> bool:
    """Whether what stands between a word and the one before it ends a sentence."""
    bare = between.rstrip()
    if not bare:
        return is_first
    return bare[-1] in _ENDS or (bare[-1] in _CLOSES and bare[-2:-1] in tuple(_ENDS))


def _is_latin_name(word: str, *, is_initial: bool, is_chinese: bool) -> bool:
    folded = word.casefold()
    if is_stop_word(folded) or folded in _CHAT or word == "I":
        return False
    if any(map(str.isdigit, word)):
        return True
    if len(word) < _SHORT and not word.isupper():
        return False
    if is_chinese or not word[1:].islower():
        return len(word) > 1
    return word[0].isupper() and not (is_initial and _is_common(word))


def _is_common(word: str) -> bool:
    """Whether the dictionary has a word, so that its capital is that of the sentence."""
    return all(translations(term, "en") for term in terms(word))


def _chinese(text: str) -> Iterator[Name]:
    at = 0
    for piece, mark in rjieba.tag(text):
        start = text.find(piece, at)
        if start < 0:
            continue
        at = start + len(piece)
        if piece[0] in _LEADS and not rjieba.has_word(piece):
            start += 1
        word = text[start:at]
        if len(word) < 2 or language_of(word) != "zh":
            continue
        is_known = rjieba.has_word(word) or translations(word, "zh")
        if mark in _NAMES if is_known else not _is_slip(text, start, at):
            yield Name(word, start, word)


def _is_slip(text: str, start: int, end: int) -> bool:
    """Whether an unknown word is no word: it has a function word, or cuts another in two."""
    word = text[start:end]
    if any(map(is_stop_word, word)) or _COUNTS.search(word):
        return True
    return any(
        rjieba.has_word(text[left:right])
        for edge in (start, end)
        for left in range(max(edge - _REACH, 0), edge)
        for right in range(edge + 1, min(edge + _REACH, len(text)) + 1)
        if not (left <= start and end <= right)
    )
