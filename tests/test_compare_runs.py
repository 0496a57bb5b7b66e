"""Two runs compared: paired, tested, told in both languages, listed one by one, and drawn."""

import json
import re
from typing import Any

import pytest
from eval_runs import SCORERS, example, keep, outcome, run, two_runs
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.utils.function_calling import convert_to_openai_tool
from test_planner import after, calls
from tool_deps import called, deps_of

from knowledge.errors import CasebookError
from knowledge.language import LANGS, Lang
from knowledge.records import Outcome
from knowledge.texts import say
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.compare_runs import ComparisonArtifact, compare_runs
from tools.evals.comparing.chosen import chosen, label_of
from tools.routes import Asked
from tools.routes.compare_runs import fill
from tools.routes.mentions import ordinal, versions


def found(workspace: Workspace, lang: Lang = "en", **args: Any) -> tuple[str, ComparisonArtifact]:
    text, artifact = called(compare_runs, deps_of(workspace, lang), **args)
    return text, ComparisonArtifact.model_validate(artifact)


def test_what_changed_under_the_same_id_is_no_pair(workspace: Workspace) -> None:
    rows = [example(at) for at in range(9)]
    deps = deps_of(workspace)
    one = workspace.datasets.freeze("smoke", rows, deps.clock())
    rows[0] = rows[0].model_copy(update={"reference": "别的答案"})
    two = workspace.datasets.freeze("smoke", rows, deps.clock())
    for at, frozen in enumerate((one, two)):
        stored = run(f"run-{at}aaaa", f"v{at + 1}", 9, day=at, scorers=SCORERS,
                     content=frozen.hash, dataset_version=frozen.version)  # fmt: skip
        keep(workspace, stored, [outcome(n, {"exact": float(at)}) for n in range(9)])
    text, told = found(workspace)
    assert told.comparison.left_out.changed == 1
    assert told.comparison.verdict == "better"
    assert "smoke v1 and smoke v2" in text
    assert "same id, other content: 1" in text


def test_where_hardly_any_grade_moved_no_smallest_difference_is_made_up(
    workspace: Workspace,
) -> None:
    for at, version in enumerate(("v1", "v2")):
        stored = run(f"run-{at}aaaa", version, 20, day=at, scorers=SCORERS)
        keep(workspace, stored, [outcome(n, {"exact": 0.5}) for n in range(20)])
    text, told = found(workspace)
    assert "Too few examples changed" in text
    assert told.comparison.results[0].smallest is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("changed", [0, 3, 6])
def test_where_too_few_changed_to_tell_that_is_said(
    workspace: Workspace, lang: Lang, changed: int
) -> None:
    for at, version in enumerate(("v1", "v2")):
        stored = run(f"run-{at}aaaa", version, 20, day=at, scorers=SCORERS)
        scores = [float(at and n < changed) for n in range(20)]
        keep(workspace, stored, [outcome(n, {"exact": one}) for n, one in enumerate(scores)])
    text, told = found(workspace, lang)
    said = say("compare.text.few", lang, changed=changed, least=6)
    assert (said in text) == (changed == 3)
    assert (said in str(artifact_view(told.model_dump(), lang))) == (changed == 3)
    assert told.comparison.verdict == ("better" if changed == 6 else "cannot_tell")


@pytest.mark.parametrize("lang", LANGS)
def test_the_verdict_comes_first(workspace: Workspace, lang: Lang) -> None:
    two_runs(workspace)
    text, told = found(workspace, lang)
    first = text.split("\n")[0]
    assert first.startswith(
        "**n = 59 说不准，大约需要" if lang == "zh" else "**Cannot tell with n = 59"
    )
    assert told.comparison.decided_by == "exact"
    assert "有回答" in text or "Answered at all" in text
    assert ("v2 调用失败 1 条" if lang == "zh" else "failed in v2: 1") in text
    assert "(#trace:run-bbb222%2Fe-001)" in text
    result = told.comparison.result("exact")
    assert result is not None
    assert result.interval is not None
    # Larger than what 59 examples show, by itself: it is the correction that it falls to.
    assert result.p is not None
    assert result.corrected is not None
    assert result.p < 0.05 < result.corrected


