"""In which language and form an answer is to be, and which word it is to leave out."""

import re

from tools.claims.tongues import NAMED
from tools.diagnosis.ordered import begins, is_ordered, is_ordered_zh
from tools.diagnosis.stipulation import Form, Stipulation

_LANGUAGE = re.compile(
    r"(?P<chinese>\bin (?:simplified )?(?:chinese|mandarin)\b|(?:用|以)(?:中文|汉语|普通话)"
    r"|中文(?=回[答复]))|(?P<english>\bin english\b|(?:用|以)(?:英文|英语)|英文(?=回[答复]))",
    re.IGNORECASE,
)
_SAID_IN = re.compile(r"来?(?:回|答|告|说明|解释|写|介|总|概|作|描)")
"""What follows a language in Chinese that an answer is to be in; not 用英文怎么说."""


def _either(one: str, other: str) -> str:
    """A choice of two words in Chinese: 是或否."""
    return rf"{one}[”\"」]?(?:或者?|还是|和|/|、)[“\"「]?(?:{other})"


_JSON = (
    r"\b(?:(?:as|in|into|to|valid|only) )+(?:a )?json\b(?: format| object)?"
    r"|(?:用|以|按|返回|输出|转成|整理成)\s*json"
)
_TABLE = (
    r"\b(?:in|as|into|using) (?:a )?(?:markdown |comparison |small |simple )?table\b"
    r"|(?:用|以|做成|整理成|列成?|画)一?(?:个|张)?表格?(?=$|[，。！的给来形列展说回呈对])"
)
_LIST = (
    r"\b(?:in|as|with|using|use|into) (?:a )?(?:bullet(?:ed)?|numbered) (?:list|points?)\b"
    r"|\b(?:in|as|with|using|use) bullets\b|分点|分条|逐条|逐点|用(?:无序|有序|项目)?列表"
)
_YES_OR_NO = (
    r"\byes or no(?: only)?\b|\byes/no(?: only)?\b"
    r"|(?:只|仅)(?:需要?|要|能|用)?(?:回答|答|回复|说)?[“\"「]?(?:"
    rf"{_either('是', '否|不是')}|{_either('能', '不能|否')}|{_either('可以', '不可以')}"
    rf"|{_either('有', '没有|无')})"
)
_NUMBER = (
    r"\b(?:just|only) (?:give me |tell me |say |write |return )?(?:the|a)"
    r" (?:number|figure|amount|price)\b(?= ?(?:please|pls)?\W*$)|\b(?:number|figure) only\b"
    r"|只(?:需要?|要|用)?(?:给|回答|答|回复|说|写|报|返回)?(?:我)?(?:一个)?(?:数字|金额|数值)"
    r"(?=$|[。！，；就即])"
)
_FORMS: dict[Form, re.Pattern[str]] = {
    "json": re.compile(_JSON, re.IGNORECASE),
    "table": re.compile(_TABLE, re.IGNORECASE),
    "list": re.compile(_LIST, re.IGNORECASE),
    "yes_or_no": re.compile(_YES_OR_NO, re.IGNORECASE),
    "number": re.compile(_NUMBER, re.IGNORECASE),
}
_WITHOUT_EN = re.compile(
    r"\b(?:without (?:mentioning|saying|using|naming)|avoid(?:ing)? (?:mentioning|saying)"
    r"|(?:do not|don['’]t|never) (?:mention|say|name|use the (?:word|term)s?))"
    r" (?:the (?:word|term|name)s? )?(?:[\"“'‘](?P<quoted>[^\"”'’]{1,40})[\"”'’]"
    r"|(?:the |any |our )?(?P<bare>[\w-]+(?: [\w-]+)?)"
    r"(?=\s*(?:[.,;:!?]|$|\band\b|\bor\b|\bin your\b)))",
    re.IGNORECASE,
)
_WITHOUT_ZH = re.compile(
    r"(?<!要)(?:不要|别|不准|不许|请勿|勿|不得)再?(?:提到|提及|提(?![供交前现醒高出取升货款问])|说出?|出现|(?:使用|用到|包含)(?=[“\"「《]))"
    r"(?:[“\"「《](?P<quoted>[^”\"」》]{1,20})[”\"」》]|(?P<bare>[^\s，。；！？,.;!?的“\"「]{1,8}?)"
    r"(?=这?(?:个词|两个字|字样|几个字)|[，。；！？,.;!?]|$))"
)
_NOTHING_NAMED = re.compile(
    r"(?:any|it|this|that|them|other|else|more|us|me|you|so|too|much|which|what)(?:s|thing)?\b"
    r"|名字|其他|其它|别的|多余|无关|任何|太|这|那|它|我|了|话|明|什么|废话|多|前",
    re.IGNORECASE,
)


