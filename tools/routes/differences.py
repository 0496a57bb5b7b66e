"""Reads what of a comparison is wanted: a difference, how many show it, a split, the judge."""

import re

from tools.evals.building.slicing import known_dimensions, names_of_dimension

_I = re.IGNORECASE
_POINTS = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d{1,2})?)\s*(?:个\s*(?:百分)?点|百分点|点(?=.{0,3}(?:差|之内|以内|算|呢))"
    r"|(?:percentage )?points?\b|pts?\b|pp\b|[%％]\s*的?\s*(?:差|变化|提升|difference|change|lift))"
    r"|(?:difference|gap|差别|差距|差)\s*(?:of|是|为)?\s*(?P<m>\d{1,2}(?:\.\d{1,2})?)\s*(?:[%％]|points?\b)",
    _I,
)
_PLANNED = re.compile(
    r"(?<![\d.])(?P<n>\d{1,6})\s*(?:条|个样本|个例子|例|examples?\b|samples?\b|cases?\b|questions?\b)",
    _I,
)
_SHOWS = re.compile(
    r"看(?:得)?出|测(?:得)?出|发现|分辨|检测|检出|够不够|够吗|够用|足够|要多少|需要多少|多少条|几条|样本量"
    r"|\b(?:show|see|detect|tell|find|reveal|notice|spot|enough|sufficient|suffice|need(?:ed)?|takes?)\b"
    r"|\bhow many\b|\bsample size\b",
    _I,
)
_SPLIT_ZH = re.compile(
    r"(?:按照?|分)\s*(?P<name>\w{1,10}?)\s*(?:来|去|再)?\s*(?:分开|拆开|拆|分组|分|切|逐个|各自|看|比|对比|比较)"
    r"|(?:每个|每种|每类|各个?|不同)\s*(?P<each>\w{1,8}?)\s*(?:的|上|分别|都|各自|怎|哪|$)"
)
_SPLIT_EN = re.compile(
    r"\b(?:by|per|for each|for every|across|within each|broken down by|split by|each|every)\s+"
    r"(?:the\s+|all\s+|different\s+)?(?P<name>[a-z][a-z_ -]{1,20}?)s?"
    r"(?=\s*(?:[?.!,;]|$)|\s+(?:and|then|please|separately|instead|of|in|on|with|too)\b)",
    _I,
)
_A_JUDGE = (
    r"(?:评委|裁判|(?:模型|机器|自动)的?(?:打分|评分)"
    r"|\bjudges?\b|\bgrader\b|\brubric (?:scores?|grades?)\b)"
)
_JUDGED = re.compile(
    rf"{_A_JUDGE}.{{0,16}}(?:一致|可信|靠谱|可靠|相信|准不准|准吗|准确|核对|对得上|信得过|能信)"
    rf"|(?:一致性?|可信|靠谱|信(?!息|用|号)|核对|对比|比较).{{0,10}}{_A_JUDGE}"
    r"|\b(?:trust|reliable|rely|agree\w*|accurate|check\w*|validat\w*|calibrat\w*|compare)\b"
    rf".{{0,24}}{_A_JUDGE}"
    rf"|{_A_JUDGE}.{{0,24}}\b(?:trust\w*|reliab\w*|agree\w*|accurate|humans?|people)\b",
    _I,
)


def asks_about_judge(text: str) -> bool:
    """Whether a text asks how far the judge that grades answers can be trusted.

    >>> asks_about_judge("can I trust the judge?"), asks_about_judge("用评委打分跑 v2")
    (True, False)
    """
    return bool(_JUDGED.search(text))


def points_in(text: str) -> float | None:
    """The difference that a text speaks of, in points of a hundred; None without one.

    >>> points_in("5 个点的差别"), points_in("a difference of 2.5 points"), points_in("5 分钟")
    (5.0, 2.5, None)
    """
    found = _POINTS.search(text)
    return float(found["n"] or found["m"]) or None if found else None


def planned_in(text: str) -> int | None:
    """How many examples a text speaks of; None without a number.

    >>> planned_in("would 100 examples do"), planned_in("30 条够吗"), planned_in("v2")
    (100, 30, None)
    """
    found = _PLANNED.search(text)
    return int(found["n"]) or None if found else None


def asks_for_sizes(text: str) -> bool:
    """Whether a text asks how many examples show a difference that it names, or if so many do.

    >>> asks_for_sizes("would 100 examples show a difference of 5 points?")
    True
    >>> asks_for_sizes("compare v1 and v2, we care about 5 points")
    False
    """
    return points_in(text) is not None and bool(_SHOWS.search(text))


def dimension_in(text: str) -> str | None:
    """The dimension by whose values a text wants something split; None for none.

    >>> dimension_in("按风格分开比较"), dimension_in("compare v1 and v2 by audience, please")
    ('style', 'audience')
    """
    for pattern in (_SPLIT_ZH, _SPLIT_EN):
        for found in pattern.finditer(text):
            said = next(one for one in found.groups() if one).strip().casefold()
            for key in known_dimensions():
                if said.rstrip("s") in {name.rstrip("s") for name in names_of_dimension(key)}:
                    return key
    return None
