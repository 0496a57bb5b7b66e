"""A reader tells what a good answer would have said, and the case is diagnosed by it."""

import pytest
from planned import answered, calls
from samples import TOY_CASE
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import Trace
from knowledge.workspace import Workspace
from tools.case_diagnosis import DiagnosisArtifact
from tools.diagnose_case import diagnose_case

CASE = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
AT_CASE = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("the right answer is: within 14 days", "within 14 days"),
        ("No, it should have said “within 14 days”", "within 14 days"),
        ("expected answer: within 14 days", "within 14 days"),
        ("正确答案是：14 天内可退", "14 天内可退"),
        ("标准答案：14 天内可退", "14 天内可退"),
        ("它应该回答：“14 天内可退”", "14 天内可退"),
    ],
)
def test_it_is_heard_of_the_case_at_hand(text: str, answer: str) -> None:
    expected = [("diagnose_case", {"case_id": "t-000001", "reference": answer})]
    assert calls(*AT_CASE, text) == expected


@pytest.mark.parametrize(
    "text", ["what is the right answer?", "正确答案是什么", "正确答案是什么呢？"]
)
def test_who_asks_for_one_tells_none(text: str) -> None:
    assert all("reference" not in args for _, args in calls(*AT_CASE, text))


@pytest.mark.parametrize(("lang", "told"), [("zh", "当作参考答案"), ("en", "as the reference")])
def test_what_could_not_be_told_is_told_by_it(workspace: Workspace, lang: Lang, told: str) -> None:
    pasted = Trace(id="own-1", query="Can I return shoes after 30 days?", answer="Within 60 days.")
    workspace.cases.keep(pasted)
    deps = deps_of(workspace, lang)
    _, before = called(diagnose_case, deps, case_id="own-1")
    assert before["diagnosis"]["cause"] == "undetermined"
    text, after = called(
        diagnose_case, deps, case_id="own-1", reference="Shoes can be returned within 14 days."
    )
    assert told in text
    assert after["diagnosis"]["cause"] == "generation"
    kept = workspace.cases.get("own-1")
    assert kept is not None
    assert kept.reference == "Shoes can be returned within 14 days."


def test_a_logged_trace_stays_as_it_was_logged(workspace: Workspace) -> None:
    _, found = called(
        diagnose_case, deps_of(workspace), case_id=TOY_CASE.id, reference="给孩子看的积木评测。"
    )
    artifact = DiagnosisArtifact.model_validate(found)
    assert artifact.trace.id.startswith("case-")
    assert workspace.events.trace(TOY_CASE.id) == TOY_CASE
    _, again = called(diagnose_case, deps_of(workspace), case_id=artifact.trace.id)
    assert again["trace"]["reference"] == "给孩子看的积木评测。"
