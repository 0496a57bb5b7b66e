"""A comparison split by segment, a difference that matters, and how many examples show it."""

from typing import Any

import pytest
from eval_runs import keep, outcome, run, two_runs
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.errors import CasebookError
from knowledge.language import LANGS, Lang
from knowledge.records import Example
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.compare_runs import ComparisonArtifact, compare_runs
from tools.evals.comparing.compare import Side, compare
from tools.evals.comparing.sizes import assumed_sizes
from tools.evals.statistics.power import needed_for_share
from tools.routes.compare_runs import fill
from tools.routes.differences import asks_for_sizes, dimension_in, planned_in, points_in
from tools.routes.route import Asked
from tools.sizing import SizesArtifact


def found(workspace: Workspace, lang: Lang = "en", **args: Any) -> tuple[str, ComparisonArtifact]:
    text, artifact = called(compare_runs, deps_of(workspace, lang), **args)
    return text, ComparisonArtifact.model_validate(artifact)


def sized(workspace: Workspace, lang: Lang = "en", **args: Any) -> tuple[str, SizesArtifact]:
    text, artifact = called(compare_runs, deps_of(workspace, lang), show="size", **args)
    return text, SizesArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", LANGS)
def test_a_row_a_segment_value(workspace: Workspace, lang: Lang) -> None:
    two_runs(workspace)
    text, artifact = found(workspace, lang, segment="风格" if lang == "zh" else "style")
    rows = artifact.comparison.rows
    assert artifact.comparison.by == "style"
    assert artifact.segment is None
    assert {one.segment for one in rows} == {"style=comedy", "style=review", "style=story"}
    assert sum(one.n for one in rows) == artifact.comparison.pairs
    assert all(f"| {one.n} |" in text for one in rows)
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    assert 'data_by="style"' in html or 'data-by="style"' in html
    assert html.count("data-segment=") == 3


def test_rows_are_corrected_together_and_few_cannot_tell() -> None:
    """A gain on all of nine stands alone and beside one other, and not beside many."""
    both = []
    for value in (0.0, 1.0):
        outcomes = {}
        for at in range(7 * 12):
            one = outcome(at, {"exact": value if at < 7 else 1.0})
            segment = {"style": f"s{at // 7:02}"}
            outcomes[one.example_id] = one.model_copy(update={"segment": segment})
        both.append(Side(outcomes, {"exact": 1}))
    told = compare(*both, by="style")
    first = next(one for one in told.rows if one.segment == "style=s00")
    assert len(told.rows) == 12
    assert (first.n, first.difference) == (7, 1.0)
    assert first.corrected is not None
    assert first.p is not None
    assert first.verdict == "better", "nothing else could show anything, so it stands alone"
    small = {key: one for key, one in both[0].outcomes.items() if one.segment["style"] < "s01"}
    few = dict(list(small.items())[:3])
    short = compare(Side(few, {"exact": 1}), both[1], by="style")
    assert [(one.n, one.verdict) for one in short.rows] == [(3, "cannot_tell")]


def test_pairs_without_the_dimension_are_counted_and_an_unknown_one_is_named(
    workspace: Workspace,
) -> None:
    two_runs(workspace)
    bare = outcome(0, {"exact": 1.0, "faithfulness": 1.0}).model_copy(update={"segment": {}})
    for name in ("run-aaa111", "run-bbb222"):
        workspace.runs.add(name, [bare])
    text, artifact = found(workspace, segment="style")
    assert artifact.comparison.without == 1
    assert "1 example has no style" in text
    with pytest.raises(CasebookError, match="style=comedy"):
        found(workspace, segment="weather")


@pytest.mark.parametrize("lang", LANGS)
def test_a_difference_that_matters_says_how_many_examples_show_it(
    workspace: Workspace, lang: Lang
) -> None:
    two_runs(workspace)
    text, artifact = found(workspace, lang, metric="exact", matters=5)
    [result] = artifact.comparison.deciding
    assert result.enough
    assert result.enough > result.n
    assert "n ≥ " in text
    assert ("5 points" if lang == "en" else "5 个百分点") in text
    _, large = found(workspace, lang, metric="exact", matters=60)
    assert large.comparison.deciding[0].enough
    assert large.comparison.deciding[0].enough <= result.n
    _, none = found(workspace, lang)
    assert all(one.enough is None for one in none.comparison.results)


def test_sizes_go_by_the_runs_where_there_are_two_and_by_an_assumption_without(
    workspace: Workspace,
) -> None:
    text, assumed = sized(workspace, matters=5, planned=100)
    assert assumed.runs is None
    assert "100 examples would not show" in text
    assert "assumed" in text
    usual = next(one for one in assumed.sizes if one.changed == 0.2)
    assert usual.needed == needed_for_share(0.05, 0.2)
    two_runs(workspace)
    text, seen = sized(workspace, matters=5, planned=100)
    assert seen.runs == ("v1", "v2")
    assert {one.metric.name for one in seen.sizes if one.metric} == {"exact", "faithfulness"}
    assert "between the runs v1 and v2" in text


