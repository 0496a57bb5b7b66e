"""Remarks: where users voice a pain or a wish, in documents and in the feedback that they leave."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.language import Lang, language_of
from knowledge.readers.dates import date_in
from knowledge.records import Chunk, Reason, Voice
from tools.decisions.needs.passages import Utterance, utterances
from tools.decisions.needs.signals import Strength, of_the_team, strength
from tools.decisions.needs.sources import SourceKind, source_kind, speaks_here
from tools.decisions.needs.survey import Option, options

_CHOSEN = Strength(4.0, frozenset({"chosen"}), ())
"""An option of a question about pains: it was chosen, and the words are the team's."""
_RATED_DOWN = Strength(5.0, frozenset({"rated"}), ())
"""A reason for a thumbs down, or the words beside one or two stars."""


@dataclass(frozen=True)
class VoicedNeed:
    """One voice, and who is behind it."""

    voice: Voice
    """Where and in which words."""
    speaker: str | None
    """The same for one person in all documents; None for figures of many people."""
    document: str
    """The document, or the kind of feedback."""
    strength: Strength
    """How strongly it speaks."""
    question: str | None = None
    """For an option of a survey: what was asked."""


@dataclass(frozen=True)
class Heard:
    """What was heard in a document."""

    kind: SourceKind
    """What kind of voice it is."""
    voiced: tuple[VoicedNeed, ...]
    """Where a need is voiced."""
    speakers: frozenset[str]
    """Everybody who speaks, of a need or not."""


def heard(chunks: Sequence[Chunk]) -> Heard | None:
    """The needs that users voice in a document; None for one in which they do not speak."""
    kind = source_kind(chunks)
    if kind is None:
        return None
    voiced: list[VoicedNeed] = []
    speakers: set[str] = set()
    given = ""
    for chunk in chunks:
        speaks = speaks_here(chunk.section)
        if speaks is False:
            continue
        voiced += [_chosen(option, chunk) for option in options(chunk)]
        for one in utterances(chunk):
            # A survey's prose is the team's account of it; only what is quoted was said.
            if kind == "survey" and not one.spoken:
                continue
            key = _key(one, chunk, kind)
            speakers.add(key)
            # A sentence that says what is wrong around its speech is quoted whole, and once.
            if one.within != given and (found := _strength(one)):
                given = one.text
                voiced.append(_voiced(one, found, chunk, key, kind))
    return Heard(kind, tuple(voiced), frozenset(speakers))


def from_feedback(reasons: Iterable[Reason]) -> Iterator[VoicedNeed]:
    """The reasons that users gave for rating answers down or leaving them.

    A reason for a thumbs down always complains; one for leaving may be no more than how: only
    words that voice something count.
    """
    rows = list(reasons)
    totals = Counter[str]()
    for one in rows:
        totals[one.kind] += one.count
    for one in rows:
        found = strength(one.text) or (_RATED_DOWN if one.kind == "rated" else None)
        if found is None or not any(map(str.isalnum, one.text)):
            continue
        level = max(found.level, _RATED_DOWN.level)
        voice = Voice(
            quote=one.text,
            lang=language_of(one.text),
            source=one.trace_id,
            opens="trace",
            place=one.kind,
            date=one.last,
            count=one.count,
            total=totals[one.kind],
            kind="feedback",
            intensity=level,
        )
        yield VoicedNeed(voice, None, one.kind, Strength(level, found.kinds, found.words))


def _strength(one: Utterance) -> Strength | None:
    words = one.text if one.judged is None else one.judged
    if not one.spoken and of_the_team(words):
        return None
    found = strength(words)
    if one.praises and (found is None or found.level < _RATED_DOWN.level):
        return None
    return found or (_RATED_DOWN if one.complains else None)


def _key(one: Utterance, chunk: Chunk, kind: SourceKind) -> str:
    """Who speaks; where nothing tells, each row is somebody, else the document is."""
    if one.speaker:
        return one.speaker.key
    if one.row is not None and kind != "interview":
        return f"{chunk.id}:{one.row}"
    return chunk.doc_id


def _voiced(
    one: Utterance, found: Strength, chunk: Chunk, key: str, kind: SourceKind
) -> VoicedNeed:
    date = date_in(one.date) if one.date else None
    voice = Voice(
        quote=one.text,
        lang=language_of(one.text, default=chunk.lang),
        who=one.speaker.name if one.speaker else None,
        source=chunk.id,
        opens="passage",
        place=chunk.place,
        date=date or chunk.date,
        kind=kind,
        intensity=found.level,
    )
    return VoicedNeed(voice, key, chunk.doc_id, found)


def _chosen(option: Option, chunk: Chunk) -> VoicedNeed:
    found = strength(option.text)
    kinds = frozenset({"wish"}) if option.is_wish else found.kinds if found else _CHOSEN.kinds
    level = max(found.level if found else 0.0, _CHOSEN.level)
    lang: Lang = language_of(option.text, default=chunk.lang)
    voice = Voice(
        quote=option.text,
        lang=lang,
        source=chunk.id,
        opens="passage",
        place=chunk.place,
        date=chunk.date,
        count=option.count,
        total=option.total,
        kind="survey",
        intensity=level,
    )
    words = found.words if found else ()
    return VoicedNeed(voice, None, chunk.doc_id, Strength(level, kinds, words), option.question)
