"""Reads what is said of a case at hand: doubts, and whom it is to be told to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.retelling.sides import sides
from tools.routes.case_heard import heard
from tools.routes.case_parts import part_talked_of, supposes
from tools.routes.ids_said import as_ids

_I = re.IGNORECASE
_LONGEST = 120
"""Characters of what is said in passing; longer texts bring something of their own."""
_BACK = re.compile(
    r"(?:回到|说回|继续看|再看看?|接着看)(?:刚才|之前|上面|原来|前面)?的?(?:那|这)?(?:条|个|一条)?"
    r"(?:案例|轨迹|case|脚本)?(?:吧|呢)?[\s。.！!?？]*"
    r"|(?:go |coming |come |ok,? )*back to (?:the|that|our|my|this) (?:case|trace|one"
    r"|script)[\s.!?]*"
    r"|(?:请|帮我|给我)*(?:打开|看看?|展开|查看)(?:一下)?(?:这条|那条|它)?的?(?:完整|原始)?的?"
    r"(?:轨迹|日志|trace)(?:吧|呢)?[\s。.！!?？]*"
    r"|(?:please |can you |can i )*(?:show|open|see)(?: me)?"
    r"(?: (?:the|this|that|its|full|whole|raw))* (?:trace|log)[\s.!?]*",
    _I,
)
"""Goes back to the case, or opens its trace, and says no more than that."""
NAMES_CASE = re.compile(
    r"刚才(?:的)?(?:那|这)(?:一)?条|(?:那|这|该)(?:一)?条(?:轨迹|案例|脚本|回答)?"
    r"|(?:这|那)个\s?(?:case|案例)"
    r"|\b(?:(?:the|that|this|our) (?:case|trace)|(?:that|this) script)\b|\bback to\b",
    _I,
)
"""Says that it is the case that is meant, whatever was spoken of since."""
_CONFIDENCE = re.compile(r"把握|\bconfiden\w*", _I)
_OF_LAST = {"passages", "doubt", "evidence", "user"}
_DONE = {
    "ticket", "owner", "prove", "rerun", "example", "fix", "undo", "verify", "priority", "plain",
}  # fmt: skip
"""What is done about a case, or asked of nothing else, also after a look elsewhere."""
_OF_OTHERS = {"same", "like", "users", "recap"}
"""What is heard but asks nothing of the one case."""
_EXPORTS = re.compile(
    r"(?:帮我|请)?(?:导出|下载|存下来|保存)(?:一下|吧|这个|这条|它)?[\s。.!！]*"
    r"|(?:please )?(?:export|download|save)(?: (?:it|this|that))?[\s.!]*",
    _I,
)


_IN_SHORT = re.compile(
    r"太长|(?:再|更|能)短|短点|\btoo (?:long|wordy)\b"
    r"|[一两二三1-3](?:到|、)?[一两二三]?句|简短|简洁|短一点|言简意赅|概括"
    r"|\b(?:one|two|three|a couple of|1|2|3)[ -](?:short )?(?:sentences?|lines?|liners?)\b"
    r"|\btl;?dr\b|\bin short\b|\bshort(?:er)? version\b|\bbrief(?:ly)?\b",
    _I,
)
"""Asks for a sentence or two."""


@dataclass(frozen=True)
class CaseTalk:
    """What a text says of a case at hand."""

    part: str
    """What is wanted, as `tools.diagnosis.markdown.Part` has it."""
    says: str = ""
    """What the reader holds against the verdict, where it names a stage."""
    names_case: bool = False
    """Whether the text itself says that the case is meant."""
    is_of_last: bool = False
    """Whether it can only be about what was said last: "are you sure?"."""
    likeness: float = 0.5
    """How like it is to what is asked of a case; what a phrase tells is at least half so."""

    @property
    def args(self) -> dict[str, str]:
        """The arguments of the tool beside the case."""
        part = {} if self.part == "all" else {"part": self.part}
        return part | ({"says": self.says} if self.says else {})


def asks_sureness(text: str) -> bool:
    """Whether a text doubts what was said last, or asks what it rests on.

    >>> asks_sureness("你确定吗"), asks_sureness("are you sure?"), asks_sureness("上周呢")
    (True, True, False)
    """
    return (part_talked_of(text) or heard(text).part) in {"doubt", "evidence"}


def case_talk(text: str, named: Sequence[str] = ()) -> CaseTalk | None:
    """What a text, with the ids that it names, says of a case; None where of something else.

    >>> case_talk("no, the retrieval was fine").args
    {'part': 'doubt', 'says': 'no, the retrieval was fine'}
    >>> case_talk("给工程师写个工单").args, case_talk("退款要多久")
    ({'part': 'ticket'}, None)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    names_case = bool(NAMES_CASE.search(text))
    if _BACK.fullmatch(text):
        return CaseTalk("all", names_case=True)
    part, likeness = heard(as_ids(text, named))
    told = max(CaseTalk.likeness, likeness)
    if any(sides(text)) and part != "prove" and not supposes(text):
        return CaseTalk("doubt", text, names_case, likeness=told)
    if phrase := part_talked_of(text):
        last = phrase in _OF_LAST and not _CONFIDENCE.search(text)
        return CaseTalk(_shortened(phrase, text), "", names_case, last, told)
    if _EXPORTS.fullmatch(text):
        return CaseTalk("ticket", is_of_last=True)
    asks = part is not None and part not in _OF_OTHERS
    told_as = _shortened(str(part), text)
    return CaseTalk(told_as, "", names_case, part not in _DONE, likeness) if asks else None


def _shortened(part: str, text: str) -> str:
    """`brief` for what is to be told plainly in a sentence or two."""
    return "brief" if part == "plain" and _IN_SHORT.search(text) else part
