"""Typing in a section: its text is read back as it was, and no typed sentence passes for a fact."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from prd_samples import a_hostile_prd, a_prd

from knowledge.errors import BadInput
from knowledge.language import LANGS, Lang
from knowledge.records.prd import Block, Section, Sentence, Source
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.pen import Pen
from tools.prd.editing.by_hand import Hand
from tools.prd.editing.plain import MOST, plain_text
from tools.prd.editing.retyped import retyped
from tools.prd.export.legible import legible, one_line

PASSAGE = "The Pro plan costs 39 yuan a month and includes 100 videos a day. It has no free trial."
PRICE = Source(kind="passage", id="pricing#1", quote=PASSAGE, at=datetime(2026, 11, 1, tzinfo=UTC))
RATE = Source(kind="metric", id="down_rate", quote="18%")


def typed(section: Section, text: str, lang: Lang = "en") -> Section:
    taken = {one.id for one in sentences_of(section)}
    hand = Hand(by="Ann", pen=Pen(lang, "captions", ids=taken), lookup=lambda one: one.quote)
    return retyped(section, text, lang, lambda one: hand.judged(section, one))


def section_of(*sentences: Sentence, key: str = "background") -> Section:
    return Section(
        key=key, title="Background", blocks=(Block(form="paragraph", sentences=sentences),)
    )


def said(text: str, kind: Any = "plain", *sources: Source, name: str = "") -> Sentence:
    return Sentence(id=name or f"s-{text[:8]}", text=text, kind=kind, sources=sources)


CITED = said("The Pro plan costs 39 yuan a month.", "cited", PRICE, name="s-price")
FIGURE = said("Captions of interviews were edited in 18% of cases.", "figure", RATE, name="s-rate")


@pytest.mark.parametrize("lang", LANGS)
def test_a_documents_text_reads_back_as_it_was(lang: Lang) -> None:
    for prd in (a_prd(lang), a_hostile_prd(lang)):
        for section in prd.sections:
            text = plain_text(section.blocks, prd.lang)
            assert typed(section, text, prd.lang) is section
            longer = typed(section, f"{text}\n\nOne more line", prd.lang)
            assert longer.blocks[:-1] == tuple(
                one for one in section.blocks if one.sentences or one.text
            )


TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "- a",
        "| b |",
        "---",
        "|",
        "```",
        "1. c",
        "\\",
        "\\| d",
        "A b.",
        "好。",
        "“好。”他说。",
        "e.g. x",
        "•",
        "-",
    ]
)
SENTENCES = st.lists(TEXT, min_size=1, max_size=6)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    blocks, number = [], 0
    for _ in range(draw(st.integers(1, 4))):
        form = draw(st.sampled_from(["paragraph", "list", "table", "flow"]))
        if form == "flow":
            blocks.append(Block(form="flow", text=draw(st.text(max_size=60))))
            continue
        heads = tuple(draw(SENTENCES)) if form == "table" and draw(st.booleans()) else ()
        texts = draw(SENTENCES)
        texts += [""] * (-len(texts) % max(len(heads), 1))
        made = []
        for text in texts:
            number += 1
            kind = draw(st.sampled_from(["plain", "cited", "decision", "question", "assumption"]))
            made.append(Sentence(id=f"s{number}", text=text, kind=kind))
        blocks.append(Block(form=form, heads=heads, sentences=tuple(made)))
    return Section(key="background", title="Background", blocks=tuple(blocks))


@given(sections(), st.sampled_from(LANGS))
@hypothesis_settings(max_examples=200, deadline=None)
def test_a_round_trip_loses_nothing(section: Section, lang: Lang) -> None:
    text = plain_text(section.blocks, lang)
    if not any(map(str.isalnum, text.replace("mermaid", ""))) or len(text) > MOST:
        return
    assert typed(section, text, lang) is section
    # With a line put before all else, every sentence that can be read is there with its id.
    after = typed(section, f"A first line\n\n{text}", lang)
    shown = [one for one in sentences_of(section) if one_line(one.text)]
    kept = {one.id: one for one in sentences_of(after)}
    assert all(kept[one.id] == one for one in shown)
    flows = [one for one in section.blocks if legible(one.text).strip("\n")]
    assert [one for one in after.blocks if one.form == "flow"] == flows


@given(sections(), st.text(max_size=300) | SENTENCES.map("\n".join), st.sampled_from(LANGS))
@hypothesis_settings(max_examples=200, deadline=None)
def test_any_text_can_be_typed(section: Section, text: str, lang: Lang) -> None:
    try:
        made = typed(section, text, lang)
    except BadInput:
        return
    ids = [one.id for one in sentences_of(made)]
    assert len(ids) == len(set(ids))
    was = set(sentences_of(section))
    for one in sentences_of(made):
        assert one in was or one.kind not in {"cited", "figure"} or one.sources
    letters = "".join(one_line(text).split()).replace("\\", "").replace("|", "").replace("`", "")
    told = "".join(f"{''.join(one.heads)}{one.text}" + "".join(s.text for s in one.sentences)
                   for one in made.blocks)  # fmt: skip
    assert {one for one in letters if one.isalnum()} <= set(told) | set("mermaid") or "`" in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        (" \n\u200b\n", "empty"),
        ("x" * (MOST + 1), "20,001"),
        ("a\n```mermaid\nb", "line 2"),
    ],
)
def test_what_cannot_be_kept_is_told(text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        typed(section_of(CITED), text)


def only(section: Section, text: str) -> Sentence:
    return next(one for one in sentences_of(section) if one.text == text)


@pytest.mark.parametrize(
    ("before", "text", "kind"),
    [
        (CITED, "The Pro plan costs 39 yuan each month.", "cited"),
        (CITED, "The Pro plan costs 39 yuan a month and includes 100 videos a day.", "cited"),
        (CITED, "The Pro plan costs 49 yuan a month.", "assumption"),
        (CITED, "The Pro plan costs 39 yuan a month, which most users gladly pay.", "assumption"),
        (CITED, "The Pro plan never costs 39 yuan a month.", "assumption"),
        (FIGURE, "In 18% of cases captions of interviews were edited.", "figure"),
        (FIGURE, "Captions of interviews were edited in 81% of cases.", "assumption"),
        (FIGURE, "We will caption interviews first.", "decision"),
        (FIGURE, "Which interviews are captioned first?", "question"),
        (said("Is it free?", "question"), "It is free.", "decision"),
    ],
)  # fmt: skip
def test_a_changed_sentence_keeps_its_sources_only_if_they_carry_it(
    before: Sentence, text: str, kind: str
) -> None:
    made = only(typed(section_of(said("First."), before), f"First. {text}"), text)
    assert made.kind == kind
    assert made.sources == (before.sources if kind in {"cited", "figure"} else ())
    assert made.by == ("Ann" if kind == "decision" else "")


def test_what_is_left_alone_stays_what_it_was_wherever_it_stands() -> None:
    made = typed(
        section_of(CITED, FIGURE), f"{FIGURE.text}\n- {CITED.text}\n- New: we ship in May."
    )
    assert [one.form for one in made.blocks] == ["paragraph", "list"]
    assert sentences_of(made)[:2] == [FIGURE, CITED]
    assert sentences_of(made)[2].kind == "decision"


def test_a_sentence_that_is_split_leaves_both_parts_their_source() -> None:
    both = said("The Pro plan costs 39 yuan a month and includes 100 videos a day.", "cited", PRICE)
    made = sentences_of(
        typed(section_of(both), "The Pro plan costs 39 yuan a month. It includes 100 videos a day.")
    )
    assert [(one.kind, one.sources) for one in made] == [("cited", (PRICE,))] * 2
    assert made[0].id == both.id != made[1].id


def test_a_cell_changes_alone() -> None:
    cells = tuple(
        said(text, name=f"c{at}")
        for at, text in enumerate(["R1", "Write", "P0", "R2", "Edit", "P0"])
    )
    table = Block(form="table", heads=("Id", "What", "Priority"), sentences=cells)
    section = Section(key="requirements", title="Requirements", blocks=(table,))
    text = plain_text(section.blocks, "en")
    made = typed(section, text.replace("| R2 | Edit | P0 |", "| R2 | Edit | P1 |\n| R3 | Export |"))
    assert made.blocks[0].heads == table.heads
    after = sentences_of(made)
    assert after[:5] == list(cells[:5])
    assert [(one.text, one.kind) for one in after[5:]] == [
        ("P1", "plain"), ("R3", "plain"), ("Export", "plain"), ("", "plain"),
    ]  # fmt: skip
    assert after[5].id == "c5"


def test_a_flow_is_typed_as_mermaid() -> None:
    section = Section(
        key="flow", title="Flow", blocks=(Block(form="flow", text="flowchart TD\n A --> B"),)
    )
    text = plain_text(section.blocks, "en")
    made = typed(section, text.replace("A --> B", "A --> C\n C --> B"))
    assert made.blocks == (Block(form="flow", text="flowchart TD\n A --> C\n C --> B"),)


def test_chinese_sentences_are_told_apart() -> None:
    one = said(
        "专业版每月 39 元。",
        "cited",
        PRICE.model_copy(update={"quote": "专业版每月 39 元"}),
        name="p",
    )
    other = said("差评率是 18%。", "figure", RATE, name="r")
    made = typed(section_of(one, other), "专业版每月 39 元。首版只做中文。差评率是 18%。", "zh")
    assert [(s.text, s.kind) for s in sentences_of(made)] == [
        ("专业版每月 39 元。", "cited"),
        ("首版只做中文。", "decision"),
        ("差评率是 18%。", "figure"),
    ]
