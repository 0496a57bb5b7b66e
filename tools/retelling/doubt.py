"""Weighs what a reader holds against a diagnosis: neither given in to nor brushed aside.

A stage that the reader clears or blames is held against that stage's verdict and, where the
product was replayed, against what putting that stage right did to the outcome. Only the replay
can overturn the verdict, for it is evidence that the trace did not have.
"""

from collections.abc import Iterator
from typing import Any

from knowledge.language import Lang
from knowledge.records import ArmResult, Diagnosis, Intervention, Stage, StageVerdict
from knowledge.texts import clauses, say, series
from tools.diagnosis.finding import clip
from tools.inert import inert
from tools.intervention.markdown import tally
from tools.retelling.pointed import Pointed

_LOGGED_AS: dict[Stage, str] = {"intent": "intent", "retrieval": "retrieved"}
"""What a trace has to log for a stage to be judged."""
_SHOWN = 120
"""Characters of what the reader states."""


def doubt_markdown(
    diagnosis: Diagnosis,
    lang: Lang,
    *,
    cleared: Stage | None = None,
    blamed: Stage | None = None,
    proof: Intervention | None = None,
    pointed: Pointed | None = None,
    says: str = "",
) -> str:
    """What speaks for and against; of all stages where the reader names none.

    `pointed` is what the reader's words show in the case itself, and `says` what they state.
    """
    if cleared is None and blamed is None:
        own = _weighed_words(diagnosis, pointed, says, lang)
        said = [*own, *_in_general(diagnosis, lang), *_replays(proof, lang)]
        return "\n\n".join([*said, _overturn(diagnosis, lang)])
    said = []
    if cleared:
        said.append(_weighed("cleared", diagnosis, cleared, lang))
    if blamed:
        said.append(_weighed("blamed", diagnosis, blamed, lang))
    turned = _turned(diagnosis, blamed, proof, lang)
    said.append(turned or _stands(diagnosis, cleared, blamed, lang))
    said += _replays(proof, lang)
    opposed = diagnosis.cause == cleared or (blamed is not None and diagnosis.cause != blamed)
    return "\n\n".join(filter(None, [*said, _overturn(diagnosis, lang) if opposed else ""]))


def _weighed_words(
    diagnosis: Diagnosis, pointed: Pointed | None, says: str, lang: Lang
) -> Iterator[str]:
    """What the reader's own words come to: a difference that is there, or what nothing shows."""
    if pointed:
        words = {
            "answer": series([f"“{inert(one)}”" for one in pointed.answer], lang),
            "source": series([f"“{inert(one)}”" for one in pointed.source], lang),
        }
        key = "pointed_none" if diagnosis.cause in {"none", "undetermined"} else "pointed"
        yield _say(key, lang, **words)
    elif says:
        yield _say("not_shown", lang, says=inert(clip(says, _SHOWN)))


def _in_general(diagnosis: Diagnosis, lang: Lang) -> Iterator[str]:
    sure = diagnosis.confidence
    if sure is not None:
        yield _say("sure", lang, share=f"{sure:.0%}", of_hundred=f"{100 * sure:.0f}")
    lines = [
        _say(_kind(diagnosis, one), lang, stage=_name(one.stage, lang), evidence=_of(one))
        for one in diagnosis.stages
        if one.stage != diagnosis.cause
    ]
    if lines:
        yield "\n".join([_say("others", lang), "", *lines])


def _weighed(side: str, diagnosis: Diagnosis, stage: Stage, lang: Lang) -> str:
    """What the trace says of a stage that the reader clears or blames."""
    verdict = _verdict(diagnosis, stage)
    kind = _kind(diagnosis, verdict) if verdict else "unknown"
    if kind == "fault" and diagnosis.cause != stage:
        kind = "later"
    elif diagnosis.cause == stage:
        kind = {"cleared": "fault", "blamed": "cause"}[side]
    return _say(
        f"{side}.{kind}",
        lang,
        stage=_name(stage, lang),
        cause=_name(diagnosis.cause, lang),
        evidence=_of(verdict),
    )


