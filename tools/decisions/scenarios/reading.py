"""Reads scenarios and their scores out of words, in both languages and any scale."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tools.decisions.scenarios.criteria import CRITERIA, criterion_of
from tools.decisions.scenarios.methods import heads_of
from tools.decisions.scenarios.naming import is_listed, name_in
from tools.decisions.scenarios.numbers import NUMERIC, figure, is_bare, score
from tools.decisions.scenarios.pasted import pasted_table
from tools.decisions.scenarios.stated import Stated, bare, stated_in
from tools.decisions.task import task_of

_I = re.IGNORECASE
_LONGEST = 2_000
_MOST = 30
_LONGEST_HEADING = 24
_SCALE = re.compile(
    r"\(?(?:满分\s*(?:是|为|按)?\s*(\d{1,3})\s*(?:分)?|(\d{1,3})\s*分(?:制|满分)"
    r"|(?<![\d.])(?<!\d )out of (\d{1,3})(?![\d/])"
    r"|(?<![\d.])[01]\s*(?:-|–|to|到|~)\s*(5|7|10|100)(?:\s*分)?(?![\d.])"
    r"|(?:on )?a (\d{1,3})[- ]point scale)\)?",
    _I,
)
_SENTENCE = re.compile(r"[;!?。\n]+|\.(?=\s|$)", _I)
_HANS = r"\u3400-\u9fff\ue000-\uf8ff"
_PIECE = re.compile(
    r"[,、\t|]+|:(?=\s*(?:what|which|how|哪|先|怎))|\s+(?:and then|and|or|then|versus|vs\.?|before"
    r"|than|&)\s+|\s+[-–—]+\s+"
    rf"|(?<=[{_HANS}])\s*(?:和|跟|与|以及|还是|或者?|比)\s*(?=[{_HANS}A-Za-z])|(?<=[a-z])\s*(?:和|跟|以及|还是)\s*",
    _I,
)
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{1,60})[”\"」』》]")
_IN_BRACKETS = re.compile(r"\(([^()]{1,200})\)")
_ADDS = re.compile(
    r"(?:再|新增|添加|补充|还有|加(?:上|入|进|一|两|几|个))[^,。]{0,8}"
    r"|\badd\b|\balso (?:consider|have)\b|\bplus\b"
    r"|加场景",
    _I,
)  # fmt: skip
_LISTS = re.compile(
    r"先(?:做|上|落地|搞|推|开发)|优先|排(?:个|一下)?序|排[一个]|怎么排|打分|比较|对比|四象限|场景\s*[:有]|候选|痛点.{0,4}难度|值不?值得?|该做"
    r"|RICE|(?<![a-z])ICE(?![a-z])|WSJF|KANO"
    r"|\b(?:rank|score|compare|prioriti[sz]e|plot|sort|order|evaluate|assess)\b|\bfirst\b"
    r"|\bnext\b|\bscenarios?\b|\buse cases?\b|\bideas?\b|pain.{0,12}difficulty|quadrant"
    r"|\b(?:should|do) we (?:do|build)\b|\bworth\b",
    _I,
)
_HIDDEN = 0xE000
"""Names that are known or quoted are hidden behind characters from here on while a text is cut."""


@dataclass(frozen=True)
class Said:
    """What was said of one scenario."""

    name: str
    """What it was called."""
    numbers: dict[str, str] = field(default_factory=dict)
    """`pain`, `difficulty`, `reach` and so on, verbatim."""


def read_scenarios(text: str, known: tuple[str, ...] = ()) -> list[Said]:
    """The scenarios that a text names, with the numbers that it gives them, verbatim.

    A name without a score is a scenario when it is one of `known`, is quoted, or names a task;
    and in a list of things that the text wants to be put in order or to be added.
    """
    text = plain(text)
    if table := _table(text):
        return table[:_MOST]
    hidden, names = _hidden(_opened(_SCALE.sub(" ", text)), known)
    reading = _Reading(names, may_list=bool(_LISTS.search(text)), adds=bool(_ADDS.search(text)))
    sentences = _SENTENCE.split(hidden)
    stated = [[*stated_in(one)] for one in sentences]
    # 按痛点和难度：脚本 9 3: criteria that are named once go for all the bare numbers.
    reading.heads = next(
        (s.heads for ones in stated for s in ones if len(s.heads) > 1), heads_of(text)
    )
    for sentence, ones in zip(sentences, stated, strict=True):
        reading.read(sentence, ones)
    return reading.found()[:_MOST]


def plain(text: str) -> str:
    """A text as it is read: full-width letters, digits and marks as their everyday forms."""
    return unicodedata.normalize("NFKC", text[:_LONGEST]).translate({0x3001: "、", 0x2019: "'"})


def read_scale(text: str) -> float | None:
    """The most that a score may be, where a text says it: 满分5分, out of 5, 1–5."""
    match = _SCALE.search(plain(text))
    found = next((one for one in match.groups() if one), None) if match else None
    return float(found) if found and float(found) > 1 else None


def read_weights(text: str) -> dict[str, float]:
    """What each criterion weighs: 痛点60%，难度40%; `weights: pain 3, difficulty 1`.

    >>> read_weights("按权重痛点60%难度40%排")
    {'pain': 60.0, 'difficulty': 40.0}
    """
    found: dict[str, float] = {}
    for name, words in CRITERIA:
        pattern = (
            rf"(?<![a-z])(?:{words})\s*(?:的?权重|weights?|weighs|占|是|为|:|=|\s)*(\d+(?:\.\d+)?)"
        )
        if match := re.search(pattern, plain(text), _I):
            found[name] = float(match[1])
    return found


def assumed_scale(numbers: list[str]) -> float:
    """The scale of bare numbers when none is said: 10, or 100 when most of them are above 10.

    One of them above 10 is a slip, to be asked about.

    >>> assumed_scale(["80", "35", "9"]), assumed_scale(["9", "3", "12", "8"])
    (100.0, 10.0)
    """
    found = [figure(one) for one in numbers if is_bare(one)]
    return 100.0 if 2 * sum(value > 10 for value in found) > len(found) else 10.0


class _Reading:
    """Takes a text in from left to right and knows of whom it is speaking."""

    def __init__(self, names: Sequence[str], *, may_list: bool, adds: bool) -> None:
        self.heads: tuple[str, ...] = ()
        self._names = names
        self._may_list = may_list
        self._adds = adds
        self._numbers: dict[str, dict[str, str]] = {}
        self._certain: set[str] = set()
        self._last: str | None = None
        self._group: list[str] = []
        self._bare = 0
        self._owed: dict[str, str] = {}

    def found(self) -> list[Said]:
        """The scenarios in the order in which they were named."""
        certain = [name for name, said in self._numbers.items() if said or name in self._certain]
        others = [name for name in self._numbers if name not in certain and is_listed(name)]
        takes_all = self._adds or (self._may_list and len(certain) + len(others) > 1)
        kept = {*certain, *(others if takes_all or len(certain) > 1 else ())}
        return [Said(name, said) for name, said in self._numbers.items() if name in kept]

    def read(self, sentence: str, stated: Sequence[Stated]) -> None:
        """Take in a sentence and what it states."""
        at = 0
        owed: dict[str, str] = {}
        last = self._last_name(sentence, stated)
        owes = bool(stated) and last > max(one.end for one in stated) - 1 and not any(
            self._named(sentence[: stated[0].start])
        )  # fmt: skip
        for one in stated:
            owed = self._names_of(sentence[at : one.start], owed)
            at = one.end
            if one.heads:
                self.heads = self.heads if len(self.heads) > len(one.heads) else one.heads
                self._bare = 0
            elif owes:
                owed |= one.numbers
            else:
                self._give(one)
        owed = self._names_of(sentence[at:], owed)
        if owed and self._last:
            self._numbers[self._last] |= owed

    def _give(self, one: Stated) -> None:
        if self._last is None:
            self._owed |= one.numbers
        for name in self._group if one.of_all else [self._last]:
            if name is not None:
                self._numbers[name] |= one.numbers
        self._group = self._group if one.of_all else []

    def _names_of(self, gap: str, owed: dict[str, str]) -> dict[str, str]:
        """Take in the names between two numbers; what is owed goes to the first of them."""
        for piece in _PIECE.split(gap):
            whole, values = bare(piece, self.heads) if self.heads else (piece, [])
            name = self._name(whole)
            if name:
                self._bare = 0
                self._last = name
                self._group = [*self._group, name]
                self._numbers.setdefault(name, {}).update(self._owed | owed)
                self._owed, owed = {}, {}
            if values and self._last and (name or not whole.strip(" :=(")):
                for value in values:
                    if self._bare < len(self.heads):
                        self._numbers[self._last][self.heads[self._bare]] = value
                        self._bare += 1
                self._group = []
        return owed

    def _last_name(self, sentence: str, stated: Sequence[Stated]) -> int:
        """Where a name begins behind all numbers; -1 where none does."""
        end = max((one.end for one in stated), default=0)
        return end if any(self._named(sentence[end:])) else -1

    def _named(self, gap: str) -> list[str]:
        return [name for piece in _PIECE.split(gap) if (name := self._name(piece))]

    def _name(self, piece: str) -> str:
        """What a piece calls a scenario; a hidden name is certain, as one that names a task is."""
        if hidden := re.search(r"[\ue000-\uf8ff]", piece):
            name = self._names[ord(hidden[0]) - _HIDDEN]
            self._certain.add(name)
            return name
        name = name_in(piece)
        if name and is_listed(name) and task_of(name).known:
            self._certain.add(name)
        return name


def _opened(text: str) -> str:
    """Brackets that hold scores are opened; others are part of a name."""
    return _IN_BRACKETS.sub(
        lambda found: f",{found[1]}," if _has_score(found[1]) else found[0], text
    )


def _has_score(text: str) -> bool:
    return next(stated_in(text), None) is not None or re.search(NUMERIC, text, _I) is not None


def _hidden(text: str, known: Sequence[str]) -> tuple[str, list[str]]:
    """The text with a character for each name that is known or quoted, and those names."""
    text = re.sub(r"[\ue000-\uf8ff]", " ", text)
    names: list[str] = []

    def hide(name: str) -> str:
        if name not in names:
            names.append(name)
        return chr(_HIDDEN + names.index(name))

    by_plain = {plain(one).casefold(): one for one in known}
    for said, name in sorted(by_plain.items(), key=lambda one: -len(one[0])):
        body = re.escape(said)
        if re.search(r"[a-z]$", said):
            body = rf"{re.escape(said[:-1] if said.endswith('s') else said)}s?(?![a-z])"
        if re.match(r"[a-z]", said):
            body = rf"(?<![a-z]){body}"
        text = re.sub(body, hide(name), text, flags=_I)
    text = _QUOTED.sub(lambda found: _unquoted(found[1], hide), text)
    return re.sub(r"[“”\"「」『』《》]", " ", text), names


def _unquoted(said: str, hide: Callable[[str], str]) -> str:
    """A quoted name, hidden; a quotation that holds scores is read like the rest."""
    whole = said.strip()
    if (
        re.fullmatch(r"[\ue000-\uf8ff]", whole)
        or next(stated_in(whole), None)
        or not name_in(whole)
    ):
        return f" {said} "
    return hide(whole)


def _table(text: str) -> list[Said]:
    """The rows of a pasted table whose header names a criterion."""
    found = pasted_table(text, _is_head)
    if found is None:
        return []
    header, rows = found
    heads = [criterion_of(cell) for cell in header]
    scales = [read_scale(cell) for cell in header]
    at = next((place for place, head in enumerate(heads) if head is None), 0)
    return [
        Said(
            row[at],
            {
                head: f"{cell}/{scale:g}" if scale and is_bare(cell) else cell
                for head, scale, cell in zip(heads, scales, row, strict=True)
                if head and cell
            },
        )
        for row in rows
        if row[at]
    ]


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row names criteria and holds no score itself."""
    heads = [cell for cell in row if criterion_of(cell)]
    if not heads or len(heads) == len(row) or any(score(cell, 100) is not None for cell in row):
        return False
    return not any(
        len(cell) > _LONGEST_HEADING or any(one.numbers for one in stated_in(_SCALE.sub("", cell)))
        for cell in heads
    )
