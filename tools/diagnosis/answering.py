"""How likely is it that one of the retrieved passages answers the query?

No single share of words tells that: a question in other words than its passage has few of them in
common with it, and a passage about something near has many. Together a few signs do: how far the
best passage is ahead of the next, how much of the query stands in one place of it, whether the
names are there, what a passage begins with, and, where the corpus is at hand, whether anything else
in it fits as well.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log1p
from typing import NamedTuple

from knowledge.corpus import Standing
from knowledge.documents.sentences import sentences
from knowledge.retrieval.names import names_in
from tools.claims.measure import Text, content, ready, weight_of

_READ = 6_000
"""Characters of a passage in which a place is looked for."""
_CLOSE = 2
"""The passages that are looked at closely: those with most of the query."""
_LINE = 80
"""Characters of a heading at most, and of what a passage begins with."""
_KEY = (
    r"(?:url|source|link|path|file(?:name)?|id|doc(?:ument)?[ _]?id|page|date|(?:last )?updated"
    r"|author|tags?|lang(?:uage)?|score|section|category|version"
    r"|来源|链接|网址|路径|文件名?|编号|页码|日期|更新(?:时间|日期)?|作者|标签|分类|版本|相关度|得分)"
)
_NEUTRAL = (
    r"(?:title|doc(?:ument)?s?|passages?|chunks?|sections?|pages?|parts?|text|contents?|faqs?"
    r"|help cent(?:er|re)|knowledge base|file|item|excerpt"
    r"|标题|文档|段落|片段|正文|内容|帮助中心|知识库|常见问题|文件|资料|第\s*\w{1,4}\s*[章节页条段篇])"
)
_WHERE_FROM = re.compile(
    rf"\A(?:[ \t>*#\[【(（_-]*(?:{_KEY}[*_ \t]*[:：][^\n]*"
    rf"|{_NEUTRAL}(?:[\s:：#.,|/>»\d*_-]|{_NEUTRAL}|of)*[\]】)）]*)\n+|[-=]{{3,}}\n+)+",
    re.IGNORECASE,
)
"""Lines before the text of a passage that say where it is from, and titles that say nothing."""
_MARKS, _ENDS = "#*=- \t", tuple("。.！!；;,，")
"""What stands before the words of a heading, and what a heading does not end with."""


class Alone(NamedTuple):
    """What the passages show by themselves; all but `length` are 0 to 1."""

    coverage: float
    """The share of the query's weight that the best passage has."""
    lead: float
    """How far that is ahead of the next best."""
    together: float
    """The largest share that stands in two sentences next to each other."""
    names: float
    """The share of the query's names and figures that the best passage has; half where it has none,
    which tells nothing."""
    length: float
    """The logarithm of how much the query tells."""
    begins: float
    """The largest share of the query's weight that stands in the first line of a passage: a text
    begins with what it is about."""
    titled: float
    """How nearly a passage's heading and the query have the same words."""


class InCorpus(NamedTuple):
    """What they show beside all others of the corpus; all but `score` are 0 to 1."""

    lead: float
    """As above."""
    names: float
    """As above."""
    rare: float
    """The `coverage` of their `Standing`."""
    ahead: float
    """How far they are `ahead` in it."""
    score: float
    """Their `score` in it, which may exceed 1."""
    begins: float
    """As above."""
    titled: float
    """As above."""


_ALONE = (-3.93, Alone(0.26, 2.80, 1.63, 0.90, 0.34, 1.90, 1.93))
_IN_CORPUS = (-5.75, InCorpus(1.73, 0.33, 1.01, 4.33, 1.23, 0.83, 2.35))
"""The constant and the weights of each model, fitted by `python -m benchmarks.answering_fit` on
questions of several sources together, each with passages that answer and with such as lie near."""


def signs(
    query: str,
    topic: Sequence[str],
    passages: Sequence[Text],
    shares: Sequence[float],
    standing: Standing | None,
) -> Alone | InCorpus:
    """What the passages show; `shares` says how much of the topic each of them has.

    `standing` is None where there is no corpus to compare them with.
    """
    order = sorted(range(len(passages)), key=lambda at: -shares[at])
    first, second = (*(shares[at] for at in order[:2]), 0.0)[:2]
    names = _names(query, topic, passages[order[0]])
    lines = [_first_line(one.raw) for one in passages]
    begins = max(ready(line).share(topic) for line, _ in lines)
    asked = ready(query)
    heads = [line for line, is_head in lines if is_head]
    fits = (asked.share(content(head)) * ready(head).share(topic) for head in heads)
    titled = max(fits, default=0.0)
    if standing:
        rare, ahead, score = standing.coverage, standing.ahead, standing.score
        return InCorpus(first - second, names, rare, ahead, score, begins, titled)
    return Alone(
        coverage=first,
        lead=first - second,
        together=max(_together(topic, passages[at]) for at in order[:_CLOSE]),
        names=names,
        length=log1p(weight_of(topic)),
        begins=begins,
        titled=titled,
    )


def likelihood(found: Alone | InCorpus) -> float:
    """How likely it is that a passage answers, 0 to 1."""
    constant, weights = _IN_CORPUS if isinstance(found, InCorpus) else _ALONE
    logit = constant + sum(one * sign for one, sign in zip(weights, found, strict=True))
    return 1 / (1 + exp(-logit))


def _first_line(passage: str) -> tuple[str, bool]:
    """What a passage begins with, and whether that is a heading."""
    line, _, rest = _WHERE_FROM.sub("", passage.strip(), count=1).lstrip().partition("\n")
    words = line.strip(_MARKS)
    is_heading = bool(rest) and len(words) <= _LINE and not words.endswith(_ENDS)
    return words[:_LINE], is_heading


def _together(topic: Sequence[str], passage: Text) -> float:
    whole = weight_of(topic)
    parts = [ready(one) for one in sentences(passage.raw[:_READ])]
    held = [frozenset(term for term in topic if part.carries(term)) for part in parts]
    pairs = [one | other for one, other in pairwise(held)] or held
    best = max(map(weight_of, pairs), default=0.0)
    return best / whole if whole else 0.0


def _names(query: str, topic: Sequence[str], passage: Text) -> float:
    named = {one.term for one in names_in(query)}
    named.update(term for term in topic if any(map(str.isdigit, term)))
    return sum(map(passage.carries, named)) / len(named) if named else 0.5
