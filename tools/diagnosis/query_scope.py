"""A query that documents cannot answer: it asks for an act, for what is so now, or for talk."""

import re

from knowledge.language import language_of
from knowledge.retrieval.follow_up import leans_back
from tools.claims.digits import fold
from tools.claims.measure import content, ready, weight, weight_of
from tools.diagnosis.addressed import (
    act_asked_for,
    asks_on_terms,
    asks_whether_it_has,
    is_own_affair,
    words_of_address,
)
from tools.diagnosis.anchored import anchored
from tools.diagnosis.at_home import AtHome, asked_terms, at_home
from tools.diagnosis.drift import is_drift, signs_of_drift
from tools.diagnosis.facts import Facts
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE
from tools.diagnosis.query_treated import is_spoken_of

_PAUSE = re.compile(r"[，,。;；:：？?！!\n]")
_TIMES = re.compile(
    r"现在|今天|今晚|明天|昨天|昨晚|\b(?:today|tomorrow|tonight|right now)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"^\W*(?:好的?[，,。！\s]*)?(?:已经?|正在)?(?:为|帮|给)?[您你]?(?:已|成功)(?:经|为[您你])?"
    r"|^\W*(?:(?:ok(?:ay)?|sure|done|all set|got it)\W+)*(?:done\b|i['’]?(?:ll| will|ve| have)\b"
    r"|(?:it|your \w+) (?:is|has been|was)\b)",
    re.IGNORECASE,
)
"""How an answer begins that tells of an act."""
_IN_ITS_WORDS = 0.5
"""Share of a query that such an answer repeats."""
_SPEAKS_OF_IT = 0.75
"""Share of a query from which a passage of the corpus speaks of it."""
_FOR_ME = re.compile(r"[帮给替为]我|\bhelp me\b|\bfor me\b", re.IGNORECASE)
"""How something is asked to be done."""
_MAY_ANSWER = 0.3
"""Likelihood from which one of the passages may answer."""
_TOUCHED = 0.1
"""Share of a question from which a passage has something of it."""
_TELLS = 0.6
"""Weight above that of the words that stand in any text."""


def foreign(facts: Facts) -> AtHome | None:
    """How a question stands to the documents when these are about something else; None when they
    are not, and when they cannot tell.
    """
    asked = facts.asked
    if asked.scripted or facts.said.reference is not None:
        return None
    if asked.earlier and (asked.depends or leans_back(asked.query)):
        return None
    found = _home(facts)
    return found if found and found.is_foreign else None


def _home(facts: Facts) -> AtHome | None:
    """How the question stands to the documents; None where they cannot tell."""
    if facts.corpus is None:
        return None
    asked = facts.asked
    said = [one for one in asked_terms(asked.matter) if not facts.rules.question.find(one)]
    return at_home(facts.corpus, said, language_of(asked.query))


def beyond_documents(facts: Facts) -> str | None:
    """The words of the query that tell so; None where none do, and where what went to retrieval
    asks for something else: then the product misread a request that it may well serve.
    """
    signs = None if facts.asked.creative else signs_of_drift(facts)
    if signs is not None and is_drift(signs):
        return None
    return _elsewhere(facts) or _addressed(facts)


def _elsewhere(facts: Facts) -> str | None:
    """It asks for what documents cannot hold, and nothing retrieved is about it."""
    if facts.said.reference is not None and not facts.asked.creative:
        return None
    words = facts.rules.act if facts.asked.creative else facts.rules.live
    # "Can I still send it back today?" asks of terms, and only says when.
    asked = facts.asked.matter if facts.asked.creative else _without_times(facts)
    found = words.find(asked) or facts.rules.act.find(asked)
    is_firms = asks_whether_it_has(asked) or _has_done_it(facts)
    if not found or (is_firms and not facts.asked.creative):
        return None
    if facts.asked.creative and _is_served(facts, found.start()):
        return None
    does = facts.rules.act.find(found[0]) is not None
    if not facts.asked.creative and _is_dealt_with(facts, found[0] if does else None):
        return None
    rest = weight_of(facts.asked.subject(words.strip(facts.asked.matter)))
    is_told = facts.asked.creative or rest >= TELLS_TOO_LITTLE
    is_answered = is_told and facts.found.best_coverage >= facts.rules.limits.topic_coverage
    if is_answered and not (facts.asked.creative and _is_made(facts, found.start())):
        return None
    return found[0]


