"""What a model has to be: read from words, one saying after the other."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import ExchangeRate, Modality, Money, Region, Usage
from tools.decisions.models.names import named_in
from tools.decisions.models.reading.changes import Change, Quantity, read_changes
from tools.decisions.models.reading.features import read_features
from tools.decisions.models.reading.lifts import read_lifts
from tools.decisions.models.reading.money import read_money
from tools.decisions.models.reading.quality import read_kept, read_step
from tools.decisions.models.reading.traffic import read_traffic

_LONGEST = 200
"""Characters of a saying whose names count; a longer one is a pasted text."""


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
    unrecorded: tuple[str, ...] = ()
    """What was required, verbatim, and the catalogue does not record."""
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
    good_enough: float | None = None
    """The share of the best fitting score that the pick has to reach, where it was said."""
    step: int = 0
    """How many steps dearer and better than the pick, or cheaper where negative."""
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
    unbudgeted: bool = False
    """Whether a budget was to be changed that was never said."""

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

    "Halve the budget" and "ten times the traffic" change what was said before them; "drop the
    context limit" lifts it.
    """
    found: dict[str, Any] = {}
    last: Quantity = "budget"
    for at, saying in enumerate(sayings):
        said, last = _read(saying, found, last)
        if at == 0:
            said.pop("step", None)  # there is no pick yet to be cheaper than
        found |= said
    return Requirements(**{name: value for name, value in found.items() if value is not None})


def read_saying(saying: str) -> dict[str, Any]:
    """What one saying requires or changes by itself; empty when it says nothing of the kind."""
    return _read(saying, {"budget": Money(amount=Decimal(1), currency="USD")}, "budget")[0]


def _read(saying: str, before: dict[str, Any], last: Quantity) -> tuple[dict[str, Any], Quantity]:
    """What a saying sets, given what was said before, and whether budget or traffic came last.

    Each reader takes its words out of the text, so that no number is read twice.
    """
    found: dict[str, Any] = {}
    lifted, text = read_lifts(saying)
    changes, text = read_changes(text)
    kept, text = read_kept(text)
    money, text = read_money(text)
    found |= dict.fromkeys(lifted)
    found |= {"good_enough": kept} if kept else {}
    found |= read_features(text) | money | read_traffic(text)
    if "unrecorded" in found:
        found["unrecorded"] = tuple(
            dict.fromkeys([*(before.get("unrecorded") or ()), *found["unrecorded"]])
        )
    for change in changes:
        last = change.quantity or last
        found |= _changed(change, last, before | found)
    named = _names(saying, before | found)
    step = 0 if named or changes or kept or named_in(saying).asked else read_step(text)
    if step:
        found["step"] = before.get("step", 0) + step
    if not changes:
        last = "traffic" if "calls" in found else "budget" if "budget" in found else last
    return found | named, last


def _changed(change: Change, quantity: Quantity, known: dict[str, Any]) -> dict[str, Any]:
    """What a change makes of a budget or of the traffic."""
    if quantity == "traffic":
        return {"times": float(known.get("times") or 1.0) * float(change.factor or 1)}
    budget: Money | None = known.get("budget")
    if budget is None:
        return {"unbudgeted": True}
    if change.add is not None:
        if change.add.currency != budget.currency:
            return {}
        amount = max(budget.amount + change.add.amount, Decimal(0))
    else:
        amount = budget.amount * (change.factor or 1)
    return {"budget": budget.model_copy(update={"amount": amount})}


def _names(saying: str, known: dict[str, Any]) -> dict[str, Any]:
    """Who is out and who alone is in, after this saying."""
    if len(saying) >= _LONGEST:
        return {}
    named, found = named_in(saying), dict[str, Any]()
    out = [one for one in known.get("exclude") or () if one not in named.back]
    if named.away or named.back:
        found["exclude"] = tuple(dict.fromkeys([*out, *named.away]))
        within = [one for one in known.get("only") or () if one not in named.away]
        found["only"] = (*within, *named.back) if within else ()
    if named.only:
        found["only"] = named.only
        found["exclude"] = tuple(one for one in found.get("exclude", out) if one not in named.only)
    return found


def _first(said: float | None, measured: float | None) -> float | None:
    return said if said is not None else measured
