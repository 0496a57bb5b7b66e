"""Drafts of PRDs: every sentence is typed, what is a fact has its source, nothing is made up."""

import re
from pathlib import Path
from typing import Any

import pytest
from samples import PRICING
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records.prd import Prd, Sentence
from knowledge.settings import Settings
from knowledge.traffic import Scope
from knowledge.workspace import Workspace, open_workspace
from page.evidence import artifact_view
from page.prd_source_view import source_view
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import draft, sentences_of
from tools.prd.drafting.evaluation import weights_of
from tools.prd.drafting.sample_size import arm_size
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.gather import gather
from tools.prd.templates.shelf import templates
from tools.recommend_models import recommend_models

CASES: list[tuple[Lang, str]] = [
    ("zh", "脚本生成"),
    ("en", "script generation"),
    ("zh", "自动字幕"),
    ("en", "auto-captions"),
]


@pytest.fixture(scope="module")
def evidence(demo: Workspace) -> dict[tuple[Lang, str], Evidence]:
    return {(lang, name): gather(deps_of(demo, lang), name) for lang, name in CASES}


def drafted(found: Evidence, template: str = "ai_feature") -> Prd:
    return draft(templates(Path("absent"))[template], found).prd


def all_of(prd: Prd) -> list[Sentence]:
    return [one for section in prd.sections for one in sentences_of(section)]


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("template", ["ai_feature", "ordinary_feature", "one_pager"])
def test_facts_have_sources_and_no_section_is_empty(
    case: tuple[Lang, str], template: str, evidence: dict[tuple[Lang, str], Evidence]
) -> None:
    prd = drafted(evidence[case], template)
    assert [one.key for one in prd.sections] == [
        one.key for one in templates(Path("absent"))[template].sections
    ]
    for section in prd.sections:
        assert section.blocks, section.key
        for block in section.blocks:
            assert block.text or block.sentences
            assert not block.heads or len(block.sentences) % len(block.heads) == 0
    sentences = all_of(prd)
    assert all(one.sources for one in sentences if one.kind in {"cited", "figure"})
    assert all(one.text.strip() for one in sentences)
    assert len({one.id for one in sentences}) == len(sentences)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cited_words_stand_in_the_passage(
    case: tuple[Lang, str], evidence: dict[tuple[Lang, str], Evidence], demo: Workspace
) -> None:
    for one in all_of(drafted(evidence[case])):
        for source in one.sources:
            if source.kind == "passage" and one.kind == "cited":
                chunk = demo.docs.chunk(source.id)
                assert chunk is not None
                bare = re.sub(r"[*`_|\s]|\[|\]", "", chunk.text)
                words = re.split(r"[：:；;]|\s", re.sub(r"[*`_]", "", source.quote))
                assert all(re.sub(r"[\[\]|]", "", word) in bare for word in words)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_numbers_of_facts_stand_in_their_sources(
    case: tuple[Lang, str], evidence: dict[tuple[Lang, str], Evidence]
) -> None:
    """A figure may be a share of two numbers of its source; any other has to stand there."""
    for section in drafted(evidence[case]).sections:
        for one in sentences_of(section):
            if one.kind != "figure" or section.key == "sources":
                continue
            said = " ".join(f"{source.quote} {source.at}" for source in one.sources)
            known = set(re.findall(r"\d+(?:[.,]\d+)*", said + " " + " ".join(_quoted(one.text))))
            shares = {
                f"{int(a.replace(',', '')) / int(b.replace(',', '')):.0%}"[:-1]
                for a, b in re.findall(r"([\d,]+)/([\d,]+)", said)
                if int(b.replace(",", ""))
            }
            for number in re.findall(r"\d+(?:[.,]\d+)*", _unquoted(one.text)):
                near = {str(round(float(k.replace(",", "")))) for k in known if "." in k}
                told = {"95", "100", "10"}
                assert number in known | shares | near | told, one


def _quoted(text: str) -> list[str]:
    return re.findall(r"“[^”]*”", text)


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|\bv\d+\b", "", text)


def test_figures_are_the_tools_own(
    evidence: dict[tuple[Lang, str], Evidence], demo: Workspace
) -> None:
    prd = drafted(evidence["zh", "脚本生成"])
    texts = " ".join(one.text for one in all_of(prd))
    [reception] = demo.events.receptions(Scope(version="v2", feature="script_generation"))
    assert f"{reception.adopted:,}/{reception.answers:,}" in texts
    assert f"{reception.adopted / reception.answers:.1%}" in texts
    _, models = called(recommend_models, deps_of(demo, "zh"), scenario="脚本生成")
    pick = models["found"]["parts"][0]["listed"]["choices"][0]
    assert pick["offer"]["name"] in texts
    assert f"${float(pick['cost']['amount']):.2f}" in texts


