"""What is asked of a set as a whole, and changes none of its examples: list, delete, annotate."""

import re
from typing import Literal

Whole = Literal["remove", "list", "masked", "annotate", "copy"]
"""Take it off the list, tell which sets there are, what was masked in it, open its queue, make
another set of the same examples."""

Extreme = Literal["biggest", "smallest", "newest", "oldest"]
"""By examples, or by when it changed last."""

_I = re.IGNORECASE
_ZH_SET = r"(?:评测|测试|评估|回归|样本|数据)集"
_EN_SET = r"(?:(?:eval(?:uation)?|test|data|golden|regression|smoke)[- ]?)*sets?"
_LIST = re.compile(
    rf"(?:哪些|哪几个|几个|多少个|什么)(?:现成的)?{_ZH_SET}(?!合)|{_ZH_SET}(?:的)?(?:列表|清单|都?有哪些|都?有哪几个)"
    rf"|(?:列出|列一下|看看?|查看|显示|打开).{{0,4}}(?:所有|全部|现有|已有)的?{_ZH_SET}|列出{_ZH_SET}"
    r"|\b(?:list|show|see|view|which|what|how many)(?: me)?(?: all)?(?: of)?(?: the| our| my)?"
    r" (?:(?:eval(?:uation)?|test|data|existing)[- ]?)*sets\b",
    _I,
)
_MASKED = re.compile(
    r"(?:掩码|脱敏|打码|遮[盖掉挡住]?|隐去|屏蔽)(?:掉|了|过|的是|的)*(?:什么|哪些|哪几|多少|啥)"
    r"|(?:什么|哪些|多少).{0,10}(?:被|做了?|都)?(?:掩码|脱敏|打码|遮[盖掉挡住了]|隐去|屏蔽)"
    r"|(?:里面?|其中|集里?)(?:有没有|还有|有|含不含|含)(?:什么|哪些)?(?:个人信息|隐私|敏感信息)"
    r"|(?:个人信息|隐私|敏感信息).{0,8}(?:脱敏|掩码|打码|遮|处理)(?:了吗|了没|掉了|得怎么样|情况)"
    r"|\b(?:what|which|how much|how many|was|were|did|is|are)\b.{0,40}\bmask(?:ed|ing)?\b"
    r"|\b(?:what|which|any|is there) (?:personal|private|sensitive) (?:data|info\w*)\b",
    _I,
)
_ANNOTATE = re.compile(
    r"(?:^|[，。,;；]|帮我|我要|我来|想|开始|打开|继续|来|去)\W*(?:标注|打标)(?!指南|规范|员|数据|一致)"
    r"|(?:给|对|把).{1,30}(?:标注|打标)(?:一?下)?\W*$"
    r"|^\W*(?:(?:please|now|then|let'?s|let me|i want to|i'd like to|open|start|begin) )*"
    r"(?:annotat(?:e|ing)|label(?:l?ing)?)\b(?! (?:guideline|schema|rule))",
    _I,
)
_LABELS = re.compile(
    r"(?:谁|哪些人|什么人|几个人|多少人).{0,6}(?:标注|打标|来标)|(?:标注|打标).{0,6}(?:找谁|由谁|要几个人|几个人)"
    r"|(?:在哪|去哪|哪里).{0,6}(?:标注|打标)|标注(?:员|人员|者|结果)?(?:之间)?(?:的)?(?:意见)?(?:一致|一样)"
    r"|\b(?:who|how many people|where)\b.{0,24}\b(?:label|annotate)\b"
    r"|\b(?:annotators?|labell?ers?|raters?)\b.{0,24}\bagree|\bagreement\b.{0,24}\b(?:annotat|label)",
    _I,
)
"""Who is to label it, where, and how far those who did agree."""
_EXTREME = re.compile(
    rf"哪(?:一)?个(?:{_ZH_SET})?(?:是)?最(?P<zh>大|小|新|旧|早|近|老)(?:的)?|最(?P<zh2>大|小|新|旧|早|近|老)的(?:{_ZH_SET})?是哪"
    rf"|\bwhich (?:one|{_EN_SET})(?:['’]s| is| was)?(?: the)?"
    r" (?P<en>big|large|small|new|latest|old)(?:e?st)?\b",
    _I,
)
_COPY = re.compile(
    r"^\W*(?:(?:帮我|请|麻烦|再|那|就|先|把[^，。,]{1,40}?|将[^，。,]{1,40}?)\s*)*(?:复制|拷贝|克隆|另存)"
    r"|^\W*(?:(?:please|can you|now|then|and|ok) )*"
    r"(?:duplicate|clone|copy|(?:make|create|save) a (?:copy|duplicate)|save (?:it|this)"
    r" as (?!v\d))\b",
    _I,
)
_COPY_NAME = re.compile(
    r"(?:(?:叫做?|名为|命名为|取名为?|起名为?|(?:复制|拷贝|克隆|另存)(?:一?份)?[为成])\s*"
    r"|\b(?:called|named|as|(?:call|name) it|to|into) )"
    r"[“\"「『]?(?P<name>[^”\"」』。，,\n]{1,60})",
    _I,
)
_IT = r"(?:它|这个|那个|该|整个|(?:这|那)个集)"
_REMOVE = re.compile(
    rf"(?:删除|删掉|删了|移除|清除|丢掉|扔掉)(?:掉)?\s*(?:{_IT}(?:{_ZH_SET})?|{_ZH_SET}|[^\s，。的里中]{{1,30}}\s*{_ZH_SET}"
    rf"|(?:所有|全部)的?{_ZH_SET})(?!里|中|的|内)"
    rf"|把.{{0,40}}(?:{_ZH_SET}(?!里|中|的|内)|{_IT}).{{0,20}}(?:删|移除|清除|丢)(?:除|掉|了)?\W*(?:吧|了)?\W*$"
    r"|\b(?:delete|remove|discard|erase|trash|get rid of|throw away)\s+"
    r"(?:(?:it|this|that)\W*$|(?:all )?(?:(?:the|this|that|my|our|whole|entire|eval|test) )*"
    rf"(?:[\w.-]+ )??{_EN_SET}\b(?!['’]s))",
    _I,
)
_KINDS: tuple[tuple[Whole, re.Pattern[str]], ...] = (
    ("remove", _REMOVE),
    ("masked", _MASKED),
    ("list", _LIST),
    ("list", _EXTREME),
    ("annotate", _ANNOTATE),
    ("annotate", _LABELS),
    ("copy", _COPY),
)
_BY: dict[str, Extreme] = {
    **dict.fromkeys(("大", "big", "large"), "biggest"),
    **dict.fromkeys(("小", "small"), "smallest"),
    **dict.fromkeys(("旧", "早", "老", "old"), "oldest"),
}
_ALL = re.compile(r"所有|全部|\ball\b|\bevery\b", _I)
_LONGEST = 120


