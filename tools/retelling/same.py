"""Two cases held against each other: one cause, one stage, or two things to mend."""

from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say, series
from tools.diagnosis.clustering.facets import facet_of
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.rules import default_rules
from tools.inert import inert

Case = tuple[Trace, Diagnosis]
_SHOWN = 60


def same_markdown(one: Case, other: Case, lang: Lang) -> str:
    """Whether one change mends both, then both side by side."""
    pair = [one, other]
    open_ = [case for case in pair if case[1].cause == "undetermined"]
    failed = [case for case in pair if case[1].cause not in {"none", "undetermined"}]
    if one[0].id == other[0].id:
        return _say("one_case", lang, id=_link(one))
    if open_:
        told = _say("open", lang, ids=series([_link(case) for case in open_], lang))
    elif not failed:
        told = _say("neither", lang)
    elif len(failed) == 1:
        good = other if failed[0] is one else one
        told = _say("one_good", lang, good=_link(good), bad=_link(failed[0]),
                    cause=_cause(failed[0], lang))  # fmt: skip
    else:
        told = _compared(one, other, lang)
    return "\n\n".join([told, _table(pair, lang)])


def _compared(one: Case, other: Case, lang: Lang) -> str:
    """Two failures: alike to the last, alike but for particulars, at one stage, or apart."""
    cause, kind = _cause(one, lang), _kind(one, lang)
    if one[1].cause != other[1].cause:
        causes = {"cause": cause, "other_cause": _cause(other, lang)}
        return _say("apart", lang, id=_link(one), other=_link(other), **causes)
    if one[1].subcause != other[1].subcause:
        kinds = {"kind": kind, "other_kind": _kind(other, lang)}
        return _say("stage", lang, cause=cause, id=_link(one), other=_link(other), **kinds)
    facets = [facet_of(*case, default_rules()) for case in (one, other)]
    fine = {facet.fine if facet else "" for facet in facets}
    return _say("same" if len(fine) == 1 else "alike", lang, cause=cause, kind=kind)


def _table(pair: list[Case], lang: Lang) -> str:
    head = " | ".join([" ", *(_link(case) for case in pair)])
    rows = [
        (_say("row.query", lang), [inert(beginning(trace.query, _SHOWN)) for trace, _ in pair]),
        (_say("row.cause", lang), [_told(case, lang) for case in pair]),
        (_say("row.kind", lang), [_kind(case, lang) for case in pair]),
        (_say("row.evidence", lang), [_evidence(case) for case in pair]),
        (_say("row.fix", lang), [inert(diagnosis.fix) for _, diagnosis in pair]),
    ]
    lines = [f"| {' | '.join([name, *(cell or '–' for cell in cells)])} |" for name, cells in rows]
    return "\n".join([f"| {head} |", "| --- | --- | --- |", *lines])


def _told(case: Case, lang: Lang) -> str:
    sure = case[1].confidence
    cause = _cause(case, lang)
    if sure is None or case[1].cause == "none":
        return cause
    return _say("sure", lang, cause=cause, share=f"{sure:.0%}")


def _cause(case: Case, lang: Lang) -> str:
    return say(f"diagnosis.cause.{case[1].cause}", lang)


def _kind(case: Case, lang: Lang) -> str:
    diagnosis = case[1]
    if diagnosis.subcause is None:
        return ""
    return say(f"diagnosis.subcause.{diagnosis.cause}.{diagnosis.subcause}", lang)


def _evidence(case: Case) -> str:
    found = [one.evidence for one in case[1].stages if one.stage == case[1].cause]
    return inert(found[0]) if found else ""


def _link(case: Case) -> str:
    return f"[{inert(case[0].id)}]({trace_link(case[0].id)})"


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.same.{key}", lang, **values)
