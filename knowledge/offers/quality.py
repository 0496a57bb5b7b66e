"""Public scores of models, and which offers each may be given to."""

import datetime as dt
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from knowledge.offers.names import Name, read_name, same_model
from knowledge.records.offer import Offer, Quality

SCORES = "quality.jsonl.gz"
_BOARDS: dict[str, tuple[str, bool]] = {
    "livebench": ("LiveBench", True),
    "lmarena_text": ("LMArena", True),
    "aider_polyglot": ("Aider polyglot", True),
    "vectara": ("Vectara", False),
}
"""What a board is called, and whether more is better."""
_SOURCE = re.compile(r"(?P<board>[a-z_]+?)(?:_(?P<year>\d{4})_(?P<month>\d\d)(?:_(?P<day>\d\d))?)?")
"""A source's name with when it was published: `livebench_2026_01_08`, `lmarena_text_2025_08`."""
LIVEBENCH_DATE = dt.date(2026, 1, 8)
"""When the figures of LiveBench were published; a test holds it against the data."""
_EFFORT_ORDER = (None, "medium", "high", "low", "xhigh", "auto", "minimal", "base")
"""Of several efforts the usual one is taken, not the most flattering."""


@dataclass(frozen=True)
class Scored:
    """All public scores of one name on one board."""

    name: Name
    """The model, read."""
    scores: tuple[Quality, ...]
    """Its scores there."""


@cache
def boards() -> Mapping[str, Sequence[Scored]]:
    """The scores by the words of the model's name."""
    packed = resources.files("knowledge.offers").joinpath(SCORES).read_bytes()
    rows = [json.loads(line) for line in gzip.decompress(packed).decode("utf-8").splitlines()]
    gathered: dict[tuple[str, str], list[Quality]] = defaultdict(list)
    for row in rows:
        score = _score(row)
        gathered[score.source, score.model].append(score)
    by_words: dict[str, list[Scored]] = defaultdict(list)
    for (_, model), scores in gathered.items():
        name = read_name(model)
        by_words[name.key].append(Scored(name, tuple(scores)))
    return by_words


def qualities_of(offer: Offer) -> tuple[Quality, ...]:
    """The public scores that an offer may be given, one entry of each board at the most.

    Of several entries of one board the one of the same snapshot and the same way of thinking is
    taken, and then the usual effort; one that only thinks is never given to a model that cannot.
    """
    name = read_name(offer.model_id)
    fitting = [one for one in boards().get(name.key, ()) if same_model(one.name, name)]
    if offer.reasoning is False:
        fitting = [one for one in fitting if one.name.thinks is not True and not _hard(one.name)]
    best: dict[str, Scored] = {}
    for one in sorted(fitting, key=lambda one: _distance(one.name, name)):
        best.setdefault(one.scores[0].source, one)
    return tuple(score for one in best.values() for score in one.scores)


def _score(row: Mapping[str, Any]) -> Quality:
    """A row as a score; its day is its own, or the day or month in the name of its source."""
    found = _SOURCE.fullmatch(row["source"])
    if found is None:
        raise ValueError(row["source"])
    board, higher = _BOARDS[found["board"]]
    date = dt.date.fromisoformat(row["date"]) if "date" in row else None
    if date is None and found["year"]:
        date = dt.date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    return Quality(
        source=board,
        metric=row["metric"],
        value=row["value"],
        higher_is_better=higher,
        date=date,
        is_month_only="date" not in row and not found["day"],
        model=row["model"],
    )


def _hard(name: Name) -> bool:
    return name.effort in {"high", "xhigh"}


def _distance(board: Name, offer: Name) -> tuple[bool, int, int, str]:
    """How far a board's entry is from the offer: another snapshot, asked otherwise, older.

    An offer that names no snapshot is as near to all of them; one that thought at length stands
    behind one that was asked plainly, unless the offer says that it thinks.
    """
    newest = "".join(chr(255 - ord(char)) for char in board.date or "")
    effort = _EFFORT_ORDER.index(board.effort) if board.effort in _EFFORT_ORDER else 9
    another = offer.date is not None and board.date != offer.date
    otherwise = 0 if board.thinks == offer.thinks else 2 if board.thinks else 1
    return (another, otherwise, effort, newest)
