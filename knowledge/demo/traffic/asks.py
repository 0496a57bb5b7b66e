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
    cores = book[need.intent]
    core = rng.choice([c for c in cores if need.tone is not None or "{tone}" not in c])
    stated = set(_FIELD.findall(core))
    words = [core]
    for field, share in _wishes(need):
        if field not in stated and rng.random() < share:
            words.append(rng.choice(book["wish"][field]))
            stated.add(field)
    glue = rng.choice(book["glue"])
    query = _dress(glue.join(words), need, rng)
    return query, frozenset(_SLOT_OF.get(field, field) for field in stated)


def further_words(need: Need, change: str, rng: random.Random) -> str:
    """A follow-up: changes `sec`, `plat` or `tone`, or nothing (`none`), or asks for a `title`."""
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


def seems_sound(ask: Ask, slots: dict[str, Any], intent: str | None) -> bool:
    """Whether the product read the ask as it was meant, so that no fault sneaks in unplanned."""
    need = ask.need
    if intent != need.intent:
        return False
    if need.intent == "ask_help":
        return True
    meant = {
        "style": need.style,
        "audience": need.audience,
        "seconds": need.seconds,
        "platform": need.platform,
        "tone": need.tone,
    }
    return (
        str(slots.get("topic", "")).lower() == need.called.lower()
        and all(slot in slots for slot in ask.stated)
        and all(meant[slot] == value for slot, value in slots.items() if slot != "topic")
    )


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
