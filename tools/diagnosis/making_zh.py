"""How an order for a text is built in Chinese: by its verb, or by the kind of text last."""

import re

from tools.diagnosis.rules import Rules
from tools.diagnosis.stipulated import stipulations

_WRITES = (
    r"(?:(?<=^)|(?<=[，,。；;\s我请烦再来]))写(?![错了着在不得])"
    r"|写(?=[一个封条段篇份句几首张版成给两三四五进到出]|[\dA-Za-z]|群|点)"
    r"|拟(?=[一个封条段篇份句几]|\d|好)|起草|草拟|撰写|编写"
    r"|[来出整弄拟做](?:一|个)?(?:份|版|篇|封|段)(?![^，。]{0,4}(?:订单|保险))"
)
"""Verbs that make a text."""
_CHANGES = (
    r"改写|润色|扩写|缩写|概括|归纳|提炼|总结(?=[一下成出]|[^，。；？?]{2,})|翻译成|译成|缩到|缩成|缩短"
    r"|压到|压成|压缩(?!包|文件|格式)|精简(?!版)|改短|改得|改成|改合|口语化|拆成|拆开|换个?(?:说法|语气|口吻)"
    r"|这[句段篇条版][^，。]{0,6}(?:太|不够)|(?:再|更)[短长][一些点]"
    r"|(?:简洁|正式|活泼|温和|幽默|委婉|通俗)(?:一|些)点|[讲写说](?:明白|清楚)点"
)
"""Verbs that change one, and what it is to be more of."""
_WORKS = (
    r"发[^，。]{0,6}群|帮我[^，。]{0,4}[填补列拟编凑]|排(?:一下|个|出|[到进])|安排(?:一下|个|成|到)"
    r"|规划(?:一下|个)|批改|打个?分|出[几\d一两三四五六]+[道个题]|讲解一?下|给[^，。]{1,8}讲"
    r"|汇总|梳理|归类|拆解|列(?:出|一下|个|成|全)|考考我|举个?例|换个例子|填(?:进|到|好)|补(?:上|全)"
    r"|算(?:算|一下)|估(?:一下|个)|(?:对比|比较)一下"
)
"""Verbs of working on something."""
_ORDERS = re.compile(rf"(?<![没不填手签代听读会样么何咋])(?:{_WRITES}|{_CHANGES}|{_WORKS})")
"""Verbs that order a text by themselves; not 怎么写."""
_MAKES = re.compile(
    r"(?<![怎如没不])(?:来|出|做|整|弄|起|列|编|想|搞|给我?|要|凑|排|设计|准备|生成|整理|写|回|发|补|填|拟|改)"
)
"""Verbs that do with a kind of text behind them."""
_CLAUSES = re.compile(r"[，,。；;！!、\s:：]+")
_COUNT = re.compile(r"(?:[一两三四五六七八九十几\d]+[条个份段篇版句封则组]|吧|呗|谢谢)+$")
_STATES = re.compile(r"[没不未收看查找丢错退已了]|打开|下载|显示|提示|点击|关于|什么|哪")
"""What a clause has that tells of a text, instead of ordering one: 没收到通知."""
_ASKS = re.compile(
    r"怎么|怎样|如何|多少|为什么|为何|多久|哪里|在哪|吗\s*[?？]?\s*$|能不能|可以吗"
    r"|[不没]\s*[?？]?\s*$|[?？]\s*$"
)
_A_TEXT, _NAMED, _NEAR = 50, 3, 16
"""Characters that a text is to have where it is no short answer, those of a clause that names one,
at least, and those behind a verb in which the kind of text stands."""


def orders_in_chinese(query: str, rules: Rules) -> bool:
    """Whether a Chinese query orders a text."""
    asks = _ASKS.search(query) is not None
    if _ORDERS.search(query):
        return not asks or "帮" in query
    return not asks and (_is_long(query) or _by_kind(query, rules))


def _is_long(query: str) -> bool:
    """Whether it stipulates a length that no mere answer has."""
    return any(
        one.form == "characters" and (one.high or 0) >= _A_TEXT for one in stipulations(query)
    )


def _by_kind(query: str, rules: Rules) -> bool:
    return any(_is_named(one, rules) for one in _CLAUSES.split(query)) or any(
        rules.texts.find(query[verb.end() : verb.end() + _NEAR]) for verb in _MAKES.finditer(query)
    )


def _is_named(clause: str, rules: Rules) -> bool:
    """Whether a clause names a kind of text last, and tells nothing of it: 端午活动文案."""
    bare = _COUNT.sub("", clause)
    if len(bare) < _NAMED or _STATES.search(bare):
        return False
    kinds = (rules.texts, rules.deliverable)
    return any(one.end() == len(bare) for kind in kinds for one in kind.pattern.finditer(bare))
