"""Whose numbers are whose: a text is taken in from left to right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.han import HAN_RANGE
from tools.decisions.scenarios.hidden import name_hidden
from tools.decisions.scenarios.naming import is_listed, name_in
from tools.decisions.scenarios.stated import ALIKE, Stated, bare, is_link
from tools.decisions.task import task_of

_I = re.IGNORECASE
_HANS = f"{HAN_RANGE}\ue000-\uf8ff"
_PIECE = re.compile(
    r"[,、\t|]+|:(?=\s*(?:what|which|how|哪|先|怎))|\s+(?:and then|and|or|then|versus|vs\.?|before"
    r"|than|&)\s+|\s*>\s*|\s+[-–—]+\s+"
    rf"|(?<=[{_HANS}])\s*(?:和|跟|与|以及|还是|或者?|比(?!较))\s*(?=[{_HANS}A-Za-z])|(?<=[a-z])\s*(?:和|跟|以及"
    rf"|还是)\s*",
    _I,
)
_FOLLOWS = re.compile(r"\s*(?:的(?!话)|for\b)\s*\S", _I)
"""What ties numbers to the name that follows them: 痛点9的脚本."""


@dataclass(frozen=True)
class Said:
    """What was said of one scenario."""

    name: str
    """What it was called."""
    numbers: dict[str, str] = field(default_factory=dict)
    """`pain`, `difficulty`, `reach` and so on, verbatim."""


class Attribution:
    """Knows of whom a text is speaking, and keeps what it says of each."""

    def __init__(
        self,
        names: Sequence[str],
        known: Sequence[str],
        heads: tuple[str, ...],
        *,
        may_list: bool,
        adds: bool,
    ) -> None:
        """`names` are hidden in the text; `heads` are the criteria that bare numbers are of.

        A part of one of the `known` names means it.

        `may_list` and `adds` tell whether names without a number are to be put in order, or added.
        """
        self._names = names
        self._known = known
        self._heads = heads
        self._may_list = may_list
        self._adds = adds
        self._numbers: dict[str, dict[str, str]] = {}
        self._certain: set[str] = set()
        self._last: str | None = None
        self._group: list[str] = []
        self._is_told = False
        self._bare = 0
        self._owed: dict[str, str] = {}

    def found(self) -> list[Said]:
        """The scenarios in the order in which they were named."""
        certain = [name for name, said in self._numbers.items() if said or name in self._certain]
        others = [name for name in self._numbers if name not in certain and is_listed(name)]
        takes_all = self._adds or (self._may_list and len(certain) + len(others) > 1)
        kept = {*certain, *(others if takes_all or len(certain) > 1 else ())}
        return [Said(name, said) for name, said in self._numbers.items() if name in kept]

    def take_in(self, sentence: str, stated: Sequence[Stated]) -> None:
        """Take in a sentence and what it states."""
        ends = [0, *(one.end for one in stated)]
        starts = [*(one.start for one in stated), len(sentence)]
        gaps = [sentence[end:start] for end, start in zip(ends, starts, strict=True)]
        forward = self._forward(gaps)
        for gap, one, is_forward in zip(gaps, stated, forward, strict=False):
            self._take_names(gap)
            if one.heads:
                self._heads = self._heads if len(self._heads) > len(one.heads) else one.heads
                self._bare = 0
            elif is_forward or self._last is None:
                self._owed |= one.numbers
            else:
                self._give(one, of_all=one.of_all or ALIKE.search(gap) is not None)
        self._take_names(gaps[-1])
        if self._last is not None:
            self._numbers[self._last] |= self._owed
            self._owed = {}

    def _forward(self, gaps: Sequence[str]) -> list[bool]:
        """For each statement whether it is of the name that follows it.

        All are where a sentence begins with numbers and ends with a name; one is that is tied to
        what follows, and so are those that stand right before it.
        """
        has_name = [bool(self._named(gap)) for gap in gaps]
        if has_name[-1] and not has_name[0]:
            return [True] * (len(gaps) - 1)
        forward: list[bool] = []
        follows = False
        for gap, named in zip(reversed(gaps[1:]), reversed(has_name[1:]), strict=True):
            tied = named and bool(_FOLLOWS.match(gap))
            follows = tied or (follows and not named)
            forward.insert(0, follows)
        return forward

    def _give(self, one: Stated, *, of_all: bool) -> None:
        """Note what was stated of the last name, or of all that were named together."""
        if one.spread:
            key, values = one.spread
            group = self._group if len(self._group) == len(values) else list(self._numbers)
            if len(group) == len(values):
                for name, value in zip(group, values, strict=True):
                    self._numbers[name][key] = value
        else:
            for told in self._group if of_all else [self._last]:
                if told is not None:
                    self._numbers[told] |= one.numbers
        self._is_told = True

    def _take_names(self, gap: str) -> None:
        """Take in the names between two statements; what is owed goes to the first of them."""
        for piece in _PIECE.split(gap):
            whole, values = bare(piece, self._heads) if self._heads else (piece, [])
            if name := self._name(whole):
                self._bare = 0
                self._last = name
                self._group = [name] if self._is_told else [*self._group, name]
                self._is_told = False
                self._numbers.setdefault(name, {}).update(self._owed)
                self._owed = {}
            if values and self._last and (name or is_link(whole)):
                for key, value in zip(self._heads[self._bare :], values, strict=False):
                    self._numbers[self._last][key] = value
                self._bare += len(values)
                self._is_told = True

    def _named(self, gap: str) -> list[str]:
        return [name for piece in _PIECE.split(gap) if (name := self._name(piece))]

    def _name(self, piece: str) -> str:
        """What a piece calls a scenario; a hidden name is certain, as one that names a task is."""
        hidden = name_hidden(piece, self._names)
        name = hidden or self._as_known(name_in(piece))
        if hidden or (name and is_listed(name) and task_of(name).known):
            self._certain.add(name)
        return name

    def _as_known(self, name: str) -> str:
        """The only known name that a name is part of: 脚本 for 脚本生成; else itself."""
        held = [one for one in self._known if len(name) > 1 and name.casefold() in one.casefold()]
        if len(held) != 1:
            return name
        self._certain.add(held[0])
        return held[0]
