"""Does what a sentence rests on carry it?

A sentence is laid beside its sources: every number, name and unit must stand there, and in the
same place: nothing else of the kind may fit the words around it better (`displaced`). Each claim
of it must be spoken of at all. Across languages the words cannot be laid beside each other, so
numbers, and names in Latin letters, are what is asked for there.

Of a figure its numbers are asked for: what they are of is the name of the tool's result.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.language import language_of
from knowledge.records.prd import Prd, Sentence, Source
from tools.claims.measure import fold
from tools.claims.nearest import nearest
from tools.claims.pieces import pieces
from tools.prd.checking.bare import states_fact
from tools.prd.checking.displaced import Fault, faults
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.figures import uncarried
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import Place, placed
from tools.prd.checking.stream import Stream, loose
from tools.prd.checking.wording import role

_MOST = 2_000
"""Characters of a sentence that are read; a longer one is no sentence."""
_SPOKEN = 0.35
"""The share of a claim's weight that its source has, at least."""
_SPOKEN_ABROAD = 0.2
"""The same where the source is in the other language, and a dictionary has to do."""
_LEAST = 3
"""Pieces of a claim below which it says too little to be asked for alone."""
_CLAIMS = re.compile(
    r"[；;。\n]|[.!?](?=\s)|，(?:同时|另外|此外|并且|而且)|,\s(?:and|while|but|whereas)\s(?=\w+\s\w+)"
)
_WEIGHT = 0.95
_WEIGHT_BARE = 0.7


@dataclass(frozen=True)
class Check:
    """Whether a sentence is carried."""

    carried: bool
    """Whether its sources say what it says."""
    reason: str | None
    """The worst of what they do not: `nothing` (there is no text to look into), `unspoken`,
    `number`, `amount`, `name`, `direction`, `quantifier`, `negation`, `word`; None if carried."""
    spans: tuple[Fault, ...]
    """The words that are not carried, in order."""


_CARRIED = Check(carried=True, reason=None, spans=())
_WORST = ("number", "amount", "negation", "direction", "quantifier", "name", "unspoken", "word")


def check(sentence: Sentence, texts: Sequence[str]) -> Check:
    """Whether `texts`, which a cited sentence or a figure rests on, carry it. Total.

    At most the first 2,000 characters of it are read, and 24,000 of the texts.
    """
    text = sentence.text[:_MOST]
    if not pieces(text):
        return _CARRIED
    evidence = Evidence([*texts, *_dates(sentence)])
    if not any(map(str.strip, texts)):
        return Check(carried=False, reason="nothing", spans=(Fault(0, len(text), "unspoken"),))
    said = Stream(text)
    if sentence.kind == "figure":
        found = [Fault(one.start, one.end, "number") for one in uncarried(said, evidence)]
        found += faults(said, evidence.stream, evidence.ground, exact=False)
    elif language_of(text) in evidence.langs:
        found = faults(said, evidence.stream, evidence.ground)
        found += _unspoken(text, evidence, _SPOKEN)
    else:
        found = [Fault(one.start, one.end, "number") for one in uncarried(said, evidence)]
        found += _names_abroad(said, evidence)
        found += _unspoken(text, evidence, _SPOKEN_ABROAD)
    if not found:
        return _CARRIED
    spans = tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end)))
    worst = min(spans, key=lambda one: _WORST.index(one.reason))
    return Check(carried=False, reason=worst.reason, spans=spans)


def unsupported(prd: Prd, lookup: Callable[[Source], str | None]) -> list[Finding]:
    """The sentences of a document that pass for fact and that nothing carries, in order.

    `lookup` gives the text of a source as it is now, None for one that is gone. Of a figure, what
    it was when the sentence was written counts as well: that it has moved is told by `stale`.
    Assumptions, decisions and open questions say of themselves what they are. A plain sentence
    that states a fact is a finding too.
    """
    found: list[Finding] = []
    for place in placed(prd):
        one = place.sentence
        if one.kind in {"cited", "figure"}:
            now = (lookup(source) for source in one.sources)
            # A passage speaks for itself: what was said to be its words may never have been.
            kept = (source.quote for source in one.sources if source.kind != "passage")
            texts = [text for text in (*now, *kept) if text]
            judged = check(one, texts)
            if judged.reason is not None:
                first = next(
                    (s for s in judged.spans if s.reason == judged.reason), judged.spans[0]
                )
                found.append(
                    Finding(
                        section=place.section.key,
                        sentence=one.id,
                        kind=f"unsupported_{judged.reason}",
                        weight=_WEIGHT,
                        values={"words": one.text[first.start : first.end]},
                        start=first.start,
                        end=first.end,
                    )
                )
        elif one.kind == "plain" and _states_fact(place):
            found.append(
                Finding(
                    section=place.section.key,
                    sentence=one.id,
                    kind="bare_fact",
                    weight=_WEIGHT_BARE,
                    values={"words": one.text},
                )
            )
    return found


def _states_fact(place: Place) -> bool:
    part = role(place.section)
    if part in {"sources", "questions"}:
        return False
    return states_fact(place.sentence.text, part, is_cell=place.block.form == "table")


def _dates(sentence: Sentence) -> list[str]:
    """When its sources held: a sentence may say so."""
    return [f"{source.at:%Y-%m-%d %H:%M}" for source in sentence.sources if source.at]


def _claims(text: str) -> Iterator[tuple[int, int]]:
    """The places of the claims of a sentence."""
    start = 0
    for cut in [*(mark.start() for mark in _CLAIMS.finditer(text)), len(text)]:
        if cut > start:
            yield start, cut
        start = cut


def _unspoken(text: str, evidence: Evidence, least: float) -> list[Fault]:
    """The claims that the evidence does not speak of; one that says too little joins the next."""
    found, start = [], 0
    said = [piece for piece in pieces(text) if fold(piece.text) not in loose()]
    for _, end in _claims(text):
        own = [piece for piece in said if start <= piece.start < end]
        if len(own) < _LEAST and end < len(text):
            continue
        if own and nearest(own, evidence.ground).share < least:
            found.append(Fault(own[0].start, own[-1].end, "unspoken"))
        start = end
    return found


def _names_abroad(said: Stream, evidence: Evidence) -> list[Fault]:
    """The names in Latin letters, or with figures, that a source in the other language lacks."""
    return [
        Fault(piece.start, piece.end, "name")
        for piece in said.pieces
        if piece.kind == "name"
        and piece.text.isascii()
        and (piece.text.isupper() or language_of(said.text) == "zh")
        and not evidence.ground.has(piece)
    ]
