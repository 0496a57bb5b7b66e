"""Numbers in words, Chinese and English: 三百五, 二〇二六, 一万五, twelve, third."""

import re
from collections.abc import Mapping

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TIES = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS: Mapping[str, int] = {
    word: number for number, word in enumerate(["zero", *_ONES, *_TEENS])
} | {word: number for number, word in zip(range(20, 100, 10), _TIES, strict=True)}
"""English numbers of one word, below a hundred."""
ENGLISH_NUMBER = rf"(?:{'|'.join(_TIES)})[- ](?:{'|'.join(_ONES)})|{'|'.join(CARDINALS)}"
"""An English number below a hundred, to build patterns of that set bounds to it."""
ORDINALS: Mapping[str, int] = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        range(1, 11),
        strict=True,
    )
)
"""English words for a place in a list."""
HAN_FIGURES = "零〇一二两三四五六七八九十百千"
"""What Chinese numbers below ten thousand are written with."""
_ZEROS = "零〇"
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_FIGURE = re.compile(r"\d+")


def counted(said: str) -> int | None:
    """The whole number that a figure, a numeral or a word stands for; None for none.

    >>> [counted(said) for said in ("十二", "third", "twenty-one", "2nd", "17", "some")]
    [12, 3, 21, 2, 17, None]
    """
    word = said.strip().casefold()
    if figure := _FIGURE.match(word):
        return int(figure[0])
    if word in ORDINALS:
        return ORDINALS[word]
    parts = [CARDINALS.get(one) for one in re.split("[- ]", word)]
    known = [one for one in parts if one is not None]
    return sum(known) if len(known) == len(parts) else han_number(word)


def han_number(text: str) -> int | None:
    """The number that Chinese numerals make; None for what is none.

    Digits in a row are read one by one; one after the last unit counts the next lower one.

    >>> [han_number(said) for said in ("二〇二六", "三百零五", "三百五", "三亿五千万", "页")]
    [2026, 305, 350, 350000000, None]
    """
    if not text or not all(one in _DIGITS or one in _TENS or one in _GROUPS for one in text):
        return None
    if all(one in _DIGITS for one in text):
        return int("".join(str(_DIGITS[one]) for one in text))
    total = section = digit = 0
    last = 1  # what the unit before counts; 1 again behind a zero
    for one in text:
        if one in _DIGITS:
            digit = _DIGITS[one]
            last = 1 if one in _ZEROS else last
        elif one in _TENS:
            section += (digit or 1) * _TENS[one]
            digit, last = 0, _TENS[one]
        else:
            total = _grouped(total, section + digit, _GROUPS[one])
            section, digit, last = 0, 0, _GROUPS[one]
    return total + section + digit * (last // 10 if last > _TENS["十"] else 1)


def _grouped(total: int, section: int, group: int) -> int:
    """亿 counts all before it, 万 what stands since the last group: 三亿五千万."""
    if group == _GROUPS["亿"]:
        return (total + section or 1) * group
    return total + (section or 1) * group
