"""Letters in a PDF: those that a document uses, out of a font of this machine, embedded.

Without such a font STSong-Light serves, one of Adobe's Asian collections: it needs no file, and
readers that have a Chinese font of their own show that. Latin letters are Helvetica's, which
every reader has.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from xml.sax.saxutils import escape

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib import TTLibError
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tools.prd.export.fonts import Font, chinese_fonts
from tools.prd.export.legible import legible

LATIN = "Helvetica"
_BROUGHT = "STSong-Light"
_EMBEDDED = "CasebookChinese"
_PLAIN = re.compile(r"[\n -~\u00a0-\u00ff–—‘’“”…•]+")
"""What Helvetica has: WinAnsi, as far as texts use it."""
_MISSING = "〓"
"""What printers set for a character that they have not got."""
_ERROR = 1.0
"""Thousandths of the letters' size by which a curve may be off."""


@dataclass(frozen=True)
class Letters:
    """What a document is set in, beside Latin letters."""

    name: str
    """The font, as the library knows it."""
    known: frozenset[str] | None
    """The characters that it has; None for all below U+10000."""


_SET: ContextVar[Letters] = ContextVar("letters")
_ONE = Lock()
"""The library keeps fonts by name for the whole process: one document at a time has this one."""


@contextmanager
def letters_for(text: str) -> Iterator[None]:
    """Have the characters of `text` while a document is made."""
    with _ONE:
        token = _SET.set(_embedded(set(legible(text)) | {_MISSING}) or _brought())
        try:
            yield
        finally:
            _SET.reset(token)


def other_font() -> str:
    """The name of the font for what is not Latin."""
    return _SET.get().name


def runs_of(text: str) -> list[tuple[str, bool]]:
    """A text in parts that one font has, each with whether that is the Latin one."""
    known = _SET.get().known
    text = legible(text)
    found, at = [], 0
    for match in _PLAIN.finditer(text):
        if match.start() > at:
            found.append((_held(text[at : match.start()], known), False))
        found.append((match[0], True))
        at = match.end()
    if at < len(text):
        found.append((_held(text[at:], known), False))
    return found


def marked_up(text: str) -> str:
    """A text as the library's paragraphs take it, every character of it escaped."""
    told = []
    for part, latin in runs_of(text):
        words = escape(part).replace("\n", "<br/>")
        told.append(words if latin else f'<font name="{other_font()}">{words}</font>')
    return "".join(told)


def _held(text: str, known: frozenset[str] | None) -> str:
    return "".join(
        mark if (mark in known if known is not None else mark < "\U00010000") else _MISSING
        for mark in text
    )


def _brought() -> Letters:
    pdfmetrics.registerFont(UnicodeCIDFont(_BROUGHT))
    return Letters(_BROUGHT, None)


def _embedded(marks: set[str]) -> Letters | None:
    """The first font here that can be read; a damaged one is passed over."""
    for font in chinese_fonts():
        try:
            file, known = _cut(font, marks)
            cut = TTFont(_EMBEDDED, file)
        except (TTLibError, TTFError, OSError):
            continue
        # What is registered stays, so only its letters are exchanged.
        pdfmetrics.registerFont(cut)
        pdfmetrics.getFont(_EMBEDDED).face = cut.face
        return Letters(_EMBEDDED, known)
    return None


def _cut(font: Font, marks: set[str]) -> tuple[io.BytesIO, frozenset[str]]:
    """A font with those characters alone, its curves those of TrueType, which can be embedded."""
    options = Options(layout_features=[], notdef_outline=True, hinting=False, name_IDs=["*"])
    with FontFile(font.path, fontNumber=font.index, lazy=True) as whole:
        subset = Subsetter(options)
        subset.populate(unicodes=[ord(mark) for mark in marks])
        subset.subset(whole)
        known = {code: name for code, name in whole.getBestCmap().items() if chr(code) in marks}
        out = io.BytesIO()
        _rebuilt(whole, known).save(out)
    out.seek(0)
    return out, frozenset(map(chr, known))


def _rebuilt(whole: FontFile, known: dict[int, str]) -> FontFile:
    names = whole.getGlyphOrder()
    shapes = whole.getGlyphSet()
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        error = _ERROR * whole["head"].unitsPerEm / 1000
        shapes[name].draw(Cu2QuPen(pen, error, reverse_direction="CFF " in whole))
        glyphs[name] = pen.glyph()
    built = FontBuilder(whole["head"].unitsPerEm, isTTF=True)
    built.setupGlyphOrder(names)
    built.setupCharacterMap(known)
    built.setupGlyf(glyphs)
    left = {name: getattr(glyphs[name], "xMin", 0) for name in names}
    built.setupHorizontalMetrics({name: (whole["hmtx"][name][0], left[name]) for name in names})
    built.setupHorizontalHeader(ascent=whole["hhea"].ascent, descent=whole["hhea"].descent)
    built.setupNameTable({"familyName": _EMBEDDED, "styleName": "Regular", "psName": _EMBEDDED})
    built.setupOS2(sTypoAscender=whole["hhea"].ascent, sTypoDescender=whole["hhea"].descent)
    built.setupPost()
    # The same document makes the same file.
    built.font.recalcTimestamp = False
    built.font["head"].created = built.font["head"].modified = whole["head"].modified
    return built.font
