"""Reads a plan in words: "100条，一半搞笑一半知识，20%难", "200 examples, 10 per audience"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tools.evals.building.plan import Each, Plan, Want, Where
from tools.evals.building.quantities import Quantity, quantities
from tools.evals.building.subject import SET, kind_unknown, subject_of
from tools.evals.building.vocabulary import Named, Vocabulary

_I = re.IGNORECASE
_CLAUSES = re.compile(r"[，,；;。：:\n（）()]|\.(?=\s|$)|[!！?？]")
_A_SET = re.compile(
    r"(?:评测|测试|评估|回归|冒烟测试|冒烟|黄金|问答评测)集|数据集"
    r"|\b(?:eval(?:uation)?|test|golden|regression|smoke(?: test)?)[- ]?(?:data)?sets?\b"
    r"|\bdatasets?\b",
    _I,
)
_REQUEST = re.compile(
    r"帮我|请|麻烦|\bhelp me\b|\bplease\b|\bcan you\b|\bbuild\b|\bmake\b|\bcreate\b",
    _I,
)
_EACH = re.compile(r"每(?:一)?(?:种|个|类|档)?|各|\beach\b|\bper\b|\bevery\b", _I)
_REST = re.compile(
    r"其余|剩下的?|余下的?|\bthe rest\b|\bthe remaind(?:er|ing)\b|\bthe others?\b", _I
)
_OF_THOSE = re.compile(r"^\s*(?:其中|里面|of (?:which|them|those|these))", _I)
_HALVES = re.compile(r"各半|对半|half and half|50/50|五五开", _I)
_NOT = re.compile(
    r"(?:不要|不含|不包括|去掉|去除|删掉|排除|除了|除去|without|except(?: for)?|exclud(?:e|ing)"
    r"|drop|remove|no)\s*(?:any |all |the )*(?:所有|全部)?的?$",
    _I,
)
_ONLY = re.compile(
    r"(?:只要|只留|只保留|仅要?|只看|only|just|keep only)\s*(?:the )?$|全(?:都|部)?是?$"
    r"|^\W*(?:they(?:['’]re| are) )?all(?: of them)?(?: are| should be| must be)?\s*$",
    _I,
)
_AFTER_ONLY = re.compile(r"^\s*(?:ones? )?only\b", _I)
_INCLUDING = re.compile(r"包含|包括|含|带|\bwith\b|\binclud|\bcontain", _I)
_BALANCED = re.compile(r"均衡|均匀|平均|平衡|\bbalanced?\b|\bevenly\b|\bequal(?:ly)?\b", _I)
_TRAFFIC = re.compile(
    r"按(?:照)?.{0,6}流量|流量(?:比例|占比)"
    r"|\b(?:like|follow\w*|by|as|match\w*|mirror\w*|per|to|with)(?: in)?(?: the| our| its)?"
    r" traffic\b"
    r"|\btraffic (?:mix|shares?|proportions?|distribution)\b|\bproportional",
    _I,
)
"""Words for shares as in the traffic; "from the traffic" only tells where to draw."""
_FILLER = re.compile(
    r"[\W\d_]|评测|样本|例子|一共|总共|共|大约|左右|建|做|要|来|个|条|份|的|有|从|里|用|再|加|补|抽|选|出|占|是|为|轨迹|日志|大概|约|多"
    r"|\b(?:an?|of|with|the|about|around|total|in|examples?|rows?|cases?|from|traces?|traffic|logs?|questions?"
    r"|more|add|another|are|should|be|is|and|i|want|need|we|include|including|set|it|for|us|me|ones"
    r"|then|first|now|ok|okay|so|just|instead|again|please|thanks?|draw|pick|take|to|but|our|my|new|use|try)\b"
    r"|那|先|就|吧|了|好|呢|啊|然后|再|这|一下|谢谢|试试|给|我们?",
    _I,
)
_NO_COUNT = re.compile(
    r"(?<![\w.-])(-\s?\d{1,9}|负[\d一二两三四五六七八九十百千]+|0+|零)\s*(?:条|个样本|examples?\b|samples?\b)"
    r"|\b(?:sets?|eval) (?:of|with) (-\s?\d{1,9}|0+|zero)(?![\d.%％])",
    _I,
)
_COUNTED = re.compile(r"条|example|sample|case", _I)
"""What a total is of."""


def read_plan(text: str, vocabulary: Vocabulary) -> Plan:
    """The plan that a text states, of values that occur in the data."""
    plan = Plan()
    plain = _REQUEST.sub(" ", _A_SET.sub(SET, text[:2_000].replace(SET, " ")))
    for piece in _CLAUSES.split(plain):
        if piece.strip():
            plan = _with_clause(plan, piece, vocabulary)
    # The mark for a set is ours, so that it is not told as something the user said.
    unread = [" ".join(one.replace(SET, " ").split()) for one in plan.unread]
    kind = kind_unknown(plain, vocabulary)
    if kind:
        unread = [kind, *(one for one in unread if kind not in one)]
    return replace(plan, subject=subject_of(plain, vocabulary), unread=tuple(filter(None, unread)))


def without_a_count(text: str) -> str | None:
    """The number of examples that a text wants where no set has so many: 0 条, of -5.

    >>> without_a_count("an eval set of -5"), without_a_count("建 0 条"), without_a_count("of 5")
    ('-5', '0', None)
    """
    found = _NO_COUNT.search(text)
    return next(one for one in found.groups() if one) if found else None


def _with_clause(plan: Plan, piece: str, vocabulary: Vocabulary) -> Plan:
    found = vocabulary.find(piece)
    spans = [(one.start, one.end) for one in found]
    numbers = [
        one for one in quantities(piece) if not any(a < one.end and one.start < b for a, b in spans)
    ]
    spreads = _BALANCED.search(piece) or _TRAFFIC.search(piece)
    if spreads and len(numbers) == 1 and not _EACH.search(piece) and numbers[0].count:
        plan, numbers = replace(plan, total=plan.total or numbers[0].count), []
    if not numbers:
        return _without_numbers(plan, piece, found, vocabulary)
    previous = plan.wants[-1] if plan.wants and _OF_THOSE.match(piece) else None
    for text, quantity, named in _groups(piece, numbers, found):
        plan = _with_group(plan, text, quantity, named, previous)
    return plan


def _groups(
    piece: str, numbers: Sequence[Quantity], found: Sequence[Named]
) -> list[tuple[str, Quantity, list[Named]]]:
    """Each number with the names that belong to it: those after it, or those before.

    A clause that opens with a name puts names first: 搞笑50条 科普50条.
    """
    names_first = bool(found) and found[0].start < numbers[0].start
    named_then = names_first and not _EACH.search(piece[: numbers[0].start])
    if named_then and found[-1].start > numbers[-1].end and len(numbers) == 1:
        named_then = False  # hard: 20 comedy
        edges = [0, len(piece)]
    elif named_then:
        edges = [0, *(one.end for one in numbers[:-1]), len(piece)]
    else:
        edges = [0, *(one.start for one in numbers[1:]), len(piece)]
    groups = []
    for quantity, (start, end) in zip(numbers, pairwise(edges), strict=True):
        inside = [one for one in found if start <= one.start < end]
        groups.append((piece[start:end], quantity, inside))
    return groups


def _with_group(
    plan: Plan, text: str, quantity: Quantity, named: Sequence[Named], previous: Want | None
) -> Plan:
    where = _where(named)
    whole = [one.key for one in named if one.value is None]
    count, share = quantity.count, quantity.share
    if whole and _EACH.search(text):
        each = Each(whole[0], count, share, quantity.bound, where)
        return replace(plan, each=(*plan.each, each))
    if not where:
        return _numbered_only(plan, text, quantity)
    if previous and previous.count is not None and share is not None:
        count, share = round(previous.count * share), None
    kinds = [{**previous.where, **where} if previous else where]
    if len(named) > 1 and (_EACH.search(text) or _HALVES.search(text)):
        kinds = [_where([one]) for one in named if one.value is not None]
        if _HALVES.search(text):
            share = 1 / len(kinds)
    wants = [Want(kind, count, share, quantity.bound) for kind in kinds]
    return replace(plan, wants=(*plan.wants, *wants))


def _numbered_only(plan: Plan, text: str, quantity: Quantity) -> Plan:
    """A number of nothing in particular is the total; of something unknown it is unread."""
    strange = _FILLER.sub("", text)
    if quantity.count is not None and plan.total is None and quantity.count > 0:
        plan = replace(plan, total=quantity.count)
        is_unread = bool(strange) and len(strange) < 16 and not _COUNTED.search(text)
        return replace(plan, unread=(*plan.unread, text.strip())) if is_unread else plan
    return replace(plan, unread=(*plan.unread, text.strip())) if strange else plan


def _without_numbers(
    plan: Plan, piece: str, found: Sequence[Named], vocabulary: Vocabulary
) -> Plan:
    keys = tuple(dict.fromkeys(one.key for one in found if one.value is None))
    if _BALANCED.search(piece):
        return replace(plan, balance=(*plan.balance, *(keys or tuple(vocabulary.values)[:1])))
    if _TRAFFIC.search(piece):
        return replace(plan, traffic=(*plan.traffic, *(keys or tuple(vocabulary.values)[:1])))
    if _REST.search(piece) and (where := _where(found)):
        return replace(plan, rest=(*plan.rest, where))
    values = [one for one in found if one.value is not None]
    negative, only = False, SET in piece and not _INCLUDING.search(piece)
    for at, one in enumerate(values):
        before = piece[values[at - 1].end if at else 0 : _start(one, found)]
        joins = at > 0 and re.fullmatch(r"\s*(?:和|或|、|与|的|and|or)*\s*", before, _I)
        negative = bool(_NOT.search(before)) or (negative and bool(joins))
        only = bool(_ONLY.search(before) or _AFTER_ONLY.match(piece[one.end :])) or (
            only and (bool(joins) or at == 0)
        )
        if negative:
            plan = replace(plan, without=_merged(plan.without, one))
        elif only:
            plan = replace(plan, only=_merged(plan.only, one))
    return plan


def _start(one: Named, found: Sequence[Named]) -> int:
    """Where a value is named, its dimension before it included: persona teen."""
    starts = (other.start for other in found if other.key == one.key and other.end + 1 == one.start)
    return next(starts, one.start)


def _where(named: Sequence[Named]) -> dict[str, frozenset[str]]:
    where: dict[str, frozenset[str]] = {}
    for one in named:
        where = _merged(where, one)
    return where


def _merged(where: Where, one: Named) -> dict[str, frozenset[str]]:
    if one.value is None:
        return dict(where)
    return {**where, one.key: where.get(one.key, frozenset()) | {one.value}}
