"""Where a sentence states numbers of criteria: 痛点9, `4/5 pain`, `pain from 8 to 3`, 很难."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.decisions.scenarios.criteria import SCORED, WORD, criteria_in, criterion_at
from tools.decisions.scenarios.numbers import NUMERIC, VALUE

_I = re.IGNORECASE
_TO = (
    r"(?:改|设置?|上调|下调|调[整低高]?|变|换|降低?|提[升高]?|升高?|涨|增加|减少|[拉压][高低]?)[成为到至回]"
    r"|→|->|=>"
)
# Possessive, so that a hostile repetition of these words costs no more than its length.
_LINK = (
    rf"(?>\s|的|分别|分数|评分|打分|得分|分(?![别\d])|打到?|给到?|评为?|如果|要是|{_TO}|设|定[为在]|算是?|大概|大约|约"
    r"|差不多|可能|估计|其实|只有|应该|就|才|也|都|均|各|是|为|有|在|到|只|当|就|再|[:=~≈]"
    r"|(?:were|was|is|are|to|of|at|both|all|each|about|around|roughly|approximately|maybe"
    r"|probably|only"
    r"|just|should|be|becomes?|goes|drops?|rises?|down|up|set|changed?|scores?|rated?|respectively"
    r"|currently|now)(?![a-z]))*+"
)
_FROM = (
    rf"(?:(?:从|由|from)?\s*{VALUE}\s*分?\s*(?:{_TO})"
    rf"|(?:从|由|from)\s*{VALUE}\s*分?\s*(?:到|成|to))?"
)
_UNIT = (
    r"(?:\s*(?:分|points?(?![a-z])|pts?(?![a-z])|人月|个月|周|人(?!群)|(?:person[- ])?(?:months?"
    r"|weeks?)(?![a-z])))?"
)
_OF = r"\s*(?:的|for|on|in)?\s*"
_AND = r"\s*(?:和|与|及|跟|、|/|,|&|\band\b)\s*"
_SEVERAL = rf"{WORD}(?:(?:{_AND}|\s*){WORD})+"
_RUN_OF = rf"{VALUE}{_UNIT}(?:{_AND}{VALUE}{_UNIT})+"
_STATED = re.compile(
    rf"(?P<many>{_SEVERAL}{_LINK}{_FROM}{_LINK}(?P<values>{VALUE}{_UNIT}(?:{_AND}{VALUE}{_UNIT})*))"
    rf"|(?P<heads>{_SEVERAL})"
    rf"|(?P<unsaid>{WORD}(?:也|还|都|是|is|:|\s)*(?:没想好|没想清楚|不知道|未知|不清楚|不确定|待定|没有数|不好说|不变"
    r"|unknown|unclear|not sure|undecided|tbd|n/a|unchanged|the same))"
    rf"|(?P<spread>{WORD}(?:(?=[^,;。]{{0,6}}分别){_LINK}(?P<each>{_RUN_OF})"
    rf"|{_LINK}(?P<each_too>{_RUN_OF})\s*respectively(?![a-z])))"
    rf"|(?P<after>{WORD}{_LINK}{_FROM}{_LINK}(?P<a>{VALUE}){_UNIT})"
    rf"|(?P<before>(?P<b>{VALUE}){_UNIT}{_OF}(?P<word>{WORD})"
    rf"(?!(?:{_LINK}{VALUE}{_UNIT}{_OF}{WORD}){{0,4}}+{_LINK}{VALUE}))"
    r"|(?P<ease>(?<![更较哪个])(?P<e>(?:(?:非常|特别|超级?|十分|比较|不太|不怎么|不算|没(?:有)?那么|并不|很|极其?|最|挺|不"
    r"|偏|一般)?(?:难做|难|好做|容易|简单))"
    r"|(?:(?:not (?:so |that |too |very )?|very |quite |pretty |really |super |fairly |rather "
    r"|extremely )?"
    r"(?<![a-z])(?:hard|difficult|tough|tricky|easy|simple|trivial|straightforward)))"
    r"(?:\s+to\s+(?:do|build|make|ship|implement)|做|实现|落地|搞)?(?=\s*(?:too|as well|though"
    r"|enough)?\s*(?:[,.;:、!?。)的]|$|但|而|(?:and|but|or)\b)))"
    r"|(?P<hurts>(?P<p>(?:(?:非常|特别|十分|很|最|不太|不|一般|比较|有点|挺)痛)"
    r"|(?:(?:not (?:so |that |too |very |really )?|very |quite |really "
    r"|extremely )?(?<![a-z])painful)|(?<![a-z])hurts?(?: a lot| badly)?"
    r"|(?<![a-z])(?:a )?nice[- ]to[- ]haves?|可有可无)"
    r"(?=\s*(?:[,.;:、!?。)的]|$|但|而|[也又且很]|一般|比较"
    r"|(?:and|but)\b)))"
    rf"|(?P<one>{SCORED})",
    _I,
)
_LINKED = re.compile(_LINK, _I)
_VALUE = re.compile(VALUE, _I)
_FIGURE = re.compile(NUMERIC, _I)
_EXACT = re.compile(rf"\s*,\s*(?P<value>{NUMERIC}){_UNIT}\s*(?=,|$)", _I)
"""A number beside words for it, 高（9分）; brackets have become commas when it is read."""
ALIKE = re.compile(r"都|均|各|(?<![a-z])(?:both|each)(?![a-z])", _I)
"""What says a thing of all that were named."""
_PAIR = re.compile(r"\d+(?:\.\d+)?\s*/\s*\d+(?:\.\d+)?")
_RUN = re.compile(
    r"^(?P<name>.*?)[\s:=(]*(?P<run>\d+(?:\.\d+)?%?(?:\s*/\s*\d+(?:\.\d+)?%?)+)\s*$", re.DOTALL
)
_TAIL = re.compile(
    rf"^(?P<name>.*?)[\s:=(]*(?P<value>{NUMERIC}){_UNIT}[吧呢了啊\s]*$", _I | re.DOTALL
)


@dataclass(frozen=True)
class Stated:
    """Numbers at a place of a sentence; without any, criteria that the next bare ones are of."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    numbers: dict[str, str]
    """Criteria with what was said of them."""
    heads: tuple[str, ...] = ()
    """Criteria that were named without a number."""
    spread: tuple[str, tuple[str, ...]] | None = None
    """A criterion and its number for each of those that were named: 痛点分别是8和7."""
    of_all: bool = False
    """Whether it is said of all that were named: 都是9, `both`."""


