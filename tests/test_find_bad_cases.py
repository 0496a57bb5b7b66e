"""The tool: what it looks at, what it says, and that a second question costs nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from misread_traces import misread
from tool_deps import called, deps_of

from agent.shelf import Shelf
from knowledge.errors import BadInput, CasebookError, StoppedByReader
from knowledge.language import Lang
from knowledge.records import Event, Trace
from knowledge.workspace import Workspace
from tools import TOOLS
from tools import bad_cases_so_far as so_far_module
from tools import remembering as remembering_module
from tools.bad_cases import BadCasesArtifact
from tools.diagnosis.engine import diagnose
from tools.find_bad_cases import find_bad_cases
from tools.periods import stretch

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)


def trace(number: int, **fields: Any) -> Trace:
    given = {"version": "v1" if number % 2 else "v2", "segment": {"style": "comedy"}}
    return misread(number, **{**given, **fields})


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Six misread audiences and four errors among thirty, besides the one that is there."""
    fine = "专业版每月 39 元。"
    answered = {"query": "专业版多少钱", "answer": fine, "reference": fine, "intent": None,
                "segment": {}, "retrieved": [{"id": "p", "text": fine, "used": True}]}  # fmt: skip
    traces = [trace(number) for number in range(100, 106)]
    traces += [trace(number, answer="", error="HTTP 503") for number in range(106, 110)]
    traces += [trace(number, **answered) for number in range(110, 130)]
    down = [
        Event(id=f"d-{one.id}", trace_id=one.id, kind="rated", rating="down", time=NOW)
        for one in traces[:6] + traces[-2:]
    ]
    workspace.events.append(traces, down)
    return workspace


def run(
    workspace: Workspace, lang: Lang = "zh", told: list[Any] | None = None, **args: Any
) -> tuple[str, BadCasesArtifact]:
    text, artifact = called(
        find_bad_cases,
        deps_of(workspace, lang, clock=lambda: NOW),
        told=told.append if told is not None else print,
        **args,
    )
    return text, BadCasesArtifact.model_validate(artifact)


def test_how_many_of_how_many_in_order_with_the_arithmetic(busy: Workspace) -> None:
    text, found = run(busy, lang="en")
    assert (found.traffic.traces, found.flagged, found.diagnosed) == (31, 13, 13)
    assert found.causes == {"intent": 7, "system": 4, "none": 2}
    first, second = found.clusters
    assert first.name["en"] == "intent: children read as adults"
    assert first.priority is not None
    assert first.priority.rank == "P0"
    assert second.name["en"] == "system: the service failed (5xx, lost connections)"
    assert "of 31 traces, 13 bear" in text
    assert "2 show no fault, 0 are undetermined, and 11 have a cause" in text
    impact = 100 * (7 / 31 + 4 / 4) / 2
    assert first.priority.impact == pytest.approx(impact / 100, abs=0.01)
    assert f"× 4 × {first.priority.factors[2].value:.2f}".rstrip("0") in text
    assert "How often the fixes work is not known yet" in text
    assert f"[{found.listed[0]}](#trace:{found.listed[0]})" in text


def test_a_second_question_diagnoses_nothing_again(
    busy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    _, first = run(busy, told=told)
    assert told[-1]["done"] == told[-1]["total"] == 13
    monkeypatch.setattr(remembering_module, "diagnose", None)
    told.clear()
    _, again = run(busy, told=told)
    assert told == []
    assert again == first
    run(busy, cause="system")


def test_an_example_opens_with_its_diagnosis_and_its_claims(busy: Workspace) -> None:
    run(busy)
    shelf = Shelf(busy, lambda lang: deps_of(busy, lang))
    opened = shelf.diagnosis("t-000106")
    trace = busy.events.trace("t-000106")
    assert opened is not None
    assert trace is not None
    assert opened == diagnose(trace, lang="zh", corpus=busy.corpus, product=busy.product)
    assert shelf.diagnosis("t-000999") is None, "one that nobody asked for has none"


def test_a_long_list_is_shown_from_its_first_cases_on(
    busy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering_module, "_AT_ONCE", 5)
    monkeypatch.setattr(so_far_module, "_FIRST", 5)
    told: list[Any] = []
    run(busy, lang="en", told=told)
    texts = [one.get("text", "") for one in told]
    assert [one["done"] for one in told] == [5, 10, 13]
    assert "After 5 of 13 cases" in texts[0]
    assert "1. intent: the audience is not the user's [t-000101]" in texts[0]
    assert "After 10 of 13 cases" in texts[-1], "the list stays while the rest is looked at"
    told.clear()
    run(busy, lang="en", part="users", version="v1", told=told)
    assert not any("text" in one for one in told)


def test_another_engine_or_trace_is_diagnosed_anew(
    busy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(busy)
    told: list[Any] = []
    monkeypatch.setattr(remembering_module, "engine_version", lambda: "another")
    run(busy, told=told)
    assert told[-1]["total"] == 13


def test_narrowed_by_signal_version_segment_period_and_cause(busy: Workspace) -> None:
    assert run(busy, signal="thumbs_down")[1].flagged == 9
    assert run(busy, signal="error")[1].flagged == 4
    assert run(busy, version="V2")[1].asked.version == "V2"
    assert run(busy, segment="搞笑")[1].traffic.traces == 10
    assert run(busy, segment="style=comedy")[1].traffic.traces == 10
    week = run(busy, period="last_week")[1].traffic
    assert week.first is not None
    assert week.last is not None
    assert week.first >= datetime(2026, 10, 12, tzinfo=UTC)
    assert week.last < datetime(2026, 10, 19, tzinfo=UTC)
    _, only = run(busy, cause="system")
    assert {one.cause for one in only.clusters} == {"system"}
    text, none = run(busy, period="2020-01")
    assert none.clusters == []
    assert "没有流量" in text


def test_fewer_than_all_are_an_estimate(busy: Workspace) -> None:
    text, found = run(busy, lang="en", limit=4)
    assert (found.flagged, found.diagnosed) == (13, 4)
    assert "estimated" in text
    failed = [one for one in found.clusters if one.traffic is not None]
    assert sum(one.size for one in failed) <= 4
    for one in failed:
        assert one.traffic == pytest.approx(one.size * 13 / 4 / 31)


def test_a_random_sample_is_of_all_traffic(busy: Workspace) -> None:
    text, found = run(busy, signal="random", limit=10)
    assert (found.flagged, found.diagnosed) == (31, 10)
    assert "随机抽查了 10 条" in text


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ({"version": "v9"}, "v1"),
        ({"segment": "style=opera"}, "style=comedy"),
        ({"feature": "<b>"}, "script_generation"),
        ({"period": "sometime"}, "last_week"),
    ],
)
def test_what_the_log_does_not_have_is_named_with_what_it_has(
    busy: Workspace, args: dict[str, str], reason: str
) -> None:
    for lang in ("zh", "en"):
        with pytest.raises(CasebookError) as caught:
            run(busy, **args)
        assert reason in caught.value.text(lang)  # type: ignore[arg-type]
        assert "<b>" not in caught.value.text(lang)  # type: ignore[arg-type]


