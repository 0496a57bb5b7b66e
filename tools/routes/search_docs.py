"""Reads what to look up out of a question."""

from knowledge.retrieval.follow_up import leans_back
from knowledge.retrieval.talk import Talk
from tools.routes.narrowing import narrowed
from tools.routes.route import Asked, Filled


def fill(asked: Asked) -> Filled:
    """The question itself and where it is to be looked up.

    "And the team plan?" brings along what was said before, and how the talk about the documents
    began; "only the PDFs" asks the last question again.
    """
    rest, args = narrowed(asked.text)
    earlier = asked.earlier
    if not rest and earlier:
        rest, earlier = narrowed(earlier[-1])[0] or earlier[-1], earlier[:-1]
    query = rest or asked.text
    if leans_back(query):
        tools = [*asked.answered_by, *[None] * len(earlier)]
        talk = Talk.of(earlier, [tool == "search_docs" for tool in tools])
        args |= {
            name: text for name, text in (("about", talk.recent), ("opening", talk.opening)) if text
        }
    return Filled({"query": query, **args})
