"""Reads what is to change in a set: 再加20条难的, drop the English ones, undo."""

import re
from dataclasses import dataclass, field
from typing import Literal

from tools.decisions.models.reading.numerals import HAN, number
from tools.evals.building.plan import Plan, Want, Where
from tools.evals.building.plan_reading import read_plan
from tools.evals.building.swapping import Swap, read_swap
from tools.evals.building.vocabulary import Vocabulary

Kind = Literal[
    "add", "say", "drop", "keep", "resize", "redraw", "rename", "undo", "restore", "freeze", "gaps",
    "fill", "remix", "swap",
]  # fmt: skip
"""Add to a plan or in words, drop or keep some, have so many, draw others, rename, go back; the
same number in other shares is a remix, one kind in place of another a swap."""

_I = re.IGNORECASE
_SOME = 10
"""Examples that "more comedy" adds."""
_UNDO = re.compile(
    r"撤销|撤回|还原|恢复上一?版|回到上一?版|^\s*(?:恢复|还原)\s*$|(?:恢复|找回)(?:它|这个|回来|.{0,6}集)"
    r"|算了|取消(?:刚才|上一步|这次)|\bcancel (?:that|it|this)\b|\bbring (?:it|that) back\b"
    r"|\bbring [^,;.]{1,40} back\b|\bundo\b|\brevert\b|\bgo back\b"
    r"|\b(?:restore|undelete|bring back)\b(?!.*\bv(?:ersion )?\d)",
    _I,
)
_RESTORE = re.compile(
    r"(?:回到|恢复到?|退回到?|用回|back to|restore|revert to)\s*"
    r"(?:version |版本 ?|第 ?)?v?\s*(\d{1,4})",
    _I,
)
_FREEZE = re.compile(r"冻结|定稿|\bfreeze\b|(?:存|保存)(?:为|成)\s*v\d|save (?:it )?as v\d", _I)
_RENAME = re.compile(
    r"(?:改名(?:为|叫|成)?|重命名(?:为|成)?|名字?(?:改|换)(?:为|成)"
    r"|(?:叫它|就叫|命名为|取名(?:叫|为)?)"
    r"|\brename\b(?:[^,;，。]{1,60}?\b(?:to|as|into)\b|(?: it| this| the set)?)"
    r"|\b(?:call|name) (?:it|this|the set)\b)"
    r"\s*[:：]?\s*[“\"「『]?(?P<name>[^”\"」』。\n]{1,60})",
    _I,
)
_LOOKS_AT = re.compile(
    r"(?:看看?|打开|显示|查看|导出|下载|保存|标注)(?:一?下)?(?:这个|那个|刚才的|刚建的|它的?)?(?:评测集|测试集|样本|数据集|集|全部样本)?[吧呢。!！]*$"
    r"|\b(?:show|open|view|see|display|export|download|save|annotate|label)\b(?: me)?(?: all)?"
    r"(?: (?:it|them|(?:the|this|that|my)? ?(?:eval )?(?:set|examples|samples|rows))"
    r"(?: as (?:csv|jsonl|xlsx))?)"
    r"\W*$"
    r"|^\W*(?:看看?|打开|显示|查看|导出|下载)(?:一?下)?[^，。,;；]{0,40}集[^，。,;；里中的]{0,40}$"
    r"|^\W*(?:(?:please|can you) )?(?:show|open|view|see|display|export|download)\b"
    r"[^,;.]{0,40}\bset\b[^,;.]{0,40}\W*$"
    r"|(?:评测|测试|样本)集(?:里|中)(?:都|现在)?(?:有|是)(?:些)?(?:什么|啥|哪些)"
    r"|^\W*(?:它|里面|里头|它里面)(?:都|现在)?(?:有|是)(?:些)?(?:什么|啥|哪些)"
    r"|^\W*what(?:['’]s| is) in it\b"
    r"|\bwhat(?:'s| is| cases are| examples are) in (?:the|our|my|this|that) [^,;.]{0,40}\bset\b",
    _I,
)
"""What is done with the set in the panel, where it is shown as it stands."""
_GAPS = re.compile(
    r"缺(?:什么|哪些|啥|了什么)|还缺|少了?什么|缺口|覆盖(?:率|情况|得|了)"
    r"|what(?:'s| is| are) (?:it )?missing"
    r"|\bgaps?\b|\bcoverage\b|what does it (?:lack|cover)"
    r"|(?<!加)(?<!要)(?:多少|几)[条个](?!以|左右)|占多少|占几成|\bhow (?:big|large)\b"
    r"|\bhow many\b.{0,40}\b(?:are|is|does|do|in)\b|\bwhat (?:share|part|percentage)\b",
    _I,
)
_FILL = re.compile(
    r"(?:补(?:齐|上|全|足|一下)|填(?:上|补|平)).{0,8}(?:缺口|缺的|空缺|它们|不足)?"
    r"|\bfill (?:in )?(?:the |those |these )?gaps?\b"
    r"|\badd what is missing\b",
    _I,
)
_REDRAW = re.compile(
    r"换一批|重新?抽|再抽一[批次]|换些|换一些|\bswap (?:them|these|those|all)\b"
    r"|\bre-?draw\b|\banother (?:draw|batch|sample|set of)"
    r"|\b(?:different|other) (?:ones|examples)\b|\bdraw again\b|\breshuffle\b|\bresample\b",
    _I,
)
_SAY = re.compile(
    r"^\s*(?:再?(?:加|添加|增加|补充?)(?:上|入|进去?)?(?:一?[条个])?(?:样本|例子|用例)?"
    r"|add(?: an?)?(?: example| case| row)?)\s*[:：]",
    _I,
)
_N = rf"(?:\d{{1,6}}|{HAN})"
_RESIZE = re.compile(
    r"(?:(?:换|改|变|扩|缩|加|增|减|降|砍|凑|补|扩充|扩大|增加|减少|缩小|缩减)(?:成|为|到|够|满|足)|只(?:要|留|保留)"
    rf"|(?:总共|一共)要?|^(?:那|就|要|还是|好的?|来|先|\W)*)\s*(?P<zh>{_N})\s*[条个例](?:样本|例子)?"
    r"(?:就?(?:行|够|好|可以)?了?|吧|呢)\W*$"
    r"|(?:\b(?:make|change|set|turn) (?:it|that|them|the set)(?: to| into)?"
    r"|\b(?:cut|trim|reduce|shrink|grow|extend|expand|increase|bring|go|down|up)\b.{0,20}?\bto"
    r"|^\W*(?:(?:and|then|ok|okay|so|but|with|just|only|make|use|try|let'?s|have)\b\W*)*)"
    r"\s*(?P<en>\d{1,6})(?: (?:examples?|samples?|cases?|rows?|of them))?"
    r"(?: (?:please|in all|in total|instead|then|now|will do|is enough))*\W*$",
    _I,
)
"""So many, whatever there are now; 再加 20 条 and "20 more" are something else."""
_ADD = re.compile(r"加|补|多[来点些]|再来|添|\badd\b|\bmore\b|\binclude\b|\banother \d", _I)
_DROP = re.compile(
    r"去掉|删[掉了去]|删除|移除|拿掉|剔除|不要|去除"
    r"|\bdrop\b|\bremove\b|\bdelete\b|\bwithout\b|\btake out\b",
    _I,
)
_KEEP = re.compile(r"只(?:要|留|保留|看)|仅(?:要|留|保留)|\bonly\b|\bkeep just\b", _I)
_PLACES = re.compile(
    r"第\s*(\d{1,4})\s*(?:[到至~-]\s*(?:第\s*)?(\d{1,4})\s*)?[条个]"
    r"|(?:#|\bno\.? ?|\bnumber |\brow |\bexample )(\d{1,4})\b",
    _I,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_PLACE_WORDS = re.compile(
    rf"\bthe (?P<en>{'|'.join(_ORDINALS)}|last)\b|第(?P<zh>{HAN})[条个]|(?P<end>最后)一?[条个]", _I
)
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,80})[”\"」』]")
_ID = re.compile(r"(?<![\w-])(?:t-\d{3,}|chat-[0-9a-f]{6,}|doc:\S+|[\w.-]+#\d+)(?![\w-])", _I)


