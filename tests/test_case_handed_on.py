"""A case told in two sentences, what is suggested once it is kept, and whose traffic it is."""

import pytest
from planned import answered, calls
from samples import TOY_CASE
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.language import LANGS, Lang
from knowledge.records import Trace
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case
from tools.diagnosis.engine import diagnose
from tools.find_bad_cases import find_bad_cases
from tools.retelling.handed_on import brief_markdown

KEEP = {"zh": "把这条加入评测集", "en": "Add this case to the eval set"}
OTHERS = Trace.model_validate(
    {
        "id": "own-1",
        "query": "How do I cancel my subscription?",
        "answer": "Refunds take 5 days.",
        "retrieved": [{"id": "kb-12", "text": "You can cancel within 14 days by e-mail."}],
    }
)
CASE = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
AT_CASE = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "case", [TOY_CASE, OTHERS, Trace(id="e", query="q", answer="", error="HTTP 503")]
)
def test_two_sentences_are_two_sentences(case: Trace, lang: Lang) -> None:
    told = brief_markdown(case, diagnose(case, lang=lang), lang)
    assert "\n" not in told
    assert len(told) < 420
    assert "轨迹" not in told
    assert told.endswith("。" if lang == "zh" else ".")


def test_a_full_stop_within_a_quote_ends_nothing() -> None:
    found = diagnose(TOY_CASE, lang="zh")
    odd = found.model_copy(update={"fix": "把“先写。再改”改成追问；再加一条样本。"})
    assert "改法：把“先写。再改”改成追问（" in brief_markdown(TOY_CASE, odd, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_kept_is_not_suggested_to_be_kept(workspace: Workspace, lang: Lang) -> None:
    def suggested(part: str) -> list[str]:
        _, found = called(diagnose_case, deps_of(workspace, lang), case_id=TOY_CASE.id, part=part)
        steps: list[str] = found["suggest"]
        return steps

    assert KEEP[lang] in suggested("fix")
    suggested("example")
    assert KEEP[lang] not in suggested("fix")
    assert KEEP[lang] not in suggested("doubt")
    assert KEEP[lang] in suggested("undo")
    assert KEEP[lang] in suggested("fix")


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_of_another_product_is_not_counted_in_this_ones_traffic(
    looked_at: Workspace, lang: Lang
) -> None:
    looked_at.cases.keep(OTHERS)
    with pytest.raises(BadInput, match="own-1 was pasted"):
        called(find_bad_cases, deps_of(looked_at, lang), like="own-1", part="users")


@pytest.mark.parametrize("text", ["make a ticket", "出个工单"])
def test_a_ticket_is_of_the_case_whatever_was_spoken_of_since(text: str) -> None:
    models = answered("which model?", "recommend_models", {"kind": "models"}, {"scenario": "x"})
    ticket = [("diagnose_case", {"case_id": "t-000001", "part": "ticket"})]
    assert calls(*AT_CASE, *models, text) == ticket


@pytest.mark.parametrize(
    ("text", "part"), [("值得修吗", "priority"), ("who should fix it?", "owner")]
)
def test_after_a_count_that_failed_the_case_is_still_at_hand(text: str, part: str) -> None:
    counted = answered("影响多少用户", "find_bad_cases", {}, {"like": "t-000001", "part": "users"})
    counted[2].status = "error"
    assert calls(*AT_CASE, *counted, text) == [
        ("diagnose_case", {"case_id": "t-000001", "part": part})
    ]
