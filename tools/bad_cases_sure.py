"""How sure a list of failures is: how many of its causes may be wrong, and where to look first."""

from typing import Any

from knowledge.language import Lang
from knowledge.records import Cluster
from knowledge.texts import say
from tools.bad_cases import BadCasesArtifact
from tools.diagnosis.markdown import trace_link
from tools.inert import inert

_SHOWN = 2


def sure_text(found: BadCasesArtifact) -> str:
    """The mean confidence and what it comes to, the surest and the least sure kinds, the rest.

    Confidences are calibrated, so that their sum is how many causes to expect to be right.
    """
    lang = found.lang
    kinds = sorted(((_sure(one), one) for one in found.clusters if _sure(one)), key=_by_sureness)
    cases = sum(one.size for _, one in kinds)
    if not cases:
        return f"**{_say('nothing', lang)}**"
    right = round(sum(sure * one.size for sure, one in kinds))
    share = f"{sum(sure * one.size for sure, one in kinds) / cases:.0%}"
    counts = {"cases": f"{cases:,}", "right": f"{right:,}", "wrong": f"{cases - right:,}"}
    said = [f"**{_say('headline', lang, share=share, **counts)}**"]
    few = _SHOWN if len(kinds) > _SHOWN else 0
    said.append(_kinds("least", kinds[:_SHOWN], lang))
    said.append(_kinds("most", list(reversed(kinds[max(_SHOWN, len(kinds) - few) :])), lang))
    return "\n\n".join(filter(None, [*said, *_rest(found), _say("check", lang)]))


def _sure(kind: Cluster) -> float:
    """Its mean confidence; 0 where it has none, as the undetermined have not."""
    factors = kind.priority.factors if kind.priority else []
    return next((one.value for one in factors if one.name == "confidence" and one.value), 0.0)


def _by_sureness(one: tuple[float, Cluster]) -> tuple[float, int]:
    """The least sure first, of equally sure ones the largest."""
    return one[0], -one[1].size


def _kinds(key: str, kinds: list[tuple[float, Cluster]], lang: Lang) -> str:
    lines = [
        "- "
        + _say(
            "kind",
            lang,
            name=inert(one.name[lang]),
            share=f"{sure:.0%}",
            size=one.size,
            case=f"[{inert(one.examples[0].id)}]({trace_link(one.examples[0].id)})",
        )
        for sure, one in kinds
    ]
    return "\n".join([f"**{_say(key, lang)}**", "", *lines]) if lines else ""


def _rest(found: BadCasesArtifact) -> list[str]:
    """What was given no cause, and what was not looked at."""
    lang = found.lang
    counts = {"undetermined": "undetermined", "none": "good"}
    told = [
        _say(key, lang, count=f"{found.causes[cause]:,}")
        for cause, key in counts.items()
        if found.causes.get(cause) and found.asked.cause is None
    ]
    if found.diagnosed < found.flagged:
        values = {"flagged": f"{found.flagged:,}", "diagnosed": f"{found.diagnosed:,}"}
        told.append(_say("sampled", lang, **values))
    return told


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"clusters.sure.{key}", lang, **values)
