"""Finds what a question names: ids of traces and files. Linear in the length of the text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from knowledge.han import HAN_RANGE
from knowledge.numerals import ORDINALS, counted

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
CERTAIN_ID = re.compile(
    rf"(?<![\w-])(?:t-?\d{{4,}}|t-\d{{3}}|case-[0-9a-f]{{6,}}|{_UUID})(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
"""What is nothing but the id of a trace."""
_POSSIBLE_ID = re.compile(
    r"(?<![\w.-])(?:(?:t|case|trace)-[\w-]{0,60}\d\w*|"
    r"[A-Za-z]{1,12}(?:[-_][A-Za-z0-9]+)*[-_]\d{3,}\w*)",
    re.ASCII | re.IGNORECASE,
)
_IN_A_FILE = re.compile(r"(?<![\w.-])[A-Za-z]+[\w-]*\d[\w-]*(?![\w.-])", re.ASCII)
_SHORT_ID = re.compile(r"(?<![\w.-])(?!v[-_])[A-Za-z]{1,2}[-_]\d{1,6}(?![\w-])", re.ASCII)
_VERSION = re.compile(r"v\d+", re.IGNORECASE)
_NAMED_VERSION = re.compile(
    r"(?<![A-Za-z0-9_.-])v(?:ersion)?\s?(\d+(?:\.\d+)*)(?![A-Za-z0-9_])", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\s“”\"'「」『』（）()，。、；：！？<>]+")
_FILE_END = re.compile(r"\.(?:jsonl?|ndjson)(?![A-Za-z0-9])", re.IGNORECASE)
_TABLE_END = re.compile(r"\.(?:csv|tsv|xlsx|xlsm|jsonl?|ndjson)(?![A-Za-z0-9])", re.IGNORECASE)
_GLUED = re.compile(rf"^[{HAN_RANGE}]+(?=[A-Za-z0-9.~/])")


_ORDINAL_ZH = re.compile(
    r"第\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:个|类|条|种|项|名|簇)(?!月|步|版)"
    r"|为(?:什么|啥|何)\s*(\d{1,2})\s*号?\s*(?:会|没|不|失|错|变|答|挂|差|低)"
)
_ORDINALS = "|".join(ORDINALS)
_ORDINAL_EN = re.compile(
    rf"\b(?:the\s+)?({_ORDINALS}"
    r"|\d{1,2}(?:st|nd|rd|th))"
    r"\s*(?:one|cluster|kind|failure|group|case|example|regression|loss|of them|\?|$)"
    r"|(?:\bnumber|\bno\.?|#)\s?(\d{1,2})\b"
    r"|\bwhy (?:did|does|do|is|was|has)(?: example| case)? (\d{1,2})\b(?=\s*(?:\w+\s*)?[?.!]*$)",
    re.IGNORECASE,
)


def ordinal(text: str) -> int | None:
    """Which one of a list is meant: 2 for "第二个" and "the second one"; None where none is.

    >>> ordinal("why the second one?"), ordinal("第3类怎么修"), ordinal("第一次来")
    (2, 3, None)
    >>> ordinal("why did 3 fail?"), ordinal("为什么 2 号失败了"), ordinal("why did 3 of 5 go?")
    (3, 2, None)
    """
    found = _ORDINAL_ZH.search(plain(text)) or _ORDINAL_EN.search(plain(text))
    if found is None:
        return None
    return counted(next(one for one in found.groups() if one))


_PLACES = re.compile(
    r"排?第\s*(?P<zh>\d{1,2}|[一二两三四五六七八九十])\s*(?:个|项|名|位|条|种|的(?=.{0,6}[痛难]))(?:场景|功能)?"
    r"|(?P<last>(?:排?最后)(?:那|面)?(?:一?个|一项|一名)(?:场景|功能)?"
    r"|\b(?:the )?last (?:one|scenario|idea"
    r"|item)\b)"
    rf"|\b(?:the )?(?P<en>{_ORDINALS}"
    r"|\d{1,2}(?:st|nd|rd|th))"
    r"(?: (?:one|scenario|idea|item|feature)\b|(?='s\b))"
    r"|(?:\bnumber |\bno\. ?|#)(?P<number>\d{1,2})\b(?!\.\d)",
    re.IGNORECASE,
)


def with_names(text: str, listed: Sequence[str]) -> str:
    """A text in which each place in a list is told by the name that stands there, in quotes.

    >>> with_names("把第二个的难度改成3", ["脚本", "字幕"])
    '把「字幕」的难度改成3'
    """

    def name(found: re.Match[str]) -> str:
        place = found["zh"] or found["en"] or found["number"]
        at = len(listed) if found["last"] else counted(place) or 0
        return f"「{listed[at - 1]}」" if 0 < at <= len(listed) else found[0]

    return _PLACES.sub(name, plain(text)) if listed else text


def first_named(named: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    """The first of some things whose words stand in a text; None where none do."""
    return next((name for name, words in named if words.search(text)), None)


def versions(text: str) -> list[str]:
    """The versions that a text names, each once, as `v2`.

    >>> versions("V1 和 v2.1 哪个好"), versions("version 3, v10")
    (['v1', 'v2.1'], ['v3', 'v10'])
    """
    return list(dict.fromkeys(f"v{number}" for number in _NAMED_VERSION.findall(plain(text))))


def plain(text: str) -> str:
    """`text` with full-width letters, digits and dashes as their everyday forms."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def certain_ids(text: str) -> list[str]:
    """Ids that can be nothing but a trace's, in order, each once, as they are stored.

    >>> certain_ids("T-001200, t001201 and SM-418")
    ['t-001200', 't-001201']
    """
    found = (match[0].lower() for match in CERTAIN_ID.finditer(plain(text)))
    return list(dict.fromkeys(re.sub(r"^t(?=\d)", "t-", one) for one in found))


