"""Does the diagnosis find nothing wrong with an interaction, from the query to the answer?"""

from knowledge.language import language_of
from knowledge.records import Example, Score, Trace
from knowledge.texts import say
from tools.diagnosis.engine import diagnose
from tools.evals.scorers.scorer import Means


def soundness(_example: Example, trace: Trace, means: Means) -> Score:
    """1 where every stage did what it should, 0 where one failed; unscored where it cannot be told.

    The same engine that explains bad cases: its reason names the stage, and the interaction can
    be opened for the evidence. It needs stages that were logged.
    """
    lang = means.lang or language_of(trace.answer or trace.query)
    found = diagnose(trace, lang=lang, corpus=means.corpus, product=means.product)
    if found.cause == "undetermined":
        reason = say("evals.score.undetermined", lang, reason=found.summary)
        return Score(value=None, answer=trace.answer, reason=reason)
    reason = found.summary or say(f"diagnosis.cause.{found.cause}", lang)
    return Score(value=float(found.cause == "none"), answer=trace.answer, reason=reason)
