"""What planted faults are made of: bad questions, confusable topics, and the runs that use them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.demo.data import read_yaml
from knowledge.demo.scriptmate.library import Library, Topic
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import Understanding, rewrite
from knowledge.demo.traffic.asks import Ask
from knowledge.language import Lang
from knowledge.records import Intent, Passage

_FILE = Path(__file__).with_name("material.yaml")


def run_ask(product: ScriptMate, ask: Ask, **given: Any) -> Run:
    """The product on the ask, with the given outputs of stages in place of its own."""
    return product.run(ask.query, ask.history, params=ask.params, **given)


def asked(product: ScriptMate, ask: Ask, query: str) -> Run | None:
    """The product's own run on other words."""
    return product.run(query, params=ask.params)


def neighbour(library: Library, ask: Ask) -> Topic | None:
    """A covered topic that is easily confused with the ask's."""
    lang = ask.need.lang
    for pair in all_material()["neighbours" if lang == "zh" else "neighbours_en"]:
        if ask.need.topic.id in pair:
            other = pair[1 - pair.index(ask.need.topic.id)]
            topic = library.topic_by_id[other]
            return topic if library.covers(topic, lang) else None
    return None


def search_for(product: ScriptMate, understood: Understanding, topic: Topic) -> str | None:
    """The search query, had the user asked about `topic`."""
    slots = {**understood.slots, "topic": topic.names[understood.lang]}
    if understood.slots.get("audience") not in topic.audiences:
        slots.pop("audience", None)
    intent = Intent(name=understood.intent.name, slots=slots)
    return rewrite(intent, understood.lang, product.library, product.version)


def passages_on_neighbour(
    product: ScriptMate, ask: Ask, understood: Understanding
) -> list[Passage] | None:
    """What retrieval finds for the confusable topic; None when there is none."""
    other = neighbour(product.library, ask)
    if other is None:
        return None
    search = search_for(product, understood, other)
    return product.retrieve(replace(understood, rewritten_query=search))


def material(lang: Lang) -> dict[str, Any]:
    """The material in `lang`."""
    material: dict[str, Any] = all_material()[lang]
    return material


def all_material() -> dict[str, Any]:
    """The material of both languages, and the confusable topics."""
    loaded: dict[str, Any] = read_yaml(_FILE)
    return loaded
