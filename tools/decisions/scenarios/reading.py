"""Reads scenarios and their scores out of words, in both languages and any scale."""

import re
from dataclasses import dataclass, field

from tools.decisions.scenarios.numbers import VALUE, is_bare
from tools.decisions.task import task_of

_I = re.IGNORECASE
_LONGEST = 2_000
_MOST = 30
_NAMES: tuple[tuple[str, str], ...] = (
    ("pain", r"用户痛点(?:强度)?|痛点(?:强度)?|痛苦|pain(?: point)?s?"),
    ("difficulty", r"(?:技术|落地|实现|开发)?难度|difficulty|complexity"),
    ("reach", r"触达|覆盖(?:人数)?|影响人数|reach"),
    ("impact", r"影响(?:力|程度)?|impact"),
    ("confidence", r"信心|把握|confidence"),
    ("effort", r"工作量|投入|人月|effort"),
    ("ease", r"容易程度|易实现|ease"),
    ("value", r"商业价值|用户价值|价值|(?:business |user )?value"),
    ("urgency", r"时间紧迫性|紧急(?:程度)?|时效|urgency|time criticality"),
    ("risk", r"风险降低|机会|risk(?: reduction)?|opportunity"),
)
_LINK = (
    r"\s*(?:的)?\s*(?:分数?|评分|打分|得分)?\s*(?:改成|改为|设为|设成|调到|变成|降到|提到|是|为|有"
    r"|were|was|is|to|of|at|=|:|：)*\s*"
)
_NUMBER_AFTER = r"(?:\s*分)?"
_BIG = r"\d[\d,]{0,12}(?:\.\d+)?\s*(?:%|万|k)?"
_SCORES = tuple(
    (
        name,
        re.compile(
            rf"(?<![a-z])(?:{words}){_LINK}"
            rf"(?P<a>{VALUE if name in {'pain', 'difficulty'} else _BIG})"
            rf"{_NUMBER_AFTER}|(?P<b>{VALUE})(?:\s*分)?\s*(?:的)?\s*(?:{words})(?![a-z\d])",
            _I,
        ),
    )
    for name, words in _NAMES
)
_EASE = re.compile(
    r"(?<![a-z不])(?:很)?(?:(?P<hard>难做|hard|difficult)|(?P<easy>好做|容易做|easy))(?![a-z])", _I
)
_SCALE = re.compile(
    r"满分\s*(?:是|为)?\s*(\d{1,3})|(\d{1,3})\s*分制|out of (\d{1,3})(?![\d/])"
    r"|\b[01]\s*(?:-|–|to|到|~)\s*(\d{1,3})(?:\s*分)?(?![\d.])",
    _I,
)
_SPLIT = re.compile(
    r"[，,、；;。!！?？\n\t|]+|\.(?=\s|$)|[:：](?=\s*(?:what|which|how|哪|先|怎))|\s+(?:and|or|then|versus|vs\.?|before|than)\s+|(?<=[\u3400-\u9fff])(?:和|跟|以及|还是|或者?|比)(?=[\u3400-\u9fff])",
    _I,
)
_FILLER = re.compile(
    r"^(?:请|帮我|给|把|将|那|如果|要是|假如|再?加(?:一?个)?(?:场景)?|新增|添加|场景|候选|我们有|有|是|还是"
    r"|先做|先落地|做|上|优先做?|比较|对比|排(?:一下|个)?序?|打分|评分|对|关于|的)\s*"
    r"|^(?:what if|set|change|make|put|score|rank|compare|prioriti[sz]e|add|which|please|these|the"
    r"|a|an|is|are|our|should(?: we(?: do| build)?)?|doing|do|scenarios?|build)(?:\s+|$|:)"
    r"|(?:值得做[吗么]?|先做|先上|先落地|怎么排|的话|这个场景|场景|[:：]|worth doing"
    r"|come first|first|instead|'s|’s|的|是|\bto|呢|吗)$",
    _I,
)
_QUESTION = re.compile(
    r"哪个|哪些|哪一个|怎么|如何|什么|先做|优先级|排序|排一|该先|四象限|打分|为什么|多少"
    r"|\bwhich\b|\bwhat\b|\bhow\b|\bwhy\b|\bfirst\b|priorit|quadrant|\brank|\bscore"
    r"|use cases?|instead|\bwe\b|\bnow\b|\bideas?\b",
    _I,
)
_QUOTES = re.compile(r"[“”\"「」『』《》]")


@dataclass(frozen=True)
class Said:
    """What was said of one scenario."""

    name: str
    """What it was called."""
    numbers: dict[str, str] = field(default_factory=dict)
    """`pain`, `difficulty`, `reach` and so on, verbatim."""


