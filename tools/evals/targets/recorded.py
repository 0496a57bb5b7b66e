"""Answers that the set itself holds: nothing is called, only scored."""

from knowledge.records import Example, TargetInfo, Trace
from tools.evals.targets.target import CallFailed


class Recorded:
    """The recorded answer of each example."""

    info = TargetInfo(kind="recorded", name="recorded")

    async def ask(self, example: Example, key: str) -> Trace:
        """The recorded answer, with what was retrieved for it where that is known."""
        if example.answer is None:
            raise CallFailed("nothing", "no answer is recorded", again=False)
        return Trace(
            id=key,
            query=example.query,
            history=example.history,
            answer=example.answer,
            retrieved=example.passages,
            segment=example.segment,
        )

    async def close(self) -> None:
        """Nothing is open."""