def test_targets_are_the_better_end_of_the_interval(
    evidence: dict[tuple[Lang, str], Evidence],
) -> None:
    found = evidence["en", "script generation"]
    goals = next(one for one in drafted(found).sections if one.key == "goals")
    targets = [one for one in sentences_of(goals) if one.kind == "assumption" and one.sources]
    rates = {one.source.id: one for one in found.rates}
    assert targets
    for one in targets:
        rate = rates[one.sources[0].id]
        end = rate.share.high if rate.wants_more else rate.share.low
        assert f"{end:.1%}" in one.text


def test_what_is_not_known_is_told_and_asked_not_invented(
    evidence: dict[tuple[Lang, str], Evidence],
) -> None:
    found = evidence["en", "auto-captions"]
    assert not found.rates
    assert found.traffic is None
    made = draft(templates(Path("absent"))["ai_feature"], found)
    goals = next(one for one in made.prd.sections if one.key == "goals")
    assert not [one for one in sentences_of(goals) if one.kind == "figure"]
    assert "%" not in " ".join(one.text for one in sentences_of(goals) if one.kind != "cited"
                               and "95%" not in one.text)  # fmt: skip
    asked = next(one for one in made.prd.sections if one.key == "questions")
    assert len([one for one in sentences_of(asked) if one.kind == "question"]) >= 5
    assert 0 < len(made.questions) <= 3


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_two_sections_begin_alike(
    case: tuple[Lang, str], evidence: dict[tuple[Lang, str], Evidence]
) -> None:
    prd = drafted(evidence[case])
    first = [sentences_of(one)[0].text[:8] for one in prd.sections]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_same_evidence_gives_the_same_words(
    case: tuple[Lang, str], evidence: dict[tuple[Lang, str], Evidence]
) -> None:
    assert drafted(evidence[case]) == drafted(evidence[case])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_panel_shows_every_sentence_and_its_sources(lang: Lang, demo: Workspace) -> None:
    _, found = called(draft_prd, deps_of(demo, lang), feature="captions")
    shown = artifact_view(found, lang)
    assert shown is not None
    assert "<svg" in shown
    assert "#source:" in shown
    for section in Prd.model_validate(found["prd"]).sections:
        assert f'data-section="{section.key}"' in shown
        for one in sentences_of(section):
            for source in one.sources:
                assert source_view(one, source, lang)


def test_text_of_documents_is_never_markup(workspace: Workspace) -> None:
    hostile = PRICING.model_copy(
        update={
            "id": "bad.md",
            "title": "<img src=x onerror=alert(1)>",
            "text": "# <b>Target users</b>\n\nTarget users are <script>alert(1)</script> makers of"
            " captions who pay us every single month.",
            "lang": "en",
        }
    )
    workspace.docs.ingest([hostile])
    name = "captions <script>alert(2)</script>"
    text, found = called(draft_prd, deps_of(workspace, "en"), feature=name)
    assert "<script" not in text
    shown = artifact_view(found, "en")
    assert shown is not None
    assert "<script" not in shown
    assert "<img" not in shown


def test_an_empty_workspace_gets_a_draft_of_open_questions(settings: Settings) -> None:
    with open_workspace(settings, purpose="tests") as workspace:
        text, found = called(draft_prd, deps_of(workspace, "en"), feature="zorbing planner")
    kinds: dict[str, Any] = found["counts"]
    assert kinds.get("cited", 0) == 0
    assert kinds["question"] >= 5
    assert "zorbing planner" in text


@pytest.mark.parametrize("names", [
    ["brand_safety", "faithfulness", "latency"],
    ["faithfulness", "claim_recall", "mrr"],
    ["latency"],
    ["brand_safety", "soundness", "duration", "exact", "mrr", "chrf"],
])  # fmt: skip
def test_weights_add_up(names: list[str]) -> None:
    weights = weights_of(names)
    assert sum(weights.values()) in {0, 100}
    assert "latency" not in weights


def test_a_smaller_change_takes_more_answers() -> None:
    sizes = [arm_size(0.4, 0.4 + step / 100) for step in (1, 2, 5, 10)]
    known = [one for one in sizes if one is not None]
    assert known == sorted(known, reverse=True)
    assert len(known) == 4