@dataclass(frozen=True)
class Change:
    """One change of a set."""

    kind: Kind
    """What to do."""
    plan: Plan = field(default_factory=Plan)
    """For `add`: what to add; for `remix`: the shares."""
    where: Where = field(default_factory=dict)
    """For `drop` and `keep`: the slices; of several dimensions any one drops, all keep. For `gaps`:
    those that are to be counted."""
    places: tuple[int, ...] = ()
    """For `drop` and `keep`: places in the set, from 1; -1 is the last."""
    ids: tuple[str, ...] = ()
    """For `drop` and `keep`: examples by id."""
    words: tuple[str, ...] = ()
    """For `drop` and `keep`: what their queries contain."""
    name: str = ""
    """For `rename`: the new name."""
    total: int = 0
    """For `resize`: how many there are to be."""
    version: int | None = None
    """For `restore`: the version."""
    swap: Swap | None = None
    """For `swap`: what goes and what comes."""


def read_change(text: str, vocabulary: Vocabulary) -> Change | None:
    """The change that a text asks for; None where none can be read.

    Only values that occur in the data are known, so `vocabulary` has to be of set and traffic.
    """
    given = says_examples(text)
    if not given and (found := _RENAME.search(text)):
        return Change("rename", name=found["name"].strip(' ”"」』吧。.!！'))
    if not given and (found := _RESTORE.search(text)):
        return Change("restore", version=int(found[1]))
    if not given and (swap := read_swap(text, vocabulary)):
        return Change("swap", swap=swap)
    if kind := next((kind for kind, words in _BARE if words.search(text)), None):
        return Change(kind, where=_asked_about(text, vocabulary) if kind == "gaps" else {})
    if total := resized_to(text):
        return Change("resize", total=total)
    return _of_kinds(text, vocabulary)


