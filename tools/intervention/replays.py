"""Runs a product from some stage on, with what came before as given, and judges the outcome."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.records import Passage, Share, Trace, Understood
from tools.intervention.run import run_of
from tools.intervention.staged import Staged, StageFailed
from tools.shares import share

Judge = Callable[[Trace], bool | None]
"""Whether an interaction came out well; None where that cannot be told."""


@dataclass(frozen=True)
class Replays:
    """The runs of one trace on one product."""

    trace: Trace
    """What happened."""
    product: Staged
    """What to run."""
    judge: Judge
    """Tells how a run came out."""

    @property
    def logged(self) -> Understood:
        """What the trace's first stage handed on."""
        return Understood(self.trace.intent, self.trace.rewritten_query)

    def anew(self, query: str | None = None) -> Understood:
        """What the product understands now, of the trace's query or of another."""
        history = [] if query else self.trace.history
        return self.product.understand(query or self.trace.query, history)

    def found(self, understood: Understood, query: str | None = None) -> list[Passage]:
        """What the product retrieves now for what was understood."""
        return self.product.retrieve(query or self.trace.query, understood, self.trace.params)

    def outcome(
        self,
        understood: Understood,
        passages: list[Passage],
        *,
        query: str | None = None,
        params: dict[str, object] | None = None,
    ) -> Share:
        """Generate as often as the product needs, and count what came out well."""
        settings = {**self.trace.params, **(params or {})}
        results = []
        for run in range(self.product.repeats):
            try:
                text = self.product.generate(
                    query or self.trace.query, understood, passages, settings, run
                )
            except StageFailed:  # a call that failed tells nothing about the stage put right
                continue
            results.append(self.judge(self._as_trace(understood, passages, text, query)))
        known = [one for one in results if one is not None]
        return share(sum(known), len(known))

    def as_logged(self) -> Share:
        """How the trace itself came out, as often as the product is run: it would again."""
        verdict, times = self.judge(self.trace), self.product.repeats
        return share(times * bool(verdict), times * (verdict is not None))

    def _as_trace(
        self, understood: Understood, passages: list[Passage], answer: str, query: str | None
    ) -> Trace:
        """The run as a trace; another query stands by itself, without the turns before."""
        another = {"query": query, "history": []} if query else {}
        return run_of(self.trace, understood, passages, answer, **another)
