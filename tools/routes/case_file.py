"""Reads whether the listed failures are wanted as a file: "export them", 把它们导出."""

import re

from tools.routes.route import Asked

_I = re.IGNORECASE
_TOOL = "find_bad_cases"
_EXPORT = re.compile(
    r"导出|下载|存成|存为|另存|导成|保存|\b(?:export|download|save)\b"
    r"|\bas (?:an? )?(?:csv|excel|spreadsheet)\b",
    _I,
)
_BARE = re.compile(
    r"(?:请|帮我|给我|把|将|可以|能|\s)*(?:它|这个|结果)?(?:导出|下载|保存)"
    r"(?:一下|来|出来|成|为|到|吧|吗|它|这个|结果|\s|csv|excel|表格|文件)*"
    r"|(?:please |can (?:i|you) )*(?:export|download|save)(?: (?:it|this|that|the results?))?"
    r"(?: (?:as|to|in) (?:an? )?(?:csv|excel|spreadsheet|file))?(?: please)?",
    _I,
)
"""Asks for a file and does not say of what."""
_THESE = re.compile(
    r"它们|这些|那些|这批|全部|所有|列表|清单"
    r"|\b(?:them|these|those|all(?: of)?|the list|everything)\b",
    _I,
)
_FAILURES = re.compile(
    r"失败|bad ?cases?|坏例|案例|出错|报错|点踩"
    r"|\bfailures?\b|\bfailing\b|\bfailed\b|\bcases\b|\berrors\b",
    _I,
)
_OTHER_FILES = re.compile(
    r"prd|评测|测试集|训练|微调|样本|运行|跑分|工单|报告|文档|需求|标注"
    r"|\b(?:runs?|evals?|sets?|training|fine|datasets?|tickets?|reports?|docs?|documents?"
    r"|needs)\b",
    _I,
)
_TABLE = re.compile(r"excel|csv|表格|spreadsheet", _I)
_END = " \t\n,，.。!！?？"


def names_failures(text: str) -> bool:
    """Whether a text says that it is about failures.

    >>> names_failures("bad case 影响多少用户"), names_failures("how many users pay?")
    (True, False)
    """
    return bool(_FAILURES.search(text))


def asks_file(asked: Asked, text: str) -> bool:
    """Whether the failures of the last list, or those that the text names, are to be a file."""
    if not _EXPORT.search(text) or _OTHER_FILES.search(text):
        return False
    is_listed = asked.listed_by == _TOOL and _THESE.search(text)
    is_bare = asked.last_tool == _TOOL and _BARE.fullmatch(text.strip(_END))
    # Of a table it is the list, even after one of its cases was looked at.
    is_table = (
        asked.listed_by == _TOOL and _TABLE.search(text) and _BARE.fullmatch(text.strip(_END))
    )
    return bool(is_listed or is_bare or is_table) or names_failures(text)
