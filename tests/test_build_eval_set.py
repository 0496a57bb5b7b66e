"""The tool: sets from traces, docs, cases, files and words, their versions, and the panel."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.utils.function_calling import convert_to_openai_tool
from samples import TOY_CASE
from tool_deps import called, deps_of

from agent.assistant import Assistant
from agent.events import ToolFinished
from agent.threads import open_threads
from knowledge.errors import BadInput, CasebookError, NotFound
from knowledge.language import LANGS, Lang
from knowledge.readers.rows import read_rows
from knowledge.records import Event, Trace, Turn
from knowledge.records.annotation import Annotation
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from page.eval_set_view import eval_set_view
from page.evidence import artifact_view
from tools.build_eval_set import EvalSetArtifact, build_eval_set
from tools.evals.building.columns import corrections, mapped
from tools.evals.building.from_files import from_rows
from tools.evals.building.from_words import from_words

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
TOPICS = (
    "空气炸锅 黑洞 室友 睡眠 复利 疫苗 帐篷 狗粮 恐龙 键盘 耳机 防晒 租房 减肥 咖啡 垃圾分类"
).split()


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Sixty traces of two styles and languages, every fifth of them rated down."""
    traces, events = [], []
    for at in range(60):
        topic, style = TOPICS[at % len(TOPICS)], "comedy" if at % 3 else "knowledge"
        english = at % 4 == 0
        query = f"Script number {at} about thing {at}" if english else f"{at}号选题：讲讲{topic}"
        trace = Trace(
            id=f"t-{1000 + at:06d}",
            query=query,
            answer=f"《{topic}》第 {at} 稿：先说结论。",
            time=NOW - timedelta(hours=at),
            version="v2",
            segment={"style": style},
            history=[Turn(role="user", text="hi")] * (4 if at == 7 else 0),
        )
        traces.append(trace)
        rating = "down" if at % 5 == 0 else "up"
        events.append(Event(id=f"r{at}", trace_id=trace.id, kind="rated", rating=rating, time=NOW))
    workspace.events.append(traces, events)
    return workspace


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, EvalSetArtifact]:
    deps = deps_of(workspace, lang, clock=lambda: NOW)
    text, artifact = called(build_eval_set, deps, told=lambda _: None, **args)
    return text, EvalSetArtifact.model_validate(artifact)


def styles(found: EvalSetArtifact) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found.examples:
        style = one.segment.get("style", "–")
        counts[style] = counts.get(style, 0) + 1
    return counts


def test_a_plan_is_met_and_frozen(busy: Workspace) -> None:
    text, found = run(busy, plan="20条，一半搞笑一半知识，20%难")
    assert styles(found) == {"comedy": 10, "knowledge": 10}
    assert sum(one.segment["difficulty"] == "hard" for one in found.examples) == 4
    assert found.missed == []
    kept = busy.datasets.newest(found.version.name)
    assert kept == found.version
    assert len(busy.datasets.examples(kept.name, 1)) == 20
    assert found.version.hash[:12] in text
    _, again = run(busy, plan="20条，一半搞笑一半知识，20%难")
    assert again.version.hash == found.version.hash, "the same plan draws the same set"
    assert not again.is_new


def test_what_cannot_be_met_is_said_with_how_many_are_missing(busy: Workspace) -> None:
    text, found = run(busy, "en", plan="50 examples, 40 knowledge")
    [missed] = found.missed
    assert (missed.low, missed.got, missed.there) == (40, 20, 20)
    assert "20 missing" in text
    text, _ = run(busy, plan="20条，5条歌剧")
    assert "“5条歌剧”" in text


def test_without_a_plan_it_follows_the_traffic_and_has_bad_cases(busy: Workspace) -> None:
    text, found = run(busy, plan="建一个评测集")
    assert found.balanced == "style"
    assert found.coverage.traffic_of == 61
    bad = sum(one.segment["case"] == "bad" for one in found.examples)
    assert bad >= 0.3 * found.version.count or bad == 13
    assert "流量占比" in text


def test_difficulty_has_a_reason_or_is_unknown(busy: Workspace) -> None:
    _, found = run(busy, plan="61 examples")
    for one in found.examples:
        assert ("hard_because" in one.segment) == (one.segment["difficulty"] == "hard")
    by_id = {one.id: one.segment for one in found.examples}
    assert "long_history" in by_id["t-001007"]["hard_because"]
    assert by_id["t-001001"]["difficulty"] == "ordinary", "rated up"


