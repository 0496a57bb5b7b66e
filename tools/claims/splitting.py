"""Splits a text into claims: the sentences, verbatim, that can be true or false one by one."""

import re

from knowledge.documents.sentences import sentences

_WORD = re.compile(r"\w")
_MOST = 400
"""A text of more claims is judged by its first ones: a reader sees no more either."""


def claims(text: str) -> list[str]:
    """The claims of `text` in order; what holds no word is no claim."""
    return [part.strip() for part in sentences(text) if _WORD.search(part)][:_MOST]
