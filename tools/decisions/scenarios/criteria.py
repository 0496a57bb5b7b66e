"""What scenarios are scored on, and the words for it in both languages."""

import re

_I = re.IGNORECASE
CRITERIA: tuple[tuple[str, str], ...] = (
    (
        "pain",
        r"用户痛点(?:强度)?|痛点(?:强度|程度|分)?|痛苦(?:程度)?|pain(?: ?points?| level)?s?"
        r"|痛(?=\s*[:=]?\s*\d)|(?<=[\d分])痛|(?<=\d )痛",
    ),
    (
        "difficulty",
        r"(?:技术|落地|实现|开发|研发|实施)?难度(?:系数)?"
        r"|(?:technical )?difficult(?:y|ies)|complexity|diff(?=[\s:=.]*\d)"
        r"|难(?=\s*[:=]?\s*\d)|(?<=[\d分])难|(?<=\d )难",
    ),
    ("reach", r"触达(?:人数|用户)?|覆盖(?:人数|用户)?|影响人数|reach"),
    ("impact", r"影响(?:力|程度)?|impact"),
    ("confidence", r"信心(?:度|指数)?|把握|置信度|confidence"),
    (
        "effort",
        r"工作量|投入|人月|作业规模|任务规模|effort|job[- ]?(?:size|duration)|size(?=[\s:=]*\d)",
    ),
    ("ease", r"容易(?:程)?度|简单程度|易实现(?:度)?|ease"),
    ("value", r"商业价值|用户价值|价值|收入|营收|(?:business |user )?value|revenue"),
    ("urgency", r"时间紧迫性|紧(?:急|迫)(?:程度|性)?|时效(?:性)?|urgency|time[- ]criticality"),
    ("risk", r"风险降低|机会|risk(?: reduction)?|opportunity"),
    ("must_be", r"(?:必备|基本)(?:型|属性|因素)?|must[- ]?be"),
    ("performance", r"(?:期望|一维)(?:型|属性|因素)?|one[- ]dimensional|performance"),
    ("attractive", r"(?:魅力|兴奋)(?:型|属性|因素)?|attractive|delighters?"),
    ("indifferent", r"无差异(?:型|属性|因素)?|indifferent"),
    ("reverse", r"(?:反向|逆向)(?:型|属性|因素)?|reverse"),
    ("questionable", r"(?:可疑|矛盾)(?:型|属性|结果)?|questionable"),
)
"""Each criterion with the words for it; patterns of them need `re.IGNORECASE`."""
_ONE = "|".join(words for _, words in CRITERIA)
# One assertion and no choice of two: a choice that both fit doubles the work at each word.
APART = r"(?!(?<=[a-z])[a-z])"
"""Not between two Latin letters; Chinese words may stand beside them: AI痛点."""
WORD = rf"{APART}(?:{_ONE}){APART}"
"""A word for any criterion."""
SCORED = rf"{APART}(?:{CRITERIA[0][1]}|{CRITERIA[1][1]}){APART}"
"""A word for pain or difficulty."""
_FOUND = re.compile(
    "|".join(rf"(?P<{name}>{APART}(?:{words}){APART})" for name, words in CRITERIA), _I
)


def criteria_in(text: str) -> list[str]:
    """The criteria that a text names, in its order.

    >>> criteria_in("痛点和难度"), criteria_in("ease, then impact")
    (['pain', 'difficulty'], ['ease', 'impact'])
    """
    return [str(match.lastgroup) for match in _FOUND.finditer(text)]


def criterion_at(text: str, at: int) -> str:
    """The criterion whose word begins there; raises ValueError where none does."""
    match = _FOUND.match(text, at)
    if match is None:
        raise ValueError(text[at : at + 20])
    return str(match.lastgroup)


def criterion_of(heading: str) -> str | None:
    """The criterion that the heading of a column names; None for a heading of another thing."""
    return next(iter(criteria_in(heading)), None)
