"""Does an answer pick one of several things for what a question left open?

几点, "what's the limit": such a question names only a kind of value, or something that anything may
have. Where several passages have one, whoever tells just one without asking has guessed.
"""

import re

from tools.claims.measure import TELLING, weight
from tools.diagnosis.facts import Facts
from tools.diagnosis.kinds_asked import has_value_asked
from tools.diagnosis.matter import core

_ANYTHINGS = re.compile(
    r"限制|要求|条件|规定|价格|价钱|费用|时间|日期|证件|材料|资料|手续|流程|期限|有效期|上限|额度|最多|最少"
    r"|多少|多久|几[点号天个]|什么|怎么|怎样|如何|哪些?|收费|[请问我你您们的了吗呢么啊要需带能可以会有是就办交准备啥咋多钱元]"
    r"|\b(?:what['’]?s?|whats|how|when|where|which|much|many|long|is|are|was|do|does|did|can|i|it|you|the|an?"
    r"|there|any|of|for|about|please|my|your|to|need|have|get|be|limits?|prices?|costs?|fees?|time|dates?"
    r"|deadline|rules?|polic(?:y|ies)|requirements?|max(?:imum)?|min(?:imum)?|sizes?|amount|number)\b",
    re.IGNORECASE,
)
"""What asks, and what anything may have."""
_WORD = re.compile(r"[^\W_]")
_LONGEST = 40
"""Characters from which on a question says something."""


def picks_one(facts: Facts) -> bool:
    """Whether the answer tells what one of several passages has, to a question that fits others as
    well, and names what it took for meant.
    """
    asked, said, passages = facts.asked, facts.said, facts.found.handed_on
    if asked.creative or asked.earlier or said.reference is not None or said.declined:
        return False
    if len(asked.query) > _LONGEST or _WORD.search(_ANYTHINGS.sub("", asked.query)):
        return False
    fits = [
        text
        for _, text in passages
        if has_value_asked(asked.query, text.raw) or any(map(text.carries, asked.terms))
    ]
    if len(passages) < 2 or len(fits) == 1:
        return False
    new = [one for one in core(said.told, facts.rules, asked.terms) if weight(one) >= TELLING]
    named = [one for one in new if one.isalpha()]
    return any(sum(text.carries(one) for _, text in passages) == 1 for one in named)
