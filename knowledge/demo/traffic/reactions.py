"""What users do with an answer: adopt it, edit it, ask again, rate it, leave, buy."""

import datetime as dt
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from knowledge.demo.data import read_yaml
from knowledge.demo.scriptmate.understand import Version
from knowledge.language import Lang
from knowledge.records import EventKind

_BOOK = Path(__file__).with_name("reactions.yaml")

Section = Literal["opening", "middle", "ending"]
_SECTIONS: tuple[Section, ...] = get_args(Section)

# adopted, regenerated, abandoned; the rest does nothing that is logged
_OUTCOMES: dict[tuple[Version, bool], tuple[float, float, float]] = {
    ("v1", True): (0.48, 0.08, 0.24),
    ("v2", True): (0.49, 0.08, 0.2),
    ("v1", False): (0.05, 0.22, 0.58),
    ("v2", False): (0.07, 0.23, 0.50),
}
_RATED = {True: 0.084, False: 0.27}
_UP = {True: 0.86, False: 0.03}
_PRICES: dict[Version, tuple[tuple[float, ...], tuple[int, ...]]] = {
    "v1": ((29.0, 288.0), (8, 2)),
    "v2": ((39.0, 388.0, 597.0), (8, 2, 1)),  # a team starts with three seats at 199
}


@dataclass(frozen=True)
class Act:
    """One event to be, still without id and trace."""

    kind: EventKind
    """What the user does."""
    time: dt.datetime
    """When."""
    rating: Literal["up", "down"] | None = None
    reason: str | None = None
    edited_text: str | None = None
    section: Section | None = None
    amount: float | None = None
    currency: str | None = None


def react(
    answer: str,
    *,
    fault: str,
    version: Version,
    lang: Lang,
    shown: dt.datetime,
    may_buy: bool,
    rng: random.Random,
) -> list[Act]:
    """What one user does with one answer; nothing at all with an answer that never came."""
    if not answer:
        return []
    sound = fault == "none"
    acts = [Act("shown", shown)]
    now = shown + dt.timedelta(seconds=rng.uniform(6, 70))
    book = reactions(lang)
    if rng.random() < _RATED[sound]:
        up = rng.random() < _UP[sound]
        reasons = book["up"] if up else book["down"].get(fault, book["down"]["none"])
        said = rng.choice(reasons) if rng.random() < (0.5 if up else 0.85) else None
        acts.append(Act("rated", now, rating="up" if up else "down", reason=said))
        now += dt.timedelta(seconds=rng.uniform(2, 30))
    outcome = rng.choices(
        ["adopted", "regenerated", "abandoned", "left"], _with_rest(_OUTCOMES[version, sound])
    )[0]
    if outcome == "adopted" and "\n" in answer:  # there is nothing to copy from a single line
        if rng.random() < (0.42 if sound else 0.9):
            now += dt.timedelta(seconds=rng.uniform(20, 240))
            section, text = edit(answer, lang, rng)
            acts.append(Act("edited", now, edited_text=text, section=section))
        now += dt.timedelta(seconds=rng.uniform(3, 40))
        acts.append(Act("adopted", now))
        if may_buy and rng.random() < 0.055:
            prices, weights = _PRICES[version]
            amount = rng.choices(prices, weights)[0]
            now += dt.timedelta(seconds=rng.uniform(60, 900))
            acts.append(Act("purchased", now, amount=amount, currency="CNY"))
    elif outcome == "regenerated":
        acts.append(Act("regenerated", now))
    elif outcome == "abandoned":
        reason = rng.choice(book["abandoned"])
        idle = any(letter.isdigit() for letter in reason)
        wait = rng.uniform(600, 640) if idle else rng.uniform(3, 60)
        acts.append(Act("abandoned", shown + dt.timedelta(seconds=wait + 70), reason=reason))
    return acts


def edit(answer: str, lang: Lang, rng: random.Random) -> tuple[Section, str]:
    """The answer as a user would change it, and which part changed most."""
    mark = "口播：" if lang == "zh" else "Voice: "
    blocks = answer.split("\n\n")
    spoken = [index for index, block in enumerate(blocks) if mark in block]
    if len(spoken) < 3:
        return "opening", _edit_list(answer)
    edits = reactions(lang)["edits"]
    section = rng.choices(_SECTIONS, [45, 30, 25])[0]
    if section == "opening":
        head, line = blocks[spoken[0]].split(mark)
        blocks[spoken[0]] = head + mark + _prefixed(rng.choice(edits["opening"]), line)
    elif section == "ending":
        head, _ = blocks[spoken[-1]].split(mark)
        blocks[spoken[-1]] = head + mark + rng.choice(edits["ending"])
    elif len(spoken) > 4 and rng.random() < 0.5:
        del blocks[rng.choice(spoken[1:-1])]
    else:
        chosen = rng.choice(spoken[1:-1])
        glue = "" if lang == "zh" else " "
        blocks[chosen] = blocks[chosen] + glue + rng.choice(edits["middle"])
    return section, "\n\n".join(blocks)


def reactions(lang: Lang) -> dict[str, Any]:
    """What users of `lang` say."""
    loaded: dict[str, Any] = read_yaml(_BOOK)[lang]
    return loaded


def _prefixed(start: str, line: str) -> str:
    """The line after a start that ends in a comma goes on in lower case."""
    if start.endswith(", ") and not re.match(r"I\b|[A-Z]{2}", line):
        line = line[0].lower() + line[1:]
    return start + line


def _edit_list(answer: str) -> str:
    """Titles and ideas: keep the first, or the first two."""
    lines = answer.splitlines()
    return "\n".join(lines[1:2] if len(lines) > 2 else lines[:1]).removeprefix("1. ")


def _with_rest(shares: Sequence[float]) -> list[float]:
    return [*shares, 1 - sum(shares)]
