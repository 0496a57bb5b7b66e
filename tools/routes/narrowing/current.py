"""Confined to what holds now: "in the newest version", "不要旧版的"."""

import re

from tools.routes.narrowing.words import KIND, ONLY, Read, without

_CURRENT = re.compile(
    # "只看最新版的 PPT": the words that confine are left for the kind of file.
    rf"(?P<only>{ONLY})(?:最新|现行|当前|有效)的?版?本?的?\s*(?={KIND}|表格)"
    rf"|\b(?P<only2>(?:in|from|only)\s+the\s+)(?:newest|latest|most recent|current)\s+(?={KIND})"
    rf"|{ONLY}(?:最新|现行|当前|有效)(?:的)?(?:版本?|文档|资料)?(?:里|中)?的?"
    r"|(?:在|按)?(?:最新|现行|当前)(?:的)?(?:版本?|文档)(?:里|中)"
    r"|(?:不要|别看|忽略|排除)(?:旧|过期|作废|历史)(?:的)?(?:版本?|文档|资料)?的?"
    r"|\b(?:in|from)\s+the\s+(?:newest|latest|most recent|current)\s+(?:version|docs?|documents?)\b"
    r"|\bonly\s+(?:in\s+)?(?:the\s+)?(?:newest|latest|current)\s+(?:versions?|docs?|documents?|ones)\b"
    r"|\b(?:ignore|without|no|skip|leave out)\s+(?:the\s+)?(?:old|outdated|superseded)\s+"
    r"(?:versions?|docs?|documents?|ones)\b",
    re.IGNORECASE,
)


def read(question: str) -> Read:
    """Whether superseded documents are to be left out."""
    found = _CURRENT.search(question)
    if not found:
        return question, {}
    kept = found["only"] or found["only2"] or ""
    return without(question, found, kept), {"current_only": True}
