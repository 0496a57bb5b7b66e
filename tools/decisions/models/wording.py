"""A model's cost, score and constraints in words, for the answer and for the page alike."""

from decimal import Decimal
from typing import Any

from knowledge.language import Lang
from knowledge.offers.notes import notes
from knowledge.records import Money, Offer
from knowledge.texts import say
from tools.decisions.models.requirements import Requirements
from tools.decisions.models.shortlist import Choice
from tools.decisions.task import Part
from tools.inert import inert

SIGNS = {"USD": "$", "CNY": "¥"}
"""What stands before an amount of a currency."""


def worded(key: str, lang: Lang, /, **values: Any) -> str:
    """A text of the answer on models."""
    return say(f"models.text.{key}", lang, **values)


def part_name(part: Part, lang: Lang) -> str:
    """What a kind of model is called; chat that sees is multimodal."""
    sees = part.kind == "chat" and part.inputs > {"text"}
    return say(f"models.kind.{'see' if sees else part.kind}", lang)


def constraint_said(name: str, needs: Requirements, lang: Lang) -> str:
    """A constraint, with how much where it is an amount: 每月预算 $150."""
    label = say(f"models.constraint.{name}", lang)
    value = getattr(needs, name, None)
    if isinstance(value, Money):
        return f"{label} {money(value)}"
    return f"{label} {value:,}" if name == "context" and value else label


def money(amount: Money | None) -> str | None:
    """An amount for people: $1,234, $12.30, $0.0042."""
    if amount is None:
        return None
    value = amount.amount
    places = 0 if value >= 1_000 else 2 if value >= Decimal("0.1") or value == 0 else 4
    return f"{SIGNS[amount.currency]}{value:,.{places}f}"


def noted(offer: Offer, lang: Lang) -> str:
    """What has to be said beside an offer: a doubtful price, an end, a registration."""
    return " ".join(inert(one) for one in notes(offer, lang))


def cost_said(choice: Choice, lang: Lang) -> str:
    """A month's cost in words."""
    told = money(choice.cost)
    return worded("cost_month", lang, cost=told) if told else worded("cost_unknown", lang)


def score_said(choice: Choice, lang: Lang) -> str:
    """The score in words, with its interval where there is one."""
    if choice.score is None:
        return worded("score_unknown", lang)
    return worded("score_is", lang, value=score_value(choice))


def score_value(choice: Choice) -> str:
    """The score as a number, with its interval and the number of examples where there are any."""
    score = choice.score
    if score is None:
        return "–"
    interval = (
        f" [{score.low:.0f}–{score.high:.0f}]"
        if score.low is not None and score.high is not None
        else ""
    )
    return f"{score.value:.1f}{interval}" + (f" n={score.n}" if score.n else "")
