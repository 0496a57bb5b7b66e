"""Which scorers do a PM's words mean?"""

import re
from functools import cache

from knowledge.han import HAN
from knowledge.language import LANGS
from knowledge.packaged import packaged
from knowledge.texts import say
from tools.evals.scorers.named import SCORERS

_NOT = re.compile(
    r"(?:不要?看?|别看?|无需|不用看?|除了|除去|不算|不含|不管|without|except(?: for)?|but(?: not)?"
    r"|not|leave out|skip|ignore|no)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:、|和|与|及|,|，|/|and|or|nor)\s*(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 12


def scorers_called(text: str) -> list[str]:
    """The scorers that `text` names, in its order, without those that it leaves out; [] if none.

    >>> scorers_called("看准确率和忠实度，不看延迟"), scorers_called("faithfulness and cost")
    (['exact', 'faithfulness'], ['faithfulness', 'cost'])
    """
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    denied, end = False, 0
    for match in _pattern().finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        # "不看延迟和成本": what is joined to something left out is left out as well.
        joined = denied and _JOINED.fullmatch(text[end : match.start()]) is not None
        denied, end = bool(_NOT.search(before)) or joined, match.end()
        (unwanted if denied else wanted).update(dict.fromkeys(_meant()[_folded(match[0])]))
    return [name for name in wanted if name not in unwanted]


@cache
def _words() -> dict[str, list[str]]:
    """What each scorer is called."""
    listed: dict[str, list[str]] = packaged(__package__, "called.yaml")
    return {
        name: [
            name,
            name.replace("_", " "),
            *(say(f"evals.scorer.{name}.name", lang) for lang in LANGS),
            *words,
        ]
        for name, words in listed.items()
    }


@cache
def _meant() -> dict[str, list[str]]:
    """The scorers by the folded words that stand for them."""
    found: dict[str, list[str]] = {}
    for name in SCORERS:
        for word in dict.fromkeys(map(_folded, _words()[name])):
            found.setdefault(word, []).append(name)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = {word for called in _words().values() for word in called}
    longest = sorted(words, key=lambda word: (-len(_folded(word)), word))
    return re.compile("|".join(map(_written, longest)), re.IGNORECASE)


def _written(word: str) -> str:
    spaced = r"\s*".join(map(re.escape, word.split()))
    start = "" if HAN.match(word) else r"(?<![A-Za-z0-9_])"
    close = "" if HAN.match(word[-1]) else r"(?![A-Za-z0-9_])"
    return f"{start}{spaced}{close}"


def _folded(word: str) -> str:
    """In lower case, without spaces."""
    return "".join(word.casefold().split())
