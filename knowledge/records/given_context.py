"""Passages that a product was given in its prompt, as many assemble them: before the question."""

import re

_LABEL = re.compile(
    r"(?:^|\n)[ \t#*]*(?:(?:the |retrieved |relevant |reference )*(?:contexts?|passages?|documents?"
    r"|sources?|search results?|knowledge base|excerpts?)"
    r"|(?:以下是?)?(?:检索到?的?|参考|相关的?|已知)?(?:资料|文档|上下文|信息|检索结果|知识库(?:内容)?|素材|片段))"
    r"[ \t*]*[:：][ \t*]*",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"<(contexts?|documents?|passages?|sources?|search_results?|knowledge)>((?:(?!<\1>).)*?)</\1>",
    re.IGNORECASE | re.DOTALL,
)
_APART = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\[?\d{1,2}[\].)、:：])\s*)")
_ITEM = re.compile(r"^\s*(?:[-*•]|\[?\d{1,2}[\].)、:：](?!\d))\s*")
_TAG = re.compile(r"</?\w+[^<>\n]*>")


_QUESTION = re.compile(
    r"(?:^|\n)[ \t#*]*(?:(?:the )?(?:user(?:['’]s)? )?(?:question|query)|(?:用户的?)?(?:问题|提问))"
    r"[ \t*]*[:：][ \t*]*(?P<labelled>\S[^\n]*(?:\n(?![ \t#*]*(?:answer|回答|答案)\b)[^\n]+)*)"
    r"|<(?:question|query)>(?P<tagged>(?:(?!<(?:question|query)>).)*?)</(?:question|query)>",
    re.IGNORECASE | re.DOTALL,
)


def question_and_passages(prompt: str) -> tuple[str, list[str]] | None:
    r"""What was asked and what was given in a prompt that says which is which; else None.

    >>> question_and_passages("Context:\nThe pool is heated.\n\nQuestion: Is it heated?\nAnswer:")
    ('Is it heated?', ['The pool is heated.'])
    >>> question_and_passages("Context: what does this word mean?")
    """
    asked = list(_QUESTION.finditer(prompt))
    if not asked:
        return None
    last = asked[-1]
    rest = prompt[: last.start()] + "\n\n" + (prompt[last.end() :] if last["tagged"] else "")
    given = passages_given(rest)
    question = (last["labelled"] or last["tagged"] or "").strip()
    return (question, given) if given and question else None


def passages_given(text: str) -> list[str]:
    r"""The passages in a system's message, after a label or within tags; empty where none are.

    >>> passages_given("You help guests.\nContext: The pool is heated.\n\nIt opens at 7.")
    ['The pool is heated.', 'It opens at 7.']
    >>> passages_given("<documents>泳池全年加热。</documents>请回答。")
    ['泳池全年加热。']
    >>> passages_given("Answer from the context only.")
    []
    """
    said = "\n\n".join(found[2] for found in _TAGGED.finditer(text))
    if not said:
        label = _LABEL.search(text)
        said = text[label.end() :] if label else ""
    parts = (_ITEM.sub("", _TAG.sub(" ", part)).strip() for part in _APART.split(said))
    return [one for one in parts if one]
