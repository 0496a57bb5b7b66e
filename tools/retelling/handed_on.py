"""A diagnosis for people who were not there: a boss, the engineer who mends it, and who that is."""

import re
from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import clauses, say
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.shown import as_read
from tools.inert import inert

_SHOWN = 120
"""Characters of somebody's words."""
_SHORT: dict[Lang, int] = {"zh": 40, "en": 80}
"""Where there is room for few."""
_TOLD_BY = 32
"""Characters by which a passage is told from others."""
_SENTENCE = re.compile(r"(?:“[^”]*”|\"[^\"]*\"|(?!。|；|;|\.(?:\s|$)).)+", re.DOTALL)
_CONTENT = frozenset({"knowledge_gap", "stale"})
"""Faults of retrieval that only a document mends."""


def plain_markdown(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """What happened without a word of the trade, for somebody who has half a minute."""
    got = (
        _say("plain.got", lang, answer=_cut(as_read(trace.answer))) if trace.answer.strip() else ""
    )
    said = [
        _say("plain.asked", lang, query=_cut(trace.query)) if trace.query.strip() else "",
        got or _say("plain.nothing", lang),
        _say(f"plain.cause.{diagnosis.cause}", lang),
    ]
    if evidence := _evidence(trace, diagnosis):
        said.append(_say("plain.detail", lang, evidence=_in_passages_words(evidence, trace, lang)))
    if diagnosis.fix:
        fix = _in_passages_words(inert(diagnosis.fix), trace, lang)
        said.append(_say("plain.fix", lang, fix=fix))
    if diagnosis.priority:
        urgency = say(f"diagnosis.urgency.{diagnosis.priority.urgency}", lang)
        said.append(_say("plain.urgency", lang, urgency=urgency, rank=diagnosis.priority.rank))
    if diagnosis.confidence is not None and diagnosis.cause != "none":
        said.append(_say("plain.sure", lang, share=f"{diagnosis.confidence:.0%}"))
    if diagnosis.cause == "undetermined" and diagnosis.needs:
        said.append(_say("plain.needs", lang, needs=_needs(diagnosis, lang)))
    return "\n\n".join(filter(None, said))


def brief_markdown(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """Two sentences for somebody who asks for no more: what went wrong, and what is to be done."""
    room = _SHORT[lang]
    values = {"query": _quoted(trace.query, room), "answer": _quoted(as_read(trace.answer), room)}
    key = "case" if trace.query.strip() and trace.answer.strip() else "no_answer"
    what = _say(f"brief.{key}", lang, what=_say(f"brief.what.{diagnosis.cause}", lang), **values)
    if not diagnosis.fix or diagnosis.priority is None:
        return what
    urgency = say(f"diagnosis.urgency.{diagnosis.priority.urgency}", lang)
    fix = _in_passages_words(inert(_first_sentence(diagnosis.fix)), trace, lang)
    sure = f"{diagnosis.confidence:.0%}" if diagnosis.confidence is not None else "–"
    then = _say("brief.then", lang, fix=fix, urgency=urgency, share=sure)
    return f"{what}{'' if lang == 'zh' else ' '}{then}"


def _quoted(text: str, most: int) -> str:
    """The first words of a text, whole where it has spaces, as they stand between quotes."""
    line = " ".join(text.replace('"', "").replace("“", "").replace("”", "").split())
    if len(line) <= most:
        return inert(line)
    words = line[:most].rsplit(" ", 1)[0] if line[:most].isascii() else line[:most]
    return inert(f"{words}…")


def _first_sentence(text: str) -> str:
    """Up to the first full stop outside of what is quoted, without it."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def _in_passages_words(text: str, trace: Trace, lang: Lang) -> str:
    """A text in which each passage is told by how it begins, for an id says nothing to a boss."""
    begins = {
        inert(one.id): _say("plain.passage", lang, text=inert(beginning(one.text, _TOLD_BY)))
        for one in trace.retrieved or []
        if one.text.strip()
    }
    ids = sorted(map(re.escape, begins), key=len, reverse=True)
    if not ids:
        return text
    one_of = re.compile(rf"(?<![\w-])(?:{'|'.join(ids)})(?![\w-])", re.ASCII)
    told = one_of.sub(lambda found: begins[found[0]], text)
    return re.sub(r" (?=“)|(?<=资料) ", "", told) if lang == "zh" else told


def ticket_markdown(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """A ticket that an engineer can work from without asking back."""
    name = _title(trace, diagnosis, lang)
    title = (
        _say("ticket.title", lang, rank=diagnosis.priority.rank, name=name)
        if diagnosis.priority
        else _say("ticket.title_unranked", lang, name=name)
    )
    nothing = _say("ticket.empty", lang)
    said = [
        title,
        _say("ticket.asked", lang, query=_cut(trace.query) or nothing),
        _say("ticket.actual", lang, answer=_cut(as_read(trace.answer)) or nothing),
    ]
    if diagnosis.verify:
        said.append(_say("ticket.expected", lang, verify=inert(diagnosis.verify)))
    said.append(_cause(trace, diagnosis, lang))
    if diagnosis.fix:
        said.append(_say("ticket.fix", lang, fix=inert(diagnosis.fix)))
    if diagnosis.needs:
        said.append(_say("ticket.needs", lang, needs=_needs(diagnosis, lang)))
    if facts := _facts(trace):
        said.append(_say("ticket.where", lang, facts=facts))
    link = f"[{inert(trace.id)}]({trace_link(trace.id)})"
    return "\n\n".join([*said, _say("ticket.trace", lang, id=link)])


def mail_markdown(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """The same as a ticket, as a letter to whoever mends it."""
    nothing = _say("ticket.empty", lang)
    query, answer = _cut(trace.query) or nothing, _cut(as_read(trace.answer)) or nothing
    said = [
        _say("ticket.mail", lang, name=_title(trace, diagnosis, lang)),
        _say("ticket.greeting", lang),
        _say("ticket.opening", lang, query=query, answer=answer),
    ]
    if evidence := _evidence(trace, diagnosis):
        cause = say(f"diagnosis.cause.{diagnosis.cause}", lang)
        said.append(_say("ticket.why", lang, cause=cause, evidence=evidence))
    if diagnosis.fix:
        said.append(_say("ticket.propose", lang, fix=inert(diagnosis.fix)))
    if diagnosis.verify:
        said.append(_say("ticket.done", lang, verify=inert(diagnosis.verify)))
    if diagnosis.needs:
        said.append(_say("ticket.needs", lang, needs=_needs(diagnosis, lang)))
    link = f"[{inert(trace.id)}]({trace_link(trace.id)})"
    if diagnosis.priority and diagnosis.confidence is not None:
        rank, urgency = diagnosis.priority.rank, diagnosis.priority.urgency
        told = {"rank": rank, "urgency": say(f"diagnosis.urgency.{urgency}", lang)}
        share = f"{diagnosis.confidence:.0%}"
        said.append(_say("ticket.closing", lang, **told, share=share, id=link))
    else:
        said.append(_say("ticket.closing_plain", lang, id=link))
    return "\n\n".join(said)


def _title(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """The product's own words first: what was asked, then what went wrong."""
    if diagnosis.subcause is None or not trace.query.strip():
        return inert(diagnosis.summary)
    what = say(f"diagnosis.subcause.{diagnosis.cause}.{diagnosis.subcause}", lang)
    return _say("ticket.name", lang, query=_quoted(trace.query, _SHORT[lang]), what=what)


def owner_markdown(diagnosis: Diagnosis, lang: Lang) -> str:
    """Who usually mends a fault of this kind, and what there is to do."""
    name = "content" if diagnosis.subcause in _CONTENT else diagnosis.cause
    said = [_say(f"owner.{name}", lang)]
    if diagnosis.fix:
        said.append(f"**{say('diagnosis.markdown.fix', lang)}** {inert(diagnosis.fix)}")
        said.append(_say("owner.caveat", lang))
    return "\n\n".join(said)


def _cause(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    cause = say(f"diagnosis.cause.{diagnosis.cause}", lang)
    evidence = _evidence(trace, diagnosis)
    if diagnosis.confidence is None or not evidence:
        return _say("ticket.cause_plain", lang, cause=cause)
    share = f"{diagnosis.confidence:.0%}"
    return _say("ticket.cause", lang, cause=cause, share=share, evidence=evidence)


def _evidence(trace: Trace, diagnosis: Diagnosis) -> str:
    """The words for the cause: the stage's own, or the error of what is no stage."""
    if diagnosis.cause == "system":
        return _cut(trace.error or diagnosis.summary)
    found = [one.evidence for one in diagnosis.stages if one.stage == diagnosis.cause]
    return inert(found[0]) if found else ""


def _facts(trace: Trace) -> str:
    time = trace.time.strftime("%Y-%m-%d %H:%M") if trace.time else None
    known = [time, trace.feature, trace.version, trace.model]
    known += [f"{name}={value}" for name, value in trace.segment.items()]
    known += [f"{name}={value}" for name, value in trace.params.items()]
    return " · ".join(inert(one) for one in known if one)


def _needs(diagnosis: Diagnosis, lang: Lang) -> str:
    return clauses(map(inert, diagnosis.needs), lang)


def _cut(text: str) -> str:
    return inert(beginning(text, _SHOWN))


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.{key}", lang, **values)
