"""A turn in which a model writes a PRD: what is shown meanwhile, kept, and shortened."""

import pytest
from model_service import call, model_service, status, words
from prd_modelled import (
    ABANDONED,
    ADOPTED,
    CARRIED,
    LANGS,
    POSITION,
    all_of,
    document,
    line,
    sentence,
    service_settings,
)
from tool_deps import called, deps_of

from agent.assistant import Assistant
from agent.events import Failed, ToolFinished, ToolProgress, ToolStarted
from agent.threads import open_threads
from knowledge.language import Lang
from knowledge.records.prd import Prd, Source
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from page.steps import running_step
from tools.chat_model import chat_model_of
from tools.draft_prd import draft_prd
from tools.prd.checking.unsupported import unsupported
from tools.prd.modelled.redraft import texts_in


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_turn_the_draft_is_told_and_kept_with_the_models_part(
    workspace: Workspace, settings: Settings, lang: Lang
) -> None:
    """The first reply calls the tool, the others write sections, the last one answers."""
    feature = {"zh": "定价页", "en": "pricing page"}[lang]
    said = {"zh": "先把价格讲清楚，再谈功能。", "en": "We explain the price before the features."}[
        lang
    ]
    asked = {"zh": f"写一份{feature}的PRD", "en": f"Draft a PRD for the {feature}"}[lang]
    tool = call("draft_prd", {"feature": feature, "template": "one_pager"})
    sections = [words(line(said, "assumption"))] * 4
    with (
        model_service(tool, *sections, words("Done.")) as service,
        open_threads(workspace.checkpoints) as threads,
    ):
        chosen = service_settings(settings, service.url)
        assistant = Assistant(workspace, chosen, threads)
        events = list(assistant.ask("c", asked))
    [step] = [one for one in events if isinstance(one, ToolFinished)]
    assert step.artifact is not None
    assert step.artifact["writing"]["model"] == "test"
    told = [one for one in events if isinstance(one, ToolProgress)]
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == told[-1].total
    assert "test" in step.text
    [kept] = workspace.prds.all()
    assert step.artifact["prd"]["id"] == kept.id
    assert unsupported(kept, texts_in(workspace.docs)) == []
    prompts = [one["messages"][0]["content"] for one in service.requests if "tools" not in one]
    assert 0 < len(prompts) <= 4
    assert all({"zh": "用简体中文写", "en": "Write in English"}[lang] in one for one in prompts)


def test_what_the_planner_answers_it_drafts_itself(
    workspace: Workspace, settings: Settings
) -> None:
    with (
        model_service(status(500, headers={"retry-after": "0"})) as service,
        open_threads(workspace.checkpoints) as threads,
    ):
        assistant = Assistant(workspace, service_settings(settings, service.url), threads)
        assert isinstance(list(assistant.ask("c", "Draft a PRD for pricing"))[-1], Failed)
        asked = len(service.requests)
        events = list(assistant.hand_over("c"))
        assert len(service.requests) == asked
    [step] = [one for one in events if isinstance(one, ToolFinished)]
    assert step.artifact is not None
    assert step.artifact["writing"] is None


def test_the_chat_shows_what_is_written_and_nothing_that_acts() -> None:
    made = "**背景**\n\n- 采纳率为 42.1%。<img src=x onerror=alert(1)>"
    step = ToolStarted("1", "draft_prd", {"feature": "x"})
    shown = running_step(step, "zh", ToolProgress("1", 3, 12, "背景", made))
    assert "3 / 12 · 背景" in shown["metadata"]["title"]
    assert "采纳率为 42.1%。" in shown["content"]
    assert "<img" not in shown["content"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reply", ["good", "longer", "wrong", "broken"])
def test_a_section_is_shortened_in_the_models_words_or_as_without_one(
    workspace: Workspace, settings: Settings, lang: Lang, reply: str
) -> None:
    short = CARRIED[0][1] if lang == "zh" else CARRIED[1][1]
    replies = {
        "good": words(line(short, "fact", "e2")),
        "longer": words(line(POSITION[lang], "fact", "e1"), line(ADOPTED[lang], "fact", "e2"),
                        line(ABANDONED[lang], "fact", "e3")),
        "wrong": words(line(short.replace("42.1", "52.1"), "fact", "e2")),
        "broken": status(500, headers={"retry-after": "0"}),
    }  # fmt: skip
    kept = workspace.prds.keep(with_metrics(lang), after=0)
    assert kept is not None
    change = {"zh": "背景写短一点", "en": "shorten the background"}[lang]
    without, _ = called(draft_prd, deps_of(workspace, lang), prd=kept.id, change=change)
    del without
    planners = workspace.prds.versions(kept.id)[0]
    assert workspace.prds.keep(kept, after=planners.version)
    with model_service(replies[reply]) as service:
        chat = chat_model_of(service_settings(settings, service.url))
        deps = deps_of(workspace, lang, writer=chat)
        text, artifact = called(draft_prd, deps, prd=kept.id, change=change)
    made = Prd.model_validate(artifact["prd"])
    [outcome] = artifact["writing"]["sections"]
    if reply == "good":
        assert all_of(made)[0].text == short
        assert len(all_of(made)) == 2
        assert outcome["why"] is None
    else:
        assert made.sections == planners.sections
        assert outcome["why"] in {"longer", "unsupported", "refused"}
        assert artifact["writing"]["sections"][0]["title"] in text


def with_metrics(lang: Lang) -> Prd:
    """The document with sources that a workspace of tests knows nothing of: figures alone."""
    prd = document(lang)
    block = prd.sections[0].blocks[0]
    own = [one for one in block.sentences if one.id != "p1"]
    said = Source(kind="said", id="q", quote=POSITION[lang])
    first = sentence("p1", POSITION[lang], "cited", said)
    blocks = (block.model_copy(update={"sentences": (first, *own)}),)
    section = prd.sections[0].model_copy(update={"blocks": blocks})
    return prd.model_copy(update={"sections": (section,), "template": "ai_feature"})
