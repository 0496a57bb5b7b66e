"""Reads to which failures a question narrows: signal, time, version, segment, stage, topic."""

import re
from typing import Any

from tools.diagnosis.rules import default_rules
from tools.routes.faults import UNDECIDED
from tools.routes.mentions import first_named
from tools.routes.period import period_in, without_period

_I = re.IGNORECASE
_SIGNALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("random", re.compile(r"随机|抽查|抽样|\brandom|spot.?check|\bsample", _I)),
    ("thumbs_down", re.compile(r"点踩|被踩|差评|thumbs?.?down|downvot|rated down|disliked", _I)),
    ("regenerated", re.compile(r"重新生成|重生成|重写|regenerat|retried", _I)),
    (
        "edited",
        re.compile(r"大改|改得(?:多|厉害)|大幅(?:修改|编辑)|edited|rewrote|heavy edits?", _I),
    ),
    ("abandoned", re.compile(r"放弃|跳出|没用上|abandon|gave up|dropped off", _I)),
    ("error", re.compile(r"报错|超时|系统错误|\berrors?\b|time-?outs?\b|crash", _I)),
    ("policy", re.compile(r"违规|违法|禁用|合规|敏感|policy|violat|forbidden|compliance", _I)),
)
_VERSION = re.compile(
    r"(?<![A-Za-z0-9_.])v(?:ersion)?\s?(\d+(?:\.\d+)*)(?![A-Za-z0-9_])|版本\s*(\d+(?:\.\d+)*)", _I
)
_CAUSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("retrieval", re.compile(r"检索|召回|\bretrieval\b", _I)),
    ("intent", re.compile(r"意图|\bintent\b", _I)),
    (
        "generation",
        re.compile(r"生成(?:环节|阶段|的问题|类|出错|的呢|的$|的？|的\?)|\bgeneration\b", _I),
    ),
    ("query", re.compile(r"提问(?:环节|阶段|的|本身|类)|\bquery\b", _I)),
    ("system", re.compile(r"系统(?:的|类|故障|问题)|\bsystem\b", _I)),
    (
        "undetermined",
        UNDECIDED,
    ),
)
_WHOSE = r"(?: |-)?(?:speaking )?(?:users?|creators?|customers?|people|queries|questions)\b"
_SPOKEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "en",
        re.compile(rf"(?:英文|英语|海外)的?(?:用户|创作者|客户|提问|问题)|\benglish{_WHOSE}", _I),
    ),
    (
        "zh",
        re.compile(rf"(?:中文|汉语|国内)的?(?:用户|创作者|客户|提问|问题)|\bchinese{_WHOSE}", _I),
    ),
)
"""In which language those ask of whom the failures are."""
_LIMIT = re.compile(
    r"(?:抽查?|抽样|看|查|诊断)\s*(\d{1,4})\s*(?:条|个)"
    r"|\b(?:sample|check|look at)\s+(?:of\s+)?(\d{1,4})\b(?!\s*(?:days?|weeks?))",
    _I,
)
_ABOUT = re.compile(
    r"^(?:那|就)?(?:只|仅)(?:看|要|留|算|统计)(?:一下)?(?:和|跟|与|关于"
    r"|有关)?\s*(?P<only>[^，,。]{1,20}?)\s*(?:有关|相关)?(?:的)?(?:吧|呢)?[。.！!?？\s]*$"
    r"|(?:关于|有关|涉及)\s*(?P<on>[^，,。的]{1,20}?)\s*(?:有关|相关)?的(?:失败|bad ?case|坏例"
    r"|问题)"
    r"|^\W*(?:only|just)(?: show)?(?: me)?(?: the| those| ones)?(?: about"
    r"| on)? (?P<en>[a-z][\w' -]{1,30}?)(?: ones?| cases?| queries| failures)?[\s.!?]*$"
    r"|\b(?:failures?|bad cases?)\b (?:about|on|with"
    r"|mentioning) (?:the )?(?P<with>[a-z][\w' -]{1,30}?)[\s.!?]*$",
    _I,
)
_ANY_VERSION = re.compile(r"(?:所有|全部|两个|各个?)版本|\b(?:all|both|every) versions?\b", _I)
_ANY_TIME = re.compile(r"(?:全部|所有|整个)时间|不限时间|\ball[- ]time\b|\bany time\b", _I)
_ANY_CAUSE = re.compile(
    r"所有(?:原因|环节|阶段)|全部(?:原因|环节|阶段)|\ball (?:stages|causes)\b", _I
)
_ANY_SIGNAL = re.compile(r"所有信号|不限信号|\ball signals\b", _I)
_ANY_SEGMENT = re.compile(
    r"(?:所有|全部|不限)(?:用户|语言|风格|平台|人群)"
    r"|\b(?:all|both|any) (?:users|languages|styles|platforms)\b",
    _I,
)
_ANY_TOPIC = re.compile(r"(?:所有|全部|不限)(?:主题|话题|内容)|\ball (?:topics|subjects)\b", _I)
_ANY_KIND = re.compile(
    r"(?:所有|全部|整体|各)(?:的)?(?:类|种|失败|bad)|\ball (?:kinds|failures)\b", _I
)
_LEFT = re.compile(
    r"\b(?:and|what about|how about|any(?: new)?(?: ones)?|only|just|now|then|for|in|on|from|of"
    r"|the|show|me|list|ones?|too|are there|is there|failures?|cases?)\b"
    r"|那么?|就|只|看看?|换成?|有没有|有|新|的|呢|吗|了|呀|版本|里面|失败|案例|[\W_]",
    _I,
)
"""What says nothing beside that by which a list is narrowed."""


