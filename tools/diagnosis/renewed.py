"""A newer page on the same matter than one that the answer is from.

Few teams mark in their corpus what took the place of what.
"""

from collections.abc import Iterable

from knowledge.records import Passage
from tools.claims.digits import numbers
from tools.claims.measure import Text
from tools.claims.newer import is_dated, is_newer, without_times
from tools.diagnosis.facts import Facts
from tools.diagnosis.found import LOOK_IN_CORPUS
from tools.diagnosis.lapsed import asks_of_now, day_of
from tools.diagnosis.support import carries


def renewed_by(facts: Facts, passage: Passage) -> str | None:
    """The id of the page that took the place of `passage`, which the answer is from; None where
    none is known, where it was handed on, too, or where it says of the answer the same.
    """
    if not asks_of_now(facts):
        return None
    handed = {one.id for one, _ in facts.found.handed_on}
    others = _others(facts, passage)
    day = day_of(facts)
    newer = (
        one
        for one in others
        if one.id not in handed
        and is_newer(passage.text, one.text, day)
        and not _says_so(facts, one)
    )
    found = next(newer, None)
    return None if found is None else found.id


def _others(facts: Facts, passage: Passage) -> Iterable[Passage]:
    """What may be newer: what was retrieved besides, and what a search of the corpus brings up."""
    had = [one for one, _ in facts.found.passages if not one.handed_on]
    found = {one.id: one for one in (*had, *facts.found.nearest)}
    if facts.corpus and is_dated(passage.text):
        heading = without_times(passage.text)
        found |= {one.id: one for one in facts.corpus.search(heading, LOOK_IN_CORPUS)}
    found.pop(passage.id, None)
    return found.values()


def _says_so(facts: Facts, passage: Passage) -> bool:
    """Whether a page says the same as the answer: has all its figures, or else its words."""
    told, text = facts.said.told, Text(passage.text)
    if figures := numbers(told) - numbers(facts.asked.query):
        return figures <= text.numbers
    return carries(text, told, facts.rules, facts.asked.terms)
