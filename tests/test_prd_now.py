"""What a PRD's sources say now: what moved is flagged and mended, and nothing else is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from eval_runs import keep, outcome, run
from tool_deps import called, deps_of

from knowledge.catalogue import Catalogue
from knowledge.language import LANGS, Lang
from knowledge.records import Document, Event, Trace
from knowledge.records.prd import Prd, Sentence, Source
from knowledge.scenarios import Change
from knowledge.traffic import Scope
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import draft, sentences_of
from tools.prd.gathering.failures import failures_of
from tools.prd.gathering.gather import gather
from tools.prd.gathering.now import Now
from tools.prd.templates.shelf import templates
from tools.prd_stale import flags, refresh

START = datetime(2026, 10, 1, 9, tzinfo=UTC)
RULES = {
    "zh": Document(
        id="rules.md", title="自动字幕规则", lang="zh",
        text="# 自动字幕规则\n\n自动字幕在 20 秒内出全部字幕。\n\n自动字幕只支持普通话，"
             "方言放到下一版。\n",
    ),
    "en": Document(
        id="rules.md", title="Auto-captions rules", lang="en",
        text="# Auto-captions rules\n\nAuto-captions appear within 20 seconds of an upload.\n\n"
             "Auto-captions cover English only; dialects are left to the next version.\n",
    ),
}  # fmt: skip
FEATURE: dict[Lang, str] = {"zh": "自动字幕", "en": "auto-captions"}


def traffic(workspace: Workspace, day: int, adopted: int, count: int = 60) -> None:
    """Answers of one day, of which so many were adopted."""
    traces = [
        Trace(
            id=f"t-{day}-{at}",
            query="q",
            answer="a",
            time=START + timedelta(days=day, minutes=at),
            user_id=f"u{at % 7}",
            feature="auto_captions",
            version="v1",
        )
        for at in range(count)
    ]
    kinds = ["adopted"] * adopted + ["abandoned"] * (count - adopted)
    shown: list[Event] = [_event(one, "shown") for one in traces]
    done = [_event(one, kind) for one, kind in zip(traces, kinds, strict=True)]
    workspace.events.append(traces, shown + done)


def _event(trace: Trace, kind: Any) -> Event:
    assert trace.time is not None
    return Event(id=f"{trace.id}-{kind}", trace_id=trace.id, kind=kind, time=trace.time)


def drafted(workspace: Workspace, lang: Lang, feature: str = "") -> Prd:
    made = called(draft_prd, deps_of(workspace, lang), feature=feature or FEATURE[lang])[1]
    return Prd.model_validate(made["prd"])


def said(prd: Prd) -> dict[str, Sentence]:
    return {one.id: one for section in prd.sections for one in sentences_of(section)}


def sources(prd: Prd, kind: str) -> list[Source]:
    return [it for one in said(prd).values() for it in one.sources if it.kind == kind]


def changes(workspace: Workspace, prd: Prd) -> list[tuple[str, str, str | None]]:
    """Text, old and new of all that is flagged."""
    return [
        (flag.text, one.source.quote, one.now)
        for flag in flags(deps_of(workspace, prd.lang), prd)
        for one in flag.changes
    ]


@pytest.mark.parametrize(
    ("lang", "feature"), [("zh", "脚本生成"), ("en", "script generation"), ("en", "auto-captions")]
)
def test_nothing_is_stale_in_a_new_draft(demo: Workspace, lang: Lang, feature: str) -> None:
    deps = deps_of(demo, lang)
    prd = draft(templates(Path("absent"))["ai_feature"], gather(deps, feature)).prd
    assert {one.kind for one in sources(prd, "metric")} or feature == "auto-captions"
    assert flags(deps, prd) == []
    assert flags(deps_of(demo, "en" if lang == "zh" else "zh"), prd) == [], "for any reader"


@pytest.mark.parametrize("lang", LANGS)
def test_a_document_that_was_taken_in_anew(workspace: Workspace, lang: Lang) -> None:
    workspace.docs.ingest([RULES[lang]])
    prd = drafted(workspace, lang)
    newer = RULES[lang].text.replace("20", "12")
    workspace.docs.ingest([RULES[lang].model_copy(update={"text": f"{newer}\n## A\n\nb\n"})])
    told = changes(workspace, prd)
    assert told
    assert all("20" in old and "12" in (new or "") for _, old, new in told)
    made = refresh(deps_of(workspace, lang), prd.id)
    assert made.prd.version == 2
    assert made.prd.note == "refresh"
    assert changes(workspace, made.prd) == []
    texts = [one.text for one in said(made.prd).values()]
    assert any("12" in one and "20" not in one for one in texts)
    was, now = ([part.key for part in it.sections] for it in (prd, made.prd))
    assert was == now
    assert {one for key in now[:-1] for one in _ids(made.prd, key)} == {
        one for key in was[:-1] for one in _ids(prd, key)
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_passage_that_only_moved_is_not_stale(workspace: Workspace, lang: Lang) -> None:
    workspace.docs.ingest([RULES[lang]])
    prd = drafted(workspace, lang)
    title, _, rest = RULES[lang].text.partition("\n")
    moved = f"{title}\n\n## One\n\nfirst\n\n## Two\n{rest}"
    workspace.docs.ingest([RULES[lang].model_copy(update={"text": moved})])
    assert changes(workspace, prd) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_document_that_is_gone_leaves_questions(workspace: Workspace, lang: Lang) -> None:
    workspace.docs.ingest([RULES[lang]])
    prd = drafted(workspace, lang)
    workspace.docs.remove(["rules.md"])
    told = changes(workspace, prd)
    assert told
    assert {new for _, _, new in told} == {None}
    made = refresh(deps_of(workspace, lang), prd.id)
    assert made.renewed is not None
    assert len(made.renewed.open) == len({text for text, _, _ in told})
    asked = [said(made.prd)[one] for one in made.renewed.open]
    assert {one.kind for one in asked} == {"question"}
    assert changes(workspace, made.prd) == []
    assert all(RULES[lang].title not in one.text for one in said(made.prd).values()), "appendix"


def test_a_newer_document_takes_the_place_of_an_older(workspace: Workspace) -> None:
    old = Document(
        id="rules-v1.md", title="自动字幕规则 v1", lang="zh", version="v1",
        text="# 自动字幕规则 v1\n\n自动字幕在 20 秒内出全部字幕。\n",
    )  # fmt: skip
    workspace.docs.ingest([old])
    prd = drafted(workspace, "zh")
    text = "# 自动字幕规则 v2\n\n自动字幕在 9 秒内出全部字幕。\n"
    newer = {"id": "rules-v2.md", "title": "自动字幕规则 v2", "version": "v2", "text": text}
    workspace.docs.ingest([old.model_copy(update=newer)])
    told = changes(workspace, prd)
    assert [new for _, _, new in told] == ["自动字幕在 9 秒内出全部字幕。"] * len(told) != []
    made = refresh(deps_of(workspace, "zh"), prd.id)
    assert {one.id for one in sources(made.prd, "passage")} == {"rules-v2.md#0"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_metric_that_moved_is_told_anew_with_what_is_reckoned_from_it(
    workspace: Workspace, lang: Lang
) -> None:
    traffic(workspace, 0, adopted=20)
    prd = drafted(workspace, lang)
    traffic(workspace, 20, adopted=45)
    told = changes(workspace, prd)
    assert any("33.3%" in old and "54.2%" in (new or "") for _, old, new in told)
    made = refresh(deps_of(workspace, lang), prd.id)
    assert made.renewed is not None
    assert made.renewed.open == ()
    assert changes(workspace, made.prd) == []
    goals = next(one for one in made.prd.sections if one.key == "goals")
    texts = [one.text for one in sentences_of(goals)]
    assert any("54.2%" in one for one in texts)
    assert not any("33.3%" in one for one in texts)
    fresh = draft(
        templates(Path("absent"))["ai_feature"], gather(deps_of(workspace, lang), prd.title)
    )
    target = [one.text for one in _of(fresh.prd, "goals") if one.kind == "assumption"]
    assert target == [one.text for one in _of(made.prd, "goals") if one.kind == "assumption"]


def _ids(prd: Prd, key: str) -> set[str]:
    return {one.id for one in _of(prd, key)}


def _of(prd: Prd, key: str) -> Sequence[Sentence]:
    return sentences_of(next(one for one in prd.sections if one.key == key))


def test_a_price_that_changed(workspace: Workspace) -> None:
    prd = drafted(workspace, "zh")
    priced = sources(prd, "price")
    assert priced

    def dearer() -> Catalogue:
        found = []
        for one in deps_of(workspace).catalogue.offers:
            if one.id == priced[0].id:
                price = one.price.model_dump()
                given = {
                    name: value * 3 for name, value in price.items() if isinstance(value, Decimal)
                }
                one = one.model_copy(update={"price": one.price.model_copy(update=given)})  # noqa: PLW2901
            found.append(one)
        return Catalogue(found)

    catalogue = dearer()
    deps = deps_of(workspace, "zh", load_catalogue=lambda: catalogue)
    told = flags(deps, prd)
    assert told
    assert {it.source.id for one in told for it in one.changes} == {priced[0].id}
    assert all(any(map(str.isdigit, one.text)) for one in told), "a mere name is as true as before"
    made = refresh(deps, prd.id)
    assert made.renewed is not None
    assert made.renewed.open == ()
    assert flags(deps, made.prd) == []
    gone = Catalogue(one for one in catalogue.offers if one.id != priced[0].id)
    without = deps_of(workspace, "zh", load_catalogue=lambda: gone)
    assert {it.now for one in flags(without, prd) for it in one.changes} == {None}


def test_a_scenario_whose_score_changed(workspace: Workspace) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    workspace.scenarios.keep([Change("自动字幕", {"pain": "8", "difficulty": "5"})], now, None)
    prd = drafted(workspace, "zh")
    workspace.scenarios.keep([Change("自动字幕", {"pain": "6"})], now, None)
    told = changes(workspace, prd)
    assert any("痛度 8" in old and "痛度 6" in (new or "") for _, old, new in told)
    made = refresh(deps_of(workspace, "zh"), prd.id)
    scored = [one.text for one in _of(made.prd, "ai") if one.sources]
    assert any("痛度 6" in one and "3" in one for one in scored), scored


def test_a_run_that_a_newer_one_has_superseded(workspace: Workspace) -> None:
    keep(workspace, run("run-1", "v2", 40), [outcome(at, {"exact": at % 2}) for at in range(40)])
    prd = drafted(workspace, "zh")
    assert sources(prd, "run")
    assert changes(workspace, prd) == []
    again = [outcome(at, {"exact": 1.0}) for at in range(40)]
    keep(workspace, run("run-2", "v2", 40, day=3), again)
    told = changes(workspace, prd)
    assert {old.partition(" ")[0] for _, old, _ in told} == {
        new.partition(" ")[0] for *_, new in told if new
    }
    made = refresh(deps_of(workspace, "zh"), prd.id)
    assert {one.id for one in sources(made.prd, "run")} == {"run-2"}
    assert changes(workspace, made.prd) == []
    other = run("run-3", "v3", 40, day=5)
    keep(workspace, other, again)
    assert changes(workspace, made.prd) == [], "another target supersedes nothing"


def test_each_store_is_asked_only_for_what_is_cited(workspace: Workspace) -> None:
    """A document without figures opens without the catalogue, the log and the board."""
    workspace.docs.ingest([RULES["zh"]])
    prd = drafted(workspace, "zh")
    bare = prd.model_copy(update={"sections": prd.sections[:1]})
    assert {one.kind for one in sources(bare, "passage")} == {"passage"}

    def refused() -> Catalogue:
        raise AssertionError("the catalogue was read")

    deps = deps_of(workspace, "zh", load_catalogue=refused)
    assert [Now(deps, bare).says(one) for one in sources(bare, "passage")]
    assert flags(deps, bare) == []


def test_failures_are_looked_for_again_when_users_dislike_more(workspace: Workspace) -> None:
    deps, scope = deps_of(workspace, "en"), Scope(feature="auto_captions")
    traffic(workspace, day=0, adopted=60)
    whole = workspace.events.traffic(scope)
    before = failures_of(deps, scope, whole)
    assert before == failures_of(deps, scope, whole) == ((), 0)
    thumb = Event(id="e", trace_id="t-0-1", kind="rated", rating="down", time=START)
    workspace.events.append(events=[thumb])
    assert failures_of(deps, scope, whole)[1] == 1
