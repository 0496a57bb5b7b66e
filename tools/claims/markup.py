"""What stands in an answer besides what it says: citations, links' addresses, tags, emphasis.

A product writes "in 14 days [2]", "**14 days** ([policy](https://…))" or "Sources: policy.md" so
that a reader can look it up. No passage holds these marks, and none has to. An address that is
itself the answer is none of them: one that no passage has may be made up.
"""

import re
from collections.abc import Collection

from knowledge.han import HAN_RANGE
from tools.claims.sources import sources_called

_THOUGHT = re.compile(
    r"\s*<(think|thinking|thoughts?|reasoning|analysis|reflection|scratchpad|plan|思考|分析|推理)>.*?</\1>\s*",
    re.DOTALL | re.IGNORECASE,
)
"""What a model thought before it answered; no user sees it."""
_TAG = re.compile(
    rf"</?[a-z{HAN_RANGE}][a-z0-9{HAN_RANGE}:_-]{{0,20}}(?:\s[^<>]{{0,400}})?/?>", re.IGNORECASE
)
"""A tag of HTML, of XML or of speech."""
_BREAKS = re.compile(r"</?(?:p|br|hr|div|section|[uod]l|li|d[td]|pre|h[1-6]|tr|blockquote)\b", re.I)
"""A tag that begins another line."""
_GAP = re.compile(r"(?<=\S)[ \t]+(?=[。，、；！？.,;!?](?:\s|$)|\n|$)")
"""Space left before punctuation, or at the end of a line, where a mark stood."""
_NUMBERS = r"\^?\d{1,3}\^?(?:\s*[,，、;；–-]\s*\^?\d{1,3})*"
_SOURCE = rf"(?:{sources_called('en', 'cited')}|{sources_called('zh', 'cited')})"
_WHICH = (
    r"(?:[\s_#-]*+(?:no\.?|id)?[\s_#:：-]*+[A-Za-z]?\d[\w.:-]{0,40}"
    r"|\s*[:：][^\[\]【】()（）\n]{1,80})"
)
"""Which source: its number, or its name after a colon. "[Documents]" may be a button."""
_ADDRESS = r"(?:\([^()\s]{1,400}\))?"
_CITED = re.compile(
    rf"<sup>\s*(?:<[^<>]+>\s*){{0,4}}\[?{_NUMBERS}\]?\s*(?:</[^<>]+>\s*){{0,4}}</sup>"
    rf"|\[{_NUMBERS}\]{_ADDRESS}"
    rf"|【\s*(?:{_NUMBERS}|\d+:\d+)\s*(?:†[^】]{{0,80}})?】"
    rf"|(?<!!)[\[【]\s*(?:{_SOURCE}{_WHICH}|sources?|refs?|citations?|来源|出处)\s*[\]】]{_ADDRESS}"
    rf"|[(（]\s*+(?:from |per |来自)?\s*{_SOURCE}{_WHICH}\s*[)）]"
    r"|（(?:详见|参见|见)[^（）\n]{1,40}）|\((?:see|see also|cf\.) [^()\n]{1,60}\)",
    re.IGNORECASE,
)
"""A citation: "[2]", "【4:0†source】", "(see page 3)", "<sup>2</sup>"."""
_LINK = re.compile(
    r"(?P<open>!?\[)(?P<text>[^\[\]\n]{1,200})(?P<address>\]\(\s*<?(?:https?:|mailto:|/|\.|#|www\.)"
    r"[^()\s]{0,600}>?(?:\s+\"[^\"\n]{0,200}\")?\s*\))",
    re.IGNORECASE,
)
_NEAR = 20
"""Characters before a link in which the end of a sentence is looked for."""
_ALONE_BEFORE = re.compile(r"(?:^|[\n。.！!？?；;])[\s*_>-]*$")
_ALONE_AFTER = re.compile(r"[\s*_。.]*(?:$|\n)")
"""What stands around a link that is not part of a sentence."""
_SOURCES_AT_END = re.compile(
    rf"\n[^\w\n]{{0,8}}(?:(?:{_SOURCE}){{1,3}}|see also|read more|learn more|further reading"
    r"|more info(?:rmation)?|related (?:articles?|pages?|links?)"
    r"|延伸阅读|相关(?:文档|链接|文章|阅读|资料)|更多信息)"
    r"[*_ \t]*(?:[:：][^\n]*|(?=\n))"
    r"(?:\n+[ \t]*(?:[-*•–①-⑳]|\d{1,3}[.)、]|[\[【(（]|https?:)[^\n]*){0,30}\s*$",
    re.IGNORECASE,
)
"""The list of sources at the end of an answer, under its title: at most 30 lines."""
_ITEM = re.compile(
    r"^[ \t>]*+(?:#{1,6}[ \t]+[^\n]*|(?=[ \t:|-]*?-{3})[ \t:|-]++$"
    r"|[=_*]{3,}[ \t]*$|(?:`{3}|~{3})[\w+-]*[ \t]*$"
    r"|[-*•·–][ \t]+|[①-⑳][ \t]*"
    r"|(?:\d{1,2}[.)）、．](?!\d)|[（(]\d{1,2}[）)])[ \t]*(?=\S))"
    r"|^[ \t>]*>[ \t]?",
    re.MULTILINE,
)
"""A heading, the line beneath a table's head, and what begins an item of a list or a quote."""
_EMPHASIS = re.compile(
    r"\*{2,3}|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|__(?=\S)|(?<=\S)__|~~|`|:[a-z][a-z_+-]{1,30}:"
    r"|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\uFE0F\u200D\u20E3]"
    r"|(?<=[。.！!？?\s”\"])[¹²³⁰⁴-⁹①-⑳]+"
    rf"|(?:\[[{HAN_RANGE}]{{1,3}}\]){{1,9}}\s*$"
)
"""Emphasis, faces, and notes that are numbered in raised or ringed figures."""
_CELL = re.compile(r"(?m)^[ \t]*\||\|[ \t]*$|(?<=\s)\|(?=\s)")
"""What parts the cells of a table."""


