"""Kano's classes: the evaluation table, the coefficients, and where answers are read from."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.readers.csv import read_csv
from knowledge.records import Document
from knowledge.workspace import Workspace
from tools.decisions.scenarios.kano import CLASSES, KanoClass, classified, evaluated
from tools.decisions.scenarios.kano_survey import survey_in
from tools.score_scenarios import ScenariosArtifact, score_scenarios

LONG = """受访者,场景,提供时,不提供时
u1,脚本生成,我很喜欢,我不喜欢
u2,脚本生成,理应如此,不喜欢
u3,脚本生成,理应如此,很不喜欢
u4,数字人,喜欢,无所谓
u5,数字人,喜欢,能忍受
u6,数字人,,无所谓
"""
WIDE = """who\tscripts (with)\tscripts (without)\tavatars (with)\tavatars (without)
a\tI like it\tI dislike it\tneutral\tneutral
b\tI like it\tdislike\tI like it\tI can live with it
"""


@pytest.mark.parametrize(
    ("present", "absent", "kind"),
    [
        ("like", "dislike", "performance"),
        ("like", "neutral", "attractive"),
        ("expect", "dislike", "must_be"),
        ("neutral", "neutral", "indifferent"),
        ("dislike", "like", "reverse"),
        ("expect", "like", "reverse"),
        ("like", "like", "questionable"),
        ("dislike", "dislike", "questionable"),
    ],
)
def test_a_pair_of_answers_is_classed_by_the_table(present: Any, absent: Any, kind: str) -> None:
    assert evaluated(present, absent) == kind


def test_better_and_worse_are_berger_s() -> None:
    found = classified("a", {"must_be": 30, "performance": 20, "attractive": 10, "indifferent": 40})
    assert found.kind == "indifferent"
    assert found.better is not None
    assert found.worse is not None
    assert (found.better.value, found.worse.value) == (0.3, 0.5)  # (10+20)/100 and (20+30)/100


def test_a_tie_is_settled_and_said_to_be_one() -> None:
    found = classified("a", {"attractive": 5, "must_be": 5})
    assert (found.kind, found.tied) == ("must_be", True)


@given(st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 500)))
def test_any_counts_give_shares_or_nothing(counts: dict[KanoClass, int]) -> None:
    found = classified("a", counts)
    assert (found.kind is None) == (sum(counts.values()) == 0)
    for share in (found.better, found.worse):
        assert share is None or 0 <= share.low <= (share.value or 0.0) <= share.high <= 1


def test_a_survey_is_read_in_rows_and_in_columns() -> None:
    long = survey_in(LONG)
    assert dict(long["脚本生成"].counts) == {"performance": 1, "must_be": 2}
    assert (dict(long["数字人"].counts), long["数字人"].unread) == ({"attractive": 2}, 1)
    wide = survey_in(WIDE)
    assert dict(wide["scripts"].counts) == {"performance": 2}
    assert dict(wide["avatars"].counts) == {"indifferent": 1, "attractive": 1}
    assert survey_in("场景,痛点,难度\n脚本,9,3") == {}


def run(
    workspace: Workspace, lang: Lang = "zh", said: str = "", **args: Any
) -> tuple[str, ScenariosArtifact]:
    text, artifact = called(
        score_scenarios,
        deps_of(workspace, lang),
        messages=[HumanMessage(said)],
        method="kano",
        **args,
    )
    return text, ScenariosArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_answers_it_says_what_to_ask_and_guesses_nothing(
    workspace: Workspace, lang: Lang
) -> None:
    text, found = run(workspace, lang, scenarios=[{"name": "x1", "pain": "9", "difficulty": "2"}])
    assert found.kano[0].kind is None
    assert text.count("“x1”") >= 2
    assert "1." in text


def test_pasted_answers_count_and_come_with_where_they_are_from(workspace: Workspace) -> None:
    text, found = run(workspace, said=LONG)
    assert [(one.name, one.kind) for one in found.kano] == [
        ("脚本生成", "must_be"),
        ("数字人", "attractive"),
    ]
    assert "你贴的表" in text
    assert "1 行没有成对的回答" in text


def test_counts_that_were_said_are_taken(workspace: Workspace) -> None:
    counts = {"must_be": 3, "attractive": "30", "indifferent": "7"}
    _, found = run(workspace, "en", scenarios=[{"name": "a", "numbers": counts}])
    assert found.kano[0].kind == "attractive"
    assert found.kano[0].source == "said"


def test_a_survey_among_the_documents_is_found(workspace: Workspace) -> None:
    kept = Document(
        id="kano.csv", title="Kano 问卷", text=read_csv(LONG).text, lang="zh", media="csv"
    )
    workspace.docs.ingest([kept])
    text, found = run(workspace, scenarios=[{"name": "数字人"}, {"name": "配音"}])
    assert [(one.name, one.kind) for one in found.kano] == [
        ("数字人", "attractive"),
        ("配音", None),
    ]
    assert "资料库里的问卷" in text
    assert "还缺 配音" in text
