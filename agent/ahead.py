"""Diagnoses what users disliked before anybody asks for it, while nobody waits for an answer.

What it makes is remembered, so that the first list of failures is there at once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

from knowledge.errors import CasebookError, StoppedByReader
from knowledge.language import LANGS, Lang
from tools.bad_cases import FindBadCasesArgs
from tools.deps import Deps
from tools.find_bad_cases import found_in
from tools.telling import quiet

_BREATH = 0.003
"""Seconds of rest after each case, about as long as one takes: the page has to stay quick."""
_WHILE_BUSY = 0.2
"""Seconds between two looks whether an answer is still being made."""

log = logging.getLogger(__name__)


@contextmanager
def looking_ahead(deps_in: Callable[[Lang], Deps], is_busy: Callable[[], bool]) -> Iterator[None]:
    """Work in the background until the context ends; a failure there is logged, and no more.

    `deps_in` gives what tools stand on for a reader of that language; `is_busy` tells whether an
    answer is being made, which goes first.
    """
    ended = Event()

    def stopped() -> bool:
        while is_busy() and not ended.wait(_WHILE_BUSY):
            pass
        return ended.wait(_BREATH)

    def work() -> None:
        try:
            for lang in LANGS:
                found_in(replace(deps_in(lang), stopped=stopped), FindBadCasesArgs(), quiet)
        except StoppedByReader:
            return
        except CasebookError as error:
            log.info("nothing was diagnosed ahead: %s", error)

    thread = Thread(target=work, name="ahead", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
