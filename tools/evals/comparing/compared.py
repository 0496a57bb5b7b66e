"""What two stored runs give to be compared: their outcomes, and what has to be said of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.errors import BadInput, NotFound
from knowledge.language import LANGS
from knowledge.records import Example, Outcome, Run
from tools.evals.building.slicing import names_of_dimension
from tools.evals.comparing.changes import segment_of
from tools.evals.comparing.chosen import label_of
from tools.evals.comparing.compare import Side, compare
from tools.evals.comparing.comparison import Comparison
from tools.evals.comparing.wording import metric_name

ExamplesOf = Callable[[str, int], Sequence[Example]]
"""The examples of a set's version; none where they are not kept."""


class ComparedRun(BaseModel):
    """One of the two, as it is named in the answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The run's id; for a file its name."""
    label: str
    """What it is called beside the other."""
    dataset: str | None = None
    """The set with its version, such as `smoke v3`; None for a file."""
    done: int
    """Examples that have an outcome."""
    total: int
    """Examples of the set."""
    is_stored: bool = True
    """Whether its traces can be opened; those of a file cannot."""

    def trace(self, example_id: str) -> str:
        """The id of an example's trace in this run."""
        return f"{self.id}/{example_id}"


@dataclass(frozen=True)
class Wanted:
    """What of the comparison is asked for."""

    metric: str | None = None
    """The main metric, in the user's words or by its name."""
    segment: str | None = None
    """Only this segment: `style=comedy`, or a value alone; of a dimension each of its values."""
    margin: float | None = None
    """The least difference that matters."""
    lower: tuple[str, ...] = ()
    """Metrics of no known scorer of which less is better."""


def told_of(run: Run, other: Run, outcomes: int) -> ComparedRun:
    """A stored run as it is named beside the other."""
    spec = run.spec
    version = f" v{spec.dataset_version}" if spec.dataset_version else ""
    return ComparedRun(
        id=run.id,
        label=label_of(run, other),
        dataset=f"{spec.dataset}{version}",
        done=outcomes,
        total=spec.examples,
    )


def changed_examples(first: Run, second: Run, examples_of: ExamplesOf) -> set[str]:
    """Ids that stand for something else in the second run's set; none where the sets are equal."""
    one, other = first.spec, second.spec
    if one.dataset_hash == other.dataset_hash:
        return set()
    before, after = (
        {example.id: example.model_dump(exclude={"added"}) for example in some}
        for some in (
            examples_of(one.dataset, one.dataset_version),
            examples_of(other.dataset, other.dataset_version),
        )
    )
    return {key for key in before.keys() & after.keys() if before[key] != after[key]}


def side_of(outcomes: Iterable[Outcome], scorers: dict[str, int] | None = None) -> Side:
    """A run's outcomes; without a list of scorers those count that scored anything."""
    by_id = {one.example_id: one for one in outcomes}
    named = {name: 0 for one in by_id.values() for name in one.scores}
    return Side(by_id, named if scorers is None else scorers)


def comparison_of(
    first: tuple[ComparedRun, Side],
    second: tuple[ComparedRun, Side],
    wanted: Wanted,
    changed: Iterable[str] = (),
) -> tuple[Comparison, str | None]:
    """The comparison, and the segment that it is narrowed to.

    Raises BadInput where nothing can be set against each other, NotFound for a metric or a
    segment that neither has.
    """
    (one, before), (other, after) = first, second
    names = {"one": one.label, "other": other.label}
    if not before.outcomes.keys() & after.outcomes.keys() - set(changed):
        raise BadInput("compare.error.nothing_shared", **names)
    shared = [name for name, at in before.scorers.items() if after.scorers.get(name) == at]
    if not shared:
        versions = [
            f"{name} v{at}" for side in (before, after) for name, at in side.scorers.items()
        ]
        raise BadInput("compare.error.no_scorer", **names, said=", ".join(versions) or "–")
    by = _dimension(wanted.segment, [before, after]) if wanted.segment else None
    segment = _segment(wanted.segment, [before, after]) if wanted.segment and not by else None
    found = compare(
        before,
        after,
        main=_metric(wanted.metric, shared) if wanted.metric else None,
        margin=wanted.margin,
        segment=segment,
        by=by,
        changed=set(changed),
        lower=wanted.lower,
    )
    return found, segment


def _metric(word: str, names: Sequence[str]) -> str:
    said = word.strip().casefold().replace(" ", "_")
    for name in sorted(names):
        if said in {
            name,
            *(metric_name(name, lang).casefold().replace(" ", "_") for lang in LANGS),
        }:
            return name
    inside = [name for name in sorted(names) if said in name]
    if not inside:
        raise NotFound("compare.error.no_metric", name=word, known=", ".join(sorted(names)))
    return inside[0]


def _dimension(word: str, sides: Sequence[Side]) -> str | None:
    """The dimension that a word names, of those that the examples have; None for none."""
    keys = {
        key for side in sides for outcome in side.outcomes.values() for key in segment_of(outcome)
    }
    said = word.strip().casefold()
    return next((key for key in sorted(keys) if said in names_of_dimension(key)), None)


def _segment(word: str, sides: Sequence[Side]) -> str:
    known = sorted({
        f"{key}={value}"
        for side in sides
        for outcome in side.outcomes.values()
        for key, value in segment_of(outcome).items()
    })  # fmt: skip
    said = word.strip().casefold()
    for one in known:
        if said in {one.casefold(), one.partition("=")[2].casefold()}:
            return one
    listed = ", ".join(known[:12]) or "–"
    raise NotFound("compare.error.no_segment", segment=word, known=listed)
