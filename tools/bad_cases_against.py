"""Failures of one part of the traffic against another's: a version, or a stretch of time."""

from knowledge.traffic import Scope
from tools.bad_cases import FindBadCasesArgs
from tools.bad_cases_looked_at import Looked, causes_of, looked_at
from tools.bad_cases_so_far import SoFar
from tools.bad_cases_text import filters_of
from tools.cause_shifts import CauseShift, Counts, cause_shifts, is_version
from tools.deps import Deps


def against_another(deps: Deps, asked: FindBadCasesArgs) -> FindBadCasesArgs:
    """The same where two parts are compared; of a version and itself, the newest version."""
    is_same = asked.against and is_version(asked.against) and asked.version in {None, asked.against}
    if not is_same:
        return asked
    names = [one.version for one in deps.events.traffic(Scope()).releases]
    newer = next((one for one in reversed(names) if one != asked.against), None)
    return asked.model_copy(update={"version": newer}) if newer else asked


def shifts_from(
    deps: Deps, asked: FindBadCasesArgs, here: Looked, shown: SoFar
) -> tuple[list[CauseShift], bool]:
    """Each cause's share of the traffic in the other part and in this one.

    Where the filters leave nothing to compare it is done without them, and that is the second.
    """
    if not asked.against:
        return [], False
    name = "version" if is_version(asked.against) else "period"
    there = looked_at(deps, asked.model_copy(update={name: asked.against}), shown)
    found = cause_shifts(_counted(there), _counted(here))
    if found or not filters_of(asked, deps.lang):
        return found, False
    whole = FindBadCasesArgs.model_validate({name: getattr(asked, name), "limit": asked.limit})
    here, there = (
        looked_at(deps, whole.model_copy(update={name: part}), shown)
        for part in (getattr(asked, name), asked.against)
    )
    return cause_shifts(_counted(there), _counted(here)), True


def _counted(part: Looked) -> Counts:
    """How many of the traffic have which cause, reckoned from those that were diagnosed."""
    traffic, flagged, traces, diagnoses = part
    represents = flagged / len(traces) if traces else 1.0
    causes = {cause: round(n * represents) for cause, n in causes_of(diagnoses).items()}
    return traffic.traces, causes
