"""Functional requirements, each with a criterion that can be tested."""

from collections.abc import Iterator

from knowledge.records.prd import Block, Sentence
from tools.prd.drafting.blocks import paragraph, table
from tools.prd.drafting.pen import Pen, finished
from tools.prd.gathering.evidence import Evidence

_RULES = 3
_FIXES = 3


def requirements(found: Evidence, pen: Pen) -> list[Block]:
    """What documents rule, what failures ask for, and what any such feature owes its users."""
    pairs = [*_ruled(found, pen), *_mended(found, pen), *_usual(found, pen)]
    rows = [
        (pen.plain(f"R{number}"), wanted, accepted)
        for number, (wanted, accepted) in enumerate(pairs, start=1)
    ]
    blocks = [table("requirements", pen.lang, rows)]
    return blocks if found.stated.get("speed") else [*blocks, paragraph(pen.gap("speed"))]


def _ruled(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    for one in found.stated.get("rules", ())[:_RULES]:
        wanted = pen.cited(finished(one.words, pen.lang), one.source)
        yield wanted, pen.assumed(pen.phrase("requirements.rule_accept"))
    for one in found.stated.get("speed", ())[:1]:
        wanted = pen.cited(finished(one.words, pen.lang), one.source)
        yield wanted, pen.assumed(pen.phrase("requirements.speed_accept"))


def _mended(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    for one in [one for one in found.failures if one.cluster.fix][:_FIXES]:
        share, cluster = one.share, one.cluster
        wanted = pen.phrase("requirements.fix", name=one.named(pen.lang), fix=cluster.fix)
        half = share.count // 2
        values = {"of": share.of, "count": share.count}
        accepted = (
            pen.phrase("requirements.fix_accept", half=half, **values)
            if half
            else pen.phrase("requirements.fix_accept_none", **values)
        )
        carried = one.source.model_copy(update={"quote": f"{one.source.quote} · {cluster.fix}"})
        yield pen.figure(wanted, carried), pen.assumed(accepted, one.source)


def _usual(found: Evidence, pen: Pen) -> Iterator[tuple[Sentence, Sentence]]:
    kinds = {one.part.kind for one in found.models}
    names = []
    if "chat" in kinds:
        names += ["ask", "follow", "check"]
    if "asr" in kinds:
        names.append("recognise")
    if kinds - {"chat", "asr", "embedding"}:
        names.append("make")
    for name in (*names, "edit", "fail"):
        wanted = pen.assumed(pen.phrase(f"requirements.{name}"))
        yield wanted, pen.assumed(pen.phrase(f"requirements.{name}_accept"))
