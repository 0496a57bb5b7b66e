"""What a process is asked to do, and what it hands back; light, for it is loaded by every one."""

from dataclasses import dataclass

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.logs.notes import Notes
from knowledge.records import Product
from knowledge.settings import Settings

_ALL_READ = Notes()


@dataclass(frozen=True)
class Job:
    """How all lines of one run are diagnosed."""

    corpus: Corpus | None
    """What the product retrieves from; None when it is not at hand."""
    product: Product
    """What the team says of it."""
    lang: Lang | None
    """The language to answer in; None for that of each query."""
    judge: Settings | None = None
    """Names the chat model that reads the traces too; None: nobody does."""


@dataclass(frozen=True)
class Done:
    """What became of a chunk."""

    output: bytes
    """A diagnosis a line, in the order of the input."""
    diagnosed: int
    """How many there are."""
    unreadable: tuple[tuple[int, str], ...]
    """The numbers of the lines that are no traces, each with the reason."""
    aside: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    """The lines of which fields were set aside: number, trace's id, the fields."""
    notes: Notes = _ALL_READ
    """What else of the lines was not read."""
