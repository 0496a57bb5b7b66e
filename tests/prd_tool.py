"""The tool draft_prd, called and read."""

from typing import Any

from tool_deps import called, deps_of

from knowledge.records.prd import Prd
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import sentences_of


def tool(workspace: Workspace, lang: Any = "en", **args: Any) -> Any:
    return called(draft_prd, deps_of(workspace, lang), **args)[1]


def keys(found: Any) -> list[str]:
    return [one["key"] for one in found["prd"]["sections"]]


def texts(found: Any, key: str) -> list[str]:
    prd = Prd.model_validate(found["prd"])
    section = next(one for one in prd.sections if one.key == key)
    return [one.text for one in sentences_of(section)]
