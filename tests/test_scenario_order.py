"""What scenarios depend on, what there is to build them from, and whom their pain is from."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TOY_CASE
from scored import run, scenario
from sqlalchemy import text as sql

from knowledge import database
from knowledge.database import MIGRATIONS, open_database
from knowledge.errors import BadInput
from knowledge.records import Document, Event, Need, Voice
from knowledge.scenarios import ScenarioBoard
from knowledge.workspace import Workspace
from tools.decisions.scenarios.board import placed
from tools.decisions.scenarios.depending import read_dependencies
from tools.decisions.scenarios.robustness import stays_first, tipping
from tools.decisions.scenarios.subject import concerning, subject_of
from tools.decisions.scenarios.turns import cycle_in, in_turn

KNOWN = ("脚本生成", "数字人", "avatars", "script generation")


@pytest.mark.parametrize(
    ("text", "name", "on"),
    [
        ("数字人依赖脚本生成", "数字人", ("脚本生成",)),
        ("数字人痛点5难度8，依赖脚本生成和配音", "数字人", ("脚本生成", "配音")),
        ("脚本生成做完才能做数字人", "数字人", ("脚本生成",)),
        ("先做脚本生成才能做数字人", "数字人", ("脚本生成",)),
        ("脚本生成是数字人的前提", "数字人", ("脚本生成",)),
        ("没有脚本生成就做不了数字人", "数字人", ("脚本生成",)),
        ("数字人要等脚本生成上线", "数字人", ("脚本生成",)),
        ("B depends on A", "B", ("A",)),
        ("A needs B first", "A", ("B",)),
        ("avatars can't start until script generation is done", "avatars", ("script generation",)),
        ("script generation must come before avatars", "avatars", ("script generation",)),
        ("avatars need script generation", "avatars", ("script generation",)),
    ],
)
def test_dependencies_are_read(text: str, name: str, on: tuple[str, ...]) -> None:
    [found], _ = read_dependencies(text, KNOWN)
    assert (found.name, found.on, found.no_more) == (name, on, False)


@pytest.mark.parametrize("text", ["数字人不再依赖脚本生成", "数字人不依赖脚本生成"])
def test_a_dependency_can_be_dropped(text: str) -> None:
    [found], _ = read_dependencies(text, KNOWN)
    assert (found.name, found.on, found.no_more) == ("数字人", ("脚本生成",), True)


@pytest.mark.parametrize(
    "text", ["script generation needs 2 months", "哪个依赖哪个", "先做什么，再做什么"]
)
def test_what_is_no_dependency(text: str) -> None:
    assert read_dependencies(text, KNOWN) == ([], text)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_nothing_comes_before_what_it_needs(pairs: list[tuple[int, int]]) -> None:
    names = [f"s{at}" for at in range(6)]
    after = {
        name: {f"s{on}" for of, on in pairs if f"s{of}" == name and on != of} for name in names
    }
    if cycle := cycle_in(after):
        assert cycle[0] == cycle[-1]
        assert all(later in after[name] for name, later in itertools.pairwise(cycle))
        return
    ordered, _ = in_turn(names, after)
    assert sorted(ordered) == names
    assert all(ordered.index(on) < ordered.index(name) for name in names for on in after[name])


def test_what_is_needed_comes_forward_and_what_turns_the_order_minds_it() -> None:
    scenarios = [scenario("best", 9, 1), scenario("second", 8, 2), scenario("base", 1, 9)]
    order = placed(scenarios, {"best": ["base"]})
    assert [one.scenario.name for one in order] == ["base", "best", "second"]
    assert order[0].brought_by == "best"
    shares = stays_first(order)
    assert shares["best"] == 0  # it cannot be begun with
    assert shares["base"] > shares["second"] > 0
    turn = tipping(order)
    assert turn is not None
    assert turn.winner == "second"


def test_the_order_respects_what_was_said_before(workspace: Workspace) -> None:
    said = [
        {"name": "a", "pain": 9, "difficulty": 1, "after": ["c"]},
        {"name": "b", "pain": 5, "difficulty": 5},
    ]
    text, found = run(workspace, "en", scenarios=said)
    assert found.listed == ["c", "a", "b"]
    assert "“c” has come forward because “a” waits for it" in text
    _, found = run(workspace, "en", scenarios=[{"name": "a", "pain": 8}, {"name": "b"}])
    assert found.listed == ["c", "a", "b"]
    with pytest.raises(BadInput, match="c → a → c"):
        run(workspace, "en", scenarios=[{"name": "c", "pain": 1, "after": ["a"]}])
    assert "pain" not in workspace.scenarios.all()["c"].numbers
    _, found = run(workspace, "en", scenarios=[{"name": "a", "after": []}])
    assert found.listed == ["a", "b", "c"]


def test_one_alone_is_put_beside_what_is_remembered(workspace: Workspace) -> None:
    run(workspace, scenarios=[{"name": "a", "pain": 4, "difficulty": 2}], scale=5)
    text, found = run(workspace, scenarios=[{"name": "b", "pain": 9, "difficulty": 3}])
    assert found.listed == ["b", "a"]
    assert found.along == ["a"]
    assert found.order[1].scenario.pain.value == 8  # 4 of 5, whatever scale is spoken of now
    assert "只点了一个场景" in text


@pytest.mark.parametrize("said", ["-3", "11", "12/10"])
def test_a_wrong_score_is_named_and_nothing_is_lost(workspace: Workspace, said: str) -> None:
    run(workspace, "en", scenarios=[{"name": "a", "pain": 7, "difficulty": 2}, {"name": "b"}])
    with pytest.raises(BadInput) as raised:
        run(
            workspace,
            scenarios=[{"name": "a", "pain": 1}, {"name": "b", "pain": said, "difficulty": 3}],
            scale=10,
            remove=["a"],
        )
    assert f"“b”的痛点“{said}”" in raised.value.text("zh").replace("\\", "")
    assert workspace.scenarios.all()["a"].numbers == {"pain": "7", "difficulty": "2"}


def test_one_score_above_ten_is_a_slip_and_most_are_a_scale(workspace: Workspace) -> None:
    rest = {"name": "b", "pain": 5, "difficulty": 8}
    with pytest.raises(BadInput, match="“12”"):
        run(workspace, "en", scenarios=[{"name": "a", "pain": 12, "difficulty": 3}, rest])
    _, found = run(workspace, "en", scenarios=[{"name": "a", "pain": 85, "difficulty": 30}])
    assert found.scale == 100


def need(name: str, *quotes: str) -> Need:
    return Need(
        id=f"need-{name}",
        name={"zh": name, "en": name},
        voices=tuple(
            Voice(quote=one, lang="zh", source="d#1", opens="passage", place="d") for one in quotes
        ),
        people=1,
        sources=1,
        intensity=6.0,
        frequency=5.0,
        pain=5.5,
        answer="undetermined",
        why="",
        needs=(),
    )


@pytest.mark.parametrize(
    ("scenario_name", "quote", "is_about"),
    [
        ("数字人", "里面的数字不敢用", False),
        ("数字人", "数字人口型总对不上", True),
        ("digital humans", "I never trust the numbers that humans check", False),
        ("digital humans", "the digital human never blinks", True),
        ("字幕自动生成", "每次都要手工打字幕", True),
        ("背景音乐推荐", "背景太吵了", False),
        ("封面图生成", "封面总要自己做", False),
        ("字幕", "captions are always late", True),
    ],
)
def test_a_need_is_about_a_scenario_by_a_whole_term(
    workspace: Workspace, scenario_name: str, quote: str, *, is_about: bool
) -> None:
    subject = subject_of(scenario_name, workspace.docs.asked_terms)
    assert bool(concerning(subject, [need("别的", quote)])) is is_about


def test_what_there_is_to_build_from_is_counted_or_unknown(workspace: Workspace) -> None:
    workspace.docs.ingest(
        [Document(id="s.md", title="说明", text="脚本生成支持 30 秒脚本。", lang="zh")]
    )
    adopted = Event(
        id="e-2",
        trace_id=TOY_CASE.id,
        kind="adopted",
        time=dt.datetime(2026, 10, 20, 9, 32, tzinfo=dt.UTC),
    )
    workspace.events.append([], [adopted])
    text, found = run(workspace, scenarios=[{"name": "脚本生成"}, {"name": "数字人"}])
    by_name = {one.name: one for one in found.data}
    script = by_name["脚本生成"]
    assert script.features == ("script_generation",)
    assert (script.traces, script.rated, script.adopted) == (1, 1, 1)
    assert script.documents == 2  # this one, and the price list that counts scripts
    assert by_name["数字人"].traces is None
    assert not by_name["数字人"].is_known
    assert "数字人: 未知" in text


def test_a_board_of_before_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:9])
    engine = open_database(tmp_path / "casebook.db")
    with engine.begin() as connection:
        connection.execute(
            sql("INSERT INTO scenarios VALUES ('脚本', '{\"pain\": \"9\"}', '2026-10-01')")
        )
    engine.dispose()
    monkeypatch.undo()
    engine = open_database(tmp_path / "casebook.db")
    assert ScenarioBoard(engine).all()["脚本"].numbers == {"pain": "9"}
    engine.dispose()
