"""Does a question ask for yes or no, and does a reply to it begin with either?"""

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

_ASKS_WHETHER = re.compile(
    r"(?:吗|么|不|没|行不行|是不是|会不会|有没有|要不要|需不需要|能否|可否|是否)\W*$"
    r"|能不能|可不可以|可以.{0,16}吗|能.{0,16}吗|行吗|(?P<verb>[能行会算有是要该])[不没](?P=verb)"
    r"|^\W*(?:(?:hi|hello|hey|so|and|ok|but)\W+)*(?:can|could|may|do|does|did|is|are|will|would|am|has|have"
    r"|should|was|were)\b"
    r"|\b(?:any|no) (?:\w+ ){0,3}\w+\?",
    re.IGNORECASE,
)
"""How a question asks for a yes or a no."""
_TURNED = re.compile(
    r"\b(?:can|could|may|do|does|will|would|is|are|am)"
    r" (?:i|we|my|our|you|your|it|they|he|she|there|this|that|someone|somebody|anyone)\b",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"\b(?:how|what|when|where|which|who|whose|why)(?:['’]?s)?\b[^,.;!?\n]*$", re.IGNORECASE
)
"""What a clause begins with that asks for something else: "how much do I pay"."""
_CLAUSE = 80
"""Characters in which it stands."""


def asks_whether(question: str) -> bool:
    """Whether a question asks for a yes or a no.

    >>> asks_whether("能带狗进去吗"), asks_whether("do i pay"), asks_whether("How much is it?")
    (True, True, False)
    """
    return _ASKS_WHETHER.search(question) is not None or any(
        not _ASKS_MORE.search(question, max(0, found.start() - _CLAUSE), found.start())
        for found in _TURNED.finditer(question)
    )


def says_yes(reply: str) -> bool | None:
    """Whether a reply begins with yes; None where it begins with neither yes nor no.

    >>> says_yes("可以的，每年两次。"), says_yes("抱歉，不支持。"), says_yes("No visa is needed.")
    (True, False, None)
    """
    if _NO.match(reply):
        return False
    return True if _YES.match(reply) else None
