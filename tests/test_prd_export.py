"""PRDs as Markdown, HTML and issues, and the command that writes them."""

import csv
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from markdown_it import MarkdownIt
from prd_exports import MARKS, NUMBERS, Page, sentences, words_of
from prd_samples import HOSTILE, MADE, WORDS, a_hostile_prd, a_prd

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Block, Prd, Section, Sentence, Source
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.prd.__main__ import main
from tools.prd.export.docx import as_docx
from tools.prd.export.exported import FORMS, exported
from tools.prd.export.flowchart import read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.html import as_html
from tools.prd.export.issues_csv import as_csv, issues_of
from tools.prd.export.legible import one_line
from tools.prd.export.markdown import as_markdown


def test_a_source_has_one_number_wherever_it_is_rested_on() -> None:
    notes = Footnotes(a_prd("en")).all()
    assert [one.number for one in notes] == [1, 2, 3]
    assert notes[0].text == (
        "Document pricing.md#2: “Pro costs 39 yuan a month, 100 videos a day” (2026-11-20)"
    )
    assert notes[2].text == "Reply q-1: “P0”"


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


def test_a_draft_that_is_not_kept_yet_can_leave() -> None:
    draft = a_prd("zh").model_copy(update={"version": 0})
    for form in FORMS:
        assert exported(draft, form)


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
