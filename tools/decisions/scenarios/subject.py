"""What a scenario is about, and whether a text speaks of that: by a whole term, not by parts."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from knowledge.han import HAN
from knowledge.records import Need, Voice
from knowledge.tokens import terms

OtherNames = Callable[[str], Collection[str]]
"""The search terms of a word and of what it is called besides, in both languages."""
_AROUND = re.compile(
    r"^(?:自动|智能|AI|一键)|(?:自动|智能)?(?:生成|推荐|助手|功能|工具|系统|制作)(?:器)?$"
    r"|^(?:automatic|automated|auto|smart|ai)\s+"
    r"|\s+(?:generation|generator|recommendations?|recommender|assistant|tool|feature|system"
    r"|creation|making|bot|agent)$",
    re.IGNORECASE,
)
_LEAST = 2


@dataclass(frozen=True)
class Subject:
    """What a scenario is about."""

    term: str
    """Its name without the words that any scenario may have, such as 生成."""
    words: tuple[frozenset[str], ...]
    """The search terms of it, in order, each with its other names."""

    def is_in(self, text: str) -> bool:
        """Whether a text has the whole term, or all of its words side by side, by any name.

        >>> subject_of("数字人", lambda word: {word}).is_in("里面的数字不敢用")
        False
        """
        if HAN.search(self.term):
            if self.term.casefold() in text.casefold():
                return True
            if any(len(word) < _LEAST for word in self.term_words):
                return False
        said = terms(text)
        width = len(self.words)
        return width > 0 and any(
            all(one in names for one, names in zip(said[at : at + width], self.words, strict=True))
            for at in range(len(said) - width + 1)
        )

    @property
    def term_words(self) -> list[str]:
        """The words of the term, as it is cut for a search."""
        return terms(self.term)


def subject_of(name: str, other_names: OtherNames) -> Subject:
    """The subject of a scenario; its whole name where nothing else would be left of it."""
    term = name.strip()
    while len(shorter := _AROUND.sub("", term).strip()) >= _LEAST and shorter != term:
        term = shorter
    return Subject(term, tuple(frozenset({word, *other_names(word)}) for word in terms(term)))


def concerning(subject: Subject, needs: Sequence[Need]) -> list[tuple[Need, Voice]]:
    """The needs that are about a subject, each with a voice that says so.

    By its name, or by half of its voices: one mention in passing makes a need of something else.
    """
    found = []
    for need in needs:
        saying = [one for one in need.voices if subject.is_in(one.quote)]
        if any(map(subject.is_in, need.name.values())) or 2 * len(saying) >= len(need.voices):
            found.append((need, (saying or need.voices)[0]))
    return found
