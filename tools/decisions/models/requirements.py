"""What a model has to be: read from words, one saying after the other."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import ExchangeRate, Modality, Money, Region, Usage
from tools.decisions.models.names import named_for
from tools.decisions.models.reading.features import read_features
from tools.decisions.models.reading.money import read_money
from tools.decisions.models.reading.numerals import NUMBER, number
from tools.decisions.models.reading.traffic import read_traffic

_I = re.IGNORECASE
_BUDGET = r"(?:预算|花费|成本|budget|spend)"
_TRAFFIC = r"(?:流量|调用量|请求量|用量|traffic|calls|volume|requests)"
_TIMES = rf"(?P<n>{NUMBER})\s*(?:倍|x\b|times)"
_HALF = re.compile(
    rf"{_BUDGET}.{{0,6}}(?:减半|砍半|一半|halved?|in half)"
    rf"|halv\w+ .{{0,8}}{_BUDGET}|half .{{0,8}}{_BUDGET}",
    _I,
)
_DOUBLE = re.compile(
    rf"{_BUDGET}.{{0,6}}(?:翻倍|加倍|翻一番|doubled?)"
    rf"|doubl\w+ .{{0,8}}{_BUDGET}|twice .{{0,8}}{_BUDGET}",
    _I,
)
_NO_BUDGET = re.compile(
    rf"(?:不限|不管|不考虑|取消|去掉|没有){_BUDGET}|{_BUDGET}(?:不限|不是问题)"
    rf"|(?:drop|no|without|ignore|remove|unlimited) (?:the |a |any )?{_BUDGET}"
    rf"(?: limit)?\s*[.!?]?$",
    _I,
)  # fmt: skip
_MORE_TRAFFIC = (
    re.compile(rf"{_TRAFFIC}.{{0,8}}?{_TIMES}", _I),
    re.compile(rf"{_TIMES}.{{0,8}}?{_TRAFFIC}", _I),
)
_TRAFFIC_DOUBLE = re.compile(
    rf"{_TRAFFIC}.{{0,6}}(?:翻倍|加倍|翻一番|doubles?d?)"
    rf"|doubl\w+ .{{0,8}}{_TRAFFIC}|twice .{{0,8}}{_TRAFFIC}",
    _I,
)
_TRAFFIC_HALF = re.compile(
    rf"{_TRAFFIC}.{{0,6}}(?:减半|一半|halves?d?)|half .{{0,8}}{_TRAFFIC}", _I
)


class Requirements(BaseModel):
    """What is required; None and empty require nothing."""

    model_config = ConfigDict(frozen=True)

    inputs: frozenset[Modality] | None = None
    """It has to take all of these, besides what the task takes."""
    languages: frozenset[str] | None = None
    """For speech: it has to know all of these, as ISO 639 codes."""
    tool_call: bool | None = None
    """It has to call tools."""
    structured_output: bool | None = None
    """It has to keep to a JSON schema."""
    context: int | None = None
    """At least so many tokens."""
    open_weights: bool | None = None
    """Its weights can be had."""
    regions: frozenset[Region] | None = None
    """Data may go to one of these only."""
    reasoning: bool | None = None
    """It has to think first, or must not."""
    compliance: tuple[str, ...] | None = None
    """Words that have to stand in what is known of its registrations."""
    released_after: dt.date | None = None
    """It came out on this day or later."""
    max_input_price: Money | None = None
    """Most for a million tokens in."""
    max_output_price: Money | None = None
    """Most for a million tokens out."""
    budget: Money | None = None
    """Most a month."""
    exclude: tuple[str, ...] = ()
    """Models or makers that are out."""
    only: tuple[str, ...] = ()
    """Models or makers that alone are in."""
    prefer: Literal["value", "cost", "quality"] | None = None
    """What counts most among those that fit."""
    rate: ExchangeRate | None = None
    """How currencies are converted, if that was said."""
    calls: int | None = None
    """Calls a month, where they were said."""
    input_tokens: float | None = None
    """Tokens in of one call, where they were said; the next ones likewise."""
    output_tokens: float | None = None
    """Tokens out."""
    cached_share: float | None = None
    """Share of the tokens in that come from the cache."""
    characters: float | None = None
    """Characters to speak."""
    minutes: float | None = None
    """Minutes of audio or video."""
    pieces: float | None = None
    """Pictures or songs."""
    times: float = 1.0
    """By how much the traffic was said to grow."""

    def usage(self, measured: Usage | None = None) -> Usage:
        """A month's use: what was said, else what was measured."""
        known = measured or Usage(calls=0)
        calls = self.calls if self.calls is not None else known.calls
        said = self.model_dump(include={"characters", "minutes", "pieces"})
        return Usage(
            calls=round(calls * self.times),
            input_tokens=_first(self.input_tokens, known.input_tokens),
            output_tokens=_first(self.output_tokens, known.output_tokens),
            cached_share=self.cached_share or 0.0,
            **said,
        )


def requirements_of(sayings: Sequence[str]) -> Requirements:
    """What was said, one after the other: a later saying changes an earlier one.

    "Halve the budget" and "ten times the traffic" change what was said before them.
    """
    found: dict[str, Any] = {}
    for saying in sayings:
        found |= _read(saying, found)
    return Requirements(**{name: value for name, value in found.items() if value is not None})


def read_saying(saying: str) -> dict[str, Any]:
    """What one saying requires or changes by itself; empty when it says nothing of the kind."""
    return _read(saying, {"budget": Money(amount=Decimal(1), currency="USD")}, is_alone=True)


def _read(saying: str, before: dict[str, Any], *, is_alone: bool = False) -> dict[str, Any]:
    found = read_features(saying) | read_money(saying) | read_traffic(saying)
    budget: Money | None = before.get("budget")
    for pattern, factor in ((_HALF, Decimal("0.5")), (_DOUBLE, Decimal(2))):
        if pattern.search(saying) and budget:
            changed = budget.amount * factor
            found["budget"] = budget.model_copy(update={"amount": changed})
    if _NO_BUDGET.search(saying):
        found["budget"] = None
    times = float(before.get("times", 1.0))
    if match := next(filter(None, (one.search(saying) for one in _MORE_TRAFFIC)), None):
        found["times"] = times * float(number(match["n"]))
    elif _TRAFFIC_DOUBLE.search(saying):
        found["times"] = times * 2
    elif _TRAFFIC_HALF.search(saying):
        found["times"] = times * 0.5
    _, away, wanted = named_for(saying)
    if away:
        found["exclude"] = tuple(dict.fromkeys([*before.get("exclude", ()), *away]))
    if wanted and len(saying) < 200:
        found["only"] = tuple(wanted)
    if is_alone and found.get("budget") == budget:
        found.pop("budget", None)
    return found


def _first(said: float | None, measured: float | None) -> float | None:
    return said if said is not None else measured
