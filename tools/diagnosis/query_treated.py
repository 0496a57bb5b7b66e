"""Does a passage treat what a short question asks after? Then it was clear enough to act on."""

import re

from knowledge.han import HAN
from tools.claims.measure import TELLING, content, ready, weight
from tools.diagnosis.facts import Facts
from tools.diagnosis.kinds_asked import has_value_asked
from tools.diagnosis.matter import core
from tools.diagnosis.query_telling import tells_beyond_asking

_ASKING_ZH = re.compile("[请我你您们的了吗呢么啊能可以要会有是就才再还]")
"""Characters that ask, and say nothing of what is asked after."""
_TREATED = 0.9
"""Share of a query's words from which a passage treats what it is about."""
_RESTS = 0.5
"""Share of an answer's matter from which it rests on a passage."""
_MOST_OF_IT = 0.6
"""Share of the characters of a short question from which a passage may speak of it."""
_HAS_SOME = 0.25
"""Share of an answer from which it has to do with a passage."""
_NAMES_A_THING = 0.5
"""Weight above that of the words that stand in any text."""


def is_treated(facts: Facts) -> bool:
    """Whether it asks something, and a passage has nearly all the words that say of what, and says
    so or otherwise than the answer.
    """
    return not facts.said.declined and any(
        facts.said.support(facts.said.told, at).verdict != "absent" for at in _on_all_of_it(facts)
    )


def is_refused(facts: Facts) -> bool:
    """Whether it is declined though a passage has all that it asks after, to the last character: of
    a short question the verb tells as much as the thing (快递丢了怎么赔).
    """
    if not facts.said.declined or not facts.found.is_on_topic:
        return False
    asked = set(HAN.findall(_ASKING_ZH.sub("", facts.rules.question.strip(facts.asked.query))))
    return any(asked <= set(facts.found.texts[at].raw) for at in _on_all_of_it(facts))


def _on_all_of_it(facts: Facts) -> list[int]:
    """The positions of the passages that have nearly all the words that say of what is asked."""
    asks = bool(facts.rules.question.find(facts.asked.query))
    if not asks or tells_beyond_asking(facts.asked) < TELLING:
        return []
    named = [term for term in facts.asked.terms if weight(term) >= _NAMES_A_THING]
    return [at for at, text in enumerate(facts.found.texts) if text.share(named) >= _TREATED]


def is_of_one_passage(facts: Facts) -> bool:
    """Whether just one passage, of those retrieved and those that a search of the corpus brings up,
    has all that a short question asks after, or a value of the kind that it asks for, and has to do
    with the answer: then nobody has to guess what is meant.
    """
    query = facts.asked.query
    if not facts.found.passages or not facts.rules.question.find(query):
        return False
    texts = {text.raw: text for text in facts.found.texts}
    texts |= {one.text: ready(one.text) for one in facts.found.nearest}
    plain = facts.rules.question.strip(query)
    marks = set(HAN.findall(_ASKING_ZH.sub("", plain)))
    words = [one for one in facts.asked.beyond_asking(facts.asked.terms) if one.isascii()]
    has = {raw: len(marks & set(raw)) for raw in texts}
    least = max(1, *has.values(), _MOST_OF_IT * len(marks)) if marks else 0
    fits = [
        text
        for raw, text in texts.items()
        if (marks or words) and has[raw] >= least and all(map(text.carries, words))
    ]
    if not fits:
        fits = [text for text in texts.values() if has_value_asked(query, text.raw)]
    told = content(facts.said.told)
    return len(fits) == 1 and (facts.said.declined or fits[0].share(told) >= _HAS_SOME)


def is_spoken_of(facts: Facts) -> bool:
    """Whether the answer rests on a passage that has a word of the question which tells: who asks
    发票怎么开 and is told out of the page on invoices was understood.
    """
    telling = [one for one in facts.asked.terms if weight(one) >= TELLING]
    if not telling or facts.said.declined:
        return False
    passages = [text for _, text in facts.found.handed_on if any(map(text.carries, telling))]
    matter = core(facts.said.told, facts.rules, facts.asked.terms)
    return any(text.share(matter) >= _RESTS for text in passages)
