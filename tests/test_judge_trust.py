"""The judge beside people: in the chat, in a run's scorecard, and in the panel."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from planned import calls
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.language import LANGS, Lang
from knowledge.records import Example
from knowledge.records.annotation import Annotation
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.chat_model import Spent
from tools.compare_runs import compare_runs
from tools.deps import Deps
from tools.judging import JudgeArtifact
from tools.run_eval import RunArtifact, run_eval

COUNT = 40


def level_of(at: int) -> int:
    return 1 + at % 5


class Judge:
    """A chat model that grades, `off` by so many levels from people, and only that."""

    name = "judge"

    def __init__(self, off: Callable[[int], int]) -> None:
        self.off = off
        self.asked: list[str] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        at = next(at for at in range(COUNT) if f"answer no. {at:03}" in prompt)
        level = min(max(level_of(at) + self.off(at), 1), 5)
        return json.dumps({"level": level, "reason": f"reason {at:03}"})

    def write(self, prompt: str, most: int, hear: Callable[[str], None]) -> Spent | None:
        raise NotImplementedError


def judge(off: Callable[[int], int]) -> tuple[Judge, list[str]]:
    """The judge, and what it was asked."""
    made = Judge(off)
    return made, made.asked


def annotated(workspace: Workspace, lang: Lang = "en", labelled: int = COUNT, **given: Any) -> Deps:
    """A set of forty recorded answers of which two people have labelled some."""
    deps = deps_of(workspace, lang, **given)
    rows = [
        Example(id=f"e{at:03}", query=f"question {at}", answer=f"answer no. {at:03}")
        for at in range(COUNT)
    ]
    deps.datasets.freeze("faq", rows, deps.clock())
    for at in range(labelled):
        for who, label in (("Annabel", level_of(at)), ("Bo", min(level_of(at) + 1, 5))):
            said = Annotation(
                dataset="faq", example=f"e{at:03}", annotator=who, label=label, time=deps.clock()
            )
            deps.annotations.add(said)
    return deps


def trust(deps: Deps) -> tuple[str, JudgeArtifact]:
    text, artifact = called(compare_runs, deps, lambda _: None, show="judge")
    return text, JudgeArtifact.model_validate(artifact)


def ran(deps: Deps, **args: Any) -> tuple[str, RunArtifact]:
    text, artifact = called(run_eval, deps, lambda _: None, targets=["recorded"], **args)
    return text, RunArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", LANGS)
def test_a_judge_like_people_is_trusted_and_asked_once(workspace: Workspace, lang: Lang) -> None:
    grader, asked = judge(lambda _at: 0)
    deps = annotated(workspace, lang, judge=grader)
    text, artifact = trust(deps)
    check = artifact.check
    assert (check.n, check.people, check.equal) == (COUNT, 2, COUNT)
    assert check.standing == "reliable"
    assert check.alpha.value == pytest.approx(1)
    assert "α = 1.00" in text
    assert "κ = 1.00" in text
    assert len(asked) == COUNT
    trust(deps)
    assert len(asked) == COUNT, "its grades are kept"
    assert all("Annabel" not in prompt for prompt in asked), "it is not told what people said"


def test_a_judge_unlike_people_is_not_and_the_widest_apart_come_first(workspace: Workspace) -> None:
    grader, _ = judge(lambda at: (4 if at % 5 == 0 else -4) if at % 3 else 0)
    text, artifact = trust(annotated(workspace, judge=grader))
    check = artifact.check
    assert check.standing == "unreliable"
    assert check.equal + check.higher + check.lower == COUNT
    gaps = [abs(one.judge - one.human) for one in check.differ]
    assert gaps == sorted(gaps, reverse=True)
    assert check.differ[0].query in text
    assert "Do not use its grades" in text


def test_few_labels_tell_nothing(workspace: Workspace) -> None:
    grader, asked = judge(lambda _at: 0)
    text, artifact = trust(annotated(workspace, labelled=6, judge=grader))
    assert artifact.check.standing == "few"
    assert "at least 24 more" in text
    assert len(asked) == 6, "only what people have labelled is graded"


def test_what_is_lacking_is_said_with_the_way_to_it(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="no eval set"):
        trust(deps_of(workspace, "en"))
    with pytest.raises(BadInput, match="Annotate this set"):
        trust(annotated(workspace, labelled=0))
    with pytest.raises(BadInput, match="CASEBOOK_MODEL"):
        trust(annotated(workspace))


def test_answers_that_people_did_not_see_are_not_held_against_their_labels(
    workspace: Workspace,
) -> None:
    grader, _ = judge(lambda _at: 0)
    deps = annotated(workspace, judge=grader)
    ran(deps, scorers=["rubric"])
    changed = [
        one.model_copy(update={"answer": f"{one.answer}, and more"})
        for one in deps.datasets.examples("faq", 1)
    ]
    deps.datasets.freeze("faq", changed, deps.clock())
    with pytest.raises(BadInput, match="no judge has graded these"):
        trust(replace(deps, judge=None))


@pytest.mark.parametrize("lang", LANGS)
def test_a_scorecard_says_whether_its_judge_was_checked(workspace: Workspace, lang: Lang) -> None:
    grader, _ = judge(lambda _at: 0)
    bare = annotated(workspace, lang, labelled=0, judge=grader)
    text, artifact = ran(bare, scorers=["rubric"])
    assert artifact.reports[0].judge is None
    assert ("not been checked against people" if lang == "en" else "还没有和人工标注核对过") in text
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    assert "data-judge" in html
    assert ("Can I trust the judge?" if lang == "en" else "评委和人工标注一致吗") in html
    text, artifact = ran(annotated(workspace, lang, judge=grader), scorers=["rubric"])
    assert artifact.reports[0].judge
    assert artifact.reports[0].judge.standing == "reliable"
    assert ("was checked against people: 40" if lang == "en" else "已和人工核对：40 条") in text


def test_without_a_model_the_reason_is_said(workspace: Workspace) -> None:
    text, _ = ran(annotated(workspace), scorers=["rubric"])
    assert "set CASEBOOK_MODEL" in text


def test_no_other_scorer_asks_the_judge(workspace: Workspace) -> None:
    grader, asked = judge(lambda _at: 0)
    ran(annotated(workspace, judge=grader), scorers=["soundness", "brand_safety"])
    assert asked == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_lists_where_they_differ(workspace: Workspace, lang: Lang) -> None:
    grader, _ = judge(lambda at: 1 if at % 4 == 0 else 0)
    _, artifact = trust(annotated(workspace, lang, judge=grader))
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    assert f'data-standing="{artifact.check.standing}"' in html
    assert artifact.check.differ[0].query in html


@pytest.mark.parametrize(
    "question",
    ["can I trust the judge?", "评委和人工标注一致吗", "does the judge agree with people?",
     "裁判打分可信吗", "可以信评委吗", "is the LLM judge reliable", "模型打分和人工对得上吗"],
)  # fmt: skip
def test_the_judge_is_asked_about(question: str) -> None:
    assert calls(question) == [("compare_runs", {"show": "judge"})]


@pytest.mark.parametrize("question", ["用评委打分跑 v2", "run it with the rubric judge"])
def test_a_run_with_a_judge_is_a_run(question: str) -> None:
    [(tool, args)] = calls(question)
    assert tool == "run_eval"
    assert args["scorers"] == ["rubric"]
