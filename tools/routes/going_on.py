"""Questions that only ask to go on: 继续, continue, 下一步."""

import re

_LONGEST = 30
_GO_ON = re.compile(
    r"(?:请|好的?|那|行|嗯|ok(?:ay)?|yes|and|then|please|now|just|[\s,，.!！。])*"
    r"(?:继续|接着来?|往下|下一步|然后呢?|再往下|接下来"
    r"|continue|go (?:on|ahead)|carry on|keep going|proceed|next(?: step)?"
    r"|what(?:['’]?s| is)? next)"
    r"(?:吧|呢|做|走|什么|做什么|一下|please|now|then|[\s,，.!！。?？])*",
    re.IGNORECASE,
)

_COMPARED_AFTER = re.compile(
    r"(?P<first>^\W*(?:please\W+)?(?:(?:re-?)?run\b|(?:再)?跑|(?:用|在|拿)[^，。,;；]{1,24}跑).{1,80}?)"
    r"[\s,，;；]*(?:(?:and|then|after that|再|然后|最后|并)\s*)+(?:compare|对比|比较|比一).{0,20}$",
    re.IGNORECASE,
)


def run_before_compared(text: str) -> str | None:
    """What is to be run first, of a text that wants a run and then a comparison; else None.

    >>> run_before_compared("run v1 and v2 on small, then compare"), run_before_compared("比较 v1")
    ('run v1 and v2 on small', None)
    """
    found = _COMPARED_AFTER.search(text)
    return found["first"] if found else None


def is_bare_go_on(text: str) -> bool:
    """Whether a text says nothing but to go on.

    >>> is_bare_go_on("继续吧"), is_bare_go_on("OK, continue"), is_bare_go_on("继续跑评测")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _GO_ON.fullmatch(text.strip()) is not None
