"""Nothing that is trained on overlaps with an eval set: not by origin, not by words or meaning."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leaked import EVALS, FORMS, GOODS, OTHERS, chosen, taken, vectors
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import Event, Example, Trace
from knowledge.workspace import Workspace
from page.finetune_view import finetune_view
from tools.build_eval_set import build_eval_set
from tools.build_finetune_set import FinetuneArtifact, build_finetune_set
from tools.eval_set_trained import trained_on

NOW = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)

FILLERS = ("请问", "您好，", "麻烦", "不好意思，", "Hi, ", "please ")
ENDS = ("？", "，谢谢啦", "！！", "……在线等", " thanks", "")


def _wide(text: str) -> str:
    """Letters and figures at the width of Han characters."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """What says the same after a chain of small edits."""
    for step in draw(st.lists(st.sampled_from("before after case wide gap".split()), max_size=4)):
        if step == "before":
            text = draw(st.sampled_from(FILLERS)) + text
        elif step == "after":
            text += draw(st.sampled_from(ENDS))
        elif step == "case":
            text = draw(st.sampled_from([str.upper, str.lower, str.title]))(text)
        elif step == "wide":
            text = _wide(text)
        else:
            place = draw(st.integers(0, len(text)))
            text = text[:place] + draw(st.sampled_from(["，", "  ", "…"])) + text[place:]
    return text


@st.composite
def repeated(draw: st.DrawFn, *, reworded: bool) -> str:
    """A question of the eval set again: itself, with another figure, or in other words."""
    good = draw(st.sampled_from(sorted(GOODS)))
    form, rewordings, translation = draw(st.sampled_from(FORMS))
    kinds = ["itself", "figure", *(["reworded", "translated"] if reworded else [])]
    kind = draw(st.sampled_from(kinds))
    text = form.format(good)
    if kind == "figure":
        text = text.replace("30", str(draw(st.integers(5, 90))))
    elif kind == "reworded":
        return draw(dressed(draw(st.sampled_from(rewordings)).format(good)))
    elif kind == "translated":
        # Not cut up: half a word means something else.
        return f"{draw(st.sampled_from(['', 'Hi, ']))}{translation.format(GOODS[good])}"
    return draw(dressed(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted=st.lists(repeated(reworded=False), min_size=1, max_size=15))
def test_no_chain_of_small_edits_hides_an_eval_question(planted: list[str]) -> None:
    found = [taken(at, text) for at, text in enumerate([*planted, *OTHERS])]
    selection = chosen(found, EVALS)
    kept = {one.query for one in selection.examples}
    assert kept <= set(OTHERS)
    assert len(kept) >= len(OTHERS) - 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted=st.lists(repeated(reworded=True), min_size=1, max_size=10))
def test_with_vectors_no_rewording_or_translation_does(planted: list[str]) -> None:
    found = [taken(at, text) for at, text in enumerate([*planted, *OTHERS])]
    selection = chosen(found, EVALS, embed=vectors)
    kept = {one.query for one in selection.examples}
    assert kept <= set(OTHERS)
    assert len(kept) >= len(OTHERS) * 2 // 3


# By origin: exact, whatever the words.


# What is said of it.


def filled(workspace: Workspace, session: str | None = None) -> None:
    traces = [
        Trace(id=f"t-{at:03d}", query=query, answer=f"答 {query}", session_id=session, time=NOW)
        for at, query in enumerate(OTHERS)
    ]
    acts = [
        Event(id=f"e-{trace.id}", trace_id=trace.id, kind="adopted", time=NOW) for trace in traces
    ]
    workspace.events.append(traces, acts)


def made(workspace: Workspace, lang: Any = "en") -> tuple[str, FinetuneArtifact]:
    text, artifact = called(build_finetune_set, deps_of(workspace, lang), print, ())
    return text, FinetuneArtifact.model_validate(artifact)


def test_without_vectors_rewordings_are_not_ruled_out(workspace: Workspace) -> None:
    filled(workspace)
    workspace.datasets.freeze("gold", [Example(id="a", query="写一条猫粮的开箱口播")], NOW)
    text, found = made(workspace)
    assert found.made.files is not None
    card = (workspace.home / found.made.files.folder / "card.md").read_text(encoding="utf-8")
    for said in (text, card):
        assert "Rewordings cannot be ruled out" in said
        assert "No overlap" not in said
    assert not found.made.leakage.by_meaning
    assert "改写没有查" in made(workspace, "zh")[0]


def test_an_eval_set_tells_what_was_exported_for_training(workspace: Workspace) -> None:
    filled(workspace)
    made(workspace)
    exported = {one.id for one in workspace.datasets.examples("finetune", 1)}
    deps = deps_of(workspace, "en")
    some = Example(id=min(exported), query="别的话", source="chat")
    assert "1 example went into a training set before (finetune v1)" in trained_on(deps, [some])[0]
    assert trained_on(deps, [Example(id="x", query="别的话", source="chat")]) == []
    _, artifact = called(build_eval_set, deps, print, (), plan="6")
    assert any("finetune v1" in one for one in artifact["remarks"])


def test_the_session_of_an_evals_trace_is_looked_up(workspace: Workspace) -> None:
    filled(workspace, session="s1")
    held = Example(id="t-003", query="别的话", source="trace:t-003")
    workspace.datasets.freeze("gold", [held], NOW)
    text, found = made(workspace)
    counts = {one.step: one.count for one in found.made.funnel}
    assert counts["allowed"] > 2
    assert found.made.leakage.dropped == {"trace": 1, "conversation": counts["allowed"] - 1}
    assert found.made.files is None
    assert f"same conversation {counts['allowed'] - 1}" in text
    leakage = found.made.leakage
    assert (leakage.held, leakage.reasons) == (counts["allowed"], {"origin": counts["allowed"]})
    assert f"{counts['allowed']} examples share an origin" in text
    assert "split by time or by user" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_too_few_are_left_it_says_why_and_what_to_do(
    workspace: Workspace, lang: Lang
) -> None:
    filled(workspace)
    evals = [Example(id=f"g{at}", query=query) for at, query in enumerate(OTHERS[:3])]
    workspace.datasets.freeze("gold", evals, NOW)
    text, found = made(workspace, lang)
    leakage = found.made.leakage
    lost = sum(leakage.dropped.values())
    assert lost == sum(leakage.reasons.values()) > 0
    assert leakage.reasons["copied"] >= 1
    said = {"zh": "每种问法留一条就够", "en": "one for each way to ask"}[lang]
    for told in (text, finetune_view(found, lang)):
        assert said in str(told)
        assert str(leakage.held - lost) in str(told)
        assert {"zh": "多攒一些", "en": "Collect more answers"}[lang] in str(told)
