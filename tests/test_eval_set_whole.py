"""A set as a whole in talk: listed, deleted and brought back, annotated, what is masked."""

from pathlib import Path
from typing import Any

import pytest
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.language import LANGS, Lang
from knowledge.records import Example, Run, RunSpec, TargetInfo
from knowledge.records.annotation import Annotation
from knowledge.workspace import Workspace
from page.evidence import artifact_view, trail_of
from tools.build_eval_set import EvalSetArtifact, build_eval_set
from tools.deps import Deps
from tools.routes.set_acted_on import set_acted_on
from tools.run_eval import run_eval

ROWS = [Example(id=f"e{at}", query=f"question {at}", answer="yes") for at in range(3)]
PRIVATE = Example(id="p", query="13812345678 或 13812345678 或 13987654321", reference="a.b@qq.com")


@pytest.fixture
def deps(workspace: Workspace) -> Deps:
    made = deps_of(workspace, "en")
    made.datasets.freeze("big", ROWS, made.clock())
    made.datasets.freeze("small", ROWS[:2], made.clock())
    return made


def tell(deps: Deps, change: str, name: str = "") -> tuple[str, EvalSetArtifact]:
    text, artifact = called(build_eval_set, deps, lambda _: None, change=change, name=name)
    return text, EvalSetArtifact.model_validate(artifact)


def names(deps: Deps) -> set[str]:
    return {one.name for one in deps.datasets.all()}


@pytest.mark.parametrize(
    ("said", "undone"),
    [
        ("delete the set small", "undo"),
        ("删除评测集 small", "恢复评测集 small"),
        ("delete small", "restore the set small"),
        ("把 small 这个评测集删掉吧", "撤销"),
    ],
)
def test_a_deleted_set_is_off_the_list_and_comes_back_whole(
    deps: Deps, said: str, undone: str
) -> None:
    before = deps.datasets.versions("small")
    text, found = tell(deps, said, "small")
    assert names(deps) == {"big"}
    assert found.suggest == ["Undo"]
    assert "small" in text
    assert deps.datasets.examples("small", 1) == ROWS[:2], "nothing that was in it is lost"
    with pytest.raises(BadInput, match="no set called"):
        called(run_eval, deps, lambda _: None, dataset="small", targets=["recorded"])
    with pytest.raises(BadInput, match="restore the set small"):
        tell(deps, "add: how do I pay?", "small")
    _, back = tell(deps, undone, "small")
    assert names(deps) == {"big", "small"}
    assert back.version.hash == before[0].hash
    assert artifact_view(found.model_dump(mode="json"), "en"), "an empty version can be drawn"


def test_all_sets_are_not_deleted_by_one_sentence(deps: Deps) -> None:
    for said in ("delete all eval sets", "删除所有评测集"):
        with pytest.raises(BadInput, match="small"):
            tell(deps, said)
    assert names(deps) == {"big", "small"}


def test_an_undo_of_a_later_change_does_not_delete(deps: Deps) -> None:
    tell(deps, "delete the set small", "small")
    deps.datasets.freeze("small", ROWS, deps.clock())
    _, found = tell(deps, "undo", "small")
    assert found.version.count == 2, "the content before the deletion"


