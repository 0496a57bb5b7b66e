"""How an exported DOCX looks: fonts for Latin and Chinese letters, colours of the marks."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from knowledge.language import Lang

_LATIN = "Calibri"
_CHINESE = "Microsoft YaHei"
_INK = RGBColor(0x1D, 0x20, 0x25)
_MARKS = {
    "assumption": RGBColor(0x8A, 0x5A, 0x06),
    "decision": RGBColor(0x1B, 0x6E, 0x43),
    "question": RGBColor(0xB4, 0x23, 0x18),
}
_SIZES = {"Title": 24, "Heading 1": 15}


def dress(document: Document, lang: Lang) -> None:
    """Give every style that names fonts both kinds, and add the styles of the marks."""
    styles = document.styles
    for fonts in styles.element.iter(qn("w:rFonts")):
        _name(fonts)
    normal = styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    _name(normal.element.get_or_add_rPr().get_or_add_rFonts())
    for name, size in _SIZES.items():
        style = styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.color.rgb = Pt(size), _INK
    for kind, colour in _MARKS.items():
        mark = styles.add_style(mark_style(kind), WD_STYLE_TYPE.CHARACTER)
        mark.font.bold, mark.font.color.rgb = True, colour
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-US")
        spoken.set(qn("w:eastAsia"), "zh-CN")
    document.core_properties.language = "zh-CN" if lang == "zh" else "en-US"


def mark_style(kind: str) -> str:
    """The name of the style in which a kind's mark is set; a missing source asks, as it were."""
    return f"PRD {kind if kind in _MARKS else 'question'}"


def keep_whole(row: BaseOxmlElement, *, head: bool = False) -> None:
    """Keep a table's row on one page; a head appears again on each."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _name(fonts: BaseOxmlElement) -> None:
    for attribute in list(fonts.attrib):
        if "Theme" in str(attribute) or "theme" in str(attribute):
            del fonts.attrib[attribute]
    for kind, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _CHINESE)):
        fonts.set(qn(f"w:{kind}"), font)
