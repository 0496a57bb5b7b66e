"""Each kind of file that a product manager has: asked a question, the right passage is cited."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import office_files as make
import pytest
from doc_stores import doc_store

from knowledge.docs import DocStore
from knowledge.documents.read import read_documents
from knowledge.records import Document, Locator


class Case(NamedTuple):
    file: str
    make: Callable[[Path], None]
    question: str
    answer: str
    cited: str
    """In the language of the question: `where` of the chunk, from the first heading on."""


CASES = [
    Case(
        "定价.pptx",
        make.pricing_deck,
        "教育用户打几折？",
        "学生证享五折",
        "云记 2026 定价方案 › 套餐一览，第 2 张幻灯片",
    ),
    Case(
        "折扣.pptx",
        make.pricing_deck,
        "企业版三年付的折扣是多少",
        "| 企业版 | 三年付 | 七折 |",
        "云记 2026 定价方案 › 折扣表，第 3 张幻灯片",
    ),
    Case(
        "营收.pptx",
        make.pricing_deck,
        "收入预测里第二季度营收多少",
        "| 第二季度 | 188 |",
        "云记 2026 定价方案 › 收入预测，第 4 张幻灯片",
    ),
    Case(
        "离线同步.docx",
        make.prd,
        "冲突副本保留多久？",
        "冲突副本，保留三十天",
        "离线同步 PRD › 冲突处理 › 合并策略，第 2 页",
    ),
    Case(
        "验收.docx",
        make.prd,
        "同步时延的目标值",
        "| 同步 | 时延 | 3 秒以内 |",
        "离线同步 PRD › 验收指标，第 3 页",
    ),
    Case(
        "访谈-李女士.docx",
        make.interview_notes,
        "搜索为什么找不到正文里的词？",
        "正文里的词根本搜不到",
        "访谈-李女士 › 主要抱怨",
    ),
    Case(
        "实验.xlsx",
        make.experiment,
        "实验组的七日留存是多少",
        "| 七日留存 | 18.70% | 19.10% | 12,480 | 2026-07-01 |",
        "实验 › 实验结果，第 1–7 行",
    ),
    Case(
        "费用.xlsx",
        make.experiment,
        "短信单价多少钱",
        "| 短信 | ¥0.045 |",
        "费用 › 成本，第 1–3 行",
    ),
    Case("竞品.csv", make.competitors, "星录有什么缺点？", "广告多;弹窗频繁", "竞品，第 1–4 行"),
    Case(
        "caching.pdf",
        make.paper,
        "After how many days are cache entries evicted?",
        "evicted after fourteen days without a hit",
        "Caching Answers of Assistants › 2 Eviction, pp. 1–2",
    ),
    Case(
        "办法.pdf",
        make.policy,
        "类别44 的数据保存期限是多久",
        "| L1 | 类别44 | 440 天 |",
        "用户数据保存办法 › 第二章 保存期限，第 2 页",
    ),
    Case(
        "附则.pdf",
        make.policy,
        "数据保存办法由谁负责解释？",
        "由数据安全委员会负责解释",
        "用户数据保存办法 › 第三章 附则，第 2 页",
    ),
    Case(
        "限流.html",
        make.wiki_page,
        "金牌等级 9000 次配额由谁审批？",
        "| 金牌 | 9000 次 | 总监 |",
        "开放接口限流 › 申请提额",
    ),
    Case(
        "webhooks.mdx",
        make.help_page,
        "How often are failed webhook deliveries repeated?",
        "repeated five times over two days",
        "Webhooks",
    ),
    Case(
        "wiki.zip",
        make.wiki_archive,
        "退款审核通过后几天到账？",
        "三个工作日内原路退回",
        "退款流程 › 时限",
    ),
    Case("假期.doc", make.policy_mail, "年假最多多少天", "最多十五天", "假期制度"),
    Case("反馈.csv", make.feedback, "谁想要夜间模式跟随系统？", "编号: F-002", "反馈，第 3 行"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocStore]:
    """One store with all files in it, so that each question has the others to be confused by."""
    folder = tmp_path_factory.mktemp("files")
    for case in CASES:
        case.make(folder / case.file)
    with doc_store(tmp_path_factory.mktemp("store")) as store:
        found = list(read_documents(folder))
        assert all(isinstance(one, Document) for one in found), found
        report = store.ingest(one for one in found if isinstance(one, Document))
        assert not report.failed
        yield store


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_the_answer_is_found_and_cited(library: DocStore, case: Case) -> None:
    (hit, *_) = library.search(case.question, 1)
    assert case.answer in hit.chunk.text
    lang = "en" if case.question.isascii() else "zh"
    assert hit.chunk.where(lang) == case.cited


def test_furniture_is_left_out(library: DocStore) -> None:
    texts = "\n".join(
        one.text for doc in library.documents() for one in library.document_chunks(doc.doc_id)
    )
    for words in ("共 2 页", "Proceedings of Notes", "tracking", "Atlassian", "绝密", "全部页面"):
        assert words not in texts
    assert "className" not in texts
    assert "云记内部资料" in texts, "what a Word document's header says may matter"


def test_documents_state_their_kind_version_and_date(library: DocStore) -> None:
    told = {one.doc_id: (one.media, one.version, str(one.date)) for one in library.documents()}
    assert told["离线同步.docx"] == ("docx", "2.1", "2026-10-08")
    assert told["限流.html"] == ("html", None, "2026-06-03")
    assert told["webhooks.mdx"][:2] == ("mdx", "3.2")
    assert told["假期.doc"][0] == "html"
    assert told["wiki.zip/客服手册/退款流程.md"][0] == "md"
    assert told["竞品.csv"] == ("csv", None, "None")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    make.paper(tmp_path / "p.pdf")
    (document,) = read_documents(tmp_path / "p.pdf")
    assert isinstance(document, Document)
    sentence = "The assistant keeps every answer that a reader has accepted and offers it again"
    assert document.text.count(sentence) == 18 * 4
    places = [mark.at for mark in document.marks]
    assert places[0] == Locator(page=1)
    assert {place.page for place in places} == {1, 2, 3}
