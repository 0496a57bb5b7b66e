"""What an edit in the user's words asks for."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.packaged import packaged
from knowledge.records.prd import Prd
from tools.prd.editing.naming import named_sections
from tools.prd.editing.version_named import version_named

Kind = Literal[
    "undo", "lock", "unlock", "move_before", "move_after", "delete", "quantify", "shorten",
    "rewrite", "add", "replace", "rename", "decide", "restore", "compare", "refresh", "outdated",
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
    version: int | None = None
    """For a comparison and a return: with or to which version; None where none is named."""


_I = re.IGNORECASE
_REPLACES = re.compile(
    r"(?:把|将)?(?P<old>.{1,200}?)(?:改成|改为|换成|替换成)(?P<new>.{1,400})"
    r"|\b(?:change|replace)\s+(?P<old_en>.{1,200}?)\s+(?:to|with|by|into)\s+(?P<new_en>.{1,400})",
    _I | re.S,
)
_RENAMES = re.compile(
    r"(?:改成|换成|改为|改名[为叫成]?|改叫|\brename (?:it |the prd )?(?:to|as)|\bcall it)"
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
_QUOTE = re.compile(r"[“\"「『](.{1,300}?)[”\"」』]", re.S)
_MARKS = ' \t，,。.:：；;!！“”"「」的'


def asks_for_edit(text: str) -> bool:
    """Whether a text asks for an edit of a document at all."""
    return _kind_of(text) is not None


def asks_of_versions(text: str) -> bool:
    """Whether a text asks for versions: to compare, to go back, to see or mend what is stale."""
    return _kind_of(text) in OF_VERSIONS


def read_wish(text: str, prd: Prd) -> Wish | None:
    """The edit that a text asks for; None where it names nothing that can be done."""
    said = text.strip()
    kind = _kind_of(said)
    if kind is None:
        return None
    named = [one.key for one in named_sections(said, prd)]
    section, other = [*named, None, None][:2]
    if kind in {"restore", "compare"}:
        return Wish(kind, version=version_named(said))
    if kind in {"move_before", "move_after"}:
        return Wish(kind, section, other=other)
    if kind in {"replace", "rename"}:
        return _reworded(kind, said)
    if kind in {"add", "delete"}:
        return Wish(kind, section, words=_words(said, prd))
    return Wish(kind, section, words=said if kind == "decide" else "")


def _kind_of(text: str) -> Kind | None:
    return next((kind for kind, words in _kinds().items() if words.search(text)), None)


@cache
def _kinds() -> dict[Kind, re.Pattern[str]]:
    loaded = packaged("tools.prd.editing", "kinds.yaml")
    return {kind: re.compile("|".join(words), _I) for kind, words in loaded.items()}


def _reworded(kind: Kind, said: str) -> Wish | None:
    """New words for old ones, or a new title."""
    if kind == "rename":
        renamed = _RENAMES.search(said)
        return Wish(kind, words=_bare(renamed["new"])) if renamed else None
    found = _REPLACES.search(said)
    if found is None:
        return None
    old = _bare(found["old"] or found["old_en"] or "")
    return Wish(kind, other=_bare(found["new"] or found["new_en"] or ""), words=old)


def _words(said: str, prd: Prd) -> str:
    """What is to be added or to go, without the verb and the section's name."""
    if quoted := _QUOTE.search(said):
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
