"""Who does it, or to whom it goes: a statement that puts another one in the place.

"Run by our Children's Librarian", where the source has the Outreach Librarian; 由门店承担 for
由驾驶人承担. Told by a word that opens the place (by, to, 由), by the same verb beside it, and by
another name in it that is no mere paraphrase: the source has that one elsewhere, or both end alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from knowledge.han import HAN
from knowledge.tokens import is_stop_word
from tools.claims.measure import Text, content
from tools.claims.pieces import latin_stems

_NAMED_EN = r"(?P<named>[A-Za-z’'-]+(?: [A-Za-z’'-]+){0,3})"
_SLOT_EN = re.compile(
    r"(?<![A-Za-z’'-])(?P<before>(?:[A-Za-z’'-]+ ){1,5})(?P<mark>by|to) "
    rf"(?:(?:the|your|our|an?|their|his|her|its)\s+|(?=(?-i:[A-Z]))){_NAMED_EN}",
    re.IGNORECASE,
)
_GIVES = frozenset(
    stem
    for word in "send write report apply speak talk give hand belong submit complain address "
    "transfer return refer forward turn pay".split()
    for _, _, stem in latin_stems(word)
)
"""What is done to somebody, rather than to a thing or place."""
_ENDS_EN = frozenset(
    "who which that and or but if when within before after for in on at with by to from is are was "
    "were has have must can will may should then so as".split()
)
_SLOT_ZH = re.compile(
    r"(?P<mark>由|向)(?P<rest>[^，。；！？,;!?\n]{2,24}(?:，也就是[^，。；！？,;!?\n]{2,20})?)"
)
_BESIDE_IT = re.compile(
    r"[您你我他她咱][们]?|[（()）“”]|也就是|(?:统一|一起|自行|自己|另行|共同|直接|全部|全额|负责|各自)+$"
)
"""What stands beside a name in its place: a pronoun, a manner."""
_SAME = 0.45
"""Share of a claim that a sentence has which says the same of somebody."""
_MOST = 12
"""Slots of a text that are looked at."""


@dataclass(frozen=True)
class _Slot:
    """A place in a statement and who stands in it."""

    mark: str
    """The word that opens it."""
    verbs: frozenset[str]
    """What is done: the terms before it in English, the verbs behind it in Chinese."""
    named: tuple[str, ...]
    """The terms of who stands there."""


def role_swapped(claim: str, sentences: Sequence[str], known: Text) -> str | None:
    """The sentence that has another one in the place than `claim`; None where none has.

    `known` is all that the passages and the question say.
    """
    slots = _slots(claim)
    matter = content(claim)
    about = [one for one in sentences if Text(one).share(matter) >= _SAME] if slots else []
    for sentence in about:
        for theirs in _slots(sentence):
            if any(_differs(mine, theirs, known) for mine in slots):
                return sentence
    return None


def _differs(mine: _Slot, theirs: _Slot, known: Text) -> bool:
    if mine.mark != theirs.mark or not mine.verbs & theirs.verbs:
        return False
    own = [one for one in mine.named if not _among(one, theirs.named)]
    instead = [one for one in theirs.named if not _among(one, mine.named)]
    if not own or not instead:
        return False
    return _end(mine.named) == _end(theirs.named) or all(map(known.carries, own))


def _among(term: str, others: Sequence[str]) -> bool:
    """Whether it is one of the others, or of a Chinese one a part, or the other way round."""
    if not HAN.search(term):
        return term in others
    return any(term in other or other in term for other in others)


def _end(named: Sequence[str]) -> str:
    return named[-1][-1] if HAN.search(named[-1]) else named[-1]


def _slots(text: str) -> list[_Slot]:
    return [*_english(text), *_chinese(text)][:_MOST]


def _english(text: str) -> list[_Slot]:
    found = []
    for match in _SLOT_EN.finditer(text):
        words = re.split(r"\s+", match["named"])
        end = next((at for at, word in enumerate(words) if word.lower() in _ENDS_EN), len(words))
        named = _stems(" ".join(words[:end]))
        ahead = match["before"] if match["mark"].lower() == "to" else match["before"].split()[-1]
        verbs = frozenset(_stems(ahead))
        if match["mark"].lower() == "to":
            verbs &= _GIVES
        if named and verbs:
            found.append(_Slot(match["mark"].lower(), verbs, tuple(named)))
    return found


def _stems(text: str) -> list[str]:
    return [stem for _, _, stem in latin_stems(text)]


def _chinese(text: str) -> list[_Slot]:
    found = []
    for match in _SLOT_ZH.finditer(text):
        words = [(word, tag) for word, tag in rjieba.tag(match["rest"])]
        acts = [at for at, (word, tag) in enumerate(words) if tag[0] == "v" and len(word) > 1]
        if not acts:
            continue
        ahead = [word for word, tag in words[: acts[-1]] if tag != "d"]
        named = _BESIDE_IT.sub("", "".join(ahead).partition("，")[0])
        if len(named) > 1 and not is_stop_word(named):
            found.append(_Slot(match["mark"], frozenset({words[acts[-1]][0]}), (named,)))
    return found
