"""The knowledge view and the tray of files, as far as they can be told without a browser."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_page_render import VECTORS, Seen, chunk_of, item_of, summary_of

from knowledge.documents.summary import DocumentSummary
from knowledge.language import LANGS, Lang
from knowledge.records import Hit, Locator
from knowledge.tokens import terms
from knowledge.vectors.progress import VectorProgress
from page.cataloguing import worth_a_look
from page.conflicts_view import conflicts_view
from page.document_list import Found, found_documents
from page.find import Find
from page.intake_view import LINES, intake_view, vectors_line
from page.marked import EXCERPT, marked, marked_excerpt
from page.passage_view import WINDOW, document_view, passage_view

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def document(doc_id: str, **about: Any) -> DocumentSummary:
    given = {"title": doc_id, "media": "md", "superseded": False, "added": NOW}
    return summary_of(doc_id, **{**given, **about})


DOCUMENTS = [
    document("a", title="定价方案", added=NOW - dt.timedelta(days=3), date=dt.date(2026, 11, 1)),
    document("b", title="Pricing", media="pdf", lang="en", date=dt.date(2026, 5, 1)),
    document("c", title="访谈", superseded=True, added=NOW - dt.timedelta(days=1), date=None),
]


@pytest.mark.parametrize(
    ("find", "ids"),
    [
        (Find(), "bca"),
        (Find(sort="date"), "abc"),
        (Find(sort="title"), "bac"),
        (Find(media="pdf"), "b"),
        (Find(lang="zh"), "ca"),
        (Find(within=30), "a"),
        (Find(current=True), "ba"),
        (Find(query="定价"), "a"),
        (Find(query="PRIC"), "b"),
        (Find(query="没有"), ""),
    ],
)
def test_the_list_is_what_was_looked_for_in_its_order(find: Find, ids: str) -> None:
    assert "".join(one.doc_id for one in find.listed(DOCUMENTS, NOW.date())) == ids
    filters = find.filters(NOW.date())
    assert (filters.media is not None, filters.lang) == (find.media is not None, find.lang)
    assert filters.current_only == find.current


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_list_shows_its_beginning_and_says_what_is_left(lang: Lang) -> None:
    many = [document(f"d{at:03}") for at in range(250)]
    markup = found_documents(Found(many, Find(shown=100), [], [], NOW), lang)
    assert markup.count("data-document=") == 100
    assert "150" in Seen(markup).words
    assert "more_documents" in markup
    all_of_it = found_documents(Found(many, Find(shown=300), [], [], NOW), lang)
    assert "more_documents" not in all_of_it


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=4))
def test_marking_changes_no_word(text: str, asked: list[str]) -> None:
    assert Seen(marked(text, asked)).words == text


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("企业版 30 天内可以退款。", "企业版退款", ["企业", "退款"]),
        ("Refunds are given", "a refund", ["Refunds"]),
        ("see clause 1.6 and v2.1", "clause 6", ["clause"]),
        ("nothing of the kind", "refund", []),
    ],
)
def test_the_words_that_were_asked_for_are_marked(text: str, query: str, found: list[str]) -> None:
    assert re.findall("<mark>([^<]*)</mark>", marked(text, terms(query))) == found


def test_an_excerpt_is_the_part_that_holds_the_words() -> None:
    text = "一段开场白。" * 100 + "这里才说到退款的规定。" + "一段结尾。" * 100
    shown = Seen(marked_excerpt(text, terms("退款"))).words
    assert "退款" in shown
    assert len(shown) <= EXCERPT + 2
    assert shown.startswith("…")
    assert Seen(marked_excerpt(text, [])).words.startswith("一段开场白")


@pytest.mark.parametrize("lang", LANGS)
def test_a_superseded_document_says_so_and_names_the_newer(lang: Lang) -> None:
    chunk = chunk_of("x").model_copy(update={"superseded": True})
    newer = document("new.md", title="新的", version="v9")
    assert "stale-note" in passage_view(chunk, [chunk], lang)
    named = document_view([chunk], lang, newer)
    assert "#document:new.md" in named
    assert "v9" in Seen(named).words
    current = chunk.model_copy(update={"superseded": False})
    assert "stale-note" not in passage_view(current, [current], lang)


def test_a_passage_says_where_in_its_file_it_stands() -> None:
    chunk = chunk_of("x").model_copy(update={"locator": Locator(page=3), "media": "pdf"})
    assert "p. 3" in Seen(passage_view(chunk, [chunk], "en")).words
    assert "第 3 页" in Seen(passage_view(chunk, [chunk], "zh")).words


def test_a_huge_document_is_sent_in_windows() -> None:
    chunks = [chunk_of("x").model_copy(update={"id": f"d#{at}"}) for at in range(5000)]
    markup = passage_view(chunks[2500], chunks, "en")
    assert markup.count("data-chunk=") == 2 * WINDOW + 1
    assert f"#passage:d%23{2500 + WINDOW + 1}" in markup
    assert f"#passage:d%23{2500 - WINDOW - 1}" in markup
    assert "2,439 more" in Seen(markup).words
    assert document_view(chunks, "en").count("data-chunk=") == WINDOW


@pytest.mark.parametrize("lang", LANGS)
def test_conflicting_passages_stand_side_by_side_with_their_dates(lang: Lang) -> None:
    dates = [dt.date(2026, 1, 2), dt.date(2026, 9, 1), None]
    hits = [
        Hit(chunk=chunk_of(f"c{at}").model_copy(update={"date": date}), score=1, coverage=1)
        for at, date in enumerate(dates)
    ]
    pair = {"first": 0, "second": 1, "what": "30 / 14"}
    markup = conflicts_view([pair], hits, [], lang)
    assert markup is not None
    assert markup.index("2026-01-02") < markup.index("2026-09-01")
    assert markup.count('class="fresh"') == 1
    assert "30 / 14" in markup
    undated = conflicts_view([{"first": 0, "second": 2, "what": ""}], hits, [], lang)
    assert undated is not None
    assert 'class="fresh"' not in undated
    said = conflicts_view([{**pair, "sides": ("<b>30", "14 天")}], hits, [], lang)
    assert said is not None
    assert "&lt;b&gt;30" in said
    assert "30 / 14" not in said
    assert conflicts_view([{"first": 0, "second": 9, "what": "x"}], hits, [], lang) is None
    assert conflicts_view([], hits, [], lang) is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_tray_tells_each_file_apart(lang: Lang) -> None:
    items = [item_of("a.md", "uploading"), item_of("b.md", "refused"), item_of("c.md", "done")]
    markup = intake_view(items, VECTORS, lang)
    stages = re.findall(r'data-stage="(\w+)"', markup)
    assert stages == ["uploading", "refused", "done"]
    assert "50%" in markup
    assert "data-working" in markup
    assert "340" in Seen(markup).words
    over = intake_view([item_of("a.md", "done"), item_of("b.md", "refused")], VECTORS, lang)
    assert re.findall(r'data-stage="(\w+)"', over) == ["refused", "done"]
    assert "data-working" not in over
    assert intake_view([], VECTORS, lang) == ""


def test_of_very_many_files_those_that_need_the_reader_are_told() -> None:
    items = [item_of(f"{at}.md", "done") for at in range(LINES + 50)]
    items.append(item_of("bad.md", "refused"))
    markup = intake_view(items, VECTORS, "en")
    assert markup.count("data-item=") == LINES
    assert 'data-stage="refused"' in markup
    assert "51 more" in Seen(markup).words


@pytest.mark.parametrize("lang", LANGS)
def test_the_vectors_are_mentioned_only_while_they_are_behind(lang: Lang) -> None:
    behind = vectors_line(VECTORS, lang)
    assert behind is not None
    assert "1,200" in behind
    done = VectorProgress(done=5, total=5, model="minilm")
    assert vectors_line(done, lang) is None
    assert vectors_line(VectorProgress(done=0, total=5), lang) is None
    slow = VectorProgress(done=1, total=9, seconds_left=7300, per_second=1, model="minilm")
    assert "2" in str(vectors_line(slow, lang))


def test_a_search_for_what_nobody_wrote_finds_nothing() -> None:
    def hit(doc_id: str, coverage: float, cosine: float | None) -> Hit:
        score = coverage + (cosine or 0)
        return Hit(chunk=chunk_of(doc_id), score=score, coverage=coverage, cosine=cosine)

    assert worth_a_look([hit("a", 0, 0.28), hit("b", 0, 0.23)]) == []
    assert worth_a_look([hit("a", 0, None)]) == []
    found = [hit("a", 0.5, None), hit("b", 0, 0.5), hit("c", 0, 0.1)]
    assert worth_a_look(found) == found[:2]
