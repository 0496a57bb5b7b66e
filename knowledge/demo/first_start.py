"""A new workspace is filled with the demo product, so that there is something to ask about."""

from knowledge.demo.install import install
from knowledge.settings import Settings
from knowledge.workspace import Workspace

_MARK = "demo"


def fill_if_new(workspace: Workspace, settings: Settings) -> bool:
    """Install the demo into an empty workspace, or finish an installation that was cut off.

    A workspace that holds somebody's own docs or traces is left alone. Returns whether
    anything was installed.
    """
    state = workspace.mark(_MARK)
    if not settings.demo or state == "installed":
        return False
    if state is None and (workspace.docs.documents() or any(workspace.events.counts())):
        return False
    workspace.set_mark(_MARK, "installing")
    install(workspace)
    workspace.set_mark(_MARK, "installed")
    return True