def test_changes_make_versions_and_undo_walks_back(busy: Workspace) -> None:
    _, first = run(busy, plan="30条", name="s")
    _, dropped = run(busy, change="去掉英文的")
    assert {one.segment["lang"] for one in dropped.examples} == {"zh"}
    assert dropped.version.version == 2
    _, more = run(busy, "en", change="add 5 hard ones")
    assert (more.added, more.removed) == (5, 0)
    _, said = run(busy, change="加一条：写一个亲子旅行脚本，应该包含防晒")
    assert said.examples[-1].keywords == ["防晒"]
    _, kept = run(busy, change="只要搞笑的")
    assert styles(kept) == {"comedy": kept.version.count}
    for expected in (said, more, dropped, first):
        _, back = run(busy, change="撤销")
        assert back.version.hash == expected.version.hash
    with pytest.raises(BadInput, match="nothing before it"):
        run(busy, "en", change="undo")
    _, restored = run(busy, change="回到 v2")
    assert restored.version.hash == dropped.version.hash
    assert len(restored.versions) == restored.version.version


def test_another_draw_keeps_the_mix_and_what_people_added(busy: Workspace) -> None:
    _, first = run(busy, plan="10条，一半搞笑一半知识", name="s")
    run(busy, change="add: what does the team plan cost?")
    _, second = run(busy, change="换一批")
    assert styles(second) == {"comedy": 5, "knowledge": 5, "–": 1}
    assert not {one.id for one in first.examples} & {one.id for one in second.examples}
    assert any(one.source == "chat" for one in second.examples)


def test_one_kind_is_swapped_for_another(busy: Workspace) -> None:
    run(busy, plan="10条，一半搞笑一半知识", name="s")
    _, swapped = run(busy, change="把2条搞笑的换成知识的")
    assert styles(swapped) == {"comedy": 3, "knowledge": 7}
    assert (swapped.added, swapped.removed) == (2, 2)
    _, all_ = run(busy, "en", change="swap the comedy ones for knowledge ones")
    assert styles(all_) == {"knowledge": 10}
    with pytest.raises(BadInput, match="no examples of comedy to swap"):
        run(busy, "en", change="swap the comedy ones for knowledge ones")
    _, back = run(busy, change="撤销")
    assert back.version.hash == swapped.version.hash


def test_a_restored_set_is_held_against_the_traffic(busy: Workspace) -> None:
    run(busy, plan="10条", name="s")
    run(busy, "en", change="delete the set s", name="s")
    _, back = run(busy, "en", change="restore the set s", name="s")
    assert back.coverage.traffic_of == 61


def test_gaps_are_named_and_filled(busy: Workspace) -> None:
    run(busy, plan="20条，只要搞笑的", name="s")
    text, found = run(busy, change="还缺什么")
    assert "科普" in text
    assert not found.is_new
    gap = next(one for one in found.coverage.gaps if one.where == {"style": "knowledge"})
    _, filled = run(busy, change="补齐缺口")
    assert styles(filled)["knowledge"] >= gap.needed
    assert all("style" not in one.where for one in filled.coverage.gaps)


def test_a_look_names_the_other_sets_and_what_is_not_of_the_traffic_has_no_gaps(
    busy: Workspace,
) -> None:
    run(busy, plan="10条", name="drawn")
    run(busy, examples=["how do I export?", "what does Pro cost?"], name="said")
    text, found = run(busy, name="said", change="which sets do we have?")
    assert (found.version.name, found.coverage.traffic_of) == ("said", 0)
    assert "| drawn | v1 | 10 |" in text
    _, left = run(busy, name="said", change="drop the last one")
    assert [one.query for one in left.examples] == ["how do I export?"]


