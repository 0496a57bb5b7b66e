"""Plans in words, and changes of a set."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import DatasetVersion
from tools.evals.building.changes import read_change
from tools.evals.building.picked import former
from tools.evals.building.plan_reading import read_plan
from tools.evals.building.quotas import quotas, rounded
from tools.evals.building.vocabulary import Vocabulary

VALUES = {
    "style": Counter(product_review=900, knowledge=729, comedy=417, mother_baby=164),
    "audience": Counter(adults=1119, general=652, children=230),
    "difficulty": Counter(hard=500, ordinary=900, unknown=300),
    "lang": Counter(zh=1700, en=500),
    "case": Counter(bad=500, good=1000),
    "feature": Counter(title=250, help=30),
}
WORDS = Vocabulary(VALUES)


def counted(text: str) -> tuple[int, dict[str, tuple[int, int | None]]]:
    """The total and the quotas that a plan comes to, by what they are of; the unwanted aside."""
    total, found = quotas(read_plan(text, WORDS), VALUES)
    named = {
        " ".join(value for values in one.where.values() for value in sorted(values)): one
        for one in found
        if one.high != 0
    }
    return total, {name: (one.low, one.high) for name, one in named.items()}


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        (
            "100条，一半搞笑一半知识，20%难",
            100,
            {"comedy": (50, 50), "knowledge": (50, 50), "hard": (20, 20)},
        ),
        (
            "200 examples, 30% hard, at least 10 per audience",
            200,
            {
                "hard": (60, 60),
                "adults": (10, None),
                "general": (10, None),
                "children": (10, None),
            },
        ),
        (
            "每种风格20条",
            80,
            dict.fromkeys(["comedy", "knowledge", "mother_baby", "product_review"], (20, 20)),
        ),
        ("101, half comedy and half knowledge", 101, {"comedy": (51, 51), "knowledge": (50, 50)}),
        ("comedy and knowledge half and half", 100, {"comedy": (50, 50), "knowledge": (50, 50)}),
        ("搞笑50条，科普30条", 80, {"comedy": (50, 50), "knowledge": (30, 30)}),
        ("60条，搞笑和科普各一半", 60, {"comedy": (30, 30), "knowledge": (30, 30)}),
        ("100条，三成难的，其余容易的", 100, {"hard": (30, 30), "ordinary": (70, 70)}),
        ("50条搞笑，其中20条难的", 50, {"comedy": (50, 50), "comedy hard": (20, 20)}),
        ("五十条，至少10条给孩子的", 50, {"children": (10, None)}),
        ("at most 5 for children, 60 examples", 60, {"children": (0, 5)}),
        (
            "100条按风格均衡",
            100,
            dict.fromkeys(["comedy", "knowledge", "mother_baby", "product_review"], (25, 25)),
        ),
        ("30 秒的脚本 20 条", 20, {}),
        ("help me build an eval set of 40", 40, {}),
        ("建一个评测集", 100, {}),
    ],
)
def test_plans_are_read(text: str, total: int, expected: dict[str, Any]) -> None:
    assert counted(text) == (total, expected)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("100条，20%歌剧", "20%歌剧"),
        ("60 examples, 10 opera", "10 opera"),
        ("build qwxzy eval set", "qwxzy"),
        ("make us an opera eval set of 40", "opera"),
        ("帮我建一个歌剧评测集", "歌剧"),
        ("建一个 40 条的歌剧评测集", "歌剧"),
    ],
)
def test_what_does_not_occur_is_said(text: str, piece: str) -> None:
    assert read_plan(text, WORDS).unread == (piece,)


@pytest.mark.parametrize(
    "text",
    [
        "build an eval set",
        "we need a new eval set of 40 from the traces",
        "a comedy eval set",
        "hard comedy eval set",
        "create a small representative test set",
        "帮我建一个搞笑评测集",
        "从线上流量抽一个小的评测集",
        "建一个 40 条的评测集",
        "从坏例建评测集",
        "重新建一个评测集",
    ],
)
def test_what_is_said_of_any_set_is_not_called_unused(text: str) -> None:
    assert not read_plan(text, WORDS).unread


@pytest.mark.parametrize(
    ("text", "only", "without"),
    [
        ("只要搞笑的", {"style": {"comedy"}}, {}),
        ("a comedy eval set", {"style": {"comedy"}}, {}),
        ("不要英文和难的", {}, {"lang": {"en"}, "difficulty": {"hard"}}),
        ("without English", {}, {"lang": {"en"}}),
    ],
)
def test_what_is_left_out_is_read(text: str, only: Any, without: Any) -> None:
    plan = read_plan(text, WORDS)
    assert (plan.only, plan.without) == (only, without)


@given(st.text(max_size=300))
def test_any_plan_is_read(text: str) -> None:
    total, found = quotas(read_plan(text, WORDS), VALUES)
    assert total >= 1
    assert all(one.low >= 0 for one in found)


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=8), total=st.integers(0, 1000))
def test_shares_are_rounded_together(shares: list[float], total: int) -> None:
    whole = sum(shares) or 1.0
    counts = rounded([share / whole for share in shares], total)
    assert all(
        abs(count - share / whole * total) < 1 + 1e-6
        for count, share in zip(counts, shares, strict=True)
    )
    assert sum(counts) == (total if sum(shares) else 0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("再加20条难的", "add"), ("add 20 hard ones", "add"), ("more comedy", "add"),
        ("drop the English ones", "drop"), ("去掉英文的", "drop"), ("去掉第3条", "drop"),
        ("只要搞笑的", "keep"), ("only comedy", "keep"),
        ("把第3条删了", "drop"),
        ("把搞笑的换成知识的", "swap"), ("replace 3 comedy ones with knowledge", "swap"),
        ("用知识的替换搞笑的", "swap"), ("换成 30 条", "resize"), ("bring smoke back", "undo"),
        ("what's in it?", "gaps"), ("里面有什么", "gaps"),
        ("换一批", "redraw"), ("another draw", "redraw"),
        ("freeze it as v2", "freeze"), ("冻结成 v2", "freeze"),
        ("还缺什么", "gaps"), ("what is missing?", "gaps"),
        ("how many examples are in it?", "gaps"),
        ("补齐缺口", "fill"), ("fill the gaps", "fill"),
        ("undo", "undo"), ("撤销", "undo"), ("回到 v1", "restore"), ("back to v1", "restore"),
        ("call it smoke", "rename"), ("就叫冒烟集", "rename"),
        ("drop the second", "drop"), ("去掉第三条", "drop"), ("remove the last one", "drop"),
        ("恢复", "undo"), ("swap them for others", "redraw"), ("补一下", "fill"),
        ("only style comedy", "keep"),
        ("改名叫 smoke", "rename"), ("rename it to smoke", "rename"),
        ("加一条：把旧脚本改名叫 smoke", "say"), ("add: a script on coffee", "say"),
        ("这个能用来干嘛", None), ("what is it for?", None),
    ],
)  # fmt: skip
def test_changes_are_read(text: str, kind: str | None) -> None:
    found = read_change(text, WORDS)
    assert (found.kind if found else None) == kind


@given(st.text(max_size=200))
def test_any_change_is_read_or_refused(text: str) -> None:
    read_change(text, WORDS)


def test_undo_walks_back_and_does_not_go_to_and_fro() -> None:
    def version(number: int, digest: str) -> DatasetVersion:
        return DatasetVersion(
            name="s", version=number, hash=digest, count=1, created="2026-11-01T00:00:00Z"
        )

    made = [version(1, "a"), version(2, "b"), version(3, "c")]
    steps = []
    while (found := former(made[::-1])) is not None:
        steps.append(found.hash)
        made.append(version(len(made) + 1, found.hash))
    assert steps == ["b", "a"]
    assert former([]) is None


def test_from_the_traffic_is_where_to_draw_and_no_mix() -> None:
    drawn = read_plan("draw 100 from traffic, half comedy, half knowledge", WORDS)
    assert not drawn.traffic
    assert drawn == read_plan("draw 100, half comedy, half knowledge", WORDS)
    assert read_plan("100, in proportion to the traffic mix", WORDS).traffic


@pytest.mark.parametrize("text", ["50, all hard", "build a set of 50, all of them hard"])
def test_all_of_a_kind_are_only_those(text: str) -> None:
    assert read_plan(text, WORDS).only == {"difficulty": frozenset({"hard"})}
