"""Questions about the runs that are kept: which there are, whether one is on, and "stop"."""

import re

_I = re.IGNORECASE
_SHORT = 40
_LIST = re.compile(
    r"(?:哪些|哪几次|几次|多少次|所有|全部)(?:的)?(?:评测|跑分)(?:运行|记录|结果)?(?!集|样本|指标|指南)"
    r"|(?:评测|跑分)(?:运行|记录|历史)(?:的)?(?:列表|有哪些|都?有)"
    r"|(?:列出|看看?|查看|显示|打开).{0,6}(?:评测|跑分)(?:运行|记录|历史)"
    r"|(?:跑|做)过(?:哪些|几次|多少次|什么)(?:评测)?"
    r"|\b(?:list|show|see|view|which|what|how many)(?: me)?(?: all)?(?: of)?(?: the| our| my)?"
    r" (?:(?:eval(?:uation)?|past|previous|earlier|kept|recent) )*(?:runs|evals|evaluations)\b"
    r"|\b(?:run|eval(?:uation)?) history\b",
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
    r"(?:please |ok(?:ay)?,? |now |just )*(?:stop|cancel|abort|halt|pause)"
    r"(?: it| that| this| now| please| there)*\W*"
    r"|(?:请|先|快|马上|就)*(?:停|停止|停下来?|停掉|停一下|别跑了?|不要跑了|暂停|取消|终止|中止)(?:它|吧|了|一下|下来)*\W*",
    _I,
)
"""A bare word to stop. What still runs is stopped by the page, so here nothing runs any more."""


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
