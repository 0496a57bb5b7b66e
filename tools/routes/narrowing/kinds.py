"""Confined to a kind of file: "只看 PDF", "in the slides", "PDF 里怎么说"."""

import re

from tools.routes.narrowing.words import DOCS, FILES, KIND, ONLY, SAYS, Read, without

_PATTERNS = (
    re.compile(
        rf"{ONLY}(?P<kind>{KIND}|表格)\s*(?:格式|版)?的?{FILES}?(?:里面?|中)?的?"
        rf"|在\s*(?P<kind2>{KIND})\s*{FILES}?(?:里面?|中)"
        # Without 在 it must go on with what is said there: "Word 里能打开吗" is about Word.
        rf"|(?:^|(?<=[，,。；;：:、\s那])|在\s*)(?P<kind3>{KIND}|表格)\s*{FILES}?(?:里面?|中)(?:{SAYS}|(?=\s*[，,：:呢]))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:only\s+)?(?:look(?:ing)?\s+(?:only\s+)?)?(?:in|at)\s+(?:only\s+)?(?:the\s+)?"
        rf"(?P<kind>{KIND})s?(?:\s+{DOCS})?(?:\s+only)?\b(?!\s*(?:doc|export|format))"
        rf"|\b(?:only|just)\s+(?:in\s+)?(?:the\s+)?(?P<kind2>{KIND})s?\b(?:\s+{DOCS})?"
        rf"|\b(?P<kind3>{KIND})s?\s+only\b"
        rf"|\bwhat\s+do(?:es)?\s+(?:the|our)\s+(?P<kind4>{KIND})s?\s+(?:say|tell us|state)\b"
        r"(?:\s+(?:about|on)\b)?",
        re.IGNORECASE,
    ),
)


def read(question: str) -> Read:
    """The kind of file, in the asker's word for it."""
    for pattern in _PATTERNS:
        if found := pattern.search(question):
            kind = next(one for one in found.groups() if one).lower()
            return without(question, found), {"kind": kind}
    return question, {}
