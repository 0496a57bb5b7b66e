"""Does a refusal serve the user, where nothing could be answered?"""

from collections.abc import Mapping, Sequence

from knowledge.records import Stage
from tools.claims.measure import Text, ready, weight_of
from tools.claims.refusal import is_of_scope, is_refusal
from tools.claims.small_talk import without_talk
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.retrieval_missed import missed

_PLAINLY = 0.8
"""Likelihood from which a passage plainly answers."""
_SEVERAL = 2
"""Things of the passages that a question back names."""
_NAMES_IT = 1.0
"""Weight of the question's words from which an answer names what was asked."""


def says_what_is_unknown(facts: Facts, findings: Mapping[Stage, Finding]) -> bool:
    """Whether the corpus has nothing on the question, or not on what it is about most, and the
    answer says of what there is nothing, whatever it tells besides.

    A bare "no answer found" is the gap showing; who names what is not there serves the user.
    """
    if facts.trace.reference is not None or facts.asked.creative or not _owns_up(facts):
        return False
    if findings["query"].verdict == "fault" or findings["intent"].verdict == "fault":
        return False
    told = Text(without_talk(facts.said.answer))
    named = list(filter(told.carries, facts.asked.terms))
    is_gap = findings["retrieval"].subcause == "knowledge_gap"
    if not is_gap and findings["generation"].subcause == "refusal":
        return False
    if not is_gap:
        named = _in_no_passage(facts, named)
    return weight_of(named) >= _NAMES_IT


def _owns_up(facts: Facts) -> bool:
    """Whether the answer declines, or begins with saying that something is not known."""
    said = [one for one in facts.said.claims if not facts.said.is_beside(one)]
    return facts.said.declined or any(map(is_refusal, said[:1]))


def asks_which(facts: Facts) -> bool:
    """Whether the answer asks back which of several things is meant that the passages tell apart,
    where no passage plainly answers the question as it stands.
    """
    if facts.trace.reference is not None or facts.asked.creative:
        return False
    repeats = facts.asked.query.rstrip(" ?？") in facts.said.plain
    if repeats or facts.found.likely >= _PLAINLY:
        return False
    return asks_back(facts.said.plain) and facts.said.kinship.held >= _SEVERAL


def _in_no_passage(facts: Facts, named: Sequence[str]) -> list[str]:
    """The terms that nothing retrieved has, nor what a search of the corpus brings up."""
    near = [*facts.found.texts, *(ready(one.text) for one in facts.found.nearest)]
    return [term for term in named if not any(text.carries(term) for text in near)]


def is_out_of_its_scope(facts: Facts) -> bool:
    """Whether the answer says that this is not what the product is for, and nothing that was
    retrieved, or that the corpus has, answers.
    """
    if not _owns_up(facts) or not is_of_scope(facts.said.plain):
        return False
    return not facts.found.is_on_topic and missed(facts) is None
