"""Faults of every cause, planted where they would arise; what follows from them follows."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.faults import generation, intent, query, retrieval, system
from knowledge.records import Cause

Plant = Callable[[ScriptMate, Ask, random.Random], Run | None]
"""Runs the ask with the fault in it; None when the ask does not lend itself to the fault."""


@dataclass(frozen=True)
class Fault:
    """A way to go wrong."""

    cause: Cause
    """The stage at fault."""
    plant: Plant
    """How it comes about."""
    weights: tuple[int, int]
    """How often it happens, relative to the others, in v1 and in v2."""
    topics: tuple[str, ...] = ()
    """The only topics with which it can happen; empty for any."""
    intents: tuple[str, ...] = ("write_script",)
    """The intents with which it can happen."""

    @property
    def sticky(self) -> bool:
        """Whether asking once more may meet it again: chance decides in the model, not before."""
        return self.cause not in {"generation", "system"}


_STALE_TOPICS = (
    "building_blocks", "rc_car", "baby_food_maker", "baby_carrier", "diapers", "coffee_machine",
    "headphones", "vaccine", "compound_interest", "carbon_neutrality", "slacking", "blind_date",
    "postgrad_exam",
)  # fmt: skip
_SCRIPTS = ("write_script", "rewrite_script")
_TOY_TOPICS = ("building_blocks", "stress_toys")
_MISTAKABLE = ("write_script", "write_title", "brainstorm_topics")

FAULTS: dict[str, Fault] = {
    "vague": Fault("query", query.vague, (9, 8)),
    "out_of_scope": Fault("query", query.out_of_scope, (5, 5)),
    "two_topics": Fault("query", query.two_topics, (4, 4)),
    "lost_history": Fault("query", query.lost_history, (5, 4)),
    "wrong_audience": Fault("intent", intent.wrong_audience, (9, 5), topics=_TOY_TOPICS),
    "wrong_seconds": Fault("intent", intent.wrong_seconds, (6, 3), intents=_SCRIPTS),
    "seconds_dropped": Fault("intent", intent.seconds_dropped, (0, 17), intents=_SCRIPTS),
    "wrong_intent": Fault("intent", intent.wrong_intent, (6, 3), intents=_MISTAKABLE),
    "wrong_topic": Fault("intent", intent.wrong_topic, (7, 5)),
    "gap": Fault("retrieval", retrieval.gap, (13, 9)),
    "miss": Fault("retrieval", retrieval.miss, (9, 5)),
    "ranking": Fault("retrieval", retrieval.ranking, (10, 3)),
    "stale": Fault("retrieval", retrieval.stale, (7, 3), topics=_STALE_TOPICS),
    "contradiction": Fault("generation", generation.contradiction, (7, 6), intents=_SCRIPTS),
    "off_style": Fault("generation", generation.off_style, (6, 3), intents=_SCRIPTS),
    "over_length": Fault("generation", generation.over_length, (6, 3), intents=_SCRIPTS),
    "breaks_off": Fault("generation", generation.breaks_off, (4, 3), intents=_SCRIPTS),
    "ignores_passages": Fault("generation", generation.ignores_passages, (5, 4)),
    "refuses": Fault("generation", generation.refuses, (4, 3)),
    "unsafe_claim": Fault("generation", generation.unsafe_claim, (4, 3)),
    "timeout": Fault("system", system.timeout, (5, 4), intents=_SCRIPTS),
    "model_error": Fault("system", system.model_error, (4, 3), intents=_SCRIPTS),
    "truncated": Fault("system", system.truncated, (4, 2)),
}
