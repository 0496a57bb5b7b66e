"""How often a repair works, tried on a few cases of each kind."""

import pytest
from tool_deps import deps_of

from knowledge.workspace import Workspace
from tools.diagnosis.engine import diagnose
from tools.fix_rates import fix_rates


def test_rates_come_from_replays_and_are_remembered(demo: Workspace) -> None:
    deps = deps_of(demo, "en")
    traces = [trace for trace in demo.events.bad(40) if deps.replayable(trace)]
    cases = [
        (one, diagnose(one, lang="en", corpus=deps.corpus, product=deps.product)) for one in traces
    ]
    told: list[tuple[int, int]] = []
    rates = fix_rates(deps, cases, lambda done, total: told.append((done, total)))
    assert rates
    assert all(0 <= rate <= 1 for rate in rates.values())
    assert not {"none", "undetermined"} & {cause for cause, _ in rates}
    assert told[-1][0] == told[-1][1]
    told.clear()
    for reader in (deps, deps_of(demo, "zh")):  # whichever language it is told in
        assert fix_rates(reader, cases, lambda done, total: told.append((done, total))) == rates
        assert told == []


def test_what_cannot_be_replayed_has_no_rate(demo: Workspace) -> None:
    deps = deps_of(demo, "en", replayable=lambda trace: {})
    trace = demo.events.bad(1)[0]
    cases = [(trace, diagnose(trace, lang="en", corpus=deps.corpus, product=deps.product))]
    assert fix_rates(deps, cases, lambda *_: None) == {}


@pytest.mark.parametrize("subcause", ["knowledge_gap", "not_found", "out_of_scope"])
def test_what_takes_another_document_or_product_has_no_rate(demo: Workspace, subcause: str) -> None:
    deps = deps_of(demo, "en")
    trace = next(one for one in demo.events.bad(40) if deps.replayable(one))
    found = diagnose(trace, lang="en", corpus=deps.corpus, product=deps.product)
    stage = "query" if subcause == "out_of_scope" else "retrieval"
    case = (trace, found.model_copy(update={"cause": stage, "subcause": subcause}))
    told: list[int] = []
    assert fix_rates(deps, [case], lambda done, _: told.append(done)) == {}
    assert told == []
