"""What people say that no tool is for: greetings, thanks, what can you do?"""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.texts import say
from tools.routes import Route
from tools.routes.case_heard import fillers

KINDS = (
    "greeting",
    "thanks",
    "farewell",
    "capabilities",
    "later",
    "not_yet",
    "out_of_scope",
)
"""The kinds of it, as smalltalk.yaml has them."""
_SHOWN_FIRST = ("diagnose_case", "find_bad_cases")
"""What a newcomer is told of before all else."""
_WORD = re.compile(r"[a-z]+")


def small_talk(kind: str, lang: Lang, routes: Sequence[Route]) -> str:
    """What is answered, with what can be asked of the tools of those routes."""
    ordered = sorted(routes, key=lambda route: route.tool not in _SHOWN_FIRST)
    first = [(route.phrases.utterances[lang][0], route.phrases.about[lang]) for route in ordered]
    abilities = "\n".join(f"- **{example}** · {about}" for example, about in first)
    examples = "\n".join(f"- {example}" for example, _ in first)
    return say(f"agent.{kind}", lang, abilities=abilities, examples=examples)


def is_foreign(text: str, talk: str) -> bool:
    """Whether a text has an English word that nobody uses to ask what we can do: "how do I pay?".

    Its frame of common words is like "how do I start?", and it asks for something else.
    """
    return talk == "capabilities" and not set(_WORD.findall(text.lower())) <= _own_words()


@cache
def _own_words() -> frozenset[str]:
    """The English words of small talk, and those that say nothing."""
    talk: dict[str, dict[str, list[str]]] = packaged("agent", "smalltalk.yaml")
    kinds = ("greeting", "thanks", "capabilities")
    said = [text.lower() for kind in kinds for text in talk[kind]["en"]]
    return frozenset(_WORD.findall(" ".join([*said, *fillers()])))
