"""Reads out of a question which eval set is to be built: its source, its name, its plan."""

import re
from typing import Any

from tools.evals.building.changes import resized_to
from tools.routes.mentions import first_named, tables
from tools.routes.route import Asked, Filled

SHORT = 120
"""Characters of a question that only goes on from the last answer."""
_I = re.IGNORECASE
SET = (
    r"(?:评测|测试|评估|回归|冒烟(?:测试)?|黄金)集"
    r"|\b(?:eval(?:uation)?|test|golden|regression|smoke(?: test)?)[- ]?(?:data)?sets?\b"
)
PLANNED = re.compile(
    r"\d{1,6}\s*(?:条|examples?\b|samples?\b).{0,20}"
    r"(?:\d+\s*[%％]|一半|\bhalf\b|每|各|难|\beach\b|\bper\b|\bhard\b)",
    _I,
)
COLUMNS = re.compile(r"列|\bcolumn\b", _I)
_MEND = re.compile(
    r"^\W*(?:then|and|ok(?:ay)?|so|well|instead|for|from|with|use|try|about|let'?s|just|no|but|or)\b"
    r"|^\W*(?:那|就|改|换|用|从|再|按|给|只|不如|还是|试试|针对|关于)|呢\W*$|\binstead\b",
    _I,
)
"""How a question begins that goes on from one which could not be answered."""
_COUNT = re.compile(r"\d{1,6}\s*(?:条|个|examples?\b|samples?\b)|\bof \d{1,6}\b", _I)
_NAMED = re.compile(
    r"(?:叫做?|名为|命名为|取名|\b(?:called|named|name it|call it))\s*"
    r"(?:[“\"「](?P<quoted>[^”\"」]{1,60})[”\"」]的?"
    r"|(?P<bare>\w[\w .-]{0,40}?)"
    r"(?:的(?=[评测回冒黄])|(?=[，,。;；:：]|$)"
    r"|(?=\s+(?:(?:with|of|having|containing) )?(?:about |around |only )?\d+"
    r"(?:$|[，,。;；]| ?(?:条|个)| (?:\w+ )?(?:examples?|samples?|cases?|rows?|questions?)))"
    r"|(?=\s+(?:from|with) )))",
    _I,
)
_SOURCES = (
    ("docs", re.compile(r"文档|资料|知识库|\bdocs?\b|\bdocuments?\b|\bfaq\b|knowledge base", _I)),
    (
        "cases",
        re.compile(
            r"(?:用|从|把|拿).{0,8}(?:bad ?cases?|坏例|失败案例)|回归集"
            r"|\bfrom\b.{0,16}\b(?:bad cases|failures)|\bregression (?:test )?set",
            _I,
        ),
    ),
    ("traces", re.compile(r"轨迹|日志|线上|流量|\btraces?\b|\blogs?\b|\btraffic\b", _I)),
)
_HANDED_OVER = re.compile(
    r"(?:刚刚?|刚才|新)?(?:上传|添加|拖进来|传上?来|发你)(?:进来|上来|过来|给你)?的?(?:那个|那份|这个|这份)?"
    r"(?:文件|表格?|数据|excel|csv|jsonl?)"
    r"|\b(?:the|my) (?:file|table|sheet|spreadsheet|csv|excel|data) (?:that )?I (?:have )?"
    r"(?:just )?(?:uploaded|added|dropped)"
    r"|\b(?:uploaded|dropped) (?:file|table|sheet|spreadsheet|csv|data)",
    _I,
)
"""Words for the file that was dropped on the page last."""
_GIVEN = re.compile(
    r"(?:(?:评测集|eval set)|(?:问题|样本|例子|用例)(?:来|去)?(?:[建做]\w{0,4}评测集)?"
    r"|\b(?:questions|examples|prompts|queries|test cases))\s*[:：]\s*\n?(?P<rest>.+)",
    _I | re.S,
)
"""Examples in words, after a colon."""
_BESIDE = re.compile(
    r"\s+[/|]\s+|(?<=[?？])\s*(?=\S)(?!\s*(?:A|答|答案|参考答案|answer|reference|expect\w*|期望)\s*[:：]"
    r"|\s*(?:it |the answer )?(?:should|must)\b|\s*(?:答案|回答)?(?:应该|应当|应|要|必须))",
    _I,
)
"""Where one of several examples in a line ends."""


def new_set(text: str, *, sure: bool) -> Filled:
    """A set to build from what the text names, by the rest of its words as the plan."""
    args: dict[str, Any] = {}
    found = tables(text)
    if found:
        args |= {"source": "file", "file": found[0]}
        text = text.replace(found[0], " ")
        if COLUMNS.search(text):
            args["columns"] = text
    elif handed := _HANDED_OVER.search(text):
        args["source"] = "file"
        text = text.replace(handed[0], " ")
    elif (given := _GIVEN.search(text)) and not re.match(r"\s*\d", given["rest"]):
        lines = [one for line in given["rest"].splitlines() for one in _BESIDE.split(line)]
        said = [one.strip(" \t/|") for one in lines if one.strip(" \t/|?？")]
        return Filled({"source": "words", "examples": said}, sure=sure)
    elif source := first_named(_SOURCES, text):
        args["source"] = source
    if named := _NAMED.search(text):
        args["name"] = (named["quoted"] or named["bare"]).strip()
        text = text.replace(named[0], " ")
    plan = " ".join(text.split())
    return Filled({**args, "plan": plan} if plan else args, sure=sure)


def mended(asked: Asked, text: str) -> Filled:
    """What was to be built and could not be, with what is said now in place of what was wrong."""
    before = asked.tried or {}
    found = new_set(text, sure=False).args
    is_source = "source" in found
    if not is_source:
        found |= {key: before[key] for key in ("source", "file", "columns") if before.get(key)}
    if before.get("name"):
        found.setdefault("name", before["name"])
    goes_on = _MEND.search(text) or resized_to(text) or PLANNED.search(text) or is_source
    plan = str(found.get("plan", ""))
    if (count := _COUNT.search(str(before.get("plan", "")))) and not _COUNT.search(plan):
        plan = f"{count[0]}, {plan}"
    if plan and not re.search(SET, plan, _I):
        plan = f"{plan}{'的评测集' if asked.lang == 'zh' else ' eval set'}"
    return Filled({**found, "plan": plan}, sure=bool(goes_on) and len(text) <= SHORT)
