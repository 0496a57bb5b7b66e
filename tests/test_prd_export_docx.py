"""PRDs as Word documents: opened again by a library, they say what the document says."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from prd_exports import MARKS, NUMBERS
from prd_samples import HOSTILE, MADE, WORDS, a_hostile_prd, a_prd

from knowledge.language import LANGS, Lang
from tools.prd.export import flow_picture as flow_picture_module
from tools.prd.export.docx import as_docx
from tools.prd.export.flow_words import width_of
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.legible import one_line
from tools.prd.export.rows import shares_of


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


@pytest.mark.parametrize("lang", LANGS)
def test_docx_holds_the_whole(lang: Lang) -> None:
    content = as_docx(a_prd(lang))
    document = docx.Document(io.BytesIO(content))
    words = WORDS[lang]
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == list(words["sections"])
    listed = [one.text for one in document.paragraphs if one.style.name == "List Bullet"]
    assert listed[0] == f"{MARKS[lang][0]} {words['assumption']}"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == list(words["heads"])
    assert [cell.text for cell in table.rows[1].cells][:3] == ["F1", words["need"], words["done"]]
    assert len(document.inline_shapes) == 1
    told = document.core_properties
    assert (told.title, told.revision, told.author) == (words["title"], 3, "Casebook")
    assert "3 · 2026-11-20" in document.paragraphs[1].text
    (comment,) = document.comments
    assert (comment.text, comment.author, comment.timestamp) == (
        words["question"],
        words["by"],
        MADE,
    )


@pytest.mark.parametrize("lang", LANGS)
def test_docx_footnotes_are_real_and_match(lang: Lang) -> None:
    content = as_docx(a_prd(lang))
    body, foot = part(content, "word/document.xml"), part(content, "word/footnotes.xml")
    notes = {
        one.get(qn("w:id")): "".join(one.itertext()).strip() for one in foot.iter(qn("w:footnote"))
    }
    assert {key: text for key, text in notes.items() if text} == {
        str(one.number): one.text for one in Footnotes(a_prd(lang)).all()
    }
    # The first place has the footnote, so Word numbers them as we do; further ones refer to it.
    seen, marks = [], {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    for one in body.iter(qn("w:footnoteReference"), qn("w:instrText")):
        if one.tag == qn("w:footnoteReference"):
            seen.append(one.get(qn("w:id")))
        else:
            name = one.text.split()[1]
            assert name in marks
            seen.append(name.removeprefix("note"))
    assert seen == NUMBERS
    anchors = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert anchors == ["1", "2", "3"]


def test_rows_of_a_docx_stay_whole_and_heads_come_again() -> None:
    rows = list(part(as_docx(a_prd("zh")), "word/document.xml").iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_docx_styles_carry_chinese_fonts() -> None:
    styles = part(as_docx(a_prd("zh")), "word/styles.xml")
    found = list(styles.iter(qn("w:rFonts")))
    assert len(found) > 3
    assert {one.get(qn("w:eastAsia")) for one in found} == {"Microsoft YaHei"}
    assert not [name for one in found for name in one.attrib if "heme" in name]


@pytest.mark.parametrize("lang", LANGS)
def test_docx_takes_any_text_for_text(lang: Lang) -> None:
    content = as_docx(a_hostile_prd(lang))
    document = docx.Document(io.BytesIO(content))
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [
        one_line(HOSTILE)
    ] * 2
    notes = part(content, "word/footnotes.xml")
    assert "".join(notes.itertext()).count(one_line(HOSTILE)) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert "TargetMode" not in relations


def test_without_a_font_the_flow_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_picture_module, "chinese_fonts", tuple)
    document = docx.Document(io.BytesIO(as_docx(a_prd("zh"))))
    assert len(document.inline_shapes) == 0
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["从", "条件", "到"]
    assert ["指定了人群？", "是", "解析受众、时长与风格"] in rows


def test_the_widths_of_columns() -> None:
    shares = shares_of(["ID", "Requirement"], [["F1", "a long text " * 20]])
    assert sum(shares) == pytest.approx(1)
    assert 0.05 < shares[0] < 0.3 < shares[1]
    # A word is not broken for the sake of a long text beside it.
    event, text = shares_of(["Event", "Says"], [["abandoned", "a long text " * 200]])
    assert event * 600 > width_of("abandoned")
    assert event < text
    assert sum(shares_of(["A", "B"], [["w" * 500, "w" * 500]])) == pytest.approx(1)
