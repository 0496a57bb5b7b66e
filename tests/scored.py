"""Scenarios for tests: one with given numbers, and the tool called on a real workspace."""

from typing import Any

from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import Estimate, Scenario
from knowledge.workspace import Workspace
from tools.score_scenarios import ScenariosArtifact, score_scenarios


def scenario(name: str, pain: float, difficulty: float) -> Scenario:
    number = lambda value: Estimate(  # noqa: E731
        value=value, origin="given", low=max(value - 1, 0), high=min(value + 1, 10)
    )
    return Scenario(name=name, pain=number(pain), difficulty=number(difficulty))


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, ScenariosArtifact]:
    text, artifact = called(score_scenarios, deps_of(workspace, lang), **args)
    return text, ScenariosArtifact.model_validate(artifact)
