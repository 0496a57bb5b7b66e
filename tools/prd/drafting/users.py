"""Users and scenarios: whom the documents name, and who they are by the log."""

from collections.abc import Iterator

from knowledge.records.prd import Block, Source
from knowledge.texts import clauses, series
from tools.evals.building.slicing import dimension_name, value_name
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.voice import within
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.metrics import commonest, metric_id, segment_said

_DIMENSIONS = 3
_MOST = 12
"""Values of a dimension beyond which it tells no groups."""


def users(found: Evidence, pen: Pen) -> list[Block]:
    """Who it is for, and who uses it now."""
    blocks = _named(found, pen)
    for topic in ("roles", "when"):
        if stated := pen.quoted(found.stated.get(f"own.{topic}", ())):
            blocks += [paragraph(pen.plain(pen.phrase(f"users.{topic}"))), listed(stated)]
    said = []
    for dimension, top, source in _segments(found, pen):
        text = pen.phrase("users.segment", dimension=dimension, top=top)
        said.append(pen.figure(text, source))
    if said:
        blocks.append(paragraph(*said))
    return blocks


def _named(found: Evidence, pen: Pen) -> list[Block]:
    """Whom the documents name, and whom not."""
    stated = pen.quoted(found.stated.get("users", ()), headed=True)
    if not stated:
        return [paragraph(pen.gap("users"), pen.assumed(pen.phrase("users.assumed")))]
    lead = pen.phrase("users.lead" if found.features else "users.product")
    blocks = [paragraph(pen.plain(lead)), listed(stated)]
    if excluded := found.stated.get("not_for", ()):
        names = clauses((within(one.words.rstrip("。.")) for one in excluded), pen.lang)
        text = pen.phrase("users.not_for", names=names)
        blocks.append(paragraph(pen.cited(text, *(one.source for one in excluded))))
    return blocks


def _segments(found: Evidence, pen: Pen) -> Iterator[tuple[str, str, Source]]:
    """The dimensions of the traffic, each with its commonest values and their shares."""
    traffic = found.traffic
    if traffic is None or not traffic.traces:
        return
    feature = found.features[0] if len(found.features) == 1 else None
    shown = {
        key: values
        for key, values in traffic.segments.items()
        if key not in {"version", "feature"} and 1 < len(values) <= _MOST
    }
    for key, values in list(shown.items())[:_DIMENSIONS]:
        names = [
            f"{value_name(key, value, pen.lang)} {count / traffic.traces:.0%}"
            for value, count in commonest(values)
        ]
        quote = segment_said(key, values, traffic.traces, pen.lang)
        source = Source(
            kind="metric", id=metric_id(f"segment.{key}", feature=feature), quote=quote,
            at=traffic.last,
        )  # fmt: skip
        yield dimension_name(key, pen.lang), series(names, pen.lang), source
