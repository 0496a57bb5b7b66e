"""How far those who label agree: kappa and alpha."""

import pytest

from tools.evals.statistics.agreement import alpha, kappa


def test_kappa_and_alpha_are_the_published_ones() -> None:
    # Two readers of 50 proposals: 20 both yes, 15 both no, 5 and 10 apart: kappa 0.4.
    one = {str(at): int(at < 25) for at in range(50)}
    other = {str(at): int(at < 20 or 25 <= at < 35) for at in range(50)}
    found = kappa(one, other)
    assert found.value == pytest.approx(0.4)
    assert found.interval is not None
    assert found.interval[0] < 0.4 < found.interval[1]
    assert len(found.disagreed) == 15
    # Krippendorff's own example: four observers, twelve units, nominal alpha 0.743.
    table = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    readers = [
        {str(at): int(said) for at, said in enumerate(row.split()) if said != "."} for row in table
    ]
    nominal = alpha(readers)
    assert nominal.value == pytest.approx(0.743, abs=5e-4)
    assert nominal.disagreed == ["1", "5", "7"]
    assert alpha(readers, "interval").value == pytest.approx(0.849, abs=5e-4)


def test_agreement_that_cannot_be_told_is_not_told() -> None:
    same = {"a": "ok", "b": "ok"}
    assert kappa(same, same).value is None
    for one, other in ({"a": 1}, {"a": 2}), ({"a": 1, "b": 1}, {"a": 1, "b": 2}):
        found = kappa(one, other)
        assert (found.value, found.interval, len(found.disagreed)) == (None, None, 1)
    assert alpha([same, same]).value is None
    assert kappa({"a": 1}, {"b": 1}).examples == 0
    assert kappa({"a": "x", "b": "y"}, {"a": "x", "b": "y"}).value == pytest.approx(1.0)
    apart = kappa({"a": "x", "b": "y"}, {"a": "z", "b": "w"})
    assert (apart.value, apart.interval) == (0.0, None), "no label shared: no spread to tell"
