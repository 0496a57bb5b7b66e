"""Stale sentences written anew, and what may not be: locked sections, other people's words."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage
from tool_deps import called, deps_of

from knowledge.errors import NotFound
from knowledge.language import LANGS, Lang
from knowledge.records import Document
from knowledge.records.prd import Block, Prd, Section, Sentence, Source, Stale
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.checking.affected import affected
from tools.prd.checking.stale import updated
from tools.prd.drafting.pen import Pen, filled
from tools.prd.drafting.phrasings import phrased, reworded
from tools.prd.editing.refresh import Renewal, refreshed
from tools.prd.editing.version_named import version_named

METRIC = Source(kind="metric", id="adopted@v1", quote="采纳率 40.0% [35.0%–45.0%] (400/1,000)")
MOVED = "采纳率 50.0% [45.0%–55.0%] (500/1,000)"
RULES = Document(
    id="rules.md",
    title="Auto-captions rules",
    text="# Auto-captions rules\n\nAuto-captions appear within 20 seconds of an upload.\n",
    lang="en",
)


def figure(text: str, source: Source = METRIC, name: str = "s") -> Sentence:
    return Sentence(id=name, text=text, kind="figure", sources=(source,))


def document(*sentences: Sentence, locked: bool = False) -> Prd:
    section = Section(
        key="goals",
        title="目标",
        blocks=(Block(form="list", sentences=sentences),),
        locked=locked,
    )
    return Prd.model_validate(
        {
            "id": "prd-1", "version": 1, "title": "x", "lang": "zh", "template": "ai_feature",
            "sections": [section.model_dump()], "made": "2026-11-01T00:00:00Z",
        }
    )  # fmt: skip


def renewal(*redrafted: Sentence) -> Renewal:
    section = Section(key="goals", title="目标", blocks=(Block(form="list", sentences=redrafted),))
    return Renewal(
        source=lambda one, words: one.model_copy(update={"quote": words}),
        redrafted=lambda _: section if redrafted else None,
    )


def only(prd: Prd) -> Sentence:
    return prd.sections[0].blocks[0].sentences[0]


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("采纳率是 40.0%。", MOVED, True),
        ("采纳率是 40.0%。", "采纳率 40.0% [36.0%–44.0%] (480/1,200)", False),
        ("40.0%（35.0%–45.0%）", "采纳率 40.0% [36.0%–44.0%] (480/1,200)", True),
        ("按现在的量要跑 215 天。", "采纳率 40.0% [36.0%–44.0%] (480/1,200)", True),
        ("采纳率高了。", MOVED, True),
        ("采纳率是 40.0%。", "点踩率 40.0% [35.0%–45.0%] (400/1,000)", False),
    ],
)
def test_a_sentence_is_affected_by_what_it_says(text: str, now: str, expected: bool) -> None:
    assert affected(figure(text), METRIC, now) is expected


def test_what_only_names_a_model_outlives_its_price() -> None:
    price = Source(kind="price", id="m", quote="Model A (X): $2.00 a month for 100 calls, score 7")
    dearer = price.quote.replace("2.00", "3.00")
    assert not affected(figure("Model A", price), price, dearer)
    assert affected(figure("$2.00", price), price, dearer)
    assert affected(figure("Model A", price), price, dearer.replace("Model A", "Model B"))


def test_several_values_are_put_in_where_nothing_is_reckoned_from_them() -> None:
    change = Stale(source=METRIC, now=MOVED)
    assert updated(figure("40.0%（35.0%–45.0%）"), change).text == "50.0%（45.0%–55.0%）"
    derived = updated(figure("40.0%，比目标低 5 个百分点"), change)
    assert derived.kind == "question"


def test_a_quoted_sentence_becomes_the_new_one_under_its_heading() -> None:
    source = Source(kind="passage", id="d#0", quote="字幕在 20 秒内出，可以改。")
    now = "字幕在 12 秒内出，可以改也可以删。"
    one = Sentence(id="s", text=f"规则：{source.quote}", kind="cited", sources=(source,))
    fresh = updated(one, Stale(source=source, now=now))
    assert (fresh.text, fresh.kind) == (f"规则：{now}", "cited")
    told = one.model_copy(update={"text": "字幕 20 秒内就出来了。"})
    assert updated(told, Stale(source=source, now=now)).kind == "question"


def test_what_is_gone_is_asked_once_and_no_longer_rested_on() -> None:
    asked = updated(figure("采纳率是 40.0%。"), Stale(source=METRIC, now=None))
    assert (asked.kind, asked.sources) == ("question", ())


def test_the_drafters_own_words_follow_what_is_drafted_now() -> None:
    pen, name = Pen("zh", "x"), "goals.quantified"
    was = {"name": "采纳率", "now": "40.0%", "target": "45.0%", "n": "1,568"}
    now = {"name": "采纳率", "now": "50.0%", "target": "55.0%", "n": "1,562"}
    old = pen.figure(pen.phrase(name, **was), METRIC)
    new = METRIC.model_copy(update={"quote": MOVED})
    twin = pen.figure(pen.phrase(name, **now), new)
    other = pen.figure("采纳率很好，共 50.0%。", new)
    change = [(old, Stale(source=METRIC, now=MOVED))]
    done = refreshed(document(old), change, renewal(other, twin))
    follows = [(was[one], now[one]) for one in ("now", "target", "n")]
    expected = reduce(lambda text, pair: text.replace(*pair), follows, old.text)
    assert only(done.prd).text == expected, "in the phrasing that it had"
    assert only(done.prd).id == old.id
    assert (done.fresh, done.open, done.touched) == ((old.id,), (), ("goals",))
    own = old.model_copy(update={"text": "我们要从 40.0% 再往上走一截。"})
    kept = refreshed(document(own), [(own, change[0][1])], renewal(twin))
    assert only(kept.prd).text == "我们要从 50.0% 再往上走一截。", "what a person wrote stays"


def test_a_locked_section_is_told_of_and_left() -> None:
    one = figure("采纳率是 40.0%。")
    prd = document(one, locked=True)
    done = refreshed(prd, [(one, Stale(source=METRIC, now=MOVED))], renewal())
    assert done.prd == prd
    assert (done.locked, done.touched) == (("s",), ())


def test_only_what_is_wanted_is_written_anew() -> None:
    one, two = figure("采纳率是 40.0%。"), figure("采纳率为 40.0%。", name="t")
    change = Stale(source=METRIC, now=MOVED)
    done = refreshed(document(one, two), [(one, change), (two, change)], renewal(), ["t"])
    assert [it.text for it in done.prd.sections[0].blocks[0].sentences] == [
        "采纳率是 40.0%。",
        "采纳率为 50.0%。",
    ]


@given(st.sampled_from(LANGS), st.integers(0, 99), st.integers(0, 99))
def test_a_phrasing_is_known_again(lang: Lang, now: int, target: int) -> None:
    values = {"name": "a rate", "now": f"{now}.5%", "target": f"{target}.1%", "n": "1,204"}
    text = Pen(lang, "x").phrase("goals.quantified", **values)
    found = [one for one in phrased(text, lang) if one.key == "goals.quantified"]
    assert [dict(one.values) for one in found] == [values]
    for one in found:
        assert reworded(one, one, lang) == text
        assert filled(one.form, one.values, lang) == text
    assert phrased("Nobody but a colleague would put it like this", lang) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("和第 2 版比改了什么", 2), ("第二十一版", 21), ("回到v3", 3), ("版本 4", 4), ("初稿", 1),
        ("the second draft", 2), ("version two", 2), ("v10", 10), ("the 3rd version", 3),
        ("what changed?", None), ("上一版", None), ("第二节", None),
    ],
)  # fmt: skip
def test_a_version_is_read_out_of_words(text: str, number: int | None) -> None:
    assert version_named(text) == number


def talk(workspace: Workspace, words: str, lang: Lang = "en") -> tuple[str, Prd]:
    asked = [HumanMessage(words, id="q")]
    text, found = called(draft_prd, deps_of(workspace, lang), messages=asked, change=words)
    return text, Prd.model_validate(found["prd"])


def test_by_talk_from_flag_to_undo(workspace: Workspace) -> None:
    workspace.docs.ingest([RULES])
    called(draft_prd, deps_of(workspace, "en"), feature="auto-captions")
    text, _ = talk(workspace, "is the PRD up to date?")
    assert "is up to date" in text
    text, prd = talk(workspace, "update the stale ones")
    assert "Nothing to update" in text
    assert prd.version == 1, "no version is made for nothing"

    newer = RULES.text.replace("20 seconds", "12 seconds")
    workspace.docs.ingest([RULES.model_copy(update={"text": newer})])
    text, _ = talk(workspace, "lock the background")
    assert "~~20~~ **12**" in text or "~~20~~**12**" in text
    assert "which is locked" in text
    assert text.index("is locked.") < text.index("~~20~~")
    told = called(draft_prd, deps_of(workspace, "en"), review=True)[0]
    assert "~~20~~" in told, "a review tells it too"
    text, prd = talk(workspace, "bring the figures up to date")
    assert "locked section" in text
    assert "20 seconds" in prd.model_dump_json()
    again = called(draft_prd, deps_of(workspace, "en"), feature="auto-captions")[1]
    assert {one["section"] for one in again["stale"]} == {"background"}, "what a new draft keeps"
    talk(workspace, "unlock the background")
    text, prd = talk(workspace, "把过期的都更新")
    assert prd.note == "refresh"
    assert "within 12 seconds" in prd.model_dump_json()
    _, before = talk(workspace, "undo")
    assert "within 20 seconds" in before.model_dump_json()


def test_by_talk_versions_are_compared_and_brought_back(workspace: Workspace) -> None:
    called(draft_prd, deps_of(workspace, "en"), feature="captions")
    with pytest.raises(NotFound, match="only its first version"):
        talk(workspace, "what changed?")
    first = talk(workspace, "lock the goals")[1]
    talk(workspace, "unlock the goals")
    talk(workspace, "delete the rollout")
    talk(workspace, "add a risk about copyright")
    text, prd = talk(workspace, "what changed since version 3?")
    assert prd.version == 5, "comparing makes no version"
    assert "**Rollout and A/B test** (removed)" in text
    assert "**copyright**" in text
    text, prd = talk(workspace, "what changed?")
    assert "from version 4 to 5" in text
    text, prd = talk(workspace, "回到第 2 版", "zh")
    assert prd.sections == first.sections
    assert (prd.version, prd.note) == (6, "version 2")
    assert "copyright" in talk(workspace, "undo")[1].model_dump_json(), "nothing is lost"
    with pytest.raises(NotFound, match="no version 9"):
        talk(workspace, "go back to version 9")
