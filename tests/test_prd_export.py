"""PRDs as files: each is opened again by a library, and says what the document says."""

import csv
import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from PIL import ImageFont
from prd_samples import FLOWS, HOSTILE, MADE, WORDS, a_hostile_prd, a_prd

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Block, Prd, Section, Sentence, Source
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.prd.__main__ import main
from tools.prd.export import flow_picture as flow_picture_module
from tools.prd.export import fonts, pdf_fonts
from tools.prd.export.docx import as_docx
from tools.prd.export.exported import FORMS, exported
from tools.prd.export.flow_words import width_of
from tools.prd.export.flowchart import read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.html import as_html
from tools.prd.export.issues_csv import as_csv, issues_of
from tools.prd.export.legible import one_line
from tools.prd.export.markdown import as_markdown
from tools.prd.export.pdf import as_pdf
from tools.prd.export.rows import shares_of

NUMBERS = ["1", "2", "1", "3", "3", "1"]
"""The footnotes of the good document in the order in which the text refers to them."""
MARKS = {
    "zh": ("〔假设〕", "〔决定：李雷〕", "〔待定〕"),
    "en": ("[assumption]", "[decision: Ann Lee]", "[open question]"),
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def sentences(lang: Lang) -> list[str]:
    words = WORDS[lang]
    keys = ("intro", "cited", "figure", "assumption", "decision", "need", "done", "question")
    return [words[key] for key in keys]


class Page(HTMLParser):
    """An HTML page as a browser takes it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data

    def all(self, tag: str, name: str) -> list[str]:
        return [value for one, found in self.tags if one == tag and (value := found.get(name))]


def test_a_source_has_one_number_wherever_it_is_rested_on() -> None:
    notes = Footnotes(a_prd("en")).all()
    assert [one.number for one in notes] == [1, 2, 3]
    assert notes[0].text == (
        "Document pricing.md#2: “Pro costs 39 yuan a month, 100 videos a day” (2026-11-20)"
    )
    assert notes[2].text == "Reply q-1: “P0”"


# Markdown


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_holds_the_whole(lang: Lang) -> None:
    text = as_markdown(a_prd(lang))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [one for one in tokens if one.type == "inline"]
    said = "\n".join(one.content for one in inline)
    assert said.startswith(WORDS[lang]["title"])
    assert all(
        one in said.replace("\\", "") for one in [*sentences(lang), *WORDS[lang]["sections"]]
    )
    assert all(mark in said.replace("\\", "") for mark in MARKS[lang])
    assert [one.content for one in inline if "h2" in (tokens[tokens.index(one) - 1].tag,)] == list(
        WORDS[lang]["sections"]
    )
    assert sum(one.type == "tr_open" for one in tokens) == 3
    fence = next(one for one in tokens if one.type == "fence")
    assert fence.info == "mermaid"
    assert read_flowchart(fence.content) is not None
    body, _, foot = text.partition("\n[^1]: ")
    assert re.findall(r"\[\^(\d+)]", body) == NUMBERS
    assert re.findall(r"^\[\^(\d+)]: ", f"[^1]: {foot}", re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_the_data_is_markdown(lang: Lang) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(
        as_markdown(a_hostile_prd(lang))
    )
    inner = [child for one in tokens for child in one.children or []]
    assert {one.type for one in inner} <= {
        *("text", "strong_open", "strong_close", "em_open", "em_close", "softbreak"),
        *("text_special", "entity"),
    }
    assert "html_block" not in {one.type for one in tokens}
    assert [one.info for one in tokens if one.type == "fence"] == ["mermaid", "text"] * 2
    assert one_line(HOSTILE).count("<") < "".join(one.content for one in inner).count("<")


@pytest.mark.parametrize(
    "text", ["(http://a.example)", ": x", "# x", "- x", "1. x", "+ x", "> x", "=== x"]
)
def test_what_begins_a_line_or_follows_a_footnote_is_text(text: str) -> None:
    source = Source(kind="run", id="r1")
    said = [Sentence(id=str(at), text=text, kind="figure", sources=(source,)) for at in range(2)]
    block = Block(form="paragraph", sentences=tuple(said))
    prd = a_prd("zh").model_copy(
        update={"sections": (Section(key="a", title=text, blocks=(block,)),), "title": text}
    )
    tokens = MarkdownIt("commonmark").parse(as_markdown(prd).partition("\n[^1]:")[0])
    assert {one.type for one in tokens} == {
        *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close")
    }
    children = [child for one in tokens for child in one.children or []]
    assert "link_open" not in {one.type for one in children}


def test_a_figure_at_the_start_stays_as_it_is() -> None:
    said = Sentence(id="s1", text="42.1% adopted", kind="plain")
    block = Block(form="list", sentences=(said,))
    prd = a_prd("en").model_copy(
        update={"sections": (Section(key="a", title="A", blocks=(block,)),)}
    )
    assert "- 42.1% adopted" in as_markdown(prd)


# HTML


@pytest.mark.parametrize("lang", LANGS)
def test_html_holds_the_whole(lang: Lang) -> None:
    page = Page(as_html(a_prd(lang)))
    assert all(one in page.said for one in [*sentences(lang), *MARKS[lang], *WORDS[lang]["heads"]])
    ids = {found["id"] for _, found in page.tags if "id" in found}
    links = page.all("a", "href")
    assert {link[1:] for link in links} <= ids
    assert [one[6:] for one in links if one.startswith("#note-")] == NUMBERS
    # A way back to each place.
    assert sum(one.startswith("#ref-") for one in links) == len(NUMBERS)
    assert [one for one in links if re.fullmatch(r"#s\d", one)] == [f"#s{at}" for at in range(1, 6)]
    assert sum(tag == "svg" for tag, _ in page.tags) == 1
    assert ("html", {"lang": "zh-CN" if lang == "zh" else "en"}) in page.tags


@pytest.mark.parametrize("lang", LANGS)
def test_html_fetches_and_runs_nothing(lang: Lang) -> None:
    text = as_html(a_hostile_prd(lang))
    page = Page(text)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert all(link.startswith("#") for link in page.all("a", "href"))
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    assert "default-src 'none'" in page.all("meta", "content")[0]
    assert one_line(HOSTILE) in page.said
    assert "url(" not in text.partition("</style>")[0]


# DOCX


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


def test_a_draft_that_is_not_kept_yet_can_leave() -> None:
    draft = a_prd("zh").model_copy(update={"version": 0})
    for form in FORMS:
        assert exported(draft, form)


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


def test_a_document_without_sources_has_no_footnotes() -> None:
    said = Sentence(id="s1", text="x", kind="cited")
    block = Block(form="paragraph", sentences=(said,))
    prd = a_prd("en").model_copy(
        update={"sections": (Section(key="a", title="A", blocks=(block,)),), "comments": ()}
    )
    with zipfile.ZipFile(io.BytesIO(as_docx(prd))) as package:
        assert "word/footnotes.xml" not in package.namelist()
    # What should rest on something and does not is told as such, everywhere.
    for form in ("md", "html", "docx", "pdf"):
        assert "source missing" in words_of(exported(prd, form), form)


def words_of(content: bytes, form: str) -> str:
    match form:
        case "docx":
            document = docx.Document(io.BytesIO(content))
            return "\n".join(one.text for one in document.paragraphs)
        case "pdf":
            with pdfplumber.open(io.BytesIO(content)) as file:
                return "\n".join(page.extract_text() for page in file.pages)
        case "html":
            return Page(content.decode()).said
    return content.decode()


# PDF


@pytest.fixture(params=["found", "none"])
def letters(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the fonts of the machine, and on one that has none."""
    if request.param == "none":
        monkeypatch.setattr(pdf_fonts, "chinese_fonts", tuple)
    return str(request.param)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.usefixtures("letters")
def test_pdf_holds_the_whole(lang: Lang) -> None:
    prd = a_prd(lang)
    with pdfplumber.open(io.BytesIO(as_pdf(prd))) as file:
        said = squeezed("".join(page.extract_text() for page in file.pages))
        outline = [entry[1] for entry in file.doc.get_outlines()]
        title = file.metadata["Title"]
        links = [one for page in file.pages for one in page.annots]
    parts = [*sentences(lang)[:5], *WORDS[lang]["sections"], *MARKS[lang]]
    assert [one for one in parts if squeezed(one) not in said] == []
    assert title == WORDS[lang]["title"]
    assert outline[:-1] == list(WORDS[lang]["sections"])
    assert len(outline) == 6
    # Each reference leads to its footnote, and each footnote back.
    assert len(links) == len(NUMBERS) + 3
    assert not [one for one in links if one["uri"]]
    chart = read_flowchart(FLOWS[lang])
    assert chart is not None
    for node in chart.nodes.values():
        assert squeezed(node.text)[:6] in said
    foot = said.rpartition(squeezed("引用来源" if lang == "zh" else "Sources"))[2]
    assert [foot.index(squeezed(f"{one.number} {one.text}")) for one in Footnotes(prd).all()]


@pytest.mark.usefixtures("letters")
def test_links_between_long_latin_words_do_not_break_chinese_lines() -> None:
    source = [Source(kind="metric", id=f"m{at}") for at in range(40)]
    said = [
        Sentence(
            id=f"s{at}",
            text=f"{'采纳率' * (at % 7)}script_generation@v{at}" + "x" * at,
            kind="figure",
            sources=(one,),
        )
        for at, one in enumerate(source)
    ]
    blocks = [
        Block(form="paragraph", sentences=tuple(said)),
        Block(form="table", heads=("甲", "乙"), sentences=tuple(said)),
    ]
    prd = a_prd("zh").model_copy(
        update={"sections": (Section(key="a", title="甲", blocks=tuple(blocks)),)}
    )
    with pdfplumber.open(io.BytesIO(as_pdf(prd))) as file:
        links = [one for page in file.pages for one in page.annots]
    assert len(links) >= 40 * 3


def test_one_document_after_the_other_has_its_own_letters() -> None:
    first = as_pdf(a_prd("zh"))
    as_pdf(a_prd("zh").model_copy(update={"title": "另一份文档", "sections": ()}))
    assert as_pdf(a_prd("zh")) == first


def test_documents_made_at_once_have_their_own_letters() -> None:
    prds = [a_prd("zh").model_copy(update={"title": mark * 9}) for mark in "甲乙丙丁戊己"]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(as_pdf, prds))
    for prd, content in zip(prds, made, strict=True):
        assert words_of(content, "pdf").startswith(prd.title)


