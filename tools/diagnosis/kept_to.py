"""Does an answer keep to what the question stipulates of it? What was wanted, and what came."""

import json
import re
from dataclasses import dataclass

from knowledge.han import HAN
from knowledge.language import language_of
from tools.claims.digits import fold
from tools.claims.replies import says_yes
from tools.claims.splitting import claims
from tools.claims.tongues import NAMED, is_in, tongue_of
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip
from tools.diagnosis.generation_findings import not_as_asked
from tools.diagnosis.length import length_in, words_in
from tools.diagnosis.stipulated import stipulations
from tools.diagnosis.stipulation import Form, Stipulation

_READ = 4_000
"""Characters of a question in which it stipulates something."""
_COUNTED: set[Form] = {"sentences", "words", "characters", "items"}
_OF_THE_TEXT: set[Form] = {"sentences", "words", "characters"}
"""What is counted of a text that was made, not of all that the answer says."""
_SLACK, _ABOUT = 0.1, 0.35
"""Share by which an answer may miss a number, and one that is only about: nobody counts closer."""
_GOES_ON = re.compile(r"[；;…]\W*$")
_ITEM = re.compile(
    r"^(?P<indent>\s*)(?:(?P<number>\d{1,2}\s*[.)、．）]|[①-⑳]|[（(]\d{1,2}[）)]"
    r"|第[一二三四五六七八九十]+)|[-*•·–]\s)"
)
_IN_LINE = re.compile(
    r"(?:(?<=[\s：:，,；;。.])|^)(?:\d{1,2}[.)、．）](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|第[一二三四五六七八九十](?![年月天])|step \d+)",
    re.IGNORECASE,
)
_ONLY_SO_MANY = re.compile(
    r"只有|仅有|没有更多|\bthere (?:are|is) only\b|\bonly (?:two|one|three|\d)\b", re.IGNORECASE
)
"""How an answer says that there are not so many."""
_OBJECT = re.compile(
    r"each|every|\bper\b|每(?:个|条|句|点)|标题|名字|昵称|口号"
    r"|\b(?:titles?|names?|usernames?|slogans?|taglines?|headlines?|passwords?|subject)\b",
    re.IGNORECASE,
)
"""What a length may be of, besides the answer as a whole."""
_TABLE = re.compile(r"(?m)^.*\|.*\|.*$|^[^\n\t]+\t[^\n]+$|<table\b", re.IGNORECASE)
_YES_NO_ZH = re.compile(r"^\W*(?:是|否|不|能|可以|可|有|没|对|错|会|行|需要|包括|含)")
_REPLY_WORDS, _REPLY_HAN, _BESIDE_NUMBER = 5, 6, 4
"""The most words, and Han characters, of an answer that only says yes or no, and the most of them
beside a number."""
_ONLY = re.compile("only|just|只|仅", re.IGNORECASE)
_LISTED = re.compile(r"(?<!\d)[,，、](?:\s*(?:and|or)\b)?|\s(?:and|or)\s|[和或与]")
"""What stands between the names of a list."""
_NAME = 30
"""Characters of a name at most."""
_FEW = 4
"""Words up to which the language of an answer shows little: a name, a price."""


@dataclass(frozen=True)
class _Missed:
    """What an answer does not keep to."""

    asked: Stipulation
    got: str = ""


def examine_stipulations(facts: Facts) -> Finding | None:
    """The first thing stipulated that the answer does not keep to, nor the reference does not; None
    where it keeps to all.
    """
    if facts.said.declined or not facts.said.answer:
        return None
    is_made = facts.asked.to_order
    for asked in stipulations(facts.trace.query[:_READ]):
        if is_made and asked.form in _OF_THE_TEXT:
            continue  # of the text, which is part of the answer
        missed = _missed(asked, facts.said.answer, facts.said.told, facts.trace.query)
        reference = facts.said.reference
        if missed and not (reference and _missed(asked, reference, reference, facts.trace.query)):
            return _fault(facts, missed)
    return None


def _fault(facts: Facts, missed: _Missed) -> Finding:
    asked = missed.asked
    wanted = facts.say(f"stipulated.{asked.form}", word=clip(asked.word))
    if asked.form in _COUNTED:
        low, high = asked.low, asked.high
        key = (
            "about" if asked.is_about else "exactly" if low == high else "most" if high else "least"
        )
        count = facts.say(f"stipulated.{key}", count=high or low)
        wanted = facts.say("stipulated.counted", unit=wanted, wanted=count, got=missed.got)
    return not_as_asked(facts, asked.words, wanted, "query")


