"""A question or an answer without what is said around it: greetings, thanks, hopes to have helped.

None of it is about the matter, so no passage carries it, nor has to; it is told by how it is built
or by the words that it is made of, and by where it stands, at the beginning or at the end. What is
left is what is asked, or what must rest on something.
"""

import json
import re
from collections.abc import Callable

from knowledge.documents.sentences import sentences
from knowledge.han import HAN_RANGE
from knowledge.packaged import packaged
from tools.claims.small_talk import is_small_talk
from tools.diagnosis.ask_back import asks_back

_QUOTES = "\"'“”‘’「」『』《》"
_END = rf"[。.！!？?～~\s{_QUOTES}]*"
_PAUSE = r"[\s,，、:：;；.。!！?？~～…—–\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F-]*"


_FACES = " \t\r\n\u3000" + "".join(
    map(chr, [*range(0x1F300, 0x1FB00), *range(0x2600, 0x27C0), 0xFE0F, 0x200D])
)
"""What may stand around a text: space, and faces."""


def _courtesies(kind: str) -> str:
    """The expression of all courtesies of a kind, in both languages."""
    found: dict[str, dict[str, list[str]]] = packaged(__package__, "courtesies.yaml")
    return "|".join(f"(?:{one})" for said in found[kind].values() for one in said)


