"""A fix names what the case shows: the parameter, the passage, the rewrite, the reference."""

from typing import Any

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.fix import fix_of
from tools.diagnosis.rules import default_rules

REFUND = "A refund is paid within seven days after we approve it."
BASE: dict[str, Any] = {
    "id": "t",
    "query": "How long does a refund take?",
    "answer": "Seven days.",
    "retrieved": [{"id": "refunds", "text": REFUND, "used": True}],
}


def found(lang: Lang = "en", corpus: Corpus | None = None, **fields: Any) -> Diagnosis:
    return diagnose(Trace.model_validate({**BASE, **fields}), lang=lang, corpus=corpus)


@pytest.mark.parametrize(
    ("fields", "kind", "named"),
    [
        ({"error": "HTTP 503 upstream", "answer": ""}, "error", ["HTTP 503 upstream", "second"]),
        ({"error": "429 Too Many Requests", "answer": ""}, "error", ["429", "quota"]),
        ({"error": "KeyError: 'slots'", "answer": ""}, "error", ["KeyError: 'slots'"]),
        ({"error": "deadline exceeded", "answer": ""}, "timeout", ["deadline exceeded"]),
        ({"latency_ms": 91_000, "answer": ""}, "timeout", ["91 s"]),
        (
            {"params": {"max_tokens": 300}, "output_tokens": 300, "answer": "Seven days after"},
            "truncated",
            ["300", "300 tokens"],
        ),
        ({"params": {"finish_reason": "length"}, "answer": "Seven"}, "truncated", ["max_tokens"]),
        ({"rewritten_query": "parking for visitors"}, "topic_drift", ["parking for visitors"]),
        (
            {"answer": "Sorry, I found nothing on that."},
            "refusal",
            ["refunds has the answer"],
        ),
        (
            {"answer": "It takes nine weeks.", "reference": "Seven days."},
            None,
            [],
        ),
        (
            {
                "query": "when do classes start",
                "answer": "In May.",
                "reference": "Which school do you mean?",
            },
            "vague",
            ["Which school do you mean?"],
        ),
    ],
)
def test_the_fix_names_what_the_case_shows(
    fields: dict[str, Any], kind: str | None, named: list[str]
) -> None:
    for lang in ("en", "zh"):
        one = found(lang, **fields)
        assert kind is None or one.subcause == kind
        assert one.fix
        assert "{" not in one.fix
        if lang == "en":
            assert all(words in one.fix for words in named)


def test_a_replaced_document_and_the_nearest_one_are_named() -> None:
    corpus = Corpus(
        [
            Entry(id="old", text=REFUND, superseded_by="new"),
            Entry(id="new", text=REFUND.replace("seven", "three")),
        ]
    )
    old = [{"id": "old", "text": REFUND, "used": True}]
    assert "Retire old in favour of new" in found(corpus=corpus, retrieved=old).fix


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "log it"),
        ({"temperature": 1.1}, "in place of 1.1"),
        ({"temperature": 0}, "low already"),
    ],
)
def test_a_temperature_is_lowered_only_where_it_is_high(params: dict[str, Any], said: str) -> None:
    facts = Facts(Trace.model_validate({**BASE, "params": params}), "en", default_rules(), None)
    loose = Finding("fault", "", (), "beyond_passages", 0.6, {"claim": "By bicycle."})
    told = fix_of(facts, "generation", loose)
    assert "By bicycle." in told
    assert said in told


def test_a_duration_is_told_with_its_unit() -> None:
    trace = {
        "query": "写一条30秒的积木脚本",
        "answer": "口播：积木。",
        "intent": {"name": "write_script", "slots": {"topic": "积木", "seconds": 15}},
    }
    assert "15 秒" in found("zh", **trace).fix


def test_a_pointing_word_is_told_whole() -> None:
    one = found("zh", query="刚刚那条换成搞笑的", answer="好的。", retrieved=None)
    assert one.subcause == "lost_history"
    assert "“刚刚那条”" in one.fix
