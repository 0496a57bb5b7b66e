"""Reads out of a question which needs are meant: whose, from where, when, of which topic."""

import re
from typing import Any

from tools.diagnosis.other_texts import PASTED, other_text
from tools.routes.ids_said import named_ids
from tools.routes.mentions import first_named, ordinal, plain
from tools.routes.period import period_in
from tools.routes.route import Asked, Filled

_I = re.IGNORECASE
_TOOL = "discover_needs"
_FAILURES = {"find_bad_cases", "diagnose_case"}
"""Tools after which users are those whose failures were spoken of."""
_LONGEST = 200
"""Characters of a question; what is longer is a pasted text."""
_ASKS = re.compile(
    r"(?:痛点|诉求|抱怨|吐槽|不满意?|嫌弃)(?!率)"
    r"|(?:用户|客户).{0,8}(?:最?想要|需要什么|希望|需求|烦)|(?:哪些|什么|挖掘?|梳理|收集).{0,6}需求"
    r"|\bpain ?points?\b|\bpains\b|\bcomplain(?:s|ing|ts?)?\b.{0,20}\b(?:about|most)\b"
    r"|\bunmet needs?\b|\bpainful\b.{0,20}\b(?:for|to) (?:our |the )?(?:users?|customers?)\b"
    r"|\b(?:users?|customers?|people|creators?)\b.{0,16}"
    r"\b(?:struggle|want|need|wish|hate|suffer|complain)"
    r"|\b(?:what|which|whose) needs?\b|\bneeds\b.{0,24}\b(?:ai|feature)|\buser needs\b|what hurts",
    _I,
)
_RIVALS = re.compile(r"竞品|竞对|竞争对手|友商|\bcompetitors?\b|\bcompetition\b|\brivals?\b", _I)
_COMPARES = re.compile(
    r"优劣|优势|劣势|谁最[强弱]|最[强弱]的|优缺点|长处|短处|缺点|对比|比较|和.{0,6}比|分析|怎么样|一览|有哪些|表"
    r"|\b(?:strengths?|weakness(?:es)?|weakest|strongest|compar\w+|table|pros|cons|overview"
    r"|landscape|stack up|better|worse)\b",
    _I,
)
_FACT = re.compile(
    r"多少钱(?!.{0,8}(?:优|缺|强|弱))|(?:价格|定价).{0,4}(?:多少|是)"
    r"|how much(?!.{0,60}\b(?:weakest|strongest|strengths?)\b)|what does .{2,30} cost",
    _I,
)
"""A stated fact, which is looked up."""
_SOURCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("interview", re.compile(r"访谈|采访|\binterview(?:s|ees)?\b", _I)),
    ("survey", re.compile(r"问卷|\bsurveys?\b|\bquestionnaires?\b", _I)),
    (
        "review",
        re.compile(r"评论|应用商店|工单|\b(?:app )?store reviews?\b|\breviews\b|\btickets?\b", _I),
    ),
    ("feedback", re.compile(r"(?:点踩|反馈)(?:的)?(?:理由|原因|里)|只看反馈|\bfeedback\b", _I)),
)
_ALL_SOURCES = re.compile(r"所有来源|全部来源|不限来源|\ball sources\b", _I)
_WHO: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "en",
        re.compile(
            r"(?:英文|英语|海外|国外)(?:的)?(?:用户|那些|创作者|的)|\benglish(?:[- ]speaking)?\b",
            _I,
        ),
    ),
    (
        "zh",
        re.compile(r"(?:中文|国内)(?:的)?(?:用户|那些|创作者|的)|\bchinese(?:[- ]speaking)?\b", _I),
    ),
)
_EVERYBODY = re.compile(r"所有用户|全部用户|不限用户|\b(?:all|every) (?:users?|everybody)\b", _I)
_CODE = re.compile(r"(?<![A-Za-z0-9-])([PEU]\d{2})(?![A-Za-z0-9])")
_ANSWERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "ordinary",
        re.compile(
            r"(?:不用|不需要|用不着|别用) ?AI|(?:普通|传统)(?:功能|方案|产品)"
            r"|\b(?:ordinary|plain|without ai|no ai)\b",
            _I,
        ),
    ),
    (
        "ai",
        re.compile(
            r"(?:值得|适合|该|要|需要|可以|能)(?:用|上|靠|交给)? ?AI|AI ?(?:解决|来做|能做)"
            r"|用 ?AI ?(?:解决|做|来)"
            r"|\b(?:deserve|worth|suit(?:ed)?|call|need|for|by|with|use)s? (?:for )?(?:an )?ai\b",
            _I,
        ),
    ),
)
_SAYS = re.compile(
    r"谁(?:说|提|讲|反映|抱怨)|原话|出处|\bwho (?:says?|said|told|complain)|\bquotes?\b", _I
)
_TOPIC = re.compile(
    r"(?:关于|有关|围绕)(?P<zh>[^，。？?的]{2,14}?)(?:的|，|,|用户|大家|有|$)"
    r"|(?:对|嫌)(?P<zh2>[^，。？?]{2,10}?)(?:有什么|有哪些)(?:抱怨|不满|吐槽|意见)"
    r"|\b(?:pains?(?: points?)?|complain(?:t|ts|ing)?|needs?|wishes)"
    r" (?:about|with|on|regarding|around) (?:the |our )?(?P<en>[\w' -]{3,40})",
    _I,
)
_SAID = re.compile(
    r"有(?:没有)?(?:人|用户)(?:说过?|提到?过?|抱怨过?|反馈过?|吐槽过?)(?P<zh3>[^，。？?]{2,12}?)[吗嘛么]?(?:[？?]|$)"
    r"|(?:用户|客户)(?:想要|需要)(?P<zh4>[^，。？?什啥哪怎]{2,10}?)[吗嘛么](?:[？?]|$)"
    r"|\b(?:any(?:body|one)|users|people) (?:ever )?(?:said|say|complain(?:ed)?|mention(?:ed)?)"
    r" (?:that |about )?(?:the |our )?(?:app |product )?(?:is |was )?"
    r"(?!(?:about|of|most|the most)\b\W*$)(?P<en2>[\w' -]{3,40})",
    _I,
)
"""Whether users say a thing."""
_EITHER = re.compile(
    r"(?P<zh>[^，。？?,\s]{2,14}?)(?:这个|这事|这种|的话|问题)?[，,\s]*"
    r"(?:应?该|要|得|是|能|可以)?(?:用|靠|上) ?AI[^，。？?]{0,6}还是"
    r"|\b(?:should|is|are|does|can) (?:the |our )?(?P<en>[\w' -]{3,40}?)"
    r" (?:be )?(?:\w+ )?(?:a job for|need|for|by|with|use|using)"
    r" (?:an )?ai\b.{0,12}\bor\b",
    _I,
)
"""Whether AI or an ordinary feature answers one need."""
_LIMIT = re.compile(r"(?:前|列)\s?(\d{1,2})\s?(?:个|条)|\btop (\d{1,2})\b", _I)


