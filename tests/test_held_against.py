"""What a reader holds against a verdict is held against the words of the case; letters, notes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samples import TOY_CASE
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.product import load_product
from knowledge.records import Passage, Trace
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case
from tools.diagnosis.engine import diagnose
from tools.find_bad_cases import find_bad_cases
from tools.retelling.handed_on import mail_markdown, ticket_markdown
from tools.retelling.pointed import pointed_at

MERGER = Trace(
    id="m", query="When was the merger signed?", answer="It was signed on 14 March 2023.",
    retrieved=[Passage(id="p", text="The merger was signed on 14 May 2023.")],
    reference="14 May 2023",
)  # fmt: skip
SHOP = Trace(
    id="s", query="门店几点开门？", answer="门店每天九点开门。",
    retrieved=[Passage(id="p", text="门店八点开门，周一休息。")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("says", "trace", "answer", "source"),
    [
        ("It says March and the reference says May", MERGER, ["March"], ["May"]),
        ("you missed MARCH vs MAY", MERGER, ["MARCH"], ["MAY"]),
        ("回答说九点，资料写的是八点", SHOP, ["九点"], ["八点"]),
    ],
)
def test_a_difference_that_is_there_is_found(
    says: str, trace: Trace, answer: list[str], source: list[str]
) -> None:
    found = pointed_at(says, trace)
    assert found is not None
    assert (found.answer, found.source) == (answer, source)


@pytest.mark.parametrize(
    ("says", "trace"),
    [
        ("are you sure?", MERGER),
        ("The merger was signed in 2023", MERGER),
        ("It says April and not June", MERGER),
        ("门店开门的时间不对", SHOP),
    ],
)
def test_what_stands_on_one_side_only_is_no_difference(says: str, trace: Trace) -> None:
    assert pointed_at(says, trace) is None


def run(workspace: Workspace, lang: Lang, trace: Trace, **args: Any) -> str:
    workspace.cases.keep(trace)
    text, _ = called(diagnose_case, deps_of(workspace, lang), case_id=trace.id, **args)
    return text


def test_a_difference_is_told_and_what_nothing_shows_is_not_counted(workspace: Workspace) -> None:
    said = run(workspace, "zh", SHOP, part="doubt", says="回答说九点，资料写的是八点")
    assert "“九点” 只出现在回答里" in said
    said = run(workspace, "en", SHOP, part="doubt", says="No, the user wanted a refund")
    assert "the trace does not show that" in said
    assert "the right answer is" in said


def test_a_letter_says_what_a_ticket_says(workspace: Workspace) -> None:
    found = diagnose(TOY_CASE, lang="en")
    letter, ticket = mail_markdown(TOY_CASE, found, "en"), ticket_markdown(TOY_CASE, found, "en")
    assert letter.startswith("**Subject: “")
    assert ticket.startswith("### [P0] “")
    for text in (letter, ticket):
        assert TOY_CASE.query[:20] in text
        assert found.fix in text
        assert f"(#trace:{TOY_CASE.id})" in text
    said = run(workspace, "zh", TOY_CASE, part="ticket", says="写成邮件")
    assert said.startswith("**主题：")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_case_that_cannot_be_run_again_is_not_said_to_be(
    workspace: Workspace, lang: Lang
) -> None:
    bare = Trace(id="b", query="How long is the warranty?", answer="One year.")
    said = run(workspace, lang, bare, part="example")
    assert "tools.evals run" in said
    assert "修好了吗" not in said
    assert "did it work" not in said
    assert {"zh": "参考答案", "en": "no reference"}[lang] in said


def test_a_replay_that_was_made_is_not_offered_again(workspace: Workspace) -> None:
    deps = deps_of(workspace, "en")
    deps = replace(deps, replayable=lambda trace: {"v1": object()} if trace else {})
    _, plain = called(diagnose_case, deps, case_id=TOY_CASE.id, part="fix")
    assert "Can you prove it by replay?" in plain["suggest"]
    proven = {**plain, "intervention": {"cause": "intent"}}
    before = [type("Message", (), {"artifact": proven})()]
    _, again = called(diagnose_case, deps, messages=before, case_id=TOY_CASE.id, part="fix")
    assert "Can you prove it by replay?" not in again["suggest"]


def test_a_product_file_that_is_not_understood_is_told_all_that_it_may_hold(
    tmp_path: Path,
) -> None:
    path = tmp_path / "product.yaml"
    path.write_text("names: {earbuds: headphones}\n")
    with pytest.raises(BadInput) as told:
        load_product(path)
    for lang in ("zh", "en"):
        said = told.value.text(lang)
        assert all(one in said for one in ("names: [[", "{v1: 0.5}", "competitors", "forbidden"))


def test_failures_of_those_who_ask_in_one_language(workspace: Workspace) -> None:
    spoken = [
        TOY_CASE.model_copy(update={"id": f"t-{n}", "query": query, "error": "HTTP 503"})
        for n, query in ((800, "How long is a script?"), (801, "脚本多长？"), (802, "标题多长？"))
    ]
    workspace.events.replace("spoken", spoken, [])
    scope = {"signal": "error"}
    for segment, count in (("language=zh", 2), ("language=en", 1)):
        _, found = called(find_bad_cases, deps_of(workspace), segment=segment, **scope)
        assert found["flagged"] == count


def test_diagnose_takes_a_trace_and_the_language_of_its_query() -> None:
    assert "检索" in diagnose(SHOP).stages[2].evidence
    with pytest.raises(TypeError, match="case_from_json"):
        diagnose({"query": "q", "answer": "a"})  # type: ignore[arg-type]
