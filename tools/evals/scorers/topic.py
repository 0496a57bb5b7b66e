"""Is the answer about what the query asks?"""

import numpy as np

from knowledge.language import language_of
from knowledge.records import Example, Score, Trace
from tools.claims.ground import Embed
from tools.claims.measure import Text, weight
from tools.claims.pieces import senses
from tools.claims.refusal import only_declines
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import default_rules
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import named, scored, tongue, unscored

_MOST = 20_000
"""Characters of an answer that are read."""
_MOST_SENTENCES = 60


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
    facts = Facts(trace, lang, default_rules(), None, means.product)
    asked = list(dict.fromkeys(facts.topic))
    if not asked:
        return unscored(trace, means, "no_subject")
    answer = trace.answer[:_MOST]
    there = _there(asked, answer)
    if means.product.subjects(answer) & facts.subjects:
        # It speaks of the very subject, under whichever of its names.
        there |= set(asked) & set(facts.aliases)
    value = sum(map(weight, there)) / sum(map(weight, asked))
    if means.embed is not None and language_of(trace.query) == language_of(answer) == "en":
        near = _nearness(trace.query, answer, means.embed)
        if near > value:
            return scored(near, trace, means, "topic_near", share=f"{near:.0%}")
    missing = [term for term in asked if term not in there]
    how = "topic" if not missing else "topic_partly" if there else "off_topic"
    return scored(
        min(1.0, value),
        trace,
        means,
        how,
        met=len(there),
        total=len(asked),
        words=named(missing, lang),
    )


def _there(asked: list[str], answer: str) -> set[str]:
    text = Text(answer)
    return {
        term
        for term in asked
        if text.carries(term) or any(text.carries(sense) for sense in senses(term))
    }


def _nearness(query: str, answer: str, embed: Embed) -> float:
    """The cosine of the query and the sentence that is nearest to it, 0 where none is near."""
    told = claims(answer)[:_MOST_SENTENCES]
    if not told:
        return 0.0
    asked, *said = embed([query, *told])
    return min(1.0, max(0.0, float((np.stack(said) @ asked).max())))
