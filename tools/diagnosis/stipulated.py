"""What a question stipulates of its answer, whatever it is about: how long, in which form, in which
language, without which word.

"In one sentence, what was decided?" stipulates; "how do I write a title under 10 words?" is a
question about the like. Told by where it stands: with an order to the one who answers, at the
beginning, or by itself at the end.
"""

import re
from functools import lru_cache

from knowledge.numerals import ENGLISH_NUMBER, counted
from tools.diagnosis.ordered import is_ordered, is_ordered_zh
from tools.diagnosis.stipulated_forms import form_stipulated
from tools.diagnosis.stipulation import Form, Stipulation

_N_EN = rf"(?P<n>\d{{1,4}}|{ENGLISH_NUMBER}|a single)"
_N_ZH = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_LESS_EN = (
    r"(?:under|below|within|less than|fewer than|no more than|not more than|at most"
    r"|max(?:imum)?(?: of)?|up to|only|≤|<)"
)
_ABOUT_EN = r"(?:about|around|roughly|approximately|some|~)"
_LENGTH_EN = re.compile(
    rf"\b(?:in |to |with |using )?(?:(?P<most>{_LESS_EN}) |(?P<about>{_ABOUT_EN}) "
    rf"|(?P<least>at least ) ?|exactly |just )?"
    rf"(?:one |a )?{_N_EN}[- ](?:short |brief |simple |concise )?"
    r"(?P<unit>sentences?|words?|char(?:acter)?s?|letters)\b"
    r"(?! (?:per|each|every|limit|count|document|essay)\b)"
    r"(?P<tail> or (?:less|fewer|under)| max(?:imum)?\b| at most| tops)?",
    re.IGNORECASE,
)
_LENGTH_ZH = re.compile(
    r"(?P<most>不要?超过|别超过|少于|不多于|最多|至多|控制在|限制?在?|小于|≤)?(?P<about>大概|大约|约)?"
    rf"(?P<least>至少|不少于)?{_N_ZH}\s*(?:来|多)?个?(?P<unit>字符|汉字|字|句话?)(?!节|母|幕|段|体|典)"
    r"(?P<tail>以内|之内|以下|内|左右|上下)?"
)
_ITEMS_EN = re.compile(
    r"\b(?P<bound>exactly |at least |at most |up to |no more than |only |just |the |those |these "
    rf"|top |my |our |your )?{_N_EN} (?:(?:[a-z-]+ )?(?:steps|points|bullets|bullet points|reasons"
    r"|examples|ways|tips|options|items|ideas|benefits|advantages|features|things|facts|differences|questions"
    r"|suggestions|alternatives))\b",
    re.IGNORECASE,
)
_ITEMS_ZH = re.compile(
    r"(?:列出?|给出?|说出?|提供|举出?|讲|写出?|推荐|分成?|总结成?出?|概括成?|归纳成?出?|用|要|只要)(?:我|一下)?"
    rf"(?P<bound>至少|最多|不超过|恰好|正好)?{_N_ZH}"
    r"(?:点|条|个(?:[^，。；？]{1,12}的)?(?:要点|步骤|例子|理由|原因|方法|建议|方面|优点|好处)"
    r"|步|种(?:方法|方式|办法)|项)(?!钟|以上|以下)"
)


@lru_cache(maxsize=256)
def stipulations(query: str) -> tuple[Stipulation, ...]:
    """What `query` stipulates, in the order of the kinds.

    >>> [(one.form, one.high) for one in stipulations("In one sentence, what was decided?")]
    [('sentences', 1)]
    >>> stipulations("How do I write a title under 10 words?"), stipulations("昵称能超过20个字吗")
    ((), ())
    """
    return (*_lengths(query), *_items(query), *form_stipulated(query))


def without_stipulations(query: str) -> str:
    """What a question asks, without what it stipulates of the answer."""
    plain = query
    for one in stipulations(query):
        plain = plain.replace(one.words, " ")
    return plain if re.search(r"\w", plain) else query


def _lengths(query: str) -> list[Stipulation]:
    found = []
    for one in _LENGTH_EN.finditer(query):
        unit = one["unit"].lower()
        form: Form = "sentences" if unit[0] == "s" else "words" if unit[0] == "w" else "characters"
        is_bounded = bool(one["most"] or one["tail"])
        is_at_the_end = form == "sentences" or one[0].lower().startswith("in ")
        if is_ordered(query, one, trailing=is_at_the_end):
            found.append(_counted(one, form, exact=form != "words" or is_bounded))
    for one in _LENGTH_ZH.finditer(query):
        form = "sentences" if one["unit"][0] == "句" else "characters"
        is_bounded = bool(one["most"] or one["tail"] or one["about"] or one["least"])
        if (form == "sentences" or is_bounded) and is_ordered_zh(query, one, alone=is_bounded):
            found.append(_counted(one, form, exact=True))
    return found


def _counted(one: re.Match[str], form: Form, *, exact: bool) -> Stipulation:
    number = 1 if one["n"].lower() == "a single" else counted(one["n"]) or 1
    about = bool(one["about"]) or (one["tail"] or "") in {"左右", "上下"} or not exact
    if one["least"]:
        return Stipulation(form, one[0].strip(), low=number)
    return Stipulation(form, one[0].strip(), high=number, is_about=about)


def _items(query: str) -> list[Stipulation]:
    found = []
    for one in _ITEMS_EN.finditer(query):
        bound = (one["bound"] or "").strip().lower()
        if bound not in {"the", "those", "these", "my", "our", "your"} and is_ordered(query, one):
            found.append(_bounded(one, bound))
    return [
        *found,
        *(
            _bounded(one, one["bound"] or "")
            for one in _ITEMS_ZH.finditer(query)
            if is_ordered_zh(query, one, alone=True)
        ),
    ]


def _bounded(one: re.Match[str], bound: str) -> Stipulation:
    number = counted(one["n"]) or 1
    low = None if bound in {"at most", "up to", "no more than", "最多", "不超过"} else number
    high = None if bound in {"at least", "至少"} else number
    return Stipulation("items", one[0].strip(), low, high)
