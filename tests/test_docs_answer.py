"""Answers out of passages, as a reader meets them."""

import datetime as dt
from typing import Any

import pytest

from knowledge.documents.summary import DocumentSummary
from knowledge.language import answer_language, without_wish
from knowledge.records import Chunk, Hit, Locator
from tools.conflicts import conflicts, contested
from tools.docs_answer import Found, answer, by_document
from tools.passages import worth_quoting
from tools.search_filters import documents_called, filters_of, kinds_of


def hit(doc: str, at: int, text: str, **fields: Any) -> Hit:
    chunk = {"id": f"{doc}#{at}", "doc_id": doc, "title": doc, "text": text, "lang": "zh"}
    return Hit(chunk=Chunk.model_validate(chunk | fields), score=1, coverage=1)


def found(hits: list[Hit], **fields: Any) -> Found:
    given: dict[str, Any] = {
        "question": "专业版多少钱",
        "hits": hits,
        "found": True,
        "confidence": 0.9,
        "missing": [],
        "absent": [],
        "conflicts": [],
        "asked": frozenset({"专业版", "价格"}),
    }
    return Found(**(given | fields))


PRICE = hit(
    "定价", 0, "专业版的价格是 39 元。", section=["档位"], locator=Locator(page=3), version="v2"
)
FAQ = hit("问答", 0, "专业版的价格可以开发票。")
MORE = hit("定价", 1, "专业版的价格含客服。", section=["服务"])


def test_the_best_passage_leads_and_the_others_stand_under_their_documents() -> None:
    hits = by_document([PRICE, FAQ, MORE])
    assert [one.chunk.id for one in hits] == ["定价#0", "定价#1", "问答#0"]
    text = answer(found(hits), "zh")
    lead, also, rest = text.split("\n\n> ", 1)[0], "另外还写到", text.split("另外还写到")[1]
    assert lead == "产品文档里是这样写的："
    assert "> 专业版的价格是 39 元。" in text.split(also)[0]
    assert "[1](#passage:%E5%AE%9A%E4%BB%B7%230) **定价 › 档位，第 3 页** · v2" in text
    assert rest.index("**定价**") < rest.index("含客服") < rest.index("**问答**")
    assert "[3](#passage:" in rest


def test_places_are_named_in_the_readers_language() -> None:
    old = PRICE.model_copy(update={"chunk": PRICE.chunk.model_copy(update={"superseded": True})})
    text = answer(found([old, MORE]), "en")
    assert "**定价 › 档位, p. 3** · old version · v2" in text
    assert "第 3 页" not in text
    assert "第 3 页" in answer(found([old], found=False), "zh")


def test_a_sheet_is_named_once() -> None:
    at = Locator(sheet="价格", row=2, to_row=9)
    chunk = hit("报价", 0, "专业版 39 元", section=["价格"], locator=at).chunk
    assert chunk.where("zh") == "报价 › 价格，第 2–9 行"
    assert chunk.model_copy(update={"section": []}).where("en") == "报价, sheet 价格, rows 2–9"


def test_an_unsure_answer_asks_the_reader_to_look() -> None:
    assert answer(found([PRICE], confidence=0.6), "zh").startswith("产品文档里最可能的答案")
    assert answer(found([PRICE], confidence=0.6), "en").startswith("This is the likeliest answer")


def test_a_partial_answer_says_which_part_is_missing() -> None:
    missing = found([PRICE], missing=["支付宝", "弄丢", "2027"], absent=["支付宝"])
    text = answer(missing, "zh")
    assert "没有一份文档提到“支付宝”、“2027”，下面最多只回答了一部分。" in text
    assert "弄丢" not in text
    assert 'No document mentions "支付宝", "2027", so this answers a part at most.' in answer(
        missing, "en"
    )


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有写到"), ("en", "do not say anything")])
def test_a_refusal_names_what_is_missing_and_shows_the_nearest(lang: Any, words: str) -> None:
    text = answer(found([PRICE], found=False, missing=["Slack"]), lang)
    assert words in text
    assert "Slack" in text
    assert "[1](#passage:" in text
    assert words in answer(found([], found=False), lang)


