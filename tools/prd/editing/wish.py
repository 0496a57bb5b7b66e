"""What an edit in the user's words asks for."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.packaged import packaged
from knowledge.records.prd import Prd
from tools.prd.editing.command import QUOTE, head_of, leading_verb, without_quotes
from tools.prd.editing.naming import named_sections
from tools.prd.editing.place_named import item_named, section_named
from tools.prd.editing.version_named import version_named

Kind = Literal[
    "undo", "lock", "unlock", "move_before", "move_after", "delete", "quantify", "shorten",
    "rewrite", "add", "replace", "rename", "decide", "anew", "restore", "compare", "refresh",
    "outdated", "redo", "answer", "move_first", "move_last", "move_up", "move_down", "new_section",
    "export",
]  # fmt: skip


OF_VERSIONS: frozenset[Kind] = frozenset({"restore", "compare", "refresh", "outdated"})
"""Wishes that concern the document as a whole and need nothing drafted."""


@dataclass(frozen=True)
class Wish:
    """An edit."""

    kind: Kind
    """What is to be done."""
    section: str | None = None
    """To which section; None where the text names none."""
    other: str | None = None
    """For a move: the section beside which it goes; for a replacement: the new words."""
    words: str = ""
    """What it is about, in the user's words."""
    row: str = ""
    """The number of the requirement that it names: R3."""
    version: int | None = None
    """For a comparison and a return: with or to which version; None where none is named."""
    place: int | None = None
    """Which item of the section, or which question, from 1; -1 for the last, None for no one."""


_I = re.IGNORECASE
_REPLACES = re.compile(
    r"(?:把|将)?(?P<old>.{1,200}?)(?:改成|改为|换成|替换成|写成|设为|设成|定为)(?P<new>.{1,400})"
    r"|\b(?:change|replace)\s+(?P<old_en>.{1,200}?)\s+(?:to|with|by|into)\s+(?P<new_en>.{1,400})",
    _I | re.S,
)
_RENAMES = re.compile(
    r"(?:改成|换成|改为|改名[为叫成]?|改叫|\brename\b.{0,60}?\b(?:to|as|into)\b|\bcall it)"
    r"\s*(?P<new>.{1,80})",
    _I,
)
_ABOUT = re.compile(
    r"(?:关于|有关|针对|[:：])\s*(?P<zh>.{1,300}?)(?:的?(?:风险|目标|需求|那[条句个项]|内容|问题|故事|一?条|部分))?[。.!！]?$"
    r"|\b(?:about|on|regarding|concerning|for|that says|saying)\s+(?P<en>.{1,300}?)[.!]?$",
    _I | re.S,
)
_VERBS = re.compile(
    r"^(?:请|麻烦|帮我?|你|把|将|再|please|can you|could you|,|，|\s)+"
    r"|删(?:除|掉|去)?|去掉|移除|拿掉|不要|(?:再?加|补充?|增加|添加|新增)(?:上|入|进)?一?[条个项段]?"
    r"|\b(?:delete|remove|drop|get rid of|add|include|mention|a|an|the|one|sentence|to|in)\b",
    _I,
)
_NEW_SECTION = re.compile(
    r"一?[个]?新?(?:章节|一节|小节|栏目)(?:叫|名为|[:：])?"
    r"|\b(?:new )?(?:section|chapter)\b(?: (?:called|named|on|about|for))?",
    _I,
)
_NOTHING_MORE = re.compile(r"(?:\W|部分|章节|这?一?节|图|\b(?:the|our|section|part|chart)\b)*", _I)
_ANSWERED = re.compile(
    r"^.{0,60}?(?:问题|question|题|问)\s*(?:no\.? ?|#)?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|one|two|three)?"
    r"\s*(?:的?(?:答案|回答))?\s*(?:是|is\b)?\s*[:：，,]?\s*(?:is\b)?",
    _I,
)
_ROW = re.compile(r"(?<![A-Za-z\d])R\d{1,3}(?!\d)", _I)
_MARKS = ' \t，,。.:：；;!！“”"「」的'


def asks_for_edit(text: str) -> bool:
    """Whether a text asks for an edit of a document at all."""
    return _kind_of(text.strip()) is not None


def asks_of_versions(text: str) -> bool:
    """Whether a text asks for versions: to compare, to go back, to see or mend what is stale."""
    return _kind_of(text) in OF_VERSIONS


def read_wish(text: str, prd: Prd) -> Wish | None:
    """The edit that a text asks for; None where it names nothing that can be done."""
    said = text.strip()
    kind = _kind_of(said)
    if kind is None:
        return None
    named = [one.key for one in named_sections(said, prd)] or _numbered(said, prd)
    section, other = [*named, None, None][:2]
    match kind:
        case "restore" | "compare":
            return Wish(kind, version=version_named(said))
        case "move_before" | "move_after":
            return Wish(kind, section, other=other)
        case "replace" | "rename" | "answer":
            return _reworded(kind, said, prd)
        case "add" | "delete":
            return _put_or_taken(kind, section, said, prd)
    return Wish(kind, section, words=said if kind == "decide" else "")


