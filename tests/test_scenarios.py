"""Scenarios: read in any scale, put in order, and how sure the order is."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import run, scenario

from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.records import Estimate
from knowledge.workspace import Workspace
from tools.decisions.scenarios.board import placed
from tools.decisions.scenarios.methods import ranked
from tools.decisions.scenarios.reading import read_scale, read_scenarios
from tools.decisions.scenarios.robustness import stays_first, tipping

LIST = "脚本生成、数字人、背景音乐推荐、字幕自动生成，先落地哪个"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "脚本生成痛点9分难度3分，数字人痛点5难度8，满分10",
            {"脚本生成": ("9", "3"), "数字人": ("5", "8")},
        ),
        ("script: pain high, difficulty medium", {"script": ("high", "medium")}),
        (
            "字幕：痛点高，难度低；配音：痛点中，难度中。哪个先上？",
            {"字幕": ("高", "低"), "配音": ("中", "中")},
        ),
        ("字幕痛点 4/5 难度 ★★", {"字幕": ("4/5", "★★")}),
        (
            "| 场景 | 痛点 | 难度 |\n|---|---|---|\n| 脚本 | 9 | 3 |\n| 配音 | 5 | 2 |",
            {"脚本": ("9", "3"), "配音": ("5", "2")},
        ),
        (LIST, dict.fromkeys(["脚本生成", "数字人", "背景音乐推荐", "字幕自动生成"], (None, None))),
        ("captions or avatars first?", dict.fromkeys(["captions", "avatars"], (None, None))),
        ("avatars pain 5 difficulty 8: what first?", {"avatars": ("5", "8")}),
        ("avatar pain 4 difficulty 9", {"avatar": ("4", "9")}),
        ("这几个场景先做哪个？", {}),
        ("What should we build first?", {}),
    ],
)  # fmt: skip
def test_scenarios_are_read(text: str, expected: dict[str, Any]) -> None:
    found = read_scenarios(text)
    read = {one.name: (one.numbers.get("pain"), one.numbers.get("difficulty")) for one in found}
    assert read == expected


PHRASINGS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("scenario_phrasings.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("phrasing", PHRASINGS, ids=lambda one: one["said"][:60])
def test_what_people_say_is_read(phrasing: dict[str, Any]) -> None:
    found = read_scenarios(phrasing["said"], tuple(phrasing.get("known", ())))
    assert {one.name: one.numbers for one in found} == {
        name: {key: str(value) for key, value in (numbers or {}).items()}
        for name, numbers in phrasing["reads"].items()
    }


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("满分5分", 5),
        ("out of 100", 100),
        ("1-5", 5),
        ("5分制", 5),
        ("pain 4/5", None),
        ("", None),
        ("痛点9分满分10难度3", 10),
        ("9分满分", 9),
    ],
)
def test_the_scale_is_read(text: str, scale: float | None) -> None:
    assert read_scale(text) == scale


@pytest.mark.parametrize(
    "piece",
    ["痛点", "痛点 和 ", "1痛", "打到", "5/", "9,", "「", "not so ", "depends on ", "a,b\n", "痛"],
)
def test_a_repetition_costs_no_more_than_its_length(piece: str) -> None:
    # A pattern that tries each way twice would not come to an end here.
    assert len(read_scenarios(piece * 1000)) <= 30


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for one in read_scenarios(text):
        assert one.name


POINTS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda at: (at[0] / 2, at[1] / 2)),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(points=POINTS)
@settings(deadline=None, max_examples=40)
def test_the_order_does_not_hang_on_how_it_was_listed(points: list[tuple[float, float]]) -> None:
    scenarios = [scenario(f"s{at}", *point) for at, point in enumerate(points)]
    assert placed(scenarios) == placed(scenarios[::-1])


@given(points=POINTS)
@settings(deadline=None, max_examples=40)
def test_the_tipping_number_turns_the_order_and_less_does_not(
    points: list[tuple[float, float]],
) -> None:
    scenarios = [scenario(f"s{at}", *point) for at, point in enumerate(points)]
    order = placed(scenarios)
    turn = tipping(order)
    if turn is None or turn.to == turn.now:
        return  # two that are equal: any change at all turns them

    def first(to: float) -> float | None:
        changed = [
            one.model_copy(update={turn.number: Estimate(value=to, origin="given")})
            if one.name == turn.name
            else one
            for one in scenarios
        ]
        values = {one.scenario.name: one.value or 0.0 for one in placed(changed)}
        lead = order[0].scenario.name
        rival = max((v for name, v in values.items() if name != lead), default=0.0)
        return values[lead] - rival

    beyond = turn.to + (0.02 if turn.to > turn.now else -0.02)
    short = turn.now + 0.9 * (turn.to - turn.now)
    assert 0 < turn.to < 10
    if 0 <= beyond <= 10:
        assert (first(beyond) or 0.0) <= 0.011
    assert (first(short) or 0.0) >= -0.011


def test_at_the_edge_of_the_scale_nothing_turns() -> None:
    turn = tipping(placed([scenario("a", 8, 4), scenario("b", 6, 10)]))
    assert turn is not None
    assert (turn.name, turn.number) == ("b", "difficulty")


@pytest.mark.parametrize(("lang", "word"), [("zh", "几乎同分"), ("en", "level with the first")])
def test_two_that_are_equal_are_said_to_be_so(workspace: Workspace, lang: Lang, word: str) -> None:
    both = [{"name": name, "pain": 9, "difficulty": 3} for name in ("a", "b")]
    text, _ = run(workspace, lang, scenarios=both)
    assert word in text


def test_what_stays_first_is_the_same_each_time() -> None:
    order = placed([scenario("a", 9, 3), scenario("b", 7, 2)])
    shares = stays_first(order)
    assert shares == stays_first(order)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["a"] > shares["b"]


@pytest.mark.parametrize(
    ("method", "numbers", "score"),
    [
        # 1,000 × 3 × 0.8 ÷ 2 = 1,200
        ("rice", {"reach": "1,000", "impact": "3", "confidence": "80%", "effort": "2"}, 1200.0),
        # 8 × 7 × 5 = 280
        ("ice", {"impact": "8", "confidence": "7", "ease": "5"}, 280.0),
        # (8 + 5 + 3) ÷ 4 = 4
        ("wsjf", {"value": "8", "urgency": "5", "risk": "3", "effort": "4"}, 4.0),
        ("rice", {"reach": "1000"}, None),
        ("wsjf", {"value": "8", "urgency": "5", "risk": "3", "effort": "0"}, None),
    ],
)
def test_other_methods(method: Any, numbers: dict[str, str], score: float | None) -> None:
    assert ranked(method, {"a": numbers})[0].score == score


def test_what_is_not_given_is_estimated_and_marked_or_unknown(workspace: Workspace) -> None:
    given_ = {"name": "脚本生成", "pain": 9, "difficulty": "低"}
    text, found = run(workspace, scenarios=[given_, {"name": "数字人"}])
    assert found.listed == ["脚本生成", "数字人"]
    assert "≈8 估" in text  # a digital human takes an avatar (7) and a voice, one more
    assert "痛点，所以未知" in text
    assert found.order[1].value is None
    assert found.tipping is None


def test_the_board_is_remembered_and_cleared(workspace: Workspace) -> None:
    run(workspace, scenarios=[{"name": "a", "pain": 4, "difficulty": 1}], scale=5)
    text, found = run(workspace, "en")
    assert found.from_board
    assert found.order[0].scenario.pain.value == 8
    assert "the workspace remembers" in text
    _, found = run(workspace, remove=["a", "b"])
    assert (found.removed, found.absent, found.order) == (["a"], ["b"], [])


def test_a_number_beyond_its_scale_is_refused_by_name(workspace: Workspace) -> None:
    with pytest.raises(CasebookError, match="“11”"):
        run(workspace, "en", scenarios=[{"name": "a", "pain": "11", "difficulty": 1}], scale=10)


def test_the_not_now_list(workspace: Workspace) -> None:
    text, _ = run(
        workspace,
        "en",
        scenarios=[
            {"name": "a", "pain": 9, "difficulty": 2},
            {"name": "b", "pain": 2, "difficulty": 9},
        ],
    )
    assert "**Not now**: b" in text


def test_other_numbers_go_by_other_methods(workspace: Workspace) -> None:
    numbers = {"reach": "1000", "impact": "3", "confidence": "80%", "effort": "2"}
    text, found = run(
        workspace,
        "en",
        scenarios=[{"name": "a", "numbers": numbers}, {"name": "b"}],
        method="rice",
    )
    assert found.ranked[0].score == 1200
    assert "1000 × 3 × 0.8 ÷ 2" in text
    assert "“b” still lacks: reach" in text
