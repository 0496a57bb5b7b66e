"""Questions that say nothing of their own: the same once more, or what failed put otherwise."""

import re

from knowledge.language import is_wish_alone
from tools.routes import Asked
from tools.routes.case_parts import part_talked_of
from tools.routes.going_on import is_bare_go_on

_LONGEST = 60
"""Characters of a wish to go on; what is longer asks for something of its own."""
_AGAIN = re.compile(
    r"(?:请|好|那|ok(?:ay)?|and|please|do (?:it|that)|try|[\s,，.!！。])*"
    r"(?:再(?:来|做|试|算|看)(?:一)?[次遍下]|重(?:新)?(?:来|试|做)(?:一)?[次遍下]?|又来一[次遍]"
    r"|redo(?: it| that)?"
    r"|(?:once |one )?(?:more time|once more|again|retry|repeat)(?: please| that| it)?)"
    r"(?:吧|呗|please|[\s,，.!！。?？])*",
    re.IGNORECASE,
)
_MENDS = re.compile(
    r"^\W*(?:then|and|ok(?:ay)?|so|well|sorry|i mean(?:t)?|instead|for|from|with|on|use|try|make it"
    r"|no|but|or|just)\b|^\W*(?:那|就|改|换|用|从|再|按|给|不|我是说|应该是|试试)|\binstead\b",
    re.IGNORECASE,
)
_LOOK_UP = "search_docs"
_TAKES_BACK = re.compile(
    r"(?:请|好|那|不对|please|no|ok(?:ay)?|[\s,，.!！。])*"
    r"(?:撤销|撤回|回退|取消)(?:刚才|上一步|刚刚|上次|这一步|一步)?(?:的)?(?:操作|改动|修改)?"
    r"|(?:please |no,? |ok,? )*(?:undo|revert"
    r"|take (?:it|that) back)(?: (?:it|that|this|the last (?:step|change)))?",
    re.IGNORECASE,
)
_DOES_OVER = re.compile(
    r"(?:请|好|那)*(?:重做|恢复)(?:刚才的|上一步)?|(?:please )?redo(?: it| that)?", re.I
)
_EXPORTS = re.compile(
    r"(?:请|帮我|把(?:它|这个|这些)|可以|能)*(?:导出|下载)(?:一下|这个|这些|它|它们|来|出来"
    r"|结果)?(?:吗|吧)?"
    r"|(?:please |can i |can you |how do i )*(?:export"
    r"|download)(?: (?:it|this|that|these|them|the results?))?",
    re.IGNORECASE,
)
_END = " \t\n,，.。!！?？"


def asks_again(question: Asked) -> str | None:
    """The tool that is to do the same once more; None where the question says something itself.

    What was stopped, or failed, is done again by "go on", too, and what is wanted in another
    language is said anew. A look-up goes by its own words:
    "again" may ask it the last question in another place.
    """
    if question.last_tool is None or len(question.text) > _LONGEST:
        return None
    if question.last_tool == _LOOK_UP:
        return _LOOK_UP if is_wish_alone(question.text) else None
    goes_on = question.tried is not None and is_bare_go_on(question.text)
    is_again = goes_on or _AGAIN.fullmatch(question.text.strip()) or is_wish_alone(question.text)
    return question.last_tool if is_again else None


def takes_back(text: str) -> bool:
    """Whether a text says nothing but to undo.

    >>> takes_back("撤销"), takes_back("undo that"), takes_back("撤销权是什么")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _TAKES_BACK.fullmatch(text.strip(_END)) is not None


def does_over(text: str) -> bool:
    """Whether a text says nothing but to redo what was undone, or to do it once more.

    >>> does_over("重做"), does_over("redo"), does_over("重做标题")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _DOES_OVER.fullmatch(text.strip(_END)) is not None


def exports(text: str) -> bool:
    """Whether a text says nothing but to export, not what.

    >>> exports("导出"), exports("export this"), exports("导出训练集")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _EXPORTS.fullmatch(text.strip(_END)) is not None


def doubts(text: str) -> bool:
    """Whether a text says nothing but to doubt.

    >>> doubts("你确定吗"), doubts("are you sure?"), doubts("is v2 better?")
    (True, True, False)
    """
    return len(text) <= _LONGEST // 2 and part_talked_of(text) == "doubt"


def mends(question: Asked) -> bool:
    """Whether a question puts otherwise what the last call could not answer."""
    if question.tried is None or len(question.text) > _LONGEST:
        return False
    return _MENDS.search(question.text) is not None
