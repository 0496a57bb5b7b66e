"""Chunks over several processes, results in the order of the input, few chunks in flight."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from knowledge.errors import BadInput
from tools.diagnosis.batch.forking import forking, uninterrupted
from tools.diagnosis.batch.job import Done, Job
from tools.diagnosis.batch.lines import Chunk
from tools.diagnosis.batch.member import begin, work

_SMALL = 10
"""Chunks of an input that is done before further processes would be ready."""
_AHEAD = 3
"""Chunks in flight for each process: enough that none waits, and few enough to hold."""

Result = tuple[Chunk, Done]


def diagnosed(given: Iterable[Chunk], job: Job, workers: int) -> Iterator[Result]:
    """Each chunk with what became of it, in order; a small input is done in this process."""
    rest = iter(given)
    first = list(islice(rest, _SMALL + 1))
    if workers == 1 or len(first) <= _SMALL:
        return _alone(chain(first, rest), job)
    return _together(chain(first, rest), job, workers)


def _alone(given: Iterable[Chunk], job: Job) -> Iterator[Result]:
    from tools.diagnosis.batch.work import Worker  # noqa: PLC0415  # not needed beside a pool

    worker = Worker(job)
    for chunk in given:
        yield chunk, worker(chunk)


def _together(given: Iterator[Chunk], job: Job, workers: int) -> Iterator[Result]:
    context = forking()
    if job.corpus:
        job.corpus.index()  # once for all of them, and while what they need is being loaded
    pool = ProcessPoolExecutor(workers, context, begin, (job,))
    try:
        flying: deque[tuple[Chunk, Future[Done]]] = deque()
        for chunk in given:
            # A process that is begun and then forgotten would look in vain for what it is to read.
            with uninterrupted():
                flying.append((chunk, pool.submit(work, chunk)))
            if len(flying) >= _AHEAD * workers:
                yield _landed(flying)
        while flying:
            yield _landed(flying)
    finally:
        pool.shutdown(cancel_futures=True)


def _landed(flying: deque[tuple[Chunk, Future[Done]]]) -> Result:
    chunk, future = flying.popleft()
    try:
        return chunk, future.result()
    except BrokenProcessPool as error:
        raise BadInput("diagnosis.batch.worker_died", line=chunk.first) from error
