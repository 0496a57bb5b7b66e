"""ScriptMate, stage by stage, for replays: any stage's output can be replaced by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.product import ScriptMate
from knowledge.demo.scriptmate.understand import Understanding, Version
from knowledge.language import language_of
from knowledge.records import Intent, Passage, Trace, Turn

_REPEATS = 3


class Handed(NamedTuple):
    """What the first stage hands on."""

    intent: Intent | None
    """The intent and its slots."""
    rewritten_query: str | None
    """What is to be searched for."""


@dataclass(frozen=True)
class StagedScriptMate:
    """One version of the demo product; another seed for each repetition stands for chance."""

    product: ScriptMate
    """The version."""
    repeats: int = _REPEATS
    """Runs of an arm."""

    def understand(self, query: str, history: Sequence[Turn]) -> Handed:
        """Read intent, slots and a search query out of the user's words."""
        found = self.product.understand(query, history)
        return Handed(found.intent, found.rewritten_query)

    def retrieve(self, query: str, understood: Handed, params: Mapping[str, Any]) -> list[Passage]:
        """Find the passages for what was understood; a missing search query is made anew."""
        return self.product.retrieve(
            self._understanding(query, understood), Params.of(params).top_k
        )

    def generate(
        self,
        query: str,
        understood: Handed,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        """Write the answer from the passages marked as used."""
        chosen = replace(Params.of(params), seed=Params.of(params).seed + run)
        return self.product.generate(self._understanding(query, understood), passages, chosen)

    def _understanding(self, query: str, understood: Handed) -> Understanding:
        lang = language_of(query, default="zh")
        intent = understood.intent or Intent()
        search = understood.rewritten_query or self.product.rewrite(intent, lang)
        return Understanding(query, lang, intent, search)


def understanding_of(trace: Trace) -> Understanding | None:
    """What the trace's first stage handed on; None when it was not logged."""
    if trace.intent is None:
        return None
    lang = language_of(trace.query, default="zh")
    return Understanding(trace.query, lang, trace.intent, trace.rewritten_query)


def staged_for(trace: Trace) -> StagedScriptMate | None:
    """The version of ScriptMate that made the trace; None where it was another product."""
    versions: tuple[Version, ...] = ("v1", "v2")
    for version in versions:
        if trace.version == version and trace.intent is not None:
            return StagedScriptMate(ScriptMate(version))
    return None
