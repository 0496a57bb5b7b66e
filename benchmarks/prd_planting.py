"""Sentences of documents made false, in one place each."""

import random
import re
from collections.abc import Sequence

import rjieba

from benchmarks.prd_retelling import told, words
from knowledge.language import Lang

_DIGITS = re.compile(r"(?<![\w.,:/-])\d[\d,]*(?:\.\d+)?(?![\d:/]|-\d|\.\d)(?![A-Za-z_])")
_DIGITS_ZH = re.compile(r"(?<![A-Za-z\d.,:/_-])\d[\d,]*(?:\.\d+)?(?![\d:/]|-\d|\.\d)(?![A-Za-z_])")
_NAME_EN = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+)*")
_NAME_IN_ZH = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+)*(?![A-Za-z])")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
_MONTHS = ("January", "March", "April", "June", "July", "August", "September", "October")


def planted(
    kind: str, text: str, around: tuple[str, Sequence[str]], lang: Lang, rng: random.Random
) -> str | None:
    """The sentence made false in one place; None where it has no such place.

    `around` is its passage, and a few other ones.
    """
    lead = next((one for one in words()["leads"][lang] if text.startswith(one)), "")
    bare = text.removeprefix(lead)
    made = _WAYS[kind](bare, *around, lang, rng)
    return lead + made if made and made != bare else None


def _numbers(text: str, lang: Lang) -> list[re.Match[str]]:
    return list((_DIGITS_ZH if lang == "zh" else _DIGITS).finditer(text))


def _put(text: str, place: re.Match[str], new: str) -> str:
    return text[: place.start()] + new + text[place.end() :]


