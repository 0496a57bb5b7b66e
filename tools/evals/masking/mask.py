"""Puts placeholders where personal data stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

from knowledge.language import LANGS, Lang, language_of
from knowledge.texts import say
from tools.evals.masking.accounts import accounts
from tools.evals.masking.addresses import addresses
from tools.evals.masking.found import Found, Kind, Masked, Span
from tools.evals.masking.names import names
from tools.evals.masking.numbers import numbers

_KINDS: tuple[Kind, ...] = get_args(Kind)
_LABELS = {say(f"masking.kind.{kind}", lang): kind for kind in _KINDS for lang in LANGS}
_PLACEHOLDER = re.compile(rf"<({'|'.join(map(re.escape, _LABELS))})-(\d{{1,6}})>")
_FILLER = "\ufffc"
"""Stands for each character of a placeholder while a text is searched: it fits no pattern."""
# One to one, so that a place in the plain text is the same place in the text itself.
_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()},
    **{ord(wide): ord(narrow) for wide, narrow in zip("＠．－＋＿‐‑–−", "@.-+_----", strict=True)},
    ord("\u00a0"): ord(" "),
    ord("\u3000"): ord(" "),
}
_LETTER = re.compile(r"[A-Za-z0-9]")


def mask(text: str) -> Masked:
    """The text with a placeholder for each piece of personal data; see `mask_all`."""
    return mask_all([text])[0]


def placeholders(text: str) -> list[tuple[Kind, str]]:
    """The placeholders that stand in a text, in its order, with what each of them hides."""
    return [(_LABELS[found[1]], found[0]) for found in _PLACEHOLDER.finditer(text)]


def mask_all(texts: Sequence[str], lang: Lang | None = None) -> list[Masked]:
    """Texts that belong together, the same value having the same placeholder in all of them.

    A name that one of them gives away is masked in all. What is masked once more stays as it
    is. Placeholders are in `lang`, by default the language of the first text with any letters.
    """
    told = lang or language_of("\n".join(texts)[:2_000], "zh")
    numbering = _Numbering(texts, told)
    current, counts = list(texts), [Counter[Kind]() for _ in texts]
    # Another round finds what a longer neighbour hid; each one leaves less to be found.
    while any(found := _found(current)):
        for at, spans in enumerate(found):
            current[at] = _replaced(current[at], spans, numbering)
            counts[at].update(span.kind for span in spans)
    return [
        Masked(text, tuple(Found(kind, count[kind]) for kind in _KINDS if count[kind]))
        for text, count in zip(current, counts, strict=True)
    ]


class _Numbering:
    """Gives each value its placeholder, after those that stand in the texts already."""

    def __init__(self, texts: Iterable[str], lang: Lang) -> None:
        self._lang = lang
        self._given: dict[tuple[Kind, str], str] = {}
        self._last: Counter[Kind] = Counter()
        for text in texts:
            for label, number in _PLACEHOLDER.findall(text):
                kind = _LABELS[label]
                self._last[kind] = max(self._last[kind], int(number))

    def placeholder(self, span: Span) -> str:
        key = (span.kind, span.value)
        if key not in self._given:
            self._last[span.kind] += 1
            label = say(f"masking.kind.{span.kind}", self._lang)
            self._given[key] = f"<{label}-{self._last[span.kind]}>"
        return self._given[key]


def _found(texts: Sequence[str]) -> list[list[Span]]:
    """What is to be masked in each text: in order, without overlaps."""
    plain = [
        _PLACEHOLDER.sub(lambda one: _FILLER * len(one[0]), text).translate(_PLAIN)
        for text in texts
    ]
    found = [[*accounts(text), *numbers(text), *addresses(text), *names(text)] for text in plain]
    known = {
        one.value: text[one.start : one.end]
        for text, spans in zip(plain, found, strict=True)
        for one in spans
        if one.kind == "name"
    }
    return [
        _apart([*spans, *_again(text, known)]) for text, spans in zip(plain, found, strict=True)
    ]


def _again(text: str, known: dict[str, str]) -> list[Span]:
    """Other places of names that were given away; a surname alone may be any word."""
    by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for value, said in known.items():
        if len(said) > 2 or (len(said) == 2 and not said.isascii()):
            by_start[said[0]].append((said, value))
    if not by_start:
        return []
    spans = []
    for start in re.finditer(f"[{re.escape(''.join(by_start))}]", text):
        for said, value in by_start[start[0]]:
            end = start.start() + len(said)
            if text.startswith(said, start.start()) and _stands_alone(text, start.start(), end):
                spans.append(Span(start.start(), end, "name", value))
    return spans


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter goes on before or after a name of Latin letters."""
    glued = (_LETTER.match(text[start - 1 : start]) and _LETTER.match(text[start])) or (
        _LETTER.match(text[end : end + 1]) and _LETTER.match(text[end - 1])
    )
    return not glued


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlaps: the earlier kind is taken, then the longer, then the first."""
    ranked = sorted(spans, key=lambda one: (_KINDS.index(one.kind), one.start - one.end, one.start))
    taken: list[Span] = []
    covered: set[int] = set()
    for one in ranked:
        places = range(one.start, one.end)
        if covered.isdisjoint(places):
            taken.append(one)
            covered.update(places)
    return sorted(taken, key=lambda one: one.start)


def _replaced(text: str, spans: Sequence[Span], numbering: _Numbering) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], numbering.placeholder(span)]
        at = span.end
    return "".join([*parts, text[at:]])
