"""What was said of scenarios now, joined with what the board knows, and checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.scenarios import Change, OnBoard
from knowledge.texts import say
from tools.decisions.scenarios.criteria import CRITERIA
from tools.decisions.scenarios.kano import CLASSES
from tools.decisions.scenarios.methods import number
from tools.decisions.scenarios.numbers import figure, is_bare, score
from tools.decisions.scenarios.turns import cycle_in
from tools.inert import inert

SCORES = ("pain", "difficulty")
"""The numbers that are on a scale."""


@dataclass(frozen=True)
class Given:
    """What was said of one scenario now."""

    name: str
    """What it is called."""
    numbers: dict[str, str] = field(default_factory=dict)
    """The numbers that were given, verbatim."""
    after: tuple[str, ...] | None = None
    """What it depends on; None: nothing was said of that."""


def check(given: Iterable[Given], scale: float, lang: Lang) -> None:
    """Raise BadInput for a number that cannot be one, by its scenario and name."""
    for one in given:
        for key, said in one.numbers.items():
            told = {"name": inert(one.name), "number": _called(key, lang), "said": inert(said)}
            if key in SCORES:
                if score(said, scale) is None:
                    raise BadInput("scenarios.text.no_score", **told, scale=f"{scale:g}")
                continue
            figure = number(said)
            if figure is None and key not in CLASSES:
                figure = score(said, 10)
            if figure is None or figure < 0:
                raise BadInput("scenarios.text.no_number", **told)


def _called(key: str, lang: Lang) -> str:
    """A number as the reader calls it; one that no method knows stays as it was given."""
    if key in CLASSES:
        return say(f"scenarios.kano.{key}", lang)
    return say(f"scenarios.number.{key}", lang) if key in dict(CRITERIA) else inert(key)


def check_turns(after: Mapping[str, Sequence[str]]) -> None:
    """Raise BadInput where scenarios wait for each other."""
    if round_ := cycle_in(after):
        raise BadInput(
            "scenarios.text.cycle",
            path=" → ".join(map(inert, round_)),
            name=inert(round_[0]),
            other=inert(round_[1]),
        )


def joined(
    given: Sequence[Given], board: Mapping[str, OnBoard], removed: Iterable[str]
) -> dict[str, OnBoard]:
    """The scenarios to be put in order, in the order in which they are spoken of.

    Those that were named, with what the board knows of them, and what they depend on. A single
    one, or none, has nothing to be compared with: the rest of the board comes along.
    """
    gone = set(removed)
    known = {name: one for name, one in board.items() if name not in gone}
    found = {
        one.name: OnBoard(
            known.get(one.name, OnBoard()).numbers | one.numbers,
            known.get(one.name, OnBoard()).after if one.after is None else one.after,
        )
        for one in given
        if one.name not in gone
    }
    if len(found) < 2:
        found |= {name: one for name, one in known.items() if name not in found}
    waiting = list(found)
    for name in waiting:
        for other in found[name].after:
            if other not in found and other not in gone:
                found[other] = known.get(other, OnBoard())
                waiting.append(other)
    return found


def changes(
    given: Sequence[Given], scenarios: Mapping[str, OnBoard], removed: Iterable[str]
) -> list[Change]:
    """What the board has to note: what was said, and who is new on it without a word."""
    said = {one.name for one in given}
    return [
        *(Change(name, removed=True) for name in removed),
        *(Change(name) for name in scenarios if name not in said),
        *(Change(one.name, one.numbers, one.after) for one in given),
    ]


def on_ten(one: Given, scale: float) -> Given:
    """Its scores so that they mean the same on a scale of ten: 4 of 5 as `4/5`.

    They are joined with scores that were given at other times, perhaps on another scale.
    """
    return replace(
        one, numbers={key: _on_ten(key, said, scale) for key, said in one.numbers.items()}
    )


def _on_ten(key: str, said: str, scale: float) -> str:
    if key not in SCORES or score(said, scale) == score(said, 10):
        return said
    return f"{figure(said):g}/{scale:g}" if is_bare(said) else f"{score(said, scale):g}/10"
