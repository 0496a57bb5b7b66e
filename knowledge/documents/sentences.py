"""Sentences of Chinese and English text."""

import re

_CLOSERS = r"[\"'”’」』）)\]】》*]*"
# A Latin stop ends a sentence only before a space: not in `v2.1`, nor in `?id=7`.
# A run of stops is looked at once, from its beginning.
_END = rf"(?<![.!?])[.!?]+{_CLOSERS}(?=\s)"
_SENTENCE = re.compile(
    rf"(?:[^。！？；…\n.!?]+|(?!{_END})[.!?])*+(?:[。！？；…]+{_CLOSERS}|{_END}|\n|\Z)\s*"
)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, with the space after each; joined, they give the text again."""
    return [match for match in _SENTENCE.findall(text) if match]
