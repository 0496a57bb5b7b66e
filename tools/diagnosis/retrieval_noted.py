"""Retrieval for a text that was to be made, where a note says what must hold in it: who had the
figures that the text lacks?
"""

from collections.abc import Iterable

from knowledge.records import Passage
from tools.diagnosis.facts import Facts
from tools.diagnosis.figures_told import Figure, joined
from tools.diagnosis.note_kept import note_kept

_FOUND = 5
"""Passages that a search of the corpus for the note brings up."""


def has_most(texts: Iterable[str], wanted: tuple[Figure, ...]) -> bool:
    """Whether the texts together have more than half of some figures, or half where these are two
    or more.
    """
    known = joined(texts)
    held = sum(one.is_among(known) for one in wanted)
    return held * 2 > len(wanted) or (held > 1 and held * 2 == len(wanted))


def wanted_of(facts: Facts) -> tuple[Figure, ...]:
    """The figures that a text plainly should have and has not; none where it has most of them."""
    kept = note_kept(facts)
    return kept.missing if kept and kept.is_broken else ()


def had_by_used(facts: Facts) -> bool:
    """Whether what was handed on has what the text lacks."""
    wanted = wanted_of(facts)
    return bool(wanted) and has_most((text.raw for _, text in facts.found.handed_on), wanted)


def left_unused(facts: Facts) -> int | None:
    """The position of a passage that has what the text lacks, and was not handed on."""
    wanted = wanted_of(facts)
    if not wanted or had_by_used(facts):
        return None
    return next(
        (
            at
            for at, (passage, text) in enumerate(facts.found.passages)
            if not passage.handed_on and has_most([text.raw], wanted)
        ),
        None,
    )


def not_retrieved(facts: Facts) -> Passage | None:
    """A passage of the corpus that has what the text lacks, and was not retrieved."""
    wanted = wanted_of(facts)
    if not wanted or facts.corpus is None or had_by_used(facts):
        return None
    note, had = facts.said.reference or "", {passage.id for passage, _ in facts.found.passages}
    near = [
        *facts.corpus.search(f"{facts.asked.query}\n{note}", _FOUND),
        *facts.corpus.search(note, _FOUND),
    ]
    fresh = {one.id: one for one in near if one.id not in had}
    return next((one for one in fresh.values() if has_most([one.text], wanted)), None)