def test_a_set_is_renamed_with_all_its_versions(busy: Workspace) -> None:
    run(busy, plan="20条", name="s")
    run(busy, change="只要搞笑的")
    said = Annotation(dataset="s", example="t-001001", annotator="li", label=4, time=NOW)
    busy.annotations.add(said)
    _, found = run(busy, change="改名叫 冒烟")
    assert [one.label for one in busy.annotations.standing("冒烟")] == [4]
    assert (found.version.name, len(found.versions)) == ("冒烟", 2)
    assert busy.datasets.newest("s") is None
    assert found.listed[0] == "冒烟"


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ({"change": "undo"}, "There is no eval set yet"),
        ({"source": "words"}, "No example was found"),
        ({"source": "file"}, "Which file"),
        ({"file": "/nowhere/cases.csv"}, "cases.csv"),
        ({"source": "docs", "plan": "only comedy"}, None),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_way_out(
    workspace: Workspace, args: dict[str, Any], reason: str | None
) -> None:
    if reason is None:
        assert run(workspace, "en", **args)[1].version.count
        return
    with pytest.raises(CasebookError, match=reason):
        run(workspace, "en", **args)


def test_an_unread_change_says_what_can_be_said(busy: Workspace) -> None:
    run(busy, plan="10条", name="s")
    with pytest.raises(BadInput, match="add 20 hard ones"):
        run(busy, "en", change="what is it good for?")
    assert len(busy.datasets.versions("s")) == 1


def test_bad_cases_are_the_disliked_and_the_diagnosed(busy: Workspace) -> None:
    _, found = run(busy, source="cases")
    assert {one.segment["case"] for one in found.examples} == {"bad"}
    assert TOY_CASE.id in {one.id for one in found.examples}
    toy = next(one for one in found.examples if one.id == TOY_CASE.id)
    assert toy.cause == "intent"
    assert toy.expect


def test_docs_give_questions_with_the_passage_that_answers(workspace: Workspace) -> None:
    _, found = run(workspace, source="docs")
    team = next(one for one in found.examples if "团队版" in one.query)
    assert "199" in (team.reference or "")
    [passage] = team.relevant or []
    chunk = workspace.docs.chunk(passage)
    assert chunk is not None
    assert "199" in chunk.text
    assert found.coverage.traffic_of == 0
    assert found.coverage.gaps == [], "without traffic there is nothing to lack"


def test_personal_data_is_masked_and_repeats_are_dropped(workspace: Workspace) -> None:
    said = ["我叫王小明，电话 138 0013 8000，怎么退款？", "怎么导出脚本？", "怎么导出脚本"]
    text, found = run(workspace, examples=said)
    assert found.version.count == 2
    assert len(found.alike) == 1
    assert found.masked["phone"] == 1
    assert "8000" not in found.examples[0].query
    assert "电话 1" in text


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


ROWS = [
    ["用户问题", "答案", "风格", "难度", "备注"],
    ["专业版多少钱？", "每月 39 元", "搞笑", "难", ""],
    ["", "没有问题的一行", "科普", "易", ""],
    ["怎么导出？", "右上角", "科普", "", ""],
]


def test_columns_are_mapped_explained_and_rows_named(workspace: Workspace, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "cases.csv", ROWS)
    text, found = run(workspace, file=str(file))
    first, second = found.examples
    assert (first.query, first.reference) == ("专业版多少钱？", "每月 39 元")
    assert first.segment["style"] == "comedy"
    assert (first.segment["difficulty"], second.segment["difficulty"]) == ("hard", "unknown")
    assert [(one.number, one.reason) for one in found.bad_rows] == [(3, "no_query")]
    assert "列“用户问题”（A）→ 问题" in text
    assert "第 3 行（没有问题）" in text
    assert "其余 2 行都在" in text
    assert found.version.name == "cases"
    assert first.source == "file:cases.csv#2"


def test_a_mapping_is_corrected_in_words(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["a", "b", "c"], ["q one?", "x", "the answer is long enough to be one"]]
    rows += [["q two?", "y", "another answer of some length, surely so"]]
    file = write_csv(tmp_path / "odd.csv", rows)
    _, guessed = run(workspace, "en", file=str(file))
    assert {one.column: one.why for one in guessed.mapping}["a"] == "contents"
    text, found = run(workspace, "en", file=str(file), columns="the answer is column B, ignore c")
    assert [one.reference for one in found.examples] == ["x", "y"]
    assert "as you said" in text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("答案列是C列", {"c": "reference"}),
        ("问题在第一列，忽略 b", {"a": "query", "b": None}),
        ("the query is column B and the answer is column A", {"b": "query", "a": "reference"}),
        ("use column c as keywords", {"c": "keywords"}),
        ("hello", {}),
    ],
)
def test_corrections_are_read(said: str, expected: dict[str, Any]) -> None:
    assert corrections(said, ["a", "b", "c"]) == expected


