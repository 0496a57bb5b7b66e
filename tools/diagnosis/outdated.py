"""Does a passage say of itself, or of what was asked about, that it no longer holds?

The word alone does not tell: an expired session, a deprecated field, or how to go back to an old
version are what many manuals are about. A notice is told by where and how it stands.
"""

import re
from collections.abc import Sequence

from tools.claims.measure import ready
from tools.claims.splitting import claims
from tools.diagnosis.rules import Rules, Words

_READ = 400
"""Characters of a passage in which such a notice stands."""
_OF_ITSELF = re.compile(
    r"[本此该这](?:份|个|项|条|篇)?(?:收费|价目|标准)?(?:表|文|文档|文件|页|版|政策|规定|规则|制度|条款|方案|标准|通知|流程|办法|说明|指南|公告|资料|内容|手册)"
    r"|\bthis (?:\w+ ){0,2}(?:list|table|schedule|tariff|leaflet|document"
    r"|page|article|policy|version|guide|section|notice|rule|manual"
    r"|documentation|price list|edition|release|feature|product|service|plan)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:^|\n)\W{0,4}$|[（(【\[][^）)】\]\n]{0,30}$")
"""What stands before a word that labels a passage, a line or a title."""
_BEGINS = re.compile(r"[.。!！；;）)]\s*$")
"""What stands before a sentence."""
_OF_ANOTHER = re.compile(
    r"(?:[原旧]|此前|之前|以前|上一|(?:19|20)\d\d\s*年?度?的?(?=标准|规[定则]|办法|政策|价|版))"
    r"[^，,；;。（(：:]{0,10}$"
    r"|\b(?:old|earlier|previous|former|prior|all other)\b[^,;:.(]{0,30}$",
    re.IGNORECASE,
)
"""What stands before such a word where it is said of what the passage takes the place of."""
_IS = re.compile(r"\b(?:is|are|was|were|been|be|now|已|已经)\s*(?:now |also )?$", re.IGNORECASE)
_ANOTHER = re.compile(r"同时(?:予以|自行)?\s*\Z")
"""What stands before the word where another one ends as this one begins: 旧标准同时废止."""
_MAY = re.compile(
    r"(?:可以?|能够?|随时|会|将|须|应|自动|不)\s*$|\b(?:can|may|could|will) be\s*$", re.IGNORECASE
)
"""What stands before the word where something may come to that: a pass that can be withdrawn."""
_PERHAPS = re.compile(r"如果|若|当|是否|一旦|\b(?:if|when|whether|unless|once)\b", re.IGNORECASE)
_ASKED_ABOUT = 0.5
"""Share of the topic from which a sentence speaks of what was asked about."""


def notice(passage: str, rules: Rules, topic: Sequence[str]) -> tuple[str, str] | None:
    """The word that tells so and the sentence that it stands in; None where none does.

    >>> from tools.diagnosis.rules import default_rules
    >>> notice("（已废止）退款需十五天。", default_rules(), [])
    ('已废止', '（已废止）退款需十五天。')
    >>> notice("Move your apps from the deprecated service.", default_rules(), ["app"]) is None
    True
    """
    told = _of_itself(passage, rules.outdated)
    return _of_itself(passage, rules.superseded) or told or _of_topic(passage, rules, topic)


def _of_itself(passage: str, words: Words) -> tuple[str, str] | None:
    start = passage[:_READ]
    for found in words.pattern.finditer(start):
        if _ANOTHER.search(start, 0, found.start()):
            continue
        before, after = start[: found.start()], start[found.end() : found.end() + 1]
        told = _sentence(passage, found[0])
        if _OF_ANOTHER.search(before) or _MAY.search(before):
            continue
        is_behind = found[0].lower().endswith(" by") and _BEGINS.search(before)
        if is_behind or (_LABEL.search(before) and not after.isalnum()):
            return found[0], told
        if _OF_ITSELF.search(told) and not _PERHAPS.search(told):
            return found[0], told
    return None


def _of_topic(passage: str, rules: Rules, topic: Sequence[str]) -> tuple[str, str] | None:
    """A sentence that says so of what was asked about."""
    start = passage[:_READ]
    for found in rules.superseded.pattern.finditer(start) if topic else ():
        told = _sentence(passage, found[0])
        is_said = found[0].startswith("已") or _IS.search(start[: found.start()])
        on_it = is_said and ready(told).share(topic) >= _ASKED_ABOUT
        if on_it and not _PERHAPS.search(told):
            return found[0], told
    return None


def _sentence(passage: str, word: str) -> str:
    return next((one for one in claims(passage) if word in one), word)
