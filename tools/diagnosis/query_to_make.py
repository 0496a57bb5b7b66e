"""The first stage for a text that is to be made: is it said of what, and is that its affair?

Of what is ordered the documents know something: a name, a code, the matter. An order of which they
know nothing at all is no order for this product, or, where it says next to nothing, leaves out what
it is about. Who wants a text changed has to hand it over, or have spoken of it before.
"""

import re

from knowledge.language import language_of
from tools.claims.measure import ready, weight, weight_of
from tools.diagnosis.facts import Facts
from tools.diagnosis.key_terms import bears
from tools.diagnosis.lacking_told import tells_what_it_lacks
from tools.diagnosis.making import hands_over_a_text
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE, says

_CODE = re.compile(r"[A-Za-z]*\d{2,}|\b[A-Z][A-Za-z]+\b(?!^)")
_HARDLY_TELLS = 0.1
"""How much an order tells that names no matter."""
_NAMES = 0.6
"""Weight above that of the words that stand in any text."""
_CHANGES_EN = re.compile(
    r"\b(?:make|turn|cut|trim|shorten|lengthen|soften|rewrite|rephrase|reword|translate|tidy|polish"
    r"|edit|expand|redo|change|convert|condense|summari[sz]e|proofread|tighten|simplify|use|try|keep)"
    r" (?:up |down )?(?P<what>it|this|that|them|these|those|both"
    r"|the (?:first|second|third|fourth|last|other|previous|above|same)(?: \w+)?)\b"
    r"|^\W*(?:ok |now |and )?(?P<again>(?:the )?same (?:again|for|but)|another one"
    r"|again but|(?:a bit |much )?(?:shorter|longer|simpler|punchier|softer|funnier))\b",
    re.IGNORECASE,
)
_CHANGES_ZH = re.compile(
    r"(?:^|[，,。；;\s把将给])(?P<what>它|[这那][条篇版段句]|第[一二三四五六七八九\d][条个篇版段句]"
    r"|[上前][一]?[条个篇版段]|刚才|刚刚|前面[的那]|上面[的那]|同上)"
    r"|^\W*(?P<again>再?[短长][一些点]|[再更](?:来|短|长|简|正式|口语|活泼)[^，。\s]{0,4}|语气|口气"
    r"|缩[短到成]|改[短长]|压[到缩]|精简|润色一?下|换个?(?:说法|语气))"
)
"""What stands for a text that is to be changed."""


def lost_text(facts: Facts) -> str | None:
    """The words that stand for a text to be changed that nobody gave; None where there are none."""
    query = facts.asked.query
    if facts.asked.earlier or facts.trace.history or hands_over_a_text(query):
        return None
    for pattern in (_CHANGES_EN, _CHANGES_ZH):
        if found := pattern.search(query):
            words = found["what"] or found["again"]
            return None if _names_a_text(facts, query[: found.start()]) else words
    return None


def _names_a_text(facts: Facts, before: str) -> bool:
    """Whether a kind of text, or what is to be made, was named before."""
    rules = facts.rules
    return any(words.find(before) for words in (rules.texts, rules.deliverable, rules.create))


def nothing_known(facts: Facts) -> list[str] | None:
    """The terms of an order of which neither the passages nor the corpus know anything, or []
    where it names no matter; None where something is known, and where that cannot be told.
    """
    asked, found = facts.asked, facts.found
    if asked.earlier or facts.trace.history or not found.passages:
        return None
    if facts.corpus is None:
        return [] if says(asked) < _HARDLY_TELLS else None
    texts = [*found.texts, *(ready(one.text) for one in found.nearest)]
    is_told = tells_what_it_lacks(facts.said.plain) or facts.said.declined
    if is_told or language_of(asked.query) not in {language_of(text.raw) for text in texts}:
        return None
    telling = [term for term in asked.terms if weight(term) >= _NAMES]
    # What was made of it for the search says the same in the documents' words.
    named = [*telling, *(term for term in asked.understood if weight(term) >= _NAMES)]
    codes = _CODE.findall(asked.query)
    is_known = any(
        any(bears(text, term) for term in named) or any(code in text.raw for code in codes)
        for text in texts
    )
    return None if is_known else telling


def is_another_service(facts: Facts) -> str | None:
    """The words for what another kind of service makes, an essay or a taxi, where nothing that was
    found has them, nor much of the order; None where there are none.
    """
    words = facts.rules.act.find(facts.asked.query)
    if words is None or hands_over_a_text(facts.asked.query):
        return None
    if facts.found.best_coverage >= facts.rules.limits.part_coverage:
        return None
    texts = [*facts.found.texts, *(ready(one.text) for one in facts.found.nearest)]
    return None if any(words[0].casefold() in text.folded for text in texts) else words[0]


def names_no_matter(facts: Facts) -> bool:
    """Whether an order of which nothing is known leaves open what it is about, rather than name
    another matter.
    """
    strange = nothing_known(facts)
    return strange is not None and weight_of(strange) < TELLS_TOO_LITTLE
