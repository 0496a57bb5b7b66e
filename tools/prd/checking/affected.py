"""Whether a change of a source is one of what a sentence says of it."""

from knowledge.records.prd import Sentence, Source, SourceKind
from tools.claims.amounts import Amount, amounts
from tools.prd.checking.values import as_share, equal, without_values

FIGURES: frozenset[SourceKind] = frozenset({"metric", "run", "price", "scenario", "need", "case"})
"""Sources whose quote is a record of values, and no words that a sentence repeats."""
_NAMED: frozenset[SourceKind] = frozenset({"price", "need", "case"})
"""Of these, sources that sentences without a number only name."""


def affected(sentence: Sentence, source: Source, now: str) -> bool:
    """Whether the sentence has to be looked at because its source says `now`.

    A sentence that repeats values of a record is affected where one of those has changed; one
    that repeats none may be reckoned from all of them. What only names a model, a need or a
    failure is as true as before while just its numbers have changed.
    """
    if source.kind not in FIGURES:
        return True
    said, old, new = amounts(sentence.text), amounts(source.quote), amounts(now)
    alike = without_values(source.quote) == without_values(now) and len(old) == len(new)
    if not said and alike and source.kind in _NAMED:
        return False
    held = [one for one in said if any(_is(one, was) for was in old)]
    if not held:
        return True
    if not alike:
        return not all(any(_is(one, is_) for is_ in new) for one in held)
    moved = [was for was, is_ in zip(old, new, strict=True) if not equal(was, is_)]
    return any(_is(one, was) for one in held for was in moved)


def _is(said: Amount, value: Amount) -> bool:
    return equal(said, value) or as_share(said, value)
