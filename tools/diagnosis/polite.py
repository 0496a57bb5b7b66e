"""A query without what people say around it: greetings, thanks, and asking whether they may ask.

"Hi, could you tell me when you open? Thanks!" asks when you open; the rest is no subject that a
passage would have to speak of. It is told by where it stands, at the beginning or at the end.
"""

import re

from knowledge.packaged import packaged


def courtesies(kind: str) -> str:
    """The expression of all courtesies of a kind, in both languages."""
    found: dict[str, dict[str, list[str]]] = packaged(__package__, "courtesies.yaml")
    return "|".join(f"(?:{one})" for said in found[kind].values() for one in said)


_PAUSE = r"[\s,，、:：;；.。!！?？~～…—–-]*"
_BEFORE = re.compile(rf"{_PAUSE}(?:{courtesies('asking')}){_PAUSE}", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:^|(?<=[\s,，.。!！?？;；:：~～吗呢啊呀]))\s*(?:{courtesies('thanks')})[\s,，.。!！?？~～:)）🙏]*$",
    re.IGNORECASE,
)
_MOST = 4
"""Courtesies at either end, at most."""


def asked_plainly(query: str) -> str:
    """`query` without its courtesies; as it is where nothing else is in it.

    >>> asked_plainly("Hi, could you tell me when you open? Thanks!"), asked_plainly("谢谢")
    ('when you open?', '谢谢')
    >>> asked_plainly("你好，我想咨询一下退货要几天，谢谢啦")
    '退货要几天，'
    """
    return _peeled(query) or query.strip()


def is_courtesy(text: str) -> bool:
    """Whether a turn is nothing but courtesies, so that none that follows hangs on it.

    >>> is_courtesy("Hi there!"), is_courtesy("你好，谢谢"), is_courtesy("Refunds")
    (True, True, False)
    """
    return not re.search(r"\w", _peeled(text))


def _peeled(query: str) -> str:
    plain = query
    for pattern, at_start in ((_BEFORE, True), (_AFTER, False)):
        for _ in range(_MOST):
            found = pattern.match(plain) if at_start else pattern.search(plain[-60:])
            if found is None:
                break
            cut = max(0, len(plain) - 60) + found.start()
            plain = plain[found.end() :] if at_start else plain[:cut]
    return plain.strip() if re.search(r"\w", plain) else ""
