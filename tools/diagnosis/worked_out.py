"""What was reckoned from a passage shows that the passage answers, though it has other figures."""

from tools.claims.measure import Text, ready
from tools.claims.reckoning import reckoned
from tools.diagnosis.facts import Facts
from tools.diagnosis.matter import core
from tools.diagnosis.support import carries

_TOUCHED = 0.2
"""Share of the question, and of what else a reference says, from which the passage that it is
reckoned from has it."""


def reckoned_from(facts: Facts) -> int | None:
    """The position of the passage that the answer reckons from; None where it makes figures up, or
    reckons from none.
    """
    if not facts.said.works_out:
        return None
    _, source = facts.found.handed_on[min(facts.said.reckoned.passages)]
    return next(at for at, text in enumerate(facts.found.texts) if text is source)


def is_worked_out(facts: Facts, reference: str, passage: Text) -> bool:
    """Whether a reference is reckoned from the passage, which has what else it says."""
    made = reckoned(reference, facts.asked.told_by_user, (passage.raw,))
    on_it = made.from_asked or passage.share(facts.asked.terms) >= _TOUCHED
    if not made.passages or not on_it:
        return False
    rest = made.left_out_of(reference)
    asked = ready(facts.asked.query)
    own = [term for term in core(rest, facts.rules, facts.asked.terms) if not asked.carries(term)]
    return (
        passage.share(own) >= _TOUCHED
        or not own
        or carries(passage, rest, facts.rules, given=facts.asked.terms)
    )
