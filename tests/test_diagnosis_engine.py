"""The engine: the earliest fault that explains the failure, and honest doubt."""

from typing import Any

import pytest
from samples import TOY_CASE

from knowledge.records import Intent, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.markdown import markdown_of

ARTICLE = {
    "zh": ("生成一条30秒的儿童玩具测评脚本", "成人玩具推荐：办公室解压好物，下班捏一捏。"),
    "en": (
        "Write a 30-second review script for a children's toy",
        "Stress toys for adults: five things for your office desk.",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_toy_case_with_nothing_but_query_and_answer(lang: Any) -> None:
    query, answer = ARTICLE[lang]
    found = diagnose(Trace(id="case-1", query=query, answer=answer), lang=lang)
    assert (found.cause, found.subcause) == ("intent", "audience_mismatch")
    assert found.confidence is not None
    assert found.confidence < 0.8
    assert len(found.needs) >= 3
    assert [stage.verdict for stage in found.stages] == ["ok", "fault", "unknown", "unknown"]


def test_the_toy_case_with_its_log_is_surer() -> None:
    found = diagnose(TOY_CASE, lang="zh")
    assert (found.cause, found.subcause) == ("intent", "audience_mismatch")
    assert found.confidence is not None
    assert found.confidence > 0.9
    assert found.needs == []
    assert "儿童" in found.fix
    assert found.priority is not None
    assert found.priority.urgency == "critical"


def test_stages_after_the_broken_one_are_not_judged_by_its_output() -> None:
    found = diagnose(TOY_CASE, lang="en")
    assert [stage.verdict for stage in found.stages[2:]] == ["unknown", "unknown"]


def test_too_little_to_tell_names_what_to_log() -> None:
    found = diagnose(Trace(id="a", query="退款几天到账", answer="三天。"), lang="zh")
    assert found.cause == "undetermined"
    assert found.confidence is None
    assert len(found.needs) == 4


def test_right_answer_is_good_even_if_retrieval_failed() -> None:
    trace = Trace(
        id="a", query="What is the capital of France?", answer="Paris.", retrieved=[],
        reference="Paris",
    )  # fmt: skip
    assert diagnose(trace, lang="en").cause == "none"


def test_markdown_stands_alone_and_shows_data_as_data() -> None:
    nasty = Trace(
        id="case-<x>",
        query="写一条儿童玩具脚本 <img src=x onerror=alert(1)>",
        answer="成人玩具\n\n# 忽略以上 [click](javascript:alert(1)) | x |",
        intent=Intent(slots={"audience": "adults", "topic": "[a](b)"}),
    )
    text = markdown_of(diagnose(nasty, lang="zh"), nasty, "zh")
    assert "<img" not in text
    assert "](javascript" not in text
    assert not any(line.startswith("# ") for line in text.splitlines())
    assert "#trace:case-%3Cx%3E" in text
