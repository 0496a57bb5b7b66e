"""Sentences whose source has changed: flagged with old and new, updated where that is safe."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prd_documents import good, lookup

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Prd, Sentence, SentenceKind, Source, SourceKind, Stale
from tools.prd.checking.places import placed
from tools.prd.checking.stale import stale, updated, with_sentences

THEN = datetime(2026, 11, 2, tzinfo=UTC)
LATER = datetime(2026, 11, 20, tzinfo=UTC)


def sentence(
    text: str, quote: str, kind: SourceKind = "metric", at: datetime | None = None
) -> Sentence:
    source = Source(kind=kind, id="x", quote=quote, at=at)
    told: SentenceKind = "cited" if kind == "passage" else "figure"
    return Sentence(id="s", text=text, kind=told, sources=(source,))


def after(one: Sentence, now: str | None, at: datetime | None = None) -> Sentence:
    return updated(one, Stale(source=one.sources[0], now=now), at)


def found(one: Sentence, now: str | None) -> list[str | None]:
    first = good("zh").sections[0]
    block = first.blocks[0].model_copy(update={"sentences": (one,)})
    section = first.model_copy(update={"blocks": (block,)})
    document = good("zh").model_copy(update={"sections": (section,)})
    return [changed.now for _, changed in stale(document, lambda _: now)]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_stale_while_the_sources_say_the_same(lang: Lang) -> None:
    assert stale(good(lang), lookup) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_source_that_is_gone_makes_each_sentence_on_it_stale(lang: Lang) -> None:
    told = stale(good(lang), lambda _: None)
    rested = [place.sentence for place in placed(good(lang)) if place.sentence.sources]
    assert [one for one, _ in told] == rested
    assert {changed.now for _, changed in told} == {None}


@pytest.mark.parametrize(
    ("quote", "now", "kind", "expected"),
    [
        ("Pro 39 元一个月", "更新：Pro 39 元一个月，388 元一年。", "passage", []),
        ("Pro  39 元一个月", "Pro 39 元\n一个月。", "passage", []),
        ("Pro 39 元一个月。", "免费版不变。Pro 49 元一个月。", "passage", ["Pro 49 元一个月。"]),
        ("Pro 39 元一个月。", "本页讲素材库。", "passage", [None]),
        ("52%", "52 %", "metric", []),
        ("52%", "52.0%", "metric", []),
        ("52%", "57%", "metric", ["57%"]),
        ("", "anything", "passage", []),
    ],
)
def test_what_counts_as_a_change(
    quote: str, now: str, kind: SourceKind, expected: list[str | None]
) -> None:
    assert found(sentence("x", quote, kind), now) == expected


@pytest.mark.parametrize(
    ("text", "quote", "now", "expected"),
    [
        ("采纳率是 52%。", "52%", "57%", "采纳率是 57%。"),
        ("采纳率是 52%。", "0.52", "0.57", "采纳率是 57%。"),
        ("The adoption rate is 52 %.", "52%", "57%", "The adoption rate is 57 %."),
        ("每月 39 元，年付 388 元。", "月付 39 元", "月付 49 元", "每月 49 元，年付 388 元。"),
        ("One costs 0.038 dollars.", "0.038 dollars", "0.041 dollars", "One costs 0.041 dollars."),
        ("The window is 1,000 tokens.", "1,000", "2,000", "The window is 2,000 tokens."),
    ],
)  # fmt: skip
def test_a_value_is_put_in_where_that_is_safe(
    text: str, quote: str, now: str, expected: str
) -> None:
    fresh = after(sentence(text, quote, "passage" if "元" in quote else "metric"), now)
    assert fresh.text == expected
    assert fresh.kind != "question"
    assert fresh.sources[0].quote == now


@pytest.mark.parametrize(
    ("text", "quote", "now"),
    [
        ("采纳率是 52%，与上月的 52% 持平。", "52%", "57%"),  # it stands there twice
        ("响应时间是 8 秒。", "8 秒", "8000 毫秒以上，另有 3 次超时"),  # other words
        ("价格是 39 元。", "39 元", "39 美元"),  # another unit
        ("采纳率超过 50%。", "50%", "48%"),  # not exactly the value
        ("采纳率是 52%，高于去年的 50%。", "52%", "48%"),  # compared with another
        ("它慢了。", "130 毫秒", "90 毫秒"),  # the value is not in the sentence
        ("Of 41 creators 29 edit by hand.", "29 of 41", "35 of 50"),  # two values changed
    ],
)
def test_else_it_becomes_a_question_that_names_both(text: str, quote: str, now: str) -> None:
    fresh = after(sentence(text, quote), now)
    assert fresh.kind == "question"
    assert all(part in fresh.text for part in (text, quote, now))


def test_a_source_that_is_gone_makes_a_question_of_what_it_said() -> None:
    fresh = after(sentence("采纳率是 52%。", "52%"), None)
    assert fresh.kind == "question"
    assert "52%" in fresh.text


def test_the_date_moves_with_the_value_or_it_is_a_question() -> None:
    one = sentence("采纳率是 52%（2026-11-02）。", "52%", at=THEN)
    assert after(one, "57%", LATER).text == "采纳率是 57%（2026-11-20）。"
    assert after(one, "57%").kind == "question"
    han = sentence("2026年11月2日采纳率是 52%。", "52%", at=THEN)
    assert after(han, "57%", LATER).text == "2026年11月20日采纳率是 57%。"


@given(st.integers(1, 98), st.integers(1, 98))
def test_what_was_updated_is_stale_no_more(old: int, new: int) -> None:
    one = sentence(f"采纳率是 {old}%。", f"{old}%")
    if old != new:
        fresh = after(one, f"{new}%")
        assert fresh.text == f"采纳率是 {new}%。"
        assert found(fresh, f"{new}%") == []


@given(st.sampled_from(LANGS), st.text(max_size=40))
def test_updates_leave_other_sentences_as_they_are(lang: Lang, now: str) -> None:
    document = good(lang)
    changed = stale(document, lambda source: now if source.kind == "metric" else source.quote)
    fresh = with_sentences(document, [updated(one, what) for one, what in changed])
    touched = {one.id for one, _ in changed}
    assert _others(fresh, touched) == _others(document, touched)
    assert [one.id for one in _all(fresh)] == [one.id for one in _all(document)]


def _all(document: Prd) -> list[Sentence]:
    return [place.sentence for place in placed(document)]


def _others(document: Prd, touched: set[str]) -> list[Sentence]:
    return [one for one in _all(document) if one.id not in touched]
