"""Chinese characters: which letters they are, wherever they must be told from others."""

import re

HAN_RANGE = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, to be put into the brackets of an expression: all that Unicode unifies, those
kept for compatibility, the zero of 二〇二六 and the mark that repeats, 々. No punctuation."""
WIDE_RANGE = "\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af"
"""All that is as wide as they are: kana, punctuation and full-width letters too."""

HAN = re.compile(f"[{HAN_RANGE}]")
"""One Chinese character."""
HAN_RUN = re.compile(f"[{HAN_RANGE}]+")
"""Chinese characters with nothing between them."""


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return not text.isascii() and HAN.search(text) is not None
