"""Whether something is to be written, such as a script, and what it is to be about."""

import re

from knowledge.records import Trace
from knowledge.retrieval.follow_up import leans_back
from tools.claims.measure import content
from tools.diagnosis.making import names_a_text, orders_a_text
from tools.diagnosis.rules import Rules
from tools.diagnosis.slots import TIME_ZH

_NUMBER = re.compile(r"\d+")
_IDENTIFIER = re.compile(r"[A-Za-z][\w.-]*")
"""How a product names its own outputs, where it has a fixed list of them."""
_ASKS = re.compile(
    r"^\W*(?:how|what|when|where|which|who|why|is|are|was|were|do|does|did|has|have"
    r"|(?:can|could|may|should|must|will) (?:i|we|the|my|our))\b"
    r"|\b(?:and|also|but|so) (?:how|what|when|where|which|who|why)"
    r" (?:is|are|do|does|did|can|could)\b"
    r"|怎么|怎样|如何|为什么|为何|多少|多久|多长时间|什么时候|何时|哪里|吗\s*[?？]?\s*$",
    re.IGNORECASE,
)
"""How a question is built that wants to know; a wish may be put as a question too."""


def is_creative(trace: Trace, query: str, rules: Rules) -> bool:
    """Whether `query`, the user's words in the trace, wants something written, not looked up.

    What the product logged, its intent and its feature, tells more than the words.
    """
    logged = _logged(trace, rules)
    if logged is not None:
        return logged
    asks, makes = rules.question.find(query), rules.create.find(query)
    if rules.deliverable.find(query) or rules.slots["output"].words.find(query):
        return bool(makes) or not (asks and _ASKS.search(query))
    if orders_a_text(query, rules) or (makes and not asks and not trace.retrieved):
        return True
    if asks or _ASKS.search(query):
        return False
    return names_a_text(trace.rewritten_query or "", rules) or _goes_on(trace, query, rules)


def is_scripted(trace: Trace, rules: Rules) -> bool:
    """Whether what is to be written comes from a product for scripts and posts: by its log, or as
    it was pasted without one.
    """
    if trace.retrieved is None:
        return True
    output = rules.slots["output"].words
    names = (trace.intent.name if trace.intent else None, trace.feature)
    return any(
        one and _IDENTIFIER.fullmatch(one) and output.find(one.replace("_", " ")) for one in names
    )


def _logged(trace: Trace, rules: Rules) -> bool | None:
    """Whether the log says that something is written; None where it does not tell."""
    output = rules.slots["output"].words
    name = (trace.intent.name or "" if trace.intent else "").replace("_", " ")
    feature = (trace.feature or "").replace("_", " ")
    for given in (name, feature):
        if rules.answering.find(given):
            return False
        if any(words.find(given) for words in (rules.deliverable, rules.create, output)):
            return True
    return None


def _goes_on(trace: Trace, query: str, rules: Rules) -> bool:
    """Whether it leans on a turn before that wanted something written: the same for the other."""
    before = next((turn.text for turn in reversed(trace.history) if turn.role == "user"), None)
    if before is None or not (rules.back_reference.find(query) or leans_back(query)):
        return False
    return orders_a_text(before, rules) or bool(rules.deliverable.find(before))


def subject_to_write(text: str, rules: Rules) -> list[str]:
    """The terms of a wish that name its subject, without the words of wishing and its slots."""
    text = TIME_ZH.sub(" ", text)
    for words in (rules.deliverable, rules.texts, rules.create, rules.filler, rules.question):
        text = words.strip(text)
    for name in ("style", "platform", "tone", "language", "output"):
        if name in rules.slots:
            text = rules.slots[name].words.strip(text)
    # A number would count as telling, and push out a subject of single characters, 猫粮.
    return content(_NUMBER.sub(" ", text))
