"""Splits a text into claims: the sentences, verbatim, that can be true or false one by one."""

import re
from dataclasses import dataclass

from knowledge.documents.sentences import sentences

_WORD = re.compile(r"\w")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w+#.-]*")
"""How a block of code begins, with the name of its language."""
_SHORT = re.compile(
    r"(?:^|[^\w.])(?:Dr|Mr|Mrs|Ms|Prof|St|Gen|Sen|Rep|Gov|Lt|vs|No|e\.g|i\.e|cf)\. $"
)
"""How a sentence ends that goes on: an abbreviation."""
_ITEM = re.compile(r"^\W*\d{1,2}\.\s+$")
"""The number of an item in a list, which goes on as well."""
_MOST = 400
"""A text of more claims is judged by its first ones: a reader sees no more either."""


@dataclass(frozen=True)
class Part:
    """A part of a text and where it stands."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character."""
    text: str
    """Its words, verbatim."""


def parts(text: str) -> list[Part]:
    """The claims of `text` in order, with their places; what holds no word is no claim."""
    found: list[Part] = []
    at = 0
    for sentence in _whole(sentences(text)):
        bare = sentence.strip()
        if _WORD.search(bare) and not _FENCE.fullmatch(bare):
            start = at + sentence.index(bare)
            found.append(Part(start, start + len(bare), bare))
        at += len(sentence)
    return found[:_MOST]


def _whole(found: list[str]) -> list[str]:
    """The sentences, without the cuts after an abbreviation or an item's number."""
    whole: list[list[str]] = []
    for sentence in found:
        if whole and _goes_on(whole[-1]):
            whole[-1].append(sentence)
        else:
            whole.append([sentence])
    return ["".join(one) for one in whole]


def _goes_on(cut: list[str]) -> bool:
    """Whether a sentence that was cut in these pieces has another one to come."""
    return cut[-1].rstrip().endswith(".") and bool(
        _SHORT.search(cut[-1]) or (len(cut) == 1 and _ITEM.search(cut[0]))
    )


def claims(text: str) -> list[str]:
    """The words of the claims of `text`, in order."""
    return [part.text for part in parts(text)]
