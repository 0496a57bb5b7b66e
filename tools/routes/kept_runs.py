"""Questions about the runs that are kept: which there are, whether one is on, and "stop"."""

import re

from tools.evals.scorers.called import scorers_called
from tools.routes.route import Asked

_I = re.IGNORECASE
_SHORT = 40
_LIST = re.compile(
    r"(?:哪些|哪几次|几次|多少次|所有|全部)(?:的)?(?:评测|跑分)(?:运行|记录|结果)?(?!集|样本|指标|指南)"
    r"|(?:评测|跑分)(?:运行|记录|历史)(?:的)?(?:列表|有哪些|都?有)"
    r"|(?:列出|看看?|查看|显示|打开).{0,6}(?:评测|跑分)(?:运行|记录|历史)"
    r"|(?:跑|做)过(?:哪些|几次|多少次|什么)(?:评测)?"
    r"|\b(?:list|show|see|view|which|what|how many)(?: me)?(?: all)?(?: of)?(?: the| our| my)?"
    r" (?:(?:eval(?:uation)?|past|previous|earlier|kept|recent) )*(?:runs|evals|evaluations)\b"
    r"|\b(?:run|eval(?:uation)?) history\b|\bwhen did (?:we|i) last (?:run|evaluate)\b"
    r"|(?:上次|最近一次)(?:是)?(?:什么时候|哪天|何时)(?:跑|评测)",
    _I,
)
_STATE = re.compile(
    r"(?:评测|运行|跑分)(?:还在跑|跑完了?[吗没]|跑到哪|跑得怎么样|停了[吗没]|进度|状态)"
    r"|还在跑(?:评测)?[吗么]|跑到哪(?:里|儿)?了|跑完了?[吗没么]"
    r"|(?:停止|停下|停掉|暂停|取消|终止|中止|别跑)(?:一?下|这次|当前|正在跑的|那个)*(?:的)?(?:评测|运行|跑分)(?!集)"
    r"|把?(?:评测|运行)停(?:了|掉|下|一下)"
    r"|\b(?:stop|cancel|abort|halt|pause|kill) (?:the |this |that |my |current |running )*"
    r"(?:eval(?:uation)?|runs?)\b(?! set)"
    r"|\b(?:is|are) (?:the |an? |any )?(?:eval(?:uation)?s?|runs?|it) (?:still )?"
    r"(?:running|going|done|finished)\b"
    r"|\b(?:status|state|progress) of (?:the )?(?:eval(?:uation)?|run)\b"
    r"|\bhow far (?:is|has) (?:the |it)",
    _I,
)
_STOP = re.compile(
    r"(?:please |ok(?:ay)?,? |now |just )*(?:stop|abort|halt|pause)"
    r"(?: it| that| this| now| please| there)*\W*"
    r"|(?:请|先|快|马上|就)*(?:停|停止|停下来?|停掉|停一下|别跑了?|不要跑了|暂停|终止|中止)(?:它|吧|了|一下|下来)*\W*",
    _I,
)
"""A bare word to stop. What still runs is stopped by the page, so here nothing runs any more."""

_AFTER_RUNS = frozenset({"run_eval", "compare_runs"})
_MEANS = re.compile(
    r"什么意思|啥意思|是什么|指什么|代表什么|怎么(?:算|打分|评|来)的?"
    r"|\bmeans?\b|\bstand for\b|\bdefin"
    r"|\bwhat(?:'s| is)\b|\bhow (?:is|are|do you) .{0,20}(?:comput|measur|calculat|scor)",
    _I,
)
_OF_IT = re.compile(
    r"(?:最差|最弱|最低|分低)的?|(?:几条|哪些|多少).{0,6}(?:没有?回答|没答|失败)|多久|多长时间|花了多少|多少钱"
    r"|(?:下载|导出|保存)(?:一?下|它|报告|结果)?[吗么吧]?\W*$"
    r"|\b(?:worst|weakest|lowest)\b|\b(?:unanswered|not answered|no answers?)\b|\bhow long\b"
    r"|\bhow much did (?:it|that|this)\b|\bwhat did (?:it|that|this|they|those) cost\b"
    r"|报告|\breports?\b|\b(?:download|export|save) (?:that|it|this|them)\b",
    _I,
)


_WORST = re.compile(r"(?:最差|最弱|最低|最糟|分低)的?|\b(?:worst|weakest|lowest)\b", _I)
_SPENT = re.compile(
    r"花了?多少|多少钱|花费|费用|^\W*(?:总)?成本(?:呢|多少|是多少)?\W*$|贵(?:吗|不贵)"
    r"|\bhow much did\b.{0,30}\b(?:cost|spend)?\b|\bwhat did\b.{0,20}\bcost\b"
    r"|^\W*(?:(?:and|what about|how about) )?(?:the |its )?(?:total )?costs?\W*$"
    r"|\bhow expensive\b|\bwhat(?:'s| is| was) the (?:total )?cost\b",
    _I,
)
_OF_A_GROUP = re.compile(
    r"类|分组|人群|风格|维度|指标|segment|slice|group|style|kind|metric|scorer|cheapest|最贵|最便宜",
    _I,
)
"""Asks for a part of the scorecard that is more than an example."""


def view_in(text: str) -> str | None:
    """`worst` or `spent` where only that is asked of a run; None where more is.

    >>> view_in("最差的是哪个"), view_in("how much did it cost?"), view_in("which style is weakest")
    ('worst', 'spent', None)
    """
    if len(text) > _SHORT or _OF_A_GROUP.search(text):
        return None
    if _SPENT.search(text):
        return "spent"
    return "worst" if _WORST.search(text) else None


def kept_runs(text: str) -> str | None:
    """`all` for the list of runs, `state` for how the newest stands; None for anything else.

    >>> kept_runs("有哪些评测运行"), kept_runs("stop"), kept_runs("有哪些评测集")
    ('all', 'state', None)
    """
    if len(text) > _SHORT:
        return None
    if _LIST.search(text):
        return "all"
    return "state" if _STATE.search(text) or _STOP.fullmatch(text.strip()) else None


def of_the_last(asked: Asked, text: str) -> str | None:
    """`last`, `worst` or `spent` of a run that was shown, or the scorer that is to be explained."""
    if asked.last_tool not in _AFTER_RUNS or len(text) > _SHORT:
        return None
    if _MEANS.search(text) and (named := scorers_called(text)):
        return named[0]
    if asked.last_tool != "run_eval":
        return None
    return view_in(text) or ("last" if _OF_IT.search(text) else None)
