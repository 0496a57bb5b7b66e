"""Dates and versions that a text, a file's properties or its name state."""

import datetime as dt
import re

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:[-/.年])\s*(?P<m>\d{1,2})\s*(?:[-/.月])\s*(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-3]\d)(?!\d)"
    r"|(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d3>\d{1,2})"
    r"(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)"
    r"|(?<!\d)(?P<d4>\d{1,2})\s+(?P<name4>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r",?\s+(?P<y4>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:(?:更新|修订|修改|发布|生效|编写|撰写|制定|编制|创建)?(?:日期|时间)|生效日|更新于|发布于|修订于"
    r"|\blast (?:updated|modified|revised)(?: on)?"
    r"|\b(?:effective|updated|published|released|revised|issued)(?: (?:date|on|as of|from))?"
    r"|\bdate|本[^\s。，；]{1,12}自)\s*[:：|]?\s*(?P<date>.{0,30})",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:(?:版本号?|\bversion|\brevision)\s*[:：|]\s*|版本(?=[vV\d]))(?P<labelled>[vV]?\d+(?:\.\d+){0,3}\b)"
    r"|(?<![A-Za-z0-9])[vV](?P<short>\d+(?:\.\d+){0,3})(?![\w.]*\d|[A-Za-z])",
    re.IGNORECASE,
)
_OPENING = 600
_TITLE_LINES = 4
"""The lines of an opening in which a date stands without a label: `商业化组 2026-03-10`."""
_TITLE_LETTERS = 24
"""The most letters that stand beside it there."""
_SPEAKS = re.compile(
    r"[|。，；：！？,;:!?]|^\s*(?:[-*+•]|\d+[.)、])\s|截止|截至|前|后|起|到|至"
    r"|\b(?:due|deadline|until|before|after|by|from|since|to|expires?)\b",
    re.IGNORECASE,
)
"""What a line has that says something with its date, other than the document's own."""


def date_in(text: str) -> dt.date | None:
    """The first full date in a text, in any of the usual Chinese and English forms."""
    for found in _DAY.finditer(text):
        part = found.groupdict()
        year = part["y"] or part["y2"] or part["y3"] or part["y4"]
        name = part["name"] or part["name4"]
        month = part["m"] or part["m2"] or _MONTHS.index(name[:3].lower()) + 1
        day = part["d"] or part["d2"] or part["d3"] or part["d4"]
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def stated_date(text: str, name: str = "") -> dt.date | None:
    """The date that a document states in its opening, by a label or a line, or in its name."""
    for found in _DATED.finditer(text[:_OPENING]):
        if (day := date_in(found["date"])) is not None:
            return day
    return date_in(name) or _date_of_title(text[:_OPENING])


def _date_of_title(opening: str) -> dt.date | None:
    """The date at an edge of one of the first lines, where that says nothing else."""
    lines = [line.strip("#*_> \t") for line in opening.splitlines() if line.strip()]
    for line in lines[:_TITLE_LINES]:
        day = _DAY.search(line)
        if day is None:
            continue
        before, after = line[: day.start()], line[day.end() :].removeprefix("日").removeprefix("号")
        at_edge = not before.strip("(（ ") or not after.strip(")） ")
        if at_edge and len(before + after) <= _TITLE_LETTERS and not _SPEAKS.search(before + after):
            return date_in(day[0])
    return None


def stated_version(text: str, name: str = "") -> str | None:
    """The version that a document's file name, or a label in its opening, states."""
    if (found := _VERSION.search(name.replace("_", " "))) is not None:
        return found["labelled"] or found["short"]
    for found in _VERSION.finditer(text[:_OPENING]):
        if found["labelled"]:
            return found["labelled"].lstrip("vV")
    return None
