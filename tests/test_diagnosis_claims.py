"""What a diagnosis says of each claim: its place, what carries it, which words nothing does."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Claim, Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose

PASSAGE = Passage(id="p1", text="专业版每月 99 元，支持导出 Word 和 PDF。退款 7 天内到账。")


def claims(answer: str, *passages: Passage) -> list[Claim]:
    trace = Trace(id="t", query="专业版多少钱？", answer=answer, retrieved=list(passages))
    return diagnose(trace, lang="zh").claims


def test_a_claim_names_its_place_and_what_carries_it() -> None:
    answer = "  专业版每月 99 元。退款 7 天内到账。"
    first, second = claims(answer, PASSAGE)
    for one in (first, second):
        assert answer[one.start : one.end] == one.text
        assert one.verdict == "supported"
        assert one.supported_by == ["p1"]
        assert one.spans == []


def test_a_contradiction_names_passage_and_words() -> None:
    answer = "专业版每月 59 元，支持导出 Word 和 PDF。"
    (found,) = claims(answer, PASSAGE)
    assert found.verdict == "contradicted"
    assert found.contradicted_by == ["p1"]
    assert [answer[span.start : span.end] for span in found.spans] == ["59 元"]


def test_a_contradiction_that_is_the_cause_is_one_in_the_claims_too() -> None:
    passage = Passage(id="p1", text="退款在三周内原路退回。")
    answer = "退款需要**九周**，请耐心等待。[1]"
    trace = Trace(id="t", query="退款要多久？", answer=answer, retrieved=[passage])
    found = diagnose(trace, lang="zh")
    assert found.subcause == "contradiction"
    [one] = found.claims
    assert (one.verdict, one.contradicted_by) == ("contradicted", ["p1"])


def test_what_no_passage_speaks_of_is_marked_as_a_whole() -> None:
    (found,) = claims("乌龟可以活一百多岁。", PASSAGE)
    assert found.verdict == "absent"
    assert [(s.start, s.end, s.reason) for s in found.spans] == [(found.start, found.end, "absent")]


def test_a_bare_yes_before_a_statement_is_no_claim_that_nothing_carries() -> None:
    assert [one.text for one in claims("是的。专业版每月 99 元。", PASSAGE)] == [
        "专业版每月 99 元。"
    ]
    assert [one.text for one in claims("是的。", PASSAGE)] == ["是的。"]


def test_without_passages_there_is_no_verdict() -> None:
    (found,) = claims("专业版每月 99 元。")
    assert found.verdict is None
    assert found.spans == []


def test_a_diagnosis_of_an_older_version_is_still_read() -> None:
    old = {
        "id": "t",
        "cause": "none",
        "stages": [],
        "claims": [{"text": "a", "supported_by": ["p"]}],
    }
    (found,) = Diagnosis.model_validate(old).claims
    assert found.start is found.verdict is None


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_spans_lie_within_their_claim(answer: str, texts: list[str]) -> None:
    passages = [Passage(id=str(at), text=text) for at, text in enumerate(texts)]
    for claim in claims(answer, *passages):
        assert claim.start is not None
        assert claim.end is not None
        assert answer[claim.start : claim.end] == claim.text
        assert all(claim.start <= s.start < s.end <= claim.end for s in claim.spans)
