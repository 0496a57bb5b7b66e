"""A slot or a segment with its value, as a reader calls them: 目标人群：儿童."""

from knowledge.language import Lang
from knowledge.texts import catalogue, say
from tools.diagnosis.rules import default_rules


def slot_words(key: str, value: str, lang: Lang) -> tuple[str, str]:
    """The name of a slot and of its value; what nobody named stays as the product spells it.

    >>> slot_words("audience", "children", "zh"), slot_words("plan", "pro", "en")
    (('目标人群', '儿童'), ('plan', 'pro'))
    >>> slot_words("version", "v2", "zh")
    ('版本', 'v2')
    """
    slots = default_rules().slots
    slot = next((one for one, known in slots.items() if key in {one, *known.keys}), key)
    if slot not in catalogue("diagnosis")["slot"]:
        return key, value
    name = say(f"diagnosis.slot.{slot}", lang)
    if slot == "seconds" and value.isdecimal():
        return name, say("diagnosis.seconds", lang, seconds=value)
    known = slots[slot].values.get(value) if slot in slots else None
    words = (known.zh if lang == "zh" else known.en) if known else []
    return name, words[0] if words else value


def pair_words(key: str, value: str, lang: Lang) -> str:
    """Both, with a colon between.

    >>> pair_words("style", "comedy", "en")
    'style: comedy'
    """
    name, words = slot_words(key, value, lang)
    return say("diagnosis.pair", lang, name=name, value=words)
