"""Does the answer say only what its passages say? By rules, or by a judge where there is one."""

import re
from functools import lru_cache

from knowledge.language import Lang, language_of
from knowledge.texts import say
from tools.claims.ground import Ground
from tools.claims.refusal import is_refusal
from tools.claims.splitting import parts
from tools.claims.verdict import faithful
from tools.claims.weighing import Weighed, weigh
from tools.evals.judge import JudgeFailed, Ruling, judge
from tools.evals.score import Mark, Means, Row, Score

_SHOWN = 80
_ASIDE = re.compile(r"(?:sorry|抱歉|对不起|unfortunately|please|请|if you|如果您?)", re.IGNORECASE)
"""How sentences begin that go with a refusal and state nothing."""


def faithfulness(row: Row, means: Means) -> Score:
    """The chance that nothing in the answer is unsupported; its spans are what is not supported.

    Unscored where there is nothing to check: an empty answer, no passages, a refusal.
    """
    lang = means.lang or language_of(row.answer)
    if not parts(row.answer):
        return _unscored(row, lang, "empty")
    if _is_refusal(row.answer):
        return _unscored(row, lang, "refusal")
    if not row.passages:
        return _unscored(row, lang, "no_context")
    if means.ask is not None:
        return _judged(row, means, lang)
    # The sentence model knows English; Chinese reaches it word by word, which helps no verdict.
    embed = means.embed if language_of(row.answer) == "en" else None
    weighed = weigh(row.answer, _ground(tuple(row.passages)), embed)
    said = [one for one in weighed if not is_refusal(one.part.text)]
    value = faithful(said)
    marks = [
        Mark(start=span.start, end=span.end, reason=say(f"evals.reason.{span.reason}", lang))
        for one in said
        for span in one.spans
    ]
    return Score(
        value=None if value is None else round(value, 4),
        answer=row.answer,
        reason=_told(said, lang),
        spans=marks,
    )


@lru_cache(maxsize=8)
def _ground(passages: tuple[str, ...]) -> Ground:
    """The passages made ready; answers of several models to one question come in a row."""
    return Ground(passages)


def _is_refusal(answer: str) -> bool:
    """Whether an answer declines and states nothing besides."""
    told = [part.text for part in parts(answer)]
    return any(map(is_refusal, told)) and all(is_refusal(one) or _ASIDE.match(one) for one in told)


def _told(said: list[Weighed], lang: Lang) -> str:
    bad = sorted((one for one in said if one.spans), key=lambda one: -one.doubt)
    if not bad:
        return say("evals.score.supported", lang, total=len(said))
    claim = _short(bad[0].part.text)
    return say("evals.score.unsupported", lang, total=len(said), bad=len(bad), claim=claim)


def _judged(row: Row, means: Means, lang: Lang) -> Score:
    assert means.ask is not None
    said = [part for part in parts(row.answer) if not is_refusal(part.text)]
    try:
        rulings = judge([part.text for part in said], row.passages, means.ask)
    except JudgeFailed as failure:
        return _unscored(row, lang, "judge_failed", reason=str(failure))
    marks = [
        Mark(start=part.start, end=part.end, reason=say(f"evals.reason.judge_{ruling}", lang))
        for part, found in zip(said, rulings, strict=True)
        if (ruling := _overall(found)) != "supported"
    ]
    good = len(said) - len(marks)
    if not marks:
        reason = say("evals.score.supported", lang, total=len(said))
    else:
        claim = _short(row.answer[marks[0].start : marks[0].end])
        reason = say("evals.score.unsupported", lang, total=len(said), bad=len(marks), claim=claim)
    return Score(value=round(good / len(said), 4), answer=row.answer, reason=reason, spans=marks)


def _overall(found: list[Ruling]) -> Ruling:
    """The passages together: what one carries, another cannot take away."""
    for ruling in ("supported", "contradicted"):
        if ruling in found:
            return ruling
    return "absent"


def _unscored(row: Row, lang: Lang, why: str, **values: str) -> Score:
    reason = say(f"evals.score.{why}", lang, **values)
    return Score(value=None, answer=row.answer, reason=reason)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"
