"""The set that a question does something with: delete the set small, 把 small 改名为 smoke."""

import re

from knowledge.han import HAN_RANGE

_I = re.IGNORECASE
_NAME = r"(?:[“\"「『](?P<{0}q>[^”\"」』]{{1,60}})[”\"」』]|(?P<{0}>{1}))"
_EN = rf"[A-Za-z0-9{HAN_RANGE}][\w.-]{{0,40}}(?: \d{{1,3}})?"
_ZH = r"[^\s，。,;；：:?？!！“”\"「」里中的]{1,30}?(?: \d{1,3})?"
_ZH_SET = r"(?:评测|测试|评估|回归|数据)集"
_VERB_ZH = (
    r"(?:标注|打标|复制|拷贝|克隆|删除|删掉|移除|重命名|恢复|还原|打开|看看?|查看|显示|导出|给|把|对)"
    r"(?:一?下)?"
)
_DONE = r"改名|重命名|改成|标注|打标|删|移除|恢复|还原|里|中|的|吧|了"
_END_ZH = rf"(?=\s*(?:这个|那个)?(?:评测|测试)?集?\s*(?:{_DONE}|[，。,;；?？!！]|$))"
_VERB_EN = (
    r"\b(?:annotate|label|duplicate|copy|clone|rename|delete|remove|discard|restore|bring back"
    r"|undelete|show|open|view|export|masked in|hidden in)"
)
_PLACES = (
    re.compile(
        rf"{_ZH_SET}\s*(?!{_DONE}|还|缺|覆盖){_NAME.format('a', _ZH)}"
        rf"(?=\s|[，。,;；?？!！]|{_DONE}|$)",
        _I,
    ),
    re.compile(rf"^\W*{_NAME.format('f', _ZH)}\s*(?:里|中)\S{{0,8}}(?:掩码|脱敏|打码|屏蔽)", _I),
    re.compile(rf"(?:叫|名为)\s*{_NAME.format('b', _ZH)}\s*的?{_ZH_SET}", _I),
    re.compile(rf"\bsets? (?:called |named )?{_NAME.format('c', _EN)}(?=\W|$)", _I),
    re.compile(
        rf"(?:{_VERB_EN}|\bin)(?: the| our| my| all)* {_NAME.format('d', _EN)}"
        r"(?= (?:(?:eval(?:uation)?|test|data) ?)?sets?\b| to\b| as\b| into\b|\s*[?.!,]|\s*$)",
        _I,
    ),
    re.compile(rf"\bbring (?:the )?(?:set )?{_NAME.format('g', _EN)} back\b", _I),
    re.compile(rf"{_VERB_ZH}\s*{_NAME.format('e', _ZH)}{_END_ZH}", _I),
)
_NO_NAME = re.compile(
    r"(?:it|this|that|them|these|those|the|an?|all|our|my|one|sets?|eval|test|data|examples?"
    r"|to|as|is|are|we|do|of|in|from|with|and|for|there|please|now|again|here|up|off|first|second"
    r"|third|last|newest|latest|new|old|evaluation|v?\d+|[1-9]\d* .*|queue|annotation|panel|runs?"
    r"|gaps?|coverage|versions?|results?|report|scores?"
    r"|该?由?谁.*|员.*|人员.*|copy|duplicate|副本|复制的?|一份|它们?|他|这|那|个|些|条|一|下|所有|全部|现有|已有|我们?|你|的|了|吧|呢|最新|最近|刚才?|上次|建好?"
    r"|评测|测试|数据|样本|集|队列|面板|什么|哪些|多少|有|还|是|叫|里|中|第.*|缺.*|覆盖.*|怎么.*|为什么.*|\s)+",
    _I,
)
"""Words in that place that name no set."""


def set_acted_on(text: str) -> str:
    """The name in the place of a set's; empty where none is. The tool knows the sets.

    >>> [set_acted_on(one) for one in ("delete the set small", "标注 small", "删除评测集“冒烟”")]
    ['small', 'small', '冒烟']
    >>> [set_acted_on(one) for one in ("把 small 改名为 smoke", "annotate it", "有哪些评测集")]
    ['small', '', '']
    """
    for place in _PLACES:
        for found in place.finditer(text):
            name = next((one for one in found.groups() if one), "").strip()
            if name and not _NO_NAME.fullmatch(name):
                return name
    return ""
