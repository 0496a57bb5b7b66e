"""The words that confinements are made of, as pieces of regular expressions."""

import re
from typing import Any

Read = tuple[str, dict[str, Any]]
"""A question without what was read out of it, and that as arguments."""

KIND = (
    r"(?:pdf|docx|word|pptx?|powerpoint|slides?|decks?|presentations?|幻灯片|演示文稿|xlsx?|excel"
    r"|spreadsheets?|csv|markdown|html)"
)
"""A kind of file, as people call it."""
ONLY = r"(?:请)?(?:只|仅|就)(?:看|查|要|搜|在|用|限)?\s*"
"""What begins a confinement in Chinese."""
FILES = r"(?:文档|文件|资料)"
DOCS = r"(?:docs?|documents?|files?|pages?|sources?|ones|those)"
SAYS = (
    r"\s*(?:里面?|中)?\s*(?:是|都|有没有|有|没有?)?(?:怎么|如何|咋)?"
    r"(?:说|写|讲|提到?|规定|记载)[到过了]?的?"
)
"""What goes on after the name of a document that is asked for its words."""


LONGEST = 500
"""Characters of a question; what is longer is a pasted text, whose words confine nothing."""


def without(text: str, found: re.Match[str], kept: str = "") -> str:
    """`text` with `kept` in place of what was found."""
    return f"{text[: found.start()]} {kept} {text[found.end() :]}".strip()
