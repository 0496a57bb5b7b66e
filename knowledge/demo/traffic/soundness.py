"""Whether the product serves an ask well as it is, so that only planted faults are faults."""

from collections.abc import Sequence

from knowledge.demo.scriptmate.pacing import bounds, speech_length
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import Understanding, seconds_of
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.needs import Need
from knowledge.records import Passage

_SCRIPTS = {"write_script", "rewrite_script"}
# Lines for the one are out of place before the other.
_APART = ({"children", "adults"}, {"seniors", "adults"}, {"seniors", "parents"})
_LEAST_HOOKS = 4


def sound_run(product: ScriptMate, ask: Ask) -> Run | None:
    """The product's run, if it reads the ask as it is meant and has enough to answer."""
    understood = product.understand(ask.query, ask.history)
    if not _is_read_right(ask, understood):
        return None
    passages = product.retrieve(understood)
    used = [passage for passage in passages if passage.used]
    if ask.need.intent != "ask_help" and not _suits(product, ask.need, understood, used):
        return None
    return product.run(
        ask.query, ask.history, params=ask.params, understanding=understood, passages=passages
    )


def _is_read_right(ask: Ask, understood: Understanding) -> bool:
    """Whether every slot is what the user means, and every slot that was named is there."""
    need, slots = ask.need, understood.slots
    if understood.intent.name != need.intent:
        return False
    if need.intent == "ask_help":
        return True
    meant = {
        "style": need.style,
        "audience": need.audience,
        "seconds": need.seconds,
        "platform": need.platform,
        "tone": need.tone,
    }
    return (
        str(slots.get("topic", "")).lower() == need.called.lower()
        and all(slot in slots for slot in ask.stated)
        and all(meant[slot] == value for slot, value in slots.items() if slot != "topic")
    )


def _suits(
    product: ScriptMate, need: Need, understood: Understanding, used: Sequence[Passage]
) -> bool:
    """Whether the passages are on the subject, for the audience, and fill the time."""
    entries = [product.library.by_id[passage.id] for passage in used]
    if any(entry.topic != need.topic.names[need.lang] for entry in entries):
        return False
    if any({entry.audience, need.audience} in _APART for entry in entries):
        return False
    if need.intent not in _SCRIPTS:
        return len(entries) >= _LEAST_HOOKS
    said = sum(speech_length(passage.text, need.lang) for passage in used)
    low, high = bounds(seconds_of(understood), need.lang)
    return low <= said <= high