def test_xlsx_and_jsonl_give_the_same_as_csv(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "cases.xlsx")
    lines = [json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:]]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    write_csv(tmp_path / "cases.csv", ROWS)
    made = []
    for name in ("cases.csv", "cases.xlsx", "cases.jsonl"):
        table = read_rows(tmp_path / name)
        examples, bad = from_rows(table, mapped(table), "cases", None)
        made.append([one.model_dump(exclude={"id", "source"}) for one in examples])
        assert len(bad) == 1
    assert made[0] == made[1] == made[2]


@given(
    content=st.one_of(st.text(max_size=400), st.binary(max_size=400)),
    end=st.sampled_from(["csv", "jsonl", "json"]),
)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_file_is_read_or_refused_with_its_rows(
    tmp_path: Path, content: str | bytes, end: str
) -> None:
    file = tmp_path / f"any.{end}"
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    file.write_bytes(data)
    try:
        table = read_rows(file)
    except BadInput as refused:
        said = [refused.text(lang) for lang in LANGS]
    else:
        examples, bad = from_rows(table, mapped(table), "any", None)
        said = []
        assert len(examples) + len(bad) == len(table.rows) + len(table.broken)
        assert len({one.id for one in examples}) == len(examples)
    assert all(said)


@given(st.text(max_size=200))
def test_any_words_make_an_example_or_none(text: str) -> None:
    found = from_words(text, None)
    assert found is None or found.query.strip()


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_shows_text_as_data(busy: Workspace, lang: Lang) -> None:
    run(busy, plan="10条", name="<b>x</b>")
    _, found = run(busy, lang, change="add: <img src=x onerror=alert(1)> & [l](http://x)")
    drawn = eval_set_view(found, lang)
    assert "<img" not in drawn
    assert "<b>x</b>" not in drawn
    assert "&lt;img" in drawn
    assert "--heat" in drawn
    assert artifact_view(found.model_dump(mode="json"), lang) == drawn


def test_the_schema_is_small() -> None:
    assert len(json.dumps(convert_to_openai_tool(build_eval_set))) / 4 <= 230


@pytest.mark.parametrize(
    ("questions", "lang"),
    [
        (
            ["帮我建一个评测集，20条，一半搞笑一半知识", "去掉英文的", "再加5条难的",
             "还缺什么", "撤销"],
            "zh",
        ),
        (
            ["build an eval set of 20, half comedy, half knowledge", "drop the English ones",
             "add 5 hard ones", "what is missing?", "undo"],
            "en",
        ),
    ],
)  # fmt: skip
def test_a_set_is_built_and_changed_in_a_conversation(
    busy: Workspace, settings: Settings, questions: list[str], lang: str
) -> None:
    seen: list[EvalSetArtifact] = []
    with open_threads(busy.checkpoints) as threads:
        assistant = Assistant(busy, settings, threads)
        for question in questions:
            events = list(assistant.ask("c", question))
            [step] = [one for one in events if isinstance(one, ToolFinished)]
            assert step.ok, question
            assert step.artifact is not None
            seen.append(EvalSetArtifact.model_validate(step.artifact))
    built, dropped, more, gaps, back = seen
    assert {one.lang for one in seen} == {lang}
    assert styles(built) == {"comedy": 10, "knowledge": 10}
    assert dropped.version.count < 20
    assert more.added == 5
    assert gaps.version == more.version
    assert back.version.hash == dropped.version.hash


def test_a_set_is_cut_and_grown_with_its_mix(busy: Workspace) -> None:
    _, first = run(busy, plan="30条，一半搞笑一半知识", name="s")
    _, cut = run(busy, change="换成 10 条")
    assert styles(cut) == {"comedy": 5, "knowledge": 5}
    assert {one.id for one in cut.examples} <= {one.id for one in first.examples}
    _, grown = run(busy, "en", change="make it 20")
    assert styles(grown) == {"comedy": 10, "knowledge": 10}
    assert {one.id for one in cut.examples} <= {one.id for one in grown.examples}
    _, same = run(busy, change="20 条")
    assert not same.is_new


@pytest.mark.parametrize(
    "plan", ["asdfgh eval set ???", "eval set", "评测集 啊啊啊", "sdf 评测集 fgh"]
)
def test_garbage_is_asked_about_and_builds_nothing(busy: Workspace, plan: str) -> None:
    with pytest.raises(BadInput, match="build an eval set of 100"):
        run(busy, "en", plan=plan)
    assert busy.datasets.all() == []


