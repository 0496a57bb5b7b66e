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


# In a title or a file's name: 【已作废】定价方案, 定价方案(旧版), pricing (old), pricing_old.
_NAME = re.compile(
    r"[【\[（(](?:已)?(?:废弃|废止|作废|过期|归档|停用|失效|旧版?|历史版本"
    r"|old|outdated|deprecated|archived?|obsolete|superseded)[】\]）)]"
    r"|(?<=\S)[-_ ](?:已作废|已废弃|已归档|旧版|old|deprecated|obsolete|superseded)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def is_superseded(fields: Mapping[str, str], body: str, name: str = "") -> bool:
    """By `superseded_by`, by a `status` such as `archived` or 已停用, or by a notice at the top.

    `fields` is the front matter, `body` the text after it, `name` the title and the file's name.
    """
    if fields.get("superseded_by", "").strip():
        return True
    if fields.get("status", "").strip().casefold() in _STATUSES:
        return True
    if _NAME.search(name) is not None:
        return True
    return _NOTICE.search(body.lstrip()[:_OPENING]) is not None
