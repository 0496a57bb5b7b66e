"""Risks: each with what it rests on and the response."""

import re
from collections.abc import Iterator, Sequence

from knowledge.records.prd import Block, Sentence
from knowledge.texts import series
from tools.decisions.models.wording import money
from tools.prd.drafting.blocks import table
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated

_FAILURES = 3
_WORTH_A_RISK = 100
"""A month's cost, in the currency of the price, below which more calls are no risk."""
_INCIDENTS = 1
_HARMS = (
    (
        "loss",
        re.compile(
            r"丢失|删除|无法恢复|不可恢复|不可撤销|\blost\b|permanent|irreversib|cannot be undone",
            re.I,
        ),
    ),
    (
        "exposure",
        re.compile(r"泄露|越权|敏感|密钥|隔离|\bleak|sensitive|credential|expose|isolat", re.I),
    ),
    ("ageing", re.compile(r"弃用|停用|不兼容|deprecated|incompatib|end of life", re.I)),
    (
        "quality",
        re.compile(r"不准|误|幻觉|错误地|准确|inaccurate|wrong|incorrect|hallucinat|miss\b", re.I),
    ),
    (
        "outage",
        re.compile(r"超时|失败|报错|出错|中断|time(?:s|d)? ?out|fail|errors?\b|unreliable", re.I),
    ),
)
"""Kinds of harm by the words that warn of them, the gravest first."""
Row = Sequence[Sentence]


def risks(found: Evidence, pen: Pen) -> list[Block]:
    """What has gone wrong, what may, and what is only assumed."""
    rows = [
        *_failed(found, pen),
        *_happened(found, pen),
        *_warned(found, pen),
        *_bought(found, pen),
    ]
    if not any(one.is_about for one in found.needs) and not found.traffic:
        doubt = "change" if found.is_documented else "demand"
        rows.append(
            (
                pen.plain(pen.phrase(f"risks.{doubt}")),
                pen.asked(pen.phrase(f"risks.{doubt}_basis")),
                pen.assumed(pen.phrase("risks.demand_answer")),
            )
        )
    return [table("risks", pen.lang, rows)] if rows else []


def risk_row(about: str, stated: Stated | None, pen: Pen) -> Row:
    """A risk that somebody names, with the sentence of a document that speaks of it, if any."""
    basis = pen.quote(stated) if stated else pen.asked(pen.phrase("risks.said_basis"))
    return (
        pen.plain(pen.phrase("risks.said", about=about)),
        basis,
        pen.assumed(pen.phrase("risks.said_answer")),
    )


def _failed(found: Evidence, pen: Pen) -> Iterator[Row]:
    """All kinds of failure that were diagnosed, as one risk: the response is the same."""
    known = found.failures[:_FAILURES]
    if not known:
        return
    counts = series((str(one.share.count) for one in known), pen.lang)
    key = "risks.failure_basis" if len(known) > 1 else "risks.failure_basis_one"
    names = "".join(f"“{one.named(pen.lang)}”" for one in known)
    if pen.lang == "en":
        names = series((f"“{one.named(pen.lang)}”" for one in known), pen.lang)
    yield (
        pen.plain(pen.phrase("risks.failure", names=names)),
        pen.figure(
            pen.phrase(key, of=known[0].share.of, counts=counts), *(one.source for one in known)
        ),
        pen.assumed(pen.phrase("risks.failure_answer")),
    )


def _happened(found: Evidence, pen: Pen) -> Iterator[Row]:
    for one in found.stated.get("risks", ())[:_INCIDENTS]:
        yield (
            pen.plain(pen.phrase("risks.incident", title=one.title)),
            pen.quote(one),
            pen.assumed(pen.phrase("risks.incident_answer")),
        )


def _warned(found: Evidence, pen: Pen) -> Iterator[Row]:
    """What documents warn of, one risk a kind of harm."""
    given: set[str] = set()
    for one in found.stated.get("own.dangers", ()):
        kind = next((kind for kind, says in _HARMS if says.search(one.words)), "other")
        if kind not in given:
            given.add(kind)
            yield (
                pen.plain(pen.phrase(f"risks.{kind}")),
                pen.quote(one),
                pen.assumed(pen.phrase(f"risks.{kind}_answer")),
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
    # At a nominal use the cost is none that anybody would pay.
    cost = None if first.is_nominal else first.choice.cost
    if cost and cost.amount >= _WORTH_A_RISK:
        text = pen.phrase("risks.cost_basis", calls=f"{first.usage.calls:,}", cost=money(cost))
        yield (
            pen.plain(pen.phrase("risks.cost")),
            pen.figure(text, first.source),
            pen.assumed(pen.phrase("risks.cost_answer")),
        )
