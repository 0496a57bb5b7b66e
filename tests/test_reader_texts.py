"""Pages and tables that are text already: MDX, CSV, any encoding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.read import document_of, read_documents
from knowledge.readers.csv import read_csv
from knowledge.readers.dates import stated_date
from knowledge.readers.encoding import decode
from knowledge.readers.mdx import read_mdx
from knowledge.readers.reading import Draft, Reading
from knowledge.records import Document, Locator


def test_tags_go_and_their_words_stay() -> None:
    text = read_mdx(
        "import A from './a'\nexport const x = 1\n\n# 标题 {/* 注释 */}\n\n"
        '<Card title="卡片" href="/x">\n    ## 内标题\n\n    正文 <your-key> 与 `<Tag>`。\n</Card>'
        "\n\n"
        '悬停 <Tooltip tip="解释">词</Tooltip> 后\n\n- a\n  - b\n\nimport 你的数据吧。\n'
    )
    said = "# 标题 **卡片** ## 内标题 正文 <your-key> 与 `<Tag>`。 悬停 解释 词 后"
    assert text.split() == f"{said} - a - b import 你的数据吧。".split()
    assert "\n## 内标题\n" in text
    assert "\n  - b" in text


def test_code_stays_as_it_is() -> None:
    code = '```jsx\n<Card title="x">\n  {value}\n</Card>\nimport a from "b"\n```'
    assert read_mdx(f"前\n\n{code}\n\n后") == f"前\n\n{code}\n\n后"


def test_a_line_of_jsonl_that_is_a_page_of_mdx_is_read_as_one() -> None:
    document = document_of("docs/start.mdx", '<Note label="注意">只读</Note>', "开始")
    assert document.text.split() == ["**注意**", "只读"]


@given(
    st.lists(
        st.sampled_from(
            [
                "词",
                "word ",
                "<b>",
                "</b>",
                "<Card>",
                "</Card>",
                "{x}",
                "\n",
                "`",
                "<",
                ">",
                "- ",
                "    ",
            ]
        )
    ).map("".join)
)
def test_no_word_of_a_page_is_lost(text: str) -> None:
    kept = read_mdx(text)
    assert kept.count("词") == text.count("词")
    assert kept.count("word") == text.count("word")


def test_tables_of_values_are_understood_by_themselves() -> None:
    assert (
        read_csv('名称,价格\n甲,"3,000"\n').text == "| 名称 | 价格 |\n|---|---|\n| 甲 | 3,000 |\n"
    )
    assert read_csv("导出于周一\n名称\t价格\n甲\t3\n").text.startswith(
        "导出于周一\n\n| 名称 | 价格 |"
    )
    assert read_csv("甲;3\n乙;4\n").text.startswith("| A | B |\n|---|---|\n| 甲 | 3 |")
    assert read_csv('a,b\n"never closed,1\n' + "x,2\n" * 300).text.count("| x | 2 |") == 300


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "gbk"]
)
def test_chinese_is_read_in_any_encoding(encoding: str) -> None:
    text = "定价方案：专业版每月 39 元, includes 100 scripts a day。"
    assert decode(text.encode(encoding)) == text


def test_other_encodings_are_guessed() -> None:
    big5 = "本產品的價格方案如下，專業版每月三十九元，團隊版每席位一百九十九元。" * 4
    assert decode(big5.encode("big5")) == big5
    latin = "Le café coûte trois euros, déjà payés à l'entrée du théâtre."
    assert decode(latin.encode("cp1252")) == latin
    assert decode(bytes(range(32)) * 10) is None


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_text_survives_its_encoding(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_bytes_are_text_or_not(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded, str)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["h", "p", "l", "t", "c"]), st.text(max_size=30), st.integers(1, 9)
        )
    )
)
def test_marks_rise_and_no_word_is_lost(blocks: list[tuple[str, str, int]]) -> None:
    draft = Draft()
    page = 0
    for kind, words, step in blocks:
        page += step
        draft.at(Locator(page=page))
        match kind:
            case "h":
                draft.heading(step, words)
            case "p":
                draft.paragraph(words)
            case "l":
                draft.items([f"- {words}"])
            case "t":
                draft.table([["a", "b"], [words, words]])
            case _:
                draft.code(words)
    reading: Reading = draft.reading()
    lines = [mark.line for mark in reading.marks]
    assert lines == sorted(set(lines))
    assert all(line < max(reading.text.count("\n"), 1) for line in lines)
    for _, words, _ in blocks:
        for letter in filter(str.isalnum, words):
            assert letter in reading.text


def test_what_looks_like_markup_in_a_paragraph_is_words(tmp_path: Path) -> None:
    draft = Draft()
    for words in ("# 不是标题", "| 不是表格", "```", "上一行\n---"):
        draft.paragraph(words)
    document = Document(id="a", title="a", text=draft.reading().text, lang="zh")
    assert "\\# 不是标题" in document.text
    (tmp_path / "a.txt").write_text("词")
    (read,) = read_documents(tmp_path / "a.txt")
    assert isinstance(read, Document)
    assert (read.media, read.marks) == ("txt", ())


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("# 灵图定价方案\n\n商业化组 2026-03-10\n\n专业版每月 49 元。", "2026-03-10"),
        ("用户访谈纪要 2026年4月18日\n\n受访者周敏。", "2026-04-18"),
        ("# Release notes 4.2\n\nReleased 2026-07-15.", "2026-07-15"),
        ("# 规范\n\n本规范自2026年1月1日起施行，适用于所有请求。", "2026-01-01"),
        ("《广告管理办法》（2023 年 5 月 1 日起施行）第九条", "None"),
        ("# Batch export\n\nDecision due 15 June 2026", "None"),
        ("# 计划\n\n- 上线 2026-06-01\n\n2026-07-01 前完成", "None"),
        ("一\n二\n三\n四\n2026-07-01", "None"),
    ],
)
def test_a_date_that_an_opening_states_is_told_from_one_that_it_speaks_of(
    opening: str, day: str
) -> None:
    assert str(stated_date(opening)) == day
