"""Lets a chat model write the prose of a draft; what it may not say stays as the planner has it."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue

from knowledge.records.prd import Prd, Section
from tools.chat_model import ChatModel, Enough, Failure, ServiceFailed, Spent
from tools.prd.drafting.pen import Pen
from tools.prd.modelled.reply import Reader, Said
from tools.prd.modelled.section_work import SectionWork
from tools.prd.modelled.shown import so_far
from tools.prd.modelled.written import Why, Writing

Told = Callable[[int, int, str, str], None]
"""Is told how many sections of how many are done, which is under way, and what is written."""
MOST_TOKENS = 4_000
"""Tokens of a section, with what a model thinks before; a sentence takes about 60."""
_AT_ONCE = 3
"""Sections that are asked for at the same time, where the service is quick."""
_QUICK = 15.0
"""Seconds for the first section; a service that takes longer gets one question at a time."""
_FAILURES = 2
"""Failures in a row after which the service is asked no more."""
_AGAIN = 2
"""How often a model may repeat itself in a section before it is stopped."""
_WAIT = 0.1
"""Seconds between two looks at whether the reader has stopped the turn."""
_PAUSE = 0.25
"""Seconds between two tellings of what is written; each holds all of it."""


@dataclass(frozen=True)
class Written:
    """What the model made of a draft."""

    sections: dict[str, Section]
    """The sections that have its prose, by key."""
    writing: Writing
    """How it went."""

    def without(self, keys: Collection[str]) -> "Written":
        """The same but for these sections, which are somebody's own."""
        return replace(
            self, sections={key: one for key, one in self.sections.items() if key not in keys}
        )

    def into(self, prd: Prd) -> Prd:
        """The draft with these sections; locked ones stay."""
        sections = tuple(
            one if one.locked else self.sections.get(one.key, one) for one in prd.sections
        )
        return prd.model_copy(update={"sections": sections})


def write(
    works: Sequence[SectionWork],
    chat: ChatModel,
    pen: Pen,
    *,
    total: int,
    told: Told = lambda _done, _of, _title, _text: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Written:
    """Ask for each section, a few at a time, and judge what comes.

    `pen` goes on in their document, which has `total` sections. Costs at most `MOST_TOKENS` for
    each. Total: a service that fails, or a reader who stops, leaves the rest as it is.
    """
    begun = time.monotonic()
    desk = _Desk(chat, works, pen, told, stopped, total)
    desk.work()
    spent = desk.spent
    known = bool(spent) and all(one is not None for one in spent)
    done = [one.finished() for one in works]
    return Written(
        {one.section.key: made for one, (made, _) in zip(works, done, strict=True) if made},
        Writing(
            model=chat.name,
            sections=tuple(outcome for _, outcome in done),
            read=sum(one.read for one in spent if one) if known else None,
            written=sum(one.written for one in spent if one) if known else None,
            seconds=round(time.monotonic() - begun, 1),
        ),
    )


@dataclass
class _Desk:
    """The sections under way. The model's words are read in threads and judged in one."""

    chat: ChatModel
    works: Sequence[SectionWork]
    pen: Pen
    told: Told
    stopped: Callable[[], bool]
    total: int
    spent: list[Spent | None] = field(default_factory=list)
    _news: "SimpleQueue[tuple[SectionWork, Said]]" = field(default_factory=SimpleQueue)
    _running: dict["Future[_Ended]", SectionWork] = field(default_factory=dict)
    _over: int = 0
    _failed: int = 0
    _last: float = 0.0

    def work(self) -> None:
        """Until all sections are done, the service is given up, or the reader stops."""
        waiting, begun, width = list(self.works), time.monotonic(), 1
        pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="prd")
        try:
            self._tell(waiting[0] if waiting else None)
            while (waiting or self._running) and not self.stopped():
                while waiting and len(self._running) < width and self._failed < _FAILURES:
                    one = waiting.pop(0)
                    self._running[pool.submit(self._heard, one)] = one
                if not self._running:
                    break
                self._hear()
                for future in [one for one in self._running if one.done()]:
                    if self.stopped():  # it may have ended for that
                        break
                    self._end(future)
                    width = _AT_ONCE if time.monotonic() - begun < _QUICK or width > 1 else 1
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        left: Why = "stopped" if self.stopped() else "given_up"
        for one in (*waiting, *self._running.values()):
            one.why = left

    def _heard(self, work: SectionWork) -> "_Ended":
        """Ask for a section, in a thread of its own, and hand on what is said, once each."""
        reader, seen, again = Reader(), set[str](), 0

        def hear(piece: str) -> None:
            nonlocal again
            if self.stopped():
                raise Enough
            found = reader.feed(piece)
            if reader.is_long:
                raise Enough
            for said in found:
                words = f"{said.text}\n{said.answer}"
                if words not in seen:
                    seen.add(words)
                    self._news.put((work, said))
                    continue
                again += 1
                if again > _AGAIN:
                    raise Enough

        try:
            return _Ended(self.chat.write(work.question, MOST_TOKENS, hear), None)
        except ServiceFailed as failed:
            return _Ended(None, failed.kind)

    def _hear(self) -> None:
        for work, said in self._arrived(_WAIT):
            work.take(said, self.pen)
            if time.monotonic() - self._last > _PAUSE:
                self._tell(work)

    def _arrived(self, wait: float) -> Iterator[tuple[SectionWork, Said]]:
        try:
            yield self._news.get(timeout=wait)
            while True:
                yield self._news.get_nowait()
        except Empty:
            return

    def _end(self, future: "Future[_Ended]") -> None:
        ended = future.result()
        self._hear()  # what it said last
        work = self._running.pop(future)
        if ended.failure is None:
            self.spent.append(ended.spent)
        work.end(ended.failure)
        if ended.failure is None:
            self._failed = 0
        else:
            # A key or a name that is refused once is refused always.
            self._failed += _FAILURES if ended.failure == "refused" else 1
        self._over += 1
        self._tell(next(iter(self._running.values()), work))

    def _tell(self, work: SectionWork | None) -> None:
        self._last = time.monotonic()
        done = self.total - len(self.works) + self._over
        title = work.section.title if work else ""
        self.told(done, self.total, title, so_far(self.works, self.pen.lang))


@dataclass(frozen=True)
class _Ended:
    """How a call ended."""

    spent: Spent | None
    failure: Failure | None
