"""Reads what to look up out of a question."""

import re

from tools.routes.route import Asked, Filled

_GOES_ON = re.compile(r"^\s*(?:那|还有|再|and\b|what about|how about)", re.IGNORECASE)
_LONGEST_FOLLOW_UP = 40


def fill(asked: Asked) -> Filled:
    """The question itself; "and the team plan?" takes the subject of the last search along."""
    last = asked.last_args.get("query")
    goes_on = asked.last_tool == "search_docs" and _GOES_ON.search(asked.text)
    if last and goes_on and len(asked.text) <= _LONGEST_FOLLOW_UP:
        return Filled({"query": f"{last} {asked.text}"})
    return Filled({"query": asked.text})
