"""ScriptMate itself: understand, retrieve, generate, each callable and replaceable by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.demo.scriptmate.generate import Params, generate
from knowledge.demo.scriptmate.library import Library, demo_library
from knowledge.demo.scriptmate.retrieve import retrieve
from knowledge.demo.scriptmate.understand import Understanding, Version, rewrite, understand
from knowledge.language import Lang
from knowledge.records import Intent, Passage, Turn

MODELS: dict[Version, str] = {"v1": "qwen-plus", "v2": "deepseek-chat"}
"""The model that each version is said to run on."""


@dataclass(frozen=True)
class Run:
    """One interaction, stage by stage."""

    query: str
    """The user's words."""
    history: tuple[Turn, ...]
    """Earlier turns, oldest first."""
    params: Params
    """How it was generated."""
    understanding: Understanding
    """What the first stage handed on."""
    passages: tuple[Passage, ...] | None
    """What the second stage handed on; None when it was not reached."""
    answer: str
    """What the third stage wrote; empty when it was not reached."""
    error: str | None = None
    """The error that ended the interaction, if any."""


class ScriptMate:
    """One version of the product. Deterministic and offline; holds no state between calls."""

    def __init__(self, version: Version = "v2", library: Library | None = None) -> None:
        self.version = version
        self.library = library or demo_library()

    def understand(self, query: str, history: Sequence[Turn] = ()) -> Understanding:
        """Read the intent, its slots and a search query out of the user's words."""
        return understand(query, history, library=self.library, version=self.version)

    def rewrite(self, intent: Intent, lang: Lang) -> str | None:
        """The search query for an intent; None where it names no topic."""
        return rewrite(intent, lang, self.library, self.version)

    def retrieve(self, understanding: Understanding, k: int = Params.top_k) -> list[Passage]:
        """Find the passages for what was understood, best first."""
        return retrieve(understanding, k, library=self.library, version=self.version)

    def generate(
        self, understanding: Understanding, passages: Sequence[Passage], params: Params
    ) -> str:
        """Write the answer from the passages marked as used."""
        return generate(understanding, passages, params, library=self.library, version=self.version)

    def run(
        self,
        query: str,
        history: Sequence[Turn] = (),
        *,
        params: Params | None = None,
        understanding: Understanding | None = None,
        passages: Sequence[Passage] | None = None,
        answer: str | None = None,
    ) -> Run:
        """All three stages. What is given replaces that stage's output and flows on."""
        params = params or Params()
        understood = understanding or self.understand(query, history)
        found = self.retrieve(understood, params.top_k) if passages is None else passages
        text = self.generate(understood, found, params) if answer is None else answer
        return Run(query, tuple(history), params, understood, tuple(found), text)