@pytest.mark.parametrize("lang", LANGS)
def test_the_sets_are_listed(deps: Deps, workspace: Workspace, lang: Lang) -> None:
    spec = RunSpec(dataset="big", dataset_version=1, dataset_hash="h", examples=3,
                   target=TargetInfo(kind="recorded", name="recorded"))  # fmt: skip
    deps.runs.keep(Run(id="run-1", spec=spec, status="done", started=deps.clock()))
    text, found = tell(deps_of(workspace, lang), "有哪些评测集")
    assert {(one.name, one.count, one.runs) for one in found.sets} == {
        ("big", 3, 1),
        ("small", 2, 0),
    }
    assert "| small | v1 | 2 | 0 |" in text
    html = str(artifact_view(found.model_dump(mode="json"), lang))
    assert ("看看评测集“big”" if lang == "zh" else "Show the set “big”") in html


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_masked_is_counted_and_never_shown(
    deps: Deps, workspace: Workspace, tmp_path: Path, lang: Lang
) -> None:
    file = tmp_path / "private.jsonl"
    file.write_text(PRIVATE.model_dump_json(include={"id", "query", "reference"}))
    told = deps_of(workspace, lang)
    called(build_eval_set, told, lambda _: None, file=str(file), name="private")
    text, found = tell(told, "what did it mask?" if lang == "en" else "掩码了什么", "private")
    assert found.masked == {"phone": 3, "email": 1}
    assert found.placeholders["phone"] == ["<电话-1>", "<电话-2>"]
    assert ("phone: 3 places" if lang == "en" else "电话：3 处") in text
    assert "<电话-1>" in text
    assert not {"13812345678", "13987654321", "a.b@qq.com"} & set(text.replace("`", " ").split())
    nothing, _ = tell(told, "what was masked?", "small")
    assert ("Nothing is masked" if lang == "en" else "没有脱敏过的内容") in nothing


@pytest.mark.parametrize(("lang", "said"), [("en", "annotate small"), ("zh", "标注 small")])
def test_annotating_opens_the_queue(
    deps: Deps, workspace: Workspace, lang: Lang, said: str
) -> None:
    told = deps_of(workspace, lang)
    label = {"dataset": "small", "example": "e1", "annotator": "Bo", "label": 4}
    deps.annotations.add(Annotation(**label, time=deps.clock()))
    text, found = tell(told, said, "small")
    assert found.labelled == {"Bo": 1}
    assert "Bo" in text
    assert trail_of(found.model_dump(mode="json"), "c1") == ["#step:c1", "#annotate:small"]
    _, shown = tell(told, "show me the set", "small")
    assert trail_of(shown.model_dump(mode="json"), "c1") == ["#step:c1"]


def test_a_set_is_renamed_by_its_name(deps: Deps) -> None:
    tell(deps, "rename small to smoke", "small")
    assert names(deps) == {"big", "smoke"}
    tell(deps, "把 smoke 改名为 冒烟", "smoke")
    assert names(deps) == {"big", "冒烟"}
    with pytest.raises(NotFound, match="big"):
        tell(deps, "annotate nosuch", "nosuch")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("delete the set small", "small"),
        ("删除评测集 small", "small"),
        ("删掉 small 评测集", "small"),
        ("annotate small", "small"),
        ("标注 traffic 2", "traffic 2"),
        ("rename small to smoke", "small"),
        ("把 small 改名为 smoke", "small"),
        ("restore the set small", "small"),
        ("有哪些评测集", ""),
        ("which eval sets do we have?", ""),
        ("掩码了什么", ""),
        ("what did it mask?", ""),
        ("open the set small", "small"),
        ("show me the eval set", ""),
        ("评测集里有什么", ""),
        ("what personal data was masked in small?", "small"),
        ("small 里脱敏了什么", "small"),
    ],
)
def test_the_planner_finds_the_set_that_is_meant(question: str, name: str) -> None:
    args = {"name": name, "change": question} if name else {"change": question}
    assert calls(question) == [("build_eval_set", args)]


