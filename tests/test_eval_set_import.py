"""A file to import without a word on what for: the tool looks what it holds."""

import json
from pathlib import Path

import pytest
from planned import calls
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.language import LANGS, Lang
from knowledge.workspace import Workspace
from tools.build_eval_set import build_eval_set

TRACE = {"id": "a", "query": "q", "answer": "x", "time": "2026-11-01T09:30:00Z", "session_id": "s"}
ASKS = {"zh": "导入 {file}", "en": "import {file}"}


@pytest.mark.parametrize("lang", LANGS)
def test_traces_are_not_taken_for_examples(
    workspace: Workspace, tmp_path: Path, lang: Lang
) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(json.dumps(TRACE))
    [(tool, args)] = calls(ASKS[lang].format(file=file))
    deps = deps_of(workspace, lang)
    assert tool == build_eval_set.name
    with pytest.raises(BadInput) as error:
        called(build_eval_set, deps, lambda _: None, **args)
    told = error.value.text(lang)
    assert f"knowledge.events import {file}" in told
    assert ("诊断 log.jsonl" if lang == "zh" else "diagnose log.jsonl") in told
    assert deps.datasets.all() == []
    wanted = {"zh": f"用 {file} 建评测集", "en": f"build an eval set from {file}"}[lang]
    [(_, args)] = calls(wanted)
    called(build_eval_set, deps, lambda _: None, **args)
    assert [one.count for one in deps.datasets.all()] == [1], "who asks for a set has one"


@pytest.mark.parametrize("lang", LANGS)
def test_examples_become_a_set(workspace: Workspace, tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "faq.jsonl"
    file.write_text(json.dumps({"id": "a", "query": "How do I pay?", "reference": "By card."}))
    [(_, args)] = calls(ASKS[lang].format(file=file))
    deps = deps_of(workspace, lang)
    called(build_eval_set, deps, lambda _: None, **args)
    assert [(one.name, one.count) for one in deps.datasets.all()] == [("faq", 1)]
