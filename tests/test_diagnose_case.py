"""The tool: which case it takes, what it says and keeps, and how it asks when there is none."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from langchain_core.messages import HumanMessage, ToolMessage
from samples import DOWN, TOY_CASE, TOY_QUERY
from tool_deps import called, deps_of

from knowledge.corpus import Corpus, Entry
from knowledge.errors import BadInput, CasebookError, NotFound
from knowledge.language import Lang
from knowledge.records import Document, Product
from knowledge.workspace import Workspace
from tools.case_diagnosis import DiagnosisArtifact
from tools.diagnose_case import diagnose_case
from tools.intervention.markdown import examples_markdown

SPEC = Document(
    id="intent spec.md",
    title="意图规范",
    text="# 意图规范\n\n## 槽位\n\n目标人群是必填槽位。写明目标人群时，以原句为准；没写时追问。\n",
    lang="zh",
)
PASTED = f"用户问「{TOY_QUERY}」，AI 却答「成人玩具推荐」，为什么？"


def run(
    workspace: Workspace,
    lang: Lang = "zh",
    focus: str | None = None,
    messages: list[Any] | None = None,
    given: dict[str, Any] | None = None,
    **args: Any,
) -> tuple[str, DiagnosisArtifact]:
    if messages is None and "file" in args:
        messages = [HumanMessage(f"diagnose {args['file']}")]
    deps = deps_of(workspace, lang, focus=focus, **(given or {}))
    text, artifact = called(diagnose_case, deps, messages=messages or [], **args)
    return text, DiagnosisArtifact.model_validate(artifact)


def test_by_id_with_events_and_links(workspace: Workspace) -> None:
    text, artifact = run(workspace, case_id="t-000009")
    assert artifact.diagnosis.cause == "intent"
    assert artifact.events == [DOWN]
    assert "(#trace:t-000009)" in text
    assert "根因：意图识别" in text
    assert "理由是：我要的是给孩子看的" in text
    kept = workspace.cases.diagnosis("t-000009")
    assert kept == artifact.diagnosis


def test_in_the_language_of_the_question(workspace: Workspace) -> None:
    text, artifact = run(workspace, lang="en", case_id="t-000009")
    assert "Root cause: intent" in text
    assert artifact.lang == "en"


def test_pasted_case_is_kept_and_can_be_asked_for_again(workspace: Workspace) -> None:
    _, artifact = run(workspace, case=PASTED)
    assert (artifact.diagnosis.cause, artifact.trace.answer) == ("intent", "成人玩具推荐")
    _, again = run(workspace, case_id=artifact.trace.id)
    assert again == artifact


def test_grounded_in_the_rule_that_was_broken(workspace: Workspace) -> None:
    assert run(workspace, case_id="t-000009")[1].grounding == []
    workspace.docs.ingest([SPEC])
    text, artifact = run(workspace, case_id="t-000009")
    chunk = artifact.grounding[0].chunk
    assert chunk.doc_id == "intent spec.md"
    assert f"[1](#passage:{quote(chunk.id, safe='')})" in text
    assert "以原句为准" in text


@pytest.mark.parametrize("words", [None, "", "这条脚本"])
def test_the_case_in_focus(workspace: Workspace, words: str | None) -> None:
    _, artifact = run(workspace, focus="t-000009", case=words)
    assert artifact.trace == TOY_CASE


def test_the_last_one_diagnosed(workspace: Workspace) -> None:
    _, first = run(workspace, case=PASTED)
    said = ToolMessage("…", tool_call_id="1", artifact=first.model_dump(mode="json"))
    _, again = run(workspace, messages=[said, HumanMessage("怎么修？")])
    assert again.trace == first.trace


def test_none_at_hand_offers_recent_ones(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as caught:
        run(workspace)
    assert "[t-000009](#trace:t-000009)" in caught.value.text("zh")
    assert "[t-000009](#trace:t-000009)" in caught.value.text("en")


def test_unknown_id_is_named_and_inert(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as caught:
        run(workspace, case_id="t-9 [x](y) <b>")
    assert "t-9" in caught.value.text("en")
    assert "[x](y)" not in caught.value.text("en")


def test_long_words_that_are_no_case(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="does not read as a case"):
        run(workspace, focus="t-000009", case="一段什么也不是的文字，" * 10)


def test_from_a_file(workspace: Workspace, tmp_path: Path) -> None:
    rows = [{"id": "a", "query": "q", "answer": "r"}, TOY_CASE.model_dump(mode="json")]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = run(workspace, file=str(path))[1]
    assert found.listed == ["a", TOY_CASE.id]
    assert found.trace.id == TOY_CASE.id  # the one to mend first
    assert run(workspace, file=str(path), case_id="t-000009")[1].trace == TOY_CASE
    whole = tmp_path / "one.json"
    whole.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    assert run(workspace, file=str(whole))[1].listed == ["a", TOY_CASE.id]
    with pytest.raises(BadInput, match="no trace with the id zzz"):
        run(workspace, file=str(path), case_id="zzz")


def test_a_file_in_the_shape_of_others(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "ragas.json"
    row = {"id": 7, "question": "q", "answer": "r", "contexts": ["c"]}
    path.write_text(json.dumps([row]), encoding="utf-8")
    _, artifact = run(workspace, file=str(path), case_id="7")
    assert artifact.trace.id == "7"
    assert artifact.trace.retrieved is not None
    assert artifact.trace.retrieved[0].text == "c"


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_file_that_another_tool_exported(
    workspace: Workspace, tmp_path: Path, wrapped: bool
) -> None:
    trace = {
        "id": "lf-1",
        "input": {"question": "How long does a refund take?"},
        "output": {"answer": "Nine weeks."},
        "observations": [{"name": "retrieve", "output": [{"id": "d1", "pageContent": "Weeks."}]}],
    }
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"data": [trace]} if wrapped else trace), encoding="utf-8")
    _, artifact = run(workspace, file=str(path))
    assert (artifact.trace.id, artifact.trace.answer) == ("lf-1", "Nine weeks.")
    assert [one.id for one in artifact.trace.retrieved or []] == ["d1"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("absent.json", None, "no such file"),
        ("notes.txt", "{}", "only .json"),
        ("dir.json", "", "not a regular file"),
        ("broken.jsonl", "{oops", "line 1"),
        ("cut.json", '{\n "query": "a",\n "answer": ', "line 3"),
        ("empty.json", "[]", "holds no trace"),
        ("half.json", '{"query": "a"}', "answer"),
    ],
)
def test_files_that_will_not_do(
    workspace: Workspace, tmp_path: Path, name: str, content: str | None, reason: str
) -> None:
    path = tmp_path / name
    if name.startswith("dir"):
        path.mkdir()
    elif content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CasebookError, match=reason):
        run(workspace, file=str(path))


def test_only_files_that_the_user_names_are_opened(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"query": "q", "answer": "a"}), encoding="utf-8")
    with pytest.raises(BadInput, match=r"case\.json"):
        run(workspace, file=str(path), messages=[HumanMessage("why did it fail?")])


def test_a_pasted_case_does_not_take_the_place_of_a_logged_one(workspace: Workspace) -> None:
    pasted = json.dumps({"id": TOY_CASE.id, "query": "写15秒猫粮测评", "answer": "狗粮很好吃"})
    _, artifact = run(workspace, case=pasted)
    assert artifact.trace.id.startswith("case-")
    assert workspace.cases.get(artifact.trace.id) == artifact.trace
    assert run(workspace, case_id=TOY_CASE.id)[1].trace == TOY_CASE


LAPTOP = {
    "query": "How do I return a laptop that I bought online?",
    "answer": "You can return a laptop within ninety days in any of our stores.",
    "retrieved": [{"id": "kb-31", "text": "Our stores open at nine on weekdays.", "used": True}],
}
OURS = {"corpus": Corpus([Entry(id="kb-31-b", text="Toys for children under three.")])}
RETURNS = Document(
    id="returns.md",
    title="Knowledge base",
    text="# Knowledge gaps\n\nKnowledge base content that is missing is a knowledge gap.\n",
    lang="en",
)


def test_another_product_is_not_judged_by_what_is_known_of_ours(workspace: Workspace) -> None:
    workspace.docs.ingest([RETURNS])
    text, artifact = run(workspace, lang="en", given=OURS, case=json.dumps(LAPTOP))
    assert "search of the whole corpus" not in text
    assert artifact.grounding == []
    held = {"corpus": Corpus([Entry(id="kb-31", text="Our stores open at nine on weekdays.")])}
    text, _ = run(workspace, lang="en", given=held, case=json.dumps(LAPTOP))
    assert "search of the whole corpus" in text


def test_a_bare_case_about_a_subject_of_ours_is_ours(workspace: Workspace) -> None:
    workspace.docs.ingest([SPEC])
    bare = {"product": Product(names=(("玩具", "toys"),))}
    assert run(workspace, given=bare, case=PASTED)[1].grounding
    assert not run(workspace, case=PASTED)[1].grounding


def test_replays_are_offered_only_where_they_can_be_had(workspace: Workspace) -> None:
    _, artifact = run(workspace, lang="en", case_id="t-000009", part="fix")
    assert not artifact.replayable
    assert not {"Can you prove it by replay?", "Did it work?"} & set(artifact.suggest)
    given = {"replayable": lambda trace: {"v2": None}}
    _, artifact = run(workspace, lang="en", given=given, case_id="t-000009", part="fix")
    assert artifact.replayable
    assert "Can you prove it by replay?" in artifact.suggest


def test_the_eval_set_can_be_filled_and_looked_at(workspace: Workspace) -> None:
    run(workspace, "en", case_id=TOY_CASE.id, part="example")
    [kept] = workspace.examples.all()
    assert (kept.id, kept.query) == (TOY_CASE.id, TOY_CASE.query)
    text = examples_markdown([kept], "en")
    assert f"[{TOY_CASE.id}](#trace:{TOY_CASE.id})" in text
    assert "empty" in examples_markdown([], "en")


def test_several_cases_at_once_are_listed_and_the_first_is_told(workspace: Workspace) -> None:
    text, artifact = run(workspace, case="问题\t回答\n几天到账\t九周\n怎么开票\t不能开")
    assert artifact.listed is not None
    assert len(artifact.listed) == 2
    assert artifact.trace.id == artifact.listed[0]
    for case_id in artifact.listed:
        assert f"(#trace:{case_id})" in text
    assert run(workspace, case_id=artifact.listed[1])[1].trace.query == "怎么开票"


def rows_of(count: int) -> str:
    answers = [{"id": f"q-{n}", "query": f"how long is trial {n}", "answer": f"{n} days"}
               for n in range(1, count + 1)]  # fmt: skip
    return "\n".join(json.dumps(one) for one in answers)


def test_all_cases_of_a_file_are_told(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(rows_of(3), encoding="utf-8")
    text, artifact = run(workspace, lang="en", file=str(path))
    assert artifact.listed == ["q-1", "q-2", "q-3"]
    assert "3 cases" in text
    assert "Only the first" not in text
    path.write_text(rows_of(25), encoding="utf-8")
    text, artifact = run(workspace, lang="en", file=str(path))
    assert len(artifact.listed or []) == 20
    assert "undetermined 25" in text
    assert "The 20 to fix first" in text
    assert "Only the first" not in text
    path.write_text(rows_of(105), encoding="utf-8")
    assert "Only the first 100 are looked at" in run(workspace, lang="en", file=str(path))[0]


def test_a_case_of_a_file_that_was_handed_over_is_found_by_its_id(
    workspace: Workspace, tmp_path: Path
) -> None:
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "cases.jsonl").write_text(rows_of(3), encoding="utf-8")
    (handed / "broken.jsonl").write_text("{oops", encoding="utf-8")
    given = {"files": handed}
    assert run(workspace, case_id="q-2", given=given)[1].trace.answer == "2 days"
    with pytest.raises(NotFound, match="q-9"):
        run(workspace, case_id="q-9", given=given)