@pytest.mark.parametrize(
    "question",
    ["delete it", "删除它", "what did it mask?", "掩码了什么", "annotate it", "delete smoke"],
)
def test_after_a_set_it_is_the_one(question: str) -> None:
    shown: dict[str, Any] = {"kind": "eval_set", "listed": ["smoke", "big"]}
    before = answered("建一个评测集", "build_eval_set", shown, {"plan": "x"})
    assert calls(*before, question) == [("build_eval_set", {"name": "smoke", "change": question})]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("delete it", ""),
        ("label 3 of them", ""),
        ("annotate the eval set", ""),
        ("标注这个评测集", ""),
        ("评测集还缺什么", ""),
        ("看看上次评测的结果", ""),
        ("rename it to smoke", ""),
    ],
)
def test_no_set_is_named(text: str, name: str) -> None:
    assert set_acted_on(text) == name


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("评测集多久更新一次", "search_docs"),
        ("标注指南怎么写", "build_finetune_set"),
        ("导入 a.jsonl", "build_eval_set"),
        ("import /tmp/x.csv", "build_eval_set"),
        ("诊断 a.jsonl", "diagnose_case"),
        ("why did the case in a.jsonl fail?", "diagnose_case"),
    ],
)
def test_others_keep_their_questions(question: str, tool: str) -> None:
    assert [name for name, _ in calls(question)] == [tool]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("duplicate the set small", "small 2"),
        ("复制一份叫“备份”", "备份"),
        ("copy small as weekly", "weekly"),
    ],
)
def test_a_copy_is_a_set_of_its_own(deps: Deps, said: str, name: str) -> None:
    _, found = tell(deps, said, "small")
    assert found.version.name == found.listed[0] == name
    assert deps.datasets.examples(name, 1) == ROWS[:2]
    tell(deps, "drop number 1", name)
    assert deps.datasets.examples("small", 1) == ROWS[:2], "each changes on its own"
    with pytest.raises(BadInput, match="taken"):
        tell(deps, "duplicate the set small as big", "small")


@pytest.mark.parametrize(
    ("said", "name"),
    [("哪个最大？", "big"), ("which one is the smallest?", "small"), ("最大的评测集是哪个", "big")],
)
def test_the_biggest_is_named_and_stands_first(deps: Deps, said: str, name: str) -> None:
    text, found = tell(deps, said)
    assert text.startswith(f"**“{name}”")
    assert found.listed == [one.name for one in found.sets]
    assert found.listed[0] == name, "what is said next is of that one"


def test_undo_is_offered_only_where_it_leads_somewhere(deps: Deps) -> None:
    tell(deps, "delete the set small", "small")
    _, back = tell(deps, "restore the set small", "small")
    assert "Undo" in back.suggest
    _, gone = tell(deps, "undo", "small")
    assert gone.done == "remove", "the restoration is undone"
    tell(deps, "drop number 1", "big")
    _, first = tell(deps, "undo", "big")
    assert "Undo" not in first.suggest


def test_who_labels_and_how_far_they_agree(deps: Deps) -> None:
    text, _ = tell(deps, "who should label these?", "small")
    assert "two or more people" in text
    for who in ("Ada", "Bo"):
        for at, row in enumerate(ROWS):
            label = {"dataset": "big", "example": row.id, "annotator": who, "label": at + 2}
            deps.annotations.add(Annotation(**label, time=deps.clock()))
    told, _ = tell(deps, "do the annotators agree?", "big")
    assert "α = 1.00" in told


@pytest.mark.parametrize(
    "question",
    [
        "把母婴的换成搞笑的",
        "rename the copy to weekly",
        "把第3条删了",
        "swap the parenting ones for comedy ones",
        "复制一份叫“备份”",
        "which one is the newest?",
        "标注员之间一致吗？",
        "bring small back",
        "把里面的个人信息遮了哪些？",
        "what's in it?",
    ],
)
def test_what_goes_on_from_a_set_stays_with_it(question: str) -> None:
    before = answered(
        "建一个评测集", "build_eval_set", {"kind": "eval_set", "listed": ["small"]}, {}
    )
    [(tool, args)] = calls(*before, question)
    assert (tool, args["name"], args["change"]) == ("build_eval_set", "small", question)


def test_a_list_asked_for_names_no_set() -> None:
    [(tool, args)] = calls("我有哪些评测集？")
    assert (tool, "name" in args) == ("build_eval_set", False)
