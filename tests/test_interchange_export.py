"""Runs as CSV, JSONL and HTML, and back."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import interchange_samples as samples
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from interchange_samples import write

from knowledge.language import Lang
from knowledge.records import (
    Example,
    Failure,
    Outcome,
    Passage,
    Run,
    RunSpec,
    Score,
    TargetInfo,
    Trace,
)
from knowledge.workspace import Workspace
from tools.evals.interchange.exports import as_csv, as_jsonl, columns_of, safe, unsafe
from tools.evals.interchange.html_report import Reported, html_report
from tools.evals.interchange.imported import Imported
from tools.evals.interchange.keeping import kept
from tools.evals.interchange.lines import lines_of
from tools.evals.interchange.recognise import imported

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script>\n=HYPERLINK("http://a.example")'
EXAMPLES = [
    Example(
        id="e1",
        query=" 定价？\n第二行",
        reference="39 元",
        keywords=["39"],
        segment={"style": "comedy", "a.b": "x"},
        constraints={"seconds": 30},
    ),
    Example(id="=1+1", query=HOSTILE, reference="-5"),
    Example(id="e3", query="退款？"),
]


def a_run(name: str = "v1") -> tuple[Run, list[Outcome]]:
    spec = RunSpec(
        dataset="faq",
        dataset_version=1,
        dataset_hash="0",
        examples=3,
        target=TargetInfo(kind="http", name=name, version="2", params={"temperature": 0.1}),
        scorers={"exact": 1, "context_precision": 3, "stars": 1},
    )
    first, second, third = EXAMPLES
    outcomes = [
        Outcome(
            example_id=first.id,
            trace=Trace(
                id="run-1/e1",
                query=first.query,
                answer="39 元  ",
                reference="39 元",
                retrieved=[Passage(id="p1", text="Pro 39 元", score=0.5)],
                segment=first.segment,
                latency_ms=12.5,
                input_tokens=7,
                cost_usd=1e-7,
                model="m",
                time=NOW,
            ),
            attempts=0,
            scores={
                "exact": Score(value=1 / 3, answer="39 元  ", reason="=why"),
                "context_precision": Score(value=None, answer="39 元  ", reason="no judge"),
                "stars": Score(value=-4.5, answer="39 元  ", reason=""),
            },
            segment=first.segment,
        ),
        Outcome(
            example_id=second.id,
            trace=Trace(id="run-1/=1+1", query=second.query, answer="", reference="-5"),
            scores={"exact": Score(value=0, answer="", reason=HOSTILE)},
        ),
        Outcome(
            example_id=third.id,
            failure=Failure(kind="timeout", message="@SUM(1) took <b>too</b> long"),
            attempts=4,
        ),
    ]
    return Run(id="run-1", spec=spec, status="done", started=NOW), outcomes


def file_of(path: Path, run: Run, outcomes: list[Outcome], examples: list[Example]) -> Path:
    by_id = {one.id: one for one in examples}

    def lines() -> Iterator[dict[str, Any]]:
        return lines_of(run, outcomes, by_id)

    text = as_jsonl(lines()) if path.suffix == ".jsonl" else as_csv(lines(), columns_of(lines()))
    path.write_text("".join(text), encoding="utf-8", newline="")
    return path


def without_id(outcome: Outcome) -> Outcome:
    trace = outcome.trace and outcome.trace.model_copy(update={"id": ""})
    return outcome.model_copy(update={"trace": trace})


@pytest.mark.parametrize("name", ["run.jsonl", "run.csv"])
def test_a_run_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    run, outcomes = a_run()
    found = imported(file_of(tmp_path / name, run, outcomes, EXAMPLES))
    assert (found.shape, found.dataset) == ("casebook_run", "faq")
    assert list(found.examples) == EXAMPLES
    (back,) = found.runs
    assert list(map(without_id, back.outcomes)) == list(map(without_id, outcomes))
    assert back.scorers == run.spec.scorers
    assert (back.target.kind, back.target.name) == ("recorded", "v1")
    assert (back.target.version, back.target.params) == ("2", {"temperature": 0.1})
    assert found.notes == ()


@pytest.mark.parametrize("name", ["run.jsonl", "run.csv"])
def test_a_run_whose_set_is_gone_is_told_by_its_traces(tmp_path: Path, name: str) -> None:
    run, outcomes = a_run()
    found = imported(file_of(tmp_path / name, run, outcomes, []))
    assert [one.id for one in found.examples] == ["e1", "=1+1"], "of the third nothing is known"
    assert len(found.runs[0].outcomes) == 3


def test_of_an_example_that_stands_twice_the_first_counts(tmp_path: Path) -> None:
    run, outcomes = a_run()
    path = file_of(tmp_path / "run.jsonl", run, outcomes, EXAMPLES)
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    found = imported(path)
    assert len(found.runs[0].outcomes) == 3
    assert found.notes[0].text("en").startswith("Row 4–6: the run has its example before")


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n"), max_size=12
)
"""What is full of control characters is taken for no text at all."""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, WORDS, st.none() | st.floats(allow_nan=False, allow_infinity=False)),
        min_size=1,
        max_size=4,
    )
)
@example([("\r\n", "'=", -0.5), ("", "\ufeff", None)])
def test_any_text_and_number_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, float | None]]
) -> None:
    run, _ = a_run()
    examples = [Example(id=f"e{at}", query=f"q{query}") for at, (query, _, _) in enumerate(rows)]
    outcomes = [
        Outcome(
            example_id=one.id,
            trace=Trace(id=one.id, query=one.query, answer=answer),
            scores={"exact": Score(value=value, answer=answer, reason="r")},
        )
        for one, (_, answer, value) in zip(examples, rows, strict=True)
    ]
    for name in ("any.jsonl", "any.csv"):
        path = tmp_path_factory.getbasetemp() / name
        found = imported(file_of(path, run, outcomes, examples))
        assert list(found.examples) == examples
        assert list(found.runs[0].outcomes) == outcomes


@given(WORDS)
@example("'=1")
@example("''@x")
@example("-5")
def test_a_cell_is_made_safe_and_unsafe_again(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert safe(text)[:1] not in set("=+-@\t\r＝＋－＠")


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    run, outcomes = a_run("=cmd|' /C calc'!A0")
    text = file_of(tmp_path / "run.csv", run, outcomes, EXAMPLES).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    begun = [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠")]
    assert begun == ["-4.5"], "a number is a number"
    assert "'=1+1" in text


def html_of(lang: Lang, *runs: tuple[Run, list[Outcome]]) -> str:
    by_id = {one.id: one for one in EXAMPLES}
    reported = [
        Reported(run, lambda outcomes=outcomes: iter(outcomes), by_id)  # type: ignore[misc]
        for run, outcomes in runs
    ]
    return "".join(html_report(reported, lang, NOW))


class Tags(HTMLParser):
    """The tags of a page, and the text that stands outside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] not in {"script", "style"}:
            self.words += data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_says_all_and_runs_nothing_of_it(lang: Lang) -> None:
    page = html_of(lang, a_run("<img src=x onerror=alert(1)>"), a_run("v2"))
    found = Tags(page)
    names = [tag for tag, _ in found.tags]
    assert names.count("script") == 1
    assert not {"img", "iframe", "link", "object", "base", "form"} & set(names)
    assert "=HYPERLINK(" in found.words
    assert '<script>alert("x")</script>' in found.words
    assert not [attrs for _, attrs in found.tags if {"onclick", "onerror", "style"} & attrs.keys()]
    addresses = [
        value for _, attrs in found.tags for value in (attrs.get("href"), attrs.get("src"))
    ]
    assert {one[:1] for one in addresses if one} == {"#"}
    rows = [attrs for tag, attrs in found.tags if tag == "tr" and attrs.get("id")]
    assert len(rows) == 6
    ids = [attrs["id"] for _, attrs in found.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in addresses if one} <= set(ids), "each link leads to a row"
    assert [row.get("data-state") for row in rows[:3]] == ["lost", "lost", "failed"]
    assert ("超时" if lang == "zh" else "timed out") in found.words
    assert "-4.5" in found.words
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page
    if lang == "en":
        of_the_run = set("".join(f"{one.query}{one.reference}" for one in EXAMPLES))
        assert not set(re.findall(r"[\u4e00-\u9fff]", found.words)) - of_the_run


