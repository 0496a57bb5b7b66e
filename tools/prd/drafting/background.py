"""Background and evidence: what the product is, how the feature does, what hurts."""

from collections.abc import Sequence

from knowledge.records import Reach, Share
from knowledge.records.prd import Block, Sentence
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Rated, Voiced
from tools.shares import difference

_NEEDS = 4
_FEW = 5
"""People below which a share of them says nothing."""
_REACHES = ("survey", "people", "feedback")
HOW = 2
"""Sentences on how the feature works; the others are requirements."""


def background(found: Evidence, pen: Pen) -> list[Block]:
    """Why now, as far as it is known."""
    blocks = _present(found, pen)
    own, others = _chosen(found, pen)
    needs = [one for one in (voiced(need, pen) for need in own) if one]
    if needs:
        blocks += [paragraph(pen.plain(pen.phrase("background.needs"))), listed(needs)]
    if further := _others(others, pen):
        blocks.append(paragraph(further))
    if found.failures:
        top = found.failures[0]
        name = top.named(pen.lang)
        said = pen.phrase(
            "background.failures",
            of=top.share.of,
            count=top.share.count,
            name=name,
            rank=top.rank(pen.lang),
        )
        blocks.append(paragraph(pen.figure(said, top.source)))
    if aims := _therefore(own if needs else [], found, pen):
        blocks.append(paragraph(aims))
    return [*blocks, *_unknown(found, pen, has_needs=bool(needs))]


def _present(found: Evidence, pen: Pen) -> list[Block]:
    """What the product is and how it is used; what the feature does, as documented."""
    first = [*pen.quoted(found.stated.get("purpose", ())), *_use(found, pen)]
    # Of a feature that is in use the figures say more than the documents do.
    told = (*found.stated.get("own.is", ()), *found.stated.get("own.how", ())[:HOW])
    does = [] if found.traffic else pen.quoted(told)
    if abroad := found.stated.get("abroad", ()):
        sources = [one.source for one in abroad]
        does.append(pen.cited(pen.phrase("background.abroad"), *sources))
    return [paragraph(*said) for said in (first, does) if said]


def voiced(one: Voiced, pen: Pen) -> Sentence | None:
    """How many voice a need, by the widest way in which it was heard; None where none is counted.

    The name of a need is words of its sources, in whichever language they are.
    """
    heard = voiced_by(one)
    if heard is None:
        return None
    kind = heard.kind
    text = pen.phrase(
        "background.few" if _is_few(heard) else f"background.{kind}",
        name=one.named(pen.lang),
        count=heard.count,
        of=heard.total,
        share=f"{heard.count / heard.total:.0%}",
    )
    return pen.figure(text, one.source, one.spoken)


def voiced_by(one: Voiced) -> Reach | None:
    """The widest way in which a need was heard."""
    reach = {found.kind: found for found in one.need.reach}
    return next((reach[kind] for kind in _REACHES if kind in reach), None)


def _is_few(reach: Reach) -> bool:
    return reach.kind == "people" and reach.total < _FEW


def _therefore(needs: Sequence[Voiced], found: Evidence, pen: Pen) -> Sentence | None:
    """What this version takes on first: a proposal from what hurts and from what goes wrong."""
    heard = next((one for one in needs if (by := voiced_by(one)) and not _is_few(by)), None)
    wrong = found.failures[0] if found.failures else None
    said = {}
    if heard:
        said["need"] = heard.named(pen.lang)
    if wrong:
        said["failure"] = wrong.named(pen.lang)
    if not said:
        return None
    key = "therefore" if len(said) > 1 else f"therefore_{next(iter(said))}"
    sources = [one.source for one in (heard, wrong) if one]
    return pen.assumed(pen.phrase(f"background.{key}", **said), *sources)


def _chosen(found: Evidence, pen: Pen) -> tuple[list[Voiced], list[Voiced]]:
    """The most painful needs that the document's language has words for, and all others."""
    own = [one for one in found.needs if pen.lang in one.need.spoken]
    return own[:_NEEDS], [one for one in found.needs if pen.lang not in one.need.spoken]


def _others(needs: Sequence[Voiced], pen: Pen) -> Sentence | None:
    """That more is voiced in the other language, by the widest reach; None where nothing is."""
    reached = [(reach, one) for one in needs for reach in one.need.reach if reach.kind in _REACHES]
    if not reached:
        return None
    widest, need = max(reached, key=lambda one: one[0].count / max(one[0].total, 1))
    key = "others_few" if widest.total < _FEW else "others"
    text = pen.phrase(f"background.{key}", total=len(needs), count=widest.count, of=widest.total)
    rest = [one.source for one in needs if one is not need]
    return pen.figure(text, need.source, *rest)


def _use(found: Evidence, pen: Pen) -> list[Sentence]:
    said = []
    traffic, source = found.traffic, found.traffic_source
    if traffic and source and traffic.first and traffic.last:
        text = pen.phrase(
            "background.traffic",
            traces=f"{traffic.traces:,}",
            users=f"{traffic.users:,}",
            first=f"{traffic.first:%Y-%m-%d}",
            last=f"{traffic.last:%Y-%m-%d}",
        )
        said.append(pen.figure(text, source))
    rates = {one.name: one for one in found.rates}
    if "adopted" in rates and "abandoned" in rates:
        said.append(_rate(rates["adopted"], rates["abandoned"], found.version, pen))
        before = next((one for one in found.before if one.name == "adopted"), None)
        if before:
            said.append(_change(rates["adopted"], before, pen))
    return said


def _rate(adopted: Rated, left: Rated, version: str | None, pen: Pen) -> Sentence:
    share = adopted.share.value or 0.0
    text = pen.phrase(
        "background.rate",
        version=version or "–",
        adopted=f"{share:.1%}",
        hundred=round(share * 100),
        low=f"{adopted.share.low:.1%}",
        high=f"{adopted.share.high:.1%}",
        abandoned=f"{left.share.value or 0.0:.1%}",
    )
    return pen.figure(text, adopted.source, left.source)


def _change(now: Rated, before: Rated, pen: Pen) -> Sentence:
    low, high = difference(now.share, before.share)
    kind = "better" if low > 0 else "worse" if high < 0 else "same"
    ends = sorted((abs(low) * 100, abs(high) * 100))
    text = pen.phrase(
        f"background.{kind}",
        before=_version_of(before),
        was=_told(before.share),
        **({} if kind == "same" else {"from": f"{ends[0]:.1f}", "to": f"{ends[1]:.1f}"}),
    )
    return pen.figure(text, now.source, before.source)


def _version_of(one: Rated) -> str:
    return one.source.id.partition("@")[2].partition("/")[0]


def _told(share: Share) -> str:
    return f"{share.value or 0.0:.1%}"


def _unknown(found: Evidence, pen: Pen, *, has_needs: bool) -> list[Block]:
    gaps = []
    if not found.traffic:
        gaps.append(pen.gap("baseline"))
    if not has_needs:
        gaps.append(pen.gap("needs"))
    if not found.traffic and not has_needs and found.is_documented:
        gaps.append(pen.gap("change"))
    elif not (found.traffic or found.is_documented or found.stated.get("abroad")):
        gaps.append(pen.gap("documents"))
    return [paragraph(*gaps)] if gaps else []
