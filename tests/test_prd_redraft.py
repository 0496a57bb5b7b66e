"""A new draft of the same feature: what people have changed stays, and is told."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Prd
from knowledge.texts import say
from knowledge.workspace import Workspace
from tools.deps import Deps
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import DRAFT
from tools.prd.editing.own import Own, own_in
from tools.prd.gathering.gather import LOOKED_AT

FEATURE = {"zh": "自动字幕", "en": "auto-captions"}
RISK = {"zh": "加一条关于版权的风险", "en": "add a risk about copyright"}
NAME = {"zh": "版权", "en": "copyright"}
DELETE = {"zh": "删掉用户故事", "en": "delete the user stories"}
MOVE = {"zh": "把风险移到灰度之前", "en": "move risks before rollout"}
UNDO = {"zh": "撤销", "en": "undo"}
ALL_OF_IT = {"zh": "全部重写", "en": "redraft everything"}


def talk(demo: Workspace, lang: Lang) -> Deps:
    """Dependencies whose clock moves on with each look at it."""
    steps = count(len(demo.prds.all()) * 1000)
    start = datetime(2026, 11, 1, tzinfo=UTC)
    return deps_of(demo, lang, clock=lambda: start + timedelta(seconds=next(steps)))


def drafted(deps: Deps, template: str) -> tuple[str, Prd, list[str]]:
    text, found = called(
        draft_prd, deps, lambda _: None, feature=FEATURE[deps.lang], template=template
    )
    return text, Prd.model_validate(found["prd"]), found["kept"]


def said(deps: Deps, prd: Prd, change: str) -> Prd:
    _, found = called(draft_prd, deps, lambda _: None, prd=prd.id, change=change)
    return Prd.model_validate(found["prd"])


def words(prd: Prd, key: str) -> str:
    section = next(one for one in prd.sections if one.key == key)
    return " ".join(one.text for block in section.blocks for one in block.sentences)


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_changed_by_talk_stays_and_is_told(lang: Lang, demo: Workspace) -> None:
    deps = talk(demo, lang)
    _, first, kept = drafted(deps, "ordinary_feature")
    assert kept == []
    said(deps, first, RISK[lang])
    said(deps, first, DELETE[lang])
    said(deps, first, MOVE[lang])
    text, again, kept = drafted(deps, "ordinary_feature")
    assert again.id == first.id
    assert kept == ["risks"]
    assert NAME[lang] in words(again, "risks")
    assert ALL_OF_IT[lang] in text
    keys = [one.key for one in again.sections]
    assert "stories" not in keys
    assert keys.index("risks") < keys.index("rollout")
    text, third, kept = drafted(deps, "ordinary_feature")
    assert NAME[lang] in words(third, "risks")
    whole = said(deps, third, ALL_OF_IT[lang])
    assert NAME[lang] not in words(whole, "risks")
    assert [one.key for one in whole.sections] == [one.key for one in first.sections]


@pytest.mark.parametrize("lang", LANGS)
def test_a_change_that_was_taken_back_is_none(lang: Lang, demo: Workspace) -> None:
    deps = talk(demo, lang)
    _, first, _ = drafted(deps, "one_pager")
    said(deps, first, RISK[lang])
    said(deps, first, UNDO[lang])
    text, again, kept = drafted(deps, "one_pager")
    assert kept == []
    assert ALL_OF_IT[lang] not in text
    assert [one.blocks for one in again.sections] == [one.blocks for one in first.sections]


def test_what_a_machine_wrote_anew_is_nobodys_own(demo: Workspace) -> None:
    deps = talk(demo, "en")
    _, first, _ = drafted(deps, "ai_feature")
    sections = tuple(
        one.model_copy(update={"blocks": one.blocks[:1]}) if one.key == "users" else one
        for one in first.sections
    )
    changed = first.model_copy(update={"sections": sections, "version": 2})
    drafts = [first.model_copy(update={"note": DRAFT})]
    refreshed = changed.model_copy(update={"note": "refresh"})
    typed = changed.model_copy(update={"note": "typed"})
    assert own_in([refreshed, *drafts]) == Own()
    assert own_in([typed, *drafts]).changed == ("users",)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_looked_at_and_what_is_written_is_told_in_one_count(
    lang: Lang, demo: Workspace
) -> None:
    heard: list[dict[str, Any]] = []
    called(draft_prd, talk(demo, lang), heard.append, feature="title", template="one_pager")
    done = [one["done"] for one in heard]
    assert done == sorted(done)
    assert {one["total"] for one in heard} == {heard[-1]["done"]}
    notes = [one["note"] for one in heard]
    assert notes[: len(LOOKED_AT)] == [say(f"prd.looking.{part}", lang) for part in LOOKED_AT]
    assert len(set(notes)) == len(notes)
