"""Reads out of a question which failures are meant: signal, time, version, segment, stage."""

import re
from typing import Any

from tools.diagnosis.rules import default_rules
from tools.routes.alike import asks_users, kind_of_case
from tools.routes.case_file import asks_file, names_failures
from tools.routes.case_talk import asks_sureness
from tools.routes.causes import OTHERS, compared_parts
from tools.routes.faults import UNDECIDED, asks_which_stage, kind_asked, lists_undecided
from tools.routes.ids_said import named_ids
from tools.routes.mentions import first_named, plain
from tools.routes.paging import listed_on
from tools.routes.period import period_in, without_period
from tools.routes.route import Asked, Filled

_TOOL = "find_bad_cases"
_I = re.IGNORECASE
_LONGEST = 300
"""Characters of a question; what is longer is a pasted text."""
_ASKS = re.compile(
    r"(?:哪些|哪类|哪种|什么样的|最多|最常见|最严重|先修|先改|优先修|聚个?类|聚成|归类|分类"
    r"|分分类|盘点|汇总|统计|抽查|抽样"
    r"|值得看|有哪几|排个序).{0,14}(?:失败|bad ?case|坏例|badcase|点踩|问题|报错|出错|毛病|案例)"
    r"|(?:失败|bad ?case|badcase|坏例|点踩|被踩|报错|出错|毛病|案例).{0,14}"
    r"(?:哪些|哪类|哪种|最多|最常见|最严重|先修|先改|优先修|聚个?类|聚成|归类|分类|盘点|汇总"
    r"|统计|值得看|有哪几|排个序)"
    r"|(?:cluster|group|rank|sort|summari[sz]e|list|find|count) (?:me )?(?:all |the |our |my )*"
    r"(?:\w+ ){0,2}(?:failures?|bad cases?|bad answers?|errors)"
    r"|(?:which|what|most|top|biggest|worst|common).{0,24}(?:failures?|bad cases?|bad answers)\b"
    r"|(?:failures?|bad cases?|errors).{0,30}\b(?:fix first|most common|most often|first)\b"
    r"|为(?:什么|啥)(?:会|还|有)?(?:有)?[这那]么多"
    r"|\bwhy (?:are there |do we (?:have|get|see) )?so many\b"
    r"|(?:看|挑|找|来|给我|打开)[^，。]{0,4}[一1几][条个](?:最[新近]的?)?\s?"
    r"(?:失败|bad ?case|坏例|出错|答错)"
    r"|最新的?(?:[一1几][条个])?\s?(?:失败|bad ?case|坏例)"
    r"|\b(?:show|give|find|open|pick)(?: me)? (?:an?|one|any|some|the (?:latest|last|newest))"
    r"(?: \w+)? (?:bad (?:case|answer|one|example)|failure|fail(?:ed|ing) (?:case|answer|one))\b"
    r"|\b(?:show|give) me (?:an?|some|one) (?:bad (?:case|answer|one|example)|failure)s?\b"
    r"|\b(?:latest|newest|random) (?:failures?|bad (?:cases?|answers?))\b"
    r"|\bwhat(?:'s| is| keeps| has been)? (?:breaking|failing|broken|going wrong)\b"
    r"|what (?:should|do) (?:we|i) fix first|先修哪|先改哪|spot.?check|随机(?:抽|看)",
    _I,
)
_DOCS = re.compile(r"策略|规定|规则|文档|流程|怎么办|guidelines?|documented|\bdocs\b", _I)
"""Words by which a question is about what the documents say of failures."""
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
_ANY_VERSION = re.compile(r"(?:所有|全部|两个|各个?)版本|\b(?:all|both|every) versions?\b", _I)
_ANY_TIME = re.compile(r"(?:全部|所有|整个)时间|不限时间|\ball[- ]time\b|\bany time\b", _I)
_ANY_CAUSE = re.compile(
    r"所有(?:原因|环节|阶段)|全部(?:原因|环节|阶段)|\ball (?:stages|causes)\b", _I
)
_ANY_SIGNAL = re.compile(r"所有信号|不限信号|\ball signals\b", _I)
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
_WHOSE_ZH = r"(?:用户|创作者|客户|提问|问题)"
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
_ANY_SEGMENT = re.compile(
    r"(?:所有|全部|不限)(?:用户|语言|风格|平台|人群)"
    r"|\b(?:all|both|any) (?:users|languages|styles|platforms)\b",
    _I,
)
_LIMIT = re.compile(
    r"(?:抽查?|抽样|看|查|诊断)\s*(\d{1,4})\s*(?:条|个)"
    r"|\b(?:sample|check|look at)\s+(?:of\s+)?(\d{1,4})\b(?!\s*(?:days?|weeks?))",
    _I,
)


