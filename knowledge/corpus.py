"""The AI product's own retrieval corpus: what its answers could have drawn on.

It tells a knowledge gap (the passage is nowhere) from a retrieval miss (it was not found).
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np

from knowledge.jsonl import TextLine, Unreadable, read_jsonl
from knowledge.records import Passage
from knowledge.retrieval.concept import Concept
from knowledge.retrieval.lexical import LexicalIndex
from knowledge.tokens import terms


class Corpus:
    """Passages in memory, searched by words; the index is built at the first search."""

    def __init__(
        self, passages: Sequence[Passage], titles: Mapping[str, str] | None = None
    ) -> None:
        """`titles` by passage id are searched along with the text."""
        self._passages = list(passages)
        self._by_id = {passage.id: passage for passage in self._passages}
        self._titles = dict(titles or {})

    @classmethod
    def load(cls, path: Path) -> "Corpus":
        """Read JSON Lines of `{"id", "title", "text"}`; raises BadInput at the first bad line.

        A corpus with holes would turn retrieval misses into knowledge gaps, so none is skipped.
        """
        passages: list[Passage] = []
        titles: dict[str, str] = {}
        for line in read_jsonl(path, TextLine):
            if isinstance(line, Unreadable):
                raise line.reason
            passages.append(Passage(id=line.id, text=line.text))
            if line.title:
                titles[line.id] = line.title
        return cls(passages, titles)

    def __len__(self) -> int:
        return len(self._passages)

    def get(self, passage_id: str) -> Passage | None:
        """One passage by its id."""
        return self._by_id.get(passage_id)

    def search(self, query: str, k: int) -> list[Passage]:
        """The `k` best passages that share a term with `query`, best first, `score` filled."""
        query_terms = dict.fromkeys(terms(query))
        scores = self._index.match([Concept.of(term) for term in query_terms]).scores
        return [
            self._passages[at].model_copy(update={"score": float(scores[at])})
            for at in np.argsort(-scores, kind="stable")[:k]
            if scores[at] > 0
        ]

    @cached_property
    def digest(self) -> str:
        """What it holds, in few characters: another corpus has another one."""
        held = blake2b(digest_size=16)
        for one in self._passages:
            held.update(repr((one.id, self._titles.get(one.id), one.text)).encode())
        return held.hexdigest()

    @cached_property
    def _index(self) -> LexicalIndex:
        return LexicalIndex(
            [terms(f"{self._titles.get(one.id, '')}\n{one.text}") for one in self._passages]
        )
