"""Does a reply to a question begin with yes or with no?"""

import re

_POLITE = (
    r"^\W*(?:(?:您好|你好|亲|嗨|hi|hello|sorry|i['’]?m (?:sorry|afraid)|抱歉|不好意思|很?遗憾"
    r"|unfortunately|good (?:news|question))\W+(?:but )?)?"
)
_NO = re.compile(
    _POLITE
    + r"(?:not?(?=\W*$|\s*[,.;:!(（—–-])|nope|afraid not|not (?:at|until|if|unless|on|in|really)\b"
    r"|(?:you|it) (?:can['’]?t|cannot|can not|may not|does(?:n['’]t| not)|don['’]?t)"
    r"|(?:目前|暂时)?(?:不可以|不能|不行|不是|不支持|没有|不会|不用|不需要?|不必|不算|无需|无法|暂不|不提供))",
    re.IGNORECASE,
)
_YES = re.compile(
    _POLITE
    + r"(?:(?:yes|yep|yeah|sure|certainly|of course|absolutely)\b|you can(?!['’]t|not| not)\b"
    r"|(?:当然)?(?:可以|能的?|行的?|是的|有的|会的|支持|需要|要的|对的)(?=\W|$|的?[，。～！]|[^不没]))",
    re.IGNORECASE,
)


def says_yes(reply: str) -> bool | None:
    """Whether a reply begins with yes; None where it begins with neither yes nor no.

    >>> says_yes("可以的，每年两次。"), says_yes("抱歉，不支持。"), says_yes("No visa is needed.")
    (True, False, None)
    """
    if _NO.match(reply):
        return False
    return True if _YES.match(reply) else None
