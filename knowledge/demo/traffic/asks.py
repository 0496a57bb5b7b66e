"""Wishes put into words, in many ways and two languages."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.demo.data import read_yaml
from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.traffic.needs import Need
from knowledge.language import Lang
from knowledge.records import Turn

_BOOK = Path(__file__).with_name("phrasing.yaml")

_FIELD = re.compile(r"\{(\w+)\}")
_SLOT_OF = {"sec": "seconds", "sec_adj": "seconds", "aud": "audience", "plat": "platform"}


@dataclass(frozen=True)
class Ask:
    """One message to the product."""

    need: Need
    """What the user means."""
    query: str
    """What the user types."""
    stated: frozenset[str]
    """The slots that the words name."""
    history: tuple[Turn, ...]
    """What was said before in the same conversation."""
    params: Params
    """With what parameters the product will generate."""


def first_words(need: Need, rng: random.Random) -> tuple[str, frozenset[str]]:
    """A new wish in the user's words, and the slots that they name."""
    if need.intent == "ask_help":
        return rng.choice(phrasing(need.lang)["ask_help"]), frozenset()
    book = phrasing(need.lang)
    cores = [*book[need.intent], *book.get(f"{need.intent}_{need.style}", ())]
    core = rng.choice([c for c in cores if need.tone is not None or "{tone}" not in c])
    stated = {_SLOT_OF.get(field, field) for field in _FIELD.findall(core)}
    query, glue = core, rng.choice(book["glue"])
    for field, share in _wishes(need):
        slot = _SLOT_OF.get(field, field)
        if slot not in stated and rng.random() < share:
            query += (" " if query[-1] in "?.!" else glue) + rng.choice(book["wish"][field])
            stated.add(slot)
    return _dress(query, need, rng), frozenset(stated)


def further_words(need: Need, change: str, rng: random.Random) -> str:
    """A follow-up: `shorter`, `longer`, `plat`, `tone`, the same again (`none`), or a `title`."""
    query = rng.choice(phrasing(need.lang)["rewrite"][change])
    return fill(query, need, rng)


def fill(text: str, need: Need, rng: random.Random, **more: str) -> str:
    """The text with its `{fields}` said in one of the ways in which they are said."""
    values = phrasing(need.lang)["values"]
    own = {
        "sec": need.seconds,
        "sec_adj": need.seconds,
        "style": need.style,
        "aud": need.audience,
        "plat": need.platform,
        "tone": need.tone,
    }

    def said(found: re.Match[str]) -> str:
        field = found.group(1)
        if field in more:
            return more[field]
        return need.called if field == "topic" else str(rng.choice(values[field][own[field]]))

    return _FIELD.sub(said, text)


def phrasing(lang: Lang) -> dict[str, Any]:
    """The phrase book of `lang`."""
    loaded: dict[str, Any] = read_yaml(_BOOK)[lang]
    return loaded


def _wishes(need: Need) -> Sequence[tuple[str, float]]:
    """What may be added to the core, and how often."""
    script = need.intent == "write_script"
    return (
        ("style", 0.25 if script else 0.1),
        ("sec", 0.5 if script else 0.0),
        ("aud", 0.1),
        ("plat", 0.16),
        ("tone", 0.9 if script and need.tone else 0.0),
    )


def _dress(text: str, need: Need, rng: random.Random) -> str:
    """Fill the fields, then the ways in which people type: greetings, thanks, emoji, slips."""
    book = phrasing(need.lang)
    if rng.random() < 0.16:
        text = rng.choice(book["openers"]) + text
    if rng.random() < 0.2 and text[-1] not in "?？.。!！":
        text += rng.choice(book["tails"])
    if rng.random() < 0.08:
        slips = [word for word in book["typos"] if word in text]
        if slips:
            word = rng.choice(slips)
            text = text.replace(word, rng.choice(book["typos"][word]), 1)
    text = fill(text, need, rng)
    if rng.random() < 0.06:
        text += rng.choice(["", " "]) + rng.choice(book["emoji"])
    if need.lang == "en" and rng.random() < 0.3:
        text = text[0].lower() + text[1:]
    if need.lang == "zh" and rng.random() < 0.12:
        text = text.replace("，", " ")
    return text
