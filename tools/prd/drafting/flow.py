"""The flow as Mermaid: a simple flowchart by the kinds of models that the feature takes."""

from knowledge.language import Lang
from knowledge.records.prd import Block
from knowledge.texts import say
from tools.prd.drafting.blocks import paragraph
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence

_ANSWERING = """\
flowchart TD
  A[{start}] --> B[{understand}]
  B --> C{{{enough}}}
  C -->|{otherwise}| D[{ask}]
  D --> B
  C -->|{then}| E[{retrieve}]
  E --> F[{generate}]
  F --> G{{{check}}}
  G -->|{otherwise}| K{{{redone}}}
  K -->|{otherwise}| F
  K -->|{then}| L[{explain}]
  L --> J[{log}]
  G -->|{then}| H[{show}]
  H --> I[{act}]
  I --> J"""
_RECOGNISING = """\
flowchart TD
  A[{upload}] --> B{{{readable}}}
  B -->|{otherwise}| C[{explain}]
  B -->|{then}| D[{recognise}]
  D --> E[{align}]
  E --> F{{{check}}}
  F -->|{otherwise}| C
  F -->|{then}| G[{show}]
  G --> H[{act}]
  H --> I[{log}]
  C --> I"""
_RETRIEVING = """\
flowchart TD
  A[{query}] --> B{{{enough}}}
  B -->|{otherwise}| C[{ask}]
  C --> A
  B -->|{then}| D[{search}]
  D --> E{{{relevant}}}
  E -->|{otherwise}| F[{absent}]
  E -->|{then}| G[{cite}]
  F --> H[{log}]
  G --> H"""
_MAKING = """\
flowchart TD
  A[{start}] --> B{{{enough}}}
  B -->|{otherwise}| C[{ask}]
  C --> A
  B -->|{then}| D[{make}]
  D --> E{{{check}}}
  E -->|{otherwise}| F[{explain}]
  E -->|{then}| G[{show}]
  G --> H[{act}]
  H --> I[{log}]
  F --> I"""
_ORDINARY = """\
flowchart TD
  A[{enter}] --> B[{fill}]
  B --> C{{{valid}}}
  C -->|{otherwise}| D[{explain}]
  D --> B
  C -->|{then}| E[{process}]
  E --> F[{show}]
  F --> G[{log}]"""
_BY_KIND = (("asr", _RECOGNISING), ("chat", _ANSWERING), ("embedding", _RETRIEVING))
_NODES = (
    "start", "understand", "enough", "ask", "retrieve", "generate", "upload", "readable",
    "redone", "explain", "recognise", "align", "make", "check", "show", "act", "log", "enter",
    "fill", "valid", "process", "then", "otherwise", "query", "search", "relevant", "absent",
    "cite",
)  # fmt: skip


def flow(found: Evidence, pen: Pen) -> list[Block]:
    """The chart, and what it does not show."""
    chart = _chart(found)
    note = pen.phrase("flow.note" if chart in {_ANSWERING, _MAKING} else "flow.plain")
    return [Block(form="flow", text=_drawn(chart, pen.lang)), paragraph(pen.assumed(note))]


def asks_back(found: Evidence) -> bool:
    """Whether the product asks for what a request lacks."""
    return "{ask}" in _chart(found)


def _chart(found: Evidence) -> str:
    kinds = {one.part.kind for one in found.models}
    if not kinds:
        return _ORDINARY
    return next((drawn for kind, drawn in _BY_KIND if kind in kinds), _MAKING)


def _drawn(chart: str, lang: Lang) -> str:
    return chart.format(**{name: say(f"prd.node.{name}", lang) for name in _NODES})