_IN_TONGUE = re.compile(rf"(?:\b(?:in(?:to)?|to) |用|以|[译翻]成|译为){NAMED}", re.IGNORECASE)
_TRANSLATED = re.compile(r"\s*(?:[：:，。,.!！“\"]|吧|$)")
"""What follows a language that a text is to be translated into; not 翻译成日语要多少钱."""
_NO_LIST = re.compile(
    r"\b(?:no|without|not in|don['’]t use|do not use)(?: any)?"
    r" (?:bullet(?:ed)?(?: points?| lists?)?|bullets|lists?|numbered lists?)\b"
    r"|(?:不要?|别|不用|无需|请勿)(?:再)?(?:用|使用)?(?:分点|分条|列表|列点|逐条|项目符号)",
    re.IGNORECASE,
)
_STARTS_WITH = re.compile(
    r"\b(?:that )?(?:start(?:s|ing)?|begin(?:s|ning)?) with (?:the letter |an? )?"
    r"[\"“'‘]?(?P<en>[A-Za-z])[\"”'’]?(?![\w'’-])"
    r"|(?:以|用)[“\"「]?(?P<zh>[A-Za-z\u4e00-\u9fff])[”\"」]?(?:字|字母)?(?:开头|打头)",
    re.IGNORECASE,
)


def form_stipulated(query: str) -> list[Stipulation]:
    """The language and the form that `query` wants its answer in, and the words it is to lack."""
    return [
        *_languages(query),
        *_tongues(query),
        *_forms(query),
        *_without(query),
        *_plainly(query),
    ]


def _tongues(query: str) -> list[Stipulation]:
    """Languages besides Chinese and English."""
    return [
        Stipulation("language", one[0], word=one["tongue"] or f"{one['zh']}语")
        for one in _IN_TONGUE.finditer(query)
        if (
            is_ordered(query, one)
            if one["tongue"]
            else (_SAID_IN if one[0][0] in "用以" else _TRANSLATED).match(query, one.end())
        )
    ]


def _plainly(query: str) -> list[Stipulation]:
    """That nothing is to be listed, or that each item is to begin with some letter."""
    lists = [
        Stipulation("no_list", one[0])
        for one in _NO_LIST.finditer(query)
        if (
            is_ordered(query, one) if one[0][0].isascii() else is_ordered_zh(query, one, alone=True)
        )
    ]
    begun = [
        Stipulation("starts_with", one[0], word=one["en"] or one["zh"])
        for one in _STARTS_WITH.finditer(query)
        if (is_ordered(query, one) if one["en"] else is_ordered_zh(query, one, alone=False))
    ]
    return [*lists[:1], *begun]


def _languages(query: str) -> list[Stipulation]:
    return [
        Stipulation("chinese" if one["chinese"] else "english", one[0])
        for one in _LANGUAGE.finditer(query)
        if (
            is_ordered(query, one)
            if one[0][0].isascii()
            else _SAID_IN.match(query, one.end()) and is_ordered_zh(query, one, alone=False)
        )
    ]


def _forms(query: str) -> list[Stipulation]:
    return [
        Stipulation(form, one[0])
        for form, pattern in _FORMS.items()
        for one in pattern.finditer(query)
        if _is_meant(query, one, form)
    ]


def _is_meant(query: str, one: re.Match[str], form: Form) -> bool:
    if one[0][0].isascii():
        is_first = form == "yes_or_no" and not query[: one.start()].strip(" \"'(")
        return is_first or is_ordered(query, one, trailing=form == "number")
    return form in {"yes_or_no", "number"} or is_ordered_zh(query, one, alone=True)


def _without(query: str) -> list[Stipulation]:
    found = []
    for one in (*_WITHOUT_EN.finditer(query), *_WITHOUT_ZH.finditer(query)):
        word = (one["quoted"] or one["bare"]).strip()
        if one[0][0].isascii():
            is_told_off = one[0][:1].lower() in "dn" and begins(query, one)
            is_meant = is_told_off or is_ordered(query, one)
        else:
            is_meant = is_ordered_zh(query, one, alone=True)
        if is_meant and not _NOTHING_NAMED.match(word):
            found.append(Stipulation("without", one[0].strip(), word=word))
    return found
