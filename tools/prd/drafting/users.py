"""Users and scenarios: whom the documents name, and who they are by the log."""

from collections.abc import Iterator

from knowledge.records.prd import Block, Source
from knowledge.texts import series
from tools.evals.building.slicing import dimension_name, value_name
from tools.prd.drafting.background import heading_quotes
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.metrics import commonest, metric_id, segment_said

_DIMENSIONS = 3
_MOST = 12
"""Values of a dimension beyond which it tells no groups."""


def users(found: Evidence, pen: Pen) -> list[Block]:
    """Who it is for, and who uses it now."""
    stated = heading_quotes(found, "users", pen)
    blocks = []
    if stated:
        blocks = [paragraph(pen.plain(pen.phrase("users.lead"))), listed(stated)]
    else:
        blocks = [paragraph(pen.gap("users"), pen.assumed(pen.phrase("users.assumed")))]
    said = []
    largest = ""
    for dimension, top, source in _segments(found, pen):
        text = pen.phrase("users.segment", dimension=dimension, top=top)
        said.append(pen.figure(text, source))
        largest = largest or top.partition(" ")[0]
    if said:
        blocks.append(paragraph(*said))
    return blocks


def _segments(found: Evidence, pen: Pen) -> Iterator[tuple[str, str, Source]]:
    """The dimensions of the traffic, each with its commonest values and their shares."""
    traffic = found.traffic
    if traffic is None or not traffic.traces:
        return
    feature = found.features[0] if len(found.features) == 1 else None
    told = {
        key: values
        for key, values in traffic.segments.items()
        if key not in {"version", "feature"} and 1 < len(values) <= _MOST
    }
    for key, values in list(told.items())[:_DIMENSIONS]:
        names = [
            f"{value_name(key, value, pen.lang)} {count / traffic.traces:.0%}"
            for value, count in commonest(values)
        ]
        quote = segment_said(values, traffic.traces, pen.lang)
        source = Source(
            kind="metric", id=metric_id(f"segment.{key}", feature=feature), quote=quote,
            at=traffic.last,
        )  # fmt: skip
        yield dimension_name(key, pen.lang), series(names, pen.lang), source
