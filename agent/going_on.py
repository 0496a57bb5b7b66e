"""Questions that say nothing of their own: the same once more, or what failed put otherwise."""

import re

from tools.routes import Asked

_LONGEST = 60
_AGAIN = re.compile(
    r"(?:请|好|那|ok(?:ay)?|and|please|do (?:it|that)|try|[\s,，.!！。])*"
    r"(?:再(?:来|做|试|算|看)(?:一)?[次遍下]|重(?:新)?(?:来|试|做)(?:一)?[次遍下]?|又来一[次遍]"
    r"|(?:once |one )?(?:more time|once more|again|retry|repeat)(?: please| that| it)?)"
    r"(?:吧|呗|please|[\s,，.!！。?？])*",
    re.IGNORECASE,
)
_MENDS = re.compile(
    r"^\W*(?:then|and|ok(?:ay)?|so|well|sorry|i mean(?:t)?|instead|for|from|with|on|use|try|make it"
    r"|no|but|or|just)\b|^\W*(?:那|就|改|换|用|从|再|按|给|不|我是说|应该是|试试)|\binstead\b",
    re.IGNORECASE,
)
_LOOK_UP = "search_docs"


def asks_again(question: Asked) -> str | None:
    """The tool that is to do the same once more; None where the question says something itself.

    A look-up goes by its own words: "again" may ask it the last question in another place.
    """
    if question.last_tool in {None, _LOOK_UP} or len(question.text) > _LONGEST:
        return None
    return question.last_tool if _AGAIN.fullmatch(question.text.strip()) else None


def mends(question: Asked) -> bool:
    """Whether a question puts otherwise what the last call could not answer."""
    if question.tried is None or len(question.text) > _LONGEST:
        return False
    return _MENDS.search(question.text) is not None
