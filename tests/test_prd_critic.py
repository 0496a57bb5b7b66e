"""The review of a PRD: silent on good ones, and each planted fault is found at its place."""

import pytest

from knowledge.language import LANGS, Lang
from knowledge.records import Chunk
from knowledge.records.prd import Block, Section, Sentence
from prd_documents import good, lookup, prd, replaced
from tools.prd.checking.critic import Required, critic
from tools.prd.checking.finding import Finding
from tools.prd.checking.supported import unsupported


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wrong_with_a_good_document(lang: Lang) -> None:
    document = good(lang)
    required = [Required(section.key, section.title) for section in document.sections]
    assert critic(document, required) == []
    assert unsupported(document, lookup) == []


# What is put in the place of what, in which language, and what is to be found in which section.
MUTATIONS: list[tuple[Lang, str, str, str, str]] = [
    ("zh", "脚本采纳率从 52% 提升到 60%，2026 年 12 月 31 日前达成", "让创作者更喜欢脚本", "goals", "goal_vague"),
    ("zh", "从 52% 提升到 60%", "提升到 60%", "goals", "goal_no_baseline"),
    ("zh", "，2026 年 12 月 31 日前达成", "", "goals", "goal_no_date"),
    ("zh", "脚本采纳率从 52% 提升到 60%", "脚本采纳率有明显提升", "goals", "goal_no_target"),
    ("zh", "脚本采纳率从 52% 提升到 60%", "付费转化率从 3% 提升到 4%", "goals", "goal_unmeasured"),
    ("zh", "点“导出”后下载的文件包含画面、口播两列", "导出体验流畅友好", "requirements", "criterion_vague"),
    ("zh", "点“导出”后下载的文件包含画面、口播两列", "", "requirements", "requirement_untested"),
    ("zh", "脚本可导出为表格", "用户可上传范文", "requirements", "non_goal_built"),
    ("zh", "40%", "45%", "evaluation", "weights_sum"),
    ("zh", "每个会话最多问一次，一周后看放弃率", "", "risks", "risk_unmitigated"),
    ("zh", "反问让用户觉得烦", "反问让 DSAT 升高", "risks", "term_undefined"),
    ("zh", "我们假设创作者愿意多等 2 秒换更准的时长。", "v2 脚本的采纳率目前是 48%。", "background", "contradiction"),
    ("en", "The word error rate falls from 14 % to 8 % by 31 March 2027.", "Captions become much better.", "goals", "goal_vague"),
    ("en", "falls from 14 % to 8 %", "falls to 8 %", "goals", "goal_no_baseline"),
    ("en", " by 31 March 2027", "", "goals", "goal_no_date"),
    ("en", "falls from 14 % to 8 %", "falls a lot", "goals", "goal_no_target"),
    ("en", "Caption adoption rises from 0 % today to 35 % of clips", "Checkout conversion rises from 3 % today to 4 %", "goals", "goal_unmeasured"),
    ("en", "The export contains every caption with its start and end", "Export is seamless and fast", "requirements", "criterion_vague"),
    ("en", "The export contains every caption with its start and end", "TBD", "requirements", "requirement_untested"),
    ("en", "Captions can be exported as a file", "Captions for live streams are made at once", "requirements", "non_goal_built"),
    ("en", "50 %", "40 %", "evaluation", "weights_sum"),
    ("en", "An account's own word list is given to the model", "–", "risks", "risk_unmitigated"),
    ("en", "Names are misheard", "Names are misheard by the ASR", "risks", "term_undefined"),
    ("en", "We assume that creators accept a wait of 20 seconds for a one-minute clip.", "The word error rate of the beta is 17 %.", "background", "contradiction"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "old", "new", "section", "kind"), MUTATIONS)
def test_a_planted_fault_is_found_and_no_other(
    lang: Lang, old: str, new: str, section: str, kind: str
) -> None:
    found = critic(replaced(good(lang), old, new))
    assert (section, kind) in [(one.section, one.kind) for one in found]
    assert len(found) <= 2
    _says_something(found)


@pytest.mark.parametrize("lang", LANGS)
def test_a_section_that_is_missing_or_empty_is_named(lang: Lang) -> None:
    document = good(lang)
    required = [Required(section.key, section.title) for section in document.sections]
    kept = tuple(section for section in document.sections if section.key != "flow")
    emptied = tuple(
        one.model_copy(update={"blocks": ()}) if one.key == "rollout" else one for one in kept
    )
    found = critic(document.model_copy(update={"sections": emptied}), required)
    assert [(one.section, one.kind) for one in found] == [
        ("rollout", "section_empty"),
        ("flow", "section_missing"),
    ]
    _says_something(found)


@pytest.mark.parametrize("lang", LANGS)
def test_an_ai_part_without_an_eval_plan(lang: Lang) -> None:
    kept = [one for one in good(lang).sections if one.key != "evaluation"]
    found = critic(prd(kept, lang=lang))
    assert ("ai", "ai_unevaluated") in [(one.section, one.kind) for one in found]


def test_a_document_of_the_workspace_says_otherwise() -> None:
    chunk = Chunk(
        id="m#0", doc_id="m", title="月报", text="v2 脚本的采纳率是 47%。", lang="zh", section=[]
    )
    (found,) = critic(good("zh"), passages=[chunk])
    assert (found.kind, found.section) == ("contradicts_document", "background")
    old = chunk.model_copy(update={"superseded": True})
    assert critic(good("zh"), passages=[old]) == []


def test_what_is_aimed_at_and_what_is_so_are_no_contradiction() -> None:
    background = Sentence(id="a", text="脚本采纳率目前是 52%。", kind="plain")
    goal = Sentence(id="b", text="脚本采纳率达到 60%。", kind="plain")
    sections = [
        Section(
            key="background",
            title="背景",
            blocks=(Block(form="paragraph", sentences=(background,)),),
        ),
        Section(key="goals", title="目标", blocks=(Block(form="list", sentences=(goal,)),)),
    ]
    assert "contradiction" not in [one.kind for one in critic(prd(sections))]


def test_the_heaviest_comes_first_and_equals_as_they_stand() -> None:
    document = replaced(good("en"), "50 %", "40 %")
    document = replaced(document, "Names are misheard", "Names are misheard by the ASR")
    document = replaced(document, " by 31 March 2027", "")
    found = critic(document, [Required("pricing", "Pricing")])
    assert [one.kind for one in found] == [
        "section_missing",
        "weights_sum",
        "goal_no_date",
        "term_undefined",
    ]


def test_a_known_or_explained_abbreviation_is_left_alone() -> None:
    document = replaced(good("en"), "Names are misheard", "Names are misheard by the ASR")
    assert critic(document, known=["ASR"]) == []
    explained = replaced(document, "by the ASR", "by speech recognition (ASR)")
    assert critic(explained) == []


def _says_something(found: list[Finding]) -> None:
    for one in found:
        for lang in LANGS:
            assert one.what(lang)
            assert one.fix(lang)
            assert "{" not in one.what(lang) + one.fix(lang)
