"""Whether to fine-tune at all: what speaks for it, what against, and what is not known."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import Cause
from tools.evals.finetune.edits import Edits
from tools.evals.finetune.gap import Gap

Goal = Literal["style", "format", "facts", "general"]
"""What is to get better: the manner, the shape, what is known, or everything a little."""
Verdict = Literal["yes", "not_yet", "no"]
Sign = Literal["for", "against", "unknown"]

FEWEST = 10
"""Examples that OpenAI takes at least (supervised fine-tuning guide)."""
START = 50
"""Examples that the same guide recommends to begin with."""
SMALL_GAP = 0.05
"""Score, 0 to 1, below which a gap is not worth a model of one's own."""
MENDED_ELSEWHERE = 0.5
"""Share of the failures whose cause is not the generation, from which on that is mended first."""
FEW_DIAGNOSES = 20
"""Diagnosed failures that a share of causes takes."""
_ELSEWHERE: tuple[Cause, ...] = ("retrieval", "intent", "query", "system")


class Evidence(BaseModel):
    """One thing that speaks for or against fine-tuning."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Which thing; its words are `finetune.evidence.<key>`."""
    sign: Sign
    """Which way it points."""
    values: dict[str, Any] = Field(default_factory=dict)
    """The figures in its words."""


class Decision(BaseModel):
    """The verdict with its evidence."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    """Whether to fine-tune."""
    reason: str
    """What decided it; its words are `finetune.reason.<reason>`."""
    evidence: list[Evidence]
    """All of it, in a fixed order."""


class Known(BaseModel):
    """What the decision rests on."""

    model_config = ConfigDict(frozen=True)

    goal: Goal | None
    """What is to get better, if the user said so."""
    prompt_tuned: bool | None
    """Whether prompts were tried out, if the user said so."""
    usable: int
    """Examples that are left after selection."""
    edits: Edits
    """What users change."""
    causes: Mapping[Cause, int]
    """Diagnosed failures by cause."""
    versions: Sequence[str]
    """Versions of the product in the traces."""
    gap: Gap | None
    """What evaluation runs say."""


def decide(known: Known) -> Decision:
    """The verdict: the first thing that speaks against it decides, and all is told.

    Facts come from retrieval and not from training; a general wish with a small gap is met by a
    better prompt or model; failures of other stages are not mended by another generator.
    """
    evidence = [
        _goal(known),
        _amount(known),
        _edits(known),
        _causes(known),
        _prompt(known),
        _gap(known),
    ]
    by_key = {one.key.partition(".")[0]: one.sign for one in evidence}
    verdict, reason = _verdict(known, by_key)
    return Decision(verdict=verdict, reason=reason, evidence=evidence)


def _verdict(known: Known, signs: Mapping[str, Sign]) -> tuple[Verdict, str]:
    against = {key for key, sign in signs.items() if sign == "against"}
    checks: tuple[tuple[bool, Verdict, str], ...] = (
        (known.goal == "facts", "no", "facts"),
        (known.goal == "general" and signs["gap"] != "for", "no", "general"),
        (known.usable < FEWEST, "no", "too_few"),
        ("gap" in against, "no", "small_gap"),
        ("causes" in against, "not_yet", "mend_first"),
        ("prompt" in against, "not_yet", "prompt_first"),
        ("edits" in against, "not_yet", "facts_first"),
        (known.usable < START, "not_yet", "few"),
        (signs["prompt"] == "unknown", "not_yet", "ask_prompt"),
        (signs["goal"] != "for" and signs["edits"] != "for", "not_yet", "ask_goal"),
    )
    for holds, verdict, reason in checks:
        if holds:
            return verdict, reason
    return "yes", "pilot"


def _goal(known: Known) -> Evidence:
    if known.goal is None:
        return Evidence(key="goal.unknown", sign="unknown")
    sign: Sign = "for" if known.goal in {"style", "format"} else "against"
    return Evidence(key=f"goal.{known.goal}", sign=sign)


def _amount(known: Known) -> Evidence:
    sign: Sign = "for" if known.usable >= START else "against"
    return Evidence(
        key="amount", sign=sign, values={"count": known.usable, "fewest": FEWEST, "start": START}
    )


def _edits(known: Known) -> Evidence:
    edits = known.edits
    if edits.count < FEWEST or edits.distance is None:
        return Evidence(key="edits.few", sign="unknown", values={"count": edits.count})
    in_facts = edits.figures / edits.count > MENDED_ELSEWHERE
    return Evidence(
        key="edits.many",
        sign="against" if in_facts else "for",
        values={
            "count": edits.count,
            "distance": f"{edits.distance:.0%}",
            "wording": f"{edits.wording / edits.count:.0%}",
            "length": f"{edits.length / edits.count:.0%}",
            "figures": f"{edits.figures / edits.count:.0%}",
        },
    )


def _causes(known: Known) -> Evidence:
    failures = {
        cause: count
        for cause, count in known.causes.items()
        if cause in {*_ELSEWHERE, "generation"}
    }
    total = sum(failures.values())
    if total < FEW_DIAGNOSES:
        return Evidence(key="causes.few", sign="unknown", values={"count": total})
    elsewhere = sum(failures.get(cause, 0) for cause in _ELSEWHERE) / total
    sign: Sign = "against" if elsewhere >= MENDED_ELSEWHERE else "for"
    values = {
        "count": total,
        "elsewhere": f"{elsewhere:.0%}",
        "retrieval": f"{failures.get('retrieval', 0) / total:.0%}",
        "generation": f"{1 - elsewhere:.0%}",
    }
    return Evidence(key="causes.many", sign=sign, values=values)


def _prompt(known: Known) -> Evidence:
    versions = {"versions": len(known.versions)}
    if known.prompt_tuned is not None:
        sign: Sign = "for" if known.prompt_tuned else "against"
        return Evidence(key=f"prompt.{'tuned' if known.prompt_tuned else 'raw'}", sign=sign)
    # Several versions do not say that their prompts differ.
    return Evidence(key="prompt.unknown", sign="unknown", values=versions)


def _gap(known: Known) -> Evidence:
    gap = known.gap
    if gap is None:
        return Evidence(key="gap.unknown", sign="unknown")
    values = {"dataset": gap.dataset, "scorer": gap.scorer, "own": f"{gap.own:.2f}"}
    if gap.size is None:
        return Evidence(key="gap.alone", sign="unknown", values=values)
    values |= {"best": gap.best or "", "best_score": f"{gap.best_score:.2f}"}
    sign: Sign = "for" if gap.size >= SMALL_GAP else "against"
    return Evidence(key="gap.known", sign=sign, values=values)
