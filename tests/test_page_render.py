"""What the page draws by hand: every verdict, both languages, and data that stays data."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import DOWN, TOY_CASE

from agent.events import ShownTurn, ToolFinished
from knowledge.conversations import Conversation
from knowledge.documents.ingest_report import Outcome
from knowledge.documents.summary import DocumentSummary
from knowledge.errors import BadInput
from knowledge.intake.item import IntakeItem, Stage
from knowledge.language import LANGS, Lang
from knowledge.records import (
    CAUSES,
    STAGES,
    Chunk,
    Claim,
    ClaimSpan,
    Diagnosis,
    Event,
    EventKind,
    Hit,
    Intent,
    Passage,
    Priority,
    Quote,
    Remark,
    StageVerdict,
    Trace,
    Turn,
    Verdict,
)
from knowledge.vectors.progress import VectorProgress
from page.answer_actions import answer_actions, portable
from page.diagnosis_view import diagnosis_view
from page.document_list import Found
from page.evidence import artifact_view, panel
from page.find import Find
from page.finding_card import finding_card
from page.guarded import guarded
from page.intake_view import intake_view
from page.knowledge_view import knowledge_view
from page.markup import Html, el
from page.passage_view import document_view, passage_view
from page.passages_view import passages_view
from page.sidebar import sidebar
from page.steps import finished_step
from page.strip import strip
from page.trace_view import trace_view
from page.welcome import welcome
from tools.inert import inert

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)'


class Seen(HTMLParser):
    """The elements and attributes that a browser would make of some markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def assert_harmless(markup: str) -> None:
    seen = Seen(markup)
    assert not {"script", "img", "iframe", "object", "style"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    links = [value or "" for name, value in seen.attributes if name in {"href", "src"}]
    assert all(re.match(r"#(passage|document|trace|step):[\w.%~-]*$", link) for link in links)


def diagnosis_of(text: str, cause: str = "intent", verdict: Verdict = "fault") -> Diagnosis:
    return Diagnosis.model_validate(
        {
            "id": text,
            "cause": cause,
            "summary": text,
            "subcause": text,
            "confidence": 0.9,
            "stages": [
                StageVerdict(
                    stage=stage,
                    verdict=verdict,
                    evidence=text,
                    quotes=[Quote(source="query", text=text), Quote(source=text, text=text)],
                )
                for stage in STAGES
            ],
            "claims": [
                Claim(
                    text=text,
                    start=0,
                    end=len(text),
                    verdict="contradicted",
                    contradicted_by=[text],
                    spans=[ClaimSpan(start=1, end=3, reason=text)],
                )
            ],
            "fix": text,
            "verify": text,
            "priority": Priority(impact=0.1, urgency="high", rank="P1"),
            "needs": [text],
        }
    )


def trace_of(text: str) -> Trace:
    return Trace(
        id=text,
        query=text,
        answer=text,
        feature=text,
        version=text,
        segment={text: text},
        history=[Turn(role="user", text=text)],
        intent=Intent(name=text, slots={text: text}),
        rewritten_query=text,
        retrieved=[Passage(id=text, text=text, score=0.5, used=False)],
        reference=text,
        model=text,
        error=text,
    )


def chunk_of(text: str) -> Chunk:
    return Chunk(
        id=text,
        doc_id=text,
        title=text,
        section=[text],
        text=text,
        lang="zh",
        version=text,
        date=date(2026, 1, 2),
    )


def events_of(text: str) -> list[Event]:
    time = datetime(2026, 1, 2, tzinfo=UTC)
    kinds = get_args(EventKind)
    return [Event(id=k, trace_id=text, kind=k, time=time, reason=text) for k in kinds]


def turn_of(text: str) -> ShownTurn:
    artifact = {"kind": "diagnosis", "diagnosis": diagnosis_of(text).model_dump(mode="json")}
    step = ToolFinished(text, text, {text: text}, text, artifact, ok=True, seconds=0.1)
    return ShownTurn(
        question_id=text,
        question=text,
        steps=[step],
        answer=text,
        answer_id=text,
        mind=text,
        seconds=1.0,
        stopped=True,
        failure=text,
        can_hand_over=True,
        rating="down",
    )


def summary_of(text: str, **changes: Any) -> DocumentSummary:
    about = {
        "doc_id": text,
        "title": text,
        "chunks": 3,
        "origin": text,
        "media": text,
        "lang": "zh",
        "version": text,
        "date": date(2026, 1, 2),
        "superseded": True,
        "added": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return DocumentSummary(**{**about, **changes})


def item_of(text: str, stage: Stage) -> IntakeItem:
    reason = BadInput("intake.empty", name=text)
    outcomes = (Outcome(text, "failed", 0, reason), Outcome(text, "added", 2))
    return IntakeItem(
        id=text,
        batch=text,
        name=text,
        size=10,
        stage=stage,
        received=5,
        documents=2,
        title=text,
        outcomes=outcomes,
        counts=(("added", 1), ("failed", 1)),
        chunks=2,
        remarks=(Remark.of("intake.empty", name=text),),
        problem=reason if stage == "refused" else None,
    )


VECTORS = VectorProgress(done=340, total=1200, per_second=20, seconds_left=43, model="minilm")


def everything(text: str, lang: Lang) -> list[str]:
    """Every view, full of `text`."""
    hit = Hit(chunk=chunk_of(text), score=1.0, coverage=0.5)
    turn = turn_of(text)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    views: list[Html | None] = [
        diagnosis_view(diagnosis_of(text), trace_of(text), events_of(text), [hit], lang),
        trace_view(trace_of(text), events_of(text), lang),
        passage_view(chunk_of(text), [chunk_of(text)] * 9, lang),
        document_view([chunk_of(text)] * 99, lang, summary_of(text)),
        passages_view(text, [hit, hit], True, lang, [{"first": 0, "second": 1, "what": text}]),
        knowledge_view(Found([summary_of(text)], Find(query=text), [hit], [text], now), lang),
        intake_view([item_of(text, stage) for stage in get_args(Stage)], VECTORS, lang),
        finding_card(turn.steps[0], lang),
        answer_actions(turn, lang, last=True),
        sidebar([Conversation(thread_id=text, title=text, updated=now)], text, now, lang),
        welcome([trace_of(text)], lang),
        panel(None, lang, [text, text]),
    ]
    return [view for view in views if view is not None]


@pytest.mark.parametrize("lang", LANGS)
def test_data_never_becomes_markup(lang: Lang) -> None:
    for view in everything(HOSTILE, lang):
        assert_harmless(view)


@given(st.text(st.sampled_from("<>&\"'`=/ab{}$![]()\n\\ "), min_size=1, max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    view = el("p", text, title=text)
    seen = Seen(view)
    assert seen.tags == ["p"]
    assert seen.words == text
    assert dict(seen.attributes)["title"] == text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", get_args(Verdict))
@pytest.mark.parametrize("cause", CAUSES)
def test_the_strip_says_each_verdict_in_words(cause: str, verdict: Verdict, lang: Lang) -> None:
    markup = strip(diagnosis_of("x", cause, verdict), lang)
    stages = re.findall(r'data-stage="(\w+)" data-verdict="(\w+)"', markup)
    expected = [(stage, verdict) for stage in STAGES]
    assert stages == expected + [("system", "fault")] * (cause == "system")
    words = re.findall(r'class="strip-word">([^<]+)<', markup)
    assert len(words) == len(stages)
    marked = re.findall(r'data-stage="(\w+)"[^>]*data-cause', markup)
    assert marked == ([cause] if cause in {*STAGES, "system"} else [])


def test_what_comes_after_the_break_is_not_merely_unknown() -> None:
    stages = [
        StageVerdict(stage="query", verdict="unknown", evidence=""),
        StageVerdict(stage="intent", verdict="fault", evidence=""),
        StageVerdict(stage="retrieval", verdict="unknown", evidence=""),
    ]
    markup = strip(Diagnosis(id="x", cause="intent", stages=stages), "en")
    assert re.findall(r'data-state="(\w+)"', markup) == [
        "unknown",
        "fault",
        "not_reached",
        "not_reached",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_slot_that_was_misread_is_marked(lang: Lang) -> None:
    quote = Quote(source="intent", text="audience: adults")
    found = StageVerdict(stage="intent", verdict="fault", evidence="…", quotes=[quote])
    diagnosis = Diagnosis(id=TOY_CASE.id, cause="intent", stages=[found])
    markup = diagnosis_view(diagnosis, TOY_CASE, [DOWN], [], lang)
    assert re.findall(r'data-slot="(\w+)" data-mismatch', markup) == ["audience"]
    assert DOWN.reason is not None
    assert DOWN.reason in markup


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("replayable", [True, False])
def test_replays_are_offered_only_where_they_can_be_had(replayable: bool, lang: Lang) -> None:
    found = {
        "kind": "diagnosis",
        "diagnosis": diagnosis_of("x").model_dump(mode="json"),
        "trace": TOY_CASE.model_dump(mode="json"),
        "events": [],
        "grounding": [],
        "replayable": replayable,
    }
    offered = set(re.findall(r'data-name="(\w+)"', artifact_view(found, lang) or ""))
    assert offered == ({"prove", "rerun", "example"} if replayable else {"example"})


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_not_logged_is_said_and_never_a_zero(lang: Lang) -> None:
    markup = trace_view(Trace(id="t", query="q", answer=""), [], lang)
    words = Seen(markup).words
    assert not re.search(r"\d", words)
    assert {"zh": "没有记录", "en": "Not logged"}[lang] in words


@pytest.mark.parametrize("lang", LANGS)
def test_an_artifact_is_drawn_by_its_kind(lang: Lang) -> None:
    diagnosis: dict[str, Any] = {
        "kind": "diagnosis",
        "lang": "zh",
        "trace": TOY_CASE.model_dump(mode="json"),
        "diagnosis": diagnosis_of("x").model_dump(mode="json"),
        "events": [DOWN.model_dump(mode="json")],
        "grounding": [],
    }
    passages: dict[str, Any] = {"kind": "passages", "query": "q", "hits": [], "found": False}
    assert "diagnosis-view" in (artifact_view(diagnosis, lang) or "")
    assert "passages-view" in (artifact_view(passages, lang) or "")
    assert artifact_view({"kind": "not yet drawn"}, lang) is None


def test_the_passage_stands_among_its_neighbours() -> None:
    document = [chunk_of("x").model_copy(update={"id": f"d#{i}"}) for i in range(9)]
    markup = passage_view(document[4], document, "en")
    assert re.findall(r'data-chunk="d#(\d)"', markup) == list("012345678")
    assert re.findall(r'data-chunk="d#(\d)" data-hit', markup) == ["4"]
    assert "5 of 9" in markup


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a <b>c</b>", "a &lt;b>c&lt;/b>"),
        ("`a <b>` <i>", "`a <b>` &lt;i>"),
        ("```html\n<b>\n```\n<i>", "```html\n<b>\n```\n&lt;i>"),
        ("\\`<b>\\`", "\\`&lt;b>\\`"),
        ("\\<b>", "&lt;b>"),
        ("![a](http://x/y.png)", "[a](http://x/y.png)"),
        ("1 < 2\n第二行", "1 &lt; 2\n第二行"),
        ("```\nopen <b>", "```\nopen <b>"),
        ("`` a ` <b> `` <i>", "`` a ` <b> `` &lt;i>"),
    ],
)
def test_markdown_loses_its_html_and_images_only(written: str, shown: str) -> None:
    assert guarded(written) == shown


def test_a_copied_answer_keeps_the_number_and_drops_our_link() -> None:
    assert (
        portable("39 元 [1](#passage:a%23b)，[官网](https://x)") == "39 元 [1]，[官网](https://x)"
    )


def test_a_copied_answer_has_addresses_as_they_are_and_no_tags() -> None:
    quoted = inert("R&D: a@b.example, https://www.b.example <b> &lt;")
    assert portable(quoted) == "R&D: a@b.example, https://www.b.example &lt;b&gt; &lt;"


def test_a_step_shows_arguments_as_they_are() -> None:
    step = ToolFinished("c", "search_docs", {"query": "**a** [x](#trace:y)"}, "ok", None, True, 0.0)
    message = finished_step(step, "en")
    assert "**a**" not in message["metadata"]["title"]
    assert "](#trace:y)" not in message["metadata"]["title"].replace("\\]", "")
    assert message["metadata"]["duration"] > 0
