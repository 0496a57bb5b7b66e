"""An answer as what it says, for scorers that look at its claims."""

from knowledge.records import Trace
from tools.claims.markup import thought, unmarked


def plain(trace: Trace, most: int) -> str:
    """The answer, up to `most` characters, with spaces in place of what a model thought first and
    of citations, links and tags: every claim stays where it stands.
    """
    answer = trace.answer[:most]
    start = thought(answer)
    return " " * start + unmarked(answer[start:], [one.id for one in trace.retrieved or ()])
