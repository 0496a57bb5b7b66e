"""Scores in tests: one line from an answer to what a scorer says of it."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Example, Passage, Product, Score, Trace, Turn
from tools.claims.ground import Embed
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.scorer import Means


def score(
    name: str,
    answer: str,
    *,
    query: str = "",
    history: Sequence[str] = (),
    passages: Sequence[str | Passage] | None = None,
    product: Product | None = None,
    lang: Lang | None = None,
    embed: Embed | None = None,
    ask: Callable[[str], str] | None = None,
    running: dict[str, Any] | None = None,
    **known: Any,
) -> Score:
    """What the scorer `name` says of `answer`; `known` are fields of the example."""
    turns = [Turn(role="user", text=text) for text in history]
    example = Example(id="e", query=query, history=turns, **known)
    retrieved = passages and [
        Passage(id=f"p#{at}", text=one) if isinstance(one, str) else one
        for at, one in enumerate(passages)
    ]
    trace = Trace(
        id="e",
        query=query,
        history=turns,
        answer=answer,
        retrieved=None if passages is None else list(retrieved or ()),
        **(running or {}),
    )
    means = Means(lang=lang, embed=embed, ask=ask, product=product or Product())
    return SCORERS[name].score(example, trace, means)


def marked(answer: str, found: Score) -> list[str]:
    """The words that the spans of a score mark."""
    return [answer[span.start : span.end] for span in found.spans]


def data_of(prompt: str) -> Any:
    """The data between the fences of a prompt to a judge."""
    found = re.search(r"<data (\w+)>(.*)</data \1>", prompt, re.DOTALL)
    assert found is not None
    return json.loads(found[2])
