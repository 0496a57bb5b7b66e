"""The answer with its claims marked: nothing lost, nothing invented, and each leads somewhere."""

import re
from html import unescape

import pytest

from knowledge.records import Claim, ClaimSpan, Diagnosis, Passage, Trace
from page.answer_view import answer_view
from page.trace_view import trace_parts
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


THOUGHT = "<think>The passage says three days. I will say nine.</think>\n"
ENVELOPE = '{"answer": "Refunds take nine days.", "sources": ["p"]}'


def test_what_a_model_thought_is_no_part_of_the_answer() -> None:
    trace = Trace(
        id="t",
        query="How long do refunds take?",
        answer=f"{THOUGHT}Refunds take nine days.",
        retrieved=[Passage(id="p", text="Refunds take three days.", used=True)],
    )
    found = answer_view(trace, diagnose(trace, lang="en"), "en")
    assert text_of(str(found)) == "Refunds take nine days."


def test_marks_are_no_part_of_what_is_marked() -> None:
    trace = Trace(
        id="t",
        query="How long do refunds take?",
        answer="## Refunds\n- Refunds take **nine** days [1]. Ask <b>us</b> [p].\n",
        retrieved=[Passage(id="p", text="Refunds take three days.", used=True)],
    )
    found = answer_view(trace, diagnose(trace, lang="en"), "en")
    assert text_of(str(found)).split() == "Refunds take nine days. Ask us.".split()


def test_a_claim_leads_to_its_passage_by_its_address_too() -> None:
    html = shown(ANSWER, [claim(0, 24, verdict="supported", supported_by=["faq 7/a"])])
    assert html is not None
    assert 'href="#passage:faq%207%2Fa"' in html


@pytest.mark.parametrize(
    ("logged", "seen"),
    [
        (f"{THOUGHT}Refunds take nine days.", "Refunds take nine days."),
        (ENVELOPE, "Refunds take nine days."),
        ("**Refunds** take <b>nine</b> days [1].", "Refunds take nine days."),
    ],
)
def test_the_trace_shows_what_the_user_saw_and_folds_what_was_logged(
    logged: str, seen: str
) -> None:
    html = str(trace_parts(Trace(id="t", query="q", answer=logged), None, "en"))
    assert f'<p class="verbatim boxed">{seen}</p>' in html
    folded = html[html.index("<details") :]
    assert "open" not in folded[: folded.index(">")]
    assert logged in unescape(folded)


def test_an_answer_that_was_logged_as_it_was_seen_is_shown_once() -> None:
    html = str(trace_parts(Trace(id="t", query="q", answer=ANSWER), None, "en"))
    assert html.count(ANSWER) == 1
    assert "<details" not in html
