"""Reads what to look up out of a question."""

from knowledge.retrieval.follow_up import context, leans_back
from tools.routes.narrowing import narrowed
from tools.routes.route import Asked, Filled


def fill(asked: Asked) -> Filled:
    """The question itself and where it is to be looked up.

    "And the team plan?" brings along what was said before; "only the PDFs" asks the last
    question again.
    """
    rest, args = narrowed(asked.text)
    earlier = asked.earlier
    if not rest and earlier:
        rest, earlier = narrowed(earlier[-1])[0] or earlier[-1], earlier[:-1]
    query = rest or asked.text
    about = context(earlier) if leans_back(query) else ""
    return Filled({"query": query, **args, **({"about": about} if about else {})})
