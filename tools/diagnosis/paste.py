"""Reads a case out of what a person pasted: a sentence with quotes, a dialogue, or JSON."""

import hashlib
import json
import re
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.records import Trace
from tools.diagnosis.pasted_json import pasted_object
from tools.diagnosis.pasted_passages import parted

_LONGEST = 100_000
_QUOTED = re.compile(
    r"「([^」]*)」|『([^』]*)』|“([^”]*)”|\"([^\"\n]*)\"|(?<!\w)'([^'\n]{4,})'(?!\w)"
)
_MASK = "\ue000"

_ASKED = re.compile(
    r"(?:用户|客户|顾客|有人|我|他|她)[^「“\"，。:：\n\ue000]{0,6}?"
    r"(?:输入|提问|问|要求|说|想要|要|搜)(?:了|的是|的|道)?\s*(?:一句)?\s*[:：，,]?\s*"
    r"|(?:^|\n|[。；;])\s*(?:用户|提问|问题|问|Q|Query|User|Question|Human)\s*[:：]\s*"
    r"|\b(?:the |our |a )?(?:users?|customers?|she|he|they|someone|i)\s+"
    r"(?:asked|typed|entered|requested|said|wanted|wrote|queried)(?:\s+(?:for|in))?\s*[:,]?\s*",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?:AI|它|产品|系统|模型|助手|机器人|小剧本|ScriptMate|结果|却|但|竟然)"
    r"[^「“\"，。:：\n\ue000]{0,8}?"
    r"(?:回答|答复|答|回复|生成|返回|给出|给|写|输出|推荐|说)成?(?:了|的是|的|道|出)*\s*[:：，,]?\s*"
    r"|(?:^|\n|[。；;，,]|(?<=[.?!？！]))\s*(?:AI|产品|回答|回复|答案|答|A|Answer|Assistant|Bot|Output|Response)\s*[:：]\s*"
    r"|(?-i:\s(?:A|Answer|答|回答)\s*[:：]\s*)"
    r"|\b(?:but |and )?(?:it|the (?:ai|bot|product|model|assistant|app)|ai|we|scriptmate)\s+"
    r"(?:then |just |instead )?(?:answered|replied|returned|generated|said|gave|wrote|produced|"
    r"responded|came back|output)(?:\s+(?:back|with|instead|them|him|her|something))*\s*[:,]?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s，,。.;；]*(?:但是|可是|结果|然后|but|and|then)?[\s，,]*$", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(
    r"[，,。.!！\s]*(?:这?(?:是)?为什么|这?(?:是)?怎么回事|这?(?:是)?哪[个一]?个?(?:环节|步|阶段)"
    r"|问题出在哪|帮我(?:看|分析)|why\b|which stage|what went wrong)[^\n]*$",
    re.IGNORECASE,
)


def parse_case(text: str) -> Trace | None:
    """The pasted case as a trace, its id `case-` and a hash of its content.

    None when the text does not look like a case. Raises BadInput, with what is missing, when it
    does but is not whole.
    """
    if len(text) > _LONGEST:
        raise BadInput("diagnosis.paste.too_long", size=len(text), limit=_LONGEST)
    text = text.strip()
    if (found := pasted_object(text)) is not None:
        return case_from_json(found)
    return _from_words(text)


def case_from_json(found: dict[str, Any]) -> Trace:
    """A JSON object as a trace; an id is made from the content when it has none."""
    named = found.get("id") not in (None, "")
    own = {} if named else {"id": case_id_of(json.dumps(found, sort_keys=True))}
    try:
        return Trace.model_validate({**found, **own})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadInput("diagnosis.paste.bad_json", reason=f"{place}: {first['msg']}") from error


def _from_words(pasted: str) -> Trace | None:
    text, passages = parted(pasted, _QUOTED)
    text = text if passages else pasted
    quotes = [(m.start(), m.end(), next(g for g in m.groups() if g is not None))
              for m in _QUOTED.finditer(text)]  # fmt: skip
    masked = _QUOTED.sub(lambda found: _MASK * len(found[0]), text)
    asked = _ASKED.search(masked)
    answered = _ANSWERED.search(masked, asked.end() if asked else 0)
    if asked and answered:
        query = _part(text, asked.end(), answered.start(), quotes)
        answer = _part(text, answered.end(), len(text), quotes)
    elif len(quotes) == 2 and (asked or answered or _only_quotes(masked)):
        query, answer = quotes[0][2], quotes[1][2]
    elif asked and len(masked) - asked.end() > 1 and (quotes or _is_label(asked[0])):
        raise BadInput("diagnosis.paste.no_answer")
    elif answered and (quotes or _is_label(answered[0])):
        raise BadInput("diagnosis.paste.no_query")
    else:
        return None
    if not query.strip():
        raise BadInput("diagnosis.paste.no_query")
    if not answer.strip():
        raise BadInput("diagnosis.paste.no_answer")
    content = "\0".join([query, answer, *(one.text for one in passages)])
    return Trace(
        id=case_id_of(content),
        query=query.strip(),
        answer=answer.strip(),
        retrieved=passages or None,
    )


def _part(text: str, start: int, end: int, quotes: list[tuple[int, int, str]]) -> str:
    """What was said between two places: the quotation there, or the words as they are."""
    inside = [quote for quote in quotes if start <= quote[0] and quote[1] <= end]
    if inside and not re.search(r"\w", text[start : inside[0][0]]):
        return inside[0][2]
    words = _AFTERTHOUGHT.sub("", text[start:end])
    return _LINK.sub("", words).strip()


def _only_quotes(masked: str) -> bool:
    """Whether the quotations are most of what was pasted."""
    return masked.count(_MASK) > len(masked) / 2


def _is_label(found: str) -> bool:
    return found.rstrip().endswith((":", "："))


def case_id_of(content: str) -> str:
    """An id for a case that has none of its own, made from its content."""
    return f"case-{hashlib.sha256(content.encode('utf-8', 'replace')).hexdigest()[:10]}"
