"""Functional requirements, each with a criterion that can be tested."""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.records.prd import Block, Sentence
from knowledge.texts import say_list
from tools.evals.comparing.wording import metric_name
from tools.prd.drafting.background import HOW
from tools.prd.drafting.blocks import paragraph, table
from tools.prd.drafting.goals import is_open_limit
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated

_RULES = 6
_FIXES = 3
_SOON = re.compile(r"\d\s?(?:秒|毫秒|ms\b|s\b|seconds?\b)", re.IGNORECASE)
"""A time that somebody waits for."""
_ACCEPTED = (
    (
        "beyond_accept",
        re.compile(
            r"(?=.*\d).*(?:超出|超过)(?:的|部分|后|时|则|就)|(?=.*\d).*\b(?:longer|larger|beyond|over"
            r"|exceed(?:s|ing)|anything more|the rest)\b.*\b(?:go(?:es)?|is|are|will|gets?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "bound_accept",
        re.compile(
            r"(?=.*\d).*(?:最多|最大|最长|至多|不(?:得)?超过|上限|以内|以下|至少|at most|up to"
            r"|maximum|no more than|or (?:smaller|fewer|less)|at least|limit)",
            re.IGNORECASE,
        ),
    ),
    (
        "when_accept",
        re.compile(r"才(?:会|能|可)|仅(?:当|在)|only (?:when|if)|available only", re.IGNORECASE),
    ),
    ("default_accept", re.compile(r"默认|default", re.IGNORECASE)),
    (
        "deny_accept",
        re.compile(
            r"不得|不许|不能|不可|不会|\b(?:must not|may not|never|cannot)\b", re.IGNORECASE
        ),
    ),
    ("rule_accept", re.compile(r"必须|务必|一律|\b(?:must|always|required)\b", re.IGNORECASE)),
)
"""Kinds of criteria by what a rule says, the plainest sign first."""


def requirements(found: Evidence, pen: Pen) -> list[Block]:
    """What documents rule, what failures ask for, and what any such feature owes its users."""
    pairs = [*_ruled(found, pen), *_mended(found, pen), *_usual(found, pen)]
    rows = [
        (pen.plain(f"R{number}"), wanted, accepted)
        for number, (wanted, accepted) in enumerate(pairs, start=1)
    ]
    blocks = [table("requirements", pen.lang, rows)]
    if found.stated.get("own.limits") or found.stated.get("own.rules"):
        blocks.insert(0, paragraph(pen.plain(pen.phrase("requirements.note"))))
    is_timed = any(_SOON.search(one.words) for one in found.stated.get("targets", ()))
    if is_timed or found.stated.get("speed"):
        return blocks
    return [*blocks, paragraph(pen.gap("speed"))]


def _ruled(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    """Rules and limits of documents, each with a criterion of its kind; no criterion twice."""
    stated = [
        *found.stated.get("own.rules", ()),
        *(one for one in found.stated.get("own.limits", ()) if not is_open_limit(one)),
        *found.stated.get("rules", ()),
        *found.stated.get("own.how", ())[0 if found.traffic else HOW :],
    ]
    given: Counter[str] = Counter()
    for one in stated[:_RULES]:
        kind = _accepted_by(one)
        if given[kind] >= len(say_list(f"prd.draft.requirements.{kind}", pen.lang)):
            kind = "state_accept"
        if given[kind] >= len(say_list(f"prd.draft.requirements.{kind}", pen.lang)):
            continue
        given[kind] += 1
        yield pen.quote(one), pen.assumed(pen.phrase(f"requirements.{kind}"))
    for one in found.stated.get("speed", ())[:1]:
        yield pen.quote(one), pen.assumed(pen.phrase("requirements.speed_accept"))


def _accepted_by(one: Stated) -> str:
    """Which kind of criterion tells whether a rule is met."""
    return next((kind for kind, says in _ACCEPTED if says.search(one.words)), "state_accept")


def _mended(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    for one in [one for one in found.failures if one.cluster.fix][:_FIXES]:
        share, cluster = one.share, one.cluster
        wanted = pen.phrase("requirements.fix", name=one.named(pen.lang), fix=cluster.fix)
        half = share.count // 2
        values = {"of": share.of, "count": share.count}
        # Of the gravest failures none is left standing: one stops the release.
        may_stay = half > 0 and not one.is_gravest
        accepted = (
            pen.phrase("requirements.fix_accept", half=half, **values)
            if may_stay
            else pen.phrase("requirements.fix_accept_none", **values)
        )
        carried = one.source.model_copy(update={"quote": f"{one.source.quote} · {cluster.fix}"})
        yield pen.figure(wanted, carried), pen.assumed(accepted, one.source)


def _usual(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    kinds = {one.part.kind for one in found.models}
    names = [] if kinds else ["valid"]
    if "embedding" in kinds:
        names += ["retrieve", "nothing"]
    if "chat" in kinds:
        names += ["ask", "follow", "check"]
    if "asr" in kinds:
        names.append("recognise")
    if kinds - {"chat", "asr", "embedding"}:
        names.append("make")
    if kinds - {"embedding"}:
        names.append("edit")
    metric = metric_name("constraint_compliance", pen.lang)
    for name in (*names, "fail"):
        wanted = pen.assumed(pen.phrase(f"requirements.{name}"))
        yield wanted, pen.assumed(pen.phrase(f"requirements.{name}_accept", metric=metric))