def _missed(asked: Stipulation, answer: str, told: str, query: str) -> _Missed | None:
    if asked.form in _COUNTED:
        got = _count(asked.form, answer, told, query)
        if got is None or _is_within(asked, got):
            return None
        if asked.form == "items" and got < (asked.low or 0) and _ONLY_SO_MANY.search(answer):
            return None
        return _Missed(asked, str(got))
    return None if _keeps(asked, answer, told) else _Missed(asked)


def _is_within(asked: Stipulation, got: int) -> bool:
    slack = _ABOUT if asked.is_about else 0.0 if asked.form in {"items", "sentences"} else _SLACK
    least, most = asked.low, asked.high
    if most is not None and got > most * (1 + slack):
        # One word more is none too many; "one word" may well be an article and a noun.
        return asked.form == "words" and got <= most + 1
    return least is None or got >= least * (1 - slack)


def _count(form: Form, answer: str, told: str, query: str) -> int | None:
    """How many an answer has; None where it cannot be told."""
    if form == "items":
        return _items(answer)
    if form == "sentences":
        return sum(not _GOES_ON.search(one) for one in claims(told)[:-1]) + 1
    if _OBJECT.search(query):
        return None
    return length_in(form, told)


def _items(answer: str) -> int | None:
    """The items of the only list of an answer, or those numbered within its lines."""
    found = [one for line in answer.splitlines() if (one := _ITEM.match(line))]
    if numbered := [one for one in found if one["number"]]:
        outer = min(len(one["indent"]) for one in numbered)
        if len(items := [one for one in numbered if len(one["indent"]) == outer]) > 1:
            return len(items)
    if found:
        outer = min(len(one["indent"]) for one in found)
        items = [one for one in found if len(one["indent"]) == outer]
        return len(items) if len(items) > 1 else None
    within = len(_IN_LINE.findall(answer))
    return within if within > 1 else None


def _keeps(asked: Stipulation, answer: str, told: str) -> bool:
    """Whether an answer is in that language or form, or does not have the word."""
    if asked.form in {"chinese", "english", "language"}:
        return _is_in_language(asked, told)
    if asked.form in {"json", "table", "list", "no_list"}:
        return _has_form(asked.form, answer, told)
    if asked.form == "without":
        return not _has_word(asked.word, answer)
    if asked.form == "starts_with":
        return _all_start_with(asked.word, told)
    words, han = words_in(told), len(HAN.findall(told))
    if asked.form == "number":
        return any(map(str.isdigit, told)) and words + han <= 1 + _BESIDE_NUMBER
    replies = says_yes(told) is not None or bool(_YES_NO_ZH.match(told))
    is_short = words <= _REPLY_WORDS and han <= _REPLY_HAN
    return replies and (is_short or not _ONLY.search(asked.words))


def _is_in_language(asked: Stipulation, told: str) -> bool:
    han = len(HAN.findall(told))
    if asked.form == "chinese":
        return han > 0 or words_in(told) <= _FEW
    if asked.form == "english":
        return han <= _FEW or language_of(told) == "en"
    named = re.search(NAMED, asked.words, re.IGNORECASE)
    return named is None or is_in(tongue_of(named), told)


def _all_start_with(letter: str, told: str) -> bool:
    """Whether the items of a list begin with a letter, be they lines or between commas; in doubt,
    where there is no list, they do.
    """
    lines = [_ITEM.sub("", line).strip(" *_") for line in told.splitlines() if _ITEM.match(line)]
    items = lines if len(lines) > 1 else _LISTED.split(told.rstrip(" .。"))
    names = [one.strip(" *_\"“'‘") for one in items]
    is_list = len(names) > 1 and all(0 < len(one) <= _NAME for one in names)
    return not is_list or all(fold(one).startswith(fold(letter)) for one in names)


def _has_form(form: Form, answer: str, told: str) -> bool:
    if form == "json":
        return _has_json(answer)
    if form == "table":
        return len(_TABLE.findall(answer)) > 1 or "<table" in answer
    if form == "no_list":
        return sum(map(bool, map(_ITEM.match, answer.splitlines()))) <= 1
    is_list = any(map(_ITEM.match, answer.splitlines())) or len(_IN_LINE.findall(answer)) > 1
    return is_list or len(claims(told)) == 1


def _has_json(answer: str) -> bool:
    start = min((at for mark in "{[" if (at := answer.find(mark)) >= 0), default=-1)
    if start < 0:
        return False
    try:
        json.JSONDecoder().raw_decode(answer[start:])
    except ValueError:
        return False
    return True


def _has_word(word: str, answer: str) -> bool:
    plain, said = fold(word), fold(answer)
    if HAN.search(plain):
        return plain in said
    return bool(re.search(rf"\b{re.escape(plain)}(?:s|es)?\b", said))
