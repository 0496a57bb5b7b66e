"""Is a query only the rest of one, which an earlier turn completes?

"What about the blue one?", 那儿童的呢 and "same for the other one" ask nothing by themselves: who
answers them without the earlier turn picks a question of his own. "How much is it to ship?" does
ask; there "it" stands for what follows.
"""

import re

_REST = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|so|oh|hm+|right|thanks|yes|no)\W+)*"
    r"(?:(?:what|how) about|and (?:what|how) about|and)\b(?: (?:at|for|with|in|on|if))?"
    r"[^.?!\n]{0,40}?\b(?:ones?|second|third|first|other|latter|former|same|others)\b"
    r"(?: (?:too|then|instead|please))*\W*$"
    r"|^\W*(?:(?:ok(?:ay)?|and|but|so)\W+)*(?:what|how) about (?:the|a|an) (?:\w+er|more \w+)\W*$"
    r"|^\W*(?:and|but|or) (?:for|with|in|on|at|per|if) (?:\w+\W*){1,3}(?:then|too)?\W*$"
    r"|\bsame question\b|^\W*(?:\w+\W+){0,2}same (?:but )?(?:for|with) the\b"
    r"|^(?![^.?!\n]*\bone\b[^.?!\n]*\bone\b)[^.?!\n]{0,30}"
    r"\b(?:the|that) (?:other|second|third|last|previous|first) one\b"
    r"(?![^.?!\n]*\b(?:if|when|is|that|which|who|i|we)\b)"
    r"|^\W*(?:(?:好的?|哦|嗯|行)[，,\s]*)?那(?:么)?(?:如果|要是|假如)?(?:是|换成|按)?"
    r"[^，。？！怎咋啥什哪几谁多吗能可要会有是不]{1,12}的?(?:呢|咧)[？?]*\W*$"
    r"|^\W*(?:(?:好的?|哦|嗯|行)[，,\s]*)?那(?:如果|要是|假如)(?:是|换成|按)?[^，。？！]{1,14}的(?:呢|咧)?[？?]*\W*$"
    r"|^\W*那?(?:左边|右边|上面|下面|前面|后面|刚才|刚刚|之前)(?:说|提|讲)?(?:的|那|这)?(?:个|一个|种|款)(?=[也是能要多会可有还吗呢怎得]|\W|$)"
    r"|^\W*那?(?:另外?那?|另)(?:一)?[个种款张台件档](?=[也是能要多会可有还吗呢怎得]|\W|$)"
    r"|^\W*那?(?:弄|搞|整|做|办)(?:完|好|成)了?(?:之后|以后|后)?[还再要得大概又需]*(?:多久|几|等|怎么|什么时候)",
    re.IGNORECASE,
)
_LONGEST = 120
"""Characters from which on a query says something by itself."""
_DUMMY = re.compile(
    r"\b(?:is|was|would|will|does) it\b(?= (?:(?:be|cost|take|possible|ok(?:ay)?|fine|safe|free"
    r"|legal|allowed|enough|worth|hard|easy|better|cheaper|too late|normal|true|needed) )?"
    r"(?:to|if|that|for (?:me|us|a|an|the|my|two|\w+ing)|when|with|per"
    r"|a (?:day|week|month|year|night))\b)"
    r"|\bit(?=['’]s (?:possible|ok(?:ay)?|safe|free|true|normal|better)\b|\s+takes?\b)"
    r"|\bwhat time is it\b|\bis it (?:true|possible|ok(?:ay)?|allowed)\b",
    re.IGNORECASE,
)
"""Where "it" stands for what follows, or for nothing."""


def rest_of_a_question(query: str) -> str | None:
    """The words that show that `query` is only the rest of a question; None where none do.

    >>> rest_of_a_question("what about the blue one?"), rest_of_a_question("what about parking?")
    ('what about the blue one?', None)
    >>> rest_of_a_question("那儿童的呢"), rest_of_a_question("那停车要钱吗")
    ('那儿童的呢', None)
    """
    found = _REST.search(query.strip()) if len(query) <= _LONGEST else None
    return found[0].strip() if found else None


def without_dummies(query: str) -> str:
    """`query` with spaces where "it" points to nothing said before.

    >>> without_dummies("How much is it to ship?"), without_dummies("Is it blue?")
    ('How much       to ship?', 'Is it blue?')
    """
    return _DUMMY.sub(lambda found: " " * len(found[0]), query)
