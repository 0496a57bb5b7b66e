"""What is no export, or a broken or huge one, is named, and stops nothing else."""

import json
from pathlib import Path
from typing import Any

import interchange_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import told
from interchange_samples import write

from knowledge.errors import BadInput
from knowledge.logs.words import asked, said
from tools.evals.interchange.imported import ranges
from tools.evals.interchange.recognise import imported


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.json", "", "empty"),
        ("x.json", "{", "cannot be read"),
        ("x.json", "[" * 100_000, "nested too deeply"),
        ("x.json", "hello", "does not begin as JSON"),
        ("x.json", "[]", "not an export"),
        ("x.json", "{}", "not an export"),
        ("x.json", "[1, 2]", "not an export"),
        ("x.json", '{"results": {"results": "no"}}', "not an export"),
        ("x.yaml", "a: [", "cannot be read"),
        ("x.yaml", "just words", "not an export"),
        ("x.csv", "only one column\nvalue\n", "at least two"),
        ("x.csv", "a,a\n1,2\n", "at least two"),
        ("x.csv", 'a,b\n"never closed,2\n', "cannot be read"),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, name: str, content: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as error:
        imported(write(tmp_path / name, content))
    assert name in error.value.text("zh")


def test_no_file_and_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        imported(tmp_path / "nowhere.json")
    (tmp_path / "x.json").write_bytes(b"\x00\x01\x02\xff" * 50)
    with pytest.raises(BadInput, match=r"x\.json"):
        imported(tmp_path / "x.json")


def test_a_broken_line_stops_nothing(tmp_path: Path) -> None:
    lines = [*map(json.dumps, samples.LANGFUSE_ITEMS[:2]), '{"id": "cut off', "[1]"]
    found = imported(write(tmp_path / "x.jsonl", "\n".join(lines)))
    assert len(found.examples) == 2
    assert "Row 3: no whole JSON" in told(found)
    assert "Row 4: no object" in told(found)


def test_half_an_emoji_and_numbers_beyond_all_bounds(tmp_path: Path) -> None:
    trace = {**samples.LANGFUSE_TRACES[0], "output": "x", "latency": 1e400, "helpfulness": [1e400]}
    text = json.dumps([trace]).replace('"x"', '"cut \\ud83d"')
    (run,) = imported(write(tmp_path / "x.json", text)).runs
    (outcome,) = run.outcomes
    assert outcome.trace
    assert outcome.trace.answer == "cut ?"
    assert outcome.trace.latency_ms is None
    assert outcome.scores["helpfulness"].value is None


def test_a_file_beyond_all_bounds_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.jsonl").open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    with pytest.raises(BadInput, match="201"):
        imported(tmp_path / "x.jsonl")


def test_the_same_rows_again_and_again_are_runs(tmp_path: Path) -> None:
    rows = [samples.LANGFUSE_TRACES[0]] * 300
    found = imported(write(tmp_path / "x.json", rows))
    assert len(found.examples) == 1
    assert [run.target.name for run in found.runs][:2] == ["x.json", "x.json #2"]
    assert len(found.runs) == 300


def test_many_rows(tmp_path: Path) -> None:
    one = samples.LANGFUSE_TRACES[0]
    rows = "\n".join(json.dumps({**one, "id": f"t{at}"}) for at in range(5_000))
    found = imported(write(tmp_path / "x.jsonl", rows))
    assert len(found.examples) == len(found.runs[0].outcomes) == 5_000


def test_rows_are_named_in_short() -> None:
    assert ranges([1, 2, 3, 9, 7]) == "1–3, 7, 9"
    assert ranges(range(1, 200, 2)).endswith(", …")


def test_an_object_that_names_no_question_is_kept_whole() -> None:
    value = {"country": "Italy", "year": 2026}
    assert json.loads(asked(value).query) == value
    assert json.loads(said(value).text or "") == value


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "messages role content input output query vars assert type value kwargs args"
                " choices scores name results testIdx promptIdx provider example_id data examples"
                " id casebook timestamp expectedOutput reference_output annotations attributes"
                " context".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(ANY_JSON)
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    try:
        found = imported(write(path, json.dumps(value)))
    except BadInput:
        return
    ids = [one.id for one in found.examples]
    assert len(ids) == len(set(ids))
    for run in found.runs:
        assert {one.example_id for one in run.outcomes} <= set(ids) or found.shape == "casebook_run"