def test_what_got_worse_is_listed_and_opened_one_by_one(workspace: Workspace) -> None:
    two_runs(workspace)
    text, told = found(workspace, show="worse")
    changes = told.comparison.of("regression", "loss")
    assert told.listed == [f"run-bbb222/{one.example_id}" for one in changes]
    assert "旧答案 1" in text
    assert "新答案 1" in text
    opened, _ = found(workspace, show=told.listed[1])
    assert f"**{changes[1].example_id}**" in opened
    assert "100.0% ·" in opened, "values are told in their units"
    assert re.search(r"\| Cost per call \| \$0\.001 \| \$0\.\d+ \|", opened)
    assert workspace.runs.trace(told.listed[1]) is not None
    _, told = found(workspace, show="better")
    assert told.listed == [f"run-bbb222/{one.example_id}" for one in told.comparison.of("win")]
    with pytest.raises(CasebookError, match="e-999"):
        found(workspace, show="e-999")


def test_one_metric_and_one_segment(workspace: Workspace) -> None:
    two_runs(workspace)
    text, told = found(workspace, metric="Cost per call")
    assert told.comparison.verdict == "worse"
    assert text.startswith("**v2 is worse than v1**: Cost per call $0.001 → ")
    text, told = found(workspace, segment="comedy")
    assert (told.segment, told.comparison.pairs) == ("style=comedy", 20)
    assert "no proof" in text
    with pytest.raises(CasebookError, match="style=comedy, style=review"):
        found(workspace, segment="opera")
    with pytest.raises(CasebookError, match="exact, faithfulness"):
        found(workspace, metric="beauty")


def test_errors_name_the_remedy(workspace: Workspace) -> None:
    with pytest.raises(CasebookError, match="no evaluation run yet"):
        found(workspace)
    keep(workspace, run("run-aaa111", "v1", 2), [outcome(0, {"exact": 1.0})])
    with pytest.raises(CasebookError, match="only one run"):
        found(workspace)
    with pytest.raises(CasebookError, match="are the same run"):
        found(workspace, runs=["v1", "run-aaa111"])
    with pytest.raises(CasebookError, match=r"no run “v7”.*run-aaa111"):
        found(workspace, runs=["v7"])
    other = run("run-ccc333", "v3", 1, day=2, content="h9")
    keep(workspace, other, [outcome(7, {"exact": 1.0})])
    with pytest.raises(CasebookError, match="share no example"):
        found(workspace, runs=["v1", "v3"])
    old = run("run-ddd444", "v4", 1, day=3, scorers={"exact": 2})
    keep(workspace, old, [outcome(0, {"exact": 1.0})])
    with pytest.raises(CasebookError, match="no scorer in the same version"):
        found(workspace, runs=["v1", "v4"])


def test_the_runs_that_are_meant() -> None:
    runs = [
        run("run-eee555", "v10", 5, day=4, content="other"),
        run("run-ccc333", "v1", 5, day=3),
        run("run-bbb222", "v2", 5, day=2),
        run("run-aaa111", "v1", 5, day=1),
    ]

    def ids(*words: str) -> tuple[str, ...]:
        return tuple(one.id for one in chosen(runs, words))

    assert ids("v1", "v2") == ("run-ccc333", "run-bbb222")
    assert ids("v2") == ("run-ccc333", "run-bbb222")
    assert ids() == ("run-ccc333", "run-bbb222")  # the lower version first
    assert ids("aaa111", "v2") == ("run-aaa111", "run-bbb222")
    assert ids("previous", "last") == ("run-ccc333", "run-eee555")
    assert ids("v1", "v1")[0] != ids("v1", "v1")[1]
    assert label_of(runs[1], runs[3]) == "run-ccc333"
    with pytest.raises(CasebookError, match="3 were named"):
        ids("v1", "v2", "v3")


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_draws_each_metric_and_links_each_example(
    workspace: Workspace, lang: Lang
) -> None:
    two_runs(workspace)
    _, artifact = called(compare_runs, deps_of(workspace, lang))
    drawn = artifact_view(artifact, lang)
    assert drawn is not None
    assert drawn.count('class="difference-chart"') == len(artifact["comparison"]["results"])
    assert 'href="#trace:run-bbb222%2Fe-001"' in drawn
    assert 'data-metric="cost" data-verdict="worse"' in drawn


