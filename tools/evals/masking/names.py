"""People's names, where the words around them say that they are such.

A name by itself is left: there is no telling "高明" the man from "高明" the word.
"""

import re
from collections.abc import Iterator

import rjieba

from knowledge.han import HAN, HAN_RANGE
from knowledge.lexicon.surnames import COMPOUND, SURNAMES
from knowledge.packaged import packaged
from tools.evals.masking.found import Span

_WORDS = {key: str(one).split() for key, one in packaged(__package__, "words.yaml").items()}
_FIRST = frozenset(_WORDS["first_names"])
_NOBODY = frozenset(_WORDS["nobody"])
_NO_NAMES = frozenset(_WORDS["no_names"])

_GIVEN = rf"(?![的了是在说和与您你我他她它们不有没为要就都也被把会能吗呢吧]){HAN.pattern}"
_OF_PEOPLE = frozenset(("先生", "女士", "小姐", "阿姨", "叔叔", "太太"))
"""Titles that follow nothing but a name; after the others may stand a place or a subject."""
_OF_A_FIRM = frozenset("部组系处科级班室局院校家员长区队团方性化度量")
_SURNAME = rf"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_END = rf"(?=$|[^{HAN_RANGE}·]|{'|'.join(_WORDS['ends'])})"
_TITLE = "|".join(_WORDS["titles"])
_FAMILY = rf"{_SURNAME}(?!{_TITLE})"
_FULL = rf"(?:{_FAMILY}(?:{_GIVEN}){{1,2}}?{_END}|{_FAMILY}(?:{_GIVEN}){{2}})"
# Whoever says or thinks something may be in the news; these do what customers do.
_VERB = r"(?:反馈|来电|投诉|您好|你好|收(?!入|费|益|藏))"
_CALLED = r"(?:我叫|我的名字[是叫]|本人叫|名叫|名字[叫是])"

_LABELLED = re.compile(
    rf"(?:{'|'.join(_WORDS['labels'])})(?:\s?[:：]\s?|[是为叫]|\s)"
    rf"(?P<v>{HAN.pattern}{{1,6}}[·•]{HAN.pattern}{{1,8}}|{_FULL})"
)
_BY_ITSELF = re.compile(
    rf"姓名\s?[:：]\s?(?P<v>(?!{_SURNAME}){HAN.pattern}{{2,4}})(?!{HAN.pattern})"
)
_INTRODUCED = re.compile(rf"{_CALLED}\s?(?P<v>{_FULL})")
_TITLED = re.compile(rf"(?P<v>{_SURNAME}(?:{_GIVEN}){{0,2}}?)(?P<title>{_TITLE})")
_ACTING = re.compile(rf"(?P<v>{_FAMILY}(?:{_GIVEN}){{1,2}}?)(?={_VERB})")
_REACHED = re.compile(
    rf"(?:我是|本人|联系|找|致电|转告|通知|转交|@)\s?(?P<v>{_FAMILY}(?:{_GIVEN}){{1,2}})"
)

_WORD = r"[A-Z](?:['’][A-Z])?[a-z]{1,20}(?:-?[A-Z][a-z]{1,20})?"
_NAME = rf"{_WORD}(?:\s(?:(?:de|van|von|der|al|bin)\s){{0,2}}(?:[A-Z]\.|{_WORD})){{0,3}}"
_EN = (
    rf"(?i:\bmy (?:full )?name(?: is|['’]s)|\bi am called|\bcall me)\s(?P<sure>{_NAME})",
    r"(?i:\bmy (?:full )?name(?: is|['’]s))\s(?P<low>[a-z]{2,20}(?:\s[a-z]{2,20})?)(?![\w])",
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s(?P<sure>{_NAME})",
    r"(?im:^[ \t]*(?:(?:best|kind|warm)(?:est)?(?: regards| wishes)?|regards|sincerely(?: yours)?"
    rf"|yours (?:truly|sincerely)|many thanks|thanks|cheers|thank you)[ \t]*[,.!]?[ \t]*\n+[ \t]*)"
    rf"(?P<sure>{_NAME})[ \t]*(?=\n|$)",
    r"(?i:\b(?:full name|contact(?: person| name)?|customer name|recipient|attn|account holder"
    rf"|cardholder|applicant|patient))\s?[:：]\s?(?P<sure>{_NAME})",
    r"(?i:\b(?:name|customer|from|signed(?: by)?|contact|reach|ask for|dear|hi|hello|hey|thanks"
    r"|this is|i['’]m|i am|speak to|spoke (?:to|with)|talk to|asked|told))"
    rf"[\s,:：]{{1,2}}(?P<known>{_NAME})",
)
_ENGLISH = tuple(map(re.compile, _EN))


