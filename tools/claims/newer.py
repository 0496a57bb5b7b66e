"""Is one page newer than another on the same matter? By the days that both name at their beginning.

"Charges from 1 April 2025" is newer than "Charges from 1 April 2023", and 新版退款规则 takes the
place of 退款规则.
"""

import datetime as dt
import re

from knowledge.remembered import PASSAGE, remembered
from tools.claims.in_force import pieces_in_time
from tools.claims.measure import content, ready

_BEGINNING = 140
"""Characters of a page in which it says from when it holds."""
_HEADING = re.compile(r"\A(?:[^：:。\n]|(?<=\d)[:：](?=\d)){2,100}?(?=[：:。\n]|[.](?:\s|$)|$)")
"""What a page begins with, up to its first colon or full stop."""
_TIMES = re.compile(
    r"(?:19|20)\d\d(?:\s*[-/.年]\s*\d{0,4})?(?:\s*[-/.月]\s*\d{1,2}[日号]?)?|\d{1,2}\s*[月日号]"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[起年版]"
    r"|(?:生效|施行|实施|执行|替代|废止|停止|同时|自动|失效)",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?<!\d)(?P<zh>(?:19|20)\d\d)\s*年?度?[版修]"
    r"|\b(?P<en>(?:19|20)\d\d)(?:[/–-]\d\d)?\s+(?:season|edition|version|rules|tariff|prices?|fees?"
    r"|rates?|charges|policy|terms|price list)\b"
    r"|\b(?:season|edition|version|rules|tariff|prices?|fees?|rates?|charges|policy|terms)"
    r" (?:of |for )?(?P<behind>(?:19|20)\d\d)\b"
    r"|\b(?:effective|as of|from)(?: the)?(?: year)? (?P<since>(?:19|20)\d\d)\b(?!\s*[-–])"
    r"|(?:自|从)?(?P<then>(?:19|20)\d\d)\s*年?(?:起|开始|年起)",
    re.IGNORECASE,
)
"""The year of an edition."""
_REPLACES = re.compile(
    r"新版|修订|调整|(?:替代|取代|代替)|[原旧][^，,；;。]{1,8}(?:废止|停止|失效|作废|不再)"
    r"|\b(?:replaces|supersedes|new|updated|revised|instead of the (?:old|earlier|previous))\b",
    re.IGNORECASE,
)
"""How a page says that it takes the place of another one."""
_SAID_OF_PAGES = frozenset(
    content(
        "新版 旧版 原版 调整 通知 说明 公告 规定 最新 版本 修订 现行"
        " new old current version page notice rules wording from valid effective updated revised"
    )
)
_SAME = 0.6
"""Share of a heading from which another page has the same."""


def is_newer(old: str, new: str, day: dt.date) -> bool:
    """Whether a page is on the same matter as another one, and holds from a later day on, which is
    no later than `day`.

    >>> old, new = "Fees from 1 May 2023: 4 euros.", "Fees from 1 May 2025: 5 euros."
    >>> [is_newer(old, new, dt.date(year, 6, 1)) for year in (2024, 2026)]
    [False, True]
    """
    from_then, till_then = _from(new), _from(old)
    if from_then is None or from_then > day:
        return False
    if till_then is None and not _REPLACES.search(new[:_BEGINNING]):
        return False
    if till_then is not None and till_then >= from_then:
        return False
    mine, its = _matter(old), _matter(new)
    return (
        bool(mine)
        and ready(new[:_BEGINNING]).share(mine) >= _SAME
        and (not its or ready(old).share(its) >= _SAME)
    )


def is_dated(page: str) -> bool:
    """Whether a page names a year at its beginning."""
    return re.search(r"(?:19|20)\d\d", page[:_BEGINNING]) is not None


@remembered(texts=1_024, longest=PASSAGE)
def _from(page: str) -> dt.date | None:
    """The day from which a page holds, as it says at its beginning; None where it does not."""
    if not is_dated(page):
        return None
    beginning = page[:_BEGINNING]
    for one in pieces_in_time(page):
        if one.words and one.words in beginning and one.start is not None:
            return one.start
    found = _EDITION.search(beginning)
    year = next(filter(None, found.groups()), None) if found else None
    return dt.date(int(year), 1, 1) if year else None


def without_times(page: str) -> str:
    """The heading of a page without what it says of its time."""
    return _TIMES.sub(" ", _heading(page))


def _heading(page: str) -> str:
    found = _HEADING.match(page)
    return found[0] if found else page[:_BEGINNING]


def _matter(page: str) -> list[str]:
    """The terms of a heading that say what it is about."""
    heading = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]", " ", _heading(page))
    plain = _TIMES.sub(" ", heading if re.search(r"\w", heading) else _heading(page))
    return [
        term
        for term in content(plain)
        if term not in _SAID_OF_PAGES and not any(map(str.isdigit, term))
    ]
