"""Reads a case out of what a person pasted: a sentence with quotes, a dialogue, or JSON."""

import hashlib
import json
import re
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.records import Trace, Turn
from tools.diagnosis.other_texts import other_text
from tools.diagnosis.pasted_dialogue import dialogue
from tools.diagnosis.pasted_fields import logged_line, pasted_fields, stack_trace
from tools.diagnosis.pasted_json import pasted_object
from tools.diagnosis.pasted_passages import parted

_LONGEST = 100_000
_QUOTED = re.compile(
    r"「([^」]*)」|『([^』]*)』|“([^”]*)”|\"([^\"\n]*)\"|(?<!\w)'([^'\n]{4,})'(?!\w)"
)
_MASK = "\ue000"

_ASKED = re.compile(
    r"(?:用户|客户|顾客|有人|我|他|她)[^「“\"，。:：\n\ue000]{0,6}?"
    r"(?:输入|提问|问|要求|说|想要|要|搜)(?:了|的是|的|道)?\s*(?:一句)?"
    r"(?:(?:我们的?|咱们的?)?(?:机器人|AI客服)|我们的?(?:AI|产品|助手|客服))?\s*[:：，,]?\s*"
    r"|(?:^|\n|[。；;])\s*(?:用户|提问|问题|问|Q|Query|User|Question|Human)\s*[:：]\s*"
    r"|\b(?:the |our |a )?(?:users?|customers?|she|he|they|someone|i)\s+"
    r"(?:asked|typed|entered|requested|said|wanted|wrote|queried)"
    r"(?:\s+(?:our|the) (?:ai|bot|chatbot|assistant|app|product))?(?:\s+(?:for|in))?\s*[:,]?\s*",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?<=[，,。；;\s])我们(?:的)?(?:机器人|AI|客服|产品|助手)?(?:却|居然|竟然)?"
    r"(?:回答|答复|回复|告诉|答)(?:了|的是|的)?(?:他|她|用户|客户|对方)?(?:说|要"
    r"|是)?\s*[:：，,]?\s*"
    r"|(?:AI|它|产品|系统|模型|助手|机器人|客服|小剧本|ScriptMate|结果|却|但|竟然)"
    r"[^「“\"，。:：\n\ue000]{0,8}?"
    r"(?:回答|答复|答|回复|告诉|生成|返回|给出|给|写|输出|推荐|说)成?(?:了|的是|的|道|出)*"
    r"(?:(?<=告诉)(?:他|她|我|用户|客户|对方)?(?:说|要)?)?\s*[:：，,]?\s*"
    r"|(?:^|\n|[。；;，,]|(?<=[.?!？！]))\s*(?:AI|产品|回答|回复|答案|答|A|Answer|Assistant|Bot"
    r"|Output|Response)\s*[:：]\s*"
    r"|(?-i:\s(?:A|Answer|答|回答)\s*[:：]\s*)"
    r"|\b(?:but |and )?(?:it|(?:the|our) (?:ai|bot|chatbot|product|model|assistant|app)|ai|we"
    r"|scriptmate)\s+"
    r"(?:then |just |instead )?(?:answered|replied|returned|generated|said|told|gave|wrote"
    r"|produced|"
    r"responded|came back|output)(?:\s+(?:back|with|instead|them|him|her|the user"
    r"|something))*\s*[:,]?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s，,。.;；]*(?:但是|可是|结果|然后|but|and|then)?[\s，,]*$", re.IGNORECASE)
_EXPECTED = re.compile(
    r"(?:[，,。；;\s]|(?<=\ue000))(?:但是?|可是?|而|不过|然而|明明)?\s*(?:我们的?)?"
    r"(?:(?:政策|规定|文档|资料|官网|规则|手册|知识库)(?:上|里|中)?(?:明明|其实|都"
    r"|清楚)?(?:写的?|说的?|规定|讲的?)?(?:是|为)"
    r"|(?:政策|规定|文档|资料|官网|规则|手册|知识库)(?:上|里|中)?(?:明明|其实|清楚)?(?:写着|写的"
    r"|说|规定)"
    r"|(?:正确|标准|参考)(?:的)?(?:答案|回答)(?:应该|应当)?(?:是|为)?|实际上?(?:应该)?是"
    r"|(?:应该|本来应该|本应|应当)(?:是|回答|答|说))\s*[:：，,]?\s*"
    r"|[,.;\s]+(?:but |while |whereas |and )?(?:the "
    r"|our )?(?:(?:policy|docs?|documentation|rules?|manual|faq"
    r"|website|handbook)(?: clearly| actually)? (?:says?|is|states?|said)"
    r"|(?:correct|right|expected) (?:answer|one) (?:is|was|would be|should be)"
    r"|it should (?:be|have (?:been|said|answered))|expected)\s*[:,]?\s*(?:that )?",
    re.IGNORECASE,
)
"""Introduces what a good answer would have said."""
_AFTERTHOUGHT = re.compile(
    r"[，,。.!！\s]*(?:你|请|麻烦)?(?:这?(?:是)?为什么|这?(?:是)?怎么回事"
    r"|这?(?:是)?哪[个一]?个?(?:环节|步|阶段)"
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
    if other_text(text):
        return None
    if (fields := pasted_fields(text) or logged_line(text)) is not None:
        return case_from_json(fields)
    if error := stack_trace(text):
        return case_from_json({"query": "", "answer": "", "error": error})
    turns = dialogue(text)
    if len(turns) > 2 or (turns and _from_words(text, strict=False) is None):
        return _of_turns(turns)
    return _from_words(text)


def _of_turns(turns: list[Turn]) -> Trace:
    """The last answer of a conversation with the question before it; the rest is history.

    A question with no answer after it is a comment on the last one.
    """
    at = max(n for n, one in enumerate(turns) if one.role == "assistant")
    asked = max((n for n in range(at) if turns[n].role == "user"), default=None)
    if asked is None:
        raise BadInput("diagnosis.paste.no_query")
    answer = "\n".join(one.text for one in turns[asked + 1 : at + 1])
    content = "\0".join([one.text for one in turns[: at + 1]])
    return Trace(
        id=case_id_of(content),
        query=turns[asked].text,
        answer=_AFTERTHOUGHT.sub("", answer).strip(),
        history=turns[:asked],
    )


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


def _from_words(pasted: str, *, strict: bool = True) -> Trace | None:
    """The case that a sentence tells; where half of it is missing, None unless `strict`."""
    try:
        return _told(pasted)
    except BadInput:
        if strict:
            raise
        return None


def _told(pasted: str) -> Trace | None:
    text, passages = parted(pasted, _QUOTED)
    text = text if passages else pasted
    quotes = [(m.start(), m.end(), next(g for g in m.groups() if g is not None))
              for m in _QUOTED.finditer(text)]  # fmt: skip
    masked = _QUOTED.sub(lambda found: _MASK * len(found[0]), text)
    reference: str | None = None
    asked = _ASKED.search(masked)
    answered = _ANSWERED.search(masked, asked.end() if asked else 0)
    if asked and answered:
        query = _part(text, asked.end(), answered.start(), quotes)
        expected = _EXPECTED.search(masked, answered.end() + 1)
        end = expected.start() if expected else len(text)
        answer = _part(text, answered.end(), end, quotes)
        if expected:
            reference = _part(text, expected.end(), len(text), quotes) or None
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
        reference=reference,
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
