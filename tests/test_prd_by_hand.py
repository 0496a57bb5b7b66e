"""What is done to a PRD on the page: versions with notes, undo, and nobody's text lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd, Section
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.editing.history import last_change
from tools.prd.editing.plain import plain_text
from tools.prd_by_hand import HandAct, acted


@pytest.fixture
def prd(workspace: Workspace) -> Prd:
    called(draft_prd, deps_of(workspace, "en"), feature="captions")
    return workspace.prds.all()[0]


def section(prd: Prd, key: str = "goals") -> Section:
    return next(one for one in prd.sections if one.key == key)


def text(prd: Prd, key: str = "goals") -> str:
    return plain_text(section(prd, key).blocks, prd.lang)


def do(workspace: Workspace, prd: Prd, act: str, **given: Any) -> Prd:
    asked = HandAct(do=act, **{"version": prd.version, "section": "goals", **given})  # type: ignore[arg-type]
    return acted(deps_of(workspace, "en"), prd.id, asked)


def undo(workspace: Workspace, prd: Prd) -> Prd:
    return do(workspace, prd, "undo", section="")


def test_a_section_is_typed_in_and_taken_back(workspace: Workspace, prd: Prd) -> None:
    made = do(
        workspace, prd, "save", text=f"{text(prd)}\n\nWe start with 50 pilot users.", by="Ann"
    )
    assert made.version == 2
    assert made.note == "Edited by hand: Goals and non-goals"
    assert section(made).blocks[:-1] == section(prd).blocks
    added = section(made).blocks[-1].sentences[0]
    assert (added.kind, added.by) == ("decision", "Ann")
    back = undo(workspace, made)
    assert back.sections == prd.sections
    with pytest.raises(BadInput, match="nothing to undo"):
        undo(workspace, back)


def test_what_changes_nothing_makes_no_version(workspace: Workspace, prd: Prd) -> None:
    assert do(workspace, prd, "save", text=f"\n{text(prd)}\n\n").version == 1
    assert do(workspace, prd, "unlock").version == 1
    assert do(workspace, prd, "up", section=prd.sections[0].key).version == 1
    assert do(workspace, prd, "down", section=prd.sections[-1].key).version == 1
    assert do(workspace, prd, "uncomment", comment="c-none").version == 1


def test_two_sections_edited_at_once_are_both_kept(workspace: Workspace, prd: Prd) -> None:
    do(workspace, prd, "save", section="risks", text=f"{text(prd, 'risks')}\n\nTheirs.")
    made = do(workspace, prd, "save", text=f"{text(prd)}\n\nMine.")
    assert made.version == 3
    assert "Theirs." in text(made, "risks")
    assert "Mine." in text(made)


def test_the_same_section_edited_at_once_is_for_its_author_to_settle(
    workspace: Workspace, prd: Prd
) -> None:
    theirs = do(workspace, prd, "save", text="Theirs.")
    with pytest.raises(BadInput, match="changed in version 2"):
        do(workspace, prd, "save", text="Mine.")
    assert text(workspace.prds.all()[0]) == "Theirs."
    assert do(workspace, prd, "save", text="Theirs.").version == 2, "the same text is no quarrel"
    made = do(workspace, theirs, "save", text="Mine.")
    assert text(made) == "Mine."
    assert text(undo(workspace, made)) == "Theirs."


def test_many_at_once_lose_nothing(workspace: Workspace, prd: Prd) -> None:
    keys = [one.key for one in prd.sections][:4]
    wanted = {key: f"{text(prd, key)}\n\nTyped in {key}." for key in keys}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: do(workspace, prd, "save", section=key, text=wanted[key]), keys))
    newest = workspace.prds.all()[0]
    assert all(f"Typed in {key}." in text(newest, key) for key in keys)


def test_a_locked_section_is_not_typed_in(workspace: Workspace, prd: Prd) -> None:
    locked = do(workspace, prd, "lock")
    assert locked.note == "Locked: Goals and non-goals"
    with pytest.raises(BadInput, match="locked"):
        do(workspace, locked, "save", text="Mine.")
    assert not section(undo(workspace, locked)).locked
    assert not section(do(workspace, locked, "unlock")).locked


def test_sections_move(workspace: Workspace, prd: Prd) -> None:
    keys = [one.key for one in prd.sections]
    at = keys.index("goals")
    down = do(workspace, prd, "down")
    assert [one.key for one in down.sections].index("goals") == at + 1
    up = do(workspace, down, "up")
    assert [one.key for one in up.sections] == keys


def test_comments_are_made_settled_and_taken_away(workspace: Workspace, prd: Prd) -> None:
    first = do(workspace, prd, "comment", text=" Too vague? ", by="Ann")
    second = do(workspace, first, "comment", text="Too vague?", by="Ann")
    one, other = second.comments
    assert (one.text, one.by, one.section) == ("Too vague?", "Ann", "goals")
    assert one.id != other.id
    settled = do(workspace, second, "resolve", comment=one.id)
    assert [c.resolved for c in settled.comments] == [True, False]
    assert not do(workspace, settled, "reopen", comment=one.id).comments[0].resolved
    gone = do(workspace, settled, "uncomment", comment=other.id)
    assert [c.id for c in gone.comments] == [one.id]
    _, found = called(draft_prd, deps_of(workspace, "en"), change="undo")
    assert len(found["prd"]["comments"]) == 2, "undo by talk takes back what was done by hand"


def test_what_cannot_be_done_is_told(workspace: Workspace, prd: Prd) -> None:
    for given, told in (
        ({"act": "save", "text": "  "}, "cannot be left empty"),
        ({"act": "save", "text": "x" * 20_001}, "20,001"),
        ({"act": "save", "text": "x", "section": "nonesuch"}, "no longer there"),
        ({"act": "save", "text": "x", "version": 9}, "no version 9"),
        ({"act": "comment", "text": " "}, "comment is empty"),
        ({"act": "comment", "text": "x" * 2_001}, "2,001"),
        ({"act": "undo"}, "nothing to undo"),
        ({"act": "undo", "version": 9}, "Version 1 has just been made"),
    ):
        with pytest.raises(BadInput, match=told):
            do(workspace, prd, **given)  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="no longer there"):
        do(workspace, prd.model_copy(update={"id": "prd-none"}), "lock")
    assert workspace.prds.all()[0].version == 1


def test_the_change_that_an_undo_takes_back_is_known(workspace: Workspace, prd: Prd) -> None:
    locked = do(workspace, prd, "lock")
    moved = do(workspace, locked, "down")
    back = undo(workspace, moved)
    versions = workspace.prds.versions(prd.id)
    assert last_change(versions) == locked
    undo(workspace, back)
    assert last_change(workspace.prds.versions(prd.id)) is None
