"""A question or an answer without what is said around it: greetings, thanks, hopes to have helped.

None of it is about the matter, so no passage carries it, nor has to; it is told by how it is built
or by the words that it is made of, and by where it stands, at the beginning or at the end. What is
left is what is asked, or what must rest on something.
"""

import re
from collections.abc import Callable, Iterable

from knowledge.documents.sentences import sentences
from knowledge.han import HAN_RANGE
from tools.claims.small_talk import is_small_talk
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.courtesies import courtesies
from tools.diagnosis.envelope import mark_before, unwrapped, without_ending
from tools.diagnosis.question_repeated import QUOTES, without_question

_END = rf"[。.！!？?～~\s{QUOTES}]*"
"""What may follow the last words of a text."""
_PAUSE = r"[\s,，、:：;；.。!！?？~～…—–\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F-]*+"
"""What may stand between a courtesy and the next words: space, punctuation, faces."""
_FACES = " \t\r\n\u3000" + "".join(
    map(chr, [*range(0x1F300, 0x1FB00), *range(0x2600, 0x27C0), 0xFE0F, 0x200D])
)
"""What may stand around a text: space, and faces."""


_ASKING = re.compile(rf"{_PAUSE}(?:{courtesies('asking')}){_PAUSE}", re.IGNORECASE)
"""What a question begins with."""
_THANKS = re.compile(
    rf"(?:^|(?<=[\s,，.。!！?？;；:：~～吗呢啊呀]))\s*(?:{courtesies('thanks')})[\s,，.。!！?？～~:)）🙏]*$",
    re.IGNORECASE,
)
"""What a question ends with."""
_OPENINGS = re.compile(rf"\s*+(?:{courtesies('openings')})\s*", re.IGNORECASE)
"""What an answer begins with."""
_CLOSINGS = re.compile(rf"(?:{courtesies('closings')}){_END}$", re.IGNORECASE)
"""What an answer ends with."""
_FIRST = (
    re.compile(r"[^。.！!？?\n]{1,200}?(?:[。！!？?]+|\.(?=\s)|\n)\s*"),
    re.compile(r"[【\[（(][^】\]）)\n]{1,20}[】\]）)]\s*"),
    re.compile(r"[^：:，,。\n]{1,60}?[：:，,~～]+[\s*]*"),
    re.compile(rf"[{HAN_RANGE}]{{1,16}}\s+(?=[{HAN_RANGE}])"),
    re.compile(r"[^。.!！：:\n]{2,90}?(?:答案|结果)(?:是|为|：|:)\s*"),
    re.compile(r"[^.!?:,\n]{2,60}?\bthat\s+"),
)
"""What may be said first: a sentence, a piece up to a comma, or up to where the answer begins."""
_LAST = tuple(
    re.compile(rf"{piece}{_END}$")
    for piece in (
        r"[（(\[【][^（()）\]】]{2,80}[)）\]】]",
        r"[，,；;][^，,；;。.！!？?\n]{2,60}",
        r"(?:(?<=[。！!？?\n])|(?<=\.\s)|^)(?:[^。.！!？?\n]|\.(?!\s|$)){1,200}?",
    )
)
"""What may be said last: in brackets, after a comma, or as a sentence of its own."""
_GOES_ON = re.compile(
    rf"(?:[?？]|[吗呢][。.～~]?|\n[^\n]{{1,40}}[:：])[\s*_{QUOTES}]*(?:[(（][^()（）]{{1,20}}[)）]\s*)?$"
)
"""How a piece ends that asks or announces something more."""
_MOST = 12
"""Courtesies at either end, at most."""
_LONGEST = 4_000
"""Characters of an answer whose every sentence is looked at."""
_TAIL = 240
"""Characters at the end in which the last courtesy is looked for."""

_WORD = re.compile(r"\w")


