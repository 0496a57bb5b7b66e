"""Needs out of a workspace: who says what hurts or is wanted, gathered, in order of pain."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.docs import DocStore
from knowledge.documents.summary import DocumentSummary
from knowledge.events import EventLog
from knowledge.language import Lang, language_of
from knowledge.records import Competitor, Need, Reason
from tools.decisions.needs.answered_by import answered_by
from tools.decisions.needs.competitors import competitors
from tools.decisions.needs.grouping import Group, groups
from tools.decisions.needs.kept import kept
from tools.decisions.needs.likeness import OtherNames
from tools.decisions.needs.naming import id_of, name_of, plainest
from tools.decisions.needs.narrowed import EVERYTHING, Narrowed
from tools.decisions.needs.pain import frequency, intensity, pain, reach
from tools.decisions.needs.remarks import Heard, from_feedback, heard

REASONS = 2_000
"""The most frequent reasons of feedback that are read; each is counted over the whole log."""
Tell = Callable[[int, int], None]
"""Is told how many documents of how many have been read."""


@dataclass(frozen=True)
class Found:
    """What was found, and what it was found in."""

    needs: tuple[Need, ...]
    """The needs, the most painful first."""
    people: int
    """How many people or groups were heard one by one."""
    documents: int
    """In how many documents users speak."""
    feedback: int
    """How often a reason that voices a need was given for a thumbs down or for leaving."""
    left_out: int
    """Different remarks that were not compared, because there are too many."""


def needs_of(
    docs: DocStore,
    events: EventLog,
    lang: Lang,
    narrowed: Narrowed = EVERYTHING,
    tell: Tell = lambda _done, _of: None,
) -> list[Need]:
    """The needs that users voice in a workspace, the most painful first."""
    return list(discover(docs, events, lang, narrowed, tell).needs)


def discover(
    docs: DocStore,
    events: EventLog,
    lang: Lang,
    narrowed: Narrowed = EVERYTHING,
    tell: Tell = lambda _done, _of: None,
) -> Found:
    """The needs, and what they were found in. Cheap where nothing has changed since."""
    documents = [one for one in docs.documents() if not one.superseded]
    read = _heard(docs, documents, tell)
    wanted = [(document, found) for document, found in read if narrowed.takes(document, found.kind)]
    reasons = events.reasons(narrowed.scope, REASONS) if narrowed.takes_feedback else []
    key = (
        "needs",
        lang,
        narrowed,
        tuple(map(_version, documents)),
        tuple((one.text, one.kind, one.count) for one in reasons),
    )

    def make() -> Found:
        found, left = gathered(
            [found for _, found in wanted], reasons, lang, _names_in(docs), narrowed
        )
        return Found(
            tuple(found),
            people=len(_people([found for _, found in wanted])),
            documents=len(wanted),
            feedback=sum(
                one.count or 0 for need in found for one in need.voices if one.kind == "feedback"
            ),
            left_out=left,
        )

    return kept(docs, key, make)


def rivals(docs: DocStore, tell: Tell = lambda _done, _of: None) -> list[Competitor]:
    """The competitors that the workspace's documents are about. Cheap where nothing has changed."""
    documents = docs.documents()

    def make() -> list[Competitor]:
        texts = [docs.document_chunks(one.doc_id) for one in documents]
        speaking = {one.doc_id for one, _ in _heard(docs, documents, tell)}
        voices = [chunks for chunks in texts if chunks and chunks[0].doc_id in speaking]

        def mentions(name: str) -> int:
            return sum(any(name in chunk.text for chunk in chunks) for chunks in texts)

        return competitors(texts, voices, mentions)

    return kept(docs, ("competitors", tuple(map(_version, documents))), make)


def gathered(
    sources: Sequence[Heard],
    reasons: Iterable[Reason],
    lang: Lang,
    other_names: OtherNames = lambda _: (),
    narrowed: Narrowed = EVERYTHING,
) -> tuple[list[Need], int]:
    """The needs in documents and feedback, and how many remarks were left out. Pure."""
    voiced = [one for source in sources for one in source.voiced]
    spoken = [one for one in reasons if narrowed.lang in {None, language_of(one.text)}]
    voiced += from_feedback(spoken)
    voiced = [one for one in voiced if narrowed.takes_voice(one.voice)]
    found, left = groups(voiced, other_names)
    people = len(_people(sources))
    needs = [_need(group, people, lang) for group in found]
    return sorted(needs, key=lambda need: (-need.pain, -len(need.voices), need.id)), left


def _need(group: Group, people: int, lang: Lang) -> Need:
    names, spoken = name_of(group)
    reached = reach(group.voiced, people)
    often = frequency(reached)
    strong, words = intensity(group.voiced)
    told = answered_by([*names.values(), *(one.voice.quote for one in group.voiced)])
    return Need(
        id=id_of(names, spoken),
        name=names,
        spoken=spoken,
        is_wish=all(one.strength.is_wish for one in group.voiced),
        voices=tuple(one.voice for one in plainest(group.voiced)),
        people=len({one.speaker for one in group.voiced if one.speaker is not None}),
        sources=len({one.document for one in group.voiced}),
        intensity=strong,
        strongest=words,
        reach=reached,
        frequency=often,
        pain=pain(often, strong),
        answer=told.answer,
        why=told.why(lang),
    )


def _heard(
    docs: DocStore, documents: Sequence[DocumentSummary], tell: Tell
) -> list[tuple[DocumentSummary, Heard]]:
    found = []
    for at, document in enumerate(documents):
        one = kept(
            docs,
            ("heard", _version(document)),
            lambda id_=document.doc_id: heard(docs.document_chunks(id_)),  # type: ignore[misc]
        )
        if one is not None:
            found.append((document, one))
        if at % 50 == 49:
            tell(at + 1, len(documents))
    return found


def _version(document: DocumentSummary) -> tuple[str, int, bool]:
    """Another one whenever a document's content is."""
    return document.doc_id, document.number, document.superseded


def _people(sources: Sequence[Heard]) -> set[str]:
    return {speaker for source in sources for speaker in source.speakers}


def _names_in(docs: DocStore) -> OtherNames:
    return lambda word: sorted(docs.asked_terms(word) - {word})