def _asked_about(text: str, vocabulary: Vocabulary) -> Where:
    """The slices of which a question wants to know how many there are."""
    where: dict[str, frozenset[str]] = {}
    for one in vocabulary.find(text):
        if one.value is not None:
            where[one.key] = where.get(one.key, frozenset()) | {one.value}
    return where


def resized_to(text: str) -> int | None:
    """How many examples a text wants a set to have; None where it does not say.

    >>> resized_to("换成 30 条"), resized_to("and with 20 examples"), resized_to("再加20条")
    (30, 20, None)
    """
    found = _RESIZE.search(text)
    return int(number(found["zh"] or found["en"])) or None if found else None


def _of_kinds(text: str, vocabulary: Vocabulary) -> Change | None:
    """Which kinds of examples are to come, to go or to stay."""
    plan = read_plan(text, vocabulary)
    counted = list(_PLACE_WORDS.finditer(text))
    if counted and (_DROP.search(text) or _KEEP.search(text)):
        kind: Kind = "keep" if _KEEP.search(text) else "drop"
        return Change(kind, places=tuple(map(_place, counted)))
    if _DROP.search(text) or _KEEP.search(text) or plan.without or plan.only:
        return _some(text, plan)
    if not _ADD.search(text):
        is_mix = plan.total is None and any(one.share is not None for one in plan.wants)
        return Change("remix", plan=plan) if is_mix else None
    if plan.total or plan.wants or plan.each:
        return Change("add", plan=plan)
    named = [one for one in vocabulary.find(text) if one.value is not None]
    wants = tuple(Want({one.key: frozenset({one.value})}, _SOME) for one in named if one.value)
    return Change("add", plan=Plan(wants=wants)) if wants else None


def _place(match: re.Match[str]) -> int:
    """The place that a word counts to; -1 is the last."""
    if match["zh"]:
        return int(number(match["zh"]))
    word = (match["en"] or "last").lower()
    return -1 if word == "last" else _ORDINALS.index(word) + 1


def looks_at_it(text: str) -> bool:
    """Whether a text only wants to see the set, or to do what its panel does.

    >>> looks_at_it("show me the set"), looks_at_it("导出它"), looks_at_it("show the last run")
    (True, True, False)
    """
    return _LOOKS_AT.search(text.strip()) is not None


def says_examples(text: str) -> bool:
    """Whether a text puts examples in words: 加一条：…, add: …"""
    return _SAY.search(text) is not None


_BARE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("say", _SAY),
    ("undo", _UNDO),
    ("freeze", _FREEZE),
    ("redraw", _REDRAW),
    ("fill", _FILL),
    ("gaps", _GAPS),
    ("gaps", _LOOKS_AT),
)


def _some(text: str, plan: Plan) -> Change | None:
    """Which ones are dropped, or kept."""
    kind: Kind = "keep" if plan.only or (_KEEP.search(text) and not plan.without) else "drop"
    places: list[int] = []
    for match in _PLACES.finditer(text):
        first = int(match[1] or match[3])
        last = int(match[2] or first)
        places += range(first, min(last, first + 5_000) + 1)
    change = Change(
        kind,
        where=plan.only if kind == "keep" else plan.without,
        places=tuple(places),
        ids=tuple(match[0] for match in _ID.finditer(text)),
        words=tuple(match[1].casefold() for match in _QUOTED.finditer(text)),
    )
    names_some = change.where or change.places or change.ids or change.words
    return change if names_some else None