@pytest.mark.parametrize(
    ("plan", "count"),
    [("build an eval set of -5", "-5"), ("建一个 0 条的评测集", "0"), ("an eval set of 0", "0")],
)
def test_a_number_that_no_set_has_builds_nothing(busy: Workspace, plan: str, count: str) -> None:
    with pytest.raises(BadInput, match=rf"(?<!\d){count} "):
        run(busy, "en", plan=plan)
    assert busy.datasets.all() == []


def test_a_number_beyond_the_data_is_read_and_said_to_be_lacking(busy: Workspace) -> None:
    text, found = run(busy, "en", plan="build an eval set of 2000000")
    assert found.lacking == 2_000_000 - found.version.count
    assert "fewer than planned" in text


def test_the_kind_that_went_unused_is_told_in_the_user_s_words(busy: Workspace) -> None:
    text, found = run(busy, "en", plan="build qwxzy eval set")
    assert found.unread == ["qwxzy"]
    assert "“qwxzy”" in text


@pytest.mark.parametrize(
    "plan", ["build an eval set", "来个评测集吧，谢谢", "another eval set please"]
)
def test_a_plain_request_is_no_garbage(busy: Workspace, plan: str) -> None:
    _, found = run(busy, plan=plan)
    assert found.version.count
    assert not found.unread


def test_what_a_set_is_for_is_a_slice_or_stands_in_the_questions(busy: Workspace) -> None:
    _, found = run(busy, plan="针对防晒建一个评测集")
    assert found.examples
    assert all("防晒" in one.query for one in found.examples)
    assert found.version.name == "防晒"
    with pytest.raises(BadInput, match=r"nothing on “submarines”.*comedy"):
        run(busy, "en", plan="build an eval set for submarines")
    for plan in ("build an eval set for the launch of v2", "为新版本上线建一个评测集"):
        _, found = run(busy, plan=plan)
        assert found.version.count > 5


def test_files_handed_over_in_the_page_are_found_by_name(workspace: Workspace) -> None:
    folder = workspace.home / "files"
    (folder / "六月").mkdir(parents=True)
    write_csv(folder / "Cases.csv", ROWS)
    write_csv(folder / "六月" / "新.csv", [["query"], ["怎么退款？"]])
    os.utime(folder / "Cases.csv", (1, 1))
    (folder / "readme.md").write_text("no table")
    _, by_name = run(workspace, file="cases.csv")
    assert by_name.version.count == 2
    _, inner = run(workspace, file="六月/新.csv")
    _, last = run(workspace, source="file")
    assert [one.query for one in inner.examples] == [one.query for one in last.examples]
    with pytest.raises(NotFound, match=r"Cases\.csv") as missing:
        run(workspace, file="other.csv")
    assert "other.csv" in str(missing.value)
    (folder / ".incoming").mkdir()
    write_csv(folder / ".incoming" / "half.csv", ROWS)
    with pytest.raises(NotFound):
        run(workspace, file="half.csv")


def test_an_export_of_another_tool_brings_its_runs(workspace: Workspace, tmp_path: Path) -> None:
    results = [
        {"promptIdx": 0, "testIdx": at, "provider": {"id": "openai:m"}, "success": True,
         "score": 1, "vars": {"question": asked}, "prompt": {"raw": asked},
         "response": {"output": "39 元"}, "testCase": {"vars": {"question": asked}}}
        for at, asked in enumerate(("多少钱？", "怎么退款？"))
    ]  # fmt: skip
    file = tmp_path / "out.json"
    file.write_text(json.dumps({"results": {"version": 3, "results": results}}))
    text, found = run(workspace, file=str(file))
    [kept] = workspace.runs.all()
    assert kept.id in text
    assert "promptfoo" in text
    assert [one.query for one in found.examples] == ["多少钱？", "怎么退款？"]
    run(workspace, file=str(file))
    assert len(workspace.runs.all()) == 1, "the same file is the same run"


def test_lines_that_are_no_rows_are_named_in_the_readers_language(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"query": "怎么退款？"}\n{"query": \n[1]\n')
    for lang, words in (("zh", ("不是完整的 JSON", "不是 JSON 对象")), ("en", ("no whole JSON",))):
        text, _ = run(workspace, lang, file=str(file))
        assert all(word in text for word in words)
