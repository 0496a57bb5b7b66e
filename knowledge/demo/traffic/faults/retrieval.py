"""Faults of the second stage: the library lacks it, or what it has does not get through."""

import random

from knowledge.demo.scriptmate.generate import kind_of
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.faults.material import (
    asked,
    material,
    passages_on_neighbour,
    run_ask,
)


def gap(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The library has nothing on the subject, so that the nearest words are taken."""
    subject = rng.choice(material(ask.need.lang)["gaps"])
    query = ask.query.replace(ask.need.called, subject)
    run = asked(product, ask, query)
    return run if run and run.understanding.slots.get("topic") == subject else None


def miss(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The library has it, and retrieval comes back with something else."""
    understood = product.understand(ask.query, ask.history)
    wrong = passages_on_neighbour(product, ask, understood)
    if wrong is None:
        return None
    weaker = [p.model_copy(update={"score": round((p.score or 0) * 0.55, 3)}) for p in wrong]
    return run_ask(product, ask, understanding=understood, passages=weaker)


def ranking(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The right passages are found, ranked below wrong ones, and not handed on."""
    understood = product.understand(ask.query, ask.history)
    wrong = passages_on_neighbour(product, ask, understood)
    if wrong is None:
        return None
    right = [p for p in product.retrieve(understood) if p.used][:3]
    handed = [p for p in wrong if p.used]
    least = min(p.score or 0 for p in handed)
    below = [
        p.model_copy(update={"used": False, "score": round(least - 0.02 * rank, 3)})
        for rank, p in enumerate(right, start=1)
    ]
    return run_ask(product, ask, understanding=understood, passages=[*handed, *below])


def stale(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """A fact is handed on that a newer one has replaced."""
    understood = product.understand(ask.query, ask.history)
    passages = product.retrieve(understood)
    old = [
        entry
        for entry in product.library.about(ask.need.topic, ask.need.lang)
        if entry.superseded_by is not None
    ]
    middle = [p for p in passages if p.used and kind_of(p, product.library) in {"beat", "fact"}]
    if not old or not middle:
        return None
    current = {p.id: p for p in middle}
    for entry in old:
        victim = current.get(entry.superseded_by or "") or middle[0]
        outdated = victim.model_copy(update={"id": entry.id, "text": entry.text})
        mixed = [outdated if p.id == victim.id else p for p in passages]
        return run_ask(
            product,
            ask,
            understanding=understood,
            passages=[p for p in mixed if p.id != entry.superseded_by],
        )
    return None
