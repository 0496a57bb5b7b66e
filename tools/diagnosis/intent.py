"""The second stage: did the product understand what the query says?"""

from functools import lru_cache

from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.intent_topic import other_subject
from tools.diagnosis.slots import Wish, read_slots, value_of
from tools.diagnosis.spoken import misfit
from tools.diagnosis.trust import sure_of


@lru_cache(maxsize=1)
def examine_intent(facts: Facts) -> Finding:
    """A slot, the kind of text, or the subject that differs from what the user said."""
    for look in (_slots, _output, _rewritten_slots, other_subject, _dropped, _inferred):
        if finding := look(facts):
            return finding
    if facts.trace.intent is None and facts.asked.rewritten is None:
        return Finding("unknown", facts.say("evidence.intent.not_logged"))
    shown = facts.asked.rewritten or ", ".join(
        f"{k}={w.value}" for k, w in facts.asked.logged.items()
    )
    return Finding("ok", facts.say("evidence.intent.ok", understood=clip(shown or "–", 80)))


def stated_audience(facts: Facts) -> Wish | None:
    """Whom the beginning of the answer says it is for, when the query asked for somebody else."""
    read = read_slots(facts.said.head, facts.rules).get("audience", [])
    stated = [wish for wish in read if wish.value != "general"] or read
    conflicts = [wish for wish in stated if _conflict(facts, "audience", wish)]
    return stated[0] if stated and len(conflicts) == len(stated) else None


def _conflict(facts: Facts, slot: str, other: Wish) -> Wish | None:
    """What the query says of the slot, when that rules out the other wish."""
    asked = facts.asked.wishes.get(slot, [])
    if slot == "seconds":
        excluded = [abs(float(wish.value) - float(other.value)) > 1 for wish in asked]
    else:
        excludes = facts.rules.slots[slot].excludes
        excluded = [excludes(wish.value, other.value) for wish in asked]
    return asked[0] if asked and all(excluded) else None


def _slots(facts: Facts) -> Finding | None:
    for name, logged in facts.asked.logged.items():
        if said := _conflict(facts, name, logged):
            return _misread(
                facts,
                name,
                said,
                logged,
                shown=("intent", f"{name}: {logged.words}"),
                sure=sure_of("slot"),
            )
    return None


def _output(facts: Facts) -> Finding | None:
    """Titles were wanted and a script was understood, or the like; a duration asks for a script."""
    name = facts.trace.intent.name if facts.trace.intent else None
    kind = value_of((name or "").replace("_", " "), facts.rules.slots["output"])
    if kind is None:
        return None
    said = _conflict(facts, "output", Wish(kind, name or ""))
    if said is None and kind != "script" and "output" not in facts.asked.wishes:
        said = next(iter(facts.asked.wishes.get("seconds", [])), None)
    if said is None:
        return None
    details = {"said": clip(said.words), "understood": clip(name or "")}
    return Finding(
        "fault",
        facts.say("evidence.intent.wrong_intent", **details),
        (quote("query", said.words), quote("intent", name or "")),
        "wrong_intent",
        sure_of("wrong_intent"),
        details,
    )


def _rewritten_slots(facts: Facts) -> Finding | None:
    for name, wishes in read_slots(facts.asked.rewritten or "", facts.rules).items():
        said = _conflict(facts, name, wishes[0])
        if said and name != "output":
            shown = ("rewritten_query", facts.asked.rewritten or "")
            return _misread(
                facts, name, said, wishes[0], shown=shown, sure=sure_of("rewritten_slot")
            )
    return None


def _dropped(facts: Facts) -> Finding | None:
    """A wish that was not understood at all, and that the answer goes against."""
    if facts.trace.intent is None:
        return None
    if _asks_for_readers(facts) and (stated := stated_audience(facts)):
        return _lost(facts, "audience", stated.words, facts.said.head, sure_of("readers_dropped"))
    if (
        "seconds" not in facts.asked.logged
        and "seconds" in facts.asked.inherited
        and (off := misfit(facts))
    ):
        return _lost(facts, "seconds", off.about, facts.said.head, sure_of("length_dropped"))
    return None


def _asks_for_readers(facts: Facts) -> bool:
    """Whether the query names its audience outside its subject, and the product logged none."""
    wishes = facts.asked.wishes.get("audience", []) if "audience" not in facts.asked.logged else []
    named = (facts.asked.named or "").casefold()
    return any(wish.words.casefold() not in named for wish in wishes)


def _lost(facts: Facts, slot: str, instead: str, shown: str, sure: float) -> Finding:
    said = facts.asked.inherited[slot][0]
    details = {
        "slot": facts.say(f"slot.{slot}"),
        "said": clip(said.words),
        "understood": clip(instead),
    }
    key = "seconds_dropped" if slot == "seconds" else "slot_dropped"
    return Finding(
        "fault",
        facts.say(f"evidence.intent.{key}", **details),
        (quote("query", said.words), quote("answer", shown)),
        "slot_dropped",
        sure,
        details,
    )


def _inferred(facts: Facts) -> Finding | None:
    """Nothing was logged, but the answer speaks to others than the query does."""
    trace = facts.trace
    logged = trace.intent or facts.asked.rewritten or trace.retrieved is not None
    if logged or (stated := stated_audience(facts)) is None:
        return None
    said = facts.asked.wishes["audience"][0]
    shown = ("answer", facts.said.head)
    return _misread(facts, "audience", said, stated, shown=shown, sure=sure_of("readers_inferred"))


def _misread(
    facts: Facts, slot: str, said: Wish, understood: Wish, *, shown: tuple[str, str], sure: float
) -> Finding:
    """`shown` is where the misreading can be seen, and the words there."""
    details = {
        "slot": facts.say(f"slot.{slot}"),
        "said": clip(said.words),
        "understood": clip(_in_words(facts, slot, understood)),
    }
    key = "inferred" if shown[0] == "answer" else "slot_mismatch"
    return Finding(
        "fault",
        facts.say(f"evidence.intent.{key}", **details),
        (quote("query", said.words), quote(*shown)),
        "audience_mismatch" if slot == "audience" else "slot_mismatch",
        sure,
        details,
    )


def _in_words(facts: Facts, slot: str, wish: Wish) -> str:
    """A slot's value in the reader's language, with the product's own spelling where it differs."""
    if slot == "seconds" and wish.words.strip().isdecimal():
        return facts.say("seconds", seconds=wish.words.strip())
    known = facts.rules.slots[slot].values.get(wish.value) if slot in facts.rules.slots else None
    names = (known.zh if facts.lang == "zh" else known.en) if known else []
    if not names or wish.words in names:
        return wish.words
    return facts.say("slot_value", name=names[0], spelt=wish.words)
