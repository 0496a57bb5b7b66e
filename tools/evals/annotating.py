"""Labels of several annotators: what is left to do, and how far they agree."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records import Example
from knowledge.records.annotation import Annotation
from tools.evals.statistics.agreement import Agreement, Labels, alpha, kappa

LABELS = (1, 2, 3, 4, 5)
"""From a useless answer to a faultless one; the guideline says what each stands for."""


@dataclass(frozen=True)
class Progress:
    """Where the annotation of a set stands."""

    current: Example | None
    """What the annotator is to look at; None when all is done, or nobody has given a name."""
    place: int
    """Its place in the set, from 1."""
    done: int
    """Examples that this annotator has labelled."""
    last: str | None
    """The example that this annotator labelled last, to take back."""
    total: int
    """Examples in the set."""
    by: dict[str, int]
    """Examples that each annotator has labelled."""
    agreement: Agreement | None
    """Krippendorff's α over the labels as ranks; None before two have labelled anything."""
    kappa: Agreement | None
    """Cohen's κ of exactly two annotators; None where one of them gave one label only, for then
    it is 0 whatever the other says."""
    labels: dict[str, dict[str, int]]
    """By example: who gave which label."""


def progress(
    examples: Sequence[Example],
    standing: Sequence[Annotation],
    annotator: str,
    skipped: Sequence[str] = (),
) -> Progress:
    """Where it stands for an annotator; skipped examples come again after the others.

    Labels of examples that the set has no longer are left aside.
    """
    ids = {one.id for one in examples}
    known = [one for one in standing if one.example in ids and one.label is not None]
    labels: dict[str, dict[str, int]] = {}
    given: dict[str, dict[str, float | str]] = {}
    for one in known:
        labels.setdefault(one.example, {})[one.annotator] = one.label or 0
        given.setdefault(one.annotator, {})[one.example] = float(one.label or 0)
    mine = [one.example for one in known if one.annotator == annotator]
    left = [one for one in examples if one.id not in set(mine)]
    order = {id_: at for at, id_ in enumerate(skipped)}
    left.sort(key=lambda one: order.get(one.id, -1))
    current = left[0] if left and annotator else None
    return Progress(
        current=current,
        place=next((at for at, one in enumerate(examples, 1) if one is current), 0),
        done=len(mine),
        last=mine[-1] if mine else None,
        total=len(examples),
        by={name: len(said) for name, said in given.items()},
        agreement=alpha(list(given.values()), "ordinal") if len(given) > 1 else None,
        kappa=_of_two(list(given.values())),
        labels=labels,
    )


def _of_two(given: Sequence[Labels]) -> Agreement | None:
    if len(given) != 2:
        return None
    found = kappa(*given)
    return None if found.value is None else found
