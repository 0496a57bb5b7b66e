"""Under which id a document is kept, so that no document takes the place of an unrelated one."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from knowledge.records import Document


class DocumentIds:
    """Who has which id. A file is known by where it lies, a given text by its id."""

    def __init__(self, origins: Mapping[str, str | None]) -> None:
        """`origins` by the ids that are taken already."""
        self._origins = dict(origins)
        self._ids = {origin: doc_id for doc_id, origin in origins.items() if origin is not None}

    def __contains__(self, origin: str | None) -> bool:
        """Whether the file at `origin` has an id already."""
        return origin in self._ids

    def claim(self, document: Document) -> str | None:
        """The id to keep `document` under; None when a file has the id that was given with it.

        A file that is here already keeps its id. A new one whose path within its folder is
        taken gets the folder's name before it, and further folders as long as that is taken too.
        """
        origin, chosen = document.origin, document.id
        if origin is None:
            if self._origins.get(chosen) is not None:
                return None
        elif origin in self._ids:
            return self._ids[origin]
        else:
            parts = PurePosixPath(origin).parts
            longer = len(PurePosixPath(chosen).parts) + 1
            while chosen in self._origins and longer <= len(parts):
                chosen = str(PurePosixPath(*parts[-longer:]))
                longer += 1
            if chosen in self._origins:
                return None
            self._ids[origin] = chosen
        self._origins[chosen] = origin
        return chosen
