"""Answers as small models write them, held against passages of the data folder, read by hand.

`faithfulness_natural.yaml` has the answers and, word for word, what in each of them its passages
do not carry: what they contradict, and what is added from elsewhere, however true. What only leads
in, or says that the passages have no answer, is not marked. Passages are named by their ids.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.data import DATA, rows
from benchmarks.faithfulness_stress import Item, text_of

FILES = {
    "conversations": "unanswerable_mtragun_dev.jsonl",
    "questions": "rootcause_dev.jsonl",
    "articles": "rootcause_dev_docs.jsonl",
    "pages": "retrieval_dify_corpus.jsonl",
}
"""The data files that the passages stand in."""
_ANSWERS = Path(__file__).with_suffix(".yaml")
_WORDS = 340
"""Words of a page that the models were given."""
_NO_PROSE = re.compile(r"```.*?```|!\[[^\]]*\]\([^)]*\)|<[^>]+>", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Written:
    """An answer that a model wrote."""

    item: Item
    """The answer and its passages; its kind is `answer` or `summary`."""
    held_out: bool
    """Whether it only measures."""
    unsupported: tuple[tuple[int, int], ...]
    """The offsets of what its passages do not carry."""


def written() -> list[Written]:
    """All answers, in order."""
    passages = _passages()
    return [_read(case, passages) for case in yaml.safe_load(_ANSWERS.read_text(encoding="utf-8"))]


def is_at_hand() -> bool:
    """Whether the data files are there."""
    return all((DATA / file).exists() for file in FILES.values())


def _read(case: dict[str, Any], passages: dict[str, str]) -> Written:
    answer = case["answer"]
    places = []
    for said in case["unsupported"]:
        start = answer.index(said)
        places.append((start, start + len(said)))
    item = Item([passages[key] for key in case["passages"]], answer, bool(places), case["kind"])
    return Written(item, case["held_out"], tuple(places))


def _passages() -> dict[str, str]:
    found = {
        f"{row['id']} {at}": text_of(one)
        for row in rows(FILES["conversations"])
        for at, one in enumerate(row["contexts"])
    }
    for row in rows(FILES["questions"]):
        found |= {one["id"]: one["text"] for one in row["retrieved"]}
    found |= {row["id"]: row["text"] for row in rows(FILES["articles"])}
    found |= {row["id"]: _page(row["text"]) for row in rows(FILES["pages"])}
    return found


def _page(text: str) -> str:
    """The first paragraphs of a page, without its code, pictures, tags and links."""
    bare = _LINK.sub(r"\1", _NO_PROSE.sub("", text))
    kept: list[str] = []
    count = 0
    for line in bare.splitlines():
        count += len(line.split())
        if kept and count > _WORDS:
            break
        kept.append(line.strip())
    return "\n".join(kept).strip()
