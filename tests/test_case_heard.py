"""What is asked of a case at hand is heard in words that no phrase foresees."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from planned import answered, calls

from knowledge.language import LANGS, Lang
from tools.routes.case_heard import heard

WORDINGS: dict[str, dict[Lang, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "case_wordings.yaml").read_text("utf-8")
)
HEARD_AT_LEAST = 0.75
"""Of the wordings of one part in one language; of all it is `ALL_AT_LEAST`."""
ALL_AT_LEAST = 0.9
CASE = {
    "kind": "diagnosis",
    "trace": {"id": "t-000001", "query": "q", "answer": "a"},
    "diagnosis": {"id": "t-000001", "cause": "none", "summary": "", "stages": []},
}
AT_CASE = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})
COUNTED = {"kind": "bad_cases", "listed": ["t-000003", "t-000004"]}
AT_ITS_KIND = [
    *AT_CASE,
    *answered("how many more like this?", "find_bad_cases", COUNTED, {"like": "t-000001"}),
]
BY_EVIDENCE = {"doubt", "evidence"}
"""Two parts that answer each other's questions."""


def wanted(part: str) -> list[dict[str, Any]]:
    case = {"case_id": "t-000001"}
    if part in {"like", "users"}:
        return [{"like": "t-000001"} | ({"part": "users"} if part == "users" else {})]
    if part == "same":
        return [{**case, "part": "same", "says": "t-000002"}]
    return [{**case, "part": one} for one in (BY_EVIDENCE if part in BY_EVIDENCE else {part})]


def missed(part: str, lang: Lang) -> list[str]:
    if part == "recap":  # told without a call
        return [text for text in WORDINGS[part][lang] if calls(*AT_CASE, text)]
    tool = "find_bad_cases" if part in {"like", "users"} else "diagnose_case"
    expected = [[(tool, args)] for args in wanted(part)]
    return [text for text in WORDINGS[part][lang] if calls(*AT_CASE, text) not in expected]


@pytest.mark.parametrize("part", WORDINGS)
@pytest.mark.parametrize("lang", LANGS)
def test_most_wordings_of_each_part_are_heard(part: str, lang: Lang) -> None:
    misses = missed(part, lang)
    assert len(misses) <= (1 - HEARD_AT_LEAST) * len(WORDINGS[part][lang]), misses


def test_nearly_all_wordings_are_heard() -> None:
    count = sum(len(texts) for by_lang in WORDINGS.values() for texts in by_lang.values())
    misses = [text for part in WORDINGS for lang in LANGS for text in missed(part, lang)]
    assert len(misses) <= (1 - ALL_AT_LEAST) * count, misses


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("who should fix it?", "owner"),
        ("write a ticket", "ticket"),
        ("explain to my boss", "plain"),
        ("how do I fix it", "fix"),
        ("写个工单", "ticket"),
        ("说人话", "plain"),
    ],
)
def test_after_others_of_its_kind_were_counted_the_case_is_still_at_hand(
    text: str, part: str
) -> None:
    expected = [("diagnose_case", {"case_id": "t-000001", "part": part})]
    assert calls(*AT_ITS_KIND, text) == expected


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("what is the refund policy", "search_docs"),
        ("what is the policy on children", "search_docs"),
        ("how long can a script be", "search_docs"),
        ("who approves sensitive scripts", "search_docs"),
        ("how many users do we have", "search_docs"),
        ("退款政策是什么", "search_docs"),
        ("谁负责内容审核", "search_docs"),
        ("敏感词怎么处理", "search_docs"),
        ("违规内容谁来处理", "search_docs"),
        ("who pays for the pro plan", "search_docs"),
        ("what do users complain about?", "discover_needs"),
        ("is v2 better?", "compare_runs"),
        ("draft a PRD", "draft_prd"),
        ("which failures should we fix first?", "find_bad_cases"),
        ("最近哪些失败最多", "find_bad_cases"),
        ("建一个80条的评测集", "build_eval_set"),
        ("run v2 on the eval set", "run_eval"),
        ("要不要微调", "build_finetune_set"),
    ],
)
def test_what_asks_for_something_else_stays_that(text: str, tool: str) -> None:
    assert [name for name, _ in calls(*AT_CASE, text)] == [tool]


def test_slips_of_the_finger_are_read_over() -> None:
    assert heard("wirte a tikcet").part == "ticket"
    assert heard("explian it to the manger").part == "plain"


def test_long_texts_bring_something_of_their_own() -> None:
    assert heard("who should fix it? " * 10).part is None


LISTED = answered("哪些失败最多", "find_bad_cases", COUNTED, {})


@pytest.mark.parametrize(
    ("text", "case", "part"),
    [
        ("write a ticket", "t-000003", "ticket"),
        ("explain it to my boss", "t-000003", "plain"),
        ("怎么修", "t-000003", "fix"),
        ("who should fix the second one?", "t-000004", "owner"),
        ("第二个谁来修", "t-000004", "owner"),
    ],
)
def test_what_is_to_be_done_about_a_list_begins_with_its_first(
    text: str, case: str, part: str
) -> None:
    assert calls(*LISTED, text) == [("diagnose_case", {"case_id": case, "part": part})]


@pytest.mark.parametrize("text", ["t-000001 vs t-000002", "compare t-000001 and t-000002"])
def test_two_cases_that_are_named_are_compared_without_one_at_hand(text: str) -> None:
    args = {"case_id": "t-000001", "part": "same", "says": "t-000002"}
    assert calls(text) == [("diagnose_case", args)]


@pytest.mark.parametrize(
    ("text", "args"), [("write a ticket", {"part": "ticket"}), ("为啥", {}), ("why?", {})]
)
def test_without_a_case_it_is_asked_which(text: str, args: dict[str, str]) -> None:
    assert calls(text) == [("diagnose_case", args)]


@pytest.mark.parametrize("text", ["why did q-2 fail?", "q-2 为什么失败"])
def test_an_id_that_is_named_is_meant_and_not_the_case_at_hand(text: str) -> None:
    assert calls(*AT_CASE, text) == [("diagnose_case", {"case_id": "q-2"})]
    assert calls(*AT_CASE, "why did v-2 fail") != [("diagnose_case", {"case_id": "v-2"})]
