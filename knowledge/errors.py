"""The errors that reach a person: each names the input, the reason and the remedy."""

from typing import Any

from knowledge.language import Lang
from knowledge.texts import say


class CasebookError(Exception):
    """An error with a text in both languages.

    `key` names an entry of `knowledge/texts/`; `values` fill its placeholders.
    """

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def text(self, lang: Lang) -> str:
        """The message in `lang`."""
        return say(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.text("en")


class BadInput(CasebookError):
    """What the caller gave cannot be used as it is."""


class NotFound(CasebookError):
    """What the caller named does not exist in this workspace."""


class StoppedByReader(CasebookError):
    """Who asked has stopped the work; what was done until then is kept."""

    def __init__(self) -> None:
        super().__init__("agent.interrupted_tool")


class WorkspaceBusy(CasebookError):
    """Another process owns the workspace."""


class WorkspaceBroken(CasebookError):
    """The workspace was made by a newer Casebook, or its files cannot be read."""


class VectorsAway(CasebookError):
    """The vectors cannot be reached; words serve meanwhile."""


class EmbedderFailed(CasebookError):
    """An embedder cannot make vectors now; words serve meanwhile."""
