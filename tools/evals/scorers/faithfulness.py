"""Does the answer say only what its passages say? By rules, or by a judge where there is one."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from knowledge.language import Lang, language_of
from knowledge.records import ClaimVerdict, Example, Score, Span, Trace
from knowledge.texts import say
from tools.claims.ground import Ground
from tools.claims.marking import marked
from tools.claims.refusal import is_refusal, only_declines
from tools.claims.small_talk import is_small_talk
from tools.claims.splitting import Part, parts
from tools.claims.verdict import judged
from tools.claims.weighing import Weighed, weigh
from tools.evals.judge import judge
from tools.evals.reply import JudgeFailed
from tools.evals.scorers.plain import plain
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import short, tongue, unscored

_MOST = 60_000
"""Characters of an answer that are read; a reader sees no more of it either."""


def faithfulness(_example: Example, trace: Trace, means: Means) -> Score:
    """The chance that nothing in the answer is unsupported; its spans are what is not supported.

    Unscored where there is nothing to check: an empty answer, no passages, a refusal.
    """
    answer, lang = trace.answer[:_MOST], tongue(trace, means)
    stands = plain(trace, _MOST)
    if not parts(stands):
        return unscored(trace, means, "empty")
    if only_declines(answer):
        return unscored(trace, means, "refusal")
    passages = tuple(one.text for one in trace.retrieved or () if one.handed_on)
    if not any(map(str.strip, passages)):
        return unscored(trace, means, "no_context")
    if means.ask is not None:
        return _judged(trace, passages, means, means.ask)
    # The sentence model knows English; Chinese reaches it word by word, which helps no verdict.
    embed = means.embed if language_of(answer) == "en" else None
    ground = _ground(passages)
    weighed = weigh(stands, ground, embed)
    on_it = _on_the_matter([one.part for one in weighed], trace.query)
    stated = [one for one in weighed if one.part in on_it]
    value, against = judged(stated, ground)
    said = list(map(marked, stated, against))
    marks = [
        Span(start=span.start, end=span.end, reason=say(f"evals.reason.{span.reason}", lang))
        for one in said
        for span in one.spans
    ]
    return Score(
        value=None if value is None else round(value, 4),
        answer=trace.answer,
        reason=_told(said, lang),
        spans=marks,
    )


def _on_the_matter(said: Sequence[Part], query: str) -> list[Part]:
    """The claims that neither decline nor only greet, offer or thank; all, where none is left."""
    stated = [one for one in said if not is_refusal(one.text)]
    asked = query.casefold()
    return [one for one in stated if not is_small_talk(one.text, asked)] or stated


@lru_cache(maxsize=8)
def _ground(passages: tuple[str, ...]) -> Ground:
    """The passages made ready; answers of several models to one question come in a row."""
    return Ground(passages)


def _told(said: list[Weighed], lang: Lang) -> str:
    bad = sorted((one for one in said if one.spans), key=lambda one: -one.doubt)
    if not bad:
        return say("evals.score.supported", lang, total=len(said))
    claim = short(bad[0].part.text)
    return say("evals.score.unsupported", lang, total=len(said), bad=len(bad), claim=claim)


def _judged(
    trace: Trace, passages: Sequence[str], means: Means, ask: Callable[[str], str]
) -> Score:
    answer, lang = trace.answer[:_MOST], tongue(trace, means)
    said = _on_the_matter(parts(plain(trace, _MOST)), trace.query)
    try:
        rulings = judge([part.text for part in said], list(passages), ask)
    except JudgeFailed as failure:
        return unscored(trace, means, "judge_failed", reason=str(failure))
    marks = [
        Span(start=part.start, end=part.end, reason=say(f"evals.reason.judge_{ruling}", lang))
        for part, found in zip(said, rulings, strict=True)
        if (ruling := _overall(found)) != "supported"
    ]
    good = len(said) - len(marks)
    if not marks:
        reason = say("evals.score.supported", lang, total=len(said))
    else:
        claim = short(answer[marks[0].start : marks[0].end])
        reason = say("evals.score.unsupported", lang, total=len(said), bad=len(marks), claim=claim)
    return Score(value=round(good / len(said), 4), answer=trace.answer, reason=reason, spans=marks)


def _overall(found: list[ClaimVerdict]) -> ClaimVerdict:
    """The passages together: what one carries, another cannot take away."""
    for ruling in ("supported", "contradicted"):
        if ruling in found:
            return ruling
    return "absent"
