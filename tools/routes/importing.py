"""A file that is to be imported, whatever is in it: the tool that takes it looks."""

import re

from tools.routes.mentions import tables

_IMPORTS = re.compile(
    r"导入|载入|读入|读进来|加载|导进来|\bimport\b|\bload\b|\bread in\b|\bbring in\b|\btake in\b",
    re.IGNORECASE,
)
_FAILURE = re.compile(r"诊断|为什么|失败|原因|\bdiagnos|\bwhy\b|\bfail|\bcause", re.IGNORECASE)


def imported(text: str) -> str | None:
    """The file that a text wants imported; None where it wants none, or asks why one failed.

    >>> imported("导入 a.jsonl"), imported("import x.csv"), imported("diagnose a.jsonl")
    ('a.jsonl', 'x.csv', None)
    """
    if not _IMPORTS.search(text) or _FAILURE.search(text):
        return None
    return next(iter(tables(text)), None)
