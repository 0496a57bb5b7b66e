"""Unfaithful answers made from faithful ones: people's answers, damaged in one place each."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.data import rows
from knowledge.documents.sentences import sentences

SEED = 5
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.]*\w)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
_VERB = re.compile(r"\b(is|are|can|will|was|were|should|may|does|do)\b(?! not)")


@dataclass(frozen=True)
class Item:
    """An answer to score."""

    context: list[str]
    """Its passages."""
    answer: str
    """The answer."""
    wrong: bool
    """Whether it holds anything that the passages do not."""
    kind: str
    """`faithful`, or how it was damaged."""


def from_conversations() -> list[Item]:
    """Each person's answer as it is, and damaged in one of five ways in turn."""
    chosen = [
        row
        for row in rows("unanswerable_mtragun_dev.jsonl")
        if row["answerability"] == "ANSWERABLE" and row["contexts"]
    ]
    rng = random.Random(SEED)
    found: list[Item] = []
    for at, row in enumerate(chosen):
        context = [text_of(one) for one in row["contexts"]]
        found.append(Item(context, row["reference"], wrong=False, kind="faithful"))
        others = [o for o in chosen if o["collection"] == row["collection"] and o is not row]
        found += _damaged(context, row["reference"], rng.choice(others), at, rng)
    return found


def _damaged(
    context: list[str], answer: str, other: dict[str, Any], at: int, rng: random.Random
) -> Iterator[Item]:
    ways = ["number", "name", "negation", "inserted", "elsewhere"]
    for kind in ways[at % 5 :] + ways[: at % 5]:
        damaged = _damage(kind, answer, other, rng)
        if damaged and damaged != answer:
            passages = (
                [text_of(one) for one in other["contexts"]] if kind == "elsewhere" else context
            )
            yield Item(passages, damaged, wrong=True, kind=kind)
            return


def _damage(kind: str, answer: str, other: dict[str, Any], rng: random.Random) -> str | None:
    if kind == "elsewhere":
        return answer + " "
    if kind == "inserted":
        said = [one.strip() for one in sentences(answer)]
        alien = [one.strip() for one in sentences(other["reference"]) if len(one) > 30]
        if not alien:
            return None
        said.insert(rng.randint(1, len(said)), rng.choice(alien))
        return " ".join(said)
    pattern = {"number": _NUMBER, "name": _NAME, "negation": _VERB}[kind]
    places = list(pattern.finditer(answer))
    if not places:
        return None
    place = rng.choice(places)
    if kind == "number":
        new = str(int(place[0]) + rng.choice([1, 2, 5, 10]))
    elif kind == "negation":
        new = f"{place[0]} not"
    else:
        names = [name for name in _NAME.findall(other["reference"]) if name not in answer]
        if not names:
            return None
        new = rng.choice(names)
    return answer[: place.start()] + new + answer[place.end() :]


def from_questions(lang: str) -> list[Item]:
    """Answers of the root-cause set that are right, and those that were made wrong."""
    return [
        Item(
            [p["text"] for p in row["retrieved"]],
            row["answer"],
            row["fault"] != "none",
            row["fault"],
        )
        for row in rows("rootcause_dev.jsonl")
        if row["lang"] == lang and row["fault"] in ("none", "generation")
    ]


def text_of(context: Any) -> str:
    """The words of a passage, given bare or with what is known of it."""
    return context if isinstance(context, str) else str(context.get("text", ""))
