"""A new workspace is filled with the demo product, so that there is something to ask about."""

from typing import Literal

from knowledge.demo.install import holds_own, install, remove
from knowledge.settings import Settings
from knowledge.workspace import Workspace

_MARK = "demo"
_State = Literal["installing", "installed", "removed"]


def fill_if_new(workspace: Workspace, settings: Settings) -> bool:
    """Install the demo into an empty workspace, or finish an installation that was cut off.

    A workspace that holds somebody's own docs, traces, corpus or scores is left alone; where they
    came after an installation that was cut off, what there is of the demo is cleared away. Returns
    whether anything was installed.
    """
    state = workspace.mark(_MARK)
    if not settings.demo or state in ("installed", "removed"):
        return False
    if holds_own(workspace):
        if state == "installing":
            remove_demo(workspace)
        return False
    _note(workspace, "installing")
    install(workspace)
    _note(workspace, "installed")
    return True


def remove_demo(workspace: Workspace) -> bool:
    """Take the demo out for good; returns whether anything of it was there."""
    found = remove(workspace)
    _note(workspace, "removed")
    return found


def _note(workspace: Workspace, state: _State) -> None:
    workspace.set_mark(_MARK, state)
