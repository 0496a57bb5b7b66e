"""What an edit in the user's words asks for."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.records.prd import Prd
from tools.prd.editing.naming import named_sections

Kind = Literal[
    "undo", "lock", "unlock", "move_before", "move_after", "delete", "quantify", "shorten",
    "rewrite", "add", "replace", "rename", "decide",
]  # fmt: skip


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


_I = re.IGNORECASE
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("undo", re.compile(r"撤销|撤回|还原|退回上一版|恢复上一版|\bundo\b|\brevert\b|\btake (?:it|that) back\b", _I)),
    ("unlock", re.compile(r"解锁|解除锁定|\bunlock\b", _I)),
    ("lock", re.compile(r"锁定|锁住|锁上|\block\b|\bfreeze\b", _I)),
    ("move_after", re.compile(r"(?:移|挪|放|调)到?.{0,24}(?:之后|后面|后边|后$)|\b(?:move|put)\b.{1,60}\b(?:after|below|behind)\b", _I)),
    ("move_before", re.compile(r"(?:移|挪|放|调)到?.{0,24}(?:之前|前面|前边|前$)|\b(?:move|put)\b.{1,60}\b(?:before|above)\b", _I)),
    ("rename", re.compile(r"(?:标题|名字|PRD)\s*(?:改|换)(?:成|为|叫)|改名(?:为|叫|成)?|\brename (?:it |the prd )?(?:to|as)\b|\bcall it\b", _I)),
    ("replace", re.compile(r"把?.{1,80}?(?:改成|改为|换成|替换成)|\b(?:change|replace)\b .{1,120}? \b(?:to|with|by|into)\b ", _I)),
    ("quantify", re.compile(r"量化|可衡量|有数字|具体(?:的)?数|\bquantif|\bmeasurable\b|\bmore (?:numbers|figures|concrete)\b|\bput numbers\b", _I)),
    ("shorten", re.compile(r"缩短|精简|短一?点|简短|简洁|压缩|太长|太啰嗦|\bshort(?:en|er)\b|\bcondense\b|\btrim\b|\bcut down\b|\btoo long\b|\bconcise\b|\btighten\b", _I)),
    ("decide", re.compile(r"^(?:我们?)?(?:已经?)?决定|定了[:：，,]|\bwe(?:'ve| have)? decided?\b|^decided?\b|^decision\b", _I)),
    ("add", re.compile(r"(?:再?加|补充?|增加|添加|新增)(?:一?[条个项段]|上|入|进)?|\badd\b|\binclude\b|\bmention\b", _I)),
    ("delete", re.compile(r"删(?:除|掉|去)?|去掉|移除|拿掉|不要|\bdelete\b|\bremove\b|\bdrop\b|\bget rid of\b", _I)),
    ("rewrite", re.compile(r"重写|重新?(?:写|起草|生成)|更新|刷新|展开|详细|\brewrite\b|\bredraft\b|\brefresh\b|\bupdate\b|\bexpand\b|\bredo\b|\bmore detail", _I)),
)  # fmt: skip
"""Words for each kind of edit; the first that fits counts."""
_REPLACES = re.compile(
    r"(?:把|将)?(?P<old>.{1,200}?)(?:改成|改为|换成|替换成)(?P<new>.{1,400})"
    r"|\b(?:change|replace)\s+(?P<old_en>.{1,200}?)\s+(?:to|with|by|into)\s+(?P<new_en>.{1,400})",
    _I | re.S,
)
_RENAMES = re.compile(
    r"(?:改成|换成|改为|改名为|改名叫|改名成|改名|改叫|\brename (?:it |the prd )?(?:to|as)|\bcall it)\s*(?P<new>.{1,80})",
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
    return any(words.search(text) for _, words in _KINDS)


def read_wish(text: str, prd: Prd) -> Wish | None:
    """The edit that a text asks for; None where it names nothing that can be done."""
    said = text.strip()
    kind = next((kind for kind, words in _KINDS if words.search(said)), None)
    if kind is None:
        return None
    named = named_sections(said, prd)
    section = named[0].key if named else None
    match kind:
        case "move_before" | "move_after":
            return Wish(kind, section, other=named[1].key if len(named) > 1 else None)
        case "replace":
            found = _REPLACES.search(said)
            if found is None:
                return None
            old = _bare(found["old"] or found["old_en"] or "")
            return Wish(kind, None, _bare(found["new"] or found["new_en"] or ""), old)
        case "rename":
            renamed = _RENAMES.search(said)
            return Wish(kind, words=_bare(renamed["new"])) if renamed else None
        case "add" | "delete":
            return Wish(kind, section, words=_words(said, prd, kind))
        case "decide":
            return Wish(kind, section, words=said)
    return Wish(kind, section)


def _words(said: str, prd: Prd, kind: Kind) -> str:
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
    return " ".join(rest.split()).strip(_MARKS) if kind == "add" or rest.strip() else ""


def _bare(words: str) -> str:
    return words.strip().strip(_MARKS.replace("的", "")).strip()
