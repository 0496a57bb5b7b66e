"""Words by which a text is known to voice a pain or a wish, and how strongly."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.language import LANGS, Lang
from knowledge.packaged import packaged

_I = re.IGNORECASE
_CLAUSE = re.compile(
    r"[，。；！？…;!?\n]+|,\s|\.(?=\s|$)|(?=但是?|可是|不过|只是|问题是)|\b(?=but|yet|though|except)\b"
    r"|——|\s[–—-]\s|[：:](?=[“\"「])"
)
MOST = 10.0
"""The strongest that words can be."""


@dataclass(frozen=True)
class Strength:
    """How strongly words speak."""

    level: float
    """0 to 10."""
    kinds: frozenset[str]
    """The kinds of signal, such as `churn`."""
    words: tuple[str, ...]
    """The words that tell, verbatim."""

    @property
    def is_wish(self) -> bool:
        """Whether nothing is said to be wrong: something is only wanted."""
        return self.kinds == {"wish"}


@dataclass(frozen=True)
class Signals:
    """The word lists, compiled."""

    levels: Mapping[str, float]
    """How strongly each kind speaks."""
    kinds: Mapping[str, Mapping[Lang, re.Pattern[str]]]
    """The kinds of signal."""
    more: tuple[tuple[float, Mapping[Lang, re.Pattern[str]]], ...]
    """What adds to the strength, and how much."""
    fine: Mapping[Lang, re.Pattern[str]]
    """What says that nothing is wrong."""
    fine_whole: Mapping[Lang, re.Pattern[str]]
    """What says at the end of a sentence that nothing in it is."""
    team: Mapping[Lang, re.Pattern[str]]
    """What only the team says."""


def strength(text: str) -> Strength | None:
    """How strongly `text` voices a pain or a wish; None where it voices none.

    The level is that of the strongest kind of signal, and one point more for each of: words of
    frequency, words of degree. Clauses that say that nothing is wrong are left out.
    """
    lists = signals()
    said = telling_clauses(text)
    found: dict[str, str] = {}
    kinds: set[str] = set()
    level = 0.0
    for part in said:
        for name, by_lang in lists.kinds.items():
            if hit := _any(by_lang, part):
                found.setdefault(hit[0].strip(), name)
                kinds.add(name)
                level = max(level, lists.levels[name])
    if not kinds:
        return None
    rest = "，".join(said)
    for plus, by_lang in lists.more:
        if hit := _any(by_lang, rest):
            found.setdefault(hit[0].strip(), "more")
            level += plus
    return Strength(min(level, MOST), frozenset(kinds), tuple(found))


def telling_clauses(text: str) -> list[str]:
    """The clauses of a text but for those that say that nothing is wrong."""
    lists = signals()
    if _any(lists.fine_whole, text.strip()):
        return []
    return [part for part in clauses(text) if not _any(lists.fine, part)]


def of_the_team(text: str) -> bool:
    """Whether a sentence is a decision or a plan rather than what a user says."""
    return _any(signals().team, text) is not None


def _any(patterns: Mapping[Lang, re.Pattern[str]], text: str) -> re.Match[str] | None:
    return patterns["zh"].search(text) or patterns["en"].search(text)


def clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence."""
    return (part.strip() for part in _CLAUSE.split(text) if part.strip())


@cache
def signals() -> Signals:
    """The word lists of `words.yaml`."""
    lists: dict[str, Any] = packaged(__package__, "words.yaml")
    return Signals(
        levels={name: float(one["level"]) for name, one in lists["signals"].items()},
        kinds={name: compiled(one) for name, one in lists["signals"].items()},
        more=tuple(
            (float(lists[name]["plus"]), compiled(lists[name])) for name in ("often", "much")
        ),
        fine=compiled(lists["fine"]),
        fine_whole=compiled(lists["fine_whole"]),
        team=compiled(lists["team"]),
    )


def compiled(lists: Mapping[str, Any]) -> dict[Lang, re.Pattern[str]]:
    """One pattern a language; English expressions match whole words."""
    found: dict[Lang, re.Pattern[str]] = {}
    for lang in LANGS:
        joined = "|".join(f"(?:{one})" for one in lists[lang])
        bounded = rf"(?<![A-Za-z])(?:{joined})(?![A-Za-z])" if lang == "en" else joined
        found[lang] = re.compile(bounded, _I)
    return found