def _stands(diagnosis: Diagnosis, cleared: Stage | None, blamed: Stage | None, lang: Lang) -> str:
    """The verdict that is kept, with its own evidence; nothing where the reader said the same."""
    if diagnosis.cause == "none":
        return _say("stands_none", lang)
    if diagnosis.cause == "undetermined":
        named = [one for one in (cleared, blamed) if one]
        still = [s.stage for s in diagnosis.stages if s.verdict == "unknown"]
        left = [_name(one, lang) for one in still if one not in named]
        if not left:
            return ""
        stages = series([_name(one, lang) for one in named], lang)
        return _say("stands_open", lang, stage=stages, open=series(left, lang))
    if blamed == diagnosis.cause or (cleared == diagnosis.cause and blamed is None):
        return ""
    found = _verdict(diagnosis, diagnosis.cause)
    told = _of(found) if found else inert(diagnosis.summary)
    return _say("stands", lang, cause=_name(diagnosis.cause, lang), evidence=told)


def _turned(
    diagnosis: Diagnosis, blamed: Stage | None, proof: Intervention | None, lang: Lang
) -> str:
    """That a replay bears the reader out against the verdict; empty where it does not."""
    if proof is None or blamed is None or blamed == diagnosis.cause or proof.cause != blamed:
        return ""
    best = _best(proof, blamed)
    if best is None:
        return ""
    told = _name(diagnosis.cause, lang)
    tallies = {"before": tally(best.before, lang), "after": tally(best.after, lang)}
    return _say("turned", lang, stage=_name(blamed, lang), told=told, **tallies)


def _replays(proof: Intervention | None, lang: Lang) -> Iterator[str]:
    """The best that putting each stage right did."""
    if proof is None:
        return
    stages = dict.fromkeys(arm.stage for arm in proof.arms)
    lines = [
        _say(
            "arm",
            lang,
            stage=_name(arm.stage, lang),
            before=tally(arm.before, lang),
            after=tally(arm.after, lang),
        )
        for stage in stages
        if (arm := _best(proof, stage)) is not None
    ]
    if lines:
        yield "\n".join([_say("replays", lang), "", *lines])


def _best(proof: Intervention, stage: Stage) -> ArmResult | None:
    arms = [one for one in proof.arms if one.stage == stage and one.after.value is not None]
    return max(arms, key=lambda one: one.after.value or 0.0, default=None)


def _overturn(diagnosis: Diagnosis, lang: Lang) -> str:
    if diagnosis.cause == "undetermined":
        return _say("would_tell", lang, needs=clauses(map(inert, diagnosis.needs), lang))
    needs = diagnosis.needs or [
        say(f"diagnosis.needs.{_LOGGED_AS[one.stage]}", lang)
        for one in diagnosis.stages
        if one.stage in _LOGGED_AS and _kind(diagnosis, one) == "unknown"
    ]
    if needs:
        return _say("overturn_logged", lang, needs=clauses(map(inert, needs), lang))
    return _say("overturn", lang)


def _kind(diagnosis: Diagnosis, verdict: StageVerdict) -> str:
    """`ok`, `fault`, `unknown`, or `downstream`: unknown for an earlier stage's fault."""
    if verdict.verdict != "unknown":
        return verdict.verdict
    order = [one.stage for one in diagnosis.stages]
    broke_before = diagnosis.cause in order[: order.index(verdict.stage)]
    return "downstream" if broke_before else "unknown"


def _verdict(diagnosis: Diagnosis, stage: str) -> StageVerdict | None:
    return next((one for one in diagnosis.stages if one.stage == stage), None)


def _of(verdict: StageVerdict | None) -> str:
    return inert(verdict.evidence) if verdict else ""


def _name(cause: str, lang: Lang) -> str:
    """What a stage or a cause is called."""
    return say(f"diagnosis.cause.{cause}", lang)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.doubt.{key}", lang, **values)
