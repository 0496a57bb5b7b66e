"""The AI product's own retrieval corpus: what its answers could have drawn on.

It tells a knowledge gap (the passage is nowhere) from a retrieval miss (it was not found).
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from knowledge.jsonl import TextLine, Unreadable, read_jsonl
from knowledge.lexicon.closed_up import closed_up
from knowledge.lexicon.simplified import simplified
from knowledge.records import Passage
from knowledge.records.passage_shapes import id_of, words_of
from knowledge.retrieval.concept import Concept
from knowledge.retrieval.lexical import LexicalIndex, Matches
from knowledge.tokens import terms

_REMEMBERED = 4
"""Queries of which it is remembered how all passages fit them."""


class Entry(TextLine):
    """One passage of the corpus, and what its editors know of it."""

    topic: str | None = None
    """The subject that it is filed under."""
    superseded_by: str | None = None
    """The id of the passage that took its place; None while it holds."""
    updated: dt.date | None = None
    """When somebody last saw to it."""

    @model_validator(mode="before")
    @classmethod
    def _under_our_names(cls, found: Any) -> Any:
        """Its words and its id are taken under the names that others give them, too."""
        if not isinstance(found, Mapping):
            return found
        called = {"text": words_of(found), "id": id_of(found)}
        return {**{name: one for name, one in called.items() if one is not None}, **found}

    @property
    def passage(self) -> Passage:
        """It as retrieval would return it."""
        return Passage(id=self.id, text=self.text)


@dataclass(frozen=True)
class Standing:
    """How some passages of a corpus stand beside all its others, for one query."""

    coverage: float
    """The largest share of the query's terms, by their rarity in the corpus, that one of them has,
    0 to 1."""
    ahead: float
    """The best of their BM25 scores, over itself and the best of the others: 0 where they have
    nothing in common with the query, 1 where none of the others has."""
    score: float
    """The best of their BM25 scores, by the terms of the query; 0 where they have none of these."""


class Corpus:
    """Passages in memory, searched by words; the index is built at the first search."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._by_id = {entry.id: entry for entry in self._entries}
        self._places = {entry.id: at for at, entry in enumerate(self._entries)}
        self._matched: dict[str, Matches] = {}

    @classmethod
    def load(cls, path: Path) -> "Corpus":
        """Read JSON Lines of `Entry`; raises BadInput at the first bad line.

        A corpus with holes would turn retrieval misses into knowledge gaps, so none is skipped.
        """
        entries: list[Entry] = []
        for line in read_jsonl(path, Entry):
            if isinstance(line, Unreadable):
                raise line.reason
            entries.append(line)
        return cls(entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """All of them, in their order."""
        return self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, passage_id: str) -> Entry | None:
        """One passage by its id."""
        return self._by_id.get(passage_id)

    def search(self, query: str, k: int) -> list[Passage]:
        """The `k` best passages that share a term with `query`, best first, `score` filled."""
        scores = self._match(query).scores
        return [
            self._entries[at].passage.model_copy(update={"score": float(scores[at])})
            for at in np.argsort(-scores, kind="stable")[:k]
            if scores[at] > 0
        ]

    def standing(self, query: str, found: Collection[str]) -> Standing | None:
        """How the passages of these ids stand beside the others; None where none is known."""
        own = [self._places[one] for one in found if one in self._places]
        if not own:
            return None
        matches = self._match(query)
        others = matches.scores.copy()
        others[own] = 0
        best = float(matches.scores[own].max())
        rival = float(others.max(initial=0.0))
        ahead = best / (best + rival) if best + rival else 0.0
        asked = len(dict.fromkeys(terms(query)))
        return Standing(float(matches.coverage[own].max()), ahead, best / max(1, asked))

    def places_of(self, term: str) -> NDArray[np.int32]:
        """Where among the entries those are whose title or text has a search term."""
        return self._index.rows(term)

    def _match(self, query: str) -> Matches:
        """How all fit a query; the last few are remembered, for each is asked about several times,
        now and then with others in between.
        """
        found = self._matched.get(query)
        if found is None:
            asked = [Concept.of(term) for term in dict.fromkeys(terms(query))]
            found = self._index.match(asked)
            last = list(self._matched.items())[1 - _REMEMBERED :]
            self._matched = dict([*last, (query, found)])
        return found

    @cached_property
    def in_one_script(self) -> "Corpus":
        """It in simplified characters and closed up; itself, where it is so already."""
        plain = [
            entry.model_copy(
                update={
                    "text": simplified(closed_up(entry.text)),
                    "title": simplified(entry.title) if entry.title else entry.title,
                    "topic": simplified(entry.topic) if entry.topic else entry.topic,
                }
            )
            for entry in self._entries
        ]
        return self if plain == self._entries else Corpus(plain)

    def index(self) -> None:
        """Get ready to be searched, here and wherever it is passed on to."""
        _ = self.in_one_script._index

    @cached_property
    def digest(self) -> str:
        """What it holds, in few characters: another corpus has another one."""
        held = blake2b(digest_size=16)
        for one in self._entries:
            held.update(one.model_dump_json().encode())
        return held.hexdigest()

    @cached_property
    def _index(self) -> LexicalIndex:
        return LexicalIndex([terms(f"{one.title or ''}\n{one.text}") for one in self._entries])
