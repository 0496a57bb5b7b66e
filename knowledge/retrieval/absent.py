"""Names in a question that no passage has: what it asks about is not in the documents.

A name tells so only where it is asked about. In "We are Northwind: what does Pro cost?" it tells
who asks, and whether the documents have it says nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.retrieval.concepts import concepts_of
from knowledge.retrieval.follow_up import points_back
from knowledge.retrieval.glossary import Glossary
from knowledge.retrieval.names import Name, names_in
from knowledge.retrieval.question import Question
from knowledge.tokens import is_stop_word, terms

_END = re.compile(r"[，。；：！？]+|[,;:.!?—]+(?=\s|$)|\s[–-]\s")
_FEW = 2
"""Terms; a clause with fewer asks for nothing by itself."""
_ROLES = "boss|client|colleague|company|customer|friend|partner|team"
_ONES_OWN = re.compile(
    rf"\b(?:(?:our|my)(?: (?:{_ROLES}))?"
    r"|(?:i am|i['’]m|we are|we['’]re|i|we)(?: (?:an?|at|from|in|with))?)\s+$"
    r"|(?:同事|客户|老板|朋友|甲方|(?:我|咱)们?(?:公司|团队)?(?:叫|是|在|来自))\s*$",
    re.IGNORECASE,
)
"""What stands before the name of the asker, or of someone with the asker."""
_TYPO = 5
"""Letters; a shorter word is too near to others for a slip of the keys to be told."""
_LONGEST = 40
"""Letters; a longer one is no word, and each would make for another fifty to look up."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Absent:
    """The names that no passage has, and the question without those that are not asked about."""

    asked: tuple[str, ...]
    """Those that are asked about, as the asker wrote them."""
    question: str
    """The question without the names that only tell who asks."""

    @classmethod
    def of(cls, question: str, glossary: Glossary, is_known: Callable[[str], bool]) -> "Absent":
        """Look for them; `is_known` tells of a search term whether any passage has it."""
        names = [name for name in names_in(question) if not _is_slip(name.term, is_known)]
        present = _present(question, glossary, is_known) if names else frozenset()
        gone = [one for one in names if not (one.term in present or is_known(one.term))]
        start, end = _asking(question)
        asked = [
            one
            for one in gone
            if start <= one.start < end and not _ONES_OWN.search(question, 0, one.start)
        ]
        others = [one for one in gone if one not in asked]
        if others and _stands_alone(question[start:end], glossary, is_known):
            question = _without(question, others)
        return cls(tuple(dict.fromkeys(one.text for one in asked)), question)


def _present(question: str, glossary: Glossary, is_known: Callable[[str], bool]) -> frozenset[str]:
    """The search terms of what some passage has under any of its names."""
    return frozenset(
        term
        for concept in concepts_of(Question.of(question), glossary)
        if any(all(map(is_known, wording.terms)) for wording in concept.wordings)
        for term in concept.wordings[0].terms
    )


def _asking(question: str) -> tuple[int, int]:
    """Where the clause begins and ends that asks: the last that says enough to do so."""
    ends = [end.end() for end in _END.finditer(question)]
    if not ends or ends[-1] < len(question):
        ends.append(len(question))
    clauses = list(zip([0, *ends], ends, strict=False))
    return next(
        (one for one in reversed(clauses) if _says(question[slice(*one)]) >= _FEW),
        (0, len(question)),
    )


def _says(clause: str) -> int:
    return sum(not is_stop_word(term) for term in terms(clause))


def _stands_alone(clause: str, glossary: Glossary, is_known: Callable[[str], bool]) -> bool:
    """Whether a clause is a question by itself, and about what passages have."""
    return not points_back(clause) and len(_present(clause, glossary, is_known)) >= _FEW


def _without(question: str, names: Sequence[Name]) -> str:
    for name in reversed(names):
        question = question[: name.start] + question[name.start + len(name.text) :]
    return question


def _is_slip(word: str, is_known: Callable[[str], bool]) -> bool:
    """Whether one slip of the keys makes a word that passages have into this one."""
    if not (_TYPO <= len(word) <= _LONGEST and word.isascii() and word.isalpha()):
        return False
    if is_known(word):
        return False
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        swapped = head + tail[1::-1] + tail[2:] if len(tail) > 1 else ""
        near = [head + tail[1:], swapped]
        near += [head + one + rest for one in _LETTERS for rest in (tail, tail[1:])]
        if any(map(is_known, filter(None, near))):
            return True
    return False
