"""Reads a case out of a sentence: a user asked “…”, and the product answered “…”."""

import re
from typing import NamedTuple

from knowledge.errors import BadInput
from knowledge.records import Passage
from tools.diagnosis.pasted_passages import parted
from tools.diagnosis.pasted_quotes import QUOTED, quotations

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
    r"|something))*\s*[:,]?\s*"
    r"|\b(?:and|but)\s+(?:they |he |she )?(?:just |only |instead )?"
    r"(?:got|gets|received|(?:was|were) (?:given|shown|told|handed))(?:\s+(?:back|instead))?"
    r"\s*[:,]?\s*"
    r"|[，,]\s*(?:结果|却|但|可|最后)*(?:只)?(?:得到|拿到|收到|看到)(?:了|的是|的)*\s*[:：]?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s，,。.;；]*(?:但是|可是|结果|然后|but|and|then)?[\s，,]*$", re.IGNORECASE)
_EXPECTED = re.compile(
    r"(?:[，,。；;\s]|(?<=\ue000))(?:但是?|可是?|而|不过|然而)?(?:明明|其实|实际上)?\s*(?:我们的?)?"
    r"(?:(?:政策|规定|条款|协议|文档|资料|官网|规则|手册|知识库)(?:上|里|中)?(?:明明|其实|都"
    r"|清楚)?(?:写的?|说的?|规定|讲的?)?(?:是|为)"
    r"|(?:政策|规定|条款|协议|文档|资料|官网|规则|手册|知识库)(?:上|里|中)?(?:明明|其实|清楚)?(?:写着|写了"
    r"|写的|说了?|规定)"
    r"|(?:正确|标准|参考)(?:的)?(?:答案|回答)(?:应该|应当)?(?:是|为)?|实际上?(?:应该)?是"
    r"|(?:应该|本来应该|本应|应当)(?:是|回答|答|说))\s*[:：，,]?\s*"
    r"|[,.;\s]+(?:but |while |whereas |and )?(?:the "
    r"|our )?(?:(?:policy|terms|docs?|documentation|rules?|manual|faq"
    r"|website|handbook)(?: (?:that )?(?:it|we) (?:retrieved|found|had))?(?: clearly| actually)?"
    r" (?:says?|say|is|states?|said)"
    r"|(?:correct|right|expected) (?:answer|one) (?:is|was|would be|should be)"
    r"|it should (?:be|have (?:been|said|answered))|expected)\s*[:,]?\s*(?:that )?",
    re.IGNORECASE,
)
"""Introduces what a good answer would have said."""
_ASKS_WHERE = re.compile(
    r"哪[个一]?个?(?:环节|步|阶段)|哪里[^，。]{0,4}错|怎么回事|为什么|\bwhich (?:stage|step)\b"
    r"|\bwhy\b|\bwhat(?:['’]s| is| went) wrong\b|\bwhere did it\b",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"[，,\s]*(?:你|请|麻烦)?(?:这?(?:是)?为什么|这?(?:是)?怎么回事"
    r"|这?(?:是)?哪[个一]?个?(?:环节|步|阶段)"
    r"|问题出在哪|帮我(?:看|分析)|why\b|which stage|what(?:['’]?s| is| went) wrong)[^\n]*$"
    r"|\n\s*(?:[这那][条个句]?(?:回答|案例)?(?:是)?)?(?:怎么|哪里|哪儿)(?:会)?[答说搞弄]?错[^\n]*$"
    r"|\n\s*(?:请|麻烦|帮我|帮忙|把它们?)*(?:都|分别|逐条|一起|一并)?(?:诊断|分析|排查)(?:一下|下)?"
    r"(?:[这上]?(?:面|些)?(?:[两三几\d四五])?[条个]?(?:案例)?)?[。.！!\s]*$"
    r"|\n\s*(?:please )?(?:diagnose|analy[sz]e|debug)(?: (?:all|both|each|them|these|those|it|this"
    r"|of|the|cases?|one|two|three|four|five|\d{1,2}))*[\s.!]*$"
    r"|\n\s*(?:[【\[]\s*)?(?:(?:用户|客户)?(?:反馈|评价|评分)"
    r"|(?:user )?(?:feedback|rating))\s*[】\]:：][^\n]*$"
    r"|\n\s*[(（]?(?:然后|后来|结果)?(?:用户|客户|对方)(?:就|又|很|直接|给它?|给了?)*"
    r"(?:点了?(?:个)?踩|点踩|差评|不满|投诉|生气|骂|放弃|退出|关掉)[^\n]*$"
    r"|\n\s*[(（]?(?:then )?(?:the )?(?:user|customer|client) (?:then )?"
    r"(?:gave|rated|clicked|left|complained|was (?:angry|unhappy|annoyed)|disliked)[^\n]*$",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A case in somebody's words."""

    query: str
    """What was asked."""
    answer: str
    """What was answered."""
    passages: list[Passage]
    """What was retrieved, as far as it was told."""
    reference: str | None
    """What a good answer would have said; None where that was not told."""


def told(pasted: str) -> Told | None:
    """The case that a sentence tells, None where it tells none; raises BadInput for half of one."""
    if found := quotations(pasted):
        passages = [Passage(id=f"p{n}", text=one) for n, one in enumerate(found.retrieved, 1)]
        reference = found.reference or expected_below("\n" + pasted[found.end :])[1]
        return Told(found.query, found.answer, passages, reference)
    text, passages = parted(pasted, QUOTED)
    text = text if passages else pasted
    quotes = [(m.start(), m.end(), next(g for g in m.groups() if g is not None))
              for m in QUOTED.finditer(text)]  # fmt: skip
    masked = QUOTED.sub(lambda found: _MASK * len(found[0]), text)
    reference = None
    asked = _ASKED.search(masked)
    answered = _ANSWERED.search(masked, asked.end() if asked else 0)
    if asked and answered:
        query = _part(text, asked.end(), answered.start(), quotes)
        expected = _EXPECTED.search(masked, answered.end() + 1)
        end = expected.start() if expected else len(text)
        answer = _part(text, answered.end(), end, quotes)
        if expected:
            reference = _part(text, expected.end(), len(text), quotes) or None
    elif asked and (before := _ANSWERED.search(masked, 0, asked.start())) and quotes:
        # "It said …, though it should have said …. The user had asked “…”."
        query = _part(text, asked.end(), len(text), quotes)
        expected = _EXPECTED.search(masked, before.end() + 1, asked.start())
        answer = _part(text, before.end(), (expected or asked).start(), quotes)
        if expected:
            reference = _part(text, expected.end(), asked.start(), quotes) or None
    elif len(quotes) == 2 and (asked or answered or _only_quotes(masked)):
        query, answer = quotes[0][2], quotes[1][2]
    elif asked and len(masked) - asked.end() > 1 and (quotes or _is_label(asked[0])):
        raise BadInput("diagnosis.paste.no_answer")
    elif answered and (quotes or _is_label(answered[0]) or _is_held_against(masked, answered)):
        raise BadInput("diagnosis.paste.no_query")
    else:
        return None
    if not query.strip():
        raise BadInput("diagnosis.paste.no_query")
    if not answer.strip():
        raise BadInput("diagnosis.paste.no_answer")
    return Told(query, answer, passages, reference)


def expected_below(text: str) -> tuple[str, str | None]:
    r"""A conversation without what is said beneath it of a good answer, and that.

    >>> expected_below("User: When?\nBot: At ten\nBut our docs say: “At nine.”")
    ('User: When?\nBot: At ten', 'At nine.')
    """
    found = next((one for one in _EXPECTED.finditer(text) if "\n" in one[0]), None)
    if found is None:
        return text, None
    said = without_afterthought(text[found.end() :]).strip()
    quoted = QUOTED.match(said)
    whole = next(one for one in quoted.groups() if one is not None) if quoted else said
    return text[: found.start()], whole.strip() or None


def without_afterthought(text: str) -> str:
    """What was said, without a question to us behind it."""
    return _AFTERTHOUGHT.sub("", text)


def _part(text: str, start: int, end: int, quotes: list[tuple[int, int, str]]) -> str:
    """What was said between two places: the quotation there, or the words as they are."""
    inside = [quote for quote in quotes if start <= quote[0] and quote[1] <= end]
    if inside and not re.search(r"\w", text[start : inside[0][0]]):
        return inside[0][2]
    words = without_afterthought(text[start:end])
    return _LINK.sub("", words).strip()


def _is_held_against(masked: str, answered: re.Match[str]) -> bool:
    """Whether an answer is held against what is right, and it is asked where it went wrong."""
    expected = _EXPECTED.search(masked, answered.end())
    return bool(expected and _ASKS_WHERE.search(masked, expected.end()))


def _only_quotes(masked: str) -> bool:
    """Whether the quotations are most of what was pasted."""
    return masked.count(_MASK) > len(masked) / 2


def _is_label(found: str) -> bool:
    return found.rstrip().endswith((":", "："))
