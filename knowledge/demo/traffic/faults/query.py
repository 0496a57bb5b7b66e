"""Faults of the query: the product does what it can with what it was given."""

import random

from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.traffic.asks import Ask, fill
from knowledge.demo.traffic.faults.material import asked, material


def vague(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The user names no subject."""
    return asked(product, ask, rng.choice(material(ask.need.lang)["vague"]))


def out_of_scope(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The user wants what no script assistant can give."""
    return asked(product, ask, rng.choice(material(ask.need.lang)["out_of_scope"]))


def two_topics(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The user wants two subjects in one short video; the product takes up the first."""
    topic = ask.need.topic
    others = [
        t for t in product.library.topics if t is not topic and t.styles[0] == topic.styles[0]
    ]
    other = rng.choice(others).aliases[ask.need.lang][0]
    text = rng.choice(material(ask.need.lang)["two_topics"])
    run = asked(product, ask, fill(text, ask.need, rng, other=other))
    return run if run and run.understanding.slots.get("topic") == ask.need.called else None


def lost_history(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The user builds on a conversation that the product no longer has."""
    return asked(product, ask, rng.choice(material(ask.need.lang)["lost_history"]))