def stated_in(sentence: str) -> Iterator[Stated]:
    """The numbers of a sentence, from its beginning on; linear in its length."""
    for match in _STATED.finditer(sentence):
        span = match.span()
        of_all = bool(ALIKE.search(match[0]))
        if match["many"]:
            words = criteria_in(match[0][: match.start("values") - match.start()])
            values = _several(match["values"], len(words), together=of_all)
            each = values if len(values) > 1 else values * len(words)
            yield Stated(*span, dict(zip(words, each, strict=False)), of_all=of_all)
        elif match["unsaid"]:
            yield Stated(*span, {})
        elif match["spread"]:
            values = _several(match["each"] or match["each_too"], 1, together=True)
            key = criterion_at(sentence, match.start("spread"))
            yield Stated(*span, {}, spread=(key, tuple(values)))
        elif match["heads"] or match["one"]:
            yield Stated(*span, {}, heads=tuple(dict.fromkeys(criteria_in(match[0]))))
        else:
            name, said = _single(match)
            exact = _EXACT.match(sentence, span[1]) if not _FIGURE.search(said) else None
            yield Stated(
                span[0],
                exact.end() if exact else span[1],
                {name: exact["value"] if exact else said},
                of_all=of_all,
            )


def _single(match: re.Match[str]) -> tuple[str, str]:
    """The criterion and the value of a statement of one."""
    if match["ease"]:
        return "difficulty", match["e"].strip()
    if match["hurts"]:
        return "pain", match["p"].strip()
    if match["after"]:
        return criterion_at(match.string, match.start("after")), match["a"].strip()
    return criterion_at(match.string, match.start("word")), match["b"].strip()


def is_link(text: str) -> bool:
    """Whether a text holds nothing but words that join a criterion and its number: 改成."""
    return _LINKED.fullmatch(text.strip(" :=(,")) is not None


def bare(piece: str, heads: tuple[str, ...]) -> tuple[str, list[str]]:
    """A piece that ends in bare numbers, as its name and those numbers, in the order of `heads`."""
    if len(heads) > 2 and (run := _RUN.fullmatch(piece)):
        values = [one.strip() for one in run["run"].split("/")]
        return (run["name"], values) if len(values) <= len(heads) else (piece, [])
    name = piece
    found: list[str] = []
    while len(found) < len(heads) and (match := _TAIL.fullmatch(name)):
        found = [*_several(match["value"], len(heads), together=len(heads) < 2), *found]
        name = match["name"]
    return (name, found) if len(found) <= len(heads) else (piece, [])


def _several(text: str, wanted: int, *, together: bool) -> list[str]:
    """The values of a run; `9/3` for two criteria is two of them, `4/5` for both of them is one."""
    values = [match[0].strip() for match in _VALUE.finditer(text)]
    if wanted == 2 and len(values) == 1 and not together and _PAIR.fullmatch(values[0]):
        return [one.strip() for one in values[0].split("/")]
    return values
