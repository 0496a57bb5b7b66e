"""ScriptMate, stage by stage, for replays: any stage's output can be replaced by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.product import MODELS, ScriptMate
from knowledge.demo.scriptmate.understand import Understanding
from knowledge.language import language_of
from knowledge.records import Intent, Passage, Trace, Turn, Understood

_REPEATS = 3


@dataclass(frozen=True)
class StagedScriptMate:
    """One version of the demo product; another seed for each repetition stands for chance."""

    product: ScriptMate
    """The version."""
    repeats: int = _REPEATS
    """Runs of an arm."""
    free: bool = True
    """It may be run unasked."""

    def understand(self, query: str, history: Sequence[Turn]) -> Understood:
        """Read intent, slots and a search query out of the user's words."""
        found = self.product.understand(query, history)
        return Understood(found.intent, found.rewritten_query)

    def retrieve(
        self, query: str, understood: Understood, params: Mapping[str, Any]
    ) -> list[Passage]:
        """Find the passages for what was understood; a missing search query is made anew."""
        return self.product.retrieve(
            self._understanding(query, understood), Params.of(params).top_k
        )

    def generate(
        self,
        query: str,
        understood: Understood,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        """Write the answer from the passages marked as used."""
        chosen = replace(Params.of(params), seed=Params.of(params).seed + run)
        return self.product.generate(self._understanding(query, understood), passages, chosen)

    def _understanding(self, query: str, understood: Understood) -> Understanding:
        lang = language_of(query, default="zh")
        intent = understood.intent or Intent()
        search = understood.rewritten_query or self.product.rewrite(intent, lang)
        return Understanding(query, lang, intent, search)


def replayable(trace: Trace) -> dict[str, StagedScriptMate]:
    """The versions of ScriptMate that the trace can be replayed on, its own one first.

    Empty where ScriptMate did not make it, as its model and its version tell, or logged no intent.
    """
    own = next(
        (v for v, model in MODELS.items() if (trace.version, trace.model) == (v, model)), None
    )
    if own is None or trace.intent is None:
        return {}
    versions = [own, *(version for version in MODELS if version != own)]
    return {version: StagedScriptMate(ScriptMate(version)) for version in versions}
