"""The claims of a trace's answer, each with what carries or contradicts it, for a reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.records import Claim, ClaimSpan, ClaimVerdict
from tools.claims.ground import Ground
from tools.claims.measure import Text
from tools.claims.novelty import novel
from tools.claims.splitting import Part, parts
from tools.claims.weighing import Span, spans_of
from tools.diagnosis.answer_claims import supports
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.spoken import spoken_lines
from tools.diagnosis.support import carries

_MARK = re.compile(r"^[^:：\n]{1,16}[:：]\s*")
_BARE_REPLY = re.compile(
    r"\W*(?:yes|no|yep|nope|sure|of course|certainly|correct|right|是的?|不是的?|对的?|不对"
    r"|可以的?|不可以|能|不能|有的?|没有|会的?|不会|当然(?:可以)?|好的)\W*",
    re.IGNORECASE,
)
_MOST = 20
"""Claims that are shown."""
_MOST_READ = 8
"""Passages whose every word is looked at; the retriever put the likeliest first."""
_SPOKEN_OF = 0.4
"""The share of a claim from which passages speak of it, so that single words tell something."""


@dataclass(frozen=True)
class _Held:
    """How the passages stand to one claim."""

    part: Part
    supported_by: list[str]
    contradicted_by: list[str]
    share: float
    """The largest share of it that one passage has."""

    @property
    def verdict(self) -> ClaimVerdict:
        if self.supported_by:
            return "supported"
        return "contradicted" if self.contradicted_by else "absent"


def claims_of(facts: Facts, generation: Finding | None = None) -> list[Claim]:
    """The answer's claims; none for one that declines.

    What `generation` found to be contradicted is so here, by whichever sign it was told.
    """
    if facts.said.declined:
        return []
    stated = [_as_found(_held(facts, part), generation) for part in _stated(facts)[:_MOST]]
    held = [one for one in stated if not _is_beside(facts, one)] or stated
    # "Yes." before a statement says what that says; by itself it is all there is.
    held = [one for one in held if not _is_bare(one)] or held
    # To look at every word takes longer than all else: only where it tells something.
    partly = any(one.verdict != "supported" and one.share >= _SPOKEN_OF for one in held)
    loose = _loose(facts) if partly else []
    reference = Text(facts.said.reference) if facts.said.reference is not None else None
    return [_claim(facts, one, loose, reference) for one in held]


def _is_bare(held: _Held) -> bool:
    return held.verdict == "absent" and _BARE_REPLY.fullmatch(held.part.text) is not None


def _stated(facts: Facts) -> list[Part]:
    """What the answer states; of something written, what is said: no titles, no directions."""
    told = parts(facts.said.unmarked)
    if not facts.asked.creative:
        return told
    spoken = "\n".join(spoken_lines(facts.said.answer, facts.rules))
    return [one for one in told if _said(one.text, spoken)]


def _is_beside(facts: Facts, held: _Held) -> bool:
    """Whether a sentence is talk around the matter, such as a greeting, that nothing carries."""
    if held.verdict == "supported" or facts.asked.creative:
        return False
    return facts.said.is_beside(held.part.text)


def _said(text: str, spoken: str) -> bool:
    """Whether a part is among what is said, with or without the mark of a speaker before it."""
    return any(words.strip() and words.strip() in spoken for words in (text, _MARK.sub("", text)))


def _held(facts: Facts, part: Part) -> _Held:
    passages = facts.found.passages
    told = supports(facts, part.text, range(len(passages)))
    found = [(passage, one) for (passage, _), one in zip(passages, told, strict=True)]
    by = [passage.id for passage, one in found if one.verdict == "supported"]
    if by:
        return _Held(part, by, [], 1.0)
    against = [passage.id for passage, one in found if one.verdict == "contradicted"]
    return _Held(part, [], against, max((one.share for _, one in found), default=0.0))


def _as_found(held: _Held, generation: Finding | None) -> _Held:
    if generation is None or generation.subcause != "contradiction" or held.verdict != "absent":
        return held
    words = {one.source: _close(one.text) for one in generation.quotes}
    said = words.pop("answer", "")
    is_it = said and said in _close(held.part.text)
    return replace(held, contradicted_by=list(words)) if is_it else held


def _close(text: str) -> str:
    """A text without its spaces, which stand where its marks stood."""
    return "".join(text.split())


def _claim(facts: Facts, held: _Held, loose: Sequence[Span], reference: Text | None) -> Claim:
    part = held.part
    shift = facts.said.start
    return Claim(
        text=facts.said.answer[part.start : part.end],
        start=part.start + shift,
        end=part.end + shift,
        verdict=held.verdict if facts.found.passages else None,
        in_reference=None if reference is None else _says(facts, part.text, reference),
        supported_by=held.supported_by,
        contradicted_by=held.contradicted_by,
        spans=[
            ClaimSpan(start=start + shift, end=end + shift, reason=reason)
            for start, end, reason in _spans(facts, held, loose)
        ],
    )


def _spans(facts: Facts, held: _Held, loose: Sequence[Span]) -> list[tuple[int, int, str]]:
    if held.verdict == "supported" or not facts.found.passages:
        return []
    part = held.part
    if held.share < _SPOKEN_OF:
        return [(part.start, part.end, "absent")]
    return [(s.start, s.end, s.reason) for s in loose if part.start <= s.start < part.end]


def _loose(facts: Facts) -> list[Span]:
    """The words of the answer that no passage carries."""
    ground = Ground([passage.text for passage, _ in facts.found.passages[:_MOST_READ]])
    return spans_of(novel(facts.said.as_given(facts.said.unmarked), ground))


def _says(facts: Facts, claim: str, text: Text) -> bool:
    return carries(text, claim, facts.rules, given=facts.asked.terms)