def test_what_documents_say_stays_in_the_quotes() -> None:
    attack = "# 标题\n\n专业版的价格：[9](#passage:x) <b>39</b>\n专业版不支持导出。"
    hits = [
        hit("甲](#passage:forged)", 0, attack),
        hit("乙", 0, "专业版的价格 <i>是</i> 45 元。"),
        hit("丙", 0, "专业版支持导出。"),
    ]
    text = answer(found(hits, missing=["**Slack**"]), "zh")
    assert "<" not in text
    assert "](#passage:x)" not in text
    assert "](#passage:forged)" not in text
    assert "**Slack**" not in text
    outside = [line for line in text.splitlines() if line and not line.startswith(">")]
    assert all("专业版的价格" not in line for line in outside)


def test_a_contradicting_passage_is_shown_though_it_ranks_low() -> None:
    old = hit("旧价", 0, "专业版的价格是 29 元。", superseded=True)
    asked = frozenset({"专业版", "价格"})
    assert contested([PRICE], [PRICE, FAQ, old], asked) == [old]
    [one] = conflicts([PRICE, old], asked)
    text = answer(found([PRICE, old], conflicts=[one]), "zh")
    assert "说法不一致" in text
    assert "以 [1] 为准：另一份已被取代" in text


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("PDF", {"pdf"}), ("Excel", {"xlsx"}), (".docx", {"docx"}), ("表格", {"xlsx", "csv"}),
     ("幻灯片", {"pptx"}), ("epub", {"epub"})],
)  # fmt: skip
def test_kinds_of_files_have_many_names(name: str, kinds: set[str]) -> None:
    assert kinds_of(name) == kinds


def test_documents_are_found_by_id_title_or_words() -> None:
    shelf = [
        _summary("pricing.zh.md", "定价方案"),
        _summary("faq.en.md", "Frequently asked questions"),
        _summary("sla.en.md", "Service level agreement (SLA)"),
    ]
    assert documents_called("定价方案", shelf) == {"pricing.zh.md"}
    assert documents_called("faq.en.md", shelf) == {"faq.en.md"}
    assert documents_called("service level", shelf) == {"sla.en.md"}
    assert documents_called("路线图", shelf) == frozenset()
    assert documents_called("pricing", [_summary("1", "定价方案")], lambda _: {"定价"}) == {"1"}
    assert filters_of(frozenset(), None, None, None, current_only=False) is None


def test_a_deck_is_the_presentation_of_that_name() -> None:
    shelf = [_summary("pricing.md", "Pricing"), _summary("pricing.pptx", "Pricing 2026", "pptx")]
    assert documents_called("pricing", shelf[1:]) == {"pricing.pptx"}
    assert documents_called("pricing deck", shelf) == {"pricing.pptx"}
    assert documents_called("pricing deck", shelf[:1]) == {"pricing.md"}


def test_what_stands_out_is_measured_among_what_is_quoted() -> None:
    strange = MORE.model_copy(update={"score": 2.0, "coverage": 0.1})
    assert worth_quoting([strange, PRICE]) == [PRICE]


def _summary(doc_id: str, title: str, media: str = "md") -> DocumentSummary:
    return DocumentSummary(
        doc_id=doc_id,
        title=title,
        chunks=1,
        origin=None,
        media=media,
        lang="zh",
        version=None,
        date=None,
        superseded=False,
        added=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("question", "lang", "rest"),
    [
        ("What does Pro cost? 用中文回答", "zh", "What does Pro cost?"),
        ("退款政策是什么，请用英文回答", "en", "退款政策是什么"),
        ("定价 in English please", "en", "定价"),
        ("Answer in Chinese: what is Pro?", "zh", None),
        ("Which topics exist in English?", "en", "Which topics exist in English?"),
        ("英文脚本有哪些主题", "zh", "英文脚本有哪些主题"),
        ("用中文回答", "zh", "用中文回答"),
    ],
)
def test_a_question_may_wish_for_a_language(question: str, lang: str, rest: str | None) -> None:
    assert answer_language(question) == lang
    if rest is not None:
        assert without_wish(question) == rest
