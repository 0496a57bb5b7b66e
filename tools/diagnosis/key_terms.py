"""Where the telling words of an order stand: in what was handed on, in the corpus, or nowhere.

A text is made from what bears the words of its order: who is to speak in it, which event, which
clause. A word that stands only in a passage that was not found says that it was needed.
"""

from knowledge.records import Passage
from tools.claims.measure import TELLING, Text, ready, weight
from tools.diagnosis.facts import Facts


def lacking(facts: Facts) -> list[str]:
    """The telling terms of an order that nothing has which was handed on."""
    used = [text for _, text in facts.found.handed_on]
    return [one for one in _telling(facts) if not any(bears(text, one) for text in used)]


def missed_with_it(facts: Facts) -> Passage | None:
    """A passage of the corpus that has a telling term which nothing has that was retrieved."""
    known = facts.found.texts
    wanted = [one for one in lacking(facts) if not any(bears(text, one) for text in known)]
    had = {passage.id for passage, _ in facts.found.passages}
    fresh = [one for one in facts.found.nearest if one.id not in had]
    return next(
        (one for one in fresh if any(bears(ready(one.text), term) for term in wanted)), None
    )


def _telling(facts: Facts) -> list[str]:
    return [one for one in dict.fromkeys(facts.asked.terms) if weight(one) >= TELLING]


def bears(text: Text, term: str) -> bool:
    """Whether a text has a term, as a word or within one."""
    return text.carries(term) or term in text.folded
