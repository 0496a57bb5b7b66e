"""What the findings of one kind may share: a slot with its values, a passage, an error."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.language import LANGS, Lang
from knowledge.records import Diagnosis, Quote, Trace
from knowledge.texts import say
from tools.diagnosis.drawn import LIMITED, UNAVAILABLE
from tools.diagnosis.finding import clip
from tools.diagnosis.rules import Rules
from tools.diagnosis.slots import read_slots, value_of

_DIGITS = re.compile(r"\d{2,}|[0-9a-f]{8,}")
_SLOTS = ("audience_mismatch", "slot_mismatch", "slot_dropped", "wrong_audience")


@dataclass(frozen=True)
class Facet:
    """What a case has in common with others of its kind."""

    fine: str
    """As narrow as makes sense, such as `audience:children>adults`."""
    wide: str
    """What to fall back on where few share that, such as `audience`."""
    said: str
    """The text, under `clusters.name`, that says it."""
    wider: str
    """The text for the wider one."""
    values: dict[Lang, dict[str, str]] = field(default_factory=dict)
    """What both texts name, in each language."""


@dataclass(frozen=True)
class Seen:
    """What a finding rests on."""

    trace: Trace
    """The trace."""
    quotes: list[Quote]
    """The words behind the verdict on the faulty stage."""
    rules: Rules
    """The slots and their values."""


def facet_of(trace: Trace, diagnosis: Diagnosis, rules: Rules) -> Facet | None:
    """What a finding is about; None where its kind says all."""
    kind = diagnosis.subcause or ""
    look = _LOOKS.get(kind)
    quotes = [
        quote
        for stage in diagnosis.stages
        if stage.stage == diagnosis.cause
        for quote in stage.quotes
    ]
    return look(Seen(trace, quotes, rules)) if look else None


def _task(seen: Seen) -> Facet | None:
    """The kind of text that was wanted, whatever else the same words ask for."""
    return _slot(seen, only="output")


def _slot(seen: Seen, only: str | None = None) -> Facet | None:
    """A wish that was taken for another one, in the product's own values."""
    asked = [quote.text for quote in seen.quotes if quote.source == "query"]
    shown = [quote.text for quote in seen.quotes if quote.source != "query"]
    if not asked or not shown:
        return None
    rules = seen.rules
    wishes = read_slots(asked[0], rules)
    dropped = not any(quote.source in _UNDERSTOOD for quote in seen.quotes)
    slot = shown[0].partition(":")[0] if ": " in shown[0] else next(iter(wishes), None)
    slot = only or slot
    if slot == "seconds":
        names = {lang: {"slot": say("diagnosis.slot.seconds", lang)} for lang in LANGS}
        text = "dropped" if dropped else "slot"
        return Facet("seconds", "seconds", text, text, names)
    if slot not in rules.slots or slot not in wishes:
        return None
    said, understood = wishes[slot][0].value, _understood(shown[0], slot, rules)
    names = {
        lang: {
            "slot": say(f"diagnosis.slot.{slot}", lang),
            "said": _named(slot, said, rules, lang),
            "understood": _named(slot, understood or said, rules, lang),
        }
        for lang in LANGS
    }
    if understood is None or understood == said:
        return Facet(f"{slot}:{said}", slot, "lost", "slot", names)
    return Facet(f"{slot}:{said}>{understood}", slot, "misread", "slot", names)


def _understood(shown: str, slot: str, rules: Rules) -> str | None:
    """The value that the product's own words show."""
    words = shown.partition(": ")[2] if ": " in shown else shown
    if direct := value_of(words.replace("_", " "), rules.slots[slot]):
        return direct
    read = read_slots(words, rules).get(slot)
    return read[0].value if read else None


def _named(slot: str, value: str, rules: Rules, lang: Lang) -> str:
    words = rules.slots[slot].values.get(value)
    names = (words.zh if lang == "zh" else words.en) if words else []
    return names[0] if names else value.replace("_", " ")


def _passage(seen: Seen) -> Facet | None:
    """The document that a passage is from."""
    sources = [quote.source for quote in seen.quotes if quote.source not in _PARTS]
    if not sources:
        return None
    document = sources[-1].partition("#")[0]
    values = {lang: {"document": clip(document)} for lang in LANGS}
    return Facet(f"document:{document}", "documents", "stale", "kind", values)


_UNDERSTOOD = {"intent", "rewritten_query"}
_PARTS = {"query", "history", "intent", "rewritten_query", "answer", "reference", "error", "event"}


def _error(seen: Seen) -> Facet | None:
    """What kind of error it is; of one that is not known, its words without the numbers."""
    error = clip(seen.trace.error or "", 80)
    for kind, words in _ERRORS.items():
        if words.search(error):
            values = {lang: {"error": say(f"clusters.error.{kind}", lang)} for lang in LANGS}
            return Facet(f"error:{kind}", kind, "error", "error", values)
    line = _DIGITS.sub("…", error)
    values = {lang: {"error": line} for lang in LANGS}
    return Facet(f"error:{line}", "errors", "error", "kind", values)


_ERRORS = {"limited": LIMITED, "unavailable": UNAVAILABLE}
"""Errors that the same change repairs, whatever each of them says."""

_LOOKS: dict[str, Callable[[Seen], Facet | None]] = {
    **dict.fromkeys(_SLOTS, _slot),
    "wrong_intent": _task,
    "stale": _passage,
    "error": _error,
}
