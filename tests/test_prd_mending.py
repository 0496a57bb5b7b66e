"""The review of a real draft: little to say, and what it says to do, said in the chat, mends it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from tool_deps import called, deps_of

from knowledge.demo.scriptmate.library import DEMO
from knowledge.documents.read import document_of
from knowledge.language import LANGS, Lang
from knowledge.records.prd import Prd, Section, Sentence
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace
from tools.deps import Deps
from tools.draft_prd import draft_prd
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import placed
from tools.prd.checking.stale import with_sentences
from tools.prd.editing.apply import pen_for
from tools.prd.modelled.redraft import texts_in
from tools.prd.modelled.reply import Said
from tools.prd.modelled.section_work import works_of
from tools.prd.templates.shelf import template_called, templates

TEMPLATES = ("ai_feature", "ordinary_feature", "one_pager")
OWN = """
title: {zh: 公司模板, en: Company}
sections:
  - {key: why_now, title: {zh: 为什么现在做, en: Why now}, holds: x, draws: [background]}
  - {key: aims, title: {zh: 要达成什么, en: What it is for}, holds: x, draws: [goals]}
  - {key: build, title: {zh: 做什么, en: What is built}, holds: x, draws: [requirements]}
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that has documents and nothing else."""
    home = tmp_path_factory.mktemp("documents") / "home"
    files = [*(DEMO / "docs").glob("tracking*.md"), *(DEMO / "docs").glob("style*.md")]
    with open_workspace(Settings(home=home, demo=False), purpose="tests") as workspace:
        workspace.docs.ingest(
            [document_of(one.name, one.read_text(encoding="utf-8")) for one in files]
        )
        yield workspace


def talk(workspace: Workspace, lang: Lang, folder: Path | None = None) -> Deps:
    """Dependencies whose clock moves on with each look at it."""
    steps = count(len(workspace.prds.all()) * 1000)
    start = datetime(2026, 11, 1, tzinfo=UTC)
    given = {"prd_templates": folder} if folder else {}
    return deps_of(workspace, lang, clock=lambda: start + timedelta(seconds=next(steps)), **given)


def drafted(deps: Deps, feature: str, template: str) -> Prd:
    _, found = called(draft_prd, deps, lambda _: None, feature=feature, template=template)
    return Prd.model_validate(found["prd"])


def reviewed(deps: Deps, prd: Prd) -> list[Finding]:
    text, found = called(draft_prd, deps, prd=prd.id, review=True)
    findings = [Finding.model_validate(one) for one in found["findings"]]
    assert all(one.fix(deps.lang) in text.replace("\\", "") for one in findings)
    return findings


def kinds(deps: Deps, prd: Prd) -> list[str]:
    return [one.kind for one in reviewed(deps, prd)]


def said(deps: Deps, prd: Prd, change: str) -> Prd:
    _, found = called(draft_prd, deps, prd=prd.id, change=change)
    return Prd.model_validate(found["prd"])


def typed(deps: Deps, prd: Prd, change: Callable[[Sentence], str]) -> Prd:
    """The document with its sentences in other words, as somebody types them."""
    newest = deps.prds.get(prd.id) or prd
    sentences = [
        one.model_copy(update={"text": change(one)}) for one in (p.sentence for p in placed(newest))
    ]
    other = with_sentences(newest, sentences).model_copy(update={"note": "typed"})
    kept = deps.prds.keep(other, after=newest.version)
    assert kept
    return kept


def without(deps: Deps, prd: Prd, wanted: Callable[[Section], bool]) -> Prd:
    kept = deps.prds.keep(
        prd.model_copy(update={"sections": tuple(filter(wanted, prd.sections)), "note": "typed"}),
        after=prd.version,
    )
    assert kept
    return kept


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("feature", [("脚本生成", "script generation"), ("标题", "title")])
def test_a_draft_of_a_feature_in_use_is_not_blamed(
    lang: Lang, template: str, feature: tuple[str, str], demo: Workspace
) -> None:
    deps = talk(demo, lang)
    prd = drafted(deps, feature[LANGS.index(lang)], template)
    assert kinds(deps, prd) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_draft_from_documents_lacks_is_mended_in_one_sentence(
    lang: Lang, template: str, documents: Workspace
) -> None:
    deps = talk(documents, lang)
    prd = drafted(deps, {"zh": "排期日历", "en": "publishing calendar"}[lang], template)
    assert kinds(deps, prd) == ["goals_open"]
    goal = {
        "zh": "给目标加一条：采纳率从 40% 提高到 45%，上线后 4 周达成",
        "en": "add to the goals: adoption rate from 40% to 45% within 4 weeks after launch",
    }[lang]
    assert kinds(deps, said(deps, prd, goal)) == []


def retold(deps: Deps, prd: Prd, remark: str) -> Prd:
    """The document as a chat model leaves it that says the evidence again, and remarks on it."""
    template = template_called(prd.template, templates(deps.prd_templates))
    works = works_of(prd, template, texts_in(deps.docs))
    pen, made = pen_for(prd), {}
    for work in (one for one in works if one.rows is None):
        for at, fact in enumerate(work.facts):
            work.take(Said(text=fact.says, evidence=(fact.id,)), pen)
            if at == 0:
                work.take(Said(text=remark, kind="assumption"), pen)
        work.end(None)
        section, told = work.finished()
        assert told.dropped == 0
        if section is not None:
            made[section.key] = section
    assert made
    sections = tuple(made.get(one.key, one) for one in prd.sections)
    kept = deps.prds.keep(prd.model_copy(update={"sections": sections}), after=prd.version)
    assert kept
    return kept


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("template", ["ai_feature", "one_pager"])
@pytest.mark.parametrize("feature", [("脚本生成", "script generation"), ("标题", "title")])
def test_what_a_model_says_after_the_planner_is_not_blamed_either(
    lang: Lang, template: str, feature: tuple[str, str], demo: Workspace
) -> None:
    deps = talk(demo, lang)
    prd = drafted(deps, feature[LANGS.index(lang)], template)
    remark = {
        "zh": "这里还需要和负责人对齐。",
        "en": "This still has to be settled with its owner.",
    }[lang]
    assert kinds(deps, retold(deps, prd, remark)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_and_a_quotation_that_were_retyped_are_found(lang: Lang, demo: Workspace) -> None:
    deps = talk(demo, lang)
    prd = drafted(deps, {"zh": "脚本生成", "en": "script generation"}[lang], "ordinary_feature")
    background = next(one for one in prd.sections if one.key == "background")
    figure = next(
        one for block in background.blocks for one in block.sentences if "1,760" in one.text
    )
    other = typed(
        deps, prd, lambda one: one.text.replace("1,760", "2,760") if one == figure else one.text
    )
    (found,) = reviewed(deps, other)
    assert (found.sentence, found.kind) == (figure.id, "unsupported_number")
    assert "2,760" in found.what(lang)
    back = said(
        deps,
        other,
        {"zh": "把“2,760”改成“1,760”", "en": "change “2,760” to “1,760”"}[lang],
    )
    assert kinds(deps, back) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_section_and_a_criterion_that_are_gone_are_said_back(lang: Lang, demo: Workspace) -> None:
    deps = talk(demo, lang)
    prd = drafted(deps, {"zh": "脚本生成", "en": "script generation"}[lang], "ordinary_feature")
    short = without(deps, prd, lambda one: one.key != "risks")
    assert kinds(deps, short) == ["section_missing"]
    title = next(one.title for one in prd.sections if one.key == "risks")
    whole = said(deps, short, {"zh": f"补上{title}", "en": f"add back {title}"}[lang])
    assert kinds(deps, whole) == []
    table = next(
        block
        for one in whole.sections
        if one.key == "requirements"
        for block in one.blocks
        if block.form == "table"
    )
    at = [one.text for one in table.sentences].index("R2")
    empty = typed(deps, whole, lambda one: "" if one.id == table.sentences[at + 2].id else one.text)
    assert kinds(deps, empty) == ["requirement_untested"]
    mended = said(
        deps,
        empty,
        {
            "zh": "给 R2 加一条验收标准：100 条里至少 98 条符合要求",
            "en": "add an acceptance criterion to R2: at least 98 of 100 results pass",
        }[lang],
    )
    assert kinds(deps, mended) == []


@pytest.mark.parametrize("lang", LANGS)
def test_sections_of_the_company_s_own_template_are_read_as_what_they_are(
    lang: Lang, demo: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "company.yaml").write_text(OWN, encoding="utf-8")
    deps = talk(demo, lang, tmp_path)
    prd = drafted(deps, {"zh": "脚本生成", "en": "script generation"}[lang], "company")
    assert kinds(deps, prd) == []
    vague = {
        "zh": "给要达成什么加一条：让创作者更喜欢脚本",
        "en": "add to What it is for: users like it more",
    }
    (found,) = reviewed(deps, said(deps, prd, vague[lang]))
    assert (found.section, found.kind) == ("aims", "goal_vague")
