"""Text from bytes, whatever wrote them: UTF-8, UTF-16, GB 18030 (GBK, GB 2312) and others."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Other encodings that documents of today still come in; all beside GB 18030.
_OTHERS = ["big5", "cp1252", "shift_jis", "euc_kr", "euc_jp", "cp1251"]
_SAMPLE = 200_000
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
# Punctuation and the commoner half of the characters: where real GBK text stands nearly always.
_COMMON_PAIR = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str | None:
    """The text, or None when the bytes are no text in any encoding that we know."""
    text = _decode(data)
    if text is None or len(_BINARY.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        return None
    return text


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    text = _strict(data, "utf-8")
    if b"\0" in data and (text is None or data.count(0) > len(data) / 5):
        return _without_mark(data)
    if text is not None:
        return text
    chinese = _strict(data, "gb18030")
    if chinese is not None and _is_common(data):
        return chinese
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS).best()
    other = _strict(data, guess.encoding) if guess else None
    return other if other is not None else chinese


def _without_mark(data: bytes) -> str | None:
    """UTF-16 whose mark is missing: nearly every second byte of Latin text is zero."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    return _strict(data, "utf-16-le" if odd >= even else "utf-16-be")


def _is_common(data: bytes) -> bool:
    pairs = _PAIR.findall(data[:_SAMPLE])
    return sum(map(bool, map(_COMMON_PAIR.fullmatch, pairs))) >= 0.8 * len(pairs)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
