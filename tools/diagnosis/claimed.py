"""The claims of a trace's answer, each with what carries or contradicts it, for a reader."""

from collections.abc import Sequence

from knowledge.records import Claim, ClaimSpan
from tools.claims.ground import Ground
from tools.claims.measure import Text
from tools.claims.novelty import novel
from tools.claims.splitting import Part, parts
from tools.claims.weighing import Span, Verdict, spans_of
from tools.diagnosis.facts import Facts
from tools.diagnosis.support import carries, support

_MOST = 20
_MOST_READ = 8
"""Passages whose every word is looked at; the retriever put the likeliest first."""


def claims_of(facts: Facts) -> list[Claim]:
    """The answer's claims; none for one that declines."""
    if facts.declined:
        return []
    told = parts(facts.answer)[:_MOST]
    held = [_carriers(facts, part.text) for part in told]
    loose = _loose(facts) if facts.passages and not all(held) else []
    return [
        _claim(facts, part, ids, [] if ids else loose) for part, ids in zip(told, held, strict=True)
    ]


def _claim(facts: Facts, part: Part, held: list[str], loose: Sequence[Span]) -> Claim:
    # The answer was stripped before it was read.
    shift = len(facts.trace.answer) - len(facts.trace.answer.lstrip())
    against = [] if held else _against(facts, part.text)
    reference = Text(facts.reference) if facts.reference is not None else None
    return Claim(
        text=part.text,
        start=part.start + shift,
        end=part.end + shift,
        verdict=_verdict(facts, held, against),
        in_reference=None if reference is None else _says(facts, part.text, reference),
        supported_by=held,
        contradicted_by=against,
        spans=[
            ClaimSpan(start=one.start + shift, end=one.end + shift, reason=one.reason)
            for one in loose
            if part.start <= one.start < part.end
        ],
    )


def _verdict(facts: Facts, held: list[str], against: list[str]) -> Verdict | None:
    if not facts.passages:
        return None
    return "supported" if held else "contradicted" if against else "absent"


def _carriers(facts: Facts, claim: str) -> list[str]:
    return [passage.id for passage, text in facts.passages if _says(facts, claim, text)]


def _against(facts: Facts, claim: str) -> list[str]:
    return [
        passage.id
        for passage, text in facts.passages
        if support(claim, text, facts.rules, given=facts.asked).verdict == "contradicted"
    ]


def _loose(facts: Facts) -> list[Span]:
    """The words of the answer that no passage carries."""
    ground = Ground([passage.text for passage, _ in facts.passages[:_MOST_READ]])
    return spans_of(novel(facts.answer, ground))


def _says(facts: Facts, claim: str, text: Text) -> bool:
    return carries(text, claim, facts.rules, given=facts.asked)
