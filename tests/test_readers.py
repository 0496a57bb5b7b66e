"""What each reader keeps of a file's structure, and what it leaves out."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from pptx import Presentation
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from knowledge.documents.read import read_documents
from knowledge.readers import xlsx
from knowledge.readers.apart import Apart
from knowledge.readers.html import read_html
from knowledge.readers.tables import header_row
from knowledge.records import Document, Locator


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as reader:
        yield reader


def test_the_day_of_saving_is_no_date_of_the_document(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("退款在七天内办理。")
    file.core_properties.modified = dt.datetime(2026, 10, 8)
    file.save(str(tmp_path / "退款.docx"))
    book = openpyxl.Workbook()
    book.active.append(["套餐", "价格"])
    book.save(tmp_path / "价格.xlsx")
    read = [one for one in read_documents(tmp_path) if isinstance(one, Document)]
    assert [one.date for one in read] == [None, None]


# Word


def test_word_keeps_numbers_footnotes_boxes_and_insertions(tmp_path: Path, apart: Apart) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("价格见附注")
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>含税价，二〇二六年起执行。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), type_, notes.encode(), file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    changed = file.add_paragraph("上限改为")
    changed._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>一百</w:delText></w:r></w:del>")
    )
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>两百</w:t></w:r></w:ins>"))
    boxed = file.add_paragraph("正文")
    boxed._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
            "<v:textbox><w:txbxContent><w:p><w:r><w:t>框里的提示</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    file.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里的话</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    file.save(str(tmp_path / "a.docx"))
    text = apart.read(tmp_path / "a.docx", "docx", "a.docx").text
    assert "价格见附注[2]\n\n[2] 含税价，二〇二六年起执行。" in text
    assert "上限改为两百" in text
    assert "一百" not in text
    assert text.count("框里的提示") == text.count("控件里的话") == 1


def test_word_numbers_headings_as_it_shows_them(tmp_path: Path, apart: Apart) -> None:
    file = docx.Document()
    numbering = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate([("chineseCounting", "第%1章"), ("decimal", "%1.%2")])
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for words, level in (("总则", 1), ("范围", 2), ("期限", 2), ("附则", 1), ("解释", 2)):
        heading = file.add_heading(words, level)
        heading._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/>'
                '<w:numId w:val="77"/></w:numPr>'
            )
        )
    file.save(str(tmp_path / "a.docx"))
    lines = apart.read(tmp_path / "a.docx", "docx", "a.docx").text.split("\n")
    assert [line for line in lines if line] == [
        "# 第一章 总则",
        "## 1.1 范围",
        "## 1.2 期限",
        "# 第二章 附则",
        "## 2.1 解释",
    ]


def test_word_outline_levels_make_headings_and_contents_are_skipped(
    tmp_path: Path, apart: Apart
) -> None:
    file = docx.Document()
    style = file.styles.add_style("公司二级", WD_STYLE_TYPE.PARAGRAPH)
    outline = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>')
    style.element.get_or_add_pPr().append(outline)
    contents = file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph("背景 ........ 3", style=contents)
    file.add_paragraph("背景", style=style)
    file.add_paragraph("# 不是标题\n---")
    box = file.add_table(1, 1)
    box.cell(0, 0).text = "单格表格只是边框"
    file.save(str(tmp_path / "a.docx"))
    text = apart.read(tmp_path / "a.docx", "docx", "a.docx").text
    assert text == "## 背景\n\n\\# 不是标题\n\\---\n\n单格表格只是边框\n"


# PowerPoint


def test_slides_read_from_top_to_bottom(tmp_path: Path, apart: Apart) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for words, left, top in (("右", 5, 2), ("下", 1, 5), ("左", 1, 2), ("上", 1, 0.5)):
        box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
        box.text_frame.text = words
    deck.slides.add_slide(deck.slide_layouts[6])
    last = deck.slides.add_slide(deck.slide_layouts[5])
    last.shapes.title.text = "末页"
    last.notes_slide.notes_text_frame.text = "备注"
    deck.save(str(tmp_path / "a.pptx"))
    reading = apart.read(tmp_path / "a.pptx", "pptx", "a.pptx")
    assert reading.text == "# 上\n\n左\n\n右\n\n下\n\n## 末页\n\n备注\n"
    assert [(mark.line, mark.at.slide) for mark in reading.marks] == [(0, 1), (8, 3)]


# Excel


def test_sheets_show_values_as_excel_does(tmp_path: Path, apart: Apart) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项", "值", "", "说明"])
    formats = [
        (0.256, "0%"),
        (1234.5, "#,##0.00"),
        (99, '"¥"#,##0'),
        (1234.5, "[$€-2] #,##0.0"),
        (3.0, "General"),
        (0.1 + 0.2, "General"),
        (True, "General"),
        ("=B2*2", "General"),
    ]
    for row, (value, pattern) in enumerate(formats, start=2):
        sheet.cell(row, 1).value = f"第{row}项"
        sheet.cell(row, 2).value = value
        sheet.cell(row, 2).number_format = pattern
    sheet["D2"] = "a|b"
    sheet["D3"].comment = Comment("含税", "我")
    book.save(tmp_path / "a.xlsx")
    reading = apart.read(tmp_path / "a.xlsx", "xlsx", "a.xlsx")
    lines = reading.text.split("\n")[2:]
    assert [line.split(" | ")[1] for line in lines if line] == [
        "26%", "1,234.50", "¥99", "€ 1,234.5", "3", "0.3", "TRUE", "",
    ]  # fmt: skip
    assert lines[0].endswith("| a\\|b |")
    assert lines[1].endswith("| [含税] |")
    assert [remark.key for remark in reading.remarks] == ["documents.remark.formulas"]
    assert "1" in reading.remarks[0].text("zh")


def test_tables_beside_and_below_each_other_stay_apart(tmp_path: Path, apart: Apart) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["渠道", "人数", None, "城市", "人数"], ["自然", 5, None, "上海", 7], ["投放", 6]):
        sheet.append(row)
    sheet.append([])
    sheet.append([1, 2])
    sheet.append([3, 4])
    book.save(tmp_path / "a.xlsx")
    text = apart.read(tmp_path / "a.xlsx", "xlsx", "a.xlsx").text
    assert text == (
        "| 渠道 | 人数 |\n|---|---|\n| 自然 | 5 |\n| 投放 | 6 |\n\n"
        "| 城市 | 人数 |\n|---|---|\n| 上海 | 7 |\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    )


@pytest.mark.parametrize("streamed", [False, True])
def test_huge_sheets_are_cut_with_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streamed: bool
) -> None:
    book = openpyxl.Workbook()
    for row in [["编号", "名称"], *([n, f"名{n}"] for n in range(60))]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setattr(xlsx, "ROWS", 20)
    monkeypatch.setattr(xlsx, "_STREAMED_FROM", 0 if streamed else 10**9)
    reading = xlsx.read_xlsx(tmp_path / "a.xlsx")
    assert [remark.key for remark in reading.remarks] == ["documents.remark.sheet_rows"]
    assert "名19" in reading.text
    assert "名20" not in reading.text
    assert reading.marks[-1].at == Locator(sheet="Sheet", row=21)


def test_a_lone_cell_far_away_costs_nothing(tmp_path: Path, apart: Apart) -> None:
    book = openpyxl.Workbook()
    for row in (["名称", "价格"], ["甲", 3]):
        book.active.append(row)
    book.active["XFD1048576"] = "x"
    book.active["C1048576"] = "角落"
    book.save(tmp_path / "a.xlsx")
    text = apart.read(tmp_path / "a.xlsx", "xlsx", "a.xlsx").text
    assert text == "| 名称 | 价格 |\n|---|---|\n| 甲 | 3 |\n\n角落\n"


def test_headers_are_found_rather_than_assumed() -> None:
    assert header_row([["表一"], ["名称", "价格"], ["甲", "3"]]) == 1
    assert header_row([["甲", "3 元"], ["乙", "4 元"]]) is None
    assert header_row([["指标", "2024", "2025"], ["收入", "3", "4"]]) == 0
    assert header_row([["只有一行", "没有数据"]]) is None


# PDF


def test_lines_of_a_paragraph_are_joined(tmp_path: Path, apart: Apart) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    lines = [
        "The reports that are made every night by the service are kept for seven-",
        "teen days, after which an administrator may restore them with a well known com-",
        "mand.",
        "Another paragraph follows here.",
    ]
    for number, line in enumerate(lines):
        canvas.drawString(60, 700 - 14 * number - (10 if number == 3 else 0), line)
    canvas.save()
    text = apart.read(tmp_path / "a.pdf", "pdf", "a.pdf").text
    assert "kept for seventeen days, after which" in text
    assert "a well known command.\n\nAnother paragraph follows here.\n" in text


def test_letters_that_are_printed_twice_are_read_once(tmp_path: Path, apart: Apart) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for shift in (0, 0.4):
        canvas.drawString(60 + shift, 700, "Bold by double printing")
    canvas.save()
    assert apart.read(tmp_path / "a.pdf", "pdf", "a").text == "Bold by double printing\n"


# HTML


def test_pages_keep_their_structure_only() -> None:
    reading = read_html(
        """<html><head><meta charset="gb2312"><title>镕样 - Confluence</title></head><body>
        <aside>侧栏</aside><header><a>登录</a></header><main><h1>镕样</h1><p>甲<br>乙 &amp; 丙</p>
        <ol><li>一</li><li>二<ul><li>内</li></ul></li></ol>
        <img src="data:image/png;base64,AA" alt="流程图">
        <table><tr><td><h2>版式</h2><p>布局表格里的正文</p></td></tr></table>
        <p style="x">见<a href="https://e.com/x">链接</a></p></main></body></html>""".encode(
            "gb18030"
        )
    )
    assert reading.title == "镕样"
    assert reading.text.startswith("# 镕样\n\n甲")
    assert "1. 一\n2. 二\n   - 内" in reading.text
    assert "## 版式\n\n布局表格里的正文" in reading.text
    for gone in ("侧栏", "登录", "base64", "https"):
        assert gone not in reading.text
    assert "流程图" in reading.text
    assert "见链接" in reading.text


def test_deep_nesting_breaks_nothing(apart: Apart, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 3000 + "底" + "<p>文字</p>")
    assert "文字" in apart.read(tmp_path / "a.html", "html", "a.html").text


# MDX


# CSV and encodings


# The draft that readers write on
