"""What a chat model reads out of the trace, put beside what the rules found.

It is asked about every trace that has an answer, for it reads what no words in common show. Where
both name the same stage, the rules' evidence stays and they are surer; where they differ, the model
decides, but for what was counted or matched. Where it fails, the verdict stays, and says so.
"""

from dataclasses import replace

from knowledge.records import Quote
from tools.diagnosis.conclusion import Conclusion, Findings
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.reading import GOOD, OPEN, STAGE_OF, Read, Reads, Shown, shown
from tools.diagnosis.weighing import without

_BOTH, _ALONE = 0.95, 0.85
"""How sure it is what both say, and what the model says alone."""
_REASON = 240
"""Characters of the model's reason that are shown."""


def second_look(
    facts: Facts, end: Conclusion, findings: Findings, reads: Reads
) -> tuple[Conclusion, Findings, str]:
    """The verdict and the stages' findings after it, and how the model failed, "" where it did not.

    >>> from tools.diagnosis.rules import default_rules
    >>> from knowledge.records import Trace
    >>> facts = Facts(Trace(id="t", query="q", answer=""), "en", default_rules(), None)
    >>> second_look(facts, Conclusion("system", None, 0.9), {}, lambda *_: "unasked")[2]
    ''
    """
    stands = end.finding is not None and end.finding.stands
    if end.cause == "system" or stands or not facts.said.answer or not facts.asked.query:
        return end, findings, ""
    seen = shown(facts)
    told = reads(seen.data, facts.lang)
    if isinstance(told, str):
        return end, findings, told
    if told.said == OPEN:
        return end, findings, ""
    if told.said == GOOD:
        return (*_good(facts, end, findings, told), "")
    return (*_blamed(facts, end, findings, told, seen), "")


def _good(
    facts: Facts, end: Conclusion, findings: Findings, told: Read
) -> tuple[Conclusion, Findings]:
    if end.cause == "none":
        return replace(end, confidence=max(_BOTH, end.confidence or 0)), findings
    made = without(facts, findings, None, "reading")
    evidence = facts.say("evidence.reading", why=clip(told.why, _REASON))
    made["generation"] = Finding("ok", evidence, (quote("answer", facts.said.answer),))
    return Conclusion("none", None, _ALONE), made


def _blamed(
    facts: Facts, end: Conclusion, findings: Findings, told: Read, seen: Shown
) -> tuple[Conclusion, Findings]:
    stage = STAGE_OF[told.said]
    if end.cause == stage and end.finding is not None:
        sure = max(_BOTH, end.confidence or 0)
        return Conclusion(stage, end.finding, sure), findings
    found = _finding(facts, told, seen)
    made = without(facts, findings, stage, "reading")
    return Conclusion(stage, found, found.confidence), {**made, stage: found}


def _finding(facts: Facts, told: Read, seen: Shown) -> Finding:
    quotes = tuple(quote(seen.source(name), words) for name, words in told.quotes)
    return Finding(
        "fault",
        facts.say("evidence.reading", why=clip(told.why, _REASON)),
        quotes,
        told.said,
        _ALONE,
        _details(facts, told, seen, quotes),
    )


def _details(facts: Facts, told: Read, seen: Shown, quotes: tuple[Quote, ...]) -> dict[str, str]:
    """What the fixes name, as far as the model quoted it; else the trace's own words."""
    named = dict(told.quotes)
    first, second = (clip(one.text) for one in (*quotes, *quotes)[:2])
    answer = clip(named.get("answer", facts.said.answer))
    passages = [name for name in named if name in seen.passages]
    passage = seen.passages[passages[0]].id if passages else facts.trace.id
    rank = next((int(name[1:]) for name in passages if name[0] == "p"), 1)
    understood = named.get("rewritten_query") or named.get("intent") or facts.asked.rewritten or ""
    said = clip(named.get("query", facts.asked.query))
    return {
        "words": said,
        "said": said,
        "understood": clip(understood),
        "slot": facts.say("slot.any"),
        "one": first,
        "other": second if second != first else clip(facts.asked.query),
        "first": first,
        "second": second,
        "topic": clip(facts.asked.query),
        "passage": clip(passage),
        "rank": str(rank),
        "claim": answer,
        "end": answer,
        "told": clip(named[passages[0]]) if passages else "",
        "wanted": said,
    }
