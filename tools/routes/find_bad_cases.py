"""Reads out of a question whether failures are meant, which, and what is asked of them."""

import re

from tools.routes.alike import asks_users, kind_of_case
from tools.routes.case_file import asks_file, names_failures
from tools.routes.case_talk import asks_sureness
from tools.routes.causes import OTHERS, compared_parts
from tools.routes.failures_narrowed import (
    is_freed,
    narrowed_to,
    only_narrows,
    still_narrowed,
    topic_named,
)
from tools.routes.faults import asks_which_stage, kind_asked, lists_undecided
from tools.routes.ids_said import named_ids
from tools.routes.mentions import plain
from tools.routes.paging import listed_on
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
_OF_ONE = re.compile(
    r"这[条个]|那[条个]|\b(?:this|that) (?:bad )?(?:case|failure|one)\b|\bwhy\b|为什么", _I
)


def fill(asked: Asked) -> Filled:
    """Which failures are meant; after such an answer, what is not said anew stays as it was."""
    text = plain(asked.text)
    if (more := listed_on(asked)) is not None:
        return Filled(more, sure=True)
    if not _GOOD.search(text) and (like := kind_of_case(asked)):
        return Filled({**narrowed_to(text), **like}, sure=True)
    if len(text) > _LONGEST or named_ids(asked):
        return Filled({})
    if part := _part(asked, text):
        scope = {**still_narrowed(text, asked.args_of.get(_TOOL, {})), **narrowed_to(text)}
        return Filled({**scope, "part": part}, sure=True)
    args = narrowed_to(text)
    kind = kind_asked(asked)
    args |= kind
    compared = compared_parts(asked.subject, text)
    follows = asked.last_tool == _TOOL
    about = {} if args or compared or _DOCS.search(text) else topic_named(text, follows=follows)
    args = args | compared | about
    if follows:
        # Of one cause alone there is little to compare, and of one kind nothing to list.
        past = {"cause", "limit", "like"} if compared else set()
        past |= {"kind"} if "cause" in args else set()
        past |= {"like"} if _ASKS.search(text) or about or "cause" in args else set()
        kept = still_narrowed(text, asked.last_args)
        args = {**{name: value for name, value in kept.items() if name not in past}, **args}
    freed = follows and any(is_freed(name, text) for name in asked.last_args)
    some = bool(_SOME.search(text)) and asked.subject not in OTHERS
    near = follows or asked.listed_by == _TOOL or asked.subject == "diagnose_case"
    narrows = near and bool(args) and only_narrows(text)
    # Failures of a stretch of time are many: 帮我看看上周的 bad case.
    many = "period" in args and names_failures(text) and not _OF_ONE.search(text)
    one_cause = kind or asks_which_stage(text) or lists_undecided(text)
    asked_for = some or compared or about or freed or narrows or many or one_cause
    asks = bool(_ASKS.search(text) or _COSTS.search(text) or asked_for)
    is_of_list = bool(kind) and follows
    return Filled(args, sure=asks and not _DOCS.search(text), likeness=1.0 if is_of_list else 0.0)


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
    if is_of_list and not narrowed_to(text) and asks_sureness(text):
        return "sure"
    return "export" if asks_file(asked, text) else None
