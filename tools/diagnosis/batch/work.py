"""What diagnoses a chunk of lines."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pydantic import ValidationError

from knowledge.first_fault import first_fault
from knowledge.jsonl import parsed_json
from knowledge.language import language_of
from knowledge.logs.logged import Logged, logged
from knowledge.logs.notes import notes_of
from knowledge.logs.renamed import in_our_names
from knowledge.records import Diagnosis, Trace
from knowledge.records.shapes import has_id
from tools.chat_model import judge_of
from tools.diagnosis.batch.job import Done, Job
from tools.diagnosis.batch.lines import LONGEST_LINE, Chunk
from tools.diagnosis.engine import diagnose
from tools.diagnosis.paste import case_id_of
from tools.evals.reader import reads_by

_AT_A_TIME = 4
"""Traces of a process that a model reads at once: it is waited for much longer than for us."""


class Worker:
    """Diagnoses chunks, one after the other."""

    def __init__(self, job: Job) -> None:
        self._lang = job.lang
        self._corpus, self._product = job.corpus, job.product
        self._reads = reads_by(judge_of(job.judge).ask) if job.judge else None

    def __call__(self, chunk: Chunk) -> Done:
        """The diagnoses of the chunk's lines; blank lines are skipped."""
        unreadable: list[tuple[int, str]] = []
        read: list[Logged] = []
        aside: list[tuple[int, str, tuple[str, ...]]] = []
        for number, line in enumerate(chunk.lines, start=chunk.first):
            if not line.strip():
                continue
            one = _read(line)
            if isinstance(one, str):
                unreadable.append((number, one))
                continue
            read.append(one)
            trace = one.trace
            if odd := tuple(name for name in trace.set_aside if name in Trace.model_fields):
                aside.append((number, trace.id, odd))
        made = "".join(f"{one.model_dump_json()}\n" for one in self._diagnosed(read)).encode()
        return Done(made, len(read), tuple(unreadable), tuple(aside), notes_of(read))

    def _diagnosed(self, read: list[Logged]) -> Iterable[Diagnosis]:
        """In the order of the lines; where a model reads them too, a few of them at a time."""
        traces = [one.trace for one in read]
        if self._reads is None:
            return map(self._diagnosis, traces)
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            return list(pool.map(self._diagnosis, traces))

    def _diagnosis(self, trace: Trace) -> Diagnosis:
        lang = self._lang or language_of(trace.query)
        return diagnose(
            trace, lang=lang, corpus=self._corpus, product=self._product, reads=self._reads
        )


def _read(line: bytes) -> Logged | str:
    """The trace in a line, or the reason why there is none."""
    if len(line) > LONGEST_LINE:
        return f"longer than {LONGEST_LINE // 1_000_000} MB"
    try:
        return _logged(line)
    except (ValueError, RecursionError) as error:
        return _fault(line, error)


def _logged(line: bytes) -> Logged:
    """The trace in a line; one without an id is called by its content."""
    found = in_our_names(parsed_json(line.decode()))
    if isinstance(found, dict) and not has_id(found):
        found["id"] = case_id_of(line.decode())
    return logged(found)


def _fault(line: bytes, error: Exception) -> str:
    """Why a line is no trace."""
    if isinstance(error, ValidationError):
        found = parsed_json(line.decode())
        return first_fault(error, found if isinstance(found, dict) else ())
    try:
        Trace.model_validate_json(line)
    except ValidationError as fault:
        return first_fault(fault)
    return str(error)
