"""PRDs as PDF: their words, their links, and the letters that they carry."""

import io
from concurrent.futures import ThreadPoolExecutor

import pdfplumber
import pytest
from PIL import ImageFont
from prd_exports import MARKS, NUMBERS, sentences, words_of
from prd_samples import FLOWS, WORDS, a_hostile_prd, a_prd

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Block, Section, Sentence, Source
from tools.prd.export import fonts, pdf_fonts
from tools.prd.export.flowchart import read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.pdf import as_pdf


def squeezed(text: str) -> str:
    return "".join(text.split())


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


def test_known_fonts_have_chinese_letters() -> None:
    """A wrong index within a collection would set Japanese forms, or none at all."""
    for font in fonts.chinese_fonts():
        face = ImageFont.truetype(str(font.path), 40, font.index)
        assert face.getmask("脚").getbbox() != face.getmask("\U0010fffd").getbbox()
