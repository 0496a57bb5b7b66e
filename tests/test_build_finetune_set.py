"""The tool `build_finetune_set`: what it freezes, writes, tells and refuses."""

import json
from typing import Any

import pytest
from finetune_samples import NOW, QUESTIONS, taken
from langchain_core.messages import ToolMessage
from langchain_core.utils.function_calling import convert_to_openai_tool
from tool_deps import called, deps_of

from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.records import (
    Event,
    Example,
    Trace,
)
from knowledge.traffic import Scope
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.build_finetune_set import FinetuneArtifact, build_finetune_set


def filled(workspace: Workspace, count: int = 60) -> None:
    styles = ("comedy", "knowledge", "story")
    edits = "改过的第 {} 稿：{}，我自己用了一周才敢说，先讲坑再讲好。"
    keep(
        workspace,
        *(
            taken(
                at,
                query,
                edited=edits.format(at, query) if at % 2 else None,
                segment={"style": styles[at % 3]},
            )
            for at, query in enumerate(QUESTIONS[:count])
        ),
    )


def keep(workspace: Workspace, *given_: tuple[Trace, list[Event]]) -> None:
    """All at once: each addition looks through what is there."""
    workspace.events.append(
        [trace for trace, _ in given_], [event for _, events in given_ for event in events]
    )


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, FinetuneArtifact]:
    text, artifact = called(build_finetune_set, deps_of(workspace, lang), print, (), **args)
    assert artifact_view(artifact, lang) is not None
    return text, FinetuneArtifact.model_validate(artifact)


def lines_of(workspace: Workspace, found: FinetuneArtifact, name: str) -> list[Any]:
    assert found.made.files is not None
    path = workspace.home / found.made.files.folder / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_set_is_frozen_written_and_told(workspace: Workspace) -> None:
    filled(workspace)
    text, found = run(workspace, goal="style", prompt_tuned=True)
    files = found.made.files
    assert files is not None
    frozen = workspace.datasets.newest("finetune")
    assert frozen is not None
    assert (frozen.purpose, frozen.hash, frozen.count) == (
        "finetune",
        files.hash,
        files.train + files.validation,
    )
    train, validation = (
        lines_of(workspace, found, name) for name in ("train.jsonl", "validation.jsonl")
    )
    assert (len(train), len(validation)) == (files.train, files.validation)
    pairs = [*lines_of(workspace, found, "preference_train.jsonl")]
    assert all(one["preferred_output"] != one["non_preferred_output"] for one in pairs)
    card = (workspace.home / files.folder / "card.md").read_text(encoding="utf-8")
    assert files.hash in card
    assert "# 标注指南" in (workspace.home / files.folder / "guideline.md").read_text(
        encoding="utf-8"
    )
    assert "**值得微调" in text
    assert files.folder in text


def test_the_same_again_is_the_same_version(workspace: Workspace) -> None:
    filled(workspace)
    _, first = run(workspace)
    _, second = run(workspace)
    assert first.made.files == second.made.files


def test_what_asks_on_about_the_same_set_is_not_built_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(workspace)
    deps = deps_of(workspace, "zh")
    _, first = called(build_finetune_set, deps)
    spoken = [ToolMessage("x", tool_call_id="1", name="build_finetune_set", artifact=first)]
    with monkeypatch.context() as patch:
        patch.setattr("tools.build_finetune_set.selected", None)  # would fail if it were called
        _, again = called(build_finetune_set, deps, messages=spoken)
        told = {"goal": "style", "prompt_tuned": True}
        _, decided = called(build_finetune_set, deps, messages=spoken, **told)
    assert again == first
    assert decided["made"]["files"] == first["made"]["files"]
    assert decided["made"]["decision"] != first["made"]["decision"]
    folder = workspace.home / first["made"]["files"]["folder"]
    assert "值得微调" in (folder / "card.md").read_text(encoding="utf-8")
    workspace.examples.add(Example(id="t-000002", query=QUESTIONS[2]))
    _, other = called(build_finetune_set, deps, messages=spoken)
    assert other["made"]["leakage"]["examples"] == 1


def test_every_version_of_every_eval_set_and_kept_cases_are_kept_out(workspace: Workspace) -> None:
    filled(workspace)
    workspace.datasets.freeze("gold", [Example(id="a", query=f"请问{QUESTIONS[0]}，谢谢")], NOW)
    workspace.datasets.freeze("gold", [Example(id="b", query=QUESTIONS[1].upper() + "？")], NOW)
    workspace.examples.add(Example(id="t-000002", query=QUESTIONS[2]))
    text, found = run(workspace, "en")
    assert found.made.leakage.examples == 3
    assert sum(found.made.leakage.dropped.values()) >= 3
    exported = str(
        lines_of(workspace, found, "train.jsonl") + lines_of(workspace, found, "validation.jsonl")
    )
    assert all(question not in exported for question in QUESTIONS[:3])
    assert "gold v1" in text
    assert "found 0" in text


def test_an_earlier_training_set_is_no_eval_set(workspace: Workspace) -> None:
    filled(workspace)
    _, first = run(workspace, name="one")
    _, second = run(workspace, name="two")
    assert first.made.files is not None
    assert second.made.files is not None
    assert first.made.files.train == second.made.files.train


def test_the_name_of_an_eval_set_is_refused_and_a_path_is_only_a_name(workspace: Workspace) -> None:
    filled(workspace, 20)
    workspace.datasets.freeze("gold", [Example(id="a", query="问")], NOW)
    with pytest.raises(CasebookError, match="gold"):
        run(workspace, "en", name="gold")
    _, found = run(workspace, name="../../etc/passwd")
    assert found.made.files is not None
    assert found.made.files.folder == "exports/etc-passwd-v1"
    assert (workspace.home / found.made.files.folder / "card.md").exists()


def test_nothing_taken_is_said(workspace: Workspace) -> None:
    text, found = run(workspace, "en")
    assert found.made.files is None
    assert "No answer was adopted or edited" in text
    assert found.made.decision.verdict == "no"


def test_one_version_or_segment(workspace: Workspace) -> None:
    filled(workspace, 30)
    _, found = run(workspace, version="v1", segment="style=comedy")
    assert found.made.funnel[0].count == 5


def test_hostile_text_stays_text(workspace: Workspace) -> None:
    bad = "<script>alert(1)</script> [x](javascript:1)"
    others = (taken(at, QUESTIONS[at], segment={"style": "a"}) for at in range(2, 14))
    keep(workspace, taken(1, bad, segment={"style": bad}), *others)
    workspace.datasets.freeze(bad, [Example(id="e", query=bad)], NOW)
    text, found = run(workspace, "en")
    drawn = str(artifact_view(found.model_dump(mode="json"), "en"))
    assert "<script" not in text
    assert "<script" not in drawn


def test_taken_answers_come_with_all_their_acts(workspace: Workspace) -> None:
    filled(workspace, 6)
    count, found = workspace.events.taken(Scope(), 4)
    assert (count, len(found)) == (6, 4)
    assert all({"adopted"} <= {event.kind for event in one.events} for one in found)
    assert workspace.events.taken(Scope(version="v9"), 4) == (0, [])


def test_the_schema_is_small() -> None:
    schema = json.dumps(convert_to_openai_tool(build_finetune_set), ensure_ascii=False)
    assert len(schema) / 4 <= 200