def test_what_stands_in_answers_is_shown_and_does_nothing(workspace: Workspace) -> None:
    evil = "<img src=x onerror=alert(1)> [go](http://x.example) | **bold**"
    for at, version in enumerate(("v1", "v2")):
        outcomes: list[Outcome] = [
            outcome(n, {"exact": float(1 - at)}, evil, f"run-{at}aaaa") for n in range(9)
        ]
        keep(workspace, run(f"run-{at}aaaa", version, 9, day=at, scorers=SCORERS), outcomes)
    text, artifact = called(compare_runs, deps_of(workspace, "en"))
    assert "<img" not in text
    assert "[go](" not in text
    drawn = artifact_view(artifact, "en")
    assert drawn is not None
    assert "<img" not in drawn


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("v2 比 v1 好吗", {"runs": ["v1", "v2"]}),
        ("is v2 better", {"runs": ["v2"]}),
        ("compare staging and v2", {"runs": ["staging", "v2"]}),
        ("staging 和 v2 哪个好", {"runs": ["staging", "v2"]}),
        ("v2 比 staging 好吗", {"runs": ["staging", "v2"]}),
        ("is staging better than v2", {"runs": ["v2", "staging"]}),
        ("compare v2 with the last one", {"runs": ["v2"]}),
        ("is v1 worse than v2?", {"runs": ["v2", "v1"]}),
        ("v1 和 v2 哪个先上线", {"runs": ["v1", "v2"]}),
        ("which should we ship, v2 or v1?", {"runs": ["v1", "v2"]}),
        ("compare run-3f9a1c with run-aaa111", {"runs": ["run-3f9a1c", "run-aaa111"]}),
        ("这次评测比上次好吗", {}),
        ("对比两个版本", {}),
        ("需要多少样本才能看出差别", {"show": "size"}),
        ("do we have enough examples?", {"show": "size"}),
        ("how many examples do we need to see a difference?", {"show": "size"}),
        ("v2哪些例子退步了？", {"runs": ["v2"], "show": "worse"}),
        ("compare v1 with v1", {"runs": ["v1", "v1"]}),
        ("v2 在成本上比 v1 差吗", {"runs": ["v1", "v2"], "metric": "cost"}),
    ],
)
def test_the_planner_compares(question: str, args: dict[str, object]) -> None:
    assert calls(question) == [("compare_runs", args)]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("which got worse?", {"show": "worse"}),
        ("哪些变差了", {"show": "worse"}),
        ("only comedy", {"segment": "style=comedy"}),
        ("what about cost?", {"metric": "cost"}),
        ("忠实度呢？", {"metric": "faithfulness"}),
        ("is that significant?", {}),
        ("需要多少样本", {}),
        ("为啥说不准", {}),
        ("why can't you tell?", {}),
        ("只看 audience=general 呢？", {"segment": "audience=general"}),
        ("show me where v2 won", {"show": "better"}),
        ("open the second regression", {"show": "run-b/e-2"}),
        ("打开第二条变差的", {"show": "run-b/e-2"}),
    ],
)
def test_follow_ups_stay_with_the_comparison(question: str, args: dict[str, object]) -> None:
    history = after("compare_runs", ["run-b/e-1", "run-b/e-2"], runs=["v1", "v2"])
    assert calls(*history, question) == [("compare_runs", {"runs": ["v1", "v2"], **args})]


def test_a_why_leads_on_to_the_diagnosis_and_other_things_elsewhere() -> None:
    history = after("compare_runs", ["run-b/e-1", "run-b/e-2"], runs=["v1", "v2"])
    for question in ("why the second one?", "第二条为什么变差？"):
        assert calls(*history, question) == [("diagnose_case", {"case_id": "run-b/e-2"})]
    opened = after("compare_runs", ["run-b/e-1"], runs=["v1", "v2"], show="run-b/e-1")
    assert calls(*opened, "为什么会变差") == [("diagnose_case", {})]
    assert calls("微调需要多少样本")[0][0] == "build_finetune_set"
    assert calls(*history, "那 v3 呢？") == [("compare_runs", {"runs": ["v1", "v3"]})]
    assert calls(*history, "专业版多少钱")[0][0] == "search_docs"
    assert calls("Which bad cases are growing since v2?")[0][0] == "find_bad_cases"
    assert calls("脚本和数字人哪个先上线")[0][0] == "score_scenarios"


def test_versions_and_ordinals_are_read() -> None:
    assert versions("V1 和 v2.1 哪个好") == ["v1", "v2.1"]
    assert versions("dev2, t-v3") == []
    assert ordinal("open the second regression") == 2


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_any_question_is_read(text: str) -> None:
    for last in (None, "compare_runs"):
        fill(Asked(text, "zh", last_tool=last, listed=("a/b",), listed_by=last))


def test_its_schema_is_small() -> None:
    schema = json.dumps(convert_to_openai_tool(compare_runs), ensure_ascii=False)
    assert len(schema) / 4 <= 180
