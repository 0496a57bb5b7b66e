"""Writes typed sentences: chooses phrasings, gives ids, and notes what is not known."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from string import Formatter
from typing import Any

from knowledge.han import HAN, HAN_RANGE
from knowledge.language import Lang
from knowledge.records.prd import Sentence, SentenceKind, Source
from knowledge.texts import say, say_list
from tools.prd.drafting.voice import told
from tools.prd.gathering.facts import Stated

_OPENING: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"\W*(\w{1,3})"),
    "en": re.compile(r"\W*(\w+(?:\W+\w+)?)"),
}
_HAN_END = re.compile(f"[{HAN_RANGE}]$")
_LATIN_START, _LATIN_END = re.compile(r"[A-Za-z0-9$¥]"), re.compile(r"[A-Za-z0-9%]$")
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.、)）]?\s+|[一二三四五六七八九十]+[、.]\s*)")
_IN_BRACKETS = re.compile(r"\s*[（(][^（）()]*[）)]")
_LABELLED = re.compile(r"^[^，。,.]{1,24}[:：]")
_LONGEST_LABEL: dict[Lang, int] = {"zh": 16, "en": 40}


@dataclass
class Pen:
    """What one document is written with; it remembers how its sentences begin."""

    lang: Lang
    """The language of the document."""
    feature: str
    """What the document is for."""
    openings: set[str] = field(default_factory=set)
    """How sentences begin that were chosen among several phrasings."""
    used: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """How often each phrasing was used."""
    ids: set[str] = field(default_factory=set)
    """The ids that are taken."""
    gaps: list[str] = field(default_factory=list)
    """What turned out not to be known, in the order of the document; keys of `prd.gap`."""

    def phrase(self, key: str, **values: Any) -> str:
        """One of the phrasings of `prd.draft.<key>`, filled.

        The same document always gets the same ones: those that were used least in it, of them
        one that begins like no sentence before it, of them one by the content.
        """
        given = {"feature": self.feature, **values}
        options = [filled(one, given, self.lang) for one in say_list(f"prd.draft.{key}", self.lang)]
        first = int.from_bytes(_digest(f"{key}|{self.feature}|{sorted(values.items())}"))
        turned = [(first + at) % len(options) for at in range(len(options))]
        used = self.used[key]

        def worn(at: int) -> tuple[int, bool]:
            return used[at], self._begins(options[at]) in self.openings

        chosen = min(turned, key=worn)
        used[chosen] += 1
        if len(options) > 1:
            self.openings.add(self._begins(options[chosen]))
        return options[chosen]

    def cited(self, text: str, *sources: Source) -> Sentence:
        """What passages carry."""
        return self._made(text, "cited", sources)

    def figure(self, text: str, *sources: Source) -> Sentence:
        """What a tool has measured, scored or priced."""
        return self._made(text, "figure", sources)

    def assumed(self, text: str, *sources: Source) -> Sentence:
        """What is proposed or taken for granted; `sources` are what it was derived from."""
        return self._made(text, "assumption", sources)

    def plain(self, text: str) -> Sentence:
        """What states nothing."""
        return self._made(text, "plain", ())

    def decided(self, text: str, by: str, *sources: Source) -> Sentence:
        """What somebody has decided."""
        return self._made(text, "decision", sources).model_copy(update={"by": by})

    def asked(self, text: str) -> Sentence:
        """An open question."""
        return self._made(text, "question", ())

    def gap(self, key: str) -> Sentence:
        """That something is not known; it is asked again among the open questions."""
        if key not in self.gaps:
            self.gaps.append(key)
        return self.asked(self.said(f"prd.gap.{key}"))

    def said(self, key: str) -> str:
        """A fixed text about the feature."""
        return filled(say(key, self.lang), {"feature": self.feature}, self.lang)

    def quoted(self, stated: Iterable[Stated], *, headed: bool = False) -> list[Sentence]:
        """Sentences of documents; with `headed` each under the heading that it stands under."""
        return [self.quote(one, headed=headed) for one in stated]

    def quote(self, one: Stated, *, headed: bool = False) -> Sentence:
        """A sentence of a document, told of users; with `headed` its heading stands before it."""
        words = told(one.words, self.lang)
        label = label_of(one.heading)
        fits = 0 < len(label) <= _LONGEST_LABEL[self.lang] and label not in words
        if headed and fits and not _LABELLED.match(words):
            words = self.phrase("users.under", heading=label, words=words)
        return self.cited(words, one.source)

    def _begins(self, text: str) -> str:
        found = _OPENING[self.lang].match(text)
        return found[1].casefold() if found else text

    def _made(self, text: str, kind: SentenceKind, sources: tuple[Source, ...]) -> Sentence:
        number, id_ = 0, ""
        while not id_ or id_ in self.ids:
            id_ = f"s-{_digest(f'{kind}|{text}|{number}').hex()[:8]}"
            number += 1
        self.ids.add(id_)
        return Sentence(id=id_, text=text, kind=kind, sources=sources)


def label_of(heading: str) -> str:
    """What a heading calls its matter: without number, brackets and what numbers it in words.

    >>> label_of("2. 槽位"), label_of("画像一：跑单间隙写段子的阿凯（对应 P01）")
    ('槽位', '跑单间隙写段子的阿凯')
    """
    bare = _IN_BRACKETS.sub("", _NUMBERED.sub("", heading)).strip()
    before, _, after = bare.replace("：", ":").partition(":")
    return after.strip() if after.strip() and len(before) <= len(after) else bare


def filled(text: str, values: Mapping[str, Any], lang: Lang) -> str:
    """A phrasing with its values; in Chinese a space parts a value of Latin letters from Han.

    >>> filled("作为{who}，共{n}条", {"who": "Nina", "n": 3}, "zh")
    '作为 Nina，共 3 条'
    """
    if lang == "en":
        return text.format(**values)
    said = ""
    for before, name, spec, _ in Formatter().parse(text):
        if said and _LATIN_END.search(said) and HAN.match(before):
            said += " "
        said += before
        if name is not None:
            value = format(values[name], spec or "")
            said += " " if _HAN_END.search(said) and _LATIN_START.match(value) else ""
            said += value
    return said


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=4).digest()
