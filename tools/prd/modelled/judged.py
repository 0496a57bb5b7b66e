"""Holds a model's sentences against the evidence: what it does not carry is no fact.

A sentence that is carried keeps its sources. One that says a number that its evidence does not
have, or says otherwise than it, goes: a wrong figure misleads as an assumption too. What is left,
names and claims that are not spoken of, becomes an assumption.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from knowledge.language import Lang, language_of
from knowledge.records.prd import Sentence, SentenceKind, Source
from knowledge.texts import say
from knowledge.tokens import terms
from tools.claims.amounts import amounts
from tools.claims.digits import fold
from tools.claims.nearest import nearest
from tools.claims.pieces import pieces
from tools.prd.checking.bare import states_fact
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.stream import loose
from tools.prd.checking.supported import Check, check
from tools.prd.drafting.pen import Pen
from tools.prd.modelled.facts import Fact
from tools.prd.modelled.reply import Said

Fate = Literal["kept", "assumed", "dropped"]
"""Carried by its evidence; not carried; gone."""
_SHORTEST, _LONGEST = 6, 400
"""Characters of a sentence."""
_AGAINST = frozenset({"negation", "direction", "quantifier"})
"""What is wrong, beside its figures, with a sentence that says otherwise than its evidence."""
_ID = re.compile(r"\s*[\[(（【]\s*e\d{1,2}(?:\s*[,，、]\s*e\d{1,2})*\s*[\])）】]", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"(\*\*|__|`+|~~)")
_LEAD = re.compile(r"^\s*(?:[-*•#>]+\s+|\d{1,2}[.)、]\s*)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)|<[a-z!/]|\{|\}", re.IGNORECASE)
_NAMED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,12}-?\d+(?:\.\d+)*(?![A-Za-z0-9])")
"""A name with a number: v2, P06, GPT-5.2."""
_DIGITS = re.compile(r"\d{1,2}(?::\d{2})+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_CLAUSE = re.compile(r"[，；;。：]|[,.:!?](?=\s)")
_TELLING = 3
"""Pieces of a clause below which it says too little to be asked for alone."""
_SPOKEN = 0.6
"""The share of a clause's weight that its evidence has, at least."""
_ASKS = re.compile(r"[?？]\s*$")
_ENDED = re.compile(r"[.。!！?？…:：]['\"”’)）]*$")


@dataclass(frozen=True)
class Judged:
    """What became of a sentence."""

    fate: Fate
    """Which way."""
    sentence: Sentence | None
    """As it goes into the document; None when it was dropped."""
    facts: tuple[str, ...] = ()
    """The ids of the evidence that carries it."""


_GONE = Judged("dropped", None)


def judged(said: Said, facts: Sequence[Fact], pen: Pen) -> Judged:
    """A sentence typed by what carries it, whatever the model took it for."""
    text = cleaned(said.text, pen.lang)
    if text is None:
        return _GONE
    named = [one for one in facts if one.id in said.evidence]
    if said.kind == "question" or _ASKS.search(text):
        asked = text if _ASKS.search(text) else None
        if asked is None or has_strange_number(asked, facts):
            return _GONE
        return Judged("assumed", pen.asked(asked))
    if said.kind == "fact" or states_fact(text):
        # What a model names may be beside the point, where another piece carries the sentence.
        for ground in ([named] if named else []) + [[one] for one in facts]:
            if carried(text, ground, facts, pen.feature):
                ids = tuple(one.id for one in ground)
                return Judged("kept", _typed(text, ground, pen), ids)
    return _assumed(text, named, facts, pen)


def carried(text: str, ground: Sequence[Fact], facts: Sequence[Fact], feature: str) -> bool:
    """Whether evidence carries a sentence, and no other piece of it fits its figures better.

    The planner's own words are as good as they were. Others are held against their sources as any
    sentence of a PRD is, then, also where it is a figure, word for word against what the pieces
    say: of a tool's result alone only numbers are asked.
    """
    words = [part for one in ground for part in one.words]
    texts = [part for one in ground for part in one.texts]
    kind, sources = _kind(ground), _sources(ground)
    if any(_plain(text) == _plain(one.says) for one in ground):
        return True
    if (kind == "figure" and not amounts(text)) or _has_strange_mark(text, ground):
        return False
    # What the planner has reckoned stands in its words alone; a passage speaks for itself.
    if not _checked(text, kind, words if kind == "figure" else texts, sources).carried:
        return False
    if kind == "figure" and not _checked(text, "cited", words, sources).carried:
        return False
    if not _is_spoken_of(text, [one.says for one in ground], feature):
        return False
    return not any(
        _is_of(text, other, ground)
        or "amount" in _reasons(_checked(text, "cited", [*words, other.says], sources))
        for other in facts
        if other.kind == "figure" and other not in ground
    )


