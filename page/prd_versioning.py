"""What happens when stale sentences of a PRD are updated on the page, or a version brought back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.texts import say
from page.act import Act
from page.components import Components
from page.conversing import Updates
from page.links import address
from page.opened import shown
from page.toast import toast
from tools.prd_by_hand import HandAct

if TYPE_CHECKING:
    from agent.assistant import Assistant
    from tools.prd_making import Made


@dataclass(frozen=True)
class PrdVersioning:
    """The handlers of a PRD's flags and of its list of versions."""

    assistant: "Assistant"
    """Who keeps the documents."""
    parts: Components
    """What is filled."""

    def refresh(self, event: gr.EventData) -> Updates:
        """Write one stale sentence anew from its source, or all of them."""
        act = Act.of(event)
        wanted = [act.text] if act.text else []
        try:
            made = self.assistant.prds.refresh(act.id or "", wanted, act.lang)
        except CasebookError as error:
            return self._drawn(act, error.text(act.lang), bad=True)
        return self._drawn(act, _told(made, act.lang), undoes=_undoes(made))

    def restore(self, event: gr.EventData) -> Updates:
        """Make an earlier version the newest."""
        act = Act.of(event)
        try:
            made = self.assistant.prds.restore(act.id or "", act.version or 0, act.lang)
        except CasebookError as error:
            return self._drawn(act, error.text(act.lang), bad=True)
        values = {"old": made.since, "version": made.prd.version}
        said = say("prd_versions.page.restored", act.lang, **values)
        newest = act.model_copy(update={"trail": [*act.trail, address("prd", made.prd.id)]})
        return self._drawn(newest, said, undoes=_undoes(made))

    def undo(self, event: gr.EventData) -> Updates:
        """Take such a change back, if nobody has made another one since."""
        act = Act.of(event)
        prd_id, _, version = (act.id or "").rpartition("@")
        try:
            undo = HandAct(do="undo", version=int(version))
            made = self.assistant.prds.act(prd_id, undo)
        except CasebookError as error:
            return self._drawn(act, error.text(act.lang), bad=True)
        said = say("prd_versions.page.undone", act.lang, version=made.version)
        return self._drawn(act, said)

    def _drawn(
        self, act: Act, said: str, *, undoes: str | None = None, bad: bool = False
    ) -> Updates:
        """The panel as it is now, with a word on what was done and a way to take it back."""
        place = shown(self.assistant, act.thread, act.trail, act.lang, act.annotation)
        told = toast(said, act.lang, bad=bad, restore=undoes, act="prd_undo")
        return {self.parts.evidence: place, self.parts.toast: told}


def _undoes(made: "Made") -> str | None:
    """What an undo is to take back: the version; None where nothing was made."""
    return f"{made.prd.id}@{made.prd.version}" if made.touched or made.since else None


def _told(made: "Made", lang: Lang) -> str:
    done = made.renewed
    if done is None or not (done.fresh or done.open or done.locked):
        return say("prd_versions.page.nothing", lang)
    said = []
    if done.fresh:
        values = {"fresh": len(done.fresh), "version": made.prd.version}
        said.append(say("prd_versions.page.done", lang, **values))
    if done.open:
        said.append(say("prd_versions.page.opened", lang, count=len(done.open)))
    if done.locked:
        said.append(say("prd_versions.page.locked", lang, count=len(done.locked)))
    return ("" if lang == "zh" else " ").join(said)
