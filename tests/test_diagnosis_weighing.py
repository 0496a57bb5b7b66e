"""All signs weighed together: trees as they were fitted, and when they say otherwise than rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import LANGS, Lang
from knowledge.records import Trace
from tools.diagnosis.engine import diagnose, examined
from tools.diagnosis.facts import Facts
from tools.diagnosis.forest import forest_of, forests
from tools.diagnosis.rules import default_rules
from tools.diagnosis.signs import signs_of
from tools.diagnosis.weighing import can_be_weighed, chosen, weighed

STUMPS = forest_of(
    {
        "classes": ["none", "query"],
        "signs": ["a", "b"],
        "sign": [[0, 0, 0], [1, 0, 0]],
        "most": [[0.5, 0, 0], [-0.5, 0, 0]],
        "left": [[1, 1, 2], [1, 1, 2]],
        "right": [[2, 1, 2], [2, 1, 2]],
        "leaf": [[0, 1.0, 3.0], [0, 2.0, 0.0]],
    }
)
"""Of `none`: 1 up to a = .5, else 3; of `query`: 2 where b is not shown, else 0."""
SHIPPED = forests("tools.diagnosis", "verdict.json.gz")
LEADS = {"query": 0.4, "intent": 0.2, "retrieval": 0.1, "generation": 0.1}


def test_trees_add_up_to_likelihoods() -> None:
    likely = STUMPS.likelihood({"a": 0.5})
    assert likely["query"] / likely["none"] == pytest.approx(2.718281828)
    assert STUMPS.likelihood({"a": 0.6, "b": 0.0})["none"] == pytest.approx(0.952574, abs=1e-6)


@given(
    st.sampled_from(sorted(SHIPPED)),
    st.dictionaries(
        st.sampled_from(sorted({sign for one in SHIPPED.values() for sign in one.signs})),
        st.floats(-1, 1),
    ),
)
def test_whatever_is_shown_the_likelihoods_add_up_to_one(
    name: str, signs: dict[str, float]
) -> None:
    likely = SHIPPED[name].likelihood(signs)
    assert sum(likely.values()) == pytest.approx(1)
    assert min(likely.values()) >= 0


@pytest.mark.parametrize(
    ("likely", "said", "becomes"),
    [
        ({"none": 0.3, "retrieval": 0.5, "generation": 0.2}, "none", "retrieval"),
        ({"none": 0.45, "retrieval": 0.5, "generation": 0.05}, "none", "none"),
        ({"none": 0.2, "query": 0.5, "retrieval": 0.3}, "retrieval", "retrieval"),
        ({"none": 0.1, "query": 0.7, "retrieval": 0.2}, "retrieval", "query"),
        ({"none": 0.8, "retrieval": 0.2}, "retrieval", "none"),
        ({"none": 0.6, "retrieval": 0.4}, "retrieval", "retrieval"),
        ({"none": 0.65, "retrieval": 0.35}, "retrieval", "undetermined"),
        ({"none": 0.7, "retrieval": 0.3}, "undetermined", "undetermined"),
        ({"none": 0.8, "retrieval": 0.2}, "undetermined", "none"),
    ],
)
def test_another_cause_has_to_lead_by_enough(
    likely: dict[str, float], said: str, becomes: str
) -> None:
    cause, sure = chosen(likely, said, LEADS)  # type: ignore[arg-type]
    assert cause == becomes
    assert sure == likely.get(cause)


def test_what_a_rule_counted_stands() -> None:
    trace = Trace(
        id="t",
        query="用不超过10个字介绍门店营业时间",
        answer="我们的门店周一到周五上午九点开门，晚上九点关门，周末照常。",
        retrieved=[{"id": "p", "text": "门店周一到周五 9:00–21:00 营业，周末照常。"}],
    )
    facts = Facts(trace, "zh", default_rules(), None)
    end, findings = examined(facts)
    assert not can_be_weighed(facts, end)
    assert weighed(facts, end, findings) == (end, findings)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_blamed_has_evidence_and_a_fix_and_what_is_not_stays_open(lang: Lang) -> None:
    query, answer = "How long does a refund take?", "You get it back within 3 days."
    passages = [
        {"id": "p1", "text": "Refunds are paid within 14 days."},
        {"id": "p2", "text": "Parcels to the islands take ten days."},
    ]
    for given_ in (
        {"retrieved": passages},
        {"retrieved": passages[1:]},
        {"retrieved": passages, "rewritten_query": "delivery to the islands"},
        {"retrieved": passages, "reference": "14 days"},
    ):
        found = diagnose(Trace(id="t", query=query, answer=answer, **given_), lang=lang)
        blamed = [stage for stage in found.stages if stage.stage == found.cause]
        assert all(stage.verdict == "fault" and stage.evidence for stage in blamed)
        assert bool(found.fix) == (found.cause not in {"none", "undetermined"})
        assert "{" not in found.fix + found.verify + found.summary


def test_signs_that_a_trace_cannot_show_are_left_out() -> None:
    trace = Trace(
        id="t", query="How long?", answer="Two days.", retrieved=[{"id": "p", "text": "x"}]
    )
    facts = Facts(trace, "en", default_rules(), None)
    end, findings = examined(facts)
    signs = signs_of(facts, findings, end)
    assert "agrees" not in signs
    assert "near has query" not in signs
    assert "used has query" in signs
