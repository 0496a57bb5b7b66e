"""From accepted answers to examples: nothing of an eval set, nothing twice, nobody's data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.records import Example
from tools.claims.ground import Embed
from tools.evals.finetune.accepted import Accepted
from tools.evals.finetune.balance import balanced
from tools.evals.likeness import Dropped, Least, alike, asked, unlike
from tools.evals.masking import Kind, mask_example

LEAK = Least(shingles=0.45, within=0.8, words=0.4, meaning=0.67, half_words=0.17)
"""When an example repeats one of an eval set. Laxer than usual: an example more or less costs
little, one that is trained on and then asked makes an evaluation worthless."""
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
    used = [passage for passage in trace.retrieved or () if passage.used is not False]
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
    accepted: Iterable[Accepted],
    evals: Sequence[Example],
    *,
    forbidden: Sequence[str] = (),
    embed: Embed | None = None,
) -> Selection:
    """The examples to train on. The same input gives the same ones.

    What repeats an eval example by letters, words, translation or (with `embed`) meaning is left
    out, before masking and once more after it: a placeholder must not make two texts alike that
    were not, nor hide that they are.
    """
    ranked = sorted(accepted, key=lambda one: (one.changed is None, one.trace.id))
    made = [example_of(one) for one in ranked]
    allowed = [one for one in made if not _says(one.reference or "", forbidden)]
    own = {one.id for one in evals} | {one.source for one in evals if one.source}
    others = [one for one in allowed if one.id not in own and one.source not in own]
    of_evals = [one for one in allowed if one.id in own or one.source in own]
    fresh, leaked = unlike(others, evals, least=LEAK, embed=embed)
    masked, found = _masked(fresh)
    masked, late = unlike(masked, [mask_example(one)[0] for one in evals], least=LEAK)
    single = _once(masked)
    kept, sliced_by = balanced(single)
    beyond = len(single) - len(kept)
    kept, last = _until_none(kept, evals)
    total: Counter[Kind] = Counter()
    for one in kept:
        total += found[one.id]
    return Selection(
        examples=kept,
        forbidden=len(made) - len(allowed),
        leaked=[*_themselves(of_evals, evals), *leaked, *late, *last],
        repeated=len(masked) - len(single),
        beyond=beyond,
        sliced_by=sliced_by,
        masked=total,
    )


def _until_none(
    examples: list[Example], evals: Sequence[Example]
) -> tuple[list[Example], list[Dropped]]:
    """Looks until nothing more is found: how rare a word is hangs on what else is there."""
    dropped: list[Dropped] = []
    while True:
        examples, more = unlike(examples, evals, least=LEAK)
        if not more:
            return examples, dropped
        dropped += more


def _says(text: str, words: Sequence[str]) -> bool:
    lower = text.lower()
    return any(word.lower() in lower for word in words)


def _themselves(examples: Sequence[Example], evals: Sequence[Example]) -> list[Dropped]:
    """Traces that an eval set holds, whatever their words have become there."""
    by_id = {key: one for one in evals for key in (one.id, one.source) if key}
    return [Dropped(one, by_id.get(one.id) or by_id[one.source], None, "trace") for one in examples]


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
