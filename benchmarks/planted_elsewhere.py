"""Faults planted in questions of other sources than the development file's: what carries over?

Each trace has one fault or none, planted by a fixed seed, in words of this benchmark's own
(`planted_elsewhere.yaml`). Every other question, and every other wording of what is off topic, is
held out: of these only the figures were looked at while the rules were made. Used by
`python -m benchmarks.rootcause`.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.judging import Case
from benchmarks.planted_sources import Field, Source, fields
from benchmarks.planted_wording import NUMBER, Wording
from knowledge.corpus import Corpus, Entry
from knowledge.records import Cause, Passage, Trace

_ABSENT = ("gap", "off_topic", "fragment", "vague")
"""Kinds planted in questions whose passages were taken out of the corpus."""
_PRESENT = (
    "none", "other_question", "miss", "other_answer", "refusal", "none", "miss", "other_question",
    "changed", "ranking", "other_answer", "refusal", "two_topics", "none",
)  # fmt: skip
"""Kinds planted in the others, in turn; lost history besides, where there is one to lose."""
_CAUSES: dict[str, Cause] = {
    "none": "none",
    "off_topic": "query",
    "fragment": "query",
    "vague": "query",
    "two_topics": "query",
    "lost_history": "query",
    "other_question": "intent",
    "miss": "retrieval",
    "gap": "retrieval",
    "ranking": "retrieval",
    "other_answer": "generation",
    "refusal": "generation",
    "changed": "generation",
}
_NO_GOLD = {"off_topic", "fragment", "vague", "lost_history", "miss", "gap"}
_POINTS = re.compile(
    r"\b(?:it|they|that|those|this|them|its|their|he|she|his|her)\b", re.IGNORECASE
)
_TURNS = 2
"""How many kinds are planted in one question whose passages are in the corpus."""


@dataclass(frozen=True)
class Planted:
    """Traces planted in the questions of one source, with the corpus that they were drawn from."""

    name: str
    looked_at: list[Case]
    """Those that may be read while rules are made."""
    held_out: list[Case]
    """Those that may not."""
    corpus: Corpus


def planted(seed: int = 1) -> list[Planted]:
    """The traces by source. Empty without data."""
    return [_Planting(field, seed).planted() for field in fields()]


@dataclass(frozen=True)
class Retrieval:
    """A question of one source with passages that answer it, or that only lie near."""

    name: str
    """The source."""
    trace: Trace
    """The question and the passages."""
    answers: bool
    """Whether the passages that answer are among them."""
    is_held_out: bool
    """Whether the question is of the half that may not be read."""
    corpus: Corpus
    """What they were drawn from."""


def retrievals(seed: int = 1) -> Iterator[Retrieval]:
    """Each question of each source with both; with one where the corpus has no answer."""
    for field in fields():
        yield from _Planting(field, seed).retrievals()


class _Planting:
    """One source being planted."""

    def __init__(self, field: Field, seed: int) -> None:
        self.rng = random.Random(f"{seed}:{field.name}")
        self.field = field
        self.sources = sorted(field.sources, key=lambda one: one.id)
        self.rng.shuffle(self.sources)
        self.lang = self.sources[0].lang
        self.wording = Wording(self.lang, self.rng)
        self.texts = {entry.id: entry.text for entry in field.entries}
        absent = [one for at, one in enumerate(self.sources) if _is_absent(at)]
        present = [one for at, one in enumerate(self.sources) if not _is_absent(at)]
        # What answers an absent question is gone; of the rest of its page, what no other needs.
        gone = {text for one in absent for text in (*one.gold, *one.doubles)}
        needed = {text for one in present for text in one.gold}
        gone |= {text for text in self.texts for one in absent if _is_kin(text, one)} - needed
        lost = [one for one in present if gone.intersection(one.gold)]
        self.corpus = Corpus([entry for entry in field.entries if entry.id not in gone])
        self.answered = [one for one in self.sources if one.is_answered and one not in lost]
        self.asked = Corpus([_entry(one) for one in self.answered])
        self.by_id = {one.id: one for one in self.answered}

    def planted(self) -> Planted:
        halves: tuple[list[Case], list[Case]] = ([], [])
        turns = [0, 0]
        for at, source in enumerate(self.sources):
            half, place = at % 2, at // 2
            if source not in self.answered:
                continue
            if _is_absent(at):
                kinds = [_ABSENT[0], _ABSENT[1 + (place // 4) % 3], _ABSENT[1]]
            else:
                kinds = [_PRESENT[(turns[half] + i) % len(_PRESENT)] for i in range(_TURNS)]
                turns[half] += _TURNS
                if source.history and _POINTS.search(source.query):
                    kinds.append("lost_history")
            for kind in dict.fromkeys(kinds):
                halves[half].append(self.case(source, kind, half, place))
        return Planted(self.field.name, *halves, self.corpus)

    def retrievals(self) -> Iterator[Retrieval]:
        for at, source in enumerate(self.sources):
            kinds = ("miss",) if _is_absent(at) else ("none", "miss")
            for kind in kinds if source in self.answered else ():
                trace = Trace(
                    id=f"{source.id}:{kind}",
                    query=source.query,
                    history=list(source.history),
                    retrieved=self.retrieved(source, source, kind, source.query),
                    answer="",
                )
                is_held_out = at % 2 == 1
                yield Retrieval(self.field.name, trace, kind == "none", is_held_out, self.corpus)

    def case(self, source: Source, kind: str, half: int, place: int) -> Case:
        other = self.other(source)
        if kind == "changed" and not NUMBER.search(source.reference):
            kind = "other_answer"
        query, history = source.query, list(source.history)
        if kind in {"off_topic", "vague"}:
            query, history = self.wording.unclear(kind, half, place // 4), []
        elif kind == "fragment":
            query, history = self.wording.fragment(query), []
        elif kind == "two_topics":
            join = "；另外，" if self.lang == "zh" else " Also, "
            query = query.rstrip("?？") + join + other.query
        elif kind == "lost_history":
            history = []
        asked = other if kind == "other_question" else source
        trace = Trace(
            id=f"{source.id}:{kind}",
            query=query,
            history=history,
            rewritten_query=self.wording.rewritten(query, asked.query if asked is other else None),
            retrieved=self.retrieved(asked, source, kind, query),
            answer=self.wording.answer(source, other, kind, query),
            reference=self.wording.reference(source, other, kind),
        )
        return Case(trace, self.lang, _CAUSES[kind], kind)

    def other(self, source: Source) -> Source:
        """Another question; every other time one that is like it."""
        near = self.asked.search(source.query, 6) if self.rng.random() < 0.5 else []
        like = [self.by_id[one.id] for one in near if one.id != source.id]
        others = [one for one in like if one.kin != source.kin] or self.answered
        return self.rng.choice([one for one in others if one.id != source.id])

    def retrieved(self, asked: Source, source: Source, kind: str, query: str) -> list[Passage]:
        gold = [] if kind in _NO_GOLD else list(asked.gold[:3])
        searched = query if kind in {"off_topic", "fragment", "vague"} else asked.query
        near = [one.id for one in self.corpus.search(searched, 40)]
        wrong = [one for one in near if not _is_kin(one, asked) and not _is_kin(one, source)]
        if len(wrong) < 4:
            wrong += self.rng.sample([one.id for one in self.corpus.entries], 4)
        found = gold + wrong[: max(1, self.rng.choice((3, 4)) - len(gold))]
        self.rng.shuffle(found)
        marks = [one not in gold for one in found] if kind == "ranking" else [None] * len(found)
        return [
            Passage(id=one, text=self.texts[one], used=mark)
            for one, mark in zip(found, marks, strict=True)
        ]


def _is_absent(at: int) -> bool:
    """Whether the passages of the question at that place are taken out of the corpus."""
    return at // 2 % 4 == 0


def _entry(source: Source) -> Entry:
    return Entry(id=source.id, text=source.query)


def _is_kin(passage: str, source: Source) -> bool:
    known = passage in source.gold or passage in source.doubles
    return known or passage.startswith(source.kin)
