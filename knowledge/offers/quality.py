"""Public scores of models, and which offers each may be given to."""

import datetime as dt
import gzip
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.offers.names import Name, read_name, same_model
from knowledge.records.offer import Offer, Quality

SCORES = "quality.jsonl.gz"
_BOARDS: dict[str, tuple[str, dt.date, bool]] = {
    "livebench_2026_01_08": ("LiveBench", dt.date(2026, 1, 8), True),
    "lmarena_text_2025_08": ("LMArena", dt.date(2025, 8, 1), True),
    "aider_polyglot": ("Aider polyglot", dt.date(2025, 10, 1), True),
    "vectara_2026_03": ("Vectara", dt.date(2026, 3, 1), False),
}
"""What a board is called, when its figures were published, whether more is better.

The days of LMArena, Aider and Vectara are no more exact than their months, and Aider's month is a
guess: its figures were published over time."""
LIVEBENCH_DATE = _BOARDS["livebench_2026_01_08"][1]
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
        source, date, higher = _BOARDS[row["source"]]
        gathered[source, row["model"]].append(
            Quality(
                source=source,
                metric=row["metric"],
                value=row["value"],
                higher_is_better=higher,
                date=date,
                model=row["model"],
            )
        )
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


def _hard(name: Name) -> bool:
    return name.effort in {"high", "xhigh"}


def _distance(board: Name, offer: Name) -> tuple[bool, bool, int, str]:
    newest = "".join(chr(255 - ord(char)) for char in board.date or "")
    effort = _EFFORT_ORDER.index(board.effort) if board.effort in _EFFORT_ORDER else 9
    return (board.date != offer.date, board.thinks != offer.thinks, effort, newest)
