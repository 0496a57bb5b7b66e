"""How drafts of PRDs read: like a document that a person would send, whatever the product is."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path

import pytest
from prd_products import PRODUCTS, documents
from tool_deps import deps_of

from knowledge.language import Lang, language_of
from knowledge.records import Share
from knowledge.records.prd import Block, Prd, Sentence, Source
from knowledge.settings import Settings
from knowledge.texts import say, say_list
from knowledge.workspace import Workspace, open_workspace
from tools.prd.drafting.draft import draft, sentences_of
from tools.prd.drafting.goals import target_of
from tools.prd.export.markdown import as_markdown
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Rated, Stated
from tools.prd.gathering.gather import gather
from tools.prd.templates.shelf import templates

Drafts = dict[tuple[str, Lang, str], Prd]
CASES = [
    *((product, lang, name) for product, (_, asked) in PRODUCTS.items() for lang, name in asked),
    ("demo", "zh", "脚本生成"),
    ("demo", "en", "script generation"),
    ("demo", "zh", "自动字幕"),
    ("demo", "en", "auto-captions"),
    ("demo", "en", "title suggestions"),
]
LANGUAGES: tuple[tuple[Lang, str], ...] = (("zh", "脚本生成"), ("en", "script generation"))
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"")
_MARKUP = re.compile(r"\*\*|\]\(|[<>|{}]|```|https?:|→ ?\w+ ?→|^#")
_STOP = re.compile(r"[.。!！?？…:：]['\"”’)）]*$")
_PAIRS = ("“”", "（）", "()", "《》", "[]")
_NO_FACTS = (
    "Click", "点击", "勾选", "如下图", "lesson", "Let's", "Our goal", "Select a", "Go on with",
    "LEAVE_MAX", "SUMMARY_PAGES", "maximum number of top results",
)  # fmt: skip
"""Words of steps, lessons, code and lists of settings in the documents."""
_TOLD_IN_CELLS = {"requirements", "risks", "questions"}
"""Sections whose tables hold sentences; the cells of the others are terms and figures."""


@pytest.fixture(scope="module")
def workspaces(
    demo: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Workspace]]:
    home = tmp_path_factory.mktemp("products")
    with ExitStack() as stack:
        opened = {
            name: stack.enter_context(
                open_workspace(Settings(home=home / name, demo=False), purpose="tests")
            )
            for name in PRODUCTS
        }
        for name, (files, _) in PRODUCTS.items():
            opened[name].docs.ingest(documents(files))
        yield {**opened, "demo": demo}


@pytest.fixture(scope="module")
def drafts(workspaces: dict[str, Workspace]) -> Drafts:
    return {case: drafted(workspaces[case[0]], case[1], case[2]) for case in CASES}


def drafted(workspace: Workspace, lang: Lang, feature: str) -> Prd:
    found = gather(deps_of(workspace, lang), feature)
    return draft(templates(Path("absent"))["ai_feature"], found).prd


def all_of(prd: Prd) -> list[Sentence]:
    return [one for section in prd.sections for one in sentences_of(section)]


def in_sentences(prd: Prd) -> Iterator[tuple[str, Block, Sentence]]:
    """What reads as a sentence: all but the terms and figures in tables, and the appendix."""
    for section in prd.sections:
        for block in section.blocks:
            if section.key == "sources" or (
                block.form == "table" and section.key not in _TOLD_IN_CELLS
            ):
                continue
            for one in block.sentences:
                yield section.key, block, one


def of_section(prd: Prd, key: str) -> str:
    section = next(one for one in prd.sections if one.key == key)
    return "\n".join(one.text for one in sentences_of(section))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_sentence_comes_twice(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    said = Counter(
        one.text for key, block, one in in_sentences(drafts[case]) if len(one.text) > 12
        and not (key == "questions" and one.kind == "plain")
    )  # fmt: skip
    assert [text for text, count in said.items() if count > 1] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_passage_is_quoted_twice(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    quoted = Counter(
        (one.sources[0].id, one.sources[0].quote)
        for key, _, one in in_sentences(drafts[case])
        if one.kind == "cited" and [source.kind for source in one.sources] == ["passage"]
    )
    assert [quote for quote, count in quoted.items() if count > 1] == []
    for (where, words), (place, others) in combinations(quoted, 2):
        assert where != place or words.rstrip("；;。.") not in others, words


@pytest.mark.parametrize("case", [one for one in CASES if one[1] == "en"], ids=str)
def test_an_english_draft_speaks_english(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    """Beyond what stands in quotation marks as a name."""
    foreign = [
        one.text for _, _, one in in_sentences(drafts[case])
        if _HAN.search(_QUOTED.sub("", one.text))
    ]  # fmt: skip
    assert foreign == []


@pytest.mark.parametrize("case", [one for one in CASES if one[1] == "zh"], ids=str)
def test_a_chinese_draft_speaks_chinese(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    foreign = [
        one.text for _, _, one in in_sentences(drafts[case])
        if len(one.text) > 12 and language_of(one.text) != "zh"
    ]  # fmt: skip
    assert foreign == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sentences_are_whole_and_plain(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    for _, block, one in in_sentences(drafts[case]):
        assert _MARKUP.search(one.text) is None, one.text
        assert all(one.text.count(pair[0]) == one.text.count(pair[1]) for pair in _PAIRS), one.text
        assert one.text == one.text.strip()
        assert "  " not in one.text
        if block.form != "table":
            assert _STOP.search(one.text), one.text


@pytest.mark.parametrize("case", [one for one in CASES if one[1] == "zh"], ids=str)
def test_chinese_is_set_without_stray_spaces(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    for _, _, one in in_sentences(drafts[case]):
        assert not re.search(r"[\u3400-\u9fff] +[\u3400-\u9fff]|[，。；：、] ", one.text), one.text
        assert not re.search(r"[\u3400-\u9fff][,;?](?:\s|$)", one.text), one.text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_steps_lessons_and_code_are_no_facts(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    said = " ".join(one.text for _, _, one in in_sentences(drafts[case]) if one.kind == "cited")
    for mark in _NO_FACTS:
        assert mark not in said


@pytest.mark.parametrize("case", CASES, ids=str)
def test_documents_are_named_as_a_reader_knows_them(
    case: tuple[str, Lang, str], drafts: Drafts, workspaces: dict[str, Workspace]
) -> None:
    prd = drafts[case]
    for one in all_of(prd):
        for source in one.sources:
            if source.kind == "passage":
                chunk = workspaces[case[0]].docs.chunk(source.id)
                assert chunk is not None
                assert source.place.startswith(chunk.place)
    notes = [line for line in as_markdown(prd).splitlines() if line.startswith("[^")]
    assert not [line for line in notes if re.search(r"\.mdx?#|need-[0-9a-f]{6}|· survey \d", line)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_open_question_says_who_can_answer(
    case: tuple[str, Lang, str], drafts: Drafts
) -> None:
    section = next(one for one in drafts[case].sections if one.key == "questions")
    [block] = section.blocks
    assert block.form == "table"
    for question, who in zip(block.sentences[::2], block.sentences[1::2], strict=True):
        assert question.text.endswith(("?", "？", "。", "."))
        assert who.text


def test_facts_stand_where_they_belong(drafts: Drafts) -> None:
    english = drafts["hr", "en", "leave requests"]
    assert "lets employees ask for holiday" in of_section(english, "background")
    assert "Managers can approve or decline" in of_section(english, "users")
    assert "contractors and interns" in of_section(english, "users")
    assert "Half days are not supported" in of_section(english, "goals")
    assert "check my remaining balance before I submit" in of_section(english, "stories")
    assert "must name a start date" in of_section(english, "requirements")
    assert "fail silently" in of_section(english, "risks")
    assert "Sick notes must never" in of_section(english, "ai")
    chinese = drafts["medical", "zh", "病历摘要"]
    assert "按诊断、用药、指标、待办四块呈现" in of_section(chinese, "background")
    assert "主治医师可以修改并签发摘要" in of_section(chinese, "users")
    assert "手写扫描件暂不支持识别" in of_section(chinese, "goals")
    assert "最多 200 页" in of_section(chinese, "requirements")
    assert "不得给出诊断建议" in of_section(chinese, "requirements")
    assert "误归到同一份病历" in of_section(chinese, "risks")


@pytest.mark.parametrize(
    ("case", "others"),
    [
        (("hr", "en", "leave requests"), ["payslip"]),
        (("hr", "en", "payroll answers"), ["sick leave", "start date", "Blackout"]),
        (("medical", "zh", "病历摘要"), ["给药前", "门诊处方"]),
        (("medical", "zh", "语音录入"), ["最多 200 页", "给药前", "手写扫描件"]),
        (("shop", "zh", "优惠提醒"), ["均码", "平时穿的尺码", "退货率"]),
        (("hr", "en", "zorbing"), ["payslip", "sick leave", "Managers can"]),
    ],
    ids=str,
)
def test_nothing_is_told_of_another_feature(
    case: tuple[str, Lang, str], others: list[str], drafts: Drafts
) -> None:
    said = "\n".join(one.text for one in all_of(drafts[case]))
    assert [one for one in others if one in said] == []


def test_a_document_whose_title_is_part_of_the_name_is_the_features_own(drafts: Drafts) -> None:
    said = of_section(drafts["studio", "en", "agent node"], "background")
    assert "runs an agent as one step of a workflow" in said


def test_what_only_the_other_language_says_is_linked_and_not_retold(
    workspaces: dict[str, Workspace],
) -> None:
    prd = drafted(workspaces["shop"], "en", "尺码推荐")
    assert not any(one.kind == "cited" and _HAN.search(one.text) for one in all_of(prd))
    prd = drafted(workspaces["hr"], "zh", "leave requests")
    background = next(one for one in prd.sections if one.key == "background")
    abroad = [one for one in sentences_of(background) if one.kind == "cited"]
    assert [source.id for one in abroad for source in one.sources] == ["leave.md#0"]
    assert all(language_of(one.text) == "zh" for one in abroad)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "zzz qqq",
        "🎬🎬",
        "a" * 80,
        "自动" * 40,
        "…",
        "$x$ | <b>",
        "what is the best way to let people who",
    ],
)
def test_any_name_makes_a_clean_draft(
    name: str, lang: Lang, workspaces: dict[str, Workspace]
) -> None:
    prd = drafted(workspaces["hr"], lang, name)
    said = [one for section in prd.sections if section.key != "sources"
            for one in sentences_of(section)]  # fmt: skip
    own = [one for one in said if one.kind == "cited" and "leave" in one.text]
    assert [one.text for one in own if "PeopleDesk" not in one.text] == []
    assert of_section(prd, "questions")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_rule_leans_on_what_is_not_there(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    """A split of weights that the table lacks, a state before launch, a cost that is no risk."""
    prd = drafts[case]
    whole = "\n".join(one.text for one in all_of(prd))
    assert "pre-launch" not in whole
    assert "高于上线前" not in whole
    kinds = {
        one.text
        for section in prd.sections
        for block in section.blocks
        if block.heads == tuple(say_list("prd.head.evaluation", case[1]))
        for one in block.sentences[1::4]
    }
    business = say("prd.metric_kind.business", case[1])
    if kinds and business not in kinds:
        assert "60%" not in of_section(prd, "ai")
    costs = re.findall(r"[$¥](\d[\d,.]*\d)", of_section(prd, "risks"))
    assert all(float(one.replace(",", "")) >= 100 for one in costs)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_events_and_stories_fit_the_flow(case: tuple[str, Lang, str], drafts: Drafts) -> None:
    prd = drafts[case]
    chart = next(block.text for one in prd.sections for block in one.blocks if block.form == "flow")
    asks = say("prd.node.ask", case[1]) in chart
    assert ("asked_back" in of_section(prd, "tracking")) == asks


def test_none_of_the_gravest_failures_may_stay(workspaces: dict[str, Workspace]) -> None:
    for lang, feature in LANGUAGES:
        found = gather(deps_of(workspaces["demo"], lang), feature)
        graves = [one for one in found.failures if one.is_gravest and one.cluster.fix]
        assert any(one.share.count > 1 for one in graves)
        rows = of_section(drafted(workspaces["demo"], lang, feature), "requirements").split("\n")
        for one in graves:
            at = next(at for at, row in enumerate(rows) if f"“{one.named(lang)}”" in row)
            assert re.search(r"不再出现|no longer occurs", rows[at + 1])


def test_a_target_on_record_is_taken_over_and_cited(drafts: Drafts) -> None:
    for lang, feature in LANGUAGES:
        prd = drafts["demo", lang, feature]
        goals = next(one for one in prd.sections if one.key == "goals")
        set_ = [
            one
            for block in goals.blocks
            if block.form == "table"
            for one in block.sentences
            if one.kind == "cited"
        ]
        assert [one.text.rstrip("。") for one in set_] == [
            {"zh": "不低于 45%", "en": "At least 45%"}[lang]
        ]
        assert all("45" in source.quote for one in set_ for source in one.sources)
        assert "45%" in of_section(prd, "rollout"), "the test is sized for that target"


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("adopted", "采纳率目标 45%。", 0.45),
        ("adopted", "采纳率目标 30%。", 0.5),  # reached already
        ("adopted", "Adoption: from 40 % to at least 60 %.", 0.5),  # which of the two?
        ("abandoned", "Abandonment stays under 20 %.", 0.2),
        ("down", "点踩率不超过 6%。", 0.3),  # a share of something else
    ],
)
def test_a_target_is_only_taken_where_it_is_plain(name: str, words: str, value: float) -> None:
    share = Share(count=40, of=100, low=0.3, high=0.5)
    source = Source(kind="metric", id=name)
    said = Stated(words, "Goals", "", "en", Source(kind="passage", id="goals#0", quote=words))
    found = Evidence(
        feature="x", lang="en", at=dt.datetime(2026, 9, 3, tzinfo=dt.UTC), features=("x",),
        stated={"targets": (said,)},
    )  # fmt: skip
    target = target_of(Rated(name, share, source), found)
    assert target.value == pytest.approx(value)
    assert target.sources == ((said.source,) if target.stated else ())


def test_what_is_documented_is_asked_what_to_change(workspaces: dict[str, Workspace]) -> None:
    for product, lang, feature, documented in (
        ("studio", "zh", "知识检索", True),
        ("hr", "en", "leave requests", True),
        ("hr", "en", "zorbing", False),
        ("empty", "zh", "自动字幕", False),
    ):
        found = gather(deps_of(workspaces[product], lang), feature)
        made = draft(templates(Path("absent"))["ai_feature"], found)
        asked = say("prd.ask.change", lang).format(feature=feature)
        assert (asked in made.questions) == documented
        risk = {"zh": "需求可能不成立", "en": "The need may not be there"}[lang]
        assert (risk in of_section(made.prd, "risks")) != documented


def test_no_reranker_is_taken_for_embeddings(workspaces: dict[str, Workspace]) -> None:
    offers = [one for one in workspaces["empty"].catalogue.offers if "rerank" in one.id.lower()]
    assert offers
    assert {one.kind for one in offers} == {"rerank"}


def test_a_limit_that_says_what_follows_is_tested_for_that(drafts: Drafts) -> None:
    for case, rule, says in (
        (("medical", "zh", "病历摘要"), "200 页", "按左列写的处理"),
        (("hr", "en", "leave requests"), "30 working days", "what the rule says happens"),
    ):
        rows = of_section(drafts[case], "requirements").split("\n")
        at = next(at for at, row in enumerate(rows) if rule in row)
        assert says in rows[at + 1]


def test_a_wait_that_documents_bound_is_not_called_unknown(drafts: Drafts) -> None:
    bound = drafts["medical", "zh", "病历摘要"]
    assert "15 秒" in of_section(bound, "goals")
    assert say("prd.gap.speed", "zh") not in of_section(bound, "requirements")
    free = drafts["hr", "en", "leave requests"]
    assert say("prd.gap.speed", "en") in of_section(free, "requirements")


def test_what_one_person_says_sets_no_course(drafts: Drafts) -> None:
    assert "据此" not in of_section(drafts["shop", "zh", "尺码推荐"], "background")
    taken = of_section(drafts["demo", "zh", "脚本生成"], "background").split("\n")
    [course] = [one for one in taken if one.startswith("据此")]
    assert "太像广告" in course
    assert "禁用的绝对化表述" in course
