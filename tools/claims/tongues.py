"""Is a text in one of the languages besides Chinese and English that users ask answers in?

Told by its script, or by the little words that make up a fifth of any text in that language.
"""

import re

from knowledge.han import HAN

_LITTLE = {
    "spanish": "el la los las de que en un una por con para es se del al y no su más está",
    "french": "le la les des du de et est un une pour avec dans que vous à au en ne pas ce sur",
    "german": "der die das und ist nicht ein eine mit für zu den von im sie auf dem es wird bei",
    "italian": "il la le di che e un una per con del della è in non si lo gli al nel sono",
    "portuguese": "o a os as de que em um uma para com não é do da no na por se seu sua ao",
    "english": "the and is of to in you a for it with are on that be can your at this we will",
}
_WORDS = {name: frozenset(words.split()) for name, words in _LITTLE.items()}
_SCRIPTS = {
    "japanese": re.compile(r"[\u3041-\u30ff]"),
    "korean": re.compile(r"[\uac00-\ud7a3]"),
    "russian": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
}
_NAMES_ZH = {
    "西班牙": "spanish", "法": "french", "德": "german", "意大利": "italian",
    "葡萄牙": "portuguese", "日": "japanese", "韩": "korean", "俄": "russian",
    "阿拉伯": "arabic", "泰": "thai",
}  # fmt: skip
NAMED = (
    rf"(?:(?P<tongue>{'|'.join([*(n for n in _LITTLE if n != 'english'), *_SCRIPTS])})\b"
    rf"|(?P<zh>{'|'.join(_NAMES_ZH)})[语文])"
)
"""The name of such a language."""
_WORD = re.compile(r"[^\W\d_]+")
_FEW, _SHORT, _MANY_HAN = 3, 6, 5
"""Words, and characters, up to which a text shows little of its language, and Han characters from
which it is Chinese or Japanese."""


def tongue_of(found: re.Match[str]) -> str:
    """The language that a match of `NAMED` names."""
    return found["tongue"].lower() if found["tongue"] else _NAMES_ZH[found["zh"]]


def is_in(tongue: str, text: str) -> bool:
    """Whether `text` is in a language, as far as it tells: in doubt it is.

    >>> is_in("french", "Le train part à midi."), is_in("french", "El tren sale al mediodía.")
    (True, False)
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if tongue in _SCRIPTS:
        return bool(_SCRIPTS[tongue].search(text)) or len(text) <= _SHORT
    if len(HAN.findall(text)) > _MANY_HAN:
        return False
    if len(words) <= _FEW:
        return True
    counts = {name: sum(word in little for word in words) for name, little in _WORDS.items()}
    return counts[tongue] >= max(counts.values())
