"""What a conversation has found so far: its cases, lists, runs and documents, each with a link."""

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage, ToolMessage

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Diagnosis, Intervention, Rerun, Trace
from knowledge.texts import say
from tools.diagnosis.markdown import trace_link
from tools.inert import inert

_I = re.IGNORECASE
_LONGEST = 80
"""Characters of a wish for a recap."""
_SHOWN = 48
"""Characters of a query."""
_HEADLINE = 160
"""Characters of what an answer came to."""
_MOST = 20
"""Things that are told, the last ones."""
_ASKS = re.compile(
    r"(?:总结|小结|回顾|归纳|汇总|梳理|复盘|盘点)(?:一?下|下)?(?:我们|咱们)?(?:今天|刚才|这次|本次|目前|到目前为止"
    r"|到现在|以上|上面|前面|这段|这轮|这个|本轮)?(?:的|都|所有|全部)*(?:主要)?(?:发现|结论|对话|聊天|讨论|会话"
    r"|查到|看到|聊|成果|进展)"
    r"|(?:今天|刚才|这次|目前|到现在)(?:我们|咱们)?(?:都|一共|总共)?(?:发现|查到|看|查|得出|聊)了(?:哪些|什么|啥)"
    r"|^\W*(?:请|帮我|给我)?(?:写|出|生成|整理)(?:一?[个份篇])?(?:今天的|本周的?)?(?:周报|日报|小结|汇报|纪要)\W*$"
    r"|\b(?:write|draft|give)\b.{0,12}\b(?:weekly|daily|status) (?:report|update)\b"
    r"|^\W*(?:总结|小结|回顾)(?:一?下|下)?(?:今天|刚才|对话|吧)*\W*$"
    r"|\b(?:summari[sz]e|recap|sum up|wrap up|review)\b.{0,24}\b(?:today|we(?:'ve| have)?"
    r" (?:found|saw|seen|looked|did|done|discussed|learn\w+)|this (?:conversation|chat|session)"
    r"|so far|our findings|the findings|everything)\b"
    r"|\bwhat (?:have|did) we (?:found?|find|learn\w*|see|seen|look\w* at)\b"
    r"|^\W*(?:please )?(?:recap|summari[sz]e|sum up|summary)(?: (?:it|this|today|please))*\W*$",
    _I,
)
_OF_ELSE = re.compile(
    r"访谈|调研|文档|资料|问卷|竞品|会议|评论|反馈|事故|\binterviews?\b|\bsurveys?\b|\bresearch\b|\bdocs?\b"
    r"|\bdocuments?\b|\bprd\b|\breviews\b|\bfeedback\b|\bincident\b|\bpolicy\b",
    _I,
)
"""What else a summary may be of, which the tools know."""
_GROUPS = (
    ("failures", {"bad_cases"}),
    ("runs", {"run", "comparison", "eval_set", "judge", "sizes", "finetune", "examples"}),
    ("decisions", {"needs", "scenarios", "models", "prd"}),
)
_MARKS = re.compile(r"[*_#>`]+|\[([^\]]*)\]\([^)]*\)")


def asks_recap(text: str) -> bool:
    """Whether a text asks for what the conversation has found.

    >>> asks_recap("总结一下今天的发现"), asks_recap("Summarise what we found today")
    (True, True)
    >>> asks_recap("总结一下访谈的发现"), asks_recap("summarize the refund policy")
    (False, False)
    """
    short = len(text) <= _LONGEST and not _OF_ELSE.search(text)
    return short and _ASKS.search(text.strip()) is not None


def recap(messages: Sequence[BaseMessage], lang: Lang) -> str:
    """The findings of a conversation, by kind and in its order; says so where there are none."""
    found = [
        one
        for one in messages
        if isinstance(one, ToolMessage)
        and one.status == "success"
        and isinstance(one.artifact, dict)
    ]
    cases = _cases(found, lang)
    parts = [_part("cases", cases, lang)]
    for name, kinds in _GROUPS:
        lines = [_line(one) for one in found if one.artifact.get("kind") in kinds]
        parts.append(_part(name, lines, lang))
    parts.append(_part("docs", [_looked_up(one) for one in found if _answers(one)], lang))
    said = [part for part in parts if part]
    if not said:
        return _say("nothing", lang)
    return "\n\n".join([f"**{_say('head', lang)}**", *said])


def _part(name: str, lines: Sequence[str], lang: Lang) -> str:
    unique = list(dict.fromkeys(lines))
    if not unique:
        return ""
    shown = unique[-_MOST:]
    return "\n".join([f"**{_say(name, lang)}**", "", *(f"- {line}" for line in shown)])


def _cases(found: Sequence[ToolMessage], lang: Lang) -> list[str]:
    """A line for each case: its verdict, its fix, and what replays and reruns came to."""
    seen: dict[str, dict[str, Any]] = {}
    for one in found:
        artifact = one.artifact
        if artifact.get("kind") == "diagnosis":
            case_id = artifact["trace"]["id"]
            # What was shown once, such as a replay, is not undone by the next look at the case.
            kept = {key: value for key, value in artifact.items() if value}
            seen[case_id] = seen.pop(case_id, {}) | kept
    return [_case(one, lang) for one in seen.values()]


def _case(artifact: dict[str, Any], lang: Lang) -> str:
    trace = Trace.model_validate(artifact["trace"])
    diagnosis = Diagnosis.model_validate(artifact["diagnosis"])
    cause, subcause = diagnosis.cause, diagnosis.subcause
    verdict = say(f"diagnosis.cause.{cause}", lang)
    if subcause:
        kind = say(f"diagnosis.subcause.{cause}.{subcause}", lang)
        verdict = _say("verdict", lang, cause=verdict, kind=kind)
    link = f"[{inert(trace.id)}]({trace_link(trace.id)})"
    query = inert(beginning(trace.query, _SHOWN))
    said = [_say("case", lang, case=link, query=query, verdict=verdict)]
    if proof := artifact.get("intervention"):
        key = "proven" if Intervention.model_validate(proof).agrees else "not_proven"
        said.append(_say(key, lang))
    if reruns := artifact.get("reruns"):
        now = [Rerun.model_validate(one) for one in reruns]
        good = sum(one.diagnosis.cause == "none" for one in now)
        said.append(_say("rerun", lang, good=good, of=len(now)))
    if diagnosis.fix and artifact.get("lang") == lang:  # a fix is words of its time
        said.append(_say("fix", lang, fix=inert(beginning(diagnosis.fix, _HEADLINE))))
    return ("" if lang == "zh" else " ").join(said)


def _line(one: ToolMessage) -> str:
    """The first words of an answer, as a link to all of it."""
    first = next((line for line in one.text.splitlines() if line.strip()), "")
    words = beginning(_MARKS.sub(lambda mark: mark[1] or "", first).strip(), _HEADLINE)
    return f"[{inert(words)}](#step:{one.tool_call_id})"


def _answers(one: ToolMessage) -> bool:
    return one.artifact.get("kind") == "passages" and bool(one.artifact.get("found"))


def _looked_up(one: ToolMessage) -> str:
    query = inert(beginning(str(one.artifact.get("query", "")), _SHOWN))
    return f"[{query}](#step:{one.tool_call_id})"


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"agent.recap.{key}", lang, **values)
