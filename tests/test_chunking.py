import re
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.chunking import LIMIT, chunk
from knowledge.documents.front_matter import split_front_matter
from knowledge.documents.sentences import sentences
from knowledge.records import Chunk, Document, Locator, Mark


def cut(text: str, title: str = "定价方案") -> list[Chunk]:
    return chunk(Document(id="d.md", title=title, text=text, lang="zh"))


def test_headings_give_the_section() -> None:
    chunks = cut(
        "# 定价方案\n\n总述。\n\n## 专业版\n\n39 元。\n\n"
        "### 退款\n\n七天。\n\n## 团队版\n\n199 元。"
    )
    assert [(one.section, one.text) for one in chunks] == [
        ([], "总述。"),
        (["专业版"], "39 元。"),
        (["专业版", "退款"], "七天。"),
        (["团队版"], "199 元。"),
    ]
    assert [one.id for one in chunks] == ["d.md#0", "d.md#1", "d.md#2", "d.md#3"]
    assert chunks[2].place == "定价方案 › 专业版 › 退款"


def test_underlined_headings_are_headings() -> None:
    assert [one.section for one in cut("专业版\n---\n\n39 元。")] == [["专业版"]]


def test_a_hash_within_code_is_no_heading() -> None:
    (only,) = cut("说明\n\n```bash\n# 安装\nmake run\n```\n\n完。")
    assert only.section == []
    assert "# 安装" in only.text


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    chunks = cut("我们承诺每一条脚本都可以追溯到它的依据。" * 60)
    assert len(chunks) > 1
    assert all(one.text.endswith("。") for one in chunks)


def test_lists_stay_whole_where_they_fit() -> None:
    text = "前言。" * 120 + "\n\n" + "\n".join(f"- 第 {n} 条规则" for n in range(20))
    assert any("第 0 条" in one.text and "第 19 条" in one.text for one in cut(text))


def test_parts_of_a_long_table_repeat_its_header() -> None:
    rows = "\n".join(f"| 指标{n} | {'说明' * 10} |" for n in range(60))
    chunks = cut(f"| 名称 | 含义 |\n|---|---|\n{rows}")
    assert len(chunks) > 1
    assert all(one.text.startswith("| 名称 | 含义 |\n|---|---|\n") for one in chunks)


def test_parts_of_long_code_are_fenced() -> None:
    chunks = cut("```python\n" + "\n".join(f"print({n}, 'value')" for n in range(200)) + "\n```")
    assert len(chunks) > 1
    assert all(one.text.startswith("```python\n") for one in chunks)
    assert all(one.text.endswith("\n```") for one in chunks)


def test_front_matter_is_no_passage() -> None:
    assert [one.text for one in cut("---\ntitle: x\nversion: 2.10\n---\n正文。")] == ["正文。"]
    assert split_front_matter("---\nversion: 2.10\n---\nx")[0] == {"version": "2.10"}


def test_prose_between_rules_is_no_front_matter() -> None:
    text = "---\n只是一句话\n---\n正文。"
    assert split_front_matter(text) == ({}, text)


def test_a_document_without_words_gives_no_chunks() -> None:
    assert cut("") == cut("\n \n") == cut("# 定价方案\n") == []


MARKDOWN = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "# a",
                "## 二 级",
                "---",
                "===",
                "```",
                "~~~",
                "- x",
                "  - y",
                "1. z",
                "| a | b |",
                "|-|-|",
            ]
        ),
        st.text(alphabet="中文词。", min_size=300, max_size=700),
        st.text(alphabet="ab c.", min_size=700, max_size=2500),
    ),
    max_size=12,
).map("\n".join)


@given(MARKDOWN)
def test_no_word_is_lost_and_no_chunk_is_oversized(text: str) -> None:
    chunks = cut(text, title="标题")
    _, body = split_front_matter(text)
    kept = [letter for one in chunks for part in [one.text, *one.section] for letter in part]
    lost = Counter(re.findall(r"\w", body)) - Counter(kept)
    assert not lost
    assert all(len(one.text) <= 4 * LIMIT + 400 for one in chunks)
    assert all(one.text.strip() for one in chunks)
    assert len({one.id for one in chunks}) == len(chunks)
    assert chunks == cut(text, title="标题")


@given(
    st.lists(
        st.sampled_from(["唯一一句话", "second sentence here", "第三"]), min_size=1, max_size=80
    )
)
def test_the_words_keep_their_order(words: list[str]) -> None:
    marked = [f"{word}{number}号。" for number, word in enumerate(words)]
    text = "".join(one.text for one in cut("".join(marked)))
    places = [text.index(mark) for mark in marked]
    assert all(one < other for one, other in pairwise(places))


@given(st.text())
def test_sentences_join_to_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def marked(text: str, *marks: tuple[int, Locator]) -> list[Chunk]:
    places = tuple(Mark(line, at) for line, at in marks)
    return chunk(Document(id="d", title="标题", text=text, lang="zh", marks=places))


def test_a_chunk_knows_its_pages() -> None:
    first, second = marked(
        "# 一\n\n甲。\n\n乙。\n\n# 二\n\n丙。\n",
        (0, Locator(page=1)),
        (4, Locator(page=2)),
        (8, Locator(page=3)),
    )
    assert first.locator == Locator(page=1, to_page=2)
    assert (first.where("zh"), first.where("en")) == ("标题 › 一，第 1–2 页", "标题 › 一, pp. 1–2")
    assert second.locator == Locator(page=3), "where its words are, not its heading"


def test_front_matter_shifts_no_place() -> None:
    (only,) = marked("---\na: b\n---\n甲。\n", (0, Locator(page=1)), (3, Locator(page=2)))
    assert only.locator == Locator(page=2)


def test_a_chunk_before_the_first_mark_has_no_place() -> None:
    before, after = marked("甲。\n\n# 二\n\n乙。", (2, Locator(page=1)))
    assert (before.locator, after.locator) == (None, Locator(page=1))


def test_parts_of_a_table_name_their_own_rows() -> None:
    rows = [f"| 指标{n} | {'说明' * 10} |" for n in range(60)]
    text = "\n".join(["| 名称 | 含义 |", "|---|---|", *rows])
    chunks = marked(text, *((n + 2, Locator(sheet="表", row=n + 2)) for n in range(60)))
    assert len(chunks) > 2
    for one in chunks:
        told = one.locator
        assert told is not None
        assert told.row is not None
        numbers = [int(n) + 2 for n in re.findall(r"指标(\d+)", one.text)]
        assert (numbers[0], numbers[-1]) == (told.row, told.to_row or told.row)


def test_no_chunk_spans_two_slides() -> None:
    chunks = marked("甲。\n\n乙。\n", (0, Locator(slide=1)), (2, Locator(slide=2)))
    assert [(one.text, one.locator) for one in chunks] == [
        ("甲。", Locator(slide=1)),
        ("乙。", Locator(slide=2)),
    ]


@given(MARKDOWN, st.lists(st.integers(0, 3), max_size=40))
def test_places_rise_and_hold_every_chunk(text: str, steps: list[int]) -> None:
    line, marks = 0, []
    for page, step in enumerate(steps, start=1):
        marks.append((line, Locator(page=page)))
        line += step + 1
    spans = [
        (one.locator.page or 0, one.locator.to_page or one.locator.page or 0)
        for one in marked(text, *marks)
        if one.locator
    ]
    assert all(first <= last for first, last in spans)
    assert all(before[0] <= after[0] for before, after in pairwise(spans))
    assert all(before[1] <= after[1] for before, after in pairwise(spans))
