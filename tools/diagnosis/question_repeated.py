"""An answer that begins with the question: "You asked when we open: at nine", 几点开门？九点。

The question's words are the user's, and claim nothing.
"""

import re

QUOTES = "\"'“”‘’「」『』《》"
"""What may stand around words that are repeated."""
_BEFORE = re.compile(
    r"(?:(?:the )?answer to |(?:for|about|regarding|concerning|as (?:for|to)|re:?) "
    r"|(?:regarding |about |on |as for )?(?:you(?:['’]re| are)? (?:asked|asking)(?: about)?"
    r"|you want(?:ed)? to know|your question(?: (?:is|was))?)\s*[:,]? ?"
    rf"|(?:关于|对于|至于|针对)?(?:[您你](?:问|提|咨询|提问|想知道)的?(?:问题)?(?:是|：|:)?)?)?[{QUOTES}]?$",
    re.IGNORECASE,
)
"""What leads to the question: "Regarding", 您问的是."""
_AFTER = re.compile(
    rf"[?？。.!！]?[{QUOTES}]?\s*(?:的话|这个问题|的?(?:答案|结果))?\s*(?:[：:，,。]\s*)?"
    r"(?:是|为|\bis\b|:)?\s*",
    re.IGNORECASE,
)
"""What leads from it to the answer."""
_FAR = 80
"""Characters of an answer before the question that it repeats, at most."""
_SHORTEST = 4
"""Characters of a question that is not repeated by chance, at least."""


def without_question(answer: str, query: str) -> str:
    """`answer` without the `query` that it repeats at its beginning.

    >>> without_question("您问的是“几点开门？”：九点。", "几点开门？")
    '九点。'
    >>> without_question("About the lift: it is out of order.", "the lift?")
    'it is out of order.'
    """
    asked = query.strip().rstrip("?？。.!！")
    at = answer.find(asked)
    if len(asked) < _SHORTEST or not 0 <= at <= _FAR:
        return answer
    before = _BEFORE.search(answer, 0, at)
    after = _AFTER.match(answer, at + len(asked))
    start = before.start() if before else at
    return answer[:start] + answer[after.end() if after else at + len(asked) :]
