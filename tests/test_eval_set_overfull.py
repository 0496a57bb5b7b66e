"""Plans that ask for more than all: nothing is built, and the way out is named."""

import pytest
from test_eval_set_plan import VALUES, WORDS
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records import Trace
from knowledge.workspace import Workspace
from tools.build_eval_set import build_eval_set
from tools.evals.building.overfull import overfull
from tools.evals.building.plan_reading import read_plan


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("100, 80% comedy, 80% knowledge", 1.6),
        ("100条，80条搞笑，80条知识", 1.6),
        ("100条，八成搞笑，三成知识", 1.1),
        ("120% comedy", 1.2),
        ("50 examples, at least 60% comedy, half knowledge", 1.1),
    ],
)
def test_what_does_not_add_up(text: str, share: float) -> None:
    found = overfull(read_plan(text, WORDS), VALUES)
    assert found is not None
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize(
    "text",
    [
        "100, 80% comedy, 80% hard",
        "100, a third comedy, two thirds knowledge",
        "101, half comedy, half knowledge",
        "50条搞笑 50条科普",
        "100, at most 80% comedy, at most 80% knowledge",
        "an eval set",
    ],
)
def test_what_does(text: str) -> None:
    assert overfull(read_plan(text, WORDS), VALUES) is None


@pytest.mark.parametrize(
    ("lang", "plan", "told"),
    [
        ("zh", "建一个评测集，20条，80%搞笑，80%知识", "20 条，搞笑 50%、科普 50%"),
        (
            "en",
            "an eval set of 20, 80% comedy, 80% knowledge",
            "20 examples, comedy 50%, knowledge 50%",
        ),
    ],
)
def test_it_names_the_trouble_and_the_way_out(
    workspace: Workspace, lang: Lang, plan: str, told: str
) -> None:
    traces = [
        Trace(id=f"t-{at}", query=f"topic {at}", answer="x", segment={"style": style})
        for at, style in enumerate(["comedy", "knowledge"] * 10)
    ]
    workspace.events.append(traces, [])
    deps = deps_of(workspace, lang)
    with pytest.raises(BadInput) as error:
        called(build_eval_set, deps, lambda _: None, plan=plan)
    assert "160%" in error.value.text(lang)
    assert told in error.value.text(lang).replace(" and ", ", ")
    assert deps.datasets.all() == []
