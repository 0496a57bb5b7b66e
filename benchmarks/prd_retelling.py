"""Sentences of documents, told in other words without becoming false."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.documents.sentences import sentences
from knowledge.language import Lang

WORDS = Path(__file__).with_name("prd_support.yaml")
_ASIDE = re.compile(r"（[^（）]{2,40}）| ?\([^()]{2,60}\)")
_CONDITION = re.compile(
    r"如果|若|除非|只有|当|但|否则|\b(?:if|unless|when|but|only|except)\b", re.I
)
_MARKUP = re.compile(r"[<>{}`\[\]|#*_=]|https?:|\\")
_HAN_DIGITS = "零一二三四五六七八九"
_SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def words() -> dict[str, Any]:
    """The lists beside this file."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def told(text: str, lang: Lang) -> list[str]:
    """The sentences of a passage that can be told on: whole, without markup, of a middle length."""
    least, most = (12, 110) if lang == "zh" else (40, 280)
    end = "。" if lang == "zh" else "."
    found = [" ".join(one.split()) for one in sentences(text)]
    return [
        one
        for one in (sentence.lstrip("-0123456789.） ") for sentence in found)
        if least <= len(one) <= most and one.endswith(end) and not _MARKUP.search(one)
    ]


def retold(sentence: str, following: str | None, lang: Lang, rng: random.Random) -> str:
    """The sentence in other form: shortened, reordered, other words, joined; one in ten a copy."""
    if rng.random() < 0.1:
        return sentence
    ways: list[Callable[[str], str]] = [
        lambda text: _without_aside(text, lang, rng),
        lambda text: _other_words(text, lang, rng),
        lambda text: _other_digits(text, lang),
        lambda text: _turned_round(text, lang),
    ]
    text = sentence
    for way in rng.sample(ways, rng.randint(1, 3)):
        text = way(text)
    if following and rng.random() < 0.2:
        joint = rng.choice(words()["joints"][lang])
        text = text.rstrip("。.") + joint + (following if lang == "zh" else _lowered(following))
    if rng.random() < 0.35:
        text = rng.choice(words()["leads"][lang]) + (text if lang == "zh" else _lowered(text))
    return text


def _lowered(text: str) -> str:
    first = text.partition(" ")[0]
    common = first.lower() in {"the", "a", "an", "in", "it", "this", "these", "if", "you", "when"}
    return text[0].lower() + text[1:] if common else text


def _without_aside(text: str, lang: Lang, rng: random.Random) -> str:
    """Without what stands in brackets, or without a last clause that binds nothing."""
    bare = _ASIDE.sub("", text)
    if bare != text:
        return bare
    comma, end = ("，", "。") if lang == "zh" else (", ", ".")
    clauses = bare.rstrip(end).split(comma)
    if len(clauses) > 2 and not _CONDITION.search(bare):
        keep = clauses[:-1] if rng.random() < 0.7 else clauses[:-2] or clauses[:-1]
        return comma.join(keep) + end
    return text


def _other_words(text: str, lang: Lang, rng: random.Random) -> str:
    for word, *others in words()["same"][lang]:
        pattern = re.escape(word) if lang == "zh" else rf"\b{re.escape(word)}\b"
        text = re.sub(pattern, rng.choice(others), text, count=1)
    return text


def _other_digits(text: str, lang: Lang) -> str:
    """Thousands without commas, a small number in words."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    if lang == "zh":
        return re.sub(
            r"(?<![\d.\w-])([2-9]) ?(?=[天个名条次位])", lambda m: _HAN_DIGITS[int(m[1])], text
        )
    return re.sub(r"(?<![\d.\w-])([2-9]) (?=[a-z]{3,})", lambda m: _SPELT[int(m[1])] + " ", text)


def _turned_round(text: str, lang: Lang) -> str:
    """Two clauses the other way round."""
    comma, end = ("，", "。") if lang == "zh" else ("; ", ".")
    clauses = text.rstrip(end).split(comma)
    if len(clauses) < 2 or _CONDITION.search(text):
        return text
    return comma.join([*clauses[1:], clauses[0]]) + end