def test_the_newest_set_is_what_is_planned_unless_a_number_is_said(workspace: Workspace) -> None:
    deps = deps_of(workspace)
    deps.datasets.freeze(
        "faq", [Example(id=f"e{at}", query=f"q{at}") for at in range(7)], deps.clock()
    )
    text, artifact = sized(workspace)
    assert (artifact.planned, artifact.dataset, artifact.points) == (7, "faq", 5.0)
    assert "The 7 examples of “faq”" in text
    _, artifact = sized(workspace, planned=900)
    assert (artifact.planned, artifact.dataset) == (900, None)


@pytest.mark.parametrize("lang", LANGS)
def test_sizes_are_drawn(workspace: Workspace, lang: Lang) -> None:
    _, artifact = sized(workspace, lang, matters=10, planned=1000)
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    assert "n ≥ " in html
    assert html.count('class="metric-bar"') == len(artifact.sizes)


def test_no_more_can_change_than_the_difference_takes() -> None:
    assert [one.changed for one in assumed_sizes(0.3, 50)] == [0.4]
    assert [one.changed for one in assumed_sizes(0.6, None)] == [0.4]


def test_runs_over_other_examples_are_no_ground_for_sizes(workspace: Workspace) -> None:
    keep(workspace, run("run-aaa111", "v1", 1), [outcome(1, {"exact": 1.0})])
    keep(workspace, run("run-bbb222", "v2", 1), [outcome(2, {"exact": 1.0})])
    _, artifact = sized(workspace, matters=5)
    assert artifact.runs is None


@pytest.mark.parametrize(
    ("text", "points", "planned", "sizes"),
    [
        ("would 100 examples show a difference of 5 points?", 5, 100, True),
        ("想看出 5 个点的差别要多少条", 5, None, True),
        ("100 条够不够看出 3 个百分点？", 3, 100, True),
        ("how many examples to detect a 2.5% difference", 2.5, None, True),
        ("compare v1 and v2, we care about 5 points", 5, None, False),
        ("v2 的点踩率", None, None, False),
        ("build an eval set of 100", None, None, False),
        ("给 5 分钟", None, None, False),
    ],
)
def test_differences_are_read(
    text: str, points: float | None, planned: int | None, sizes: bool
) -> None:
    assert (points_in(text), planned_in(text), asks_for_sizes(text)) == (points, planned, sizes)


@pytest.mark.parametrize(
    ("text", "dimension"),
    [("by style", "style"), ("按风格分开比较", "style"),
     ("compare them for each audience", "audience"),
     ("按人群拆开看", "audience"), ("split by difficulty please", "difficulty"),
     ("每种风格分别怎么样", "style"), ("by the way, thanks", None), ("only comedy", None)],
)  # fmt: skip
def test_a_split_is_read(text: str, dimension: str | None) -> None:
    assert dimension_in(text) == dimension


def after(tool: str, args: dict[str, Any], *, failed: bool = False) -> list[BaseMessage]:
    if not failed:
        return answered("x", tool, {"kind": "x", "listed": ["run-a/e-1", "run-a/e-2"]}, args)
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    return [
        HumanMessage("x"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("?", tool_call_id="1", name=tool, status="error"),
        AIMessage("?"),
    ]


@pytest.mark.parametrize(
    "question",
    ["compare them", "对比一下", "which is better?", "比一比", "哪个更好", "how do they compare?"],
)
def test_after_runs_a_comparison_is_of_them(question: str) -> None:
    assert calls(*after("run_eval", {"targets": ["v1", "v2"]}), question) == [("compare_runs", {})]


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("by style", {"segment": "style"}),
        ("按风格分开比较", {"segment": "style"}),
        ("只看搞笑的", {"segment": "style=comedy"}),
        ("we care about 5 points", {"matters": 5.0}),
        ("我们在乎 5 个点的差别", {"matters": 5.0}),
    ],
)
def test_a_comparison_is_followed_up_whether_it_could_be_made_or_not(
    question: str, more: dict[str, Any], failed: bool
) -> None:
    before = after("compare_runs", {"runs": ["v1", "v2"]}, failed=failed)
    assert calls(*before, question) == [("compare_runs", {"runs": ["v1", "v2"], **more})]


def test_sizes_are_followed_up() -> None:
    open_ = {"show": "size", "matters": 5.0, "planned": 100}
    for question, more in (
        ("and 3 points?", {"matters": 3.0}),
        ("那 3 个点呢", {"matters": 3.0}),
        ("with 400 examples?", {"planned": 400}),
        ("换成 400 条", {"planned": 400}),
    ):
        assert calls(*after("compare_runs", open_), question) == [("compare_runs", open_ | more)]


def test_the_third_of_a_run_is_the_one_that_is_asked_about() -> None:
    for question in ("why did 2 fail?", "为什么第2条失败了", "why did the second one fail?"):
        [(tool, args)] = calls(*after("run_eval", {}), question)
        assert (tool, args["case_id"]) == ("diagnose_case", "run-a/e-2")


def test_a_set_of_a_size_is_no_question_of_sizes() -> None:
    assert fill(Asked("build an eval set of 100 examples", "en")).sure is False