def thought(text: str) -> int:
    """The characters at the beginning of `text` that a model only thought.

    >>> thought("<think>Nine, or ten?</think>It opens at nine."), thought("At nine.")
    (28, 0)
    """
    found = _THOUGHT.match(text)
    return found.end() if found else 0


def unmarked(text: str, sources: Collection[str] = ()) -> str:
    """`text` with spaces in place of its marks, so that every word stays where it stands.

    `sources` are the names under which passages may be cited in brackets. Where nothing but marks
    is in it, the text itself.

    >>> unmarked("In **14** days [2].")
    'In   14   days    .'
    >>> unmarked("See [the policy](https://example.com/p) of [faq-7].", ["faq-7"]).split()
    ['See', 'the', 'policy', 'of', '.']
    """
    plain = text
    if "[" in text or "【" in text:
        for name in sources:
            for mark in (f"[{name}]", f"【{name}】"):
                plain = plain.replace(mark, " " * len(mark))
    plain = _SOURCES_AT_END.sub(_blank, plain)
    plain = _CITED.sub(_blank, plain)
    plain = _LINK.sub(_without_address, plain)
    plain = _ITEM.sub(_blank, plain)
    plain = _EMPHASIS.sub(_blank, _TAG.sub(_broken, plain))
    if plain.count("|") > 1:
        plain = _CELL.sub(lambda found: f"{found[0][:-1]}\n".replace("|", " "), plain)
    return plain if re.search(r"\w", plain) else text


def without_marks(text: str, sources: Collection[str] = ()) -> str:
    r"""`text` without its marks; what stood around one closes up.

    >>> without_marks("In **14** days [2].<br>Not on _Sundays_.")
    'In 14 days.\nNot on _Sundays_.'
    """
    plain = unmarked(text, sources)
    kept = "".join(new for new, old in zip(plain, text, strict=True) if new in (old, "\n"))
    return _GAP.sub("", kept).strip()


def _blank(found: re.Match[str]) -> str:
    """As many spaces, and the ends of lines, which part one sentence from the next."""
    return re.sub(r"[^\n]", " ", found[0])


def _broken(found: re.Match[str]) -> str:
    """The same for a tag; one that begins another line ends the one before."""
    blank = _blank(found)
    return f"\n{blank[1:]}" if _BREAKS.match(found[0]) else blank


def _without_address(found: re.Match[str]) -> str:
    """The words of a link; nothing where it stands by itself, to be followed and not read."""
    text, start, end = found.string, found.start(), found.end()
    before = text[max(0, start - _NEAR) : start]
    is_alone = start > 0 and _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, end)
    words = " " * len(found["text"]) if is_alone or found["open"] == "![" else found["text"]
    return " " * len(found["open"]) + words + " " * len(found["address"])
