"""What replays showed, as Markdown that stands alone."""

from collections.abc import Sequence
from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import ArmResult, Diagnosis, Example, Intervention, Rerun, Share, Trace
from knowledge.texts import clauses, say, series
from tools.diagnosis.finding import clip
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.slot_words import pair_words
from tools.inert import inert

_SHOWN = 120


def proof_markdown(found: Intervention, diagnosis: Diagnosis, lang: Lang) -> str:
    """What the replays prove, and the arms: the share of good runs before and after each."""
    head = " | ".join(_say(key, lang) for key in ("arm", "change", "before", "after", "gain"))
    rows = [_row(arm, lang) for arm in found.arms]
    table = "\n".join([f"| {head} |", "| --- | --- | --- | --- | --- |", *rows]) if rows else ""
    return "\n\n".join(filter(None, [verdict_of(found, diagnosis, lang), table]))


def verdict_of(found: Intervention, diagnosis: Diagnosis, lang: Lang) -> str:
    """What the replays prove, in a sentence or two."""
    cause = say(f"diagnosis.cause.{found.cause}", lang)
    if found.cause == "none":
        return _say("was_good", lang)
    if found.cause == "undetermined" and not any(arm.after.of for arm in found.arms):
        return _say("unjudged", lang)
    if found.cause == "undetermined":
        told = say(f"diagnosis.cause.{diagnosis.cause}", lang)
        return _say("unproven", lang, cause=told)
    if found.agrees:
        return _say("proven", lang, cause=cause)
    told = say(f"diagnosis.cause.{diagnosis.cause}", lang)
    return _say("otherwise", lang, cause=cause, told=told)


def arm_name(arm: ArmResult, lang: Lang) -> str:
    """What was done, for a reader."""
    return _say(f"arms.{arm.name}", lang)


def change_of(arm: ArmResult, lang: Lang) -> str:
    """What was put in place, with slots as a reader calls them; empty: nothing to show."""
    pairs = (pair_words(slot, value, lang) for slot, value in arm.slots.items())
    return arm.change or clip(clauses(pairs, lang))


def tally(one: Share, lang: Lang) -> str:
    """How many runs came out well; a dash where none could be judged."""
    return _say("tally", lang, good=one.count, n=one.of) if one.of else "–"


def gain(arm: ArmResult) -> str:
    """The gain in percentage points with its interval, `+100 (+21 … +100)`; a dash: not known."""
    after, before = arm.after.value, arm.before.value
    if after is None or before is None or arm.low is None or arm.high is None:
        return "–"
    points = [f"{100 * one:+.0f}" for one in (after - before, arm.low, arm.high)]
    return points[0] if arm.low == arm.high else "{} ({} … {})".format(*points)


def rerun_markdown(trace: Trace, reruns: Sequence[Rerun], lang: Lang) -> str:
    """What each version makes of the query now."""
    head = " | ".join(_say(key, lang) for key in ("version", "now", "answer"))
    rows = [
        f"| {inert(one.version)} | {inert(outcome_of(one, lang))} | {_cut(one.answer)} |"
        for one in reruns
    ]
    told = summary_of(trace, reruns, lang)
    return "\n\n".join([told, "\n".join([f"| {head} |", "| --- | --- | --- |", *rows])])


def outcome_of(rerun: Rerun, lang: Lang) -> str:
    """How it comes out now."""
    if rerun.diagnosis.cause == "none":
        return _say("good_now", lang)
    return rerun.diagnosis.summary


def summary_of(trace: Trace, reruns: Sequence[Rerun], lang: Lang) -> str:
    """Whether it is mended, in one sentence."""
    good = [one.version for one in reruns if one.diagnosis.cause == "none"]
    key = "all_mended" if len(good) == len(reruns) else "some_mended" if good else "none_mended"
    return _say(key, lang, versions=inert(series(good, lang)), query=_cut(trace.query))


def examples_markdown(kept: Sequence[Example], lang: Lang) -> str:
    """What the evaluation set holds, a line a case with its link."""
    if not kept:
        return _say("no_examples", lang)
    lines = [
        _say(
            "example_line",
            lang,
            id=f"[{inert(one.id)}]({trace_link(one.id)})",
            query=_cut(one.query),
            cause=say(f"diagnosis.cause.{one.cause}", lang),
        )
        for one in kept
    ]
    return "\n".join([_say("examples", lang, count=len(kept)), "", *lines])


def _row(arm: ArmResult, lang: Lang) -> str:
    cells = [
        arm_name(arm, lang),
        change_of(arm, lang) or "–",
        tally(arm.before, lang),
        tally(arm.after, lang),
        gain(arm),
    ]
    if arm.low is not None and arm.low > 0:
        cells[-1] = f"**{cells[-1]}**"
    return "| " + " | ".join([cells[0], inert(cells[1]), *cells[2:]]) + " |"


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"intervention.{key}", lang, **values)


def _cut(text: str) -> str:
    return inert(beginning(text, _SHOWN))
