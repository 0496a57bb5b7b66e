"""Where a trace may lie: in the product's log, among pasted cases, or in an evaluation run."""

from collections.abc import Sequence

from knowledge.cases import CaseStore
from knowledge.events import EventLog
from knowledge.records import Trace
from tools.deps import Deps


def find_trace(deps: Deps, trace_id: str) -> Trace | None:
    """The trace with that id; of a run `<run>/<example>`. None when there is none."""
    return deps.events.trace(trace_id) or deps.cases.get(trace_id) or deps.runs.trace(trace_id)


def known_ids(events: EventLog, cases: CaseStore, words: Sequence[str]) -> list[str]:
    """The ids of logged and pasted cases among some words, as they are stored, in their order.

    One in other capitals is meant, too, where no word is the id itself.
    """
    forms = {word: list(dict.fromkeys([word, word.lower(), word.upper()])) for word in words}
    wanted = [form for some in forms.values() for form in some]
    there = (events.known(wanted) | cases.known(wanted)) if wanted else set()
    found = (next((form for form in some if form in there), None) for some in forms.values())
    return list(dict.fromkeys(filter(None, found)))
