"""The patterns of the review, and which section is which."""

import re
from functools import cache
from itertools import pairwise
from typing import Any

from knowledge.beginning import beginning
from knowledge.packaged import packaged
from knowledge.records.prd import Block, Prd, Section, Sentence

_WORD = re.compile(r"\w")
_SHOWN = 80
"""Characters of a sentence that a finding quotes."""


@cache
def lists() -> dict[str, Any]:
    """All of `review.yaml`."""
    loaded: dict[str, Any] = packaged(__package__, "review.yaml")
    return loaded


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of its patterns, such as `metric` or `heads.weight`."""
    node: Any = lists()
    for part in name.split("."):
        node = node[part]
    return re.compile(node, re.IGNORECASE)


def role(section: Section) -> str | None:
    """Which part of a PRD a section is; None for one that the review does not know."""
    key, title = section.key.casefold(), section.title.casefold()
    roles = lists()["roles"]
    for name, names in roles.items():
        if key in names:
            return str(name)
    # 非目标 holds 目标: the longest name decides.
    held = [
        (len(one), str(name))
        for name, names in roles.items()
        for one in names
        if (one.casefold() in title if not one.isascii() else re.search(rf"\b{one}\b", title))
    ]
    return max(held)[1] if held else None


def sections(prd: Prd, name: str) -> list[Section]:
    """The sections that have a role."""
    return [section for section in prd.sections if role(section) == name]


def units(block: Block) -> list[tuple[Sentence, ...]]:
    """What says one thing each: a table's rows, a list's items, a paragraph. Lead-ins are none.

    Open questions say nothing, but a row keeps them: its cells are told by their place.
    """
    if block.form == "table" and block.heads:
        width = len(block.heads)
        rows = [block.sentences[at : at + width] for at in range(0, len(block.sentences), width)]
        return [row for row in rows if any(one.kind != "question" for one in row)]
    rows = [block.sentences] if block.form == "paragraph" else [(one,) for one in block.sentences]
    kept = (tuple(one for one in row if one.kind != "question") for row in rows)
    return [
        row for row in kept if _WORD.search(said(row)) and not pattern("lead_in").search(said(row))
    ]


def left_out(section: Section) -> list[Block]:
    """The blocks of a section of goals that say what is no goal: a lead-in says so before them."""
    return [
        block
        for before, block in pairwise(section.blocks)
        if before.form == "paragraph"
        and before.sentences
        and pattern("lead_in").search(before.sentences[-1].text)
        and pattern("left_out").search(before.sentences[-1].text)
    ]


def said(unit: tuple[Sentence, ...]) -> str:
    """The words of a unit."""
    return " ".join(one.text for one in unit)


def column(block: Block, name: str) -> int | None:
    """Which column of a table has such a head; None when none has."""
    if block.form != "table":
        return None
    heads = enumerate(block.heads)
    return next((at for at, head in heads if pattern(f"heads.{name}").search(head)), None)


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, to be done."""
    return text.strip().casefold() in {
        "",
        "-",
        "–",
        "—",
        "tbd",
        "n/a",
        "todo",
        "待定",
        "无",
        "暂无",
    }


def shortened(text: str) -> str:
    """Words on one line, cut where a finding would not show them all."""
    return beginning(text, _SHOWN)