def _kind_of(text: str) -> Kind | None:
    """The kind of edit; words that a text only carries do not count where others tell it."""
    bare = without_quotes(text)
    if _kinds()["answer"].search(bare):
        return "answer"
    head = head_of(text)
    if (verb := leading_verb(text)) is not None:
        # More of what is there is no new thing: 增加一些量化的目标.
        return "quantify" if verb == "add" and _kinds()["quantify"].search(head) else verb
    said = (head, bare, text)
    return next((kind for one in said if (kind := _first_kind(one)) is not None), None)


def _first_kind(text: str) -> Kind | None:
    return next((kind for kind, words in _kinds().items() if words.search(text)), None)


@cache
def _kinds() -> dict[Kind, re.Pattern[str]]:
    loaded = packaged("tools.prd.editing", "kinds.yaml")
    return {kind: re.compile("|".join(words), _I) for kind, words in loaded.items()}


def _put_or_taken(kind: Kind, section: str | None, said: str, prd: Prd) -> Wish:
    """Something to add or to delete; a section that is to come back is drafted anew."""
    if kind == "add" and (missing := _missing(said, prd)):
        return Wish("rewrite", missing)
    head = head_of(said)
    if kind == "add" and _NEW_SECTION.search(head) and not _keys(head, prd):
        return Wish("new_section", words=_title_of(said))
    if kind == "delete" and (place := item_named(without_quotes(said))) is not None:
        return Wish(kind, section, place=place)
    if kind == "delete" and section and section_named(said) is not None:
        return Wish(kind, section)
    found = _ROW.search(said)
    row = found[0].upper() if found else ""
    if kind == "delete" and row and not QUOTE.search(said):
        return Wish(kind, section, words=row, row=row)
    return Wish(kind, section, words=_words(said, prd), row=row)


def _numbered(said: str, prd: Prd) -> list[str]:
    """The section that a text names by its number."""
    at = section_named(said)
    return [prd.sections[at - 1].key] if at and at <= len(prd.sections) else []


def _keys(text: str, prd: Prd) -> list[str]:
    return [one.key for one in named_sections(text, prd)]


def _title_of(said: str) -> str:
    """The title of a new section: what is quoted, or what is left without the command."""
    if quoted := QUOTE.search(said):
        return quoted[1].strip()
    rest = _VERBS.sub(" ", _NEW_SECTION.sub(" ", said, count=1))
    return " ".join(rest.split()).strip(_MARKS)


def _missing(said: str, prd: Prd) -> str | None:
    """The section that the document lacks and that a text asks to have back, and for no more."""
    if named_sections(said, prd):
        return None
    named = named_sections(said, None)
    rest = said
    for one in reversed(named):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = re.sub(
        r"部分|章节|一?节|回来|back|\b(?:section|part)\b", " ", _VERBS.sub(" ", rest), flags=_I
    )
    return named[0].key if named and not rest.strip(_MARKS) else None


def _reworded(kind: Kind, said: str, prd: Prd) -> Wish | None:
    """New words for old ones or for a question, or a new title of the document or a section."""
    if kind == "answer":
        place = item_named(head_of(said))
        return Wish(kind, words=_ANSWERED.sub("", said).strip(), place=place)
    if kind == "rename":
        renamed = _RENAMES.search(said)
        if renamed is None:
            return None
        before = (*_keys(said[: renamed.start("new")], prd), *_numbered(said, prd))
        return Wish(kind, next(iter(before), None), words=_bare(renamed["new"]))
    found = _REPLACES.search(said)
    if found is None:
        return None
    said_old = found["old"] or found["old_en"] or ""
    old, new = _quoted(said_old), _quoted(found["new"] or found["new_en"] or "")
    whole = None if QUOTE.search(said_old) else _whole(old, prd)
    return Wish(kind, whole, other=new, words=old)


def _quoted(said: str) -> str:
    """What is quoted, where anything is; else the words without 都 and 全部 before the verb."""
    if found := QUOTE.search(said):
        return found[1]
    return _bare(re.sub(r"(?:全部|统统|都|全)+$", "", said.strip()))


def _whole(words: str, prd: Prd) -> str | None:
    """The section that words name, and nothing besides."""
    named = named_sections(words, prd)
    rest = words[: named[0].start] + words[named[0].end :] if len(named) == 1 else words
    return named[0].key if named and _NOTHING_MORE.fullmatch(rest) else None


def _words(said: str, prd: Prd) -> str:
    """What is to be added or to go, without the verb and the section's name."""
    if quoted := QUOTE.search(said):
        return quoted[1].strip()
    if about := _ABOUT.search(said):
        return (about["zh"] or about["en"]).strip(_MARKS)
    rest = said
    for one in reversed(named_sections(said, prd)):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = _VERBS.sub(" ", rest)
    rest = re.sub(r"部分|章节|这一?节|那一?[条节]|\b(?:section|part)\b", " ", rest, flags=_I)
    return " ".join(rest.split()).strip(_MARKS)


def _bare(words: str) -> str:
    return words.strip().strip(_MARKS.replace("的", "")).strip()
