"""Reads out of a question what to evaluate, on which set, by what, and for how much."""

import re
from typing import Any

from tools.routes.differences import dimension_in
from tools.routes.going_on import is_bare_go_on, run_before_compared
from tools.routes.kept_runs import kept_runs, of_the_last, view_in
from tools.routes.mentions import ordinal, plain
from tools.routes.period import periods_in
from tools.routes.route import Asked, Filled
from tools.routes.run_to_make import BOTH_VERSIONS, VERSION, run_to_make

_TOOL = "run_eval"
_ONCE = frozenset({"fresh", "resume", "show", "by"})
"""What is asked once and not again by the next question."""
_I = re.IGNORECASE
_LONGEST = 300
"""Characters of a question; what is longer is a pasted text."""
_ASKS = re.compile(
    r"(?:跑|做|执行|开始|启动|来)(?:一)?(?:下|遍|次|个)?.{0,12}(?:评测|评估|测评|回归测试|eval)"
    r"|(?:用|在|拿).{0,16}(?:评测集|测试集|样本集|bad ?case ?集?).{0,12}(?:跑|测|评)"
    r"|(?:评测|测评|评估|回归测试)(?:一)?(?:下|遍)?.{0,8}(?:v\d|版本|模型|录好|线上|服务)"
    r"|给.{0,10}(?:打分|评分)|(?:跑|测)(?:一)?(?:下|遍)\s*v\d|继续跑|接着跑"
    r"|再跑(?:一)?[次遍下]|重新?跑|^\W*re-?run\b(?! the)"
    r"|\brun (?:it|them|that|this)(?: once)? (?:again|more)\b"
    r"|\b(?:run|rerun|re-run|start|execute)\b.{0,40}"
    r"\b(?:evals?|evaluation|sets?|benchmark|bad cases|v\d|tests?)\b"
    r"|\b(?:evaluate|benchmark|score)\b.{0,30}(?:\bv\d|version|model|service|answers|set\b)"
    r"|\b(?:run|rerun) [\w.-]{2,40} on it\b|\bgo on with the run"
    r"|^\W*(?:(?:please|then|now|and|also)\W+)*(?:re-?)?run [\w.-]{2,40} (?:on|over|against) \S"
    r"|(?:用|在|拿)[^，。,;；]{1,24}跑\s*(?:一?[下遍次]|v\d|评测|$)|(?:再|也)跑\s*v\d|^\W*跑\s*v\d"
    r"|^\W*跑(?:一下|一遍)?\s*[A-Za-z][\w.-]{1,40}\W*$|^\W*(?:please )?run [\w.-]{2,40}\W*$"
    r"|\bresume the (?:run|eval)|\bregression test",
    _I,
)
_COMPARES = re.compile(r"对比|比较|比一比|哪个|\bcompar\w*|\bwhich\b|痛点|\bpain", _I)
_NOT = re.compile(r"对比|比较|哪个更?好|compare|which is better|痛点|难度|pain|difficulty", _I)
_SHOW = re.compile(
    r"(?:看看?|打开|显示|回顾|调出|再看)(?:一?下)?.{0,8}"
    r"(?P<zh>run-[0-9a-f]{4,}|(?:上|最近|刚才)(?:一|那)?次(?:的)?(?:评测|运行|跑分))"
    r"|(?P<at>run-[0-9a-f]{4,}|(?:上|最近)一?次评测)的?(?:成绩|结果|报告|分数|打分)"
    r"|\b(?:show|open|see|view|display|recall)\b.{0,30}"
    r"(?P<en>run-[0-9a-f]{4,}|\b(?:last|latest|newest) (?:eval )?run\b"
    r"|\b(?:last|latest) eval(?:uation)?\b)"
    r"|(?:上|最近)一?次(?:跑)?(?:的)?(?:评测|运行)(?P<how>.{0,6}(?:多少|怎么样|如何|得分))"
    r"|\bhow much did the (?P<cost>last (?:eval )?run|last eval)"
    r"|\b(?:what|how) did the (?P<did>last (?:eval )?run)"
    r"|\b(?:results?|scores?|scorecard) of (?:the )?(?P<of>run-[0-9a-f]{4,}|last (?:eval )?run)",
    _I,
)
_SAVE = re.compile(
    r"(?:导出|下载|保存)(?:一?下)?.{0,8}(?:评测|跑分|运行)(?:的)?(?:报告|结果|成绩)?"
    r"|(?:评测|跑分)(?:的)?报告"
    r"|\b(?:export|download|save|send|share)\b.{0,20}\b(?:runs?|evals?|evaluation|scorecard)\b",
    _I,
)
"""Saving is done from the panel, so the run is shown there."""
_OTHER_FILES = re.compile(r"prd|评测集|样本|微调|训练|\bset\b|\bdataset\b|\bfine", _I)
_RUN_ID = re.compile(r"run-\w+")
_GOES_ON = re.compile(r"继续|接着|\bgo on\b|\bcontinue\b|\bcarry on\b", _I)
_USERS = re.compile(
    r"采纳率?|采用率|编辑率|重新生成率|放弃率|点踩率?|复购率?|业务指标|用户(?:怎么做|行为|指标)"
    r"|\badopt\w*|\bthumbs|\bedits?\b|\bregenerat\w*|\babandon\w*|\brepurchas\w*|\bbusiness metrics"
    r"|\bwhat users did\b|\busers\b",
    _I,
)
_CARD = re.compile(r"成绩单|记分卡|评测|跑分|\bscore ?cards?\b|\bevals?\b|\bthe run\b", _I)
_ALL_TIME = re.compile(r"全部时间|所有时间|不限时间|\ball[- ]time\b|\bthe whole time\b", _I)
_ONLY_GOES_ON = 40
"""Characters of a question that says little more than another stretch of time."""
_ADDS = re.compile(r"加上|再加|也看|还要|再跑|也跑|\badd\b|\balso\b|\btoo\b|\band\b", _I)


