"""The set that a question says something is run on, with or without the word "set"."""

import re

from knowledge.han import HAN
from tools.evals.scorers.called import scorers_called

_I = re.IGNORECASE
_SET_CALLED = re.compile(
    r"\b(?:on|over|with|using) (?:the |our |my )?(?P<en>[\w][\w .-]{0,40}?) "
    r"(?:eval(?:uation)? |test |data)?sets?\b"
    r"|(?:用|在|拿)\s*(?P<zh>[A-Za-z][\w .-]{0,40}?)\s*(?:这个)?(?:评测|测试|样本)?集",
    _I,
)
_BY_HAN = r"(?:(?!跑)[^\s，。,;；：:]){0,20}?"
_HAN_NAME = f"{_BY_HAN}{HAN.pattern}{_BY_HAN}"
_NAME_ALONE = re.compile(
    r"(?:\b(?:re-?run|run|evaluate|eval|benchmark|score|test|try)\b|^\W*(?:and|now|then|also)\b)"
    r"(?:(?!\b(?:go|carry|keep)\b).){0,40}?"
    r"\b(?:on|over|against) (?:the |our |my )?(?P<en>\w[\w .-]{0,40}?)"
    r"(?=\s*(?:[?!,;，；。]|\.?\s*$)|\s+(?:with|and|again|afresh|please|then|too|for|using|limit|by)\b)"
    rf"|(?:用|在|拿)\s*(?P<zh>{_HAN_NAME})\s*(?:上|里)?\s*(?:来|去|再|也|分别)*"
    r"(?:跑|评测(?!集)|评估(?!集)|测试(?!集)|[评测]一)"
    rf"|(?:用|在|拿)\s*(?P<last>{_HAN_NAME})\s*(?:上|里)?\s*(?=[，。,;；]|$)",
    _I,
)
"""What a run is said to be on, without the word "set": on small, 用小集跑."""
_NO_NAME = re.compile(
    r"(?:it|them|this|that|these|those|all|everything|both|same|newest|latest|last|new|old|current|"
    r"(?:\w+ )?(?:service|model|target|endpoint|sets?|dataset|versions?|answers?|cases?)"
    r"|evals?|examples?|v\d[\w.]*|\s)+"
    r"|(?:它们?|这|那|个|些|同|一|样|最|新|旧|近|的|上次|刚才?|建好?|做好?|我们?|默认|全部|所有"
    r"|评测|测试|评估|样本|数据|集|线上|现有|两|三|几|次|版|本|v\d[\w.]*|和|跟|中文|英文|美元|\d+|条)+|.*(?:模型|版本|服务|接口|答案|回答|打分|评分)",
    _I,
)
"""Words in that place that name no set."""
_ZH_SET = re.compile(r"(?:这个|那个|的)?(?:评测|测试|样本|数据)集$")
_ANY_SET = re.compile(
    r"(?:(?:the|this|that|our|my|an?|same|new|newest|latest|last|whole|full|eval(?:uation)?|test"
    r"|data|all|bad[ -]?cases?|v\d+|it)(?:\s+|$))*",
    _I,
)
"""Words before "set" that name none."""


def set_run_on(text: str) -> str | None:
    """The name that stands where a set's would; the tool knows what, if anything, is called so.

    >>> [set_run_on(one) for one in ("run v2 on the smoke set", "run it on small", "用小集跑 v1")]
    ['smoke', 'small', '小集']
    >>> set_run_on("run v2 on the newest set"), set_run_on("evaluate v2 on faithfulness")
    (None, None)
    """
    found = _SET_CALLED.search(text)
    name = (found["en"] or found["zh"]).strip() if found else ""
    if name and not _ANY_SET.fullmatch(name) and not scorers_called(name):
        return name
    for alone in _NAME_ALONE.finditer(text):
        name = _ZH_SET.sub("", next(one for one in alone.groups() if one).strip())
        if not _NO_NAME.fullmatch(name) and not scorers_called(name):
            return name
    return None
