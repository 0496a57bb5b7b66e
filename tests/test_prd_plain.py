"""A section's text as it is pasted from elsewhere, and that any text comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.prd import Block, Sentence
from tools.prd.editing.plain import Written, read_plain, written_of
from tools.prd.export.legible import one_line


def test_cells_with_tabs_between_are_a_table() -> None:
    pasted = "范围\n指标\t现值\t目标\n采纳率\t42%\t50%\n放弃率\t\t20%\n完"
    assert read_plain(pasted) == [
        Written("paragraph", ("范围",)),
        Written("table", ("采纳率", "42%", "50%", "放弃率", "", "20%"), ("指标", "现值", "目标")),
        Written("paragraph", ("完",)),
    ]


def test_bullets_with_tabs_are_a_list_and_a_lone_tab_is_a_space() -> None:
    assert read_plain("•\t先开放\n•\t回访\n\n1.\t第一步") == [
        Written("list", ("先开放", "回访")),
        Written("paragraph", ("1. 第一步",)),
    ]


def test_marks_of_markdown_go() -> None:
    pasted = "## 目标\n**采纳率**要到 50%\n- **a** and **b c**"
    assert [one.texts for one in read_plain(pasted)] == [
        ("目标",), ("采纳率要到 50%",), ("a and b c",),
    ]  # fmt: skip
    assert read_plain("2 ** 3 ** 4, f(**x), #5") == [
        Written("paragraph", ("2 ** 3 ** 4, f(**x), #5",))
    ]


MARKS = st.text(st.sampled_from("*#\\ |-`a中\t_1.•+[]()"), max_size=24) | st.text(max_size=40)


@given(MARKS, st.sampled_from(["paragraph", "list"]))
def test_any_sentence_comes_back_as_it_was(text: str, form: str) -> None:
    said = one_line(text)
    block = Block.model_validate(
        {"form": form, "sentences": [Sentence(id="s", text=said, kind="plain")]}
    )
    found = written_of(block, "en")
    assert (found.texts if found else ("",)) == (said,)


@given(st.lists(MARKS, min_size=2, max_size=2))
def test_any_cell_comes_back_as_it_was(texts: list[str]) -> None:
    said = tuple(map(one_line, texts))
    cells = tuple(
        Sentence(id=f"s{at}", text=one, kind="plain") for at, one in enumerate(("x", *said[1:]))
    )
    found = written_of(Block(form="table", heads=("a", said[0]), sentences=cells), "en")
    assert found is not None
    assert (*found.heads, *found.texts) == ("a", said[0], "x", said[1])
