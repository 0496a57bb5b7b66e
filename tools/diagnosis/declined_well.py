"""Does a refusal serve the user, where nothing could be answered?"""

from collections.abc import Mapping, Sequence

from knowledge.records import Stage
from tools.claims.measure import Text, ready, weight_of
from tools.claims.refusal import is_of_scope
from tools.claims.small_talk import without_talk
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.retrieval_missed import missed

_NAMES_IT = 1.0
"""Weight of the question's words from which an answer names what was asked."""


def says_what_is_unknown(facts: Facts, findings: Mapping[Stage, Finding]) -> bool:
    """Whether the corpus has nothing on the question, or not on what it is about most, and the
    answer says of what there is nothing.

    A bare "no answer found" is the gap showing; who names what is not there serves the user.
    """
    if facts.trace.reference is not None or facts.asked.creative or not facts.said.declined:
        return False
    if findings["query"].verdict == "fault" or findings["intent"].verdict == "fault":
        return False
    told = Text(without_talk(facts.said.answer))
    named = list(filter(told.carries, facts.asked.terms))
    if findings["retrieval"].subcause in {"miss", "ranking"}:
        named = _in_no_passage(facts, named)
    elif findings["retrieval"].subcause != "knowledge_gap":
        return False
    return weight_of(named) >= _NAMES_IT


def _in_no_passage(facts: Facts, named: Sequence[str]) -> list[str]:
    """The terms that nothing retrieved has, nor what a search of the corpus brings up."""
    near = [*facts.found.texts, *(ready(one.text) for one in facts.found.nearest)]
    return [term for term in named if not any(text.carries(term) for text in near)]


def is_out_of_its_scope(facts: Facts) -> bool:
    """Whether the answer says that this is not what the product is for, and nothing that was
    retrieved, or that the corpus has, answers.
    """
    if facts.asked.creative or not facts.said.declined or not is_of_scope(facts.said.plain):
        return False
    return not facts.found.is_on_topic and missed(facts) is None
