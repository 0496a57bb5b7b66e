"""Hears what is asked of a case in words that no phrase foresees, by likeness.

Words that come to the same (boss, CEO, 领导) count as one; words that nobody uses of a case make a
text less like anything that is asked of one, so that what asks for something else stays that.
"""

import re
from collections import Counter
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from knowledge.han import HAN_RUN
from knowledge.language import LANGS
from knowledge.packaged import packaged
from tools.routes.nearest import Nearest

_LONGEST = 90
"""Characters of what is said in passing; longer texts bring something of their own."""
_ENOUGH = 0.45
"""Likeness from which a text is heard."""
_AHEAD = 0.03
"""How much more like one part than like what is asked of another tool."""
_WEIGHT = 4
"""How often a concept counts beside a word."""
_ELSE = "else"
"""Stands for all that is asked of other tools."""
_TOO_SHORT = 5
"""Letters of a word that is too short to be told from another one mistyped."""
_NEAR = 0.8
"""How alike two words are of which one is the other mistyped."""
_ASKING = {"how", "what", "why", "where", "when", "which"}
_FILLER, _AT_HAND = "filler", "at_hand"
"""The concepts of words that say nothing, and of those that point to the case at hand."""
_OTHER_TOOLS = (
    "build_eval_set", "compare_runs", "build_finetune_set", "discover_needs", "draft_prd",
    "recommend_models", "run_eval", "score_scenarios", "search_docs",
)  # fmt: skip
_ID = re.compile(r"\b[a-z]{1,12}(?:[-_][a-z0-9]+)*[-_]\d[\w-]*|〔id〕", re.ASCII)
_WORD = re.compile(r"[a-z]+\d*|\d+")


class Heard(NamedTuple):
    """What a text seems to ask of a case."""

    part: str | None
    """The part, or None where it is no more like what is asked of a case than not."""
    likeness: float
    """How like it is to that, from 0 to 1."""


_NOTHING = Heard(None, 0.0)


@lru_cache(maxsize=256)
def heard(text: str) -> Heard:
    """The part of a case that a text asks for, by its nearest example.

    >>> heard("whose job is it to repair this?").part, heard("这个能不能先缓一缓").part
    ('owner', 'priority')
    >>> heard("how many characters may a title have?").part
    """
    if len(text) > _LONGEST:
        return _NOTHING
    ranked = dict(_nearest().rank(text))
    other = ranked.pop(_ELSE)
    part, likeness = next(iter(ranked.items()))
    return Heard(part, likeness) if likeness >= max(_ENOUGH, other + _AHEAD) else _NOTHING


def fillers() -> list[str]:
    """Words that say nothing of what is asked."""
    words: list[str] = _words()["concepts"][_FILLER]
    return words


@cache
def _nearest() -> Nearest:
    asked: dict[str, dict[str, list[str]]] = _words()["asked"]
    examples = {part: [text for lang in LANGS for text in asked[part][lang]] for part in asked}
    routes = [packaged("tools.routes", f"{tool}.yaml") for tool in _OTHER_TOOLS]
    examples[_ELSE] += [
        one for route in routes for lang in LANGS for one in route["utterances"][lang]
    ]
    return Nearest(examples, _features)


def _features(text: str) -> Counter[str]:
    """The concepts of a text and their pairs, and the words that are none and mean something."""
    of, words = _concepts()
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        word = match[0]
        found.append(of.get(word) or next(of[stem] for stem in _stems(word) if stem in of))
        return " "

    rest = words.sub(take, _ID.sub(" 〔id〕 ", text.lower().replace("’", "'")))
    mistyped = {concept: word for word in _WORD.findall(rest) if (concept := _mistyped(word))}
    concepts = sorted({*found, *mistyped} - {_FILLER, _AT_HAND})
    runs = HAN_RUN.findall(rest)
    grams = [run[i : i + n] for run in runs for n in (1, 2) for i in range(len(run) - n + 1)]
    asks = [word for word in _WORD.findall(rest) if word in _ASKING]
    own = [w for w in _WORD.findall(rest) if w not in _ASKING and w not in mistyped.values()]
    bag = Counter([*asks, *map("+".join, combinations(concepts, 2))])
    bag += Counter({_AT_HAND: 1} if _AT_HAND in found else {})
    # Chinese words come in pieces, each of which counts half as much as a word.
    return bag + Counter(dict.fromkeys([*concepts, *own], _WEIGHT)) + Counter(grams * 2)


@cache
def _concepts() -> tuple[dict[str, str], re.Pattern[str]]:
    """The concept of each word and stem (`word*`), and all of them, longer ones first."""
    words = _words()["concepts"]
    of = {word.lower(): concept for concept, some in words.items() for word in some}
    of["〔id〕"] = "id"
    return of, re.compile("|".join(map(_pattern, sorted(of, key=len, reverse=True))))


@lru_cache(maxsize=1024)
def _mistyped(word: str) -> str | None:
    """The concept of the word that a text has with a slip of the finger; None where none is near.

    >>> _mistyped("tikcet"), _mistyped("script")
    ('ticket', None)
    """
    if len(word) < _TOO_SHORT or word in _ASKING:
        return None
    of = _written()
    alike = [one for one in of if one[0] == word[0] and abs(len(one) - len(word)) <= 1]
    near = get_close_matches(word, alike, n=1, cutoff=_NEAR)
    return of[near[0]] if near else None


@cache
def _written() -> dict[str, str]:
    """The concept of each word, and of each stem as it is written."""
    return {one.removesuffix("*"): concept for one, concept in _concepts()[0].items()}


def _stems(word: str) -> list[str]:
    return [f"{word[:end]}*" for end in range(len(word), 0, -1)]


def _pattern(word: str) -> str:
    stem = re.escape(word.removesuffix("*"))
    if not word.isascii():
        return stem
    before = r"(?<![a-z0-9])" if word[0].isalpha() else ""
    return before + stem + (r"[a-z]*" if word.endswith("*") else r"(?![a-z0-9])")


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = packaged("tools.routes", "case_heard.yaml")
    return words
