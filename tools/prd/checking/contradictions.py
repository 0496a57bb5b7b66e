"""Sentences of a PRD that cannot both hold, with each other or with what the documents say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.language import language_of
from knowledge.records import Chunk
from knowledge.records.prd import Prd
from tools.differing import differ
from tools.excerpt import spans_of
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import Place, placed
from tools.prd.checking.wording import pattern, role
from tools.statements import Statement, statements

_MOST = 400
"""Statements of one measure that are compared with each other."""
_ELSEWHERE = frozenset({"sources", "questions", "glossary"})


@dataclass(frozen=True)
class _Said:
    place: Place
    statement: Statement
    is_aim: bool


def contradictions(prd: Prd, passages: Sequence[Chunk] = ()) -> Iterator[Finding]:
    """Pairs that give another value for the same, or deny each other.

    What is aimed at and what is so differ by nature: only like is compared with like, and only
    what is so with the documents. Superseded passages and those of the other language say nothing.
    """
    said = [one for place in placed(prd) for one in _statements(place, prd)]
    by_measure: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        for measure in {value.measure for value in one.statement.values} or {""}:
            by_measure[measure].append(one)
    seen: set[tuple[str, str]] = set()
    for kin in by_measure.values():
        for one, other in combinations(kin[:_MOST], 2):
            pair = (one.place.sentence.id, other.place.sentence.id)
            if pair[0] == pair[1] or pair in seen or one.is_aim != other.is_aim:
                continue
            if one.place.block is other.place.block and one.place.block.form == "table":
                continue  # each row speaks of a thing of its own
            if _differ(one.statement, other.statement):
                seen.add(pair)
                yield Finding(
                    section=other.place.section.key,
                    sentence=pair[1],
                    kind="contradiction",
                    weight=0.9,
                    values={
                        "one": one.statement.text,
                        "other": other.statement.text,
                        "section": one.place.section.title,
                    },
                )
    yield from _with_documents(said, passages)


def _with_documents(said: Sequence[_Said], passages: Sequence[Chunk]) -> Iterator[Finding]:
    told = [
        (chunk, statement)
        for chunk in passages
        if not chunk.superseded
        for statement in statements(chunk)
    ]
    for one in said:
        if one.is_aim or one.place.sentence.kind in {"assumption", "question"}:
            continue
        lang = language_of(one.place.sentence.text)
        for chunk, statement in told:
            if chunk.lang == lang and _differ(one.statement, statement):
                yield Finding(
                    section=one.place.section.key,
                    sentence=one.place.sentence.id,
                    kind="contradicts_document",
                    weight=0.9,
                    values={
                        "one": one.statement.text,
                        "other": statement.text,
                        "document": chunk.place,
                    },
                )
                break


def _differ(one: Statement, other: Statement) -> bool:
    dated = {value for value in one.values ^ other.values if value.measure == "date"}
    others = {value.measure for value in one.values & other.values} - {"date"}
    # At another time it may well be another value.
    if dated and not others and any(v.measure != "date" for v in one.values | other.values):
        return False
    return differ(one, other, one.about & other.about)


def _statements(place: Place, prd: Prd) -> Iterator[_Said]:
    if role(place.section) in _ELSEWHERE or place.sentence.kind == "question":
        return
    text = place.sentence.text
    if place.block.form == "table" and place.block.heads:
        text = _cell(place)
        if not text:
            return
    chunk = Chunk(
        id=place.sentence.id, doc_id=prd.id, title=prd.title, text=text, lang=language_of(text)
    )
    is_aim = pattern("aim").search(text) is not None or role(place.section) == "goals"
    if len(spans_of(text)) == 1:
        for statement in statements(chunk):
            yield _Said(place, statement, is_aim)


def _cell(place: Place) -> str:
    """A cell with the names of its row and column; nothing for a weight, which is of no thing."""
    width = len(place.block.heads)
    at = next(i for i, one in enumerate(place.block.sentences) if one is place.sentence)
    row, column = divmod(at, width)
    if column == 0:
        return place.sentence.text
    if pattern("heads.weight").search(place.block.heads[column]):
        return ""
    first = place.block.sentences[row * width].text
    return f"{first} {place.block.heads[column]} {place.sentence.text}"
