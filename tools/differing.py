"""Whether two statements cannot both hold."""

from collections.abc import Set as AbstractSet

from knowledge.tokens import terms
from tools.statements import Statement
from tools.values import Value

_ALIKE = 0.55
"""The share of the words of either that two statements need in common."""
_WHOLLY = 0.75
"""The same where one is only the beginning of a sentence."""
_CONTAINED = 0.65
"""The same of the shorter one."""
_NEGATED = 0.75
"""The share of words in common when all that differs is a negation."""
_MOSTLY = 0.5
"""Of the words of a sentence, more than this are those of a cell that it is compared with."""
_MEASURES = frozenset(
    terms(
        "价格 价 月价 年价 单价 费用 收费 金额 期限 时限 时间 时长 周期 有效期 保存期 天数 上限 "
        "限额 数量 比例 折扣 "
        "price cost fee charge amount period time duration term window limit deadline number rate"
    )
)
"""Words that only name the measure of a value, which the value itself tells."""
_FILLING = frozenset(
    terms(
        "说明 内容 项目 条款 条件 政策 规定 标准 规则 数值 取值 概览 一览 总览 汇总 对比 要点 套餐 "
        "版 版本 方案 用户 客户 可以 申请 购买 付款 付费 下单 支付 享受 支持 提供 承诺 默认 均 后 "
        "内 天内 可 理由 办理 期内 以内 之内 起 每 月 年 日 "
        "value policy detail item overview summary terms table plan tier customer user buyer "
        "ask apply request get claim within after per purchase payment pay day month year"
    )
)
"""Words of a sentence or a heading that do not tell of what a value is."""


def differ(one: Statement, other: Statement, asked: AbstractSet[str]) -> bool:
    """Whether two statements about what is `asked` contradict each other."""
    shared = (one.about & (other.about | other.around)) | (other.about & (one.about | one.around))
    if not shared & asked:
        return False
    if one.label is not None and other.label is not None:
        return one.about == other.about and not _same_name(one.label, other.label)
    if one.names and other.names and one.names - other.names and other.names - one.names:
        return False
    if one.values or other.values:
        alike = _alike(one, other, shared) or _sentence_of_cell(one, other, asked)
        return alike and _values_differ(one.values, other.values)
    either = one.about | other.about
    alike = len(one.about & other.about) >= max(2, _NEGATED * len(either))
    return alike and one.negated != other.negated


def apart(one: Statement, other: Statement) -> bool:
    """Whether the headings of two statements of one document set them apart: 免费版 and 专业版.

    A heading that only says again what its statement says, or says nothing, does not.
    """
    said = one.about | other.about | _FILLING | _MEASURES
    left, right = one.headings - other.headings, other.headings - one.headings
    return bool(left and right) and not left & said and not right & said


def _alike(one: Statement, other: Statement, shared: AbstractSet[str]) -> bool:
    least = min(len(one.about), len(other.about))
    either = one.about | other.about
    if one.cell and other.cell and least:
        return len(shared) >= max(1, 0.5 * least)
    enough = len(shared) >= 2
    share = _WHOLLY if one.is_clause or other.is_clause else _ALIKE
    return enough and len(shared) >= max(share * len(either), _CONTAINED * least)


def _sentence_of_cell(one: Statement, other: Statement, asked: AbstractSet[str]) -> bool:
    """Whether one is a cell, and the other a sentence about the same row and column.

    A cell says its thing in a few words, a sentence in many, so what counts is that the sentence
    has all the names of the cell, and is about hardly anything else.
    """
    cell, sentence = (one, other) if one.cell else (other, one)
    if cell.cell is None or sentence.cell is not None:
        return False
    row = cell.cell.row - _MEASURES - _FILLING
    column = cell.cell.column - _MEASURES - _FILLING
    told = sentence.about - _MEASURES - _FILLING
    if not row or not row & asked or not row | column <= told:
        return False
    return len(told & (row | column | asked)) > _MOSTLY * len(told)


def _values_differ(some: AbstractSet[Value], others: AbstractSet[Value]) -> bool:
    """Whether they give one value each of the same measure, and agree on none."""
    left, right = _single(some), _single(others)
    measures = left.keys() & right.keys()
    return bool(measures) and all(left[one] != right[one] for one in measures)


def _single(given: AbstractSet[Value]) -> dict[str, str]:
    """The amounts by measure; of several in one statement nobody knows which is which."""
    measures = [one.measure for one in given]
    return {one.measure: one.amount for one in given if measures.count(one.measure) == 1}


def _same_name(one: str, other: str) -> bool:
    left, right = one.casefold(), other.casefold()
    return left in right or right in left or bool(set(terms(one)) & set(terms(other)))