def kept_as_a_whole(text: str) -> Whole | None:
    """What a text asks of a set as a whole; None where it asks for something else.

    >>> kept_as_a_whole("delete the set small"), kept_as_a_whole("删掉评测集里英文的")
    ('remove', None)
    >>> kept_as_a_whole("有哪些评测集"), kept_as_a_whole("what did it mask?")
    ('list', 'masked')
    """
    if len(text) > _LONGEST:
        return None
    return next((kind for kind, words in _KINDS if words.search(text.strip())), None)


def needs_a_set_before(text: str) -> bool:
    """Whether what is asked is of a set only where one was spoken of: which is the biggest?"""
    return any(words.search(text) for words in (_LABELS, _EXTREME, _COPY))


def extreme_asked(text: str) -> Extreme | None:
    """Which one of the sets a question is after.

    >>> extreme_asked("哪个最大？"), extreme_asked("which one is the newest?")
    ('biggest', 'newest')
    """
    if not (found := _EXTREME.search(text)):
        return None
    return _BY.get((found["zh"] or found["zh2"] or found["en"]).lower(), "newest")


def name_of_copy(text: str) -> str:
    """The name that a copy is to bear; empty where none is said.

    >>> name_of_copy("复制一份叫“备份”"), name_of_copy("duplicate the set small as weekly")
    ('备份', 'weekly')
    """
    found = _COPY_NAME.search(text)
    return found["name"].strip(' ”"」』吧。.!！?？') if found else ""


def of_all_sets(text: str) -> bool:
    """Whether a text speaks of every set there is."""
    return _ALL.search(text) is not None
