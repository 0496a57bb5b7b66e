"""Names of needs: the plainest phrase of their sources, never an invented one."""

import hashlib
import re
from collections.abc import Sequence

from knowledge.han import HAN
from knowledge.language import LANGS, Lang
from tools.decisions.needs.grouping import Group
from tools.decisions.needs.remarks import VoicedNeed
from tools.decisions.needs.signals import clauses, strength

_LONGEST = 24
"""Chinese characters, or half as many English words, of a name."""
_SHORTEST = 4
_MARKS = ' 。.!！；;：:“”"‘’'
_TORN = 0.15
"""What a clause loses that was taken out of a longer quote."""
_PLAIN = 0.25
"""What a phrase that many people chose or gave is worth: it is plain already."""


def name_of(group: Group) -> tuple[dict[Lang, str], frozenset[Lang]]:
    """The need's name in both languages, and the languages that have a source."""
    found: dict[Lang, str] = {}
    for lang in LANGS:
        scored = [
            (_score(one, like), phrase_of(one.voice.quote))
            for one, like in zip(group.voiced, group.typical, strict=True)
            if one.voice.lang == lang
        ]
        if scored:
            found[lang] = max(scored, key=lambda pair: (pair[0], pair[1]))[1]
    spoken = frozenset(found)
    for lang in LANGS:
        found.setdefault(lang, next(iter(found.values())))
    return found, spoken


def id_of(names: dict[Lang, str], spoken: frozenset[Lang]) -> str:
    """An id that is the same as long as the name is."""
    words = "\n".join(names[lang] for lang in LANGS if lang in spoken)
    return f"need-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def phrase_of(quote: str) -> str:
    """A quote, or the clause of it that says what is wrong or wanted, where it is long."""
    quote = quote.strip(_MARKS)
    if length(quote) <= _LONGEST:
        return quote
    telling = [(one, found) for one in clauses(quote) if (found := strength(one))]
    fitting = [(one, found) for one, found in telling if length(one) >= _SHORTEST] or telling
    if not fitting:
        return cut(quote)
    chosen = max(fitting, key=lambda pair: (pair[1].level, -length(pair[0])))[0]
    return cut(chosen.strip(_MARKS))


def cut(text: str) -> str:
    """A text that is no longer than a name."""
    if length(text) <= _LONGEST:
        return text
    if HAN.search(text):
        return f"{text[:_LONGEST]}…"
    return f"{' '.join(text.split()[: _LONGEST // 2])} …"


def length(text: str) -> float:
    """In Chinese characters; an English word is as long as two."""
    return len(HAN.findall(text)) + 2 * len(re.findall(r"[A-Za-z0-9'’]+", text))


def _score(one: VoicedNeed, like: float) -> float:
    phrase = phrase_of(one.voice.quote)
    counted = _PLAIN * min(1.0, (one.voice.count or 0) / 10)
    short = 0.3 if length(phrase) < _SHORTEST else 0.0
    torn = _TORN if length(phrase) < length(one.voice.quote) else 0.0
    return like + counted - length(phrase) / 120 - short - torn


def plainest(voiced: Sequence[VoicedNeed]) -> list[VoicedNeed]:
    """People's own words first, the stronger ones before, and then figures by their size."""
    return sorted(
        voiced,
        key=lambda one: (
            one.speaker is None,
            -(one.voice.count or 0),
            one.voice.who is None,
            -one.strength.level,
            one.voice.source,
            one.voice.quote,
        ),
    )
