"""Writes sentences anew whose sources have changed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.records.prd import Prd, Section, Sentence, Source, Stale
from tools.prd.checking.affected import FIGURES
from tools.prd.checking.places import placed
from tools.prd.checking.stale import updated, with_sentences
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.phrasings import Phrased, phrased, reworded

RENEWED = ("fresh", "open", "locked")
"""What becomes of sentences; see `Refreshed`."""


@dataclass(frozen=True)
class Renewal:
    """What sentences are written anew from."""

    source: Callable[[Source, str], Source]
    """A source as that of what it says now."""
    redrafted: Callable[[str], Section | None]
    """A section drafted from what is known now, which takes a moment; None for an unknown one."""


@dataclass(frozen=True)
class Refreshed:
    """What came of it."""

    prd: Prd
    """The document; the same where nothing could be done."""
    touched: tuple[str, ...]
    """The sections in which a sentence was written anew."""
    fresh: tuple[str, ...]
    """The ids of the sentences that rest on what is said now."""
    open: tuple[str, ...]
    """The ids of those that became open questions."""
    locked: tuple[str, ...]
    """The ids of those that stand in locked sections, and so stay."""


def refreshed(
    prd: Prd,
    found: Sequence[tuple[Sentence, Stale]],
    renewal: Renewal,
    wanted: Collection[str] = (),
) -> Refreshed:
    """The document with stale sentences written anew; all of them, or those with `wanted` ids.

    A sentence in the drafter's own words is drafted again, so that what was reckoned from a
    figure follows it. Else the new value or the new sentence of the passage is put in, and where
    that is not safe, or the source is gone, the sentence becomes an open question.
    """
    changes: dict[str, list[Stale]] = {}
    for sentence, change in found:
        if not wanted or sentence.id in wanted:
            changes.setdefault(sentence.id, []).append(change)
    new, locked, touched = [], [], []
    for place in placed(prd):
        mine = changes.get(place.sentence.id)
        if mine is None:
            continue
        if place.section.locked:
            locked.append(place.sentence.id)
            continue
        touched.append(place.section.key)
        new.append(_anew(place.sentence, mine, place.section.key, prd.lang, renewal))
    return Refreshed(
        prd=with_sentences(prd, new) if new else prd,
        touched=tuple(dict.fromkeys(touched)),
        fresh=tuple(one.id for one in new if one.kind != "question"),
        open=tuple(one.id for one in new if one.kind == "question"),
        locked=tuple(locked),
    )


def _anew(
    sentence: Sentence, changes: Sequence[Stale], section: str, lang: Lang, renewal: Renewal
) -> Sentence:
    if any(one.source.kind in FIGURES for one in changes):
        drafted = _drafted(sentence, changes, section, lang, renewal)
        if drafted is not None:
            return drafted
    for change in changes:
        source = None
        if change.now is not None:
            source = renewal.source(change.source, change.now)
        if sentence.kind == "question":
            sentence = _resting(sentence, change.source, source)
            continue
        sentence = updated(sentence, change, source.at if source else None, lang)
        if source is not None:
            said = change.source.model_copy(update={"quote": change.now, "at": source.at})
            sentence = _resting(sentence, said, source)
    return sentence


def _resting(sentence: Sentence, old: Source, new: Source | None) -> Sentence:
    """The sentence with another source in the place of one, or with none."""
    sources = tuple(new if one == old else one for one in sentence.sources)
    return sentence.model_copy(update={"sources": tuple(one for one in sources if one)})


def _drafted(
    sentence: Sentence, changes: Sequence[Stale], section: str, lang: Lang, renewal: Renewal
) -> Sentence | None:
    """The sentence as it is drafted now, in the same phrasing where that holds all it says."""
    forms = phrased(sentence.text, lang)
    anew = renewal.redrafted(section) if forms else None
    if anew is None:
        return None
    now = {one.source: renewal.source(one.source, one.now).id for one in changes if one.now}
    rests = [(one.kind, now.get(one, one.id)) for one in sentence.sources]
    twins = [
        (one, said)
        for one in sentences_of(anew)
        if one.kind == sentence.kind and [(it.kind, it.id) for it in one.sources] == rests
        for said in phrased(one.text, lang)
    ]
    for twin, said in twins:
        text = next((text for one in forms if (text := reworded(one, said, lang))), None)
        if text is not None or any(one.key == said.key for one in forms):
            update = {"text": text or twin.text, "sources": twin.sources}
            return sentence.model_copy(update=update)
    families = {_family(one) for one in forms}
    for twin, said in twins:
        if _family(said) in families:  # it went up, and now it went down
            return sentence.model_copy(update={"text": twin.text, "sources": twin.sources})
    return None


def _family(one: Phrased) -> str:
    return one.key.rpartition(".")[0]
