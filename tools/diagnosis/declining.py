"""Whether an answer, as a whole, declines or asks what is meant, instead of answering."""

import re
from collections.abc import Iterable

from tools.claims.measure import Text, content, fold
from tools.claims.refusal import is_refusal
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.rules import Rules

_LONGEST = 240
"""Characters; what is longer says something."""
_APOLOGY = re.compile(
    r"^\W*(?:(?:(?:很|非常|十分)?抱歉|对不起|不好意思|遗憾)|(?:i['’]?m|i am|we['’]re|we are)"
    r" (?:very |so )?(?:sorry|afraid)|sorry|unfortunately)\W*(?:but|that)?\s*",
    re.IGNORECASE,
)
_SAYS_SO = 0.6
"""Share of a statement that sounds like a refusal from which a passage says so itself."""


def declines(answer: str, rules: Rules, passages: Iterable[Text]) -> bool:
    """Whether `answer` is a refusal or a question back.

    "Not covered" is none where one of the passages says just that.
    """
    if not answer or len(answer) > _LONGEST or answer.count("\n") > 1:
        return False
    if is_refusal(answer) or asks_back(answer):
        return True
    return bool(rules.refusal.find(answer)) and not _is_said(answer, rules, passages)


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
