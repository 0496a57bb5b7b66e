"""Finds models and makers that a text names, and what it wants of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from knowledge.offers.providers import spoken_names
from knowledge.packaged import packaged

_END = re.compile(r"[。；;！!？?\n]|[.](?=\s|$)")


@dataclass(frozen=True)
class Named:
    """The models and makers that a text names, verbatim, by what it wants of them."""

    asked: tuple[str, ...] = ()
    """It asks about them, or measures others by them: `why not X`, `cheaper than X`."""
    away: tuple[str, ...] = ()
    """It rules them out."""
    back: tuple[str, ...] = ()
    """It lets them in again."""
    only: tuple[str, ...] = ()
    """It wants nothing but these: `only X`, `X or Y?`, `what does X cost`."""


@dataclass(frozen=True)
class _Run:
    """Names that are listed together, in their sentence."""

    names: list[str]
    before: str
    after: str
    sentence: str
    is_among_others: bool


def named_in(text: str) -> Named:
    """What a text says of the models and makers that it names.

    A name that is only mentioned ("a bot by GPT fans") is none of these.

    >>> named_in("DeepSeek 和 GPT-5 mini 选哪个").only, named_in("不用阿里和百度的").away
    (('DeepSeek', 'GPT-5 mini'), ('阿里', '百度'))
    """
    found: dict[str, list[str]] = {"asked": [], "away": [], "back": [], "only": []}
    for sentence in _END.split(text):
        for run in _runs(sentence):
            if wants := next((wants for wants, holds in _RULES if holds(run)), None):
                found[wants] += run.names
    return Named(**{wants: tuple(dict.fromkeys(names)) for wants, names in found.items()})


def _says(run: _Run, name: str) -> bool:
    """Whether the words of a list stand around the names, at the place that its name tells."""
    if name.endswith("_before"):
        return re.search(rf"(?:{_words(name)})\s*$", run.before, re.I) is not None
    if name.endswith("_after"):
        return re.match(rf"\s*(?:{_words(name)})", run.after, re.I) is not None
    return re.search(_words(name), run.sentence, re.I) is not None


_RULES: tuple[tuple[str, Callable[[_Run], bool]], ...] = (
    ("asked", lambda run: _says(run, "why_not")),
    ("away", lambda run: _says(run, "away_before") or _says(run, "away_after")),
    ("asked", lambda run: _says(run, "beside_before")),
    (
        "back",
        lambda run: (
            not _says(run, "yes_no") and (_says(run, "back_before") or _says(run, "back_after"))
        ),
    ),
    ("only", lambda run: _says(run, "only_before")),
    ("only", lambda run: _says(run, "costs") or (run.is_among_others and _says(run, "choice"))),
    ("asked", lambda run: _says(run, "yes_no")),
    ("only", lambda run: _says(run, "only_after") or _says(run, "use_before")),
    ("only", lambda run: not (run.before + run.after).strip(" ，,.")),
)
"""What is wanted of a run of names; the first that holds counts."""


def _runs(sentence: str) -> list[_Run]:
    runs: list[tuple[list[str], int, int]] = []
    for match in _name().finditer(sentence):
        name = match[0].strip()
        joint = sentence[runs[-1][2] : match.start()] if runs else None
        after = _Run([name], "", sentence[match.end() :], sentence, is_among_others=False)
        ends = joint == ", " and _says(after, "back_after")
        if joint is not None and not ends and _joint().fullmatch(joint):
            names, start, _ = runs.pop()
            runs.append(([*names, name], start, match.end()))
        else:
            runs.append(([name], match.start(), match.end()))
    several = sum(len(names) for names, _, _ in runs) > 1
    return [
        _Run(names, sentence[:start], sentence[end:], sentence, several)
        for names, start, end in runs
    ]


@cache
def _words(name: str) -> str:
    """The alternatives of a list as one pattern."""
    return "|".join(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = packaged("tools.decisions.models", "names.yaml")
    return loaded


@cache
def _name() -> re.Pattern[str]:
    more, makers = _words("versions"), "|".join(map(re.escape, spoken_names()))
    return re.compile(
        r"(?<![a-z])o[134](?:-(?:mini|pro))?(?![\w.])"
        rf"|(?<![a-z])(?:{makers})(?![a-z])(?:[-\s]?(?:{more})(?![a-z]))*",
        re.I,
    )


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:的|家|系)*\s*(?:{_words('joints')})*\s*(?:the\s+)?", re.I)
