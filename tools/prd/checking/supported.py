"""Does what a sentence rests on carry it?

A sentence is laid beside its sources: every number, name and unit must stand there, and in the
same place: nothing else of the kind may fit the words around it better (`displaced`). Each claim
of it must be spoken of at all. Across languages the words cannot be laid beside each other, so
numbers, and names in Latin letters, are what is asked for there.

Of a figure its numbers are asked for: what they are of is the name of the tool's result.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language import language_of
from knowledge.records.prd import Sentence
from tools.claims.digits import fold
from tools.claims.nearest import nearest
from tools.claims.pieces import pieces
from tools.prd.checking.displaced import Fault, faults
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.figures import foreign_names, misread, uncarried
from tools.prd.checking.reckoned import reckoned
from tools.prd.checking.stream import Stream, loose

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
_WORDS = re.compile(r"[^\W\d_]{2}")
STORY = re.compile(r"作为|我是|as\s", re.IGNORECASE)
"""How a user story begins."""


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


def check(sentence: Sentence, texts: Sequence[str], context: str = "") -> Check:
    """Whether `texts`, which a cited sentence or a figure rests on, carry it. Total.

    `context` is what the sentence is read with and need not repeat: the head of its column, the
    document's title. At most the first 2,000 characters of it are read, and 24,000 of the texts.
    """
    if context and sentence.kind == "figure":
        return _read_with(sentence, texts, context)
    return _checked(sentence, texts, "")


def _read_with(sentence: Sentence, texts: Sequence[str], context: str) -> Check:
    """The check of a figure after what it is read with; the spans are those of the figure."""
    lead = led(context, sentence.text)
    longer = sentence.model_copy(update={"text": f"{lead}{sentence.text}"})
    judged = _checked(longer, texts, context)
    spans = tuple(
        Fault(one.start - len(lead), one.end - len(lead), one.reason)
        for one in judged.spans
        if one.start >= len(lead)
    )
    return _judged(spans)


def led(context: str, text: str) -> str:
    """What stands before a figure that is read with a context; a bare value follows its name."""
    if not context:
        return ""
    return f"{context}: " if _WORDS.search(text) else f"{context} "


def _checked(sentence: Sentence, texts: Sequence[str], known: str) -> Check:
    text = sentence.text[:_MOST]
    if not pieces(text):
        return _CARRIED
    evidence = Evidence([*texts, *_dates(sentence)])
    if not any(map(str.strip, texts)):
        return Check(carried=False, reason="nothing", spans=(Fault(0, len(text), "unspoken"),))
    said = Stream(text)
    missing = [Fault(one.start, one.end, "number") for one in uncarried(said, evidence)]
    if sentence.kind == "figure":
        missing += misread(said, evidence)
    doubtful = {(one.start, one.end) for one in missing}
    derived = {
        (one.start, one.end)
        for one in reckoned(
            said, evidence, [a for a in said.amounts.values() if (a.start, a.end) in doubtful]
        )
    }
    if sentence.kind == "figure":
        ids = " ".join(source.id for source in sentence.sources)
        found = [*missing, *foreign_names(said, evidence, f"{known} {ids}")]
        found += faults(said, evidence.stream, evidence.ground, exact=False)
    elif language_of(text) in evidence.langs:
        found = faults(said, evidence.stream, evidence.ground)
        found += _unspoken(text, evidence, _SPOKEN)
    else:
        found = [*missing, *_names_abroad(said, evidence)]
        found += _unspoken(text, evidence, _SPOKEN_ABROAD)
    found = [one for one in found if one.reason != "number" or (one.start, one.end) not in derived]
    return _judged(tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end))))


def _judged(spans: tuple[Fault, ...]) -> Check:
    if not spans:
        return _CARRIED
    worst = min(spans, key=lambda one: _WORST.index(one.reason))
    return Check(carried=False, reason=worst.reason, spans=spans)


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
    if STORY.match(text) and any(piece.marked for piece in said):
        # The form of a story is nobody's words: what it quotes is.
        said = [piece for piece in said if piece.marked]
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
