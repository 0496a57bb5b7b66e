"""Tells from a case what only looks like one: an interview, and the text of a PRD."""

import re
from typing import Literal

Other = Literal["interview", "prd"]

PASTED = "pasted"
"""Names, to the tool that such a text belongs to, what stands in the message and nowhere else."""
_LABEL = re.compile(
    r"^\s*(?:[-*•#>]+\s*|\d{1,2}[.、)）]\s*)?(?:\*\*)?(?P<label>[^\s:：*“”\"，。,.][^:：*“”\"，。\n]{0,20}?)"
    r"(?:\*\*)?\s*[:：]",
    re.MULTILINE,
)
_ASKS = re.compile(
    r"主持人?|访谈者|访谈员|采访者|采访人|访问员|调研员|研究员|记者|interviewer|moderator|facilitator"
    r"|researcher",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(
    r"受访(?:者|人)|被访(?:者|人)|访谈对象|interviewee|respondent|participant", re.IGNORECASE
)
_PRODUCT = re.compile(
    r".*(?:\bAI\b|AI$|机器人|客服|助手|助理|系统|模型|回答|回复|答案|输出|小剧本|产品$)|(?:chat)?bot"
    r"|assistant|agent|system|model|answer|output|response|error|报错|A|答",
    re.IGNORECASE,
)
_PRD = re.compile(
    r"(?:项目|需求|产品)?背景|(?:产品|项目|业务)?目标|目的|非目标|范围|(?:核心)?功能(?:点|需求|描述)?"
    r"|(?:产品|功能)?需求|(?:产品|解决)?方案|验收(?:标准|条件)?|(?:成功|衡量)?指标|风险|里程碑|排期|优先级"
    r"|用户故事|background|goals?|objectives?|non-?goals?|(?:in )?scope|features?|requirements?"
    r"|acceptance(?: criteria)?|(?:success )?metrics?|risks?|milestones?|user stor(?:y|ies)"
    r"|problem(?: statement)?|(?:proposed )?solution|priority|timeline",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Headings of a PRD that make a text one."""


def other_text(text: str) -> Other | None:
    r"""What a text with labelled lines is that holds no answer of a product; None for any other.

    >>> other_text("主持人：为什么不用了？\n用户：太慢了。")
    'interview'
    >>> other_text("背景：时长不准\n用户：新手创作者\n目标：误差小于 10%")
    'prd'
    >>> other_text("用户：写一条脚本\nAI：好的"), other_text("用户：写一条脚本")
    (None, None)
    """
    labels = [found["label"].strip() for found in _LABEL.finditer(text)]
    if any(_PRODUCT.fullmatch(label) for label in labels):
        return None
    asks = any(_ASKS.fullmatch(_plain(label)) for label in labels)
    if len(labels) > 1 and (asks or any(_IS_ASKED.fullmatch(_plain(one)) for one in labels)):
        return "interview"
    headings = {label.casefold() for label in labels if _PRD.fullmatch(label)}
    return "prd" if len(headings) >= _ENOUGH else None


def _plain(label: str) -> str:
    """A speaker's label without a number or letter behind it: 受访者 P03, Participant 2."""
    return re.sub(r"\s*[A-Z]?\d{0,3}$", "", label) or label
