"""How good an offer is for a task, by one yardstick at a time.

The team's own evaluation outranks any public board; of the boards one is taken for all offers,
because an Elo and a percentage have no common unit. Without a score nothing is said to be good.
"""

import datetime as dt
import re
from collections.abc import Mapping
from statistics import fmean
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.records import Offer, Quality

_ALL = (
    "Reasoning", "Coding", "Agentic Coding", "Mathematics", "Data Analysis", "Language", "IF",
)  # fmt: skip
_ASPECTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"代码|编程|程序|SQL|\bcod(?:e|ing)\b|program|developer", re.I),
        ("Coding", "Agentic Coding"),
    ),
    (re.compile(r"智能体|\bagents?\b|工作流", re.I), ("Agentic Coding", "IF", "Reasoning")),
    (re.compile(r"数据分析|报表|表格|data analy|spreadsheet|\bBI\b", re.I), ("Data Analysis",)),
    (re.compile(r"数学|\bmath", re.I), ("Mathematics",)),
    (
        re.compile(
            r"脚本|文案|写作|改写|润色|标题|翻译|摘要|客服|问答|script|copy|writ|translat|summar"
            r"|support|question|chat ?bot|content",
            re.I,
        ),
        ("Language", "IF"),
    ),
)
"""What LiveBench measures that a task leans on, by its words."""


class Own(BaseModel):
    """What a team's own evaluation says of a model."""

    model_config = ConfigDict(frozen=True)

    value: float
    """The mean score, 0 to 1."""
    low: float | None = None
    """The interval's lower end, 95 %."""
    high: float | None = None
    """Its upper end."""
    n: int
    """On how many examples."""


class Yardstick(BaseModel):
    """By what offers are compared."""

    model_config = ConfigDict(frozen=True)

    basis: Literal["own", "public", "none"]
    """The team's own evaluation, a public board, or nothing that is known."""
    board: str | None = None
    """The board."""
    metrics: tuple[str, ...] = ()
    """What it measures, of which the mean is taken."""
    date: dt.date | None = None
    """When it was published."""


class Score(BaseModel):
    """An offer's score by the yardstick."""

    model_config = ConfigDict(frozen=True)

    value: float
    """0 to 100."""
    low: float | None = None
    """The interval's lower end, where there is one."""
    high: float | None = None
    """Its upper end."""
    n: int | None = None
    """On how many examples, where that is known."""
    model: str
    """The model as whoever scored it calls it."""


def aspects_of(words: str) -> tuple[str, ...]:
    """What a board's figures have to be about for a task in words; all of it where none is named.

    >>> aspects_of("短视频脚本生成")
    ('Language', 'IF')
    """
    return next((metrics for said, metrics in _ASPECTS if said.search(words)), _ALL)


def own_score(offer: Offer, own: Mapping[str, Own]) -> Score | None:
    """The team's own score of the offer's model; `own` is by the model's key."""
    found = own.get(offer.model)
    if found is None:
        return None
    low, high = (one * 100 if one is not None else None for one in (found.low, found.high))
    return Score(value=found.value * 100, low=low, high=high, n=found.n, model=offer.name)


def board_score(catalogue: Catalogue, offer: Offer, metrics: tuple[str, ...]) -> Score | None:
    """The mean of LiveBench's figures for these metrics; None unless it has all of them."""
    found = {one.metric: one for one in catalogue.qualities(offer) if one.source == "LiveBench"}
    if not all(metric in found for metric in metrics):
        return None
    return Score(
        value=fmean(found[metric].value for metric in metrics), model=found[metrics[0]].model
    )


def other_scores(catalogue: Catalogue, offer: Offer) -> list[Quality]:
    """What other boards say, to be shown beside and never mixed in."""
    return [one for one in catalogue.qualities(offer) if one.source != "LiveBench"]
