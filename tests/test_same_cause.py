"""Two cases held against each other: how people ask it, which two are meant, what is answered."""

import pytest
from langchain_core.messages import BaseMessage, ToolMessage
from planned import answered, calls
from samples import TOY_CASE
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.records import Diagnosis, StageVerdict, Trace
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case
from tools.retelling.same import same_markdown


def looked_at(case_id: str) -> list[BaseMessage]:
    artifact = {"kind": "diagnosis", "trace": {"id": case_id}}
    return answered(f"为什么 {case_id} 失败", "diagnose_case", artifact, {"case_id": case_id})


TWO = [*looked_at("t-000001"), *looked_at("t-000002")]
LISTED = answered(
    "哪些失败最多",
    "find_bad_cases",
    {"kind": "bad_cases", "listed": ["t-000011", "t-000012", "t-000013"]},
    {},
)


@pytest.mark.parametrize(
    ("question", "case", "beside"),
    [
        ("这个和上一个是同一个原因吗", "t-000002", "t-000001"),
        ("这两条原因一样吗", "t-000002", "t-000001"),
        ("跟刚才那条是不是一回事", "t-000002", "t-000001"),
        ("is that the same cause as the last one?", "t-000002", "t-000001"),
        ("Did they fail for the same reason?", "t-000002", "t-000001"),
        ("is t-000123 the same cause?", "t-000002", "t-000123"),
        ("t-000123 也是这个原因吗", "t-000002", "t-000123"),
        ("t-000123 和 t-000124 是同一个问题吗", "t-000123", "t-000124"),
        ("are t-000123 and t-000124 the same problem", "t-000123", "t-000124"),
    ],
)
def test_which_two_are_meant(question: str, case: str, beside: str) -> None:
    args = {"case_id": case, "part": "same", "says": beside}
    assert calls(*TWO, question) == [("diagnose_case", args)]


@pytest.mark.parametrize(
    ("question", "case", "beside"),
    [
        ("和第一个是同一个原因吗", "t-000002", "t-000011"),
        ("第一个和第三个是同一个原因吗", "t-000011", "t-000013"),
        ("is it the same cause as the second one?", "t-000002", "t-000012"),
    ],
)
def test_places_of_the_last_list(question: str, case: str, beside: str) -> None:
    args = {"case_id": case, "part": "same", "says": beside}
    assert calls(*LISTED, *looked_at("t-000002"), question) == [("diagnose_case", args)]


def test_without_any_case_it_is_no_comparison_of_cases() -> None:
    assert calls("这是同一个问题吗")[0] != ("diagnose_case", {"part": "same"})
    for other in ("还有多少同样的问题", "回答第一个问题：线上抽样", "我觉得这是一个问题"):
        assert "same" not in str(calls(*TWO, other))


OTHER = TOY_CASE.model_copy(update={"id": "t-000002"})
DOWN = TOY_CASE.model_copy(update={"id": "t-000003", "answer": "", "error": "HTTP 503"})


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    workspace.events.append([OTHER, DOWN], [])
    return workspace


@pytest.mark.parametrize(
    ("beside", "zh", "en"),
    [
        (OTHER.id, "是同一个原因", "Yes, the same cause"),
        (DOWN.id, "不是同一个原因", "No, not the same cause"),
        (TOY_CASE.id, "同一条轨迹", "the same trace"),
    ],
)
def test_the_answer_comes_first_and_both_can_be_opened(
    three: Workspace, beside: str, zh: str, en: str
) -> None:
    args = {"case_id": TOY_CASE.id, "part": "same", "says": beside}
    for lang, words in (("zh", zh), ("en", en)):
        text, _ = called(diagnose_case, deps_of(three, lang), **args)
        assert words in text.splitlines()[0]
        assert f"(#trace:{beside})" in text


def test_the_one_looked_at_before_stands_in_and_an_unknown_one_is_named(three: Workspace) -> None:
    seen = ToolMessage(
        "x", tool_call_id="0", artifact={"kind": "diagnosis", "trace": {"id": DOWN.id}}
    )
    args = {"case_id": TOY_CASE.id, "part": "same"}
    text, _ = called(diagnose_case, deps_of(three), messages=[seen], says="上一条", **args)
    assert f"(#trace:{DOWN.id})" in text
    with pytest.raises(NotFound, match="t-999999"):
        called(diagnose_case, deps_of(three), says="t-999999", **args)
    with pytest.raises(BadInput, match="compared with"):
        called(diagnose_case, deps_of(three), **args)


def case(id_: str, cause: str, subcause: str | None = None) -> tuple[Trace, Diagnosis]:
    stages = [StageVerdict(stage="retrieval", verdict="fault", evidence="<b>why</b>")]
    found = Diagnosis.model_validate(
        {"id": id_, "cause": cause, "subcause": subcause, "confidence": 0.8, "stages": stages}
    )
    return trace(id_), found


def trace(id_: str) -> Trace:
    return Trace(id=id_, query="q", answer="a")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("retrieval", "miss"), ("retrieval", "stale"), "same stage, not the same fault"),
        (("retrieval", "miss"), ("none", None), "broke at retrieval; in"),
        (("none", None), ("none", None), "No fault was found in either"),
        (("retrieval", "miss"), ("undetermined", None), "Cannot tell yet"),
    ],
)
def test_every_pair_has_its_answer(
    one: tuple[str, str | None], other: tuple[str, str | None], words: str
) -> None:
    told = same_markdown(case("a", *one), case("b", *other), "en")
    assert words in told
    assert "<b>" not in told
