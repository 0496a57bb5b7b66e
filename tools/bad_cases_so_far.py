"""A list of failures while it is being made: shown from the first cases on, and again with more."""

from tools.telling import Tell

_FIRST = 100
"""Cases of the first list. They are drawn evenly, so that it is a small likeness of the whole."""


class SoFar:
    """Tells the page how far the work is, beside the list of what is diagnosed by then."""

    def __init__(self, tell: Tell, *, is_listed: bool) -> None:
        """Where nothing is listed it tells only how far the work is."""
        self.text = ""
        """The list, as Markdown."""
        self.note = ""
        """What is being done, in a few words."""
        self._tell = tell
        self._next = _FIRST if is_listed else None

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self._tell(done, total, self.note, self.text)

    def is_due(self, cases: int) -> bool:
        """Whether so many cases are to be listed: twice as many as in the list before."""
        if self._next is None or cases < self._next:
            return False
        self._next = 2 * cases
        return True