def read_scenarios(text: str, known: tuple[str, ...] = ()) -> list[Said]:
    """The scenarios that a text names, with the numbers that it gives them, verbatim.

    A piece without a score is a scenario when it is one of `known`, or names a task; in a list
    that holds such a one, short pieces beside it are scenarios as well.
    """
    text = text[:_LONGEST]
    if table := _table(text):
        return table[:_MOST]
    found: dict[str, dict[str, str]] = {}
    current: str | None = None
    loose: list[str] = []
    for piece in _SPLIT.split(_SCALE.sub(" ", text)):
        if not piece or not piece.strip():
            continue
        numbers, rest = _scores(piece)
        name = _name(rest, known)
        if name and (numbers or name in known or task_of(name).known) and not _is_question(name):
            current = name
            found.setdefault(name, {})
        elif name and not numbers and not _is_question(name):
            loose.append(name)
        if numbers and current is None and loose:
            current = loose.pop()
            found.setdefault(current, {})
        if current is not None and numbers:
            found[current] |= numbers
    listed = [Said(name, numbers) for name, numbers in found.items()]
    if len(found) >= 2 or (found and loose):
        listed += [Said(name) for name in loose if len(name) <= 24 and name not in found]
    return listed[:_MOST]


def read_scale(text: str) -> float | None:
    """The most that a score may be, where a text says it: 满分5分, out of 5, 1–5."""
    match = _SCALE.search(text[:_LONGEST])
    found = next((one for one in match.groups() if one), None) if match else None
    return float(found) if found and float(found) > 1 else None


def read_weights(text: str) -> dict[str, float]:
    """What each criterion weighs: 痛点60%，难度40%; `weights: pain 3, difficulty 1`.

    >>> read_weights("按权重痛点60%难度40%排")
    {'pain': 60.0, 'difficulty': 40.0}
    """
    found: dict[str, float] = {}
    for name, words in _NAMES:
        pattern = rf"(?<![a-z])(?:{words}){_LINK}(?:占|weighs?\s*)?(\d+(?:\.\d+)?)"
        if match := re.search(pattern, text[:_LONGEST], _I):
            found[name] = float(match[1])
    return found


def assumed_scale(numbers: list[str]) -> float:
    """The scale of bare numbers when none is said: 10, or 100 when one of them is above 10."""
    bare = [float(one) for one in numbers if is_bare(one)]
    return 100.0 if any(value > 10 for value in bare) else 10.0


def _table(text: str) -> list[Said]:
    """The rows of a Markdown or tab-separated table whose header names a score."""
    rows = [
        [cell.strip() for cell in re.split(r"\t|\|", line.strip().strip("|"))]
        for line in text.splitlines()
        if "|" in line or "\t" in line
    ]
    rows = [row for row in rows if not all(re.fullmatch(r":?-*:?", cell) for cell in row)]
    if len(rows) < 2:
        return []
    heads = [
        next((name for name, words in _NAMES if re.search(words, cell, _I)), None)
        for cell in rows[0]
    ]
    if not any(heads):
        return []
    at = next((place for place, head in enumerate(heads) if head is None), 0)
    return [
        Said(
            row[at],
            {head: cell for head, cell in zip(heads, row, strict=False) if head and cell},
        )
        for row in rows[1:]
        if len(row) > at and row[at]
    ]


def _scores(piece: str) -> tuple[dict[str, str], str]:
    """The numbers in a piece, and the piece without them."""
    numbers: dict[str, str] = {}
    rest = piece
    for name, pattern in _SCORES:
        if match := pattern.search(rest):
            numbers[name] = (match["a"] or match["b"]).strip()
            rest = rest[: match.start()] + " " + rest[match.end() :]
    if numbers and "difficulty" not in numbers and (match := _EASE.search(rest)):
        numbers["difficulty"] = "hard" if match["hard"] else "easy"
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return numbers, rest


def _name(rest: str, known: tuple[str, ...]) -> str:
    """What a piece calls a scenario once fillers are gone; a known one as it is known."""
    name = _QUOTES.sub(" ", rest).strip(" -*·—#>:：()（）")
    name = re.sub(r"(?:分|points?)$", "", name).strip()
    for _ in range(6):
        shorter = _FILLER.sub("", name).strip(" :：")
        if shorter == name:
            break
        name = shorter
    lowered = name.casefold()
    for one in known:
        if lowered and (lowered == one.casefold() or _contains(rest.casefold(), one.casefold())):
            return one
    return next((one for one in known if len(lowered) > 1 and lowered in one.casefold()), name)


def _contains(text: str, name: str) -> bool:
    return name in text


def _is_question(name: str) -> bool:
    return bool(_QUESTION.search(name)) or not re.search(r"[\w\u3400-\u9fff]{2}", name)
