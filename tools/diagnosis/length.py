"""How long a text is, in the words or the characters that people count."""

import re

from knowledge.han import HAN

_WORD = re.compile(r"[A-Za-z0-9][\w.,%'’/:-]*|[$€£¥]?\d[\w.,%:/-]*")


def words_in(text: str) -> int:
    """Its words in other scripts, a figure being one.

    >>> words_in("It costs £9.50 a month."), words_in("每月 9 元")
    (5, 1)
    """
    return len(_WORD.findall(text))


def length_in(form: str, text: str) -> int:
    """Its words, each Han character being one, or its characters, each word beside Han being one.

    >>> length_in("words", "每月 9 元"), length_in("characters", "每月 9 元")
    (4, 4)
    >>> length_in("words", "a b"), length_in("characters", "a b")
    (2, 3)
    """
    if form == "words" or HAN.search(text):
        return words_in(text) + len(HAN.findall(text))
    return len(text)
