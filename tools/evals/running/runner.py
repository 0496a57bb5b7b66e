"""Runs a target over examples: asks many at once, scores, and keeps each outcome as it comes.

Two hands work at once. The event loop asks; a thread scores what was answered and commits it, as
many at a time as have come, so that neither scoring nor the disk holds up the calls. An answer
that was paid for is in the journal before anything else happens: after a kill nothing that was
answered is asked again. Calls over HTTP that are under way at a kill are seen through by the
courier, and the next start takes their replies from the spool. A function of the team's runs here
and ends with us, as does a judge's grading, and the courier ends with the machine: what an example
was asked then is asked again, under the same key, and counted.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.records import Example, Outcome, Run, RunStatus
from knowledge.runs import RunStore
from tools.evals.running.answers import Answers
from tools.evals.running.asking import Asked, Asker, Patience
from tools.evals.running.ledger import Ledger
from tools.evals.running.progress import Progress
from tools.evals.scorers.scorer import Means, Scorer
from tools.evals.targets.target import Target

_AT_ONCE = 256
"""Outcomes in one commit."""
_LOOKS = 0.2
"""Seconds between two looks at whether it is stopped."""
_HOPELESS = 10
"""When so many have been tried and none was answered, the rest is not tried."""

Arrived = tuple[Example, Asked]


@dataclass(frozen=True)
class Plan:
    """How to run."""

    concurrency: int = 16
    """Most calls under way."""
    patience: Patience = field(default_factory=Patience)
    """How long to go on with calls that fail."""
    limit_usd: float | None = None
    """Most dollars; the run stops before it passes them. None: no limit."""
    fresh: bool = False
    """Whether to ask again what an earlier run of the same target was answered."""


class Runner:
    """One run over one target; used once."""

    def __init__(
        self,
        run: Run,
        target: Target,
        scorers: Sequence[Scorer],
        store: RunStore,
        *,
        means: Means | None = None,
        plan: Plan | None = None,
        told: Callable[[Progress], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._run, self._target, self._scorers, self._store = run, target, scorers, store
        self._means, self._plan = means or Means(), plan or Plan()
        self._told, self._stopped = told, stopped
        self._halted: RunStatus | None = None
        self._ledger = Ledger(store, run.id, target)
        tally = store.tally(run.id)
        # Counted as they come: the progress counts what is committed, a moment later.
        self._failed, self._any_answer = tally.failed, tally.answered > 0
        self.progress = Progress(
            total=run.spec.examples,
            answered=tally.answered,
            failed=tally.failed,
            before=tally.answered + tally.failed,
            spent=tally.spent,
            priced=tally.priced,
        )
        """How far it is; what an earlier start has brought counts."""

    def go(self, examples: Iterable[Example]) -> RunStatus:
        """Run until all have an outcome, it is stopped, or the money is used up.

        Examples that have an outcome are left alone, so that the same call resumes a run. Raises
        nothing of the target's: a call that fails is an outcome that says why.
        """
        return asyncio.run(self._went(examples))

    async def _went(self, examples: Iterable[Example]) -> RunStatus:
        try:
            if not await self._ledger.landed(self._waiting):
                return "stopped"
            await self._go(examples)
        finally:
            await self._target.close()
            self._ledger.close()
        self._ledger.remove()
        self._told(self.progress)
        return self._halted or "done"

    def _waiting(self, awaited: int) -> bool:
        self.progress.awaited = awaited
        self._told(self.progress)
        return not self._stopped()

    async def _go(self, examples: Iterable[Example]) -> None:
        plan, total, ledger = self._plan, self._run.spec.examples, self._ledger
        await ledger.take_up()
        self.progress.awaited = 0
        answers = Answers(self._store, self._target.info, self._run.spec.seed, fresh=plan.fresh)
        asker = Asker(self._target, plan.concurrency, plan.patience, total)
        pending = (one for one in examples if one.id not in ledger.done)
        arrived: asyncio.Queue[Arrived | None] = asyncio.Queue(maxsize=4 * _AT_ONCE)
        try:
            async with asyncio.TaskGroup() as tasks:
                keeping = tasks.create_task(self._keep(arrived, answers))
                asking = [
                    tasks.create_task(self._ask_all(pending, asker, answers, arrived))
                    for _ in range(max(min(plan.concurrency, total), 1))
                ]
                watching = tasks.create_task(self._watch(asking))
                await asyncio.wait(asking)
                watching.cancel()
                await arrived.put(None)
                await keeping
        except* Exception as group:
            raise group.exceptions[0] from None

    async def _ask_all(
        self,
        pending: Iterator[Example],
        asker: Asker,
        answers: Answers,
        arrived: "asyncio.Queue[Arrived | None]",
    ) -> None:
        ledger = self._ledger
        for example in pending:
            self._halted = self._halted or self._reason_to_halt()
            if self._halted:
                return
            key = ledger.key(example.id)
            if example.id in ledger.answered:
                trace, attempts = ledger.answered.pop(example.id)
                asked = Asked(trace, None, attempts)
                self.progress.charge(trace.cost_usd)
            elif known := answers.known(example):
                self.progress.from_cache += 1
                asked = Asked(known.model_copy(update={"id": key}), None, 0)
            else:
                if answers.is_paid:
                    ledger.journal.sent(example.id)
                    self.progress.again += example.id in ledger.lost
                was_made = ledger.was_made(example.id)
                asked = await asker.ask(example, key)
                if asked.trace and answers.is_paid:
                    ledger.journal.append(example.id, asked.trace, asked.attempts)
                self.progress.calls += asked.attempts - was_made
                self.progress.charge(asked.trace.cost_usd if asked.trace else None)
            self._failed += asked.trace is None
            self._any_answer = self._any_answer or asked.trace is not None
            await arrived.put((example, asked))

    async def _watch(self, asking: Sequence["asyncio.Task[None]"]) -> None:
        """Break off the calls under way once it is stopped; a target may hang for a minute."""
        while not self._stopped():
            await asyncio.sleep(_LOOKS)
        self._halted = "stopped"
        for task in asking:
            task.cancel()

    def _reason_to_halt(self) -> RunStatus | None:
        """Why not to ask for one more; None when nothing speaks against it."""
        progress, limit = self.progress, self._plan.limit_usd
        if self._failed >= _HOPELESS and not self._any_answer:
            return "stopped"
        if limit is None or progress.each is None or progress.spent is None:
            return None
        under_way = progress.each * self._plan.concurrency
        return "over_budget" if progress.spent + under_way > limit else None

    async def _keep(self, arrived: "asyncio.Queue[Arrived | None]", answers: Answers) -> None:
        """Commit answers, score them, commit the outcomes; a batch is what has come meanwhile."""
        async for batch in _batches(arrived):
            for one in await asyncio.to_thread(self._kept, batch, answers):
                self.progress.count(answered=one.failure is None)
            self._told(self.progress)

    def _kept(self, batch: list[Arrived], answers: Answers) -> list[Outcome]:
        answers.keep([(example, asked.trace) for example, asked in batch if asked.trace])
        outcomes = [self._outcome(example, asked) for example, asked in batch]
        self._store.add(self._run.id, outcomes)
        return outcomes

    def _outcome(self, example: Example, asked: Asked) -> Outcome:
        trace = asked.trace
        scored = self._scorers if trace else ()
        return Outcome(
            example_id=example.id,
            trace=trace,
            failure=asked.failure,
            attempts=asked.attempts,
            scores={one.name: one.score(example, trace, self._means) for one in scored if trace},
            segment=example.segment,
        )


async def _batches(queue: "asyncio.Queue[Arrived | None]") -> AsyncIterator[list[Arrived]]:
    """What has come, at most so many at once, until None comes."""
    while (following := await queue.get()) is not None:
        batch = [following]
        while len(batch) < _AT_ONCE and not queue.empty():
            if (following := queue.get_nowait()) is None:
                break
            batch.append(following)
        yield batch
        if following is None:
            return
