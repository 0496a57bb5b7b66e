"""Sentences whose sources have changed since, and what to make of them."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from knowledge.language import Lang, language_of
from knowledge.records.prd import Prd, Section, Sentence, Source, Stale
from knowledge.texts import say
from tools.claims.amounts import Amount, amounts
from tools.claims.measure import Text, content
from tools.claims.splitting import claims
from tools.prd.checking.affected import FIGURES, affected
from tools.prd.checking.places import placed
from tools.prd.checking.stream import Stream
from tools.prd.checking.values import as_share, equal, plain, without_values

_SAME_MATTER = 0.4
"""The share of what was quoted that a sentence of the passage needs to be its successor."""
_SAME_WORDS = 0.6
"""The same for taking its place unasked."""
_WORD = re.compile(r"\w")
_ENDS = re.compile(r"[\s.。;；,，!！]+$")
_OPEN_ENDS = (";", "；", ",", "，")
_DATES = (
    (re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"), "{0:%Y}-{0:%m}-{0:%d}"),
    (
        re.compile(r"(?<!\d)\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"),
        "{0.year}年{0.month}月{0.day}日",
    ),
)
_SPACE = re.compile(r"\s+")


def stale(prd: Prd, now: Callable[[Source], str | None]) -> list[tuple[Sentence, Stale]]:
    """Each sentence with each of its sources that says something else now, in order.

    `now` gives the text of a passage or the value of a figure as it is, None when it is gone. Of
    a passage `Stale.now` is the sentence that says instead what was quoted; None when none does.
    A source of which nothing was quoted can only be gone. What a sentence does not say of its
    source may change freely; see `affected`.
    """
    found = []
    for place in placed(prd):
        for source in place.sentence.sources:
            current = now(source)
            if current is None:
                found.append((place.sentence, Stale(source=source, now=None)))
            elif (
                source.quote.strip()
                and not _holds(source, current)
                and affected(place.sentence, source, current)
            ):
                found.append((place.sentence, Stale(source=source, now=_instead(source, current))))
    return found


def updated(
    sentence: Sentence, changed: Stale, at: datetime | None = None, lang: Lang | None = None
) -> Sentence:
    """The sentence with the new value in the place of the old one, or as an open question.

    A sentence that is its passage's own becomes what the passage says now. Else new values are put
    in where that is safe: they are in the same unit, each old one stands in the sentence once and
    exactly, nothing there compares it with another, and where several have changed nothing in the
    sentence is reckoned from them. `at`, when the new value holds, takes the place of the old
    date. Otherwise the question, in `lang`, names both, and rests no longer on what is gone.
    """
    fresh = None
    if changed.now is not None:
        fresh = _said_anew(sentence, changed) or _put_in(sentence, changed, at)
    sources = tuple(
        _renewed(one, changed, at) if one == changed.source else one
        for one in sentence.sources
        if changed.now is not None or one != changed.source
    )
    if fresh is not None:
        return sentence.model_copy(update={"text": fresh, "sources": sources})
    lang = lang or language_of(sentence.text)
    old = _quoted(changed.source.quote)
    if changed.now is None:
        itself = same_words(sentence.text, changed.source.quote)
        key = "prd_review.stale.gone_itself" if itself else "prd_review.stale.gone"
        text = say(key, lang, text=sentence.text, old=old)
    else:
        text = say(
            "prd_review.stale.differs", lang, text=sentence.text, old=old, new=_quoted(changed.now)
        )
    return sentence.model_copy(update={"text": text, "kind": "question", "sources": sources})


def with_sentences(prd: Prd, changed: Iterable[Sentence]) -> Prd:
    """The document with these sentences in the place of those with their ids."""
    by_id = {one.id: one for one in changed}

    def section(old: Section) -> Section:
        blocks = tuple(
            block.model_copy(
                update={"sentences": tuple(by_id.get(one.id, one) for one in block.sentences)}
            )
            for block in old.blocks
        )
        return old.model_copy(update={"blocks": blocks})

    return prd.model_copy(update={"sections": tuple(map(section, prd.sections))})


def _holds(source: Source, current: str) -> bool:
    """Whether what was quoted is still said: in the same words, or as the same value."""
    old, new = plain(source.quote), plain(current)
    if source.kind not in FIGURES:
        return old in new
    if old == new:
        return True
    mine, theirs = amounts(source.quote), amounts(current)
    same = len(mine) == len(theirs) and all(map(equal, mine, theirs))
    return bool(mine) and same and without_values(old) == without_values(new)


def _instead(source: Source, current: str) -> str | None:
    """What a source says in the place of what was quoted."""
    if source.kind in FIGURES:
        return current.strip()
    return successor(source.quote, current)


def successor(quote: str, text: str) -> str | None:
    """The sentence of a text that speaks of the same matter as a quote; None where none does."""
    asked = content(quote)
    said = claims(text)
    # A number is what changes: it is no sign of what is spoken of.
    asked = [term for term in asked if not any(map(str.isdigit, term))] or asked
    best = max(said, key=lambda one: Text(one).share(asked), default=None)
    if best is None or Text(best).share(asked) < _SAME_MATTER:
        return None
    return best


def _said_anew(sentence: Sentence, changed: Stale) -> str | None:
    """The words of a sentence that repeats its passage's, perhaps under a heading."""
    if sentence.kind != "cited" or changed.source.kind in FIGURES or changed.now is None:
        return None
    text, quote = sentence.text, _bare(changed.source.quote)
    before, found, after = text.rpartition(quote)
    is_whole = found and not _WORD.search(after) and (not before or before.endswith((": ", "：")))
    if not is_whole or Text(changed.now).share(content(quote)) < _SAME_WORDS:
        return None
    new = _bare(changed.now)
    ends = changed.now[len(new) :] if changed.now.startswith(new) else ""
    return before + new + (ends if ends and ends not in _OPEN_ENDS else after)