def test_texts_of_traces_stay_data(workspace: Workspace) -> None:
    hostile = "[x](http://evil) <script>alert(1)</script> | 写一条儿童玩具脚本"
    workspace.events.append(
        [trace(n, query=hostile, error=f"| <b>{hostile}</b> \x00", answer="") for n in range(3)]
    )
    text, _ = run(workspace)
    assert "<script>" not in text
    assert "](http://evil)" not in text


def test_the_schemas_are_small() -> None:
    sizes = {one.name: len(json.dumps(convert_to_openai_tool(one))) for one in TOOLS}
    assert sizes["find_bad_cases"] < 2_600


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", "2026-10-25", "2026-10-25"),
        ("last_week", "2026-10-12", "2026-10-18"),
        ("Last Week", "2026-10-12", "2026-10-18"),
        ("this_week", "2026-10-19", "2026-10-25"),
        ("last_month", "2026-09-01", "2026-09-30"),
        ("7d", "2026-10-19", "2026-10-25"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-10-01..2026-10-15", "2026-10-01", "2026-10-15"),
        ("2026-10-03", "2026-10-03", "2026-10-03"),
    ],
)
def test_stretches_of_time(period: str, first: str, last: str) -> None:
    since, until = stretch(period, NOW)
    assert since.date().isoformat() == first
    assert (until - timedelta(days=1)).date().isoformat() == last


@pytest.mark.parametrize("period", ["", "2026-13", "2026-02-31", "soon", "99999999d", "0000-01"])
def test_what_is_no_stretch_of_time(period: str) -> None:
    with pytest.raises(BadInput):
        stretch(period, NOW)


def test_narrowed_to_what_the_queries_are_about(busy: Workspace) -> None:
    text, artifact = run(busy, about="玩具")
    assert artifact.traffic.traces == 11
    assert "玩具" in text
    assert run(busy, about="refunds")[1].traffic.traces == 0


def test_two_parts_of_the_traffic_are_compared_by_cause(busy: Workspace) -> None:
    text, artifact = run(busy, lang="en", version="v2", against="v1")
    by_cause = {one.cause: one for one in artifact.shifts}
    assert by_cause["system"].now.of == artifact.traffic.traces
    assert by_cause["system"].low <= by_cause["system"].high
    assert "v2 against v1" in text
    text, artifact = run(busy, version="v2", period="2026-10", against="2020-01")
    assert artifact.shifts == []
    assert "没有可比的" in text


def test_a_stop_ends_the_work_and_keeps_what_was_diagnosed(busy: Workspace) -> None:
    told: list[Any] = []
    deps = deps_of(busy, "zh", clock=lambda: NOW)
    looked = iter([False] * 3)
    with pytest.raises(StoppedByReader):
        called(
            find_bad_cases,
            replace(deps, stopped=lambda: next(looked, True)),
            told.append,
        )
    assert next(looked, None) is None
    assert run(busy)[1].diagnosed == 13


def test_the_undetermined_are_listed_one_by_one_with_what_is_missing(workspace: Workspace) -> None:
    bare = {"intent": None, "rewritten_query": None, "retrieved": None, "reference": None}
    open_ = [
        trace(number, query="How long is the warranty?", answer="One year.", **bare)
        for number in range(200, 213)
    ]
    workspace.events.append(open_)
    scope = {"signal": "random", "cause": "undetermined"}
    text, found = run(workspace, lang="en", **scope)
    assert found.causes["undetermined"] == 13
    assert len(found.undecided) == 10
    assert found.listed == [one.id for one in found.undecided]
    assert "Nothing can be told yet of 13 cases" in text
    assert f"1. [{found.listed[0]}](#trace:{found.listed[0]})" in text
    assert "what was retrieved (retrieved)" in text
    text, more = run(workspace, lang="en", start=11, **scope)
    assert [one.id for one in more.undecided] == more.listed[10:]
    assert "11. [" in text
    assert "the right answer is" in text
    text, _ = run(workspace, lang="zh", start=21, **scope)
    assert "已经列完了" in text


def test_without_user_ids_nobody_is_counted_as_none(workspace: Workspace) -> None:
    lost = [trace(number, answer="", error="HTTP 503", user_id=None) for number in (300, 301)]
    workspace.events.replace("only", lost, [])
    text, found = run(workspace, lang="en", signal="error")
    assert found.users == 0
    assert "0 users" not in text