def possible_ids(text: str) -> list[str]:
    """Words shaped like some system's ids, a ticket's as well as a trace's, verbatim."""
    found = (match[0] for match in _POSSIBLE_ID.finditer(plain(text)))
    return [one for one in dict.fromkeys(found) if not CERTAIN_ID.fullmatch(one)]


def short_ids(text: str) -> list[str]:
    """Words such as q-2: a letter or two with a number, which may be the id of somebody's trace.

    >>> short_ids("why did q-2 fail"), short_ids("GPT-4 and v2")
    (['q-2'], [])
    """
    return list(dict.fromkeys(_SHORT_ID.findall(plain(text))))


def shaped_like(text: str, ids: Sequence[str]) -> list[str]:
    """Words that are one of some ids but for their figures: b45 beside b0 and b1.

    >>> shaped_like("why did b45 fail", ["b0", "b1"]), shaped_like("why did v2 fail", ["b0"])
    (['b45'], [])
    """
    shapes = {
        re.sub(r"\d+", r"\\d+", re.escape(one)) for one in ids if re.search(r"[A-Za-z]\d", one)
    }
    if not shapes:
        return []
    words = rf"(?<![\w.-])(?:{'|'.join(sorted(shapes))})(?![\w-])"
    return list(dict.fromkeys(re.findall(words, plain(text), re.ASCII)))


def ids_in_a_file(text: str) -> list[str]:
    """Short ids such as `c2`, which mean something only beside the file that holds them."""
    rest = " ".join(token for token in _TOKEN.findall(plain(text)) if not _FILE_END.search(token))
    after = " ".join(_FILE_END.split(token)[-1] for token in _TOKEN.findall(plain(text)))
    found = [*_IN_A_FILE.findall(rest), *_IN_A_FILE.findall(after)]
    return [one for one in dict.fromkeys(found) if not _VERSION.fullmatch(one)]


def files(text: str) -> list[str]:
    """Paths of JSON and JSONL files, in order; Chinese words before and after are let go."""
    return _paths(text, _FILE_END)


def tables(text: str) -> list[str]:
    """Paths of files that hold rows, in order: CSV, XLSX, JSON and JSONL."""
    return _paths(text, _TABLE_END)


def _paths(text: str, end_of: re.Pattern[str]) -> list[str]:
    ends = ((token, end_of.search(token)) for token in _TOKEN.findall(text))
    return list(dict.fromkeys(_GLUED.sub("", token[: end.end()]) for token, end in ends if end))
