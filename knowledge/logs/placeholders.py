"""What stands in a field that is empty: "N/A", "-", "nan", 暂无. It is no word of anybody.

"None" may be what a product answered, and is kept where the question asks what there is. As a
reference it is not: what a single "none" or 无 denies cannot be held against an answer, and every
answer that says so in full would be blamed for other words.
"""

import re
from collections.abc import Mapping
from typing import Any

_MADE = frozenset({"nan", "null", "undefined", "<na>", "<null>", "#n/a", "nat"})
"""What programs write for nothing."""
_NOTHING = _MADE | {"n/a", "na", "n.a", "-", "--", "---", "—", "——", "–", "/", "\\n"}
"""What people write as well."""
_LATER = frozenset(
    "tbd tba tbc todo ? ?? ??? 暂无 待定 待补充 待补 待填 未填 未填写 空 缺 略 暂缺"
    " 无参考答案 暂无参考答案".split()
)
"""What people write for a good answer that nobody has written yet."""
_NONE = frozenset({"none", "无", "(none)", "[none]", "（无）"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "reference": _NOTHING | _LATER | _NONE,
    "answer": _NOTHING | {"none"},
    "rewritten_query": _NOTHING | _LATER | _NONE,
    "error": _NOTHING | _NONE,
    "retrieved": _NOTHING | _LATER | _NONE,
    "intent": _NOTHING,
}
"""What is nothing in each field. 暂无 and 无 may be what a product answered."""
_ASKS_WHAT_THERE_IS = re.compile(
    r"\b(?:any|are there|is there|which|how (?:many|much)"
    r"|do (?:i|we|you) (?:have|need|charge|offer)"
    r"|what (?:other |additional |extra |hidden )?\w+s\b(?! (?:is|was|has)\b)"
    r"|(?:fees?|charges?|costs?|limits?|restrictions?|requirements?|exceptions?|deposits?|penalt\w+"
    r"|discounts?|side effects|conditions?|surcharges?|deductibles?|prerequisites?))\b",
    re.IGNORECASE,
)
"""How a question asks that "none" may answer: what there is of a kind, or how much."""


def is_placeholder(field: str, said: str, query: str) -> bool:
    """Whether what a field holds stands for nothing.

    >>> is_placeholder("reference", "N/A", "Is there a fee?")
    True
    >>> is_placeholder("answer", "None", "Is there a fee?")
    False
    >>> is_placeholder("answer", "None", "How do I reset it?")
    True
    """
    bare = said.strip().rstrip("。.").casefold()
    if bare not in _FIELDS.get(field, frozenset()):
        return False
    may_answer = field == "answer" and bare in _NONE
    return not (may_answer and _ASKS_WHAT_THERE_IS.search(query))


def without_placeholders(fields: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of a trace without those that are blank or hold a placeholder.

    Also the names of the latter.
    """
    query = fields.get("query")
    asked = query if isinstance(query, str) else ""
    kept, told = dict(fields), []
    for name in _FIELDS:
        said = _text_of(fields.get(name))
        if said is None or (said.strip() and not is_placeholder(name, said, asked)):
            continue
        kept[name] = "" if name == "answer" else None
        told += [name] if said.strip() else []
    return kept, tuple(told)


def _text_of(value: Any) -> str | None:
    """The text that a field is, or all that it holds: the only passage, the name of an intent."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("text", value.get("name"))
    return value if isinstance(value, str) else None
