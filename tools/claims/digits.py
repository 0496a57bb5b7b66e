"""A text in the form in which it is compared: folded, with its small numbers in digits."""

import re

from knowledge.folded import folded
from knowledge.numerals import CARDINALS, counted
from knowledge.remembered import SENTENCE, remembered
from tools.claims.clock import RANGE, first_hour
from tools.claims.worded import days_in_words

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_COUNTED = re.compile(
    r"[一二两三四五六七八九十百千万]+[年月天次分秒块元度片克个周倍成斤岁条台只杯颗号级副]"
)
_HOURS, _MINUTES, _NOON = 24, 59, 12
_ENDS: dict[str, list[str]] = {}
"""English numbers without their first letter, by that; not `one`, which is more often no number."""
for _word in (word for word, number in CARDINALS.items() if number > 1):
    _ENDS.setdefault(_word[0], []).append(_word[1:])
# Both begin with a class of characters, which is what lets a text be passed over quickly.
_WORDED_EN = re.compile(
    rf"[{''.join(_ENDS)}](?:"
    + "|".join(rf"(?<=\b{first})(?:{'|'.join(ends)})" for first, ends in _ENDS.items())
    + r")\b"
)
_WORDED_ZH = re.compile(
    r"[一二两三四五六七八九十](?<![一二两三四五六七八九十百千万几数第].)"
    r"(?:(?<=十)[一二三四五六七八九]?|(?<!十)十[一二三四五六七八九]?|(?<![一十]))"
    r"(?=个?[年月天次分秒块元度克周倍斤岁小点])"
)
_CLOCK = re.compile(
    r"(?P<part>上午|早上|中午|下午|晚上|傍晚)?(?P<h>\d{1,2})点(?:(?P<half>半)|(?P<m>\d{1,2})分?)?(?![名个条项])"
    r"|\b(?P<h2>\d{1,2})(?::(?P<m2>\d\d))?\s?(?P<ap>[ap])\.?m\b\.?"
)
_RANGE = re.compile(RANGE)
_TWELVE_HOURS = re.compile(
    r"m(?:(?<=\d[ap]m)|(?<=\d\s[ap]m)|(?<=\d[ap]\.m)|(?<=\d\s[ap]\.m))"  # begins with a letter
)
_ZEROS = re.compile(r"(?<=\d)\.0+(?!\d|\.\d)")
_APART = re.compile(r"(?<=\bwi|\bhi)-(?=fi\b)|(?<=\b[a-z])-(?=[a-z]{3})")
"""The hyphen of a word that is as often written as one: wi-fi, e-mail, t-shirt."""
_KILO = re.compile(r"公斤|千克|kilograms?|kilos?")


def fold(text: str) -> str:
    """`text` in the form in which terms are compared."""
    return folded(text)


def spelt_counts(text: str) -> set[str]:
    """The numbers that `text` spells in Chinese, with their measure words, such as 三年."""
    return set(_COUNTED.findall(text))


def without_figures(text: str) -> str:
    """`text` without its numbers, in digits or spelt."""
    return _NUMBER.sub(" ", _COUNTED.sub(" ", text))


@remembered(texts=16_384, longest=SENTENCE)
def in_digits(text: str) -> str:
    """`text`, folded, with its small numbers in digits, and days, times and kilos written in one
    way.

    >>> in_digits("Twelve days, 十天"), in_digits("someone, 第三天")
    ('12 days, 10天', 'someone, 第三天')
    """
    plain = _WORDED_ZH.sub(_figure, _WORDED_EN.sub(_figure, days_in_words(fold(text))))
    # Most texts have none of these, and to look for a few letters takes next to no time.
    if ".0" in plain:
        plain = _ZEROS.sub("", plain)
    if "-" in plain:
        plain = _APART.sub("", plain)
    if "kilo" in plain or "公斤" in plain or "千克" in plain:
        plain = _KILO.sub("kg", plain)
    if _TWELVE_HOURS.search(plain):
        plain = _RANGE.sub(_first_of_two, plain)
    elif "点" not in plain:
        return plain
    return _CLOCK.sub(_clock, plain)


def _first_of_two(found: re.Match[str]) -> str:
    return f"{first_hour(found)}:{found['first_minute'] or '00'}"


def _clock(found: re.Match[str]) -> str:
    """A time of day as 15:00."""
    hour = int(found["h"] or found["h2"])
    minute = 30 if found["half"] else int(found["m"] or found["m2"] or 0)
    late = found["ap"] == "p" or found["part"] in {"下午", "晚上", "傍晚"}
    if hour > _HOURS or minute > _MINUTES:
        return found[0]
    return f"{hour + 12 if late and hour < _NOON else hour}:{minute:02d}"


def _figure(found: re.Match[str]) -> str:
    """A number in words as a figure."""
    return str(counted(found[0]))


def numbers(text: str) -> set[str]:
    """The numbers in `text`, thousands separators removed; small ones in words count, too."""
    return numbers_in(in_digits(text))


def numbers_in(folded: str) -> set[str]:
    """The numbers in what `in_digits` made, thousands separators removed."""
    return {found.replace(",", "") for found in _NUMBER.findall(folded)}