def without_courtesy(answer: str, query: str) -> str:
    """What of `answer` is about the matter; the whole, where nothing else would be left.

    >>> without_courtesy("Sure! It opens at nine. Hope that helps!", "When does it open?")
    'It opens at nine.'
    >>> without_courtesy("您好，“几点开门？”的话，是九点。", "几点开门？")
    '九点。'
    """
    folded = query.casefold()
    text = without_question(unwrapped(answer), query)
    text = _without_first(text, _OPENINGS, lambda piece: _is_beside(piece, folded))
    text = _without_last(text, _CLOSINGS, lambda piece: _is_beside(piece, folded))
    text = text.strip(_FACES)
    if len(text) <= _LONGEST:
        *others, last = sentences(text) or [""]
        text = "".join([*(_without_closing(one, folded) for one in others), last])
    return text if _WORD.search(text) else answer


def asked_plainly(query: str) -> str:
    """`query` without its courtesies; as it is where nothing else is in it.

    >>> asked_plainly("Hi, could you tell me when you open? Thanks!"), asked_plainly("谢谢")
    ('when you open?', '谢谢')
    >>> asked_plainly("你好，我想咨询一下退货要几天，谢谢啦"), asked_plainly("请问你们几点开门")
    ('退货要几天', '你们几点开门')
    """
    return _asked(query) or query.strip()


def is_courtesy(text: str) -> bool:
    """Whether a turn is nothing but courtesies, so that none that follows hangs on it.

    >>> is_courtesy("Hi there!"), is_courtesy("你好，谢谢"), is_courtesy("Refunds")
    (True, True, False)
    """
    return not _asked(text)


def _asked(query: str) -> str:
    """The query without its courtesies; "" where nothing else is in it."""
    text = _without_first(unwrapped(query), _ASKING, is_small_talk, keeps=False)
    text = _without_last(text, _THANKS, is_small_talk, keeps=False).strip(_FACES)
    return text if _WORD.search(text) else ""


def _without_first(
    text: str,
    courtesy: re.Pattern[str],
    is_talk: Callable[[str], bool],
    *,
    keeps: bool = True,
) -> str:
    """`text` without the courtesies it begins with; `keeps` says to leave the last piece of it."""
    for _ in range(_MOST):
        found = mark_before(text) or courtesy.match(text)
        found = found or _talk(is_talk, (kind.match(text) for kind in _FIRST))
        if found is None or (keeps and not _WORD.search(text, found.end())):
            break
        text = text[found.end() :]
    return text


def _without_last(
    text: str,
    courtesy: re.Pattern[str],
    is_talk: Callable[[str], bool],
    *,
    keeps: bool = True,
) -> str:
    """`text` without the courtesies it ends with; `keeps` says to leave the last piece of it."""
    for _ in range(_MOST):
        text = without_ending(text)
        tail = text[-_TAIL:]
        found = _talk(is_talk, (kind.search(tail) for kind in _LAST)) or courtesy.search(tail)
        if found is None:
            break
        rest = text[: len(text) - len(tail) + found.start()].rstrip(" \t\n,，;；")
        if keeps and not _WORD.search(rest):
            break
        text = rest
    return text


def _without_closing(sentence: str, asked: str) -> str:
    """A sentence in the midst of an answer without what it says of its source; "" for talk."""
    bare = sentence.rstrip()
    if is_small_talk(bare, asked):
        return ""
    found = _talk(lambda piece: is_small_talk(piece, asked), (kind.search(bare) for kind in _LAST))
    found = found or _CLOSINGS.search(bare)
    if found is None or not _WORD.search(bare[: found.start()]):
        return sentence
    return f"{bare[: found.start()]}{bare[-1]}{sentence[len(bare) :]}"


def _is_beside(piece: str, asked: str) -> bool:
    """Whether a piece of an answer claims nothing: talk, a question that goes on, a bare label."""
    if _GOES_ON.search(piece):
        return not asks_back(piece)
    return is_small_talk(piece, asked)


def _talk(
    is_talk: Callable[[str], bool], pieces: Iterable[re.Match[str] | None]
) -> re.Match[str] | None:
    """The first of the pieces that is talk around the matter."""
    return next((one for one in pieces if one and is_talk(one[0])), None)
