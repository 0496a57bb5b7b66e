"""The numbers and bullets that Word shows but does not keep in the text."""

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from knowledge.readers.docx_styles import Styles

_DIGITS = "零一二三四五六七八九"
_LIST_STYLE = re.compile(
    r"list (bullet|number)\s*(\d?)|列表(?:项目符号|编号)?\s*(\d?)", re.IGNORECASE
)


class Numbering:
    """Counts the numbered paragraphs of a document as they are met."""

    def __init__(self, file: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        root = _numbering(file)
        if root is None:
            return
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            source = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if source is not None:
                self._levels[number.get(qn("w:numId"))] = dict(
                    map(_level, source.iter(qn("w:lvl")))
                )

    def label(self, paragraph: Any, styles: Styles) -> str:
        """The number before a heading, such as `2.1 `; empty for none."""
        found = self._found(paragraph, styles)
        if found is None:
            return ""
        label = self._next(*found)
        return f"{label} " if re.search(r"\w", label) else ""

    def item(self, paragraph: Any, styles: Styles) -> str:
        """What opens a list item, indented by its level; empty for what is none."""
        found = self._found(paragraph, styles)
        depth = _depth_by_style(paragraph, styles)
        if found is None:
            return "" if depth is None else "  " * depth + "- "
        label = self._next(*found)
        indent = "  " * max(found[1], depth or 0)
        if re.fullmatch(r"\d{1,3}[.)、]", label):
            return f"{indent}{label} "
        # Other numbers, such as 1.1 or (一), open no Markdown item: they follow a dash.
        return f"{indent}- {label} " if re.search(r"\w", label) else f"{indent}- "

    def _found(self, paragraph: Any, styles: Styles) -> tuple[str, int] | None:
        """Which list a paragraph belongs to, and at which level."""
        for owner in (paragraph, *styles.chain(paragraph)):
            properties = owner.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                number = _value(properties.find(qn("w:numId")))
                if number == "0":
                    return None
                level = int(_value(properties.find(qn("w:ilvl"))) or 0)
                if owner is not paragraph:
                    level = max(level, styles.level(paragraph) - 1)
                if number in self._levels:
                    return str(number), level
        return None

    def _next(self, number: str, level: int) -> str:
        levels, counts = self._levels[number], self._counts[number]
        shape, text, start = levels.get(level, ("bullet", "", 1))
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if shape == "bullet":
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind, _, first = levels.get(at, ("decimal", "", 1))
            return _numeral(counts.get(at, first), kind if at == level else _plain(kind))

        return re.sub(r"%([1-9])", shown, text)


def _depth_by_style(paragraph: Any, styles: Styles) -> int | None:
    """How deep a style such as `List Bullet 2` stands; None for another kind of style."""
    for style in styles.chain(paragraph):
        name = style.find(qn("w:name"))
        found = _LIST_STYLE.fullmatch(name.get(qn("w:val"))) if name is not None else None
        if found:
            return int(found[2] or found[3] or 1) - 1
    return None


def _numbering(file: Any) -> Any:
    try:
        return file.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _level(element: Any) -> tuple[int, tuple[str, str, int]]:
    shape = _value(element.find(qn("w:numFmt"))) or "decimal"
    text = _value(element.find(qn("w:lvlText"))) or ""
    start = _value(element.find(qn("w:start"))) or "1"
    at = element.get(qn("w:ilvl")) or "0"
    return int(at), (shape, text, int(start) if start.isdecimal() else 1)


def _value(element: Any) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _plain(kind: str) -> str:
    """`第一章` is the 1 of `1.1`."""
    return "decimal" if kind.startswith(("chinese", "ideograph", "japanese", "taiwanese")) else kind


def _numeral(number: int, kind: str) -> str:
    if kind.startswith(("chinese", "ideographDigital", "japaneseCounting", "taiwanese")):
        tens, ones = divmod(number, 10)
        if number > 99:
            return str(number)
        ten = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
        return ten + (_DIGITS[ones] if ones or not tens else "")
    if kind in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + number - 1)
    if kind in {"lowerRoman", "upperRoman"} and number < 40:
        tens, ones = divmod(number, 10)
        units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        roman = "x" * tens + units[ones]
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)
