"""The tool `run_eval`: in the chat, over the demo and over what a workspace has."""

import re
from typing import Any

import pytest
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.records import Example
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.deps import Deps
from tools.run_eval import RunArtifact, run_eval

ROWS = [
    Example(id="e1", query="定价", answer="39 元", reference="39 元"),
    Example(id="e2", query="退款", answer="不知道", reference="七天内可退"),
    Example(id="e3", query="客服", reference="9 点到 18 点"),
]


def run(deps: Deps, **args: Any) -> tuple[str, RunArtifact]:
    text, artifact = called(run_eval, deps, lambda _: None, **args)
    return text, RunArtifact.model_validate(artifact)


def with_set(workspace: Workspace, lang: Lang = "zh", **given: Any) -> Deps:
    deps = deps_of(workspace, lang, **given)
    deps.datasets.freeze("faq", ROWS, deps.clock())
    return deps


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_recorded_answers_are_scored(workspace: Workspace, lang: Lang) -> None:
    text, artifact = run(with_set(workspace, lang), targets=["recorded"], scorers=["exact"])
    (report,) = artifact.reports
    (result,) = report.card.results
    assert (result.mean, result.scored, result.of) == (0.5, 2, 2)
    assert report.card.failed == {"nothing": 1}
    assert "50%" in text
    assert ("不算答错" if lang == "zh" else "1 has no answer and does not count as wrong") in text
    assert artifact.listed == [f"{report.run.id}/e2"]


def test_equal_counts_are_told_once_and_nothing_answered_makes_no_table(
    workspace: Workspace,
) -> None:
    deps = with_set(workspace)
    text, _ = run(deps, targets=["recorded", "recorded"], scorers=["exact"])
    assert "| 2/2 |" in text
    deps.datasets.freeze("bare", ROWS[2:], deps.clock())
    text, _ = run(deps, dataset="bare", targets=["recorded"], scorers=["exact"])
    assert "| 指标 |" not in text


def test_the_traces_of_a_run_can_be_opened(workspace: Workspace) -> None:
    deps = with_set(workspace)
    _, artifact = run(deps, targets=["recorded"], scorers=["exact"])
    trace = deps.runs.trace(artifact.listed[0])
    assert trace
    assert trace.answer == "不知道"


def test_a_pm_s_words_name_scorers_and_weights(workspace: Workspace) -> None:
    _, artifact = run(with_set(workspace), targets=["recorded"], weights={"准确率": 3, "ROUGE": 1})
    names = {one.name for one in artifact.reports[0].card.results}
    assert {"exact", "rouge_l"} <= names


def test_a_set_that_is_not_there_is_named_with_those_that_are(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="faq"):
        run(with_set(workspace), dataset="nothing", targets=["recorded"])
    with pytest.raises(BadInput, match="v9"):
        run(with_set(workspace), targets=["v9"])
    with pytest.raises(BadInput, match="beauty"):
        run(with_set(workspace), targets=["recorded"], scorers=["beauty"])


def test_a_name_is_a_set_s_or_a_target_s_as_the_workspace_has_it(workspace: Workspace) -> None:
    deps = with_set(workspace)
    deps.datasets.freeze("other", ROWS[:1], deps.clock())
    _, by_set = run(deps, dataset="FAQ", scorers=["exact"])
    _, as_target = run(deps, targets=["faq"], scorers=["exact"])
    assert {one.reports[0].run.spec.dataset for one in (by_set, as_target)} == {"faq"}
    _, as_set = run(deps, dataset="recorded", scorers=["exact"])
    assert as_set.reports[0].run.spec.target.name == "recorded"
    with pytest.raises(BadInput, match=r"nosuch.*faq"):
        run(deps, dataset="nosuch", targets=["recorded"])


