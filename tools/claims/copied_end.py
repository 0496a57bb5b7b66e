"""Does a text stop within what it copies: in a word, or in words that belong together?"""

import re
from collections.abc import Iterable

import rjieba

from knowledge.han import HAN_RANGE
from tools.claims.word_list import any_of

_HAN_COPIED, _WORDS_COPIED = 6, 3
"""Han characters, and English words, as they stand in a source, from which the end of a text is
copied from there."""
_INFLECTED = re.compile(
    r"\w?(?:s|es|ed|er|ers|ing|ings|ly|y|al|ally|ity|ment|ments|ion|ions|ation|ations|able|ness|ful"
    r"|less|ship|day|days|time|line|work|book|wise)"
)
"""What an English word may have more in the source than in a text that has all of it."""
_LAST_WORDS = re.compile(rf"(?:[a-z][a-z'’-]*\s+){{{_WORDS_COPIED - 1}}}[a-z][a-z'’-]*$")
"""The last words of a text, none of them a figure, which is often told without what it is of."""
_A_LINK = re.compile(
    any_of(
        "a an the and or but nor if when where while unless until before after within"
        " during since as  than then that which who whose so because to of in on at for from"
        " with without by per via  into over under between through up down off out about is"
        " are was were be been has have had  can may must will would should could do does"
        " did not no only also plus each every any all  once too please which it they you we"
        " he she this these your our their its automatically  directly immediately instead"
        " again online free later afterwards together".split()
    )
)
"""With what a sentence may go on after words that are whole without it."""
_LEADS = re.compile(r"(?:^|[.!?:;\n•*–—-])\s*$")
"""What stands before the first word of a sentence, or of an item."""


def stops_within_a_word(line: str, sources: Iterable[str]) -> bool:
    """Whether it stops within a word that a source has whole, after the same words.

    >>> stops_within_a_word("Open Settings and sel", ["Then open Settings and select it."])
    True
    """
    folded = [source.casefold() for source in sources]
    if copied := re.search(rf"[{HAN_RANGE}]{{{_HAN_COPIED},}}$", line):
        return any(_parts_a_word(copied[0][-_HAN_COPIED:], source) for source in folded)
    found = re.search(r"(?P<before>[a-z]+)\s+(?P<word>[a-z]{2,})$", line.casefold())
    if found is None or any(re.search(rf"\b{found['word']}\b", source) for source in folded):
        return False
    whole = re.compile(rf"\b{found['before']}\s+{found['word']}([a-z]{{2,}})")
    rests = [rest for source in folded for rest in whole.findall(source)]
    return bool(rests) and not any(map(_INFLECTED.fullmatch, rests))


def stops_before_a_noun(line: str, sources: Iterable[str]) -> bool:
    """Whether its last English words are a source's, which all goes on with the word that they
    belong to: "with a download", where it says "with a download link".

    >>> [stops_before_a_noun(one, ["You get a mail with a download link."])
    ...  for one in ("You get a mail with a download", "You get a mail")]
    [True, False]
    """
    found = _LAST_WORDS.search(line.casefold())
    if found is None:
        return False
    words = r"\s+".join(map(re.escape, found[0].split()))
    copied = re.compile(rf"(?<![\w'’-]){words}(?P<after>(?: (?P<next>[a-z]{{3,}})\b)?)(?![\w'’])")
    places = [
        (source[: one.start()], one["next"])
        for source in map(str.casefold, sources)
        for one in copied.finditer(source)
    ]
    return bool(places) and all(
        after and not _A_LINK.fullmatch(after) and not _LEADS.search(before)
        for before, after in places
    )


def _parts_a_word(copied: str, source: str) -> bool:
    at = source.find(copied) + len(copied)
    if at < len(copied):
        return False
    start = source.rfind("\n", 0, at) + 1
    place = start
    for word in rjieba.cut(source[start : at + _HAN_COPIED]):
        if place < at < place + len(word):
            had = source[place:at]
            return len(had) == 1 or not rjieba.has_word(had)
        place += len(word)
    return False
