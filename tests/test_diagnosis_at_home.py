"""Is a question about the documents at all? Their own clauses tell what is usual among them."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import Lang
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose

_PARTS = {
    "zh": ["登录页", "报表", "通知", "权限", "账单", "接口", "模板", "日志"],
    "en": [
        "sign-in page",
        "reports",
        "alerts",
        "roles",
        "invoices",
        "endpoint",
        "template",
        "logs",
    ],
}
_SAYINGS = {
    "zh": [
        "管理员可以在工作空间的设置里打开{}，成员刷新页面就能看到",
        "{}的数据每天同步一次，同步失败时系统会给管理员发邮件",
        "要导出{}，先在工作空间选择日期，再点击导出按钮",
        "删除{}之前请先备份数据，删除之后成员无法恢复",
        "免费版的工作空间最多保存十份{}，升级套餐后没有限制",
        "{}可以按成员筛选，也可以按日期在页面上排序",
    ],
    "en": [
        "An admin opens the {} in the workspace settings, and members see it after a page reload",
        "Data of the {} is synced every day, and an admin gets an email when a sync fails",
        "To export the {}, choose a date in the workspace and press the export button",
        "Back up the data before deleting the {}, since members cannot restore it later",
        "A free workspace keeps ten copies of the {}, and a paid plan has no limit",
        "Members filter the {} by date, and an admin sorts the page by member",
    ],
}


def _manual(lang: Lang) -> Corpus:
    texts = [say.format(part) for part in _PARTS[lang] for say in _SAYINGS[lang]]
    return Corpus(Entry(id=f"d{at}", text=text) for at, text in enumerate(texts))


def _asked(query: str, lang: Lang, answer: str, corpus: Corpus) -> tuple[str, str | None, str]:
    found = [Passage(id=one.id, text=one.text) for one in corpus.entries[:3]]
    trace = Trace(id="t", query=query, retrieved=found, answer=answer)
    diagnosis = diagnose(trace, lang=lang, corpus=corpus)
    return diagnosis.cause, diagnosis.subcause, diagnosis.stages[0].evidence


@pytest.mark.parametrize(
    ("lang", "query", "answer", "strange"),
    [
        ("zh", "头发上粘了口香糖怎么弄掉", "成员刷新页面就能看到。", "口香糖"),
        ("en", "how do i get gum out of hair", "Members see it after a page reload.", "gum"),
    ],
)
def test_what_no_document_speaks_of_is_out_of_scope(
    lang: Lang, query: str, answer: str, strange: str
) -> None:
    cause, detail, evidence = _asked(query, lang, answer, _manual(lang))
    assert (cause, detail) == ("query", "out_of_scope")
    assert strange in evidence
    assert "%" in evidence


@pytest.mark.parametrize(
    ("lang", "query", "answer"),
    [
        ("zh", "怎么把工作空间的报表数据导出成压缩包", "成员刷新页面就能看到。"),
        (
            "en",
            "Can I choose a date and export the reports of my workspace as an archive?",
            "Members see it after reload.",
        ),
    ],
)
def test_a_question_on_the_product_is_not(lang: Lang, query: str, answer: str) -> None:
    cause, detail, _ = _asked(query, lang, answer, _manual(lang))
    assert (cause, detail) != ("query", "out_of_scope")


def test_an_encyclopedia_cannot_tell() -> None:
    """Every article is about something of its own: so may be the question."""
    nouns = "oak tin lute moth quartz fjord heron salt kiln reef yak loom fig vole jade".split()
    verbs = "grows melts sounds flies glitters freezes hunts dries burns drowns grazes".split()
    places = "Peru Oslo Chad Kent Bali Utah Rome Laos Cork Oman Lima Bonn Kobe Nice Riga".split()
    entries = [
        Entry(
            id=f"{n}{v}", text=f"{noun}{v} {verb}{n} slowly near {places[(n + v) % 15]}{n * 11 + v}"
        )
        for n, noun in enumerate(nouns)
        for v, verb in enumerate(verbs)
    ]
    _, detail, _ = _asked("who painted the ceiling of the chapel", "en", "Kent.", Corpus(entries))
    assert detail != "out_of_scope"


def test_a_few_documents_cannot_tell() -> None:
    few = Corpus(_manual("en").entries[:10])
    _, detail, _ = _asked("how do i get gum out of hair", "en", "Members see it.", few)
    assert detail != "out_of_scope"
