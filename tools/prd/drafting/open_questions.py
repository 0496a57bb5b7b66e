"""What is not known: told among the open questions, and the few that are asked back."""

from collections.abc import Sequence

from knowledge.records.prd import Block
from knowledge.texts import say
from tools.prd.drafting.blocks import listed, table
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence

MOST = 3
"""Questions that are asked back; more would hold up whoever wanted a draft."""
MATTER = (
    "feature",
    "change",
    "users",
    "targets",
    "needs",
    "models",
    "left_out",
    "datasets",
    "volume",
)
"""What decides most of a document, first."""


def open_questions(found: Evidence, pen: Pen) -> list[Block]:
    """The document's gaps as questions, and what the documents call undecided themselves."""
    gaps = dict.fromkeys(pen.gaps)
    if "baseline" in gaps:
        gaps.pop("sample", None)
    rows = [
        (pen.asked(pen.said(f"prd.ask.{gap}")), pen.plain(say(f"prd.who.{gap}", pen.lang)))
        for gap in gaps
    ]
    rows += [
        (pen.quote(one), pen.plain(say("prd.who.document", pen.lang, title=one.title)))
        for one in found.stated.get("undecided", ())
    ]
    if not rows:
        return [listed([pen.plain(say("prd.ask.none", pen.lang))])]
    return [table("questions", pen.lang, rows)]


def asked_back(gaps: Sequence[str], pen: Pen) -> list[str]:
    """At most three questions that matter, the one that decides most first."""
    chosen = [gap for gap in MATTER if gap in gaps][:MOST]
    return [pen.said(f"prd.ask.{gap}") for gap in chosen]
