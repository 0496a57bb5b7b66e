"""Whether to fine-tune: the verdict, and the gap that it could close."""

from typing import Any

import pytest
from finetune_samples import NOW

from knowledge.records import (
    Outcome,
    Run,
    RunSpec,
    Score,
    TargetInfo,
)
from tools.evals.finetune.decision import Known, decide
from tools.evals.finetune.edits import Edits
from tools.evals.finetune.gap import Gap, means, widest_gap

STYLE_EDITS = Edits(count=40, distance=0.2, wording=36, length=2, figures=2)


def known(**changed: Any) -> Known:
    usual: dict[str, Any] = {
        "goal": "style",
        "prompt_tuned": True,
        "usable": 200,
        "edits": STYLE_EDITS,
        "causes": {"generation": 60, "retrieval": 10},
        "versions": ["v1", "v2"],
        "gap": None,
    }
    return Known.model_validate(usual | changed)


def gap(best: float | None) -> Gap:
    return Gap(dataset="d v1", scorer="judge", product="P", own=0.6, best="B", best_score=best)


@pytest.mark.parametrize(
    ("changed", "verdict", "reason"),
    [
        ({}, "yes", "pilot"),
        ({"goal": "facts"}, "no", "facts"),
        ({"goal": "general"}, "no", "general"),
        ({"goal": "general", "gap": gap(0.62)}, "no", "general"),
        ({"gap": gap(0.62)}, "no", "small_gap"),
        ({"gap": gap(0.9)}, "yes", "pilot"),
        ({"usable": 9}, "no", "too_few"),
        ({"usable": 49}, "not_yet", "few"),
        ({"causes": {"generation": 10, "retrieval": 60}}, "not_yet", "mend_first"),
        ({"prompt_tuned": False}, "not_yet", "prompt_first"),
        ({"prompt_tuned": None}, "not_yet", "ask_prompt"),
        ({"goal": None}, "yes", "pilot"),
        ({"goal": None, "edits": Edits(count=2, distance=0.1, wording=2)}, "not_yet", "ask_goal"),
        (
            {"edits": Edits(count=40, distance=0.2, figures=30, wording=10)},
            "not_yet",
            "facts_first",
        ),
    ],
)
def test_the_verdict(changed: dict[str, Any], verdict: str, reason: str) -> None:
    decision = decide(known(**changed))
    assert (decision.verdict, decision.reason) == (verdict, reason)
    assert len(decision.evidence) == 6


def test_what_is_not_known_is_said_and_points_nowhere() -> None:
    decision = decide(known(goal=None, prompt_tuned=None, edits=Edits(count=0), causes={"none": 9}))
    signs = {one.key: one.sign for one in decision.evidence}
    unknown = {key for key, sign in signs.items() if sign == "unknown"}
    assert unknown == {"goal.unknown", "edits.few", "causes.few", "prompt.unknown", "gap.unknown"}


def run_of(kind: str, name: str, value: float) -> tuple[Run, dict[str, float]]:
    spec = RunSpec(
        dataset="d",
        dataset_version=1,
        dataset_hash="h",
        examples=10,
        target=TargetInfo.model_validate({"kind": kind, "name": name}),
    )
    return Run(id=f"run-{name}", spec=spec, status="done", started=NOW), {"judge": value}


def test_the_gap_is_between_the_product_and_the_best_other_on_the_same_set() -> None:
    runs = [run_of("product", "P", 0.6), run_of("chat", "a", 0.7), run_of("chat", "b", 0.8)]
    found = widest_gap(runs)
    assert found is not None
    assert (found.own, found.best) == (0.6, "b")
    assert found.size == pytest.approx(0.2)
    assert widest_gap(runs[1:]) is None
    alone = widest_gap(runs[:1])
    assert alone is not None
    assert alone.size is None


def test_a_mean_takes_scored_examples_and_enough_of_them() -> None:
    def outcome(at: int, value: float | None) -> Outcome:
        score = Score(value=value, answer="", reason="")
        return Outcome(example_id=str(at), scores={"judge": score})

    assert means([outcome(at, 0.5) for at in range(9)]) == {}
    some = [*(outcome(at, 0.5) for at in range(10)), outcome(11, None)]
    assert means(some) == {"judge": 0.5}
