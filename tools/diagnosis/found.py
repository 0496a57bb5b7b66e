"""What was retrieved, and how it stands to what was asked: the second part of a trace's facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.corpus import Corpus, Standing
from knowledge.records import Passage
from tools.claims.measure import Text, ready
from tools.diagnosis.answering import likelihood, signs
from tools.diagnosis.asked import MOST_TEXT, Asked

LOOK_IN_CORPUS = 5
"""Passages that a search of the corpus brings up."""
LIKELY = 0.5
"""The likelihood from which one of the passages rather answers than not."""
_OTHERS = 30
"""Passages of a corpus besides those that were retrieved; fewer are nothing to compare with."""
_MOST_PASSAGES = 50
"""Passages that are read."""


@dataclass(frozen=True, eq=False)
class Found:
    """The passages of a trace, and the corpus that they come from."""

    asked: Asked
    """What they were retrieved for."""
    corpus: Corpus | None
    """What the product retrieves from, to tell a miss from a gap; None when not at hand."""

    @cached_property
    def passages(self) -> list[tuple[Passage, Text]]:
        """What was retrieved, ready to be compared; empty when nothing was logged."""
        found = (self.asked.trace.retrieved or [])[:_MOST_PASSAGES]
        return [(passage, ready(passage.text[:MOST_TEXT])) for passage in found]

    @cached_property
    def texts(self) -> list[Text]:
        """The texts of what was retrieved."""
        return [text for _, text in self.passages]

    @cached_property
    def handed_on(self) -> list[tuple[Passage, Text]]:
        """Those of the passages that generation was given, as far as is known."""
        return [(passage, text) for passage, text in self.passages if passage.handed_on]

    @cached_property
    def material(self) -> list[frozenset[int]]:
        """The product's subjects that each passage is filed under, or else names itself."""
        return [self._subjects_of(passage) for passage, _ in self.passages]

    def _subjects_of(self, passage: Passage) -> frozenset[int]:
        entry = self.corpus.get(passage.id) if self.corpus else None
        product = self.asked.product
        filed = product.subjects(entry.topic) if entry and entry.topic else frozenset()
        return filed or product.subjects(passage.text)

    def successor(self, passage: Passage) -> str | None:
        """The id of what took the passage's place; None while it holds, as far as is known."""
        entry = self.corpus.get(passage.id) if self.corpus else None
        return entry.superseded_by if entry else None

    @cached_property
    def topic(self) -> list[str]:
        """The terms to look for in passages; of what a user tells besides, what any of them has."""
        unheard = {
            term for term in self.asked.beside if not any(text.carries(term) for text in self.texts)
        }
        return [term for term in self.asked.topic if term not in unheard]

    @cached_property
    def coverage(self) -> list[float]:
        """How much of the topic each passage carries, 0 to 1."""
        return [text.share(self.topic) for text in self.texts]

    @cached_property
    def rewritten_topic(self) -> list[str]:
        """The terms of the query as it was rewritten for retrieval; empty where it was not."""
        is_other = self.asked.rewritten not in {None, self.asked.query} and not self.asked.creative
        return self.asked.understood if is_other else []

    @cached_property
    def fit(self) -> list[float]:
        """How much each passage carries of the topic, as asked or as rewritten, 0 to 1."""
        again = self.rewritten_topic
        if not again:
            return self.coverage
        return [
            max(share, text.share(again))
            for share, text in zip(self.coverage, self.texts, strict=True)
        ]

    @cached_property
    def best(self) -> int | None:
        """The position of the passage that carries most of the topic; None without passages."""
        if not self.passages:
            return None
        return max(range(len(self.passages)), key=lambda index: self.coverage[index])

    @cached_property
    def best_coverage(self) -> float:
        """How much of the topic the best passage carries, 0 to 1; 0 without passages."""
        return self.coverage[self.best] if self.best is not None else 0.0

    @cached_property
    def nearest(self) -> list[Passage]:
        """What a search of the corpus for the query brings up; empty without one."""
        return self.corpus.search(self.asked.query, LOOK_IN_CORPUS) if self.corpus else []

    def stands_first(self, place: int) -> bool:
        """Whether the passage at this place is the first that a search of the corpus brings up."""
        return bool(self.nearest) and self.nearest[0].id == self.passages[place][0].id

    @cached_property
    def likely(self) -> float:
        """How likely it is that one of the retrieved passages answers the query, 0 to 1."""
        return self._likely(range(len(self.passages)))

    @cached_property
    def likely_used(self) -> float:
        """The same of those alone that generation was given."""
        used = [at for at, (passage, _) in enumerate(self.passages) if passage.handed_on]
        return self.likely if len(used) == len(self.passages) else self._likely(used)

    @cached_property
    def is_on_topic(self) -> bool:
        """Whether one of the retrieved passages rather answers than not."""
        return self.likely >= LIKELY

    def _likely(self, places: Sequence[int]) -> float:
        """How likely it is, by the query or by its rewriting, whose words passages rather have."""
        asked = self.asked
        found = self._likely_for(places, asked.matter, self.topic, asked.in_context)
        if found >= LIKELY or set(self.rewritten_topic) <= set(self.topic):
            return found
        text = asked.rewritten or ""
        return max(found, self._likely_for(places, text, self.rewritten_topic, text))

    def _likely_for(
        self, places: Sequence[int], matter: str, topic: Sequence[str], words: str
    ) -> float:
        if not places or not topic:
            return 0.0
        # What was found twice is not ahead of itself.
        places = list({self.texts[at].raw: at for at in reversed(places)}.values())[::-1]
        texts = [self.texts[at] for at in places]
        shares = [text.share(topic) for text in texts]
        return likelihood(signs(matter, topic, texts, shares, self.standing(places, shares, words)))

    def standing(
        self, places: Sequence[int], shares: Sequence[float], words: str
    ) -> Standing | None:
        """How the passages at these places stand for `words` beside the rest of the corpus; None
        where the best of them is not known, or where the corpus is too small to tell anything.
        """
        ids = [self.passages[at][0].id for at in places]
        if self.corpus is None or len(self.corpus) < len(self.passages) + _OTHERS:
            return None
        best = max(range(len(places)), key=lambda at: shares[at])
        if not self.corpus.get(ids[best]):
            return None
        return self.corpus.standing(words, ids)
