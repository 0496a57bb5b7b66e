"""An answer that is wrong by the reference: did the rewritten query lead it there?

Where a good answer is known, a rewriting is no longer judged by its words alone. One that asked for
something else shows in what came of it: the answer has what only the rewriting spoke of, the good
answer has nothing of that, and what the rewriting dropped stands beside what should have been told.
"""

import re
from functools import lru_cache
from math import exp
from typing import NamedTuple

from knowledge.language import language_of
from tools.claims.measure import Text, content, ready
from tools.diagnosis.by_reference import matches_reference
from tools.diagnosis.drift import signs_of_drift
from tools.diagnosis.facts import Facts
from tools.diagnosis.loosely import akin_share, loosely
from tools.diagnosis.retrieval import examine_retrieval
from tools.diagnosis.retrieval_missed import missed
from tools.diagnosis.rewording import Rewording, asks_otherwise, in_words
from tools.diagnosis.taken_up import taken_up

_SENTENCE = re.compile(r"[；;。！？!?\n]|\.(?=\s|$)")
_PIECE = re.compile(r"[，,](?!\d)|:\s")
_OPEN = 0.5
"""What a share is of which nothing can be said."""
_READ = 8_000
"""Characters of a passage that are read."""


class Led(NamedTuple):
    """The signs that the rewriting is to blame, each 0 to 1 but for `reference_akin`."""

    added: float
    """The share of the rewriting that was not asked."""
    taken_up: float
    """The share of what it brought in that the answer has."""
    in_reference: float
    """The share of what it brought in that the reference has; half where it brought in nothing."""
    reference_akin: float
    """By how much more of the reference's sense the rewriting has than the query, -1 to 1."""
    declined: float
    """1 where the answer declines, as it does where nothing was found."""
    dropped: float
    """The share of what it dropped that stands beside what should have been told."""
    otherwise: float
    """How likely it asks for something else by its words and the answer's alone."""
    stale: float
    """1 where the answer rests on what no longer holds."""
    unused: float
    """1 where a passage that answers was left unused."""
    by_name: float
    """1 where only the name of the intent tells what was understood, which is of few words."""


_CONSTANT = -3.63
_WEIGHTS = Led(2.92, 1.86, -1.38, -3.07, -1.49, 1.77, 3.77, -2.18, -1.94, -2.2)
"""Fitted by `python -m benchmarks.led_astray_fit`."""


@lru_cache(maxsize=1)
def led_astray(facts: Facts) -> float | None:
    """How likely it is, 0 to 1, that a wrong answer is wrong because of the rewritten query; None
    where no reference says that it is, or where query and rewriting cannot be compared.
    """
    signs = signs_of_it(facts)
    if signs is None:
        return None
    logit = _CONSTANT + sum(w * s for w, s in zip(_WEIGHTS, signs, strict=True))
    return 1 / (1 + exp(-logit))


def signs_of_it(facts: Facts) -> Led | None:
    """What speaks for it and against it; None where that cannot be asked."""
    asked, said = facts.asked, facts.said
    if said.reference is None or asked.creative or not said.answer or matches_reference(facts):
        return None
    understood, words = what_was_understood(facts), _by_words(facts)
    if words is None or understood is None:
        return None
    terms, text = asked.beyond_asking(content(understood)), ready(understood)
    new = [one for one in terms if not asked.talk.carries(one)]
    lost = [one for one in asked.beyond_asking(asked.terms) if not text.carries(one)]
    reference = Text(said.reference)
    found = examine_retrieval(facts).subcause
    return Led(
        added=words.in_words.added,
        taken_up=loosely(new, said.text, content(said.told)),
        in_reference=loosely(new, reference, content(said.reference)) if new else _OPEN,
        reference_akin=akin_share(said.reference, understood)
        - akin_share(said.reference, asked.query),
        declined=float(said.declined),
        dropped=_beside_it(facts).share(lost) if lost else 0.0,
        otherwise=asks_otherwise(words),
        stale=float(found == "stale"),
        unused=float(found == "ranking"),
        by_name=float(not asked.rewritten),
    )


def what_was_understood(facts: Facts) -> str | None:
    """The rewritten query, or else the name of the intent, in words; None where neither was logged
    in the language of the query.
    """
    intent = facts.trace.intent.name if facts.trace.intent else None
    told = facts.asked.rewritten or (intent or "").replace("_", " ").strip()
    return told if told and language_of(told) == language_of(facts.asked.query) else None


def _by_words(facts: Facts) -> Rewording | None:
    """How what was understood stands to the query by its words and by the answer's."""
    asked, told = facts.asked, what_was_understood(facts)
    if asked.rewritten or told is None:
        return signs_of_drift(facts)
    words, terms = asked.beyond_asking(asked.terms), asked.beyond_asking(content(told))
    if not words or not terms or asked.depends:
        return None
    stands = in_words(
        asked.query, words, asked.by_user, ready(told), terms, found=facts.found.texts
    )
    return Rewording(stands, taken_up(asked.query, words, told, terms, facts.said.told))


def _beside_it(facts: Facts) -> Text:
    """The piece of a passage, retrieved or missed, that has most of the reference."""
    told = [text.raw for text in facts.found.texts]
    if there := missed(facts):
        told.append(there.text)
    wanted = facts.said.wanted
    return ready(max(
        (piece for text in told for piece in _pieces(text[:_READ])),
        key=lambda one: (ready(one).share(wanted), -len(one)),
        default="",
    ))  # fmt: skip


def _pieces(text: str) -> list[str]:
    """The pieces between commas, each with the one before it in its sentence."""
    said = []
    for sentence in _SENTENCE.split(text):
        parts = [part for part in _PIECE.split(sentence) if part.strip()]
        said += [f"{before} {part}" for before, part in zip(["", *parts], parts, strict=False)]
    return said
