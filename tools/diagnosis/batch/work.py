"""What diagnoses a chunk of lines."""

from pydantic import ValidationError

from knowledge.first_fault import first_fault
from knowledge.jsonl import parsed_json
from knowledge.language import language_of
from knowledge.logs.logged import Logged, logged
from knowledge.logs.notes import notes_of
from knowledge.logs.renamed import in_our_names
from knowledge.records import Trace
from knowledge.records.shapes import has_id
from tools.chat_model import judge_of
from tools.diagnosis.batch.job import Done, Job
from tools.diagnosis.batch.lines import LONGEST_LINE, Chunk
from tools.diagnosis.engine import diagnose
from tools.diagnosis.paste import case_id_of
from tools.evals.judge import ruled_by


class Worker:
    """Diagnoses chunks, one after the other."""

    def __init__(self, job: Job) -> None:
        self._lang = job.lang
        self._corpus, self._product = job.corpus, job.product
        self._ruled = ruled_by(judge_of(job.judge).ask) if job.judge else None

    def __call__(self, chunk: Chunk) -> Done:
        """The diagnoses of the chunk's lines; blank lines are skipped."""
        found: list[str] = []
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
            lang = self._lang or language_of(trace.query)
            diagnosis = diagnose(
                trace, lang=lang, corpus=self._corpus, product=self._product, ruled=self._ruled
            )
            found.append(f"{diagnosis.model_dump_json()}\n")
        made = "".join(found).encode()
        return Done(made, len(found), tuple(unreadable), tuple(aside), notes_of(read))


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
