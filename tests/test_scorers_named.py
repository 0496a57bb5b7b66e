"""All scorers by name: known in both languages, found by a PM's words, total on any input."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language import LANGS
from knowledge.packaged import packaged
from knowledge.records import Example, Passage, Product, Trace
from knowledge.texts import say
from tools.evals.__main__ import main
from tools.evals.scorers.called import scorers_called
from tools.evals.scorers.named import SCORERS, default_scorers
from tools.evals.scorers.scorer import Means


@pytest.mark.parametrize("name", SCORERS)
def test_a_scorer_has_a_name_and_a_meaning_in_both_languages(name: str) -> None:
    for lang in LANGS:
        assert say(f"evals.scorer.{name}.name", lang)
        assert say(f"evals.scorer.{name}.about", lang)
        assert name in scorers_called(say(f"evals.scorer.{name}.name", lang))
    assert scorers_called(name) == [name]


def test_every_scorer_can_be_called_and_nothing_else() -> None:
    assert set(packaged("tools.evals.scorers", "called.yaml")) == set(SCORERS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("看准确率和忠实度", ["exact", "faithfulness"]),
        ("faithfulness and latency", ["faithfulness", "latency"]),
        ("关键词召回率", ["keyword_recall"]),
        ("召回率", ["claim_recall"]),
        ("上下文召回、上下文利用率", ["claim_recall", "context_utilization"]),
        ("hit@3 和 MRR", ["hit_at_3", "mrr"]),
        ("Hit@10, please", ["hit_at_10"]),
        ("看看会不会跑题、有没有违禁词", ["topic_consistency", "brand_safety"]),
        ("时长达标没有，顺便看成本", ["duration", "cost"]),
        ("how fast is it and what does it cost", ["latency", "cost"]),
        ("token 用量", ["input_tokens", "output_tokens"]),
        ("输出token", ["output_tokens"]),
        ("chrF 和 ROUGE-L", ["chrf", "rouge_l"]),
        ("JSON 格式对不对", ["json_schema"]),
        ("幻觉率，不看延迟和成本", ["faithfulness"]),
        ("faithfulness without latency or cost", ["faithfulness"]),
        ("拒答率", ["refusal_correctness"]),
        ("noise sensitivity", ["noise_sensitivity"]),
        ("embedding", []),
        ("hitting the wall", []),
        ("跑一下", []),
        ("", []),
    ],
)
def test_scorers_by_a_pm_s_words(text: str, names: list[str]) -> None:
    assert scorers_called(text) == names


def test_defaults_are_what_can_score_something() -> None:
    bare = Example(id="a", query="退款几天？")
    found = default_scorers([bare])
    assert found[:3] == ["soundness", "topic_consistency", "brand_safety"]
    assert {"latency", "cost"} <= set(found)
    assert not {"exact", "faithfulness", "keyword_recall", "mrr", "rubric"} & set(found)
    rich = Example(
        id="b",
        query="q",
        reference="r",
        keywords=["k"],
        passages=[Passage(id="p", text="t")],
        relevant=["p"],
        constraints={"seconds": 30, "answerable": True, "regex": "x"},
    )
    found = default_scorers([bare, rich])
    assert found[:3] == ["soundness", "constraint_compliance", "duration"]
    wanted = "refusal_correctness exact regex keyword_recall faithfulness claim_recall hit_at_5 mrr"
    assert set(wanted.split()) <= set(found)
    kinds = [SCORERS[name].kind for name in found]
    assert kinds == sorted(kinds, key=["business", "technical", "running"].index)
    assert default_scorers([]) == []


def test_a_default_scorer_scores_what_it_fits() -> None:
    example = Example(
        id="b",
        query="退款要几天到账？",
        reference="退款7天内到账。",
        keywords=["退款"],
        passages=[Passage(id="p", text="退款7天内到账。")],
        relevant=["p"],
        constraints={"seconds": 30, "answerable": True, "regex": "7", "json_schema": {}},
    )
    trace = Trace(
        id="b",
        query=example.query,
        answer="退款7天内到账。",
        retrieved=example.passages,
        latency_ms=1,
        input_tokens=1,
        output_tokens=1,
        cost_usd=0.1,
    )
    for name in default_scorers([example]):
        assert SCORERS[name].score(example, trace, Means()).value is not None, name


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
KEYS = (
    "seconds 时长 contains not_contains regex json_schema answerable rubric forbidden format words"
    " characters language audience style platform mood"
).split()
examples = st.builds(
    Example,
    id=st.just("e"),
    query=st.text(max_size=30),
    reference=st.none() | st.text(max_size=30),
    keywords=st.lists(st.text(max_size=8), max_size=3),
    relevant=st.none() | st.lists(st.text(max_size=3), max_size=3),
    constraints=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), anything, max_size=5),
)
traces = st.builds(
    Trace,
    id=st.just("e"),
    query=st.text(max_size=30),
    answer=st.text(max_size=60)
    | st.sampled_from(["最好的，guaranteed。", '{"a": [1, {}]}', "1. a\n2. b"]),
    retrieved=st.none()
    | st.lists(st.builds(Passage, id=st.text(max_size=3), text=st.text(max_size=30)), max_size=3),
    latency_ms=st.none() | st.floats(),
    cost_usd=st.none() | st.floats(),
)
means = st.builds(
    Means,
    lang=st.sampled_from([None, "zh", "en"]),
    product=st.builds(
        Product,
        competitors=st.tuples(st.text(max_size=4)),
        forbidden=st.tuples(st.text(max_size=4)),
    ),
)


@pytest.mark.parametrize("name", SCORERS)
@settings(max_examples=60, deadline=None)
@given(example=examples, trace=traces, given_means=means)
def test_a_scorer_is_total_and_steady(
    name: str, example: Example, trace: Trace, given_means: Means
) -> None:
    scorer = SCORERS[name]
    found = scorer.score(example, trace, given_means)
    assert found == scorer.score(example, trace, given_means)
    assert found.answer == trace.answer
    assert found.reason.strip()
    assert isinstance(scorer.fits(example), bool)
    if found.value is None:
        assert found.spans == []
        assert found.reason.startswith(("未打分", "Unscored"))
    else:
        assert math.isfinite(found.value)
        assert found.value >= 0
        assert scorer.unit != "share" or found.value <= 1
    assert all(0 <= one.start < one.end <= len(trace.answer) for one in found.spans)


def test_scorers_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEBOOK_EMBEDDINGS", "none")
    rows: list[dict[str, Any]] = [
        {
            "id": "a",
            "query": "退款要几天？",
            "answer": "速稿七天到账。",
            "reference": "七天到账",
            "keywords": ["七天", "退款"],
            "context": ["别的", {"id": "faq#1", "text": "退款7天到账。"}],
            "relevant": ["faq"],
            "constraints": {"characters": 20},
            "latency_ms": 1200,
        },
        {"id": "b", "answer": "x"},
    ]
    source, product = tmp_path / "in.jsonl", tmp_path / "product.yaml"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    product.write_text("competitors: [速稿]\n", encoding="utf-8")
    wanted = {
        "keyword_recall": 0.5,
        "mrr": 0.5,
        "constraint_compliance": 1,
        "latency": 1200,
        "exact": 0,
        "brand_safety": 0,
    }
    for name, value in wanted.items():
        assert main(["score", "--scorer", name, str(source), "--product", str(product)]) == 0
        first, second = map(json.loads, capsys.readouterr().out.splitlines())
        assert first["value"] == value, name
        assert second["value"] is None or name == "brand_safety"