def names(text: str) -> Iterator[Span]:
    """Names of people in Chinese and English, in any order."""
    for pattern in (_LABELLED, _BY_ITSELF):
        yield from map(_span, pattern.finditer(text))
    for match in _INTRODUCED.finditer(text):
        if len(match["v"]) > 2 or not _is_a_word(match["v"]):
            yield _span(match)
    for pattern in (_REACHED, _ACTING):
        for match in pattern.finditer(text):
            if _is_full(text, *match.span("v")):
                yield _span(match)
    for match in _TITLED.finditer(text):
        if _is_titled(text, match):
            yield _span(match)
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            yield from _english(match)


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("v"), "name", match["v"])


def _english(match: re.Match[str]) -> Iterator[Span]:
    """The words of a match that are a name: up to the first that is nobody's."""
    group = match.lastgroup or "sure"
    words: list[str] = []
    for word in match[group].split():
        if word.capitalize() in _NOBODY:
            break
        words.append(word)
    is_known = bool(words) and words[0].capitalize() in _FIRST
    if not words or (group == "known" and not is_known):
        return
    if group == "low":
        words = words[: 2 if is_known else 1]
    said = re.match(r"\s".join(map(re.escape, words)), match[group])
    if said:
        start = match.start(group)
        yield Span(start, start + said.end(), "name", " ".join(words).casefold())


def _pieces(text: str, start: int, end: int) -> list[tuple[str, str, int]]:
    """Words around a place with their parts of speech and where each one starts."""
    first = max(0, start - 16)
    at, found = first, []
    for word, tag in rjieba.tag(text[first : end + 16]):
        found.append((word, tag, at))
        at += len(word)
    return found


def _is_a_word(said: str) -> bool:
    """Whether it is a word of the dictionary that is nobody's name."""
    tags = [tag for _, tag in rjieba.tag(said)]
    named = len(tags) == 1 and tags[0].startswith("nr")
    return said in _NO_NAMES or (rjieba.has_word(said) and not named)


def _is_full(text: str, start: int, end: int) -> bool:
    """Whether surname and given name stand there as words of their own and are no other word."""
    said = text[start:end]
    within = [one for one in _pieces(text, start, end) if start <= one[2] < end]
    if not within or within[0][2] != start or _is_a_word(said):
        return False
    word, _, _ = within[0]
    if len(within) == 1:
        return word == said
    ends_there = within[-1][2] + len(within[-1][0]) == end
    # 王/小明 and 王子/轩 are names, 高中/部 is none.
    is_surname = word in SURNAMES or word in COMPOUND or said[-1] not in _OF_A_FIRM
    return is_surname and ends_there and len(said) > 2


def _is_titled(text: str, match: re.Match[str]) -> bool:
    """Whether a surname, with or without a given name, stands before a title as a word."""
    start, end = match.span("v")
    pieces = _pieces(text, start, match.end("title"))
    at = next((place for place, one in enumerate(pieces) if one[2] == start), None)
    if at is None or (at and pieces[at - 1][1] == "m"):  # 三张老师的照片
        return False
    word, tag, _ = pieces[at]
    if len(match["title"]) == 1:
        # 王总, but not 王总结: the title has to end a word, and the next one must not go on.
        return _ends_word(pieces, match.end("title")) and (
            (tag.startswith("nr") and end - start == 1) or _is_full(text, start, end)
        )
    if word == match["v"] + match["title"]:
        return tag.startswith("nr") or not rjieba.has_word(word)
    if match["v"] in SURNAMES or match["v"] in COMPOUND:
        return word == match["v"] and _ends_word(pieces, match.end("title"))
    if len(match["v"]) > 2 and match["title"] in _OF_PEOPLE and word == match["v"]:
        return True
    return _is_full(text, start, end)


def _ends_word(pieces: list[tuple[str, str, int]], end: int) -> bool:
    return any(at + len(word) == end for word, _, at in pieces)