def fill(asked: Asked) -> Filled:
    """What to run; after a run, what is not said anew stays as it was."""
    text = plain(asked.text)
    if len(text) > _LONGEST:
        return Filled({})
    text = run_before_compared(text) or text
    if shown := _told(asked, text):
        return Filled({"show": shown} | _of_both(asked, text, shown), sure=True)
    if asked.last_tool == _TOOL:
        return _split(asked, text) or _after_a_run(asked, text)
    args = run_to_make(text) | _periods(asked, text)
    if "periods" in args:
        args.setdefault("show", "last")
        return Filled(args, sure=True)
    if "limit_usd" in args and _GOES_ON.search(text):
        return Filled({**args, "resume": True}, sure=True)
    return Filled(args, sure=_asks(text))


def _asks(text: str) -> bool:
    """Whether a text asks for a run, of one thing or of both versions."""
    asks = _ASKS.search(text) or BOTH_VERSIONS.search(text)
    return bool(asks) and not _NOT.search(text)


def _after_a_run(asked: Asked, text: str) -> Filled:
    """More of the run that was asked for last, or the same with what is said now."""
    args = run_to_make(text) | _periods(asked, text)
    before = {
        name: value
        for name, value in asked.standing.items()
        if value and (name not in _ONCE or (name == "show" and args.keys() == {"periods"}))
    }
    if asked.unfinished and is_bare_go_on(text):
        return Filled({**before, "resume": True}, sure=True)
    if _ALL_TIME.search(text):
        before.pop("periods", None)
        return Filled({**before, **args}, sure=True)
    if _ADDS.search(text) and "scorers" in args:
        args["scorers"] = [*before.get("scorers", ()), *args["scorers"]]
    if "scorers" in args and "weights" not in args and not _ADDS.search(text):
        before.pop("weights", None)  # other scorers: what the old ones weighed is past
    if "limit_usd" in args and _GOES_ON.search(text):
        args["resume"] = True
    sure = _asks(text) or (bool(args) and not _NOT.search(text))
    return Filled({**before, **args}, sure=sure)


def _split(asked: Asked, text: str) -> Filled | None:
    """The run that was just made, segment by segment: by difficulty; of two it is a comparison."""
    by = dimension_in(text) if len(text) <= _ONLY_GOES_ON else None
    several = len(asked.standing.get("targets") or ()) > 1
    if by is None or several or _COMPARES.search(text) or _ASKS.search(text):
        return None
    return Filled({"show": "last", "by": by}, sure=True)


def _told(asked: Asked, text: str) -> str | None:
    """What of the runs there are is to be shown; None where one is to be made."""
    if kept := kept_runs(text) or _chosen(asked, text):
        return kept
    shown, view = _shown(text), view_in(text)
    if shown and view:
        return view if shown == "last" else f"{view} {shown}"
    return shown or of_the_last(asked, text)


def _of_both(asked: Asked, text: str, shown: str) -> dict[str, Any]:
    """All that was run last, where it was several and none of them is named."""
    ran = asked.standing.get("targets") or []
    is_of_them = (
        shown in {"last", "worst", "spent"}
        and (len(ran) > 1 or ran == ["both"])
        and not VERSION.search(text)
    )
    return {"targets": ran} if is_of_them and of_the_last(asked, text) else {}


def _chosen(asked: Asked, text: str) -> str | None:
    """The run that stands for "the second one" of the list of runs; None where none does."""
    at = ordinal(text) if asked.listed_by == _TOOL and len(text) <= _ONLY_GOES_ON else None
    run = asked.listed[at - 1] if at and at <= len(asked.listed) else ""
    return run if _RUN_ID.fullmatch(run) else None


def _shown(text: str) -> str | None:
    """The kept run that is to be shown: its id, or the last one; None where none is."""
    if shown := _SHOW.search(text):
        name = next(one for one in shown.groups() if one).lower()
        return name if name.startswith("run-") else "last"
    return "last" if _SAVE.search(text) and not _OTHER_FILES.search(text) else None


def _periods(asked: Asked, text: str) -> dict[str, list[str]]:
    """Of which time what users did is wanted, beside a run's scores; the last one against it."""
    periods = periods_in(text)
    follows = asked.last_tool == _TOOL
    if not periods or not (
        (_USERS.search(text) and (follows or _CARD.search(text)))
        or (follows and len(text) <= _ONLY_GOES_ON)
    ):
        return {}
    known = asked.standing.get("periods") or []
    # "And the week before?" goes on from the stretch that is shown.
    return {"periods": [*known[:1], "before"] if known and "before" in periods else periods}
