"""Replays on the demo product: what is proven, what is not, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from knowledge.corpus import Corpus
from knowledge.demo.scriptmate.library import corpus_of, demo_library, product_of
from knowledge.demo.scriptmate.retrieve import RELEVANT_SCORE
from knowledge.demo.scriptmate.staged import replayable
from knowledge.demo.traffic import TOY_CASE_EN, TOY_CASE_ZH, Traffic, simulate
from knowledge.records import Intent, Intervention, Passage, Trace, Turn, Understood
from tools.diagnosis.engine import diagnose
from tools.intervention.experiment import intervene, repaired
from tools.intervention.markdown import proof_markdown
from tools.intervention.recheck import recheck

CORPUS = Corpus(corpus_of(demo_library()))
PRODUCT = product_of(demo_library(), RELEVANT_SCORE)


@pytest.fixture(scope="module")
def traffic() -> Traffic:
    return simulate()


def proof(trace: Trace) -> Intervention:
    staged = next(iter(replayable(trace).values()))
    found = diagnose(trace, lang="en", corpus=CORPUS, product=PRODUCT)
    return intervene(trace, found, staged, lang="en", corpus=CORPUS, product=PRODUCT)


def first(traffic: Traffic, fault: str) -> Trace:
    wanted = next(fact.id for fact in traffic.truth if fact.fault == fault)
    return next(trace for trace in traffic.traces if trace.id == wanted)


@pytest.mark.parametrize("fault", ["vague", "wrong_audience", "miss", "breaks_off", "timeout"])
def test_how_often_one_repair_works_is_what_all_replays_find(traffic: Traffic, fault: str) -> None:
    trace = first(traffic, fault)
    staged = next(iter(replayable(trace).values()))
    found = diagnose(trace, lang="en", corpus=CORPUS, product=PRODUCT)
    stage = "generation" if found.cause == "system" else found.cause
    tried = [one.after.value for one in proof(trace).arms if one.stage == stage]
    known = [share for share in tried if share is not None]
    rate = repaired(trace, found, staged, lang="en", corpus=CORPUS, product=PRODUCT)
    assert rate == max(known)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("vague", "query"),
        ("two_topics", "query"),
        ("wrong_audience", "intent"),
        ("wrong_topic", "intent"),
        ("miss", "retrieval"),
        ("ranking", "retrieval"),
        ("stale", "retrieval"),
        ("unsafe_claim", "generation"),
        ("breaks_off", "generation"),
        ("timeout", "system"),
        ("none", "none"),
    ],
)
def test_the_stage_that_was_broken_is_the_one_whose_repair_pays(
    traffic: Traffic, fault: str, cause: str
) -> None:
    assert proof(first(traffic, fault)).cause == cause


@pytest.mark.parametrize("fault", ["gap", "out_of_scope"])
def test_what_no_repair_can_mend_is_not_blamed_on_anyone(traffic: Traffic, fault: str) -> None:
    assert proof(first(traffic, fault)).cause == "undetermined"


@pytest.mark.parametrize("case", [TOY_CASE_ZH, TOY_CASE_EN])
def test_the_toy_case_is_proven_and_no_longer_fails(traffic: Traffic, case: str) -> None:
    trace = next(one for one in traffic.traces if one.id == case)
    found = proof(trace)
    assert found.cause == "intent"
    assert found.agrees
    turned = {arm.name for arm in found.arms if arm.low is not None and arm.low > 0}
    assert "understood_anew" in turned
    again = recheck(trace, replayable(trace), lang="en", corpus=CORPUS, product=PRODUCT)
    assert again[0].version == trace.version
    assert {one.diagnosis.cause for one in again} == {"none"}


def test_another_teams_traces_are_not_replayed_on_the_demo() -> None:
    trace = Trace(id="x", query="q", answer="a", version="v1", model="other", intent=Intent())
    assert replayable(trace) == {}


class Coin:
    """A product whose answer comes out well on every other run, whatever is put right."""

    repeats = 8
    free = True

    def understand(self, query: str, history: Sequence[Turn]) -> Understood:
        return Understood(Intent(name="ask_help"), query)

    def retrieve(
        self, query: str, understood: Understood, params: Mapping[str, Any]
    ) -> list[Passage]:
        return [Passage(id="p", text="Refunds take three days.", used=True)]

    def generate(
        self,
        query: str,
        understood: Understood,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        return "Three days." if run % 2 else "Nine weeks."


def test_chance_is_not_taken_for_a_cause() -> None:
    trace = Trace(
        id="x",
        query="How long does a refund take?",
        answer="Nine weeks.",
        reference="Three days.",
        intent=Intent(name="ask_help"),
        rewritten_query="refund how long",
        retrieved=[Passage(id="p", text="Refunds take three days.", used=True)],
    )
    found = intervene(trace, diagnose(trace, lang="en"), Coin(), lang="en")
    earlier = [arm for arm in found.arms if arm.stage in {"query", "intent", "retrieval"}]
    assert all(arm.low is None or arm.low <= 0 for arm in earlier)
    assert found.cause == "generation"


def test_words_of_a_trace_stay_text_in_the_table(traffic: Traffic) -> None:
    trace = first(traffic, "wrong_audience")
    found = proof(trace)
    arm = found.arms[0].model_copy(update={"change": "[x](javascript:1) | <b>"})
    shown = proof_markdown(
        found.model_copy(update={"arms": [arm]}), diagnose(trace, lang="en"), "en"
    )
    assert "](javascript" not in shown
    assert "<b>" not in shown
