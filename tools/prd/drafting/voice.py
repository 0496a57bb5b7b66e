"""A sentence of a manual as a PRD tells it: of users and not to them, and cleanly spaced."""

import re

from knowledge.han import HAN_RANGE
from knowledge.language import Lang
from knowledge.texts import say

_BETWEEN_HAN = re.compile(rf"(?<=[{HAN_RANGE}，。；：、！？“”]) +(?=[{HAN_RANGE}，。；：、！？“”])")
_HALF_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？"}
_AFTER_HAN = re.compile(rf"(?<=[{HAN_RANGE}”）])[,;:?](?=\s|$|[{HAN_RANGE}“])\s*")
_AFTER_STOP = re.compile(r"(?<=[，。；：、！？]) +")
_DASHED = re.compile(r"^(.{1,40}?)\s[-–—]\s(?=\S)")
_UNFINISHED = re.compile(r"[;；,，]$")
_ENDED = re.compile(r"[.。!！?？…:：]['\"”’)）]*$")
_SECOND: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\byou(?:'|’)re\b", re.IGNORECASE), "users are"),
    (re.compile(r"\byou(?:'|’)ll\b", re.IGNORECASE), "users will"),
    (re.compile(r"\byou(?:'|’)ve\b", re.IGNORECASE), "users have"),
)
_YOU, _YOUR = re.compile(r"\byou\b", re.IGNORECASE), re.compile(r"\byour\b", re.IGNORECASE)
_USE_TO = re.compile(r"^Use (the .{2,60}?) to (?=[a-z])")
_AFTER_VERB = re.compile(
    r"\b(?:lets?|allows?|gives?|helps?|enables?|tells?|shows?|asks?|for|to|with|by|from|of)\s+$",
    re.IGNORECASE,
)
_YOUR_MANY = re.compile(r"\byour (?=(?:\w+ )?\w+[^s\W]s\b)", re.IGNORECASE)
_HAN_YOUR, _HAN_YOU = re.compile(r"[你您](?:们)?(?:自己)?的"), re.compile(r"[你您](?:们)?")


def told(words: str, lang: Lang) -> str:
    """The sentence with its stop, spoken of users in the third person.

    >>> told("You can add your files", "en"), told("你可以将 文件 加入你的知识库", "zh")
    ('Users can add their files.', '用户可以将文件加入自己的知识库。')
    """
    return finished(_of_users(_spaced(words, lang), lang), lang)


def finished(words: str, lang: Lang) -> str:
    """A quoted clause as a sentence: what ends in a semicolon or in nothing gets a full stop.

    >>> finished("点踩率不超过 6%；", "zh"), finished("Done.", "en")
    ('点踩率不超过 6%。', 'Done.')
    """
    bare = _UNFINISHED.sub("", words)
    return bare if _ENDED.search(bare) else bare + say("prd.ended", lang)


def within(words: str) -> str:
    """Words as they stand within a sentence: a capital that only begins them is none.

    >>> within("Studios with editors"), within("NHS trusts"), within("有编导的账号")
    ('studios with editors', 'NHS trusts', '有编导的账号')
    """
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _spaced(words: str, lang: Lang) -> str:
    words = _DASHED.sub(r"\1：" if lang == "zh" else r"\1: ", words)
    if lang == "en":
        said = " ".join(words.split())
        return _capital(said)
    said = _BETWEEN_HAN.sub("", " ".join(words.split()))
    said = _AFTER_HAN.sub(lambda mark: _HALF_WIDTH[mark[0].strip()], said)
    return _AFTER_STOP.sub("", said)


def _of_users(words: str, lang: Lang) -> str:
    if lang == "zh":
        if not _HAN_YOU.search(words):
            return words
        said = _HAN_YOUR.sub("自己的" if _HAN_YOU.match(words) else "用户的", words)
        return _HAN_YOU.sub("用户", said)
    words = _USE_TO.sub(lambda mark: f"{_capital(mark[1])} serves to ", words)
    if "yourself" in words.casefold() or not re.search(r"\byou", words, re.IGNORECASE):
        return words
    for pattern, instead in _SECOND:
        words = pattern.sub(instead, words)
    said, at = "", 0
    is_named = bool(re.search(r"\busers\b", words))
    for mark in _YOU.finditer(words):
        before = words[at : mark.start()]
        is_object = _AFTER_VERB.search(before) is not None
        pronoun = "them" if is_object else "they"
        said += before + (pronoun if is_named else "users")
        is_named, at = True, mark.end()
    said += words[at:]
    if re.search(r"\busers\b", said, re.IGNORECASE):
        return _capital(_YOUR.sub("their", said))
    # Whose it is goes without saying where nobody is spoken of.
    said = _YOUR.sub("the", _YOUR_MANY.sub("", said))
    return _capital(said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
