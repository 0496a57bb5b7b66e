"""A text in the form in which words are compared: one for all widths of a letter, small ones."""

import unicodedata

_WIDE = tuple(zip("，：；？！（）", ",:;?!()", strict=True))
"""The marks of Chinese text that are folded into others: one of them sends a whole text through the
slow part of folding, and they are quickly replaced."""


def folded(text: str) -> str:
    """`text` folded as NFKC and then as letters of either case are.

    >>> folded("Ｐｒｏ 版，多少钱？")
    'pro 版,多少钱?'
    """
    if text.isascii():
        return text.lower()
    for wide, narrow in _WIDE:
        if wide in text:
            text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).casefold()
