"""Answers that were paid for, by all that decides them: the same question is not paid twice."""

import hashlib
import json
from collections.abc import Sequence

from knowledge.records import Example, TargetInfo, Trace
from knowledge.runs import RunStore

_DECIDES = {"query", "history"}
"""The fields of an example that a target sees."""
_FREE = frozenset(["recorded", "product"])
"""Kinds of targets that run here and cost nothing."""


class Answers:
    """The answers of one target, in the workspace's store."""

    def __init__(self, store: RunStore, info: TargetInfo, seed: int, *, fresh: bool) -> None:
        self._store = store
        self.is_paid = info.kind not in _FREE
        """Whether an answer of this target costs anything, so that it has to be kept."""
        decides = json.dumps([info.model_dump(mode="json"), seed], sort_keys=True)
        self._target = hashlib.sha256(decides.encode()).hexdigest()
        use = self.is_paid and not fresh
        self._there = store.answered(self._target) if use else set[str]()

    def known(self, example: Example) -> Trace | None:
        """What the target has answered to just this before; None when it is to be asked."""
        if not self._there or (key := _key(example)) not in self._there:
            return None
        return self._store.answer(self._target, key)

    def keep(self, answered: Sequence[tuple[Example, Trace]]) -> None:
        """Store answers; committed when this returns."""
        if self.is_paid:
            found = {_key(example): trace for example, trace in answered}
            self._store.keep_answers(self._target, found)


def _key(example: Example) -> str:
    return hashlib.sha256(example.model_dump_json(include=_DECIDES).encode()).hexdigest()
