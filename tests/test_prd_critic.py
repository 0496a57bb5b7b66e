"""The review of a PRD: silent on good ones, and each planted fault is found at its place."""

from pathlib import Path

import pytest
import yaml
from prd_documents import good, lookup, prd, replaced

from knowledge.language import LANGS, Lang
from knowledge.records import Chunk
from knowledge.records.prd import Block, Section, Sentence, SentenceKind
from tools.prd.checking.critic import Required, critic
from tools.prd.checking.finding import Finding
from tools.prd.checking.unsupported import unsupported


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wrong_with_a_good_document(lang: Lang) -> None:
    document = good(lang)
    required = [Required(section.key, section.title) for section in document.sections]
    assert critic(document, required) == []
    assert unsupported(document, lookup) == []


MUTATIONS: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("prd_mutations.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("one", MUTATIONS, ids=lambda one: f"{one['lang']}-{one['kind']}")
def test_a_planted_fault_is_found_and_no_other(one: dict[str, str]) -> None:
    lang: Lang = "zh" if one["lang"] == "zh" else "en"
    found = critic(replaced(good(lang), one["old"], one["new"]))
    assert (one["section"], one["kind"]) in [(each.section, each.kind) for each in found]
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


def cells(*texts: str, kind: SentenceKind = "plain") -> tuple[Sentence, ...]:
    return tuple(Sentence(id=text, text=text, kind=kind) for text in texts)


@pytest.mark.parametrize(
    ("heads", "asked", "who", "risk"),
    [
        (("问题", "谁能回答"), "谁需要字幕？", "产品负责人", "识别不准"),
        (("Question", "Who can answer"), "Who asked for captions?", "The owner", "Names misheard"),
    ],
)
def test_open_questions_beside_the_risks_need_no_response(
    heads: tuple[str, ...], asked: str, who: str, risk: str
) -> None:
    questions = Block(
        form="table", heads=heads, sentences=(*cells(asked, kind="question"), *cells(who))
    )
    listed = Block(form="list", sentences=cells(risk))
    section = Section(key="risks", title="Risks", blocks=(questions, listed))
    found = critic(prd([section]))
    assert [(one.kind, one.sentence) for one in found] == [("risk_unmitigated", risk)]


@pytest.mark.parametrize(
    ("quoted", "remark"),
    [
        ("采纳率目标 45%，看周，不看日。", "这里还需要和负责人对齐。"),
        ("Adoption rate: target 45 %, read weekly.", "Its owner still has to confirm it."),
    ],
)
def test_a_remark_beside_a_quoted_target_makes_it_no_other_goal(quoted: str, remark: str) -> None:
    both = (*cells(quoted, kind="cited"), *cells(remark, kind="assumption"))
    section = Section(key="goals", title="Goals", blocks=(Block(form="paragraph", sentences=both),))
    assert critic(prd([section])) == []
    typed = section.model_copy(update={"blocks": (Block(form="list", sentences=both),)})
    assert [one.kind for one in critic(prd([typed]))] == ["goal_vague"]


@pytest.mark.parametrize("head", ["现值", "基线", "Today", "Baseline"])
def test_a_column_of_today_s_values_is_the_baseline(head: str) -> None:
    row = cells("adoption rate", "42 %", "at least 45 %", "two weeks after launch")
    heads = ("Metric", head, "Target", "How it is measured")
    block = Block(form="table", heads=heads, sentences=row)
    assert critic(prd([Section(key="goals", title="Goals", blocks=(block,))])) == []
    empty = row[1].model_copy(update={"text": "–"})
    without = block.model_copy(update={"sentences": (row[0], empty, *row[2:])})
    found = critic(prd([Section(key="goals", title="Goals", blocks=(without,))]))
    assert [one.kind for one in found] == ["goal_no_baseline"]


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
