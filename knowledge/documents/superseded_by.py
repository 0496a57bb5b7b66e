"""Which document took the place of which: families of one document in several versions."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from knowledge.language import Lang
from knowledge.numerals import han_number


class Versioned(Protocol):
    """What is known of a document; a line of the list of documents is one."""

    @property
    def doc_id(self) -> str:
        """The document."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def lang(self) -> Lang:
        """Its language."""

    @property
    def version(self) -> str | None:
        """The version that it states."""

    @property
    def date(self) -> dt.date | None:
        """The date that it states."""

    @property
    def superseded(self) -> bool:
        """Whether it says that it is no longer current."""


class _Member(NamedTuple):
    doc_id: str
    version: tuple[int, ...] | None
    year: int | None
    date: dt.date | None
    is_old: bool
    is_draft: bool


_EDGE = r"(?<![A-Za-z0-9.])"
_VERSION = re.compile(
    rf"{_EDGE}(?:[vV]|version\s*|ver\.?\s*|rev\.?\s*)(\d+(?:\.\d+){{0,3}})(?![\d.]*\d|[A-Za-z])"
    r"|第\s*([一二三四五六七八九十]|\d{1,2})\s*版|(?<![\d.])(\d+\.\d+(?:\.\d+)?)\s*版",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)(20[0-4]\d)(?:\s*(?:[-/.年]|)\s*(?:0?[1-9]|1[0-2])(?:\s*(?:[-/.月]|)\s*"
    r"(?:0?[1-9]|[12]\d|3[01])日?)?|\s*年度?)?(?!\d)\s*月?"
)
_OLD = re.compile(
    rf"旧版本?|历史版本|已?(?:废弃|作废|归档|过期)|{_EDGE}(?:old|outdated|deprecated|archived?|obsolete|"
    r"superseded|legacy)(?![A-Za-z])(?:\s+version)?",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    rf"草稿|草案|初稿|征求意见稿|讨论稿|{_EDGE}(?:draft|wip|rfc)(?![A-Za-z])", re.IGNORECASE
)
_FINAL = re.compile(
    rf"最终版?|终稿|定稿|正式版?|最新版?|新版|现行版?|{_EDGE}(?:final|current|latest|new)(?![A-Za-z])",
    re.IGNORECASE,
)
_FILLER = re.compile(r"[\W_]+|副本|copy")
# A later year takes the place of these; of a report, a meeting or an interview it does not.
_STANDING = re.compile(
    r"价|费|套餐|政策|制度|办法|规范|规定|规则|标准|指南|手册|协议|条款|路线图|方案|规划|流程|常见问题"
    r"|pric|plan|polic|guide|handbook|manual|terms|agreement|standard|rule|roadmap|process|faq|sla"
    r"|spec|prd|playbook",
    re.IGNORECASE,
)
_PERIODIC = re.compile(
    r"[周月季年日]报|周会|纪要|访谈|会议|复盘|总结|记录|日志|数据|调研|问卷|发布说明|更新日志|反馈"
    r"|report|minutes|meeting|notes|interview|review|weekly|monthly|retro|log\b|survey|changelog"
    r"|feedback|results?\b",
    re.IGNORECASE,
)
# Several versions of an interface are in force at once.
_IN_PARALLEL = re.compile(
    r"api|sdk|接口|client|客户端|changelog|release|发布|模型|model", re.IGNORECASE
)
# Titles that documents of different things share.
_GENERIC = re.compile(
    r"read ?me|index|overview|introduction|home|getting started|faq|概述|简介|首页|目录|说明"
    r"|常见问题|背景",
    re.IGNORECASE,
)
_SHORTEST = 2


def superseded_by(documents: Iterable[Versioned]) -> dict[str, str]:
    """For each document whose place another has taken, that other's id.

    Conservative: the names must be the same but for versions, years, and words such as 旧版,
    draft or final, and nothing may contradict the order: v2 of an earlier date than v1 takes
    nobody's place. Which of two copies is current is not guessed.
    """
    families: dict[tuple[str, str], list[_Member]] = defaultdict(list)
    for one in documents:
        stem = PurePosixPath(one.doc_id).stem
        for name, stated in {one.title: one.version, stem: None}.items():
            key = _key(name)
            if len(key) >= _SHORTEST and not _PERIODIC.search(name):
                families[one.lang, key].append(_member(one, name, stated))
    replaced: dict[str, str] = {}
    for (_, key), found in families.items():
        family = list({member.doc_id: member for member in found}.values())
        for member in family:
            newer = [other for other in family if _replaces(other, member, key)]
            if newer and member.doc_id not in replaced:
                replaced[member.doc_id] = max(newer, key=_order).doc_id
    return {old: _current(new, replaced) for old, new in replaced.items()}


def _current(doc_id: str, replaced: dict[str, str]) -> str:
    """The last of a chain of replacements."""
    seen = {doc_id}
    while (newer := replaced.get(doc_id)) is not None and newer not in seen:
        seen.add(newer)
        doc_id = newer
    return doc_id


def _key(name: str) -> str:
    """A name without what tells versions apart."""
    for marks in (_VERSION, _DATE, _OLD, _DRAFT, _FINAL, _FILLER):
        name = marks.sub("", name)
    return name.casefold()


def _member(one: Versioned, name: str, stated: str | None) -> _Member:
    """A document under one of its names; `stated` counts where the name tells no version."""
    found = _VERSION.search(name)
    if found is not None:
        stated = next(filter(None, found.groups()), None)
    elif _GENERIC.fullmatch(name.strip()):
        stated = None
    dated = _DATE.search(name)
    return _Member(
        doc_id=one.doc_id,
        version=_numbers(stated),
        year=int(dated[1]) if dated else None,
        date=one.date,
        is_old=one.superseded or _OLD.search(name) is not None,
        is_draft=_DRAFT.search(name) is not None,
    )


def _numbers(version: str | None) -> tuple[int, ...] | None:
    if (number := han_number(version or "")) is not None:
        return (number,)
    found = re.fullmatch(r"[vV]?(\d{1,4}(?:\.\d{1,4}){0,3})", (version or "").strip())
    if found is None:
        return None
    numbers = [int(part) for part in found[1].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _replaces(new: _Member, old: _Member, key: str) -> bool:
    """Whether one member of a family took the place of another."""
    if new.doc_id == old.doc_id or new.is_old or (new.is_draft and not old.is_draft):
        return False
    later = None if None in (new.date, old.date) else new.date >= old.date  # type: ignore[operator]
    if old.is_old:
        return True
    if old.is_draft and not new.is_draft:
        return not _lower(new.version, old.version) and not _lower(new.year, old.year)
    if new.version and old.version and new.version != old.version:
        return new.version > old.version and later is not False and not _IN_PARALLEL.search(key)
    if new.year and old.year and new.year != old.year:
        return new.year > old.year and _STANDING.search(key) is not None
    return False


def _lower(one: object, other: object) -> bool:
    return one is not None and other is not None and one < other  # type: ignore[operator]


def _order(member: _Member) -> tuple[tuple[int, ...], int, dt.date]:
    return (member.version or (), member.year or 0, member.date or dt.date.min)
