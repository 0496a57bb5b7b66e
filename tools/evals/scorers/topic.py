"""Is the answer about what the query asks?"""

import re

import numpy as np

from knowledge.han import HAN_RUN
from knowledge.language import language_of
from knowledge.records import Example, Score, Trace
from tools.claims.ground import Embed
from tools.claims.measure import Text, content, weight, weight_of
from tools.claims.pieces import senses
from tools.claims.refusal import only_declines
from tools.claims.splitting import claims
from tools.diagnosis.asked import Asked
from tools.diagnosis.rules import default_rules
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import named, scored, tongue, unscored

_MOST = 20_000
"""Characters of an answer that are read."""
_MOST_SENTENCES = 60
_TELLING = 8
"""Terms of an answer from which on it says what it is about; a date or a name alone does not."""
_MARKS = " ?？。.!！,，"
_HOW = re.compile(
    r"\bhow (?:long|much|many|often|far|soon|big|old)\b"
    r"|几(?:次|天|个|条|元|块|岁|年|月|小时|分钟|点)|多少(?:钱|个|次|天)?|多[久长大高远]",
    re.IGNORECASE,
)
"""Words that ask how much there is of a subject, and are none."""


def topic_consistency(_example: Example, trace: Trace, means: Means) -> Score:
    """How much of the query's subject the answer speaks of, 0 to 1.

    The share of the weight of the subject's terms that stand in the answer, in either language or
    by another name of the product's subject. Where there is an embedder and both are in English,
    the cosine of the query and the nearest sentence counts if it is larger.
    """
    if not trace.answer.strip():
        return unscored(trace, means, "empty")
    if only_declines(trace.answer):
        return unscored(trace, means, "declines")
    lang = tongue(trace, means)
    plain = _HOW.sub(" ", trace.query)
    bare = trace.model_copy(update={"query": plain}) if plain.strip(_MARKS) else trace
    asked = Asked(bare, default_rules(), means.product)
    subject = _subject(asked)
    if not subject:
        return unscored(trace, means, "no_subject")
    answer = trace.answer[:_MOST]
    there = _there(subject, answer)
    if means.product.subjects(answer) & asked.subjects:
        # It speaks of the very subject, under whichever of its names.
        there |= dict.fromkeys(set(subject) & set(asked.aliases), 1.0)
    value = sum(weight(term) * share for term, share in there.items()) / weight_of(subject)
    if not there and len(content(answer)) < _TELLING:
        return unscored(trace, means, "too_short")
    if means.embed is not None and language_of(trace.query) == language_of(answer) == "en":
        near = _nearness(trace.query, answer, means.embed)
        if near > value:
            return scored(near, trace, means, "topic_near", share=f"{near:.0%}")
    missing = [term for term in subject if term not in there]
    how = "topic" if not missing else "topic_partly" if there else "off_topic"
    return scored(
        min(1.0, value),
        trace,
        means,
        how,
        met=len(there),
        total=len(subject),
        words=named(missing, lang),
    )


def _subject(asked: Asked) -> list[str]:
    """The terms of what is asked about; [] where only a turn that is not there would say it."""
    if asked.depends and not asked.earlier and not asked.named:
        return []
    terms = list(dict.fromkeys(asked.topic))
    # Whom it is for need not be said, unless that is all that is said of the subject.
    readers = asked.rules.slots["audience"].words
    matter = [term for term in terms if not readers.pattern.fullmatch(term)]
    return matter or terms


def _there(subject: list[str], answer: str) -> dict[str, float]:
    """The terms that the answer speaks of, each with how much of it, 0 to 1."""
    text = Text(answer)
    shares = {term: _share(term, text) for term in subject}
    return {term: share for term, share in shares.items() if share}


def _share(term: str, text: Text) -> float:
    """1 for a term that is there, in either language; of a Chinese compound what part is there.

    An answer about 辅食 speaks of two thirds of 辅食机.
    """
    if text.carries(term) or any(map(text.carries, senses(term))):
        return 1.0
    if not HAN_RUN.fullmatch(term):
        return 0.0
    parts = (term[:size] for size in range(len(term) - 1, 1, -1))
    ends = (term[-size:] for size in range(len(term) - 1, 1, -1))
    longest = max((len(one) for one in (*parts, *ends) if text.carries(one)), default=0)
    return longest / len(term)


def _nearness(query: str, answer: str, embed: Embed) -> float:
    """The cosine of the query and the sentence that is nearest to it, 0 where none is near."""
    told = claims(answer)[:_MOST_SENTENCES]
    if not told:
        return 0.0
    asked, *said = embed([query, *told])
    return min(1.0, max(0.0, float((np.stack(said) @ asked).max())))