def _without_times(facts: Facts) -> str:
    """A question without the words that say when, each blank, where it asks on terms or the answer
    takes it up: a customer says when, too. Any other as it is.
    """
    matter = facts.asked.matter
    if asks_on_terms(matter) or _takes_it_up(facts) or is_spoken_of(facts):
        return _TIMES.sub(lambda found: " " * len(found[0]), matter)
    return matter


def _addressed(facts: Facts) -> str | None:
    """It is said to an assistant, and neither what was retrieved nor the corpus speaks of it."""
    asked, found = facts.asked, facts.found
    if asked.creative or facts.said.reference is not None or not found.passages:
        return None
    words = (
        None
        if _has_done_it(facts) or was_served(facts)
        else words_of_address(asked.query, own=not asked.earlier)
    )
    limit = facts.rules.limits.topic_coverage
    if words is None or found.best_coverage >= limit or _is_done_by_the_firm(facts):
        return None
    if is_own_affair(words) and (asks_whether_it_has(asked.query) or _may_be_answered(facts)):
        return None
    if any(ready(one.text).share(found.topic) >= _SPEAKS_OF_IT for one in found.nearest):
        return None
    return None if is_own_affair(words) and _is_a_customers(facts) else words


def _may_be_answered(facts: Facts) -> bool:
    """Whether a passage may answer, or the answer is from one, unless it is asked to do something:
    what is said of oneself is then what a customer says.
    """
    may, rests = facts.found.likely >= _MAY_ANSWER, facts.said.kinship.is_much_from_there
    if _FOR_ME.search(facts.asked.query):
        return may and rests
    is_touched = max(facts.found.fit, default=0.0) >= _TOUCHED
    return may or (is_touched and (rests or anchored(facts) is not None))


def _is_a_customers(facts: Facts) -> bool:
    """Whether somebody who speaks of his own affairs may be a customer who does so: the answer has
    words of the question or reckons with its figures, or the passages or the documents speak of
    what the question is about.
    """
    home = _home(facts)
    if home is not None and not home.is_foreign:
        return True
    if facts.said.in_own_words and facts.said.echoes:
        return True
    if _takes_it_up(facts) or is_spoken_of(facts):
        return True
    telling = max(facts.found.topic, key=weight, default=None)
    texts = [*facts.found.texts, *(ready(one.text) for one in facts.found.nearest)]
    return telling is not None and any(text.carries(telling) for text in texts)


def _has_done_it(facts: Facts) -> bool:
    """Whether the answer says that what was asked for is done, in the words of the query: a product
    that acts needs no document for it.
    """
    named = facts.said.text.share(facts.asked.terms)
    return _DONE.search(facts.said.plain) is not None and named >= _IN_ITS_WORDS


def _takes_it_up(facts: Facts) -> bool:
    """Whether the answer reckons with what was asked, or names it."""
    named = [term for term in facts.asked.terms if facts.said.text.carries(term)]
    return facts.said.works_out or weight_of(named) >= TELLS_TOO_LITTLE


def _is_done_by_the_firm(facts: Facts) -> bool:
    """Whether a passage speaks of the act that "you" are asked about."""
    act = act_asked_for(facts.asked.query)
    terms = content(act) if act else []
    telling = [term for term in terms if weight(term) >= _TELLS]
    return bool(telling) and any(text.share(telling) == 1 for text in facts.found.texts)


def _is_dealt_with(facts: Facts, act: str | None) -> bool:
    """Whether the product has to do with it: its passages or its corpus speak of the `act`.

    Without anything that was retrieved, its scope cannot be told.
    """
    if not facts.found.passages or was_served(facts):
        return True
    if act is None:
        return False
    if any(act.casefold() in text.folded for _, text in facts.found.passages):
        return True
    found = facts.corpus.search(act, 1) if facts.corpus else []
    return any(act.casefold() in fold(one.text) for one in found)


def was_served(facts: Facts) -> bool:
    """Whether what was retrieved has to do with both the query and the answer."""
    rests = facts.said.grounded is not None and facts.said.grounded.is_grounded
    return facts.found.best_coverage > 0 and (rests or facts.said.in_own_words)


def _is_made(facts: Facts, at: int) -> bool:
    """Whether what stands there is what is to be made: 写一份合同, make me a logo."""
    made = facts.rules.create.pattern.finditer(facts.asked.query[:at])
    verb = max((one.end() for one in made), default=None)
    return verb is not None and not _PAUSE.search(facts.asked.query[verb:at])


def _is_served(facts: Facts, at: int) -> bool:
    """Whether the words there are only the subject of something that the product writes."""
    kinds = (facts.rules.slots["output"].words, facts.rules.deliverable)
    return any(
        found.start() > at for words in kinds for found in words.pattern.finditer(facts.asked.query)
    )
