"""Bad cases as a table that a spreadsheet opens: a row for each, in the order of the list."""

from collections.abc import Iterable

from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from tools.bad_cases import FindBadCasesArgs
from tools.deps import Deps
from tools.diagnosis.markdown import trace_link
from tools.evals.interchange.exports import as_csv
from tools.find_bad_cases import found_in
from tools.periods import Stretch
from tools.remembering import diagnose_all
from tools.telling import quiet
from tools.traces import find_trace

_COLUMNS = ("id", "time", "query", "cause", "kind", "confidence", "fix", "link")


def cases_written(
    deps: Deps, asked: FindBadCasesArgs, stretch: Stretch | None, page: str
) -> Iterable[str]:
    """The text of the file piece by piece; each link opens its case at the address `page`.

    What failed and what is undetermined; good answers are left out.
    """
    found = found_in(deps, asked, quiet, stretch)
    ids = [case_id for one in found.clusters for case_id in one.cases]
    traces = [trace for case_id in ids if (trace := find_trace(deps, case_id))]
    diagnoses = diagnose_all(deps, traces, quiet)
    columns = {name: say(f"clusters.file.{name}", deps.lang) for name in _COLUMNS}
    lines = [
        {columns[name]: cell for name, cell in _row(*case, page, deps.lang).items()}
        for case in zip(traces, diagnoses, strict=True)
    ]
    return as_csv(lines, list(columns.values()))


def _row(trace: Trace, diagnosis: Diagnosis, page: str, lang: Lang) -> dict[str, str]:
    cause, subcause = diagnosis.cause, diagnosis.subcause
    sure = diagnosis.confidence
    return {
        "id": trace.id,
        "time": f"{trace.time:%Y-%m-%d %H:%M}" if trace.time else "",
        "query": trace.query,
        "cause": say(f"diagnosis.cause.{cause}", lang),
        "kind": say(f"diagnosis.subcause.{cause}.{subcause}", lang) if subcause else "",
        "confidence": "" if sure is None else f"{sure:.0%}",
        "fix": diagnosis.fix or "; ".join(diagnosis.needs),
        "link": f"{page}{trace_link(trace.id)}",
    }
