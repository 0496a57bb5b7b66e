"""Words of a question that no passage has: what it is about is not in the documents."""

import re
from collections.abc import Callable, Sequence

from knowledge.han import HAN
from knowledge.retrieval.concept import Concept
from knowledge.tokens import is_stop_word, terms

_LATIN = re.compile(r"[^\W_][\w'’.-]*[^\W_]|[^\W_]", re.ASCII)
# What people wrap round what they ask about: that no passage has it says nothing.
_WRAPPING = frozenset(
    "支持 对接 接入 提供 具有 包含 使用 需要 可用 开通 申请 进行 目前 现在 今天 时候 问题 情况 "
    "东西 公司 我们公司 数量 多大 哪家 哪种 "
    "work works use uses used using support supports need want make made take give go going come "
    "happen exist exists many much long often now today currently company thing things way".split()
)


def missing_words(
    question: str, concepts: Sequence[Concept], is_known: Callable[[str], bool]
) -> tuple[str, ...]:
    """The words, as they stand in the question, of the concepts that no passage has.

    `is_known` tells of a search term whether any passage has it. A piece of Chinese with a
    function word in it is a slip of the segmentation, and no word.
    """
    gone = [
        term
        for concept in concepts
        if not any(is_known(term) for one in concept.wordings for term in one.terms)
        for term in concept.wordings[0].terms
    ]
    written: dict[str, None] = {}
    latin = {tuple(terms(word)): word for word in _LATIN.findall(question)}
    for term in gone:
        if HAN.search(term):
            if len(term) > 1 and term in question and not any(map(is_stop_word, term)):
                written[term] = None
        else:
            word = next((word for stems, word in latin.items() if term in stems), None)
            if word is not None:
                written[word] = None
    words = [one for one in written if one.casefold() not in _WRAPPING]
    return tuple(one for one in words if not any(one != other and one in other for other in words))