def _put_in(sentence: Sentence, changed: Stale, at: datetime | None) -> str | None:
    """The sentence's new words; None where the values cannot be put in safely."""
    pairs = _changed_values(changed.source.quote, changed.now or "")
    if not pairs or sentence.kind not in {"cited", "figure"}:
        return None
    said = Stream(sentence.text)
    there = sorted(said.amounts.values(), key=lambda one: one.start)
    places = [(one, old, new) for one in there for old, new in pairs if _is(one, old)]
    met = [old for _, old, _ in places]
    once = len({place.start for place, _, _ in places}) == len(places) == len(set(map(id, met)))
    # Of several new values some may stand in the sentence as what was reckoned from them.
    is_all = len(pairs) == 1 or all(
        any(_is(one, old) for old in amounts(changed.source.quote)) for one in there
    )
    if (
        not places
        or not once
        or not is_all
        or any(one.meant in ("above", "some more") for one, _, _ in places)
    ):
        return None
    kinds = {one.dimension for one, _, _ in places}
    if said.turnings and any(sum(it.dimension == one for it in there) > 1 for one in kinds):
        return None
    text = sentence.text
    for place, old, new in reversed(places):
        put = _written(sentence.text, place, old, new, changed)
        text = text[: place.start] + put + text[place.end :]
    return _dated(text, changed.source, at)


def _is(said: Amount, value: Amount) -> bool:
    return equal(said, value) or as_share(said, value)


def _changed_values(old: str, new: str) -> list[tuple[Amount, Amount]]:
    """The values that differ between two texts that are alike but for them; none for others."""
    mine, theirs = amounts(old), amounts(new)
    if len(mine) != len(theirs) or without_values(old) != without_values(new):
        return []
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if not equal(a, b)]
    return differing if all(a.dimension == b.dimension for a, b in differing) else []


def _written(text: str, place: Amount, old: Amount, new: Amount, changed: Stale) -> str:
    """The new value as the sentence writes its own."""
    verbatim = (changed.now or "")[new.start : new.end]
    own = text[place.start : place.end]
    if own == changed.source.quote[old.start : old.end]:
        return verbatim
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", own)
    scale = 100.0 if as_share(place, old) and not equal(place, old) else 1.0
    if digits is None or (scale == 1.0 and old.number and place.written != place.number):
        return verbatim
    value = f"{new.written * scale:.10g}"
    return own[: digits.start()] + value + own[digits.end() :]


def _dated(text: str, source: Source, at: datetime | None) -> str | None:
    """The text with the source's date replaced; None where it says one that cannot be."""
    if source.at is None:
        return text
    for pattern, form in _DATES:
        for mark in reversed(list(pattern.finditer(text))):
            if plain(mark[0]) != form.format(source.at):
                continue
            if at is None:
                return None
            text = text[: mark.start()] + form.format(at) + text[mark.end() :]
    return text


def _renewed(source: Source, changed: Stale, at: datetime | None) -> Source:
    return source.model_copy(update={"quote": changed.now, "at": at})


def same_words(text: str, quote: str) -> bool:
    """Whether a sentence ends in the words of its source, so that they need not be said again."""
    return _bare(text).endswith(_bare(quote))


def _bare(text: str) -> str:
    """A quote without the mark that ends it."""
    return _ENDS.sub("", text)


def _quoted(text: str) -> str:
    return _SPACE.sub(" ", text).strip()[:200]