_FINE = (
    r"(?:没(?:什么|有|啥)?(?:发现|查出)?(?:什么)?(?:问题|毛病)|答对|答得好|回答得好|正常|合格)的"
)
_GOOD = re.compile(
    rf"{_FINE}(?:那些|那几条|案例|回答)?.{{0,6}}(?:看|列|哪些|哪几|多少)|(?:看|列|给|要)[^，,。]{{0,6}}{_FINE}"
    r"|哪些(?:是|其实)?没(?:有)?(?:查出)?(?:问题|毛病)"
    r"|\b(?:good|fine|ok(?:ay)?|healthy|faultless) (?:ones|cases|answers)\b"
    r"|\bwhich (?:ones |of them )?(?:are|were) (?:actually )?(?:fine|good|ok(?:ay)?)\b"
    r"|\b(?:ones|cases|answers|those) (?:with(?:out)?|that have) (?:no|any|a) (?:fault|problem)s?\b"
    r"|\bno fault (?:was )?found\b",
    _I,
)
"""Asks for the answers in which nothing was found to be wrong."""
_SOME = re.compile(
    r"(?:最(?:差|糟|烂|惨|严重)的?|表现最差的?)\s*(?:那)?(?:几|两|\d{1,3}"
    r"|[一二三四五六七八九十]{1,3})?\s*(?:条|个|些|类)"
    r"|(?:给|帮|把|将)?(?:我|它们?|这些|失败)?(?:分(?:分|一下|个|成)?组|聚(?:个|一下|成)?类"
    r"|归(?:归|一下|个)?类|分(?:分|一下|个)?类)(?:看看|吧|一下)?"
    r"|\bworst (?:ones?|cases?|answers?|ten|five|three|\d{1,3})\b"
    r"|\b(?:ten|five|three|\d{1,3}) worst\b"
    r"|\b(?:group|cluster|bucket|sort) (?:them|these|those|it)\b",
    _I,
)
_COSTS = re.compile(
    r"(?:哪(?:类|些|种)|什么)(?:用户|人|人群).{0,8}(?:受影响|失败|中招|遭殃)"
    r"|\bwho (?:is|are|was|were) (?:hit|affected|hurt) (?:the )?(?:most|worst|hardest)\b|"
    r"(?:哪(?:个|类|种|些)|什么)(?:失败|根|主要)?(?:原因|环节|步骤|阶段|失败|问题).{0,12}(?:损失"
    r"|代价|成本|亏|影响|浪费).{0,4}最?(?:大|多|高|严重)"
    r"|\bwhich (?:\w+ )?(?:causes?|stages?|failures?|kinds?|problems?)\b.{0,30}\b(?:costs?"
    r"|hurts?|damages?|loses?|affects?)\b.{0,16}\bmost\b"
    r"|\b(?:most (?:costly|expensive)|costliest) (?:causes?|stages?|failures?|kinds?)\b",
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
_ANY_TOPIC = re.compile(r"(?:所有|全部|不限)(?:主题|话题|内容)|\ball (?:topics|subjects)\b", _I)


_OF_ONE = re.compile(
    r"这[条个]|那[条个]|\b(?:this|that) (?:bad )?(?:case|failure|one)\b|\bwhy\b|为什么", _I
)
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


def fill(asked: Asked) -> Filled:
    """Which failures are meant; after such an answer, what is not said anew stays as it was."""
    text = plain(asked.text)
    if (more := listed_on(asked)) is not None:
        return Filled(more, sure=True)
    if not _GOOD.search(text) and (like := kind_of_case(asked)):
        return Filled({**_read(text), **like}, sure=True)
    if len(text) > _LONGEST or named_ids(asked):
        return Filled({})
    if part := _part(asked, text):
        scope = {**_kept(text, asked.args_of.get(_TOOL, {})), **_read(text)}
        return Filled({**scope, "part": part}, sure=True)
    args = _read(text)
    kind = kind_asked(asked)
    args |= kind
    compared = compared_parts(asked.subject, text)
    follows = asked.last_tool == _TOOL
    about = {} if args or compared or _DOCS.search(text) else _about(text, follows=follows)
    args = args | compared | about
    if follows:
        # Of one cause alone there is little to compare, and of one kind nothing to list.
        past = {"cause", "limit", "like"} if compared else set()
        past |= {"kind"} if "cause" in args else set()
        past |= {"like"} if _ASKS.search(text) or about or "cause" in args else set()
        kept = _kept(text, asked.last_args)
        args = {**{name: value for name, value in kept.items() if name not in past}, **args}
    freed = follows and any(_freed(name, text) for name in asked.last_args)
    some = bool(_SOME.search(text)) and asked.subject not in OTHERS
    near = follows or asked.listed_by == _TOOL or asked.subject == "diagnose_case"
    narrows = near and bool(args) and _only_narrows(text)
    # Failures of a stretch of time are many: 帮我看看上周的 bad case.
    many = "period" in args and names_failures(text) and not _OF_ONE.search(text)
    one_cause = kind or asks_which_stage(text) or lists_undecided(text)
    asked_for = some or compared or about or freed or narrows or many or one_cause
    asks = bool(_ASKS.search(text) or _COSTS.search(text) or asked_for)
    is_of_list = bool(kind) and follows
    return Filled(args, sure=asks and not _DOCS.search(text), likeness=1.0 if is_of_list else 0.0)


def _only_narrows(text: str) -> bool:
    """Whether a text names a version, a stretch of time or a segment, and next to nothing else."""
    rest = without_period(_VERSION.sub(" ", text))
    for _, words in _SPOKEN:
        rest = words.sub("", rest)
    for name in ("style", "platform"):
        rest = default_rules().slots[name].words.strip(rest)
    return not _LEFT.sub("", rest)


def _kept(text: str, last: dict[str, Any]) -> dict[str, Any]:
    """What the last search was narrowed to, and this question does not free."""
    once = {"against", "part", "start"}
    return {
        name: value
        for name, value in last.items()
        if value is not None and name not in once and not _freed(name, text)
    }


def _part(asked: Asked, text: str) -> str | None:
    """`users`, `sure`, `good` or `export`, asked of failures that were listed, or are named."""
    if asked.subject in OTHERS:
        return None
    is_near = _TOOL in {asked.last_tool, asked.subject} or names_failures(text)
    if _GOOD.search(text) and (is_near or asked.subject == "diagnose_case"):
        return "good"
    if asks_users(text) and is_near:
        return "users"
    is_of_list = asked.last_tool == _TOOL and not asked.last_args.get("like")
    if is_of_list and not _read(text) and asks_sureness(text):
        return "sure"
    return "export" if asks_file(asked, text) else None


def _about(text: str, *, follows: bool) -> dict[str, Any]:
    """What the queries are to be about; without such an answer only where failures are named."""
    found = _ABOUT.search(text)
    if found is None:
        return {}
    only = found["only"] or found["en"]
    words = (only if follows and only else found["on"] or found["with"] or "").strip()
    return {"about": words} if words and not _ANY_TOPIC.search(text) else {}


def _read(text: str) -> dict[str, Any]:
    found = {
        "signal": first_named(_SIGNALS, text),
        "period": period_in(text),
        "version": _version(text),
        "segment": _segment(text),
        "cause": first_named(_CAUSES, text),
        "limit": _limit(text),
    }
    return {name: value for name, value in found.items() if value is not None}


def _freed(name: str, text: str) -> bool:
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
