"""Puts a fine-tuning set together: splits, checks once more, freezes and writes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.datasets import DatasetStore
from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records import Example, Traffic
from tools.evals.finetune.accepted import Accepted, LeftOut
from tools.evals.finetune.apart import Apart
from tools.evals.finetune.decision import Decision
from tools.evals.finetune.files import folder_name, write_files
from tools.evals.finetune.formats import chat_lines, preference_lines
from tools.evals.finetune.made import Files, Funnel, Leakage, Made, Reason, Step
from tools.evals.finetune.rules import check_chat, check_preference
from tools.evals.finetune.select import Selection
from tools.evals.finetune.split import split
from tools.evals.likeness import Dropped

_SHOWN = 3
"""Dropped examples that are shown."""


@dataclass(frozen=True)
class Sources:
    """All that a set is made of."""

    name: str
    """What to call it."""
    traffic: Traffic
    """The traffic of the scope."""
    taken: int
    """Answers of it that users adopted or edited."""
    sampled: int
    """Those of them that were looked at."""
    usable: Sequence[Accepted]
    """Those with nothing against them."""
    left_out: Mapping[LeftOut, int]
    """Those with something against them, by what."""
    eval_sets: Sequence[str]
    """The eval sets, each with its version."""
    evals: Sequence[Example]
    """Their examples."""
    apart: Apart
    """What keeps the examples apart from these."""
    selection: Selection
    """What is left."""
    decision: Decision
    """Whether to fine-tune."""


def built(
    sources: Sources, datasets: DatasetStore, exports: Path, now: datetime, lang: Lang
) -> Made:
    """The set, frozen and written under `exports`; no files where no example is left.

    Raises BadInput when anything that would be exported overlaps with an eval set: selection
    has taken it out, so that would be a defect, and a leak is worse than no file.
    """
    selection = sources.selection
    examples = selection.examples
    _, overlapping = sources.apart.look(examples)
    if overlapping:
        raise BadInput("finetune.text.overlap", count=len(overlapping))
    made = Made(
        decision=sources.decision,
        funnel=_funnel(sources),
        left_out=dict(sources.left_out.items()),
        leakage=_leakage(sources, len(overlapping)),
        masked=dict(selection.masked.items()),
        balanced_by=selection.sliced_by,
        shares=_shares(sources),
        segments=_segments(examples),
        files=None,
        findings=[],
    )
    return _written(made, sources, datasets, exports, now=now, lang=lang) if examples else made


def _written(
    made: Made,
    sources: Sources,
    datasets: DatasetStore,
    exports: Path,
    *,
    now: datetime,
    lang: Lang,
) -> Made:
    """The same with its files, and with what the checks find in them."""
    examples = sources.selection.examples
    train, validation = split(examples, _belongs(sources))
    frozen = [
        one.model_copy(update={"segment": {**one.segment, "split": side}})
        for side, some in (("train", train), ("validation", validation))
        for one in some
    ]
    version = datasets.freeze(sources.name, frozen, now, purpose="finetune")
    lines = {
        "train.jsonl": chat_lines(train),
        "validation.jsonl": chat_lines(validation),
        "preference_train.jsonl": preference_lines(train),
        "preference_validation.jsonl": preference_lines(validation),
    }
    findings = check_chat(lines["train.jsonl"])
    if lines["preference_train.jsonl"]:
        findings += check_preference(lines["preference_train.jsonl"])
    folder = folder_name(version)
    files = Files(
        name=version.name,
        version=version.version,
        hash=version.hash,
        folder=f"{exports.name}/{folder}",
        names=[],
        train=len(train),
        validation=len(validation),
        pairs=len(lines["preference_train.jsonl"]) + len(lines["preference_validation.jsonl"]),
    )
    made = made.model_copy(update={"files": files, "findings": findings})
    names = write_files(exports / folder, lines, made, version, lang)
    return made.model_copy(update={"files": files.model_copy(update={"names": names})})


def _belongs(sources: Sources) -> dict[str, list[str]]:
    """The user and the session of each trace, which must not be split over both sides."""
    return {
        one.trace.id: [
            f"{kind} {name}"
            for kind, name in (("user", one.trace.user_id), ("session", one.trace.session_id))
            if name
        ]
        for one in sources.usable
    }


def _funnel(sources: Sources) -> list[Funnel]:
    selection = sources.selection
    allowed = len(sources.usable) - selection.forbidden
    unleaked = allowed - len(selection.leaked)
    single = unleaked - selection.repeated
    steps: list[tuple[Step, int]] = [
        ("traffic", sources.traffic.traces),
        ("taken", sources.taken),
        ("usable", len(sources.usable)),
        ("allowed", allowed),
        ("unleaked", unleaked),
        ("single", single),
        ("balanced", single - selection.beyond),
    ]
    if sources.sampled < sources.taken:
        steps.insert(2, ("sampled", sources.sampled))
    return [Funnel(step=step, count=count) for step, count in steps]


def _leakage(sources: Sources, again: int) -> Leakage:
    leaked = sources.selection.leaked
    return Leakage(
        sets=list(sources.eval_sets),
        examples=len(sources.evals),
        dropped=dict(Counter(one.part for one in leaked)),
        reasons=dict(Counter(map(_reason, leaked))),
        held=len(sources.usable) - sources.selection.forbidden,
        again=again,
        by_meaning=sources.apart.by_meaning,
        shown=[(one.example.id, one.example.query, one.nearest.query) for one in leaked[:_SHOWN]],
    )


def _reason(one: Dropped) -> Reason:
    """Why an example was dropped, in the words of the report."""
    if one.pair is None:
        return "origin"
    if one.pair.why == "perhaps":
        return "perhaps"
    return "copied" if one.pair.why in {"copy", "near_copy"} else "reworded"


def _segments(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    keys = sorted({key for one in examples for key in one.segment})
    return {
        key: dict(Counter(one.segment[key] for one in examples if key in one.segment).most_common())
        for key in keys
    }


def _shares(sources: Sources) -> dict[str, tuple[float | None, float]]:
    """Of each value of the balanced segment the share of the traffic and of the set."""
    key, examples = sources.selection.sliced_by, sources.selection.examples
    if key is None or not examples:
        return {}
    in_set = Counter(one.segment[key] for one in examples if key in one.segment)
    in_traffic = sources.traffic.segments.get(key, {})
    whole = sum(in_traffic.values())
    return {
        value: (
            in_traffic.get(value, 0) / whole if whole else None,
            in_set[value] / sum(in_set.values()),
        )
        for value in dict.fromkeys([*in_traffic, *in_set])
    }
