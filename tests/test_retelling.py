"""A diagnosis is told to a doubter, a boss and an engineer, and nothing is given in to."""

import pytest
from samples import TOY_CASE
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import (
    ArmResult,
    Diagnosis,
    Intervention,
    Passage,
    Stage,
    StageVerdict,
    Trace,
)
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case
from tools.diagnosis.engine import diagnose
from tools.retelling.doubt import doubt_markdown
from tools.retelling.handed_on import owner_markdown, plain_markdown, ticket_markdown
from tools.retelling.rested import passages_markdown
from tools.shares import share


def verdict(stage: Stage, said: str) -> StageVerdict:
    return StageVerdict(stage=stage, verdict=said, evidence=f"<{stage} {said}>")


GENERATION = Diagnosis(
    id="t",
    cause="generation",
    confidence=0.9,
    stages=[
        verdict("query", "ok"),
        verdict("intent", "unknown"),
        verdict("retrieval", "ok"),
        verdict("generation", "fault"),
    ],
)


def arm(stage: Stage, before: int, after: int) -> ArmResult:
    return ArmResult(
        name="own_words" if stage == "retrieval" else "generated_anew",
        stage=stage,
        change="",
        before=share(before, 3),
        after=share(after, 3),
    )


def test_a_claim_that_the_trace_bears_out_is_agreed_with_and_the_cause_stands() -> None:
    said = doubt_markdown(GENERATION, "en", cleared="retrieval")
    assert "That retrieval was fine, the trace says too" in said
    assert "the cause is still generation" in said


def test_a_claim_against_the_evidence_is_not_given_in_to_and_told_what_would_overturn_it() -> None:
    said = doubt_markdown(GENERATION, "en", cleared="generation", blamed="retrieval")
    assert "does not agree with the trace" in said
    assert "By the trace retrieval was fine" in said
    assert "still generation" in said
    assert "What would overturn this" in said


def test_only_a_replay_overturns_the_verdict() -> None:
    arms = [arm("retrieval", 0, 3), arm("generation", 0, 0)]
    proof = Intervention(arms=arms, cause="retrieval", agrees=False)
    said = doubt_markdown(GENERATION, "zh", blamed="retrieval", proof=proof)
    assert "重放支持你的说法" in said
    assert "根因应当改成检索" in said
    assert "所以根因仍然是" not in said


def test_what_the_trace_does_not_show_is_neither_confirmed_nor_denied() -> None:
    said = doubt_markdown(GENERATION, "zh", blamed="intent")
    assert "有可能是意图识别，但记录不足以证实" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_other_stage_is_weighed_where_none_is_named(lang: Lang) -> None:
    said = doubt_markdown(GENERATION, lang)
    for stage in ("query ok", "intent unknown", "retrieval ok"):
        assert stage in said
    assert "generation fault" not in said


def test_a_missing_document_is_for_the_editors() -> None:
    gap = GENERATION.model_copy(update={"cause": "retrieval", "subcause": "knowledge_gap"})
    assert "知识库的编辑" in owner_markdown(gap, "zh")
    assert "editors" not in owner_markdown(gap.model_copy(update={"subcause": "miss"}), "en")


def test_passages_are_told_in_order_and_never_as_markup() -> None:
    trace = Trace(
        id="t",
        query="q",
        answer="a",
        retrieved=[Passage(id="p`1", text="[x](http://a.b)\n# head", score=0.5, used=True)],
    )
    said = passages_markdown(trace, GENERATION, "en")
    assert "score 0.50, handed on" in said
    assert "](http" not in said
    assert "\n#" not in said
    assert "not log" in passages_markdown(
        trace.model_copy(update={"retrieved": None}), GENERATION, "en"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_for_a_boss_and_for_a_tracker(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    plain, _ = called(diagnose_case, deps, case_id=TOY_CASE.id, part="plain")
    ticket, _ = called(diagnose_case, deps, case_id=TOY_CASE.id, part="ticket")
    for word in ("slot", "槽位冲突", "audience_mismatch"):
        assert word not in plain.partition("**")[0]
    assert ticket.startswith("### [P0]")
    assert TOY_CASE.query[:10] in ticket
    assert f"(#trace:{TOY_CASE.id})" in ticket


def test_a_kept_case_is_taken_out_again(workspace: Workspace) -> None:
    deps = deps_of(workspace, "zh")
    called(diagnose_case, deps, case_id=TOY_CASE.id, part="example")
    said, _ = called(diagnose_case, deps, case_id=TOY_CASE.id, part="undo")
    assert workspace.examples.all() == []
    assert "从评测集里拿出来" in said
    said, _ = called(diagnose_case, deps, case_id=TOY_CASE.id, part="undo")
    assert "没有要撤销的" in said


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "对照“Refunds take three weeks.”这一段资料"), ("en", "the passage “Refunds")],
)
def test_a_boss_is_told_what_a_passage_says_and_not_its_id(lang: Lang, told: str) -> None:
    trace = Trace(
        id="a", query="how long is a refund?", answer="Refunds take nine weeks.",
        retrieved=[Passage(id="faq-7", text="Refunds take three weeks.", used=True)],
    )  # fmt: skip
    diagnosis = diagnose(trace, lang=lang)
    assert diagnosis.cause == "generation"
    assert "faq-7" in diagnosis.stages[-1].evidence
    plain = plain_markdown(trace, diagnosis, lang)
    assert told in plain
    assert "faq-7" not in plain
    assert "faq-7" in ticket_markdown(trace, diagnosis, lang)
