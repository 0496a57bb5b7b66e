"""What a tool stands on in tests: a real workspace and a fixed clock."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from knowledge.language import Lang
from knowledge.workspace import Workspace
from tools.deps import Deps


def deps_of(workspace: Workspace, lang: Lang = "zh", **given: Any) -> Deps:
    """The dependencies of a turn in that workspace; `given` stand in for the usual ones."""
    usual = Deps.of(workspace, lang, lambda: datetime(2026, 11, 1, tzinfo=UTC))
    return replace(usual, **given)
