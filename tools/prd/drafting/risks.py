"""Risks: each with what it rests on and the response."""

from collections.abc import Iterator, Sequence

from knowledge.records.prd import Block, Sentence
from tools.decisions.models.wording import money
from tools.prd.drafting.blocks import table
from tools.prd.drafting.pen import Pen, finished
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated

_FAILURES = 3
_INCIDENTS = 2
Row = Sequence[Sentence]


def risks(found: Evidence, pen: Pen) -> list[Block]:
    """What has gone wrong, what may, and what is only assumed."""
    rows = [*_failed(found, pen), *_happened(found, pen), *_bought(found, pen)]
    if not any(one.is_about for one in found.needs) and not found.traffic:
        rows.append(
            (
                pen.plain(pen.phrase("risks.demand")),
                pen.asked(pen.phrase("risks.demand_basis")),
                pen.assumed(pen.phrase("risks.demand_answer")),
            )
        )
    return [table("risks", pen.lang, rows)] if rows else []


def risk_row(about: str, stated: Stated | None, pen: Pen) -> Row:
    """A risk that somebody names, with the sentence of a document that speaks of it, if any."""
    basis = (
        pen.cited(finished(stated.words, pen.lang), stated.source)
        if stated
        else pen.asked(pen.phrase("risks.said_basis"))
    )
    return (
        pen.plain(pen.phrase("risks.said", about=about)),
        basis,
        pen.assumed(pen.phrase("risks.said_answer")),
    )


def _failed(found: Evidence, pen: Pen) -> Iterator[Row]:
    for one in found.failures[:_FAILURES]:
        basis = pen.phrase("risks.failure_basis", of=one.share.of, count=one.share.count)
        yield (
            pen.plain(pen.phrase("risks.failure", name=one.named(pen.lang))),
            pen.figure(basis, one.source),
            pen.assumed(pen.phrase("risks.failure_answer")),
        )


def _happened(found: Evidence, pen: Pen) -> Iterator[Row]:
    for one in found.stated.get("risks", ())[:_INCIDENTS]:
        yield (
            pen.plain(pen.phrase("risks.incident")),
            pen.cited(finished(one.words, pen.lang), one.source),
            pen.assumed(pen.phrase("risks.incident_answer")),
        )


def _bought(found: Evidence, pen: Pen) -> Iterator[Row]:
    """That one provider is depended on, and what more calls would cost."""
    if not found.models:
        return
    first = found.models[0]
    offer = first.choice.offer
    basis = pen.phrase("risks.vendor_basis", name=offer.name, provider=offer.provider_name)
    others = (
        one.choice.offer.name
        for one in found.models
        if one.part == first.part and one.choice.offer.provider != offer.provider
    )
    other = next(others, None)
    answer = (
        pen.phrase("risks.vendor_answer", other=other)
        if other
        else pen.phrase("risks.vendor_answer_none")
    )
    yield (
        pen.plain(pen.phrase("risks.vendor")),
        pen.figure(basis, first.source),
        pen.assumed(answer),
    )
    if cost := money(first.choice.cost):
        text = pen.phrase("risks.cost_basis", calls=f"{first.usage.calls:,}", cost=cost)
        yield (
            pen.plain(pen.phrase("risks.cost")),
            pen.figure(text, first.source),
            pen.assumed(pen.phrase("risks.cost_answer")),
        )