def test_chinese_letters_are_embedded_where_there_is_a_font() -> None:
    if not fonts.chinese_fonts():
        pytest.skip("this machine has no Chinese font")
    with pdfplumber.open(io.BytesIO(as_pdf(a_prd("zh")))) as file:
        used = {char["fontname"] for page in file.pages for char in page.chars}
    assert {one.partition("+")[2] or one for one in used} == {"CasebookChinese", "Helvetica"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.usefixtures("letters")
def test_pdf_takes_any_text_for_text(lang: Lang) -> None:
    with pdfplumber.open(io.BytesIO(as_pdf(a_hostile_prd(lang)))) as file:
        said = squeezed("".join(page.extract_text() for page in file.pages))
        links = [one for page in file.pages for one in page.annots]
    assert said.count("<script>alert") >= 10
    assert not [one for one in links if one["uri"]]


@pytest.mark.usefixtures("letters")
def test_pdf_has_a_sign_for_letters_that_no_font_has() -> None:
    said = Sentence(id="s1", text="笑\U0001f600了\U0010fffd" + "长" * 9000, kind="plain")
    block = Block(form="table", heads=("甲",), sentences=(said,))
    prd = a_prd("zh").model_copy(
        update={"sections": (Section(key="a", title="甲", blocks=(block,)),)}
    )
    assert "笑〓了〓长" in squeezed(words_of(as_pdf(prd), "pdf"))


# CSV


def table(prd: Prd) -> list[dict[str, str]]:
    text = as_csv(prd)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_requirements_and_questions_are_issues() -> None:
    rows = table(a_prd("en"))
    assert [row["Type"] for row in rows] == ["Requirement", "Requirement", "Open question"]
    first = rows[0]
    assert first["Title"] == "F1 Caption an uploaded video"
    assert first["Acceptance criteria"] == WORDS["en"]["done"]
    assert first["Priority"] == "P0"
    assert first["Section"] == "Functional requirements"
    assert rows[1]["Sources"].startswith("Document pricing.md#2")
    assert rows[2]["Title"] == WORDS["en"]["question"]


def test_chinese_requirements_are_issues_too() -> None:
    rows = table(a_prd("zh"))
    assert [row["类型"] for row in rows] == ["功能需求", "功能需求", "待定问题"]
    assert rows[0]["验收标准"] == WORDS["zh"]["done"]
    assert rows[0]["优先级"] == "P0"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\u202e=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    source = Source(kind="run", id=text, quote=text)
    cells = [Sentence(id=str(at), text=text, kind="figure", sources=(source,)) for at in range(3)]
    heads = ("Requirement", "Acceptance", "Priority")
    blocks = (
        Block(form="table", heads=heads, sentences=tuple(cells)),
        Block(form="list", sentences=(Sentence(id="q", text=text, kind="question"),)),
    )
    section = Section(key="requirements", title=text, blocks=blocks)
    rows = table(a_prd("en").model_copy(update={"sections": (section,)}))
    assert len(rows) == 2
    for row in rows:
        assert not [cell for cell in row.values() if cell.strip()[:1] in tuple("=+-@＝")]


def test_a_list_of_requirements_is_taken_and_a_paragraph_is_not() -> None:
    said = (Sentence(id="a", text="Export as PDF", kind="plain"),)
    blocks = (Block(form="paragraph", sentences=said), Block(form="list", sentences=said))
    section = Section(key="requirements", title="What it does", blocks=blocks)
    found = list(issues_of(a_prd("en").model_copy(update={"sections": (section,)})))
    assert [one.title for one in found] == ["Export as PDF"]


def test_the_widths_of_columns() -> None:
    shares = shares_of(["ID", "Requirement"], [["F1", "a long text " * 20]])
    assert sum(shares) == pytest.approx(1)
    assert 0.05 < shares[0] < 0.3 < shares[1]
    # A word is not broken for the sake of a long text beside it.
    event, text = shares_of(["Event", "Says"], [["abandoned", "a long text " * 200]])
    assert event * 600 > width_of("abandoned")
    assert event < text
    assert sum(shares_of(["A", "B"], [["w" * 500, "w" * 500]])) == pytest.approx(1)


# The command


def test_the_command_exports_by_id_by_title_and_the_newest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=tmp_path / "home", demo=False)
    older = a_prd("en").model_copy(update={"made": MADE.replace(year=2025)})
    with open_workspace(settings, "tests") as workspace:
        for prd in (older, a_prd("zh")):
            workspace.prds.keep(prd, after=0)
    home = ["--home", str(settings.home)]
    for form in FORMS:
        out = tmp_path / f"prd.{form}"
        assert main(["export", "prd-en", "--to", form, "-o", str(out), *home]) == 0
        assert out.read_bytes() != b""
    assert (tmp_path / "prd.pdf").read_bytes().startswith(b"%PDF")
    assert docx.Document(str(tmp_path / "prd.docx")).paragraphs[0].text == "Auto-captions"
    capsys.readouterr()
    assert main(["export", "auto-captions", "--to", "md", *home]) == 0
    assert capsys.readouterr().out.startswith("# Auto-captions")
    assert main(["export", "--to", "md", *home]) == 0
    assert capsys.readouterr().out.startswith("# 脚本生成")


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=tmp_path / "home", demo=False)
    home = ["--home", str(settings.home)]
    assert main(["export", "--to", "md", *home]) == 2
    assert "no PRD yet" in capsys.readouterr().err
    twin = a_prd("en").model_copy(update={"id": "prd-twin"})
    with open_workspace(settings, "tests") as workspace:
        for prd in (a_prd("en"), twin):
            workspace.prds.keep(prd, after=0)
    assert main(["export", "prd-x", "--to", "md", *home]) == 2
    assert "There are: prd-" in capsys.readouterr().err
    assert main(["export", "Auto-captions", "--to", "md", *home]) == 2
    assert "Several" in capsys.readouterr().err
    nowhere = str(tmp_path / "none" / "x.pdf")
    assert main(["export", "prd-en", "--to", "pdf", "-o", nowhere, *home]) == 2
    assert nowhere in capsys.readouterr().err


def test_known_fonts_have_chinese_letters() -> None:
    """A wrong index within a collection would set Japanese forms, or none at all."""
    for font in fonts.chinese_fonts():
        face = ImageFont.truetype(str(font.path), 40, font.index)
        assert face.getmask("脚").getbbox() != face.getmask("\U0010fffd").getbbox()