def has_strange_number(text: str, facts: Sequence[Fact]) -> bool:
    """Whether it has a figure that stands nowhere in the evidence, or belongs elsewhere in it.

    "One" of something is no figure.
    """
    told = [part for one in facts for part in one.words]
    if _has_strange_mark(text, facts):
        return True
    found = _checked(text, "figure", told, _sources(facts)) if told else None
    counted = [one for one in amounts(text) if not _is_one(text[one.start : one.end])]
    if found is None:
        return bool(counted)
    wrong = [one for one in found.spans if one.reason in {"number", "amount"}]
    return any(not _is_one(text[one.start : one.end]) for one in wrong)


def cleaned(text: str, lang: Lang) -> str | None:
    """The words alone, ended; None for what is no sentence of the document's language.

    An address, a tag or a brace has no place in a sentence: whoever put it there meant more.
    """
    bare = _MARK.sub("", _LINK.sub(r"\1", _ID.sub("", " ".join(text.split()))))
    bare = _LEAD.sub("", bare).strip()
    if not _SHORTEST <= len(bare) <= _LONGEST or _ADDRESS.search(bare):
        return None
    if language_of(bare, lang) != lang:
        return None
    return bare if _ENDED.search(bare) else bare.rstrip(",，;；、") + say("prd.ended", lang)


def _is_spoken_of(text: str, words: Sequence[str], feature: str) -> bool:
    """Whether each clause is, by what the model was shown: it adds its reasons to it.

    The feature's own name says nothing of it. Across languages the words cannot be laid beside
    each other, and only the check is asked.
    """
    evidence = Evidence(words)
    if language_of(text) not in evidence.langs:
        return True
    said = [
        one
        for one in pieces(text)
        if fold(one.text) not in loose() and fold(one.text) not in fold(feature)
    ]
    ends = [*(mark.start() for mark in _CLAUSE.finditer(text)), len(text)]
    for start, end in pairwise([0, *ends]):
        own = [one for one in said if start <= one.start < end]
        if len(own) >= _TELLING and nearest(own, evidence.ground).share < _SPOKEN:
            return False
    return True


def _has_strange_mark(text: str, ground: Sequence[Fact]) -> bool:
    """Whether it has a number, or a name with one, that does not stand so in what was shown.

    The check lets "about 1.3" pass for 1.26, and any number of a passage; a model is to copy.
    """
    dates = [f"{one.at:%Y-%m-%d}" for one in _sources(ground) if one.at]
    told = "\n".join([*(one.says for one in ground), *dates])
    names = {mark[0].casefold() for mark in _NAMED.finditer(told)}
    return not _numbers(text) <= _numbers(told) or any(
        mark[0].casefold() not in names for mark in _NAMED.finditer(text)
    )


def _numbers(text: str) -> set[str]:
    """Its numbers and times of day, in one form: 1760 for 1,760, 9 for 09."""
    found = (mark[0].replace(",", "") for mark in _DIGITS.finditer(text))
    return {one if ":" in one else f"{float(one):.12g}" for one in found}


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip(".。")


def _is_of(text: str, other: Fact, ground: Sequence[Fact]) -> bool:
    """Whether a sentence with figures names what those of another piece are of."""
    if not amounts(text):
        return False
    own = {term for one in ground for part in one.words for term in terms(part)}
    for source in other.sources:
        first = next(iter(amounts(source.quote)), None)
        label = set(terms(source.quote[: first.start])) - own if first else set()
        if label and label <= set(terms(text)):
            return True
    return False


def _assumed(text: str, named: Sequence[Fact], facts: Sequence[Fact], pen: Pen) -> Judged:
    has_figures = any(not _is_one(text[one.start : one.end]) for one in amounts(text))
    # A figure that stands in the evidence says something else in a sentence that it does not carry.
    if has_figures or _has_strange_mark(text, facts):
        return _GONE
    against = [part for one in (named or facts) for part in one.words]
    if against and _AGAINST & _reasons(_checked(text, "figure", against, ())):
        return _GONE
    return Judged("assumed", pen.assumed(text, *_sources(named)))


def _typed(text: str, ground: Sequence[Fact], pen: Pen) -> Sentence:
    write = pen.figure if _kind(ground) == "figure" else pen.cited
    return write(text, *_sources(ground))


def _kind(ground: Sequence[Fact]) -> SentenceKind:
    return "figure" if all(one.kind == "figure" for one in ground) else "cited"


def _sources(ground: Sequence[Fact]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for one in ground for source in one.sources))


def _checked(
    text: str, kind: SentenceKind, texts: Sequence[str], sources: tuple[Source, ...]
) -> Check:
    return check(Sentence(id="said", text=text, kind=kind, sources=sources), texts)


def _reasons(found: Check) -> set[str]:
    return {one.reason for one in found.spans}


def _is_one(words: str) -> bool:
    return bool(re.fullmatch(r"一\W*\w?|one\b.*|an?\b.*", words.strip(), re.IGNORECASE))
