"""The answer with its claims marked: nothing lost, nothing invented, and each leads somewhere."""

import re
from html import unescape

from knowledge.records import Claim, ClaimSpan, Diagnosis, Passage, Trace
from page.answer_view import answer_view
from tools.diagnosis.engine import diagnose

ANSWER = "Refunds take three days. The shop opened in 1999. Parcels leave on Monday."


def shown(answer: str, claims: list[Claim]) -> str | None:
    trace = Trace(id="t", query="q", answer=answer)
    diagnosis = Diagnosis(id="t", cause="none", confidence=0.9, stages=[], claims=claims)
    found = answer_view(trace, diagnosis, "en")
    return None if found is None else str(found)


def text_of(html: str) -> str:
    body = html[html.index("claims-text") :]
    return unescape(re.sub(r"<[^>]*>", "", body[body.index(">") + 1 :]))


def claim(start: int, end: int, **given: object) -> Claim:
    return Claim.model_validate(
        {"text": ANSWER[start:end], "start": start, "end": end, "verdict": "absent", **given}
    )


def test_the_answer_is_whole_whatever_is_marked() -> None:
    html = shown(
        ANSWER,
        [
            claim(0, 24, verdict="supported", supported_by=["p1"]),
            claim(25, 49, spans=[ClaimSpan(start=44, end=48, reason="number")]),
            claim(30, 60),
        ],
    )
    assert html is not None
    assert text_of(html) == ANSWER
    assert 'data-passage="p1"' in html
    assert '<mark data-reason="number">1999</mark>' in html


def test_claims_that_do_not_stand_where_they_say_are_not_drawn() -> None:
    assert shown(ANSWER, []) is None
    assert shown(ANSWER, [claim(0, 24).model_copy(update={"text": "other"})]) is None
    assert shown(ANSWER, [claim(0, 24).model_copy(update={"verdict": None})]) is None
    assert shown(ANSWER, [claim(0, 24).model_copy(update={"start": None})]) is None


def test_a_real_diagnosis_marks_what_the_passage_denies() -> None:
    trace = Trace(
        id="t",
        query="How long do refunds take?",
        answer="Refunds take nine days.",
        retrieved=[Passage(id="p", text="Refunds take three days.", used=True)],
    )
    html = str(answer_view(trace, diagnose(trace, lang="en"), "en"))
    assert 'data-claim="contradicted"' in html
    assert 'data-passage="p"' in html