def narrowed_to(text: str) -> dict[str, Any]:
    """The arguments of the search that a question names, without the topic."""
    found = {
        "signal": first_named(_SIGNALS, text),
        "period": period_in(text),
        "version": _version(text),
        "segment": _segment(text),
        "cause": first_named(_CAUSES, text),
        "limit": _limit(text),
    }
    return {name: value for name, value in found.items() if value is not None}


def topic_named(text: str, *, follows: bool) -> dict[str, Any]:
    """What the queries are to be about; without such an answer only where failures are named."""
    found = _ABOUT.search(text)
    if found is None:
        return {}
    only = found["only"] or found["en"]
    words = (only if follows and only else found["on"] or found["with"] or "").strip()
    return {"about": words} if words and not _ANY_TOPIC.search(text) else {}


def still_narrowed(text: str, last: dict[str, Any]) -> dict[str, Any]:
    """What the last search was narrowed to, and this question does not free."""
    once = {"against", "part", "start"}
    return {
        name: value
        for name, value in last.items()
        if value is not None and name not in once and not is_freed(name, text)
    }


def is_freed(name: str, text: str) -> bool:
    """Whether the question asks for all where the last one asked for some."""
    free = {
        "version": _ANY_VERSION,
        "period": _ANY_TIME,
        "cause": _ANY_CAUSE,
        "kind": _ANY_CAUSE,
        "signal": _ANY_SIGNAL,
        "about": _ANY_TOPIC,
        "segment": _ANY_SEGMENT,
        "like": _ANY_KIND,
    }
    return name in free and bool(free[name].search(text))


def only_narrows(text: str) -> bool:
    """Whether a text names a version, a stretch of time or a segment, and next to nothing else."""
    rest = without_period(_VERSION.sub(" ", text))
    for _, words in _SPOKEN:
        rest = words.sub("", rest)
    for name in ("style", "platform"):
        rest = default_rules().slots[name].words.strip(rest)
    return not _LEFT.sub("", rest)


def _version(text: str) -> str | None:
    found = _VERSION.search(text)
    return f"v{found[1] or found[2]}" if found else None


def _segment(text: str) -> str | None:
    """A style, a platform or the users' language that the question names."""
    if spoken := first_named(_SPOKEN, text):
        return f"language={spoken}"
    for name in ("style", "platform"):
        slot = default_rules().slots[name]
        if found := slot.words.find(text):
            return f"{name}={slot.value_of[found[0].casefold()]}"
    return None


def _limit(text: str) -> int | None:
    found = _LIMIT.search(text)
    return min(max(int(found[1] or found[2]), 1), 5_000) if found else None
