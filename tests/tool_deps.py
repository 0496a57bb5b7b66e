"""What a tool stands on in tests: a real workspace and a fixed clock."""

from datetime import UTC, datetime
from typing import Any

from knowledge.demo.scriptmate.staged import replayable
from knowledge.language import Lang
from knowledge.workspace import Workspace
from tools.deps import Deps


def deps_of(workspace: Workspace, lang: Lang = "zh", **given: Any) -> Deps:
    """The dependencies of a turn in that workspace; `given` stand in for the usual ones."""
    usual: dict[str, Any] = {
        "docs": workspace.docs,
        "events": workspace.events,
        "cases": workspace.cases,
        "examples": workspace.examples,
        "corpus": workspace.corpus,
        "product": workspace.product,
        "replayable": replayable,
        "clock": lambda: datetime(2026, 11, 1, tzinfo=UTC),
    }
    return Deps(lang=lang, **{**usual, **given})
