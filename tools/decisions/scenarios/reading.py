"""Reads scenarios and their scores out of words, in both languages and any scale."""

import re
import unicodedata
from collections.abc import Sequence

from tools.decisions.scenarios.attribution import Attribution, Said
from tools.decisions.scenarios.criteria import CRITERIA, WORD, criterion_of
from tools.decisions.scenarios.hidden import hide_names
from tools.decisions.scenarios.methods import heads_of
from tools.decisions.scenarios.numbers import NUMERIC, figure, is_bare, score
from tools.decisions.scenarios.pasted import pasted_table
from tools.decisions.scenarios.stated import stated_in

__all__ = ["Said", "assumed_scale", "plain", "read_scale", "read_scenarios", "read_weights"]

_I = re.IGNORECASE
_LONGEST = 2_000
_MOST = 30
_LONGEST_HEADING = 24
_NUMBERED = re.compile(r"[①-⑳⑴-⒇❶-❿]")
_COMPARED = re.compile(r"(\bcompare .{1,60}?) (?:with|to|against)(?= )", _I)
_WORDS = "zero one two three four five six seven eight nine ten".split()
_SPELT = re.compile(
    rf"(?:(?<=pain )|(?<=difficulty )|(?<=out of ))(?:{'|'.join(_WORDS)})(?![a-z-])"
    rf"|(?<![a-z-])(?:{'|'.join(_WORDS)})(?= out of )",
    _I,
)
"""Scores that are spelt out: nine out of ten."""
_STARS = re.compile(r"(?<![\d./])(\d(?:\.\d)?)[- ]stars?(?![a-z])", _I)
_SCALE = re.compile(
    r"\(?(?:满分\s*(?:是|为|按)?\s*(\d{1,3})\s*(?:分)?|(\d{1,3})\s*分(?:制|满分(?!\s*(?:是|为|按)?\s*\d))"
    r"|(?<![\d.])(?<!\d )out of (\d{1,3})(?![\d/])"
    r"|(?<![\d.])[01]\s*(?:-|–|to|到|~)\s*(5|7|10|100)(?:\s*分)?(?![\d.])"
    r"|(?:on )?a (\d{1,3})[- ]point scale)\)?",
    _I,
)
_SORTED_OUT = re.compile(
    rf"(?:前|第一)[^,;。]{{0,4}}(?:是|为)\s*({WORD})[^;。]{{0,3}}?(?:后|第二)[^,;。]{{0,4}}(?:是|为)\s*({WORD})"
    rf"|(?:the )?first (?:number |one )?(?:is|being)\s*({WORD}).{{0,8}}second (?:is"
    rf"|being)?\s*({WORD})",
    _I,
)
"""Which of two numbers is which: 前面是痛点，后面是难度."""
_SENTENCE = re.compile(r"[;!?。\n]+|\.(?=\s|$)", _I)
_IN_BRACKETS = re.compile(r"\(([^()]{1,200})\)")
_ONE_WORD = re.compile(rf"\s*{WORD}\s*", _I)
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


def read_scenarios(text: str, known: tuple[str, ...] = ()) -> list[Said]:
    """The scenarios that a text names, with the numbers that it gives them, verbatim.

    A name without a score is a scenario when it is one of `known`, is quoted, or names a task;
    and in a list of things that the text wants to be put in order or to be added.
    """
    text = plain(text)
    if table := _table(text):
        return table[:_MOST]
    hidden, names = hide_names(_opened(_SCALE.sub(" ", text)), known, plain)
    sentences = _SENTENCE.split(_SORTED_OUT.sub(_in_order_of, hidden))
    stated = [[*stated_in(one)] for one in sentences]
    # 按痛点和难度：脚本 9 3: criteria that are named once go for all the bare numbers.
    heads = next((s.heads for ones in stated for s in ones if len(s.heads) > 1), heads_of(text))
    reading = Attribution(
        names, known, heads, may_list=bool(_LISTS.search(text)), adds=bool(_ADDS.search(text))
    )
    for sentence, ones in zip(sentences, stated, strict=True):
        reading.take_in(sentence, ones)
    return reading.found()[:_MOST]


def plain(text: str) -> str:
    """A text as it is read: full-width letters, digits and marks as their everyday forms."""
    text = _NUMBERED.sub("\n", text[:_LONGEST])
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    text = _STARS.sub(r"\1/5", _SPELT.sub(lambda word: str(_WORDS.index(word[0].lower())), text))
    return _COMPARED.sub(r"\1 and ", text)


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


def _in_order_of(found: re.Match[str]) -> str:
    return f" {found[1] or found[3]}/{found[2] or found[4]} "


def _opened(text: str) -> str:
    """Brackets that hold scores are opened; others are part of a name."""
    return _IN_BRACKETS.sub(
        lambda found: (
            f" {found[1]} "
            if _ONE_WORD.fullmatch(found[1])
            else f",{found[1]},"
            if _has_score(found[1])
            else found[0]
        ),
        text,
    )


def _has_score(text: str) -> bool:
    return next(stated_in(text), None) is not None or re.search(NUMERIC, text, _I) is not None


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
