"""Turns the labels of a pasted case into plain ones, whatever they are dressed in.

**User:**, ### Question, 【检索结果】, <context>…</context> and "Retrieved passages:" say the same
as "User:" and "Context:" at the beginning of a line, which the other readers know.
"""

import re
from functools import cache

from knowledge.han import has_han

_WORDS = {
    "user": r"用户(?:的)?(?:提问|问题|输入)?|(?:客户|顾客)(?:的)?(?:提问|问题)?"
    r"|提问|问题|问"
    r"|user(?:'s)?(?: (?:query|question|input|message))?|customer|human|question|query|q|prompt",
    "bot": r"(?:模型|ai|机器人|助手|产品|系统|客服)(?:的)?(?:回答|回复|输出|答复)"
    r"|实际(?:回答|输出)"
    r"|机器人|助手|回答|回复|答案|答"
    r"|(?:ai|model|assistant|bot|actual)(?:'s)?(?: (?:answer|response|reply|output))?|chatbot"
    r"|answer|response|reply|output|completion|a",
    "passages": r"(?:检索|召回|命中|搜索)(?:到|出|回)?(?:了|的)?"
    r"(?:内容|结果|资料|文档|片段|段落|知识|素材)?"
    r"|(?:参考|背景|相关)?(?:资料|文档|知识|素材)(?:内容|片段)?|知识库(?:内容|片段)?|上下文"
    r"|(?:retrieved|search|rag|supporting|source)"
    r" (?:passages?|chunks?|docs?|documents?|contexts?|results?|content|text)"
    r"|retrieved|contexts?|passages?|chunks?|sources?|documents?|docs|knowledge base|kb",
    "expected": r"(?:正确|标准|参考|期望|预期)(?:的)?(?:答案|回答|输出|结果)|应该(?:是|答|回答)"
    r"|expected(?: (?:answer|output|response))?|(?:correct|reference|gold|right|ideal) answer"
    r"|ground t\w{4}|reference",
}
"""What stands before what was asked, answered, retrieved, and would have been right."""
_PLAIN = {
    "user": ("用户：", "User: "),
    "bot": ("助手：", "Assistant: "),
    "passages": ("资料：", "Context: "),
    "expected": ("正确答案：", "Expected: "),
}
_COLON = r"[ \t]*[:：]"
_NAME = r"[^\W\d_][\w' ]{0,30}?"
_DRESSED = re.compile(
    rf"^[ \t>]*(?:#{{1,6}}[ \t]+(?:\*\*)?(?P<heading>{_NAME})(?:{_COLON}|\*\*){{0,2}}[ \t]*\n\s*"
    rf"|(?:[-*•][ \t]+)?(?P<mark>\*\*|__)(?P<bold>{_NAME})"
    rf"(?:{_COLON}(?P=mark)|(?P=mark){_COLON})\s*"
    rf"|[【\[](?P<bracket>{_NAME})[】\]](?:{_COLON})?\s*"
    rf"|<(?P<tag>{_NAME})>\s*"
    rf"|(?P<bare>{_NAME}){_COLON}[ \t]*)",
    re.MULTILINE,
)
_CLOSED = re.compile(rf"[ \t]*</(?P<tag>{_NAME})>[ \t]*")
_ASIDE = re.compile(
    rf"^[ \t]*[（(](?P<said>(?P<label>{_NAME}){_COLON}[^\n]*)[）)][ \t]*$", re.MULTILINE
)
"""A line in brackets that begins with a label: "(docs: closed on Sundays)"."""
_IN_LINE = re.compile(
    rf"(?<=\S)[ \t]*(?=<(?P<opened>{_NAME})>)|(?P<end></(?P<closed>{_NAME})>)[ \t]*(?=\S)"
)
"""Where a tag stands behind something, or something behind a tag."""


def relabelled(text: str) -> str:
    r"""`text` with the labels of a case as plain ones, each at the beginning of a line.

    >>> relabelled("**User:** When?\n### Retrieved chunks\nAt nine.\n【模型回答】十点")
    'User: When?\nContext: At nine.\n助手：十点'
    >>> relabelled("<query>When?</query><answer>At ten.</answer> Why?")
    'User: When?\n\nAssistant: At ten.\nWhy?'
    >>> relabelled("(Docs: closed on Sundays)")
    'Context: closed on Sundays'
    >>> relabelled("**Note:** nothing")
    '**Note:** nothing'
    """
    text = _ASIDE.sub(lambda found: found["said" if _role(found["label"]) else 0], _on_lines(text))
    roles = {_role(next(filter(None, found.group(*_KINDS)))) for found in _DRESSED.finditer(text)}
    is_talk = roles >= _SPEAKERS
    tags = {found["tag"].casefold() for found in _CLOSED.finditer(text)}

    def plain(found: re.Match[str]) -> str:
        label = next(filter(None, found.group(*_KINDS)))
        role = _role(label)
        # A speaker is kept as called; one alone makes no conversation.
        is_said = role in _SPEAKERS and (found["bare"] or not is_talk)
        if role is None or is_said or (found["tag"] and label.casefold() not in tags):
            return found[0]
        return _PLAIN[role][0 if has_han(label) else 1]

    opened = _DRESSED.sub(plain, text)
    return _CLOSED.sub(lambda found: "" if _role(found["tag"]) else found[0], opened)


def _on_lines(text: str) -> str:
    """Each tag of a case on a line of its own, where a question and an answer stand in tags."""
    if not {_role(found["tag"]) for found in _CLOSED.finditer(text)} >= _SPEAKERS:
        return text

    def parted(found: re.Match[str]) -> str:
        is_label = _role(found["opened"] or found["closed"])
        return f"{found['end'] or ''}\n" if is_label else found[0]

    return _IN_LINE.sub(parted, text)


_SPEAKERS = {"user", "bot"}
_KINDS = ("heading", "bold", "bracket", "tag", "bare")


@cache
def _role(label: str) -> str | None:
    name = " ".join(label.replace("_", " ").split())
    return next((role for role, words in _WORDS.items() if re.fullmatch(words, name, re.I)), None)