def _number(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    places = _numbers(text, lang)
    if not places:
        return None
    place = rng.choice(places)
    old = float(place[0].replace(",", ""))
    is_year = 1000 < old < 2100 and old == int(old)
    by = (
        [old + 1, old + 2, old - 1] if is_year else [old + 1, old * 2, old + 5, old * 10, old * 1.2]
    )
    decimals = len(place[0].partition(".")[2])
    return _put(text, place, f"{rng.choice(by):.{decimals}f}")


def _elsewhere(
    text: str, passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    """Another number of the same passage."""
    places = _numbers(text, lang)
    here = {one[0] for one in places}
    there = sorted({one[0] for one in _numbers(passage, lang)} - here)
    if not places or not there:
        return None
    return _put(text, rng.choice(places), rng.choice(there))


def _unit(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    found = []
    for old, new in words()["units"][lang]:
        after = "" if lang == "zh" or not old[-1].isalpha() else r"\b"
        found += [
            text[: m.start(1)] + new + text[m.end(1) :]
            for m in re.finditer(rf"\d ?({re.escape(old)}){after}", text)
        ]
    return rng.choice(found) if found else None


def _date(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    if lang == "en":
        places = list(_MONTH.finditer(text))
        if not places:
            return None
        place = rng.choice(places)
        return _put(text, place, rng.choice([one for one in _MONTHS if one != place[0]]))
    places = list(re.finditer(r"(?<!\d)\d{1,2}(?= ?[月日号](?!份以))", text))
    if not places:
        return None
    place = rng.choice(places)
    return _put(text, place, str(rng.choice([n for n in range(1, 13) if n != int(place[0])])))


def _named(text: str, lang: Lang) -> list[tuple[int, int, str]]:
    if lang == "en":
        return [
            (m.start(), m.end(), m[0]) for m in _NAME_EN.finditer(text) if not _MONTH.search(m[0])
        ]
    found = [(m.start(), m.end(), m[0]) for m in _NAME_IN_ZH.finditer(text)]
    at = 0
    for word, tag in rjieba.tag(text):
        if tag in {"nr", "ns", "nt", "nrt", "nrfg"} and len(word) > 1:
            found.append((at, at + len(word), word))
        at += len(word)
    return found


def _name(
    text: str, passage: str, others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    """Another name: of the same passage, else of other ones."""
    places = _named(text, lang)
    if not places:
        return None
    start, end, old = rng.choice(places)
    pool = [passage] if rng.random() < 0.4 else list(others)
    names = sorted({n for other in pool for _, _, n in _named(other, lang)})
    names = [n for n in names if n not in text and old not in n and n not in old]
    return text[:start] + rng.choice(names) + text[end:] if names else None


def _negation(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    lists = words()["negations"][lang]
    made = []
    if lang == "zh":
        for word in lists["after"]:
            made += [
                text[: m.start()] + "不" + text[m.start() :]
                for m in re.finditer(rf"(?<![不没未无机社协大])(?:{word})(?![计议])", text)
            ]
        for word in lists["drop"]:
            new = {"没有": "有"}.get(word, word.removeprefix("不"))
            made += [_put(text, m, new) for m in re.finditer(word, text)]
    else:
        for word in lists["after"]:
            made += [
                _put(text, m, f"{m[0]} not")
                for m in re.finditer(rf"\b{word}\b(?! (?:not|never|only|no|likewise)\b)", text)
            ]
        for word in lists["drop"]:
            made += [_put(text, m, "") for m in re.finditer(rf"{word}\b(?! only)", text)]
    return rng.choice(made) if made else None


def _turn(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    return _by_list("turns", text, lang, rng, both=True)


def _wider(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    return _by_list("wider", text, lang, rng, both=False)


def _by_list(name: str, text: str, lang: Lang, rng: random.Random, *, both: bool) -> str | None:
    made = []
    for one, other in words()[name][lang]:
        for old, new in ((one, other), (other, one)) if both else ((one, other),):
            alone = len(old) == 1 and lang == "zh"
            pattern = rf"{old}(?=[部侧岸边面])" if alone else re.escape(old)
            made += [
                _put(text, m, new)
                for m in re.finditer(pattern if lang == "zh" else rf"\b{pattern}\b", text)
            ]
    return rng.choice(made) if made else None


def _swap(
    text: str, _passage: str, _others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    """Two names, or two numbers, in each other's place."""
    figures = [(m.start(), m.end(), m[0]) for m in _numbers(text, lang)]
    pairs = [
        (one, other)
        for places in (_named(text, lang), figures)
        for one in places
        for other in places
        if one[1] < other[0] and one[2] != other[2] and not _listed(text[one[1] : other[0]])
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    middle = text[one[1] : other[0]]
    return text[: one[0]] + other[2] + middle + one[2] + text[other[1] :]


def _listed(between: str) -> bool:
    """Whether two only stand side by side in a list: exchanged, they say the same."""
    return bool(re.fullmatch(r"\s*(?:[、,，和与及]|and|or|或|,\s*and)?\s*", between))


def _word(
    text: str, passage: str, others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    """Another common word, of other passages."""
    places = _common(text, lang)
    if not places:
        return None
    start, end, old = rng.choice(places)
    pool = sorted({w for other in others for _, _, w in _common(other, lang)} - {old})
    pool = [one for one in pool if one[:4] not in passage]
    return text[:start] + rng.choice(pool) + text[end:] if pool else None


def _common(text: str, lang: Lang) -> list[tuple[int, int, str]]:
    if lang == "en":
        return [(m.start(), m.end(), m[0]) for m in re.finditer(r"(?<=[a-z] )[a-z]{5,}\b", text)]
    found, at = [], 0
    for word, tag in rjieba.tag(text):
        if tag in {"n", "v", "vn"} and len(word) > 1:
            found.append((at, at + len(word), word))
        at += len(word)
    return found


def _alien(
    _text: str, passage: str, others: Sequence[str], lang: Lang, rng: random.Random
) -> str | None:
    """A sentence that is true of another passage."""
    said = [one for other in others for one in told(other, lang) if one not in passage]
    return rng.choice(said) if said else None


_WAYS = {
    "number": _number,
    "elsewhere": _elsewhere,
    "unit": _unit,
    "date": _date,
    "name": _name,
    "negation": _negation,
    "direction": _turn,
    "quantifier": _wider,
    "swap": _swap,
    "word": _word,
    "alien": _alien,
}
BEYOND = ("word", "alien")
"""Another common word, and a sentence that is true of another passage."""
SWAPS = tuple(kind for kind in _WAYS if kind not in BEYOND)
"""Swaps of what can be told exactly: numbers, units, dates, names, denials, directions, amounts."""