def test_a_kept_case_does_not_take_the_place_of_the_set_that_was_built(
    workspace: Workspace,
) -> None:
    deps = with_set(workspace)
    deps.examples.add(Example(id="case-1", query="x", answer="y"))
    run(deps, dataset="bad-cases", targets=["recorded"], scorers=["length"])
    _, found = run(deps, targets=["recorded"], scorers=["exact"])
    assert found.reports[0].run.spec.dataset == "faq"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_run_is_told_by_a_dimension(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    rows = [
        Example(
            id=f"e{at}",
            query=f"q{at}",
            answer="a" if at < 6 else "b",
            reference="a",
            segment={"style": "comedy" if at < 6 else "knowledge", "topic": f"t{at}"},
        )
        for at in range(12)
    ]
    deps.datasets.freeze("rows", rows, deps.clock())
    run(deps, targets=["recorded"], scorers=["exact"])
    text, artifact = run(deps, show="last", by="style")
    weakest, best = artifact.reports[0].card.slices
    assert (weakest.value, weakest.mean, best.value, best.mean) == ("knowledge", 0, "comedy", 1)
    assert weakest.high
    assert weakest.high > 0.2
    assert text.count("/") < 3
    assert ("| 搞笑 | 100%" if lang == "zh" else "| comedy | 100%") in text
    whole, _ = run(deps, show="last")
    weakest_said = {"zh": "最弱的分段", "en": "weakest segments"}[lang]
    (line,) = [one for one in whole.splitlines() if weakest_said in one]
    assert "0% (n=6)" in line
    assert "100%" not in line
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    (drawn,) = re.findall(r'<ul class="slices">.*?</ul>', html)
    assert "0%</b>" in drawn
    assert "100%</b>" not in drawn, "what is perfect is not drawn among the weakest"
    none, _ = run(deps, show="last", by="topic")
    assert ("风格" if lang == "zh" else "style") in none.split("\n\n")[-1]


def test_without_any_set_it_says_how_to_build_one(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="eval set"):
        run(deps_of(workspace))


def test_kept_cases_are_a_set_of_their_own(workspace: Workspace) -> None:
    deps = deps_of(workspace)
    deps.examples.add(ROWS[1])
    _, artifact = run(deps, dataset="bad cases", targets=["recorded"], scorers=["exact"])
    assert artifact.reports[0].run.spec.dataset == "bad-cases"
    deps.examples.add(ROWS[0])
    _, again = run(deps, dataset="bad-cases", targets=["recorded"], scorers=["exact"])
    spec = again.reports[0].run.spec
    assert (spec.dataset_version, spec.examples) == (2, 2)


def test_a_stopped_run_is_resumed(workspace: Workspace) -> None:
    deps = with_set(workspace, stopped=lambda: True)
    _, artifact = run(deps, targets=["recorded"], scorers=["exact"])
    assert artifact.reports[0].run.status in {"stopped", "done"}
    if artifact.reports[0].run.status == "stopped":
        _, again = run(with_set(workspace), resume=True)
        assert again.reports[0].run.id == artifact.reports[0].run.id
        assert again.reports[0].run.status == "done"


def test_both_versions_of_the_demo(demo: Workspace) -> None:
    deps = deps_of(demo)
    rows = [
        Example(id=f"e{at}", query=f"写一条{length}秒的{topic}搞笑脚本", segment={"topic": topic})
        for at, (topic, length) in enumerate(
            (topic, length) for topic in ("积木", "空气炸锅", "耳机") for length in (15, 30, 60)
        )
    ]
    deps.datasets.freeze("demo", rows, deps.clock())
    text, artifact = run(deps, targets=["v1", "v2"])
    assert [one.run.spec.target.version for one in artifact.reports] == ["v1", "v2"]
    for report in artifact.reports:
        assert report.card.examples == len(rows)
        assert report.card.main == "soundness"
        assert report.reception
        assert report.reception.answers > 500
        assert report.spent
    assert "采纳率" in text
    shown, _ = run(deps, show="last")
    assert f"${artifact.reports[-1].spent:.4f}" in shown, "what it cost is told again"
    _, both = run(deps, targets=["both"])
    assert [one.run.spec.target.version for one in both.reports] == ["v1", "v2"]


def test_without_a_run_it_says_how_to_make_one(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="run both versions"):
        run(deps_of(workspace, "en"), show="last")


def test_a_limit_in_other_money_waits_for_dollars(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="US dollars"):
        run(with_set(workspace), targets=["recorded"], limit_usd=1.0, currency="块")


def test_a_kept_run_is_shown_again_without_a_call(workspace: Workspace) -> None:
    deps = with_set(workspace)
    _, first = run(deps, targets=["recorded"], scorers=["exact"])
    run_id = first.reports[0].run.id
    for name in (run_id, run_id[:7], "last"):
        text, again = run(deps, show=name)
        assert run_id in text
        (report,) = again.reports
        assert report.card.results == first.reports[0].card.results
        assert (report.calls, len(deps.runs.all())) == (0, 1)
    with pytest.raises(NotFound, match=run_id):
        run(deps, show="run-nothing")
