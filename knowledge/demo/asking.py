"""Asks the demo product itself, as an evaluation does: one query in, one whole trace out.

A version goes wrong in the ways and about as often as its traffic shows. Whether it does on a
query is drawn from the query and the version alone, so that the same question fares the same.
"""

import random
from collections.abc import Sequence

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.library import Topic
from knowledge.demo.scriptmate.product import MODELS, Run, ScriptMate
from knowledge.demo.scriptmate.understand import Version, seconds_of
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.costs import cost_of
from knowledge.demo.traffic.faults import FAULTS
from knowledge.demo.traffic.logged import logged
from knowledge.demo.traffic.needs import Need
from knowledge.demo.traffic.simulate import FAULT_RATES
from knowledge.records import Trace, Turn

VERSIONS: tuple[Version, ...] = tuple(MODELS)
"""The versions that can be asked, oldest first."""
_TRIES = 6
_SLOTS = ("seconds", "platform", "tone", "audience")


def ask(version: Version, query: str, history: Sequence[Turn], trace_id: str) -> Trace:
    """What that version makes of the query, with its stages, and the bill as the demo reckons it.

    Deterministic: the same query gives the same trace, latency included.
    """
    product, dice = ScriptMate(version), random.Random(f"{version} {query}")  # noqa: S311
    run = product.run(query, history)
    if dice.random() < FAULT_RATES[version]:
        run = _gone_wrong(product, run, dice) or run
    return logged(trace_id, run, version, cost_of(run, version, dice), feature="script_generation")


def _gone_wrong(product: ScriptMate, sound: Run, dice: random.Random) -> Run | None:
    """The run with one of the version's faults in it; None where none can happen with the query."""
    meant = _meant(product, sound)
    if meant is None:
        return None
    which = VERSIONS.index(product.version)
    # What is wrong with the query is the user's; it is there or not whatever the version.
    fitting = [
        name
        for name, fault in FAULTS.items()
        if fault.cause != "query" and meant.need.intent in fault.intents
    ]
    weights = [FAULTS[name].weights[which] for name in fitting]
    for _ in range(_TRIES if any(weights) else 0):
        (name,) = dice.choices(fitting, weights)
        run = FAULTS[name].plant(product, meant, dice)
        if run is not None and run.query == sound.query and run != sound:
            return run
    return None


def _meant(product: ScriptMate, run: Run) -> Ask | None:
    """What the user meant, as the product understood it; None where that names no subject."""
    slots, lang = run.understanding.slots, run.understanding.lang
    topic = _topic(product, str(slots.get("topic", "")))
    if topic is None or run.understanding.intent.name is None:
        return None
    need = Need(
        lang=lang,
        intent=run.understanding.intent.name,
        topic=topic,
        called=str(slots["topic"]),
        style=str(slots.get("style") or topic.styles[0]),
        audience=str(slots.get("audience") or topic.audiences[0]),
        seconds=seconds_of(run.understanding),
        platform=str(slots.get("platform") or ""),
        tone=slots.get("tone"),
    )
    stated = frozenset(slot for slot in _SLOTS if slot in slots)
    return Ask(need, run.query, stated, run.history, Params())


def _topic(product: ScriptMate, called: str) -> Topic | None:
    wanted = called.lower()
    return next(
        (
            topic
            for topic in product.library.topics
            if any(wanted == alias.lower() for of in topic.aliases.values() for alias in of)
        ),
        None,
    )
