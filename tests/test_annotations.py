"""Labels of several people: kept act by act, put in a queue, held against each other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant import Assistant
from knowledge.annotations import AnnotationStore
from knowledge.database import open_database
from knowledge.language import LANGS, Lang
from knowledge.records import Example
from knowledge.records.annotation import Annotation
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from page.annotating_view import annotating_view
from page.opened import shown
from tools.evals.annotating import progress

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SET = [Example(id=f"e{at}", query=f"question {at} <b>", answer="<i>a</i>") for at in range(6)]


def said(annotator: str, example: str, label: int | None) -> Annotation:
    return Annotation(dataset="s", example=example, annotator=annotator, label=label, time=NOW)


def test_every_act_is_kept_and_the_last_counts(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "casebook.db")
    store = AnnotationStore(engine)
    for label in (3, 5, None):
        store.add(said("li", "e0", label))
    store.add(said("li", "e1", 2))
    store.add(said("wang", "e0", 1))
    assert [one.label for one in store.acts("s")] == [3, 5, None, 2, 1]
    assert [(one.annotator, one.example, one.label) for one in store.standing("s")] == [
        ("li", "e1", 2),
        ("wang", "e0", 1),
    ]
    assert store.standing("another") == []
    engine.dispose()


def test_the_queue_goes_on_skips_and_comes_back() -> None:
    first = progress(SET, [], "li")
    assert first.current == SET[0]
    labelled = [said("li", "e0", 4)]
    assert progress(SET, labelled, "li", ["e1"]).current == SET[2]
    everything = [said("li", one.id, 4) for one in SET if one.id != "e1"]
    left = progress(SET, everything, "li", ["e1"])
    assert (left.current, left.done, left.last) == (SET[1], 5, "e5")
    assert progress(SET, labelled, "").current is None, "nobody has said who they are"
    assert progress(SET, labelled, "wang").current == SET[0], "each goes through all of it"


def test_agreement_takes_two_and_names_where_they_differ() -> None:
    mine = [said("li", f"e{at}", at % 5 + 1) for at in range(6)]
    assert progress(SET, mine, "li").agreement is None
    theirs = [said("wang", f"e{at}", at % 5 + 1) for at in range(5)]
    same = progress(SET, [*mine, *theirs], "li").agreement
    assert same is not None
    assert (same.value, same.examples, same.disagreed) == (1.0, 5, [])
    theirs[2] = said("wang", "e2", 5)
    differ = progress(SET, [*mine, *theirs], "li").agreement
    assert differ is not None
    assert differ.disagreed == ["e2"]
    assert differ.value is not None
    assert differ.value < 1
    assert differ.interval is not None
    two = progress(SET, [*mine, *theirs], "li").kappa
    assert two is not None
    assert two.value is not None
    assert 0 < two.value < 1
    three = [*mine, *theirs, said("zhao", "e0", 1)]
    assert progress(SET, three, "li").kappa is None, "κ is of two"


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 7), st.none() | st.integers(1, 5)),
        max_size=20,
    )
)
def test_done_and_left_make_the_whole(acts: list[tuple[str, int, int | None]]) -> None:
    last = {(who, f"e{at}"): said(who, f"e{at}", label) for who, at, label in acts}
    standing = [one for one in last.values() if one.label is not None]
    found = progress(SET, standing, "a")
    assert 0 <= found.done <= found.total == 6
    assert (found.current is None) == (found.done == 6)


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_asks_for_a_name_then_shows_examples_as_data(
    workspace: Workspace, settings: Settings, lang: Lang
) -> None:
    workspace.datasets.freeze("s", SET, NOW)
    assistant = Assistant(workspace, settings, None)
    nameless = shown(assistant, "c", ["#annotate:s"], lang)
    assert 'data-form="annotator"' in nameless
    assistant.annotations.add("s", "e0", "li", 4, "")
    assistant.annotations.add("s", "e0", "wang", 2, "why")
    drawn = shown(assistant, "c", ["#annotate:s"], lang, ("li", ["e1"]))
    assert 'data-task="e2"' in drawn
    assert drawn.count("data-label=") == 5
    assert "question 2 &lt;b&gt;" in drawn
    assert "<i>a</i>" not in drawn
    assert "li 4" in drawn, "an example they disagree on"
    assert shown(assistant, "c", ["#annotate:none"], lang)
    found = assistant.annotations.of("s", "li")
    assert found is not None
    assert annotating_view("s", *found, "li", lang)
