"""What a model is asked for a section: the rules first, then the evidence in a fence."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from knowledge.language import Lang
from tools.prd.modelled.facts import Fact
from tools.prd.modelled.prompts import prompt

MOST_SENTENCES = 8
"""Sentences of a section that a model is asked for."""
MOST_ROWS = 2
"""Rows that a model may add to a table."""


def asked_prose(
    feature: str,
    title: str,
    holds: str,
    facts: Sequence[Fact],
    lang: Lang,
    *,
    fence: str | None = None,
) -> str:
    """The prompt for the prose of a section."""
    data = {
        "feature": feature,
        "section": title,
        "holds": holds,
        "evidence": [{"id": one.id, "says": one.shown} for one in facts],
    }
    return _filled("write_prose", data, lang, fence, most=str(MOST_SENTENCES))


def asked_edit(
    wish: str, title: str, present: Sequence[str], facts: Sequence[Fact], lang: Lang
) -> str:
    """The prompt for a section that is to be written otherwise."""
    data = {
        "wish": wish,
        "section": title,
        "present": list(present),
        "evidence": [{"id": one.id, "says": one.shown} for one in facts],
    }
    return _filled("write_edit", data, lang, None, most=str(MOST_SENTENCES))


def asked_rows(
    feature: str,
    title: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    lang: Lang,
    *,
    fence: str | None = None,
) -> str:
    """The prompt for the last column of a table; each row has an id and its other cells."""
    shown = [{"row": id_, **dict(zip(heads[:-1], cells, strict=False))} for id_, cells in rows]
    data = {"feature": feature, "section": title, "rows": shown}
    return _filled("write_rows", data, lang, fence, most=str(MOST_ROWS), column=heads[-1])


def _filled(name: str, data: Any, lang: Lang, fence: str | None, **values: str) -> str:
    """The data last, so that nothing in it can stand for a placeholder."""
    text = prompt(name).replace("{language}", prompt(f"in_{lang}"))
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    written = json.dumps(data, ensure_ascii=False)
    return text.replace("{fence}", fence or secrets.token_hex(8)).replace("{data}", written)
