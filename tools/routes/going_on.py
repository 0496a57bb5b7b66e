"""Questions that only ask to go on: 继续, continue, 下一步."""

import re

_LONGEST = 30
_GO_ON = re.compile(
    r"(?:请|好的?|那|行|嗯|ok(?:ay)?|yes|and|then|please|now|just|[\s,，.!！。])*"
    r"(?:继续|接着来?|往下|下一步|然后呢?|再往下|接下来"
    r"|continue|go (?:on|ahead)|carry on|keep going|proceed|next(?: step)?|what(?:'s| is)? next)"
    r"(?:吧|呢|做|走|什么|做什么|一下|please|now|then|[\s,，.!！。?？])*",
    re.IGNORECASE,
)


def is_bare_go_on(text: str) -> bool:
    """Whether a text says nothing but to go on.

    >>> is_bare_go_on("继续吧"), is_bare_go_on("OK, continue"), is_bare_go_on("继续跑评测")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _GO_ON.fullmatch(text.strip()) is not None