def test_the_policy_lets_only_our_script_run() -> None:
    policy = next(
        attrs["content"]
        for tag, attrs in Tags(html_of("en", a_run())).tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/]{43}='", policy)) == 2


def test_unknown_scores_are_no_zeros_in_the_report() -> None:
    cells = re.findall(r'<td class="number"[^>]*data-value="([^"]*)"', html_of("en", a_run()))
    assert cells == [repr(1 / 3), "", "-4.5", "0.0", "", "", "", "", ""]


def keep(workspace: Workspace, found: Imported, name: str) -> list[Run]:
    made = kept(found, workspace.datasets, workspace.runs, name=name, now=NOW, note="")
    return list(made.runs)


def test_an_imported_run_is_kept_once_and_can_be_opened(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "results.json", samples.PROMPTFOO_RESULTS)
    runs = keep(workspace, imported(path), "promptfoo")
    assert keep(workspace, imported(path), "promptfoo") == runs
    assert len(workspace.runs.all()) == 2
    assert [one.version for one in workspace.datasets.versions("promptfoo")] == [1]
    assert {run.spec.target.kind for run in runs} == {"recorded"}
    assert {run.status for run in runs} == {"done"}
    trace = workspace.runs.trace(f"{runs[0].id}/test-0")
    assert trace
    assert trace.answer == "39 yuan"
    tally = workspace.runs.tally(runs[1].id)
    assert (tally.answered, tally.failed) == (1, 1)


def test_two_files_over_one_set_share_its_version(workspace: Workspace, tmp_path: Path) -> None:
    small = [samples.promptfoo_result(at, 0, "small", "39") for at in range(2)]
    large = [samples.promptfoo_result(at, 0, "large", "40") for at in range(2)]
    hashes = set()
    for name, results in (("a.json", small), ("b.json", large)):
        found = imported(write(tmp_path / name, {"results": results}))
        hashes |= {run.spec.dataset_hash for run in keep(workspace, found, "shared")}
    assert len(hashes) == 1, "so that the runs can be compared example by example"
