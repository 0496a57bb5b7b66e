"""Constraints of `recommend_models` against a check of the whole catalogue written apart."""

import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.records import Money, Offer, Usage
from tools.decisions.models.choose import choose
from tools.decisions.models.constraints import Asked
from tools.decisions.models.fitting import fit
from tools.decisions.models.requirements import Requirements
from tools.decisions.task import Task, kind_part

SETS = 200
_SEED = 5
_KINDS = ("chat", "chat", "chat", "chat", "tts", "asr", "image", "embedding")


def main() -> None:
    """Print how many offers were wrongly in or lost, and how long a choice takes."""
    catalogue = Catalogue.load()
    dice = random.Random(_SEED)
    wrong = lost = empty = 0
    seconds: list[float] = []
    for _ in range(SETS):
        needs, usage, kind = _drawn(dice)
        part = kind_part(kind)  # type: ignore[arg-type]
        asked = Asked(part, needs, usage, None)
        found = {one.id for one in fit(catalogue, asked).offers}
        truth = {one.id for one in catalogue.offers if _fits(one, kind, needs, usage)}
        wrong += len(found - truth)
        lost += len(truth - found)
        empty += not truth
        started = time.perf_counter()
        choose(catalogue, "", Task(parts=(part,)), needs, measured=None, rate=None, own={})
        seconds.append(time.perf_counter() - started)
    cuts = statistics.quantiles(seconds, n=20)
    print(f"decisions: {SETS} requirement sets over {len(catalogue.offers):,} offers")
    print(f"  wrongly in {wrong}, lost {lost}; sets that nothing fits: {empty}")
    print(f"  a choice: p50 {cuts[9] * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms (target 200)")


def _drawn(dice: random.Random) -> tuple[Requirements, Usage, str]:
    """A requirement set with up to six constraints, realistic and extreme."""
    dollars = Money(amount=Decimal(dice.choice(["0.05", "1", "20", "300", "9000"])), currency="USD")
    choices: dict[str, Callable[[], Any]] = {
        "context": lambda: dice.choice([8_000, 128_000, 200_000, 1_000_000, 9_000_000]),
        "open_weights": lambda: dice.choice([True, True, False]),
        "tool_call": lambda: True,
        "structured_output": lambda: True,
        "reasoning": lambda: dice.choice([True, False]),
        "regions": lambda: frozenset([dice.choice(["cn", "global"])]),
        "inputs": lambda: frozenset(dice.choice([("text", "image"), ("text", "pdf"), ("text",)])),
        "max_output_price": lambda: dollars,
        "max_input_price": lambda: dollars,
        "budget": lambda: dollars,
        "languages": lambda: frozenset(["zh", "en"]),
    }
    names = dice.sample(sorted(choices), k=dice.randint(0, 6))
    calls = dice.choice([1_000, 100_000, 3_000_000])
    size: dict[str, Any] = {
        "input_tokens": dice.choice([200.0, 3_000.0]),
        "output_tokens": dice.choice([50.0, 900.0]),
    }
    needs = Requirements(
        **{name: choices[name]() for name in names}, calls=calls, **size,
        characters=150.0, minutes=1.5, pieces=1.0,
    )  # fmt: skip
    kind = dice.choice(_KINDS)
    billed = {
        "chat": {**size},
        "embedding": {"input_tokens": size["input_tokens"]},
        "tts": {"characters": 150.0},
        "asr": {"minutes": 1.5},
        "image": {"pieces": 1.0},
    }[kind]
    return needs, Usage(calls=calls, **billed), kind


def _fits(  # noqa: PLR0911 (one line a constraint, so that it can be read off)
    offer: Offer, kind: str, needs: Requirements, usage: Usage
) -> bool:
    """The same said once more, plainly and from the records alone."""
    takes = {"chat": "text", "tts": "text", "asr": "audio", "image": "text", "embedding": "text"}
    gives = {"chat": "text", "tts": "audio", "asr": "text", "image": "image"}
    if offer.kind != kind or offer.is_deprecated or takes[kind] not in offer.inputs:
        return False
    if kind in gives and gives[kind] not in offer.outputs:
        return False
    if needs.context is not None and (offer.context or 0) < needs.context:
        return False
    for name in ("open_weights", "tool_call", "structured_output", "reasoning"):
        wanted = getattr(needs, name)
        if wanted is not None and getattr(offer, name) != wanted:
            return False
    if needs.regions and not (offer.regions or frozenset()) & needs.regions:
        return False
    if needs.inputs and kind == "chat" and not needs.inputs <= offer.inputs:
        return False
    spoken = needs.languages and kind in {"tts", "asr"}
    if spoken and not (needs.languages or frozenset()) <= (offer.languages or frozenset()):
        return False
    for limit, price in (
        (needs.max_input_price, offer.price.input),
        (needs.max_output_price, offer.price.output),
    ):
        if limit and (price is None or offer.price.currency != "USD" or price > limit.amount):
            return False
    return needs.budget is None or _costs(offer, usage, needs.budget.amount)


def _costs(offer: Offer, usage: Usage, most: Decimal) -> bool:
    """Whether a month is known to cost no more."""
    price, total = offer.price, Decimal(0)
    if price.currency != "USD":
        return False
    passed = [one for one in price.tiers if (usage.input_tokens or 0) > one.above]
    long = max(passed, key=lambda one: one.above) if passed else None
    given = long.input if long and long.input is not None else price.input
    made = long.output if long and long.output is not None else price.output
    for amount, each, per in (
        (usage.input_tokens, given, 10**6),
        (usage.output_tokens, made, 10**6),
        (usage.characters, price.million_characters, 10**6),
        (usage.minutes, price.minute, 1),
        (usage.pieces, price.piece, 1),
    ):
        if amount is None:
            continue
        if each is None:
            return False
        total += Decimal(str(amount)) * each / per
    return total * usage.calls <= most


if __name__ == "__main__":
    main()
