"""The list of runs, how the newest stands, and what "stop" comes to in talk."""

from datetime import timedelta
from typing import Any

import pytest
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.errors import NotFound
from knowledge.language import LANGS, Lang
from knowledge.records import Outcome, Run, RunSpec, RunStatus, TargetInfo, Trace
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.deps import Deps
from tools.run_eval import RunArtifact, run_eval


def kept(workspace: Workspace, lang: Lang, *statuses: RunStatus) -> Deps:
    deps = deps_of(workspace, lang)
    for at, status in enumerate(statuses):
        spec = RunSpec(dataset="faq", dataset_version=1, dataset_hash="h", examples=5,
                       target=TargetInfo(kind="product", name=f"v{at}"))  # fmt: skip
        started = deps.clock() + timedelta(minutes=at)
        run = Run(id=f"run-aaa{at}", spec=spec, status=status, started=started)
        deps.runs.keep(run)
        answer = Trace(id="t", query="q", answer="a")
        deps.runs.add(run.id, [Outcome(example_id="e", trace=answer, attempts=1)])
    return deps


def show(deps: Deps, what: str) -> tuple[str, RunArtifact]:
    text, artifact = called(run_eval, deps, lambda _: None, show=what)
    return text, RunArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", LANGS)
def test_the_runs_are_listed_the_newest_first(workspace: Workspace, lang: Lang) -> None:
    with pytest.raises(NotFound, match="no eval run"):
        show(deps_of(workspace, lang), "all")
    text, found = show(kept(workspace, lang, "done", "stopped"), "all")
    assert [one.id for one in found.runs] == ["run-aaa1", "run-aaa0"]
    assert text.index("run-aaa1") < text.index("run-aaa0")
    assert "1/5" in text
    html = str(artifact_view(found.model_dump(mode="json"), lang))
    assert 'data-text="Show run-aaa0"' in html or 'data-text="看看 run-aaa0 的结果"' in html


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        ("done", "现在没有评测在跑", "No eval is running"),
        ("stopped", "继续跑", "go on with the run"),
        ("over_budget", "花费上限", "spending limit"),
        ("running", "另一个对话", "another conversation"),
    ],
)
def test_its_state_says_how_to_go_on_and_how_to_stop(
    workspace: Workspace, status: RunStatus, zh: str, en: str
) -> None:
    for lang, told in (("zh", zh), ("en", en)):
        text, found = show(kept(workspace, lang, status), "state")
        assert told in text
        assert ("停" if lang == "zh" else "Esc") in text
        assert found.unfinished == (status != "done")


def test_without_a_run_nothing_runs(workspace: Workspace) -> None:
    text, found = show(deps_of(workspace, "en"), "state")
    assert "none was run yet" in text
    assert artifact_view(found.model_dump(mode="json"), "en")


@pytest.mark.parametrize(
    ("question", "shown"),
    [("stop", "state"), ("停", "state"), ("please stop it", "state"), ("停止评测", "state"),
     ("stop the run", "state"), ("别跑了", "state"), ("评测跑完了吗", "state"),
     ("is the eval still running?", "state"), ("有哪些评测运行", "all"), ("list the runs", "all"),
     ("which evals did we run?", "all"), ("看看评测记录", "all")],
)  # fmt: skip
def test_the_planner_tells_the_list_from_the_state(question: str, shown: str) -> None:
    assert calls(question) == [("run_eval", {"show": shown})]


def test_one_of_the_list_is_opened_by_its_place() -> None:
    artifact: dict[str, Any] = {"kind": "run", "listed": ["run-aaa1", "run-aaa0"]}
    before = answered("list the runs", "run_eval", artifact, {"show": "all"})
    for question in ("open the second one", "看看第二个"):
        assert calls(*before, question) == [("run_eval", {"show": "run-aaa0"})]


@pytest.mark.parametrize("question", ["run ours", "跑 ours", "跑一下 ours"])
def test_a_service_of_the_team_is_run_by_its_name_alone(question: str) -> None:
    assert calls(question) == [("run_eval", {"targets": ["ours"]})]


def test_versions_run_on_the_set_that_is_named_beside_them() -> None:
    assert calls("用 small 跑 v1 和 v2") == [
        ("run_eval", {"dataset": "small", "targets": ["v1", "v2"]})
    ]
