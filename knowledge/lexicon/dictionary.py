"""What words are called in the other language, and Chinese text word by word in English."""

import gzip
from functools import cache, lru_cache
from pathlib import Path

import rjieba

from knowledge.han import HAN_RUN
from knowledge.language import Lang

FOLDER = Path(__file__).parent

CHINESE = "chinese.tsv.gz"
"""Chinese search terms and what they are in English."""
ENGLISH = "english.tsv.gz"
"""English search terms and what they are in Chinese."""
GLOSSES = "glosses.tsv.gz"
"""Chinese words and one English gloss each."""

Weighted = tuple[tuple[tuple[str, ...], float], ...]
"""Translations, each as its search terms with a weight from 0 to 1; best first."""

_MARKS = str.maketrans("，。！？；：（）、“”", ',.!?;:(),""')
# They have no meaning of their own that an English sentence would give a word to.
_PARTICLES = frozenset("的 了 是 在 着 过 地 得 吗 呢 吧 啊 呀 之 其 将 把 被 个".split())
_LONGEST = 4


def translations(term: str, lang: Lang, least: float = 0.0) -> Weighted:
    """What a search term of `lang` is in the other language; nothing for an unknown one.

    Only what weighs `least` or more.
    """
    line = _table(CHINESE if lang == "zh" else ENGLISH).get(term)
    return _parsed(line, least) if line else ()


def word_by_word(text: str) -> str:
    """Chinese text with each word replaced by its English gloss, the rest as it is.

    What an English sentence model can make something of, in the words' Chinese order. Words
    that the lexicon does not know are glossed by their parts, and left out without any.
    """
    return HAN_RUN.sub(lambda run: f" {_glossed(run[0])} ", text.translate(_MARKS))


def _glossed(run: str) -> str:
    return " ".join(gloss for word in rjieba.cut(run) if (gloss := _gloss(word)))


@lru_cache(maxsize=65_536)
def _gloss(word: str) -> str:
    if word in _PARTICLES:
        return ""
    glosses = _table(GLOSSES)
    if word in glosses:
        return _bare(glosses[word])
    parts: list[str] = []
    at = 0
    while at < len(word):
        ends = range(min(len(word), at + _LONGEST), at, -1)
        end = next((end for end in ends if word[at:end] in glosses), None)
        if end is not None:
            parts.append(_bare(glosses[word[at:end]]))
        at = end or at + 1
    return " ".join(parts)


def _bare(line: str) -> str:
    return line.rpartition(":")[0]


@lru_cache(maxsize=65_536)
def _parsed(line: str, least: float) -> Weighted:
    found: list[tuple[tuple[str, ...], float]] = []
    for one in line.split("|"):
        words, _, weight = one.rpartition(":")
        if float(weight) < least:
            break  # the best come first
        found.append((tuple(words.split()), float(weight)))
    return tuple(found)


@cache
def _table(name: str) -> dict[str, str]:
    """The lines of a file, by their words; parsed only where they are asked for."""
    text = gzip.decompress((FOLDER / name).read_bytes()).decode()
    return dict(line.split("\t", 1) for line in text.split("\n"))
