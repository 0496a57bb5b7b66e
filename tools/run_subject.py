"""What a run is of: the set, the targets and the scorers that its names mean."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.errors import BadInput
from knowledge.records import DatasetVersion, Example
from tools.deps import Deps
from tools.evals.scorers.called import scorers_called
from tools.evals.scorers.named import SCORERS, default_scorers
from tools.evals.scorers.scorer import Scorer
from tools.evals.targets.named import BOTH, FILE, RECORDED, Targets

CASES = "bad-cases"
"""The set of the cases that were kept as examples."""
_CASES = re.compile(r"bad[ -]?cases?|坏例|badcase|kept cases|收录的|回归", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """What is evaluated, on what."""

    made: DatasetVersion
    """The set."""
    examples: list[Example]
    """Its examples."""
    targets: list[str]
    """The names of what answers them."""


def subject_of(deps: Deps, found: Targets, dataset: str, targets: Sequence[str]) -> Subject:
    """What the names mean: the newest set where none is named, the newest version where none is.

    "Run it on small" does not say whether small is a set or a service; here it is known which it
    is. `BOTH` are the two newest versions. Raises BadInput for a set's name that neither has, and
    where nothing could answer.
    """
    sets = {one.name.casefold() for one in deps.datasets.all() if one.purpose == "eval"}
    runnable = {one.casefold() for one in found.names}
    name, named = dataset.strip(), list(targets)
    if name and name.casefold() not in sets and name.casefold() in runnable:
        name, named = "", [name, *named]
    for one in targets:
        if not name and one.casefold() in sets - runnable:
            name = one
            named.remove(one)
    if named == [BOTH]:
        named = found.products[-2:]
    made, examples = _dataset(deps, name)
    if not named:
        named = [_usual(found, made.name, recorded=any(one.answer for one in examples))]
    return Subject(made, examples, named)


def _usual(found: Targets, dataset: str, *, recorded: bool) -> str:
    """The newest version that runs here, else recorded answers, else the team's only service.

    Raises BadInput where nothing could answer.
    """
    if found.products:
        return found.products[-1]
    own = [one for one in found.names if one != RECORDED]
    if not recorded and len(own) != 1:
        raise BadInput("runs.nothing_recorded", name=dataset, file=FILE)
    return RECORDED if recorded else own[0]


def scorers_of(
    scorers: Sequence[str], weights: Iterable[str], examples: Sequence[Example]
) -> list[Scorer]:
    """The scorers that are named or weighed, or those that suit the set.

    Raises BadInput for a name that none has.
    """
    names: list[str] = []
    for word in [*scorers, *weights]:
        found = [word] if word in SCORERS else scorers_called(word)
        if not found:
            raise BadInput("runs.no_scorer", name=word[:80], known=", ".join(SCORERS))
        names += found
    if not scorers:
        names = [*default_scorers(examples), *names]
    return [SCORERS[name] for name in dict.fromkeys(names)]


def kept_cases(deps: Deps) -> DatasetVersion | None:
    """The cases that were kept as examples, frozen as they are now; None without any."""
    cases = deps.examples.all()
    return deps.datasets.freeze(CASES, cases, deps.clock()) if cases else None


def _dataset(deps: Deps, name: str) -> tuple[DatasetVersion, list[Example]]:
    """The set that is meant, the newest one by default; kept cases are frozen as they are now."""
    known = [one for one in deps.datasets.all() if one.purpose == "eval"]
    named = next((one for one in known if one.name.lower() == name.lower()), None)
    if named is None and (name == CASES or _CASES.search(name)):
        named = kept_cases(deps)
    if named is None and not name:
        # One case that is kept must not take the place of the set that was built to measure by.
        built = (one for one in known if one.name != CASES)
        named = next(built, next(iter(known), None)) or kept_cases(deps)
    if named is None:
        listed = ", ".join(one.name for one in known) or "–"
        raise BadInput("runs.no_dataset" if name else "runs.no_set", name=name[:80], known=listed)
    made = (kept_cases(deps) if named.name == CASES else None) or named
    return made, deps.datasets.examples(made.name, made.version)