def fill(asked: Asked) -> Filled:
    """Which needs are meant; after such an answer, what is not said anew stays as it was."""
    if other_text(asked.text) == "interview":
        return Filled({"source": PASTED}, sure=True)
    text = plain(asked.text)
    if len(text) > _LONGEST or named_ids(asked):
        return Filled({})
    args = _read(text)
    follows = asked.last_tool == _TOOL
    chosen = _chosen(asked, text)
    if chosen is not None:
        args = {"focus": chosen}
    if follows:
        kept = {
            name: value
            for name, value in asked.last_args.items()
            if value is not None and name not in {"limit", "focus"} and not _freed(name, text)
        }
        if _SAYS.search(text) and "focus" not in args and asked.last_args.get("focus"):
            kept["focus"] = asked.last_args["focus"]
        # "And the competitors?" asks for them beside the needs that were just shown.
        args = {**kept, **args}
    if asked.subject in _FAILURES and not _ASKS.search(text):
        args.pop("who", None)  # whose failures they are
    is_fact = bool(_FACT.search(text))
    asks = bool(_SAID.search(text) or _ASKS.search(text) or _compares(text) or _EITHER.search(text))
    sure = chosen is not None or (asks and not is_fact)
    return Filled(args, sure=sure)


def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if _RIVALS.search(text):
        found["part"] = "both" if _ASKS.search(text) else "competitors"
    elif _ASKS.search(text):
        found["part"] = "needs"
    for name, named in (("source", _SOURCES), ("who", _WHO), ("answer", _ANSWERS)):
        if value := first_named(named, text):
            found[name] = value
    if either := _EITHER.search(text):
        found.pop("answer", None)
        found |= {"part": "needs", "focus": (either["zh"] or either["en"]).strip()}
    if code := _CODE.search(text):
        found["who"] = code[1]
    if said := _SAID.search(text):
        found |= {"part": "needs", "focus": next(filter(None, said.groups())).strip()}
    if topic := _TOPIC.search(text):
        found["focus"] = next(filter(None, topic.groups())).strip()
    if period := period_in(text):
        found["period"] = period
    if limit := _LIMIT.search(text):
        found["limit"] = min(int(limit[1] or limit[2]), 50) or 1
    return found


def _compares(text: str) -> bool:
    return bool(_RIVALS.search(text) and _COMPARES.search(text))


def _chosen(asked: Asked, text: str) -> str | None:
    """The need that stands for "the second one" of those that were listed last."""
    if asked.listed_by != _TOOL or not asked.listed:
        return None
    at = ordinal(text)
    if at is not None:
        return asked.listed[at - 1] if 1 <= at <= len(asked.listed) else None
    is_bare = asked.last_tool == _TOOL and not asked.last_args.get("focus")
    if is_bare and _SAYS.search(text) and not _ASKS.search(text):
        return asked.listed[0]
    return None


def _freed(name: str, text: str) -> bool:
    """Whether the question asks for all where the last one asked for some."""
    free = {"source": _ALL_SOURCES, "who": _EVERYBODY}
    return name in free and bool(free[name].search(text))
