"""Which passage was needed for a text that was made to order, and was not handed on?"""

from tools.diagnosis.facts import Facts
from tools.diagnosis.key_terms import missed_with_it
from tools.diagnosis.making import hands_over_a_text
from tools.diagnosis.note_words import Needed, needed
from tools.diagnosis.retrieval_noted import left_unused, not_retrieved


def needed_for_order(facts: Facts) -> Needed | None:
    """By what a note wants and the text lacks; without a note, by a word of the order that nothing
    has which was handed on. None where nothing tells.
    """
    if facts.said.reference is not None:
        return _by_note(facts)
    if hands_over_a_text(facts.asked.query):
        return None
    there = missed_with_it(facts)
    return Needed(there, (), None) if there else None


def _by_note(facts: Facts) -> Needed | None:
    if (unused := left_unused(facts)) is not None:
        return Needed(facts.found.passages[unused][0], (), unused)
    if found := needed(facts):
        return found
    there = not_retrieved(facts)
    return Needed(there, (), None) if there else None
