"""Faults of the first stage: the words are clear and are read as something else."""

import random
from dataclasses import replace
from typing import Any

from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import DEFAULT_SECONDS, rewrite
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.faults.material import neighbour, run_ask, search_for
from knowledge.language import Lang
from knowledge.records import Intent

_TOYS = {"children": "building_blocks", "adults": "stress_toys"}
_TOY_WORD: dict[Lang, str] = {"zh": "玩具", "en": "toy"}
# After the incident of October, v2 reads Chinese children's toys right.
_MENDED = ("children", "zh", "v2")


def wrong_audience(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """Toys for children are read as toys for adults, or the other way round."""
    understood = product.understand(ask.query, ask.history)
    meant = understood.slots.get("audience")
    if meant not in _TOYS or (meant, understood.lang, product.version) == _MENDED:
        return None
    wrong = "adults" if meant == "children" else "children"
    slots = {**understood.slots, "audience": wrong, "topic": _TOY_WORD[understood.lang]}
    topic = product.library.topic_by_id[_TOYS[wrong]].names[understood.lang]
    search = rewrite(
        Intent(name=understood.intent.name, slots={**slots, "topic": topic}),
        understood.lang,
        product.library,
        product.version,
    )
    return _misread(product, ask, slots=slots, rewritten=search)


# After the incident of October, v2 reads Chinese children's toys right.


def wrong_seconds(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The length that the user named is read as another."""
    understood = product.understand(ask.query, ask.history)
    named = understood.slots.get("seconds")
    if "seconds" not in ask.stated or named is None:
        return None
    lengths = [15, 30, 60] if understood.lang == "en" else [15, 30, 60, 90]
    wrong = rng.choice([length for length in lengths if length != named])
    return _misread(product, ask, slots={**understood.slots, "seconds": wrong})


def seconds_dropped(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The length that the user named is not read at all: v2's regression."""
    understood = product.understand(ask.query, ask.history)
    if understood.slots.get("seconds") in {None, DEFAULT_SECONDS}:
        return None
    slots = {slot: value for slot, value in understood.slots.items() if slot != "seconds"}
    return _misread(product, ask, slots=slots)


def wrong_intent(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """A title or ideas were wanted and a script is written, or the other way round."""
    wrong = {"write_title": "write_script", "brainstorm_topics": "write_script"}.get(
        ask.need.intent, rng.choice(["write_title", "brainstorm_topics"])
    )
    return _misread(product, ask, name=wrong)


def wrong_topic(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The slots are right and the rewritten query is about something else."""
    other = neighbour(product.library, ask)
    understood = product.understand(ask.query, ask.history)
    search = search_for(product, understood, other) if other else None
    return _misread(product, ask, rewritten=search) if search else None


def _misread(
    product: ScriptMate,
    ask: Ask,
    *,
    name: str | None = None,
    slots: dict[str, Any] | None = None,
    rewritten: str | None = None,
) -> Run:
    """A run on a wrong understanding; the query is rewritten anew unless one is given."""
    right = product.understand(ask.query, ask.history)
    intent = Intent(name=name or right.intent.name, slots=right.slots if slots is None else slots)
    search = rewritten or rewrite(intent, right.lang, product.library, product.version)
    return run_ask(
        product, ask, understanding=replace(right, intent=intent, rewritten_query=search)
    )
