"""A diagnosis as Markdown that stands alone: for a chat, a ticket, or a model to read."""

from typing import Any, Literal
from urllib.parse import quote as percent_encoded

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.logs.notes import expected
from knowledge.records import Diagnosis, Quote, Trace
from knowledge.texts import catalogue, say, series
from tools.diagnosis.shown import as_read
from tools.inert import inert

_SHOWN = 140
"""Characters of a text of the trace."""
_MOST_QUOTES = 4
"""Quotes of a stage."""


Part = Literal[
    "all",
    "evidence",
    "fix",
    "verify",
    "priority",
    "passages",
    "doubt",
    "owner",
    "plain",
    "brief",
    "ticket",
    "same",
    "user",
    "prove",
    "rerun",
    "example",
    "undo",
    "examples",
]
"""What is asked of a case. From `passages` on it is told elsewhere: `doubt` to `user` by
`tools.retelling`; `prove` to `undo` act on the case."""


def markdown_of(diagnosis: Diagnosis, trace: Trace, lang: Lang, part: Part = "all") -> str:
    """Headline, case, stages, quotes, fix, verification, priority and what to log; or a part."""
    said = {
        "summary": diagnosis.summary,
        "case": _case(trace, lang),
        "aside": _set_aside(trace, lang),
        "stages": _stages(diagnosis, lang),
        "quotes": _quotes(diagnosis, lang),
        "fix": _advice("fix", diagnosis.fix, lang),
        "verify": _advice("verify", diagnosis.verify, lang),
        "priority": _priority(diagnosis, lang),
        "needs": _needs(diagnosis, lang),
    }
    wanted = tuple(said) if part == "all" else _PARTS.get(part, ())
    headline = f"**{_headline(diagnosis, lang)}** · [{inert(trace.id)}]({trace_link(trace.id)})"
    return "\n\n".join(filter(None, [headline, *(said[name] for name in wanted)]))


_PARTS = {
    "evidence": ("stages", "quotes", "needs"),
    "fix": ("summary", "fix", "needs"),
    "verify": ("verify", "needs"),
    "priority": ("summary", "priority", "needs"),
}
"""What answers each narrower question; what to log is said wherever the case is undecided."""


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"diagnosis.markdown.{key}", lang, **values)


def trace_link(trace_id: str) -> str:
    """The link by which an answer cites a trace."""
    return f"#trace:{percent_encoded(trace_id, safe='')}"


def _headline(diagnosis: Diagnosis, lang: Lang) -> str:
    cause = say(f"diagnosis.cause.{diagnosis.cause}", lang)
    if diagnosis.cause == "none":
        return _say("headline_none", lang)
    if diagnosis.confidence is None:
        return _say("headline_plain", lang, cause=cause)
    return _say("headline", lang, cause=cause, confidence=f"{diagnosis.confidence:.0%}")


def _case(trace: Trace, lang: Lang) -> str:
    shown = (("asked", trace.query), ("answered", as_read(trace.answer)))
    return "  \n".join(_say(who, lang, text=_cut(text)) for who, text in shown if text.strip())


def _set_aside(trace: Trace, lang: Lang) -> str:
    """What of a log's line was not read; empty where all was."""
    odd = [name for name in trace.set_aside if name in Trace.model_fields]
    told = [_say("set_aside", lang, field=one, expected=expected(one, lang)) for one in odd]
    alike = [inert(one) for one in trace.set_aside if one not in Trace.model_fields]
    told += [_say("alike", lang, fields=series(alike, lang))] if alike else []
    return "  \n".join(told)


def _stages(diagnosis: Diagnosis, lang: Lang) -> str:
    head = " | ".join(_say(name, lang) for name in ("stage", "verdict", "evidence"))
    rows = [
        f"| {say(f'diagnosis.stage.{one.stage}', lang)}"
        f" | {say(f'diagnosis.verdict.{one.verdict}', lang)}"
        f" | {inert(one.evidence)} |"
        for one in diagnosis.stages
    ]
    return "\n".join([f"| {head} |", "| --- | --- | --- |", *rows])


def _quotes(diagnosis: Diagnosis, lang: Lang) -> str:
    """The words behind the verdict; in doubt, or when all is well, the table is enough."""
    faults = [one for one in diagnosis.stages if one.stage == diagnosis.cause]
    lines = [_quote(quote, lang) for one in faults for quote in one.quotes[:_MOST_QUOTES]]
    return "\n\n".join([f"**{_say('quotes', lang)}**", "  \n".join(lines)]) if lines else ""


def _quote(quote: Quote, lang: Lang) -> str:
    names = catalogue("diagnosis")["markdown"]["source"]
    known = quote.source in names
    name = _say(f"source.{quote.source}", lang) if known else inert(quote.source)
    return "> " + _say("quote", lang, source=name, text=_cut(quote.text))


def _advice(name: str, text: str, lang: Lang) -> str:
    return f"**{_say(name, lang)}** {inert(text)}" if text else ""


def _priority(diagnosis: Diagnosis, lang: Lang) -> str:
    if diagnosis.priority is None:
        return ""
    urgency = say(f"diagnosis.urgency.{diagnosis.priority.urgency}", lang)
    return _say("priority", lang, rank=diagnosis.priority.rank, urgency=urgency)


def _needs(diagnosis: Diagnosis, lang: Lang) -> str:
    if not diagnosis.needs:
        return ""
    key = "needs_undetermined" if diagnosis.cause == "undetermined" else "needs"
    return "\n".join([f"**{_say(key, lang)}**", "", *(f"- {inert(n)}" for n in diagnosis.needs)])


def _cut(text: str) -> str:
    return inert(beginning(text, _SHOWN))
