"""What an answer rests on: the passages that were retrieved, and which one carries which claim."""

from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Claim, Diagnosis, Passage, Trace
from knowledge.texts import say, series
from tools.inert import inert

_MOST = 6
"""Passages, and claims, that are shown; how many more there are is said."""
_SHOWN = 140
"""Characters of each."""


def passages_markdown(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """The passages in the order of retrieval, then each claim with those that carry it."""
    if trace.retrieved is None:
        return _say("not_logged", lang)
    if not trace.retrieved:
        return _say("none", lang)
    lines = [_passage(one, n, lang) for n, one in enumerate(trace.retrieved[:_MOST], start=1)]
    said = [_say("found", lang, count=len(trace.retrieved)), "\n".join(lines)]
    if (more := len(trace.retrieved) - _MOST) > 0:
        said.append(_say("more", lang, count=more))
    claims = [line for one in diagnosis.claims if (line := _claim(one, lang))]
    if claims:
        said.append("\n".join([_say("claims", lang), "", *claims[:_MOST]]))
        if (more := len(claims) - _MOST) > 0:
            said.append(_say("more_claims", lang, count=more))
    return "\n\n".join(said)


def _passage(passage: Passage, n: int, lang: Lang) -> str:
    facts = []
    if passage.score is not None:
        facts.append(_say("score", lang, score=f"{passage.score:.2f}"))
    if passage.used is not None:
        facts.append(_say("used" if passage.used else "unused", lang))
    told = _say("facts", lang, facts=series(facts, lang)) if facts else ""
    name = passage.id.replace("`", "'")
    return _say("line", lang, n=n, id=name, facts=told, text=_cut(passage.text))


def _claim(claim: Claim, lang: Lang) -> str:
    if claim.verdict is None:
        return ""
    named = claim.supported_by or claim.contradicted_by
    passages = series([inert(one) for one in named], lang)
    values = {"passages": passages} if named else {}
    return _say(claim.verdict, lang, claim=_cut(claim.text), **values)


def _cut(text: str) -> str:
    return inert(beginning(text, _SHOWN))


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.passages.{key}", lang, **values)
