"""Whether an answer, as a whole, declines or asks what is meant, instead of answering."""

import re
from collections.abc import Iterable

from tools.claims.digits import fold, in_digits
from tools.claims.measure import Text, content
from tools.claims.refusal import is_refusal
from tools.claims.splitting import claims
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.rules import Rules

_LONGEST = 240
"""Characters; what is longer says something."""
_APOLOGY = re.compile(
    r"^\W*(?:no(?:pe)?\W+|不(?:行|能|可以)\W+)?(?:(?:(?:很|非常|十分)?抱歉|对不起|不好意思|遗憾)"
    r"|(?:i['’]?m|i am|we['’]re|we are) (?:very |so )?(?:sorry|afraid)"
    r"|sorry|unfortunately)\W*(?:but|that)?\s*",
    re.IGNORECASE,
)
_TELLS, _MARKS = 12, " \t\"“”'。.！!？?"
"""Characters from which a sentence that a passage has is taken from there, and what may stand
around them."""
_SAYS_SO = 0.6
"""Share of a statement that sounds like a refusal from which a passage says so itself."""


def declines(answer: str, rules: Rules, passages: Iterable[Text]) -> bool:
    """Whether `answer` is a refusal or a question back.

    "Not covered" is none where one of the passages says just that.
    """
    if not answer or len(answer) > _LONGEST or answer.count("\n") > 1:
        return False
    texts = list(passages)
    if is_refusal(answer) or asks_back(answer):
        return not _is_copied(answer, texts)
    return bool(rules.refusal.find(answer)) and not _is_said(answer, rules, texts)


def _is_copied(answer: str, passages: Iterable[Text]) -> bool:
    """Whether the longest sentence of the answer stands in a passage word for word."""
    longest = max(claims(answer), key=len, default="")
    words = in_digits(longest).strip(_MARKS)
    return len(words) >= _TELLS and any(words in text.folded for text in passages)


def _is_said(answer: str, rules: Rules, passages: Iterable[Text]) -> bool:
    """Whether a passage says itself what sounds like a refusal."""
    plain = _APOLOGY.sub("", answer)
    found = rules.refusal.find(plain)
    matter = content(rules.refusal.strip(plain))
    if not (matter or found):
        return False
    return any(
        (not matter or text.share(matter) >= _SAYS_SO)
        and (found is None or fold(found[0]) in text.folded)
        for text in passages
    )
