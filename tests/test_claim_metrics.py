"""The claim-level metrics: the paper's identities, and what is undefined said to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.claims.checking import compared
from tools.claims.metrics import AnswerClaim, Metrics, ReferenceClaim, metrics


@st.composite
def judged(
    draw: st.DrawFn,
) -> tuple[list[AnswerClaim], list[ReferenceClaim], int]:
    passages = draw(st.integers(0, 4))
    held = st.tuples(*[st.booleans()] * passages)
    answer = st.builds(AnswerClaim, passages=held, right=st.booleans(), contradicted=st.booleans())
    reference = st.builds(ReferenceClaim, passages=held, answered=st.booleans())
    return draw(st.lists(answer, max_size=6)), draw(st.lists(reference, max_size=6)), passages


def total(*parts: float | None) -> float:
    assert all(part is not None for part in parts)
    return sum(part for part in parts if part is not None)


@given(judged())
def test_the_identities_hold(case: tuple[list[AnswerClaim], list[ReferenceClaim], int]) -> None:
    found = metrics(*case)
    if not case[0]:
        assert found.precision is found.hallucination is found.faithfulness is None
        return
    assert total(
        found.precision,
        found.noise_sensitivity_relevant,
        found.noise_sensitivity_irrelevant,
        found.hallucination,
    ) == pytest.approx(1)
    assert total(found.faithfulness, found.hallucination, found.self_knowledge) == pytest.approx(1)
    assert total(found.faithfulness, found.contradiction, found.unsupported) == pytest.approx(1)


@given(judged())
def test_every_metric_is_a_share_or_undefined(
    case: tuple[list[AnswerClaim], list[ReferenceClaim], int],
) -> None:
    answer, reference, passages = case
    for given_reference in (reference, None):
        found = metrics(answer, given_reference, passages)
        for value in found.model_dump().values():
            assert value is None or -1e-9 <= value <= 1 + 1e-9


@given(judged())
def test_without_a_reference_the_others_stay(
    case: tuple[list[AnswerClaim], list[ReferenceClaim], int],
) -> None:
    answer, reference, passages = case
    free = metrics(answer, None, passages).model_dump()
    full = metrics(answer, reference, passages).model_dump()
    kept = {"faithfulness", "contradiction", "unsupported"}
    assert {name for name, value in free.items() if value is not None} <= kept
    assert all(free[name] == full[name] for name in kept)


def test_a_share_of_nothing_is_undefined() -> None:
    assert metrics([], [], 0) == Metrics()
    found = metrics(
        [AnswerClaim((False,), right=True)], [ReferenceClaim((False,), answered=True)], 1
    )
    assert found.context_utilization is None
    assert found.context_precision == 0
    assert found.self_knowledge == 1


def test_an_answer_is_checked_against_passages_and_reference() -> None:
    passages = [
        "A pack costs $20. It expires after 90 days.",
        "Exports are free for students in Norway.",
    ]
    reference = "A pack costs 20 dollars. It expires after 90 days."
    answer = "A pack costs $20. It expires after 30 days. Exports are free for students in Norway."
    found = compared(answer, passages, reference).metrics
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 0.5
    assert found.claim_recall == 1
    assert found.context_precision == 0.5
    assert found.context_utilization == 0.5
    assert found.noise_sensitivity_relevant == 0
    assert found.noise_sensitivity_irrelevant == pytest.approx(1 / 3)
    assert found.hallucination == pytest.approx(1 / 3)
    assert found.contradiction == pytest.approx(1 / 3)
    assert found.faithfulness == pytest.approx(2 / 3)


def test_checking_without_passages_or_reference() -> None:
    assert compared("", [], None).metrics == Metrics()
    assert compared("It costs $9.", []).metrics.faithfulness == 0
    assert compared("It costs $9.", [], "It costs $9.").metrics.self_knowledge == 1
