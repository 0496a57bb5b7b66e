"""Does a document say of itself that a newer one has taken its place?"""

import re
from collections.abc import Mapping

_STATUSES = frozenset(
    "superseded archived deprecated obsolete outdated retired replaced "
    "已废弃 已废止 废弃 废止 已归档 归档 已停用 停用 已失效 失效 "
    "已作废 作废 已过期 旧版 历史版本".split()
)
# In the first lines, where such a notice stands; further down it speaks of something else.
_NOTICE = re.compile(
    r"(?:本|此|该)(?:文档|文|页|页面|方案|版本|规范|政策|规格|协议)[^。\n]{0,24}?"
    r"(?:废弃|废止|停用|失效|作废|过期|归档|被[^。\n]{0,24}取代|不再(?:适用|有效|维护))"
    r"|this (?:document|page|version|policy|plan|spec|guide)\b[^.\n]{0,40}?"
    r"\b(?:superseded|archived|deprecated|obsolete|outdated|no longer (?:valid|applies|in force))",
    re.IGNORECASE,
)
_OPENING = 240


def is_superseded(fields: Mapping[str, str], body: str) -> bool:
    """By `superseded_by`, by a `status` such as `archived` or 已停用, or by a notice at the top.

    `fields` is the front matter, `body` the text after it.
    """
    if fields.get("superseded_by", "").strip():
        return True
    if fields.get("status", "").strip().casefold() in _STATUSES:
        return True
    return _NOTICE.search(body.lstrip()[:_OPENING]) is not None
