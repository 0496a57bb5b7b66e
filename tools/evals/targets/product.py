"""A version of a product that runs in this process, all stages logged."""

from collections.abc import Callable, Sequence

from knowledge.records import Example, TargetInfo, Trace, Turn
from tools.evals.targets.target import CallFailed

AskProduct = Callable[[str, Sequence[Turn], str], Trace]
"""Query, earlier turns and the trace's id in; the interaction out."""


class InProcess:
    """A product's version by its function."""

    def __init__(self, name: str, version: str, ask: AskProduct) -> None:
        self._ask = ask
        self.info = TargetInfo(kind="product", name=name, version=version)

    async def ask(self, example: Example, key: str) -> Trace:
        """Run the version on the example's query."""
        try:
            trace = self._ask(example.query, example.history, key)
        except Exception as error:  # the product's own code may fail in any way
            raise CallFailed("error", f"{type(error).__name__}: {error}", again=False) from error
        if trace.error and not trace.answer:
            raise CallFailed("error", trace.error, again=False)
        return trace.model_copy(update={"segment": example.segment})

    async def close(self) -> None:
        """Nothing is open."""
