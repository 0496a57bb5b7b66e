"""How many and of what kind a set is to be: cut and grown, and what cannot be met or read."""

import pytest
from eval_sets import busy_with, run, styles

from knowledge.errors import BadInput
from knowledge.workspace import Workspace


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    return busy_with(workspace)


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