_ASKING = re.compile(rf"{_PAUSE}(?:{_courtesies('asking')}){_PAUSE}", re.IGNORECASE)
_THANKS = re.compile(
    rf"(?:^|(?<=[\s,，.。!！?？;；:：~～吗呢啊呀]))\s*(?:{_courtesies('thanks')})[\s,，.。!！?？~～:)）🙏]*$",
    re.IGNORECASE,
)
_OPENINGS = re.compile(rf"\s*(?:{_courtesies('openings')})\s*", re.IGNORECASE)
_CLOSINGS = re.compile(rf"(?:{_courtesies('closings')}){_END}$", re.IGNORECASE)
_BEFORE_THE_QUESTION = re.compile(
    r"(?:(?:the )?answer to |(?:for|about|regarding|concerning|as (?:for|to)|re:?) "
    r"|(?:regarding |about |on |as for )?(?:you(?:['’]re| are)? (?:asked|asking)(?: about)?"
    r"|you want(?:ed)? to know|your question(?: (?:is|was))?)\s*[:,]? ?"
    rf"|(?:关于|对于|至于|针对)?(?:[您你](?:问|提|咨询|提问|想知道)的?(?:问题)?(?:是|：|:)?)?)?[{_QUOTES}]?$",
    re.IGNORECASE,
)
_AFTER_THE_QUESTION = re.compile(
    rf"[?？。.!！]?[{_QUOTES}]?\s*(?:的话|这个问题|的?(?:答案|结果))?\s*(?:[：:，,。]\s*)?"
    r"(?:是|为|\bis\b|:)?\s*",
    re.IGNORECASE,
)
_FAR = 80
"""Characters of an answer before the question that it repeats, at most."""
_MOST = 12
"""Courtesies at either end, at most."""
_LONGEST = 4_000
"""Characters of an answer whose every sentence is looked at."""
_TAIL = 240
"""Characters at the end in which the last courtesy is looked for."""
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
    rf"(?:[?？]|[吗呢][。.～~]?|\n[^\n]{{1,40}}[:：])[\s*_{_QUOTES}]*(?:[(（][^()（）]{{1,20}}[)）]\s*)?$"
)
"""How a piece ends that asks or announces something more."""
_AT = r"[\[【(（][^\]】)）\n]{1,40}[\]】)）]"
_NAME = r"[\w·.\- ]{1,20}?(?:[(（][\w: ]{4,20}[)）])?\s*[:：]"
_SPEAKER = re.compile(
    rf"\s*(?:{_AT}\s*{_NAME}|[\[(][\d:./年月日 T-]{{4,24}}[\])]"
    r"|(?:virtual |live |human )?(?:agent|user|customer|assistant|bot|support|operator"
    r"|坐席|客服|用户|客户|访客|助手|机器人)[\w·# -]{0,12}(?:[(（][\w: ]{4,20}[)）])?\s*[:：]"
    r"|[＠@][\w·.-]{1,20}[:：]?(?=\s))\s*",
    re.IGNORECASE,
)
"""Who speaks, as a log or a channel marks it: "[10:42] Agent 7:", 用户_7731：, ＠helpbot."""
_SPEAKS_LAST = re.compile(rf"\n{_SPEAKER.pattern[3:]}$", re.IGNORECASE)
_HEADER = re.compile(
    r"\s*(?:[*#_\w.\-` ]{0,60}?\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?[*_` ]*"
    r"|(?:subject|from|to|date|sent|cc|主题|发件人|收件人|日期)\s*[:：][^\n]*"
    r"|(?:fwd?|re)\s*:[^\n]*|[-=_*]{3,}[^\n]{0,60}?[-=_*]{2,}|[-=_*]{3,})\s*\n",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\n[ \t]*(?:(?:kind|best|warm(?:est)?|many)?\s*(?:regards|wishes|thanks)|sincerely(?: yours)?"
    r"|yours (?:sincerely|truly|faithfully)|cheers|best|thanks|此致|敬礼|祝好|顺祝商祺"
    r"|盼复[^\n]{0,8}"
    r"|谢谢[^\n]{0,4})[,，。.!！]?\s*\n[^\n]{1,40}(?:\n[^\n]{1,60}){0,3}\s*$",
    re.IGNORECASE,
)
"""The end of a letter: the greeting and who wrote it."""
_ENVELOPE = ("answer", "response", "text", "content", "message", "output", "query", "question")
"""The fields of an object in which a text may be wrapped."""


def without_courtesy(answer: str, query: str) -> str:
    """What of `answer` is about the matter; the whole, where nothing else would be left.

    >>> without_courtesy("Sure! It opens at nine. Hope that helps!", "When does it open?")
    'It opens at nine.'
    >>> without_courtesy("您好，“几点开门？”的话，是九点。", "几点开门？")
    '九点。'
    """
    text = _without_question(unwrapped(answer), query)
    folded = query.casefold()
    text = _peeled(text, _OPENINGS, _CLOSINGS, lambda piece: _is_beside(piece, folded))
    if len(text) <= _LONGEST:
        *others, last = sentences(text) or [""]
        text = "".join([*(_without_closing(one, folded) for one in others), last])
    return text if re.search(r"\w", text) else answer


def _without_closing(sentence: str, asked: str) -> str:
    """A sentence in the midst of an answer without what it says of its source; "" for talk."""
    bare = sentence.rstrip()
    if is_small_talk(bare, asked):
        return ""
    found = _piece(_LAST, bare, lambda piece: is_small_talk(piece, asked)) or _CLOSINGS.search(bare)
    if found is None or not re.search(r"\w", bare[: found.start()]):
        return sentence
    return f"{bare[: found.start()]}{bare[-1]}{sentence[len(bare) :]}"


def _is_beside(piece: str, asked: str) -> bool:
    """Whether a piece of an answer claims nothing: talk, a question that goes on, a bare label."""
    if _GOES_ON.search(piece):
        return not asks_back(piece)
    return is_small_talk(piece, asked)


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
    text = _peeled(unwrapped(query), _ASKING, _THANKS, is_small_talk, keeps=False)
    return text if re.search(r"\w", text) else ""


def _peeled(
    text: str,
    first: re.Pattern[str],
    last: re.Pattern[str],
    is_talk: Callable[[str], bool],
    *,
    keeps: bool = True,
) -> str:
    """`text` without the courtesies at its ends; `keeps` says to leave the last piece of it."""
    for _ in range(_MOST):
        marked = _HEADER.match(text) or _SPEAKER.match(text)
        found = marked or first.match(text) or _piece(_FIRST, text, is_talk, at_start=True)
        if found is None or (keeps and not re.search(r"\w", text[found.end() :])):
            break
        text = text[found.end() :]
    for _ in range(_MOST):
        text = _SIGNED.sub("", _SPEAKS_LAST.sub("", text))
        tail = text[-_TAIL:]
        found = _piece(_LAST, tail, is_talk) or last.search(tail)
        if found is None:
            break
        rest = text[: len(text) - len(tail) + found.start()].rstrip(" \t\n,，;；")
        if keeps and not re.search(r"\w", rest):
            break
        text = rest
    return text.strip(_FACES)


def _piece(
    kinds: tuple[re.Pattern[str], ...],
    text: str,
    is_talk: Callable[[str], bool],
    *,
    at_start: bool = False,
) -> re.Match[str] | None:
    """The first or last piece of `text` that is talk around the matter."""
    for kind in kinds:
        found = kind.match(text) if at_start else kind.search(text)
        if found and is_talk(found[0]):
            return found
    return None


def unwrapped(text: str) -> str:
    """The text that an object in JSON was logged around.

    >>> unwrapped('{"answer": "At nine.", "sources": [1]}'), unwrapped("At nine.")
    ('At nine.', 'At nine.')
    """
    if not text.lstrip().startswith("{"):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return _enclosed(found) or text


def _enclosed(found: object) -> str | None:
    if not isinstance(found, dict):
        return None
    said = [found.get(name) for name in _ENVELOPE]
    whole = next((one for one in said if isinstance(one, str) and one.strip()), None)
    return whole or next((one for each in found.values() if (one := _enclosed(each))), None)


def _without_question(answer: str, query: str) -> str:
    asked = query.strip().rstrip("?？。.!！")
    at = answer.find(asked)
    if len(asked) < 4 or not 0 <= at <= _FAR:
        return answer
    before = _BEFORE_THE_QUESTION.search(answer, 0, at)
    after = _AFTER_THE_QUESTION.match(answer, at + len(asked))
    start = before.start() if before else at
    return answer[:start] + answer[after.end() if after else at + len(asked) :]
