"""From accepted answers to examples: nothing of an eval set, nothing twice, nobody's data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.records import Example
from tools.evals.finetune.accepted import Accepted
from tools.evals.finetune.apart import Apart
from tools.evals.finetune.balance import balanced
from tools.evals.likeness import Dropped, Least, alike, asked
from tools.evals.masking import Kind, mask_example

REPEATS = Least(shingles=0.75, within=0.95, words=0.8)
"""When two training examples ask the same: one that only looks like another is worth keeping."""


@dataclass(frozen=True)
class Selection:
    """What is left, and what went where."""

    examples: list[Example]
    """The examples to train on; edited ones come first."""
    forbidden: int
    """Those that say what no answer may say."""
    leaked: list[Dropped]
    """Those that repeat something of an eval set."""
    repeated: int
    """Those that repeat another one."""
    beyond: int
    """Those of a segment that there are too many of."""
    sliced_by: str | None
    """The segment that was balanced; None where there is none to slice by."""
    masked: Counter[Kind]
    """Personal data that was masked in the examples, by kind."""


def example_of(one: Accepted) -> Example:
    """An accepted answer as an example: `reference` is to be learnt, `answer` is not."""
    trace = one.trace
    used = [passage for passage in trace.retrieved or () if passage.handed_on]
    return Example(
        id=trace.id,
        query=trace.query,
        history=trace.history,
        reference=one.target,
        answer=trace.answer if one.changed is not None else None,
        passages=used or None,
        segment=trace.segment,
        source=f"trace:{trace.id}",
    )


def selected(
    accepted: Iterable[Accepted], apart: Apart, *, forbidden: Sequence[str] = ()
) -> Selection:
    """The examples to train on. The same input gives the same ones.

    What overlaps with an eval set is left out before masking, and once more after all else: a
    placeholder must not make two texts alike that were not, nor hide that they are.
    """
    ranked = sorted(accepted, key=lambda one: (one.changed is None, one.trace.id))
    made = [example_of(one) for one in ranked]
    allowed = [one for one in made if not _says(one.reference or "", forbidden)]
    fresh, leaked = apart.look(allowed)
    masked, found = _masked(fresh)
    masked, late = apart.settled(masked)
    single = _once(masked)
    kept, sliced_by = balanced(single)
    beyond = len(single) - len(kept)
    kept, last = apart.settled(kept) if len(kept) < len(masked) else (kept, [])
    total: Counter[Kind] = Counter()
    for one in kept:
        total += found[one.id]
    return Selection(
        examples=kept,
        forbidden=len(made) - len(allowed),
        leaked=[*leaked, *late, *last],
        repeated=len(masked) - len(single),
        beyond=beyond,
        sliced_by=sliced_by,
        masked=total,
    )


def _says(text: str, words: Sequence[str]) -> bool:
    lower = text.lower()
    return any(word.lower() in lower for word in words)


def _masked(examples: Sequence[Example]) -> tuple[list[Example], dict[str, Counter[Kind]]]:
    made, found = [], {}
    for one in examples:
        without, kinds = mask_example(one)
        made.append(without)
        found[one.id] = Counter({each.kind: each.count for each in kinds})
    return made, found


def _once(examples: Sequence[Example]) -> list[Example]:
    """Without those that ask what an earlier one asks, but for a figure."""
    gone: set[int] = set()
    pairs = alike([asked(one) for one in examples], least=REPEATS)
    for pair in sorted(pairs, key=lambda one: (one.one, one.other)):
        if pair.other not in gone and not pair.figures_differ:
            gone.add(pair.one)
    return [one for at, one in enumerate(examples) if at not in gone]
