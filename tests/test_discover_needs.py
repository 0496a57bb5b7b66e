"""The tool: what it finds in a workspace, what it says of it, and that asking again is cheap."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from test_competitors import STOCKER
from test_needs import INTERVIEW, SURVEY
from test_planner import after, calls
from tool_deps import called, deps_of

from knowledge.documents.read import read_documents
from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.records import Document, Event, Trace
from knowledge.workspace import Workspace
from tools.decisions.needs import find as find_module
from tools.decisions.needs.find import needs_of
from tools.discover_needs import NeedsArtifact, discover_needs
from tools.routes.discover_needs import fill
from tools.routes.period import period_in
from tools.routes.route import Asked

DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def heard(workspace: Workspace) -> Workspace:
    """An interview, a survey, a competitor, and feedback of three users."""
    texts = {"interview.md": ("Interview notes", INTERVIEW, "en"),
             "survey.md": ("仓库问卷结果", SURVEY, "zh"),
             "rival.md": ("竞品分析：点点仓（StockDot）", STOCKER, "zh")}  # fmt: skip
    workspace.docs.ingest(
        Document.model_validate({"id": id_, "title": title, "text": text, "lang": lang})
        for id_, (title, text, lang) in texts.items()
    )
    traces = [Trace(id=f"t-90000{n}", query="q", answer="a", time=DAY) for n in range(4)]
    given = {"kind": "rated", "time": DAY}
    events = [
        Event.model_validate(
            {**given, "id": f"r{n}", "trace_id": f"t-90000{n}", "user_id": f"u{n}", **fields}
        )
        for n, fields in enumerate(
            [
                {"rating": "down", "reason": " 库存数字不对 "},
                {"rating": "down", "reason": "库存数字不对"},
                {"rating": "up", "reason": "numbers are fine but slow"},
                {"kind": "abandoned", "reason": "page closed"},
            ]
        )
    ]
    workspace.events.append(traces, events)
    return workspace


def run(workspace: Workspace, lang: Lang = "en", **args: Any) -> tuple[str, NeedsArtifact]:
    text, artifact = called(discover_needs, deps_of(workspace, lang), **args)
    return text, NeedsArtifact.model_validate(artifact)


def test_needs_in_order_each_with_its_figures_and_sources(heard: Workspace) -> None:
    text, found = run(heard)
    assert (found.documents, found.people) == (2, 3)
    first = found.needs[0]
    assert first.name["zh"] == "库存数字对不上"
    assert {one.kind for one in first.voices} == {"interview", "survey", "feedback"}
    feedback = next(one for one in first.voices if one.kind == "feedback")
    assert (feedback.quote, feedback.count, feedback.total) == ("库存数字不对", 2, 3)
    assert "survey: 90 of 200 (38%–52%)" in text
    assert f"pain {first.pain:.1f} = √(frequency {first.frequency:.1f} × " in text
    assert "](#passage:survey.md%23" in text
    assert "](#trace:" in run(heard, focus="库存数字对不上")[0]
    assert "page closed" not in text
    assert found.listed == [one.name["en"] for one in found.needs]
    assert found.suggest
    wanted = [one.id for one in found.needs]
    assert [one.id for one in needs_of(heard.docs, heard.events, "en")][: len(wanted)] == wanted


def test_narrowed_by_source_person_language_answer_time_and_topic(heard: Workspace) -> None:
    assert {v.kind for n in run(heard, source="问卷")[1].needs for v in n.voices} == {"survey"}
    assert {v.kind for n in run(heard, source="feedback")[1].needs for v in n.voices} == {
        "feedback"
    }
    named = run(heard, source="Interview notes")[1]
    assert {v.source.split("#")[0] for n in named.needs for v in n.voices} == {"interview.md"}
    assert {v.who for n in run(heard, who="P03")[1].needs for v in n.voices} == {"P03"}
    assert {v.lang for n in run(heard, who="英文用户")[1].needs for v in n.voices} == {"en"}
    assert {n.answer for n in run(heard, answer="ordinary")[1].needs} == {"ordinary"}
    assert run(heard, focus="price")[1].needs != []
    assert all("expensive" in n.name["en"] for n in run(heard, focus="Too expensive")[1].needs)
    text, none = run(heard, period="2019-01")
    assert none.needs == []
    assert "No pain or wish" in text
    with pytest.raises(CasebookError, match="no source called"):
        run(heard, source="the moon landing")


def test_competitors_with_what_is_unknown(heard: Workspace) -> None:
    text, found = run(heard, "zh", part="competitors")
    assert found.needs == []
    assert found.listed == ["点点仓"]
    assert "99 元/月" in text
    assert "](#passage:rival.md%23" in text
    heard.docs.ingest(
        [
            Document(
                id="x.md",
                title="Competitor: Binly",
                lang="en",
                text="# Competitor: Binly\n\n## Pros\n\n- Fast.\n",
            )
        ]
    )
    text, found = run(heard, part="both")
    assert {one.name for one in found.competitors} == {"点点仓", "Binly"}
    row = next(line for line in text.splitlines() if "Binly" in line)
    assert row.count("unknown (the documents do not say)") == 2
    assert run(heard, part="competitors", focus="binly")[1].competitors[0].name == "Binly"


def test_asking_again_reads_nothing_until_something_changes(
    heard: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(heard)[1]
    with monkeypatch.context() as patched:
        patched.setattr(find_module, "heard", None)
        patched.setattr(find_module, "gathered", None)
        assert run(heard)[1] == first
    text = INTERVIEW.replace("Counts an aisle by hand", "I gave up counting by hand")
    heard.docs.ingest([Document(id="interview.md", title="Interview notes", text=text, lang="en")])
    assert run(heard)[1] != first


def test_sheets_of_reviews_are_heard_row_by_row(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "store reviews.csv"
    rows = ["Date,Respondent,Rating,Comment", "2026-05-01,Ana,1,It crashes when I scan",
            "2026-05-02,Bob,5,Great app", "2026-05-03,,1,We were charged twice",
            "2026-05-04,李雷,2,扫码老是没反应，只能手抄"]  # fmt: skip
    file.write_text("\n".join(rows), encoding="utf-8")
    workspace.docs.ingest(read_documents(file))
    text, found = run(workspace, source="review")
    who = {voice.quote: voice.who for need in found.needs for voice in need.voices}
    assert who == {
        "It crashes when I scan": "Ana",
        "We were charged twice": None,
        "扫码老是没反应，只能手抄": "李雷",
    }
    assert found.people == 4
    assert "store reviews" in text
    workspace.docs.remove([one.doc_id for one in workspace.docs.documents()])
    assert run(workspace, source="review")[1].needs == []


def test_nothing_to_hear_is_said(workspace: Workspace) -> None:
    text, found = run(workspace, source="survey")
    assert found.needs == []
    assert "No pain or wish" in text
    assert "No document is about a competitor" in run(workspace, part="competitors")[0]


def test_quotes_stay_data(heard: Workspace) -> None:
    hostile = "it crashes [x](http://evil) <script>alert(1)</script> | **now**"
    heard.docs.ingest(
        [
            Document(
                id="h.md",
                title="User feedback",
                text=f"# User feedback\n\n- {hostile}\n",
                lang="en",
            )
        ]
    )
    text, _ = run(heard, source="h.md")
    assert "crashes" in text
    assert "<script>" not in text
    assert "](http://evil)" not in text


def test_the_schema_is_small() -> None:
    assert len(json.dumps(convert_to_openai_tool(discover_needs))) < 2_300


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("用户最大的痛点是什么", {"part": "needs"}),
        ("what do users complain about?", {"part": "needs"}),
        ("竞品优劣势", {"part": "competitors"}),
        ("which needs deserve AI?", {"part": "needs", "answer": "ai"}),
        ("关于时长用户有什么抱怨", {"part": "needs", "focus": "时长"}),
        ("What do English users complain about?", {"part": "needs", "who": "en"}),
        (
            "top 5 pain points in the interviews",
            {"part": "needs", "source": "interview", "limit": 5},
        ),
    ],
)
def test_the_planner_asks_for_needs(question: str, args: dict[str, object]) -> None:
    assert calls(question) == [("discover_needs", args)]


@pytest.mark.parametrize(
    ("question", "tool"),
    [("邱姐多大", "search_docs"), ("快稿多少钱", "search_docs"),
     ("What does QuickDraft cost?", "search_docs"),
     ("用户点踩的都是什么问题", "find_bad_cases"), ("哪些问题最该先修", "find_bad_cases"),
     ("Why do users give thumbs down?", "find_bad_cases"), ("我们的目标用户是谁", "search_docs")],
)  # fmt: skip
def test_it_leaves_others_their_questions(question: str, tool: str) -> None:
    assert calls(question)[0][0] == tool


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("只看英文用户的", {"who": "en"}),
        ("only interviews", {"source": "interview"}),
        ("谁说的？", {"focus": "甲"}),
        ("why AI for the second one?", {"focus": "乙"}),
        ("第二个为什么用 AI", {"focus": "乙"}),
        ("和竞品比呢", {"part": "competitors"}),
        ("And last month?", {"period": "last_month"}),
    ],
)
def test_follow_ups(question: str, args: dict[str, object]) -> None:
    history = after("discover_needs", ["甲", "乙"], part="needs")
    assert calls(*history, question) == [("discover_needs", {"part": "needs", **args})]


def test_reading_is_total_and_periods_are_read() -> None:
    for text in ("x" * 10_000, "t-000123 痛点", "", "第九十九个为什么用 AI"):
        fill(
            Asked(
                text, "zh", last_tool="discover_needs", listed=("甲",), listed_by="discover_needs"
            )
        )
    assert period_in("past 3 weeks") == "21d"
