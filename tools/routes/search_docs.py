"""Reads what to look up out of a question."""

from knowledge.retrieval.follow_up import leans_back
from knowledge.retrieval.talk import Talk
from knowledge.tokens import says_something
from tools.routes.narrowing import narrowed
from tools.routes.narrowing.kept import kept, widened
from tools.routes.route import Asked, Filled

_TOOL = "search_docs"


def fill(asked: Asked) -> Filled:
    """The question itself and where it is to be looked up.

    "And the team plan?" brings along what was said before, and how the talk about the documents
    began, and stays where that was looked up; "only the PDFs" asks the last question again, and
    so does "in all documents".
    """
    last = asked.last_args if asked.last_tool == _TOOL else {}
    wide = widened(asked.text, last)
    rest, args = narrowed(asked.text if wide is None else wide)
    is_again = not rest or (wide is not None and not says_something(rest))
    if wide is None and (is_again or not args):
        args = kept(asked.text, last) | args
    earlier = asked.earlier
    if is_again and earlier:
        query, earlier = _last_question(asked), earlier[:-1]
    else:
        query = rest or asked.text
    if leans_back(query if is_again else asked.text):
        tools = [*asked.answered_by, *[None] * len(earlier)]
        talk = Talk.of(earlier, [tool == _TOOL for tool in tools])
        args |= {
            name: text for name, text in (("about", talk.recent), ("opening", talk.opening)) if text
        }
    return Filled({"query": query, **args})


def _last_question(asked: Asked) -> str:
    """What was asked last, apart from where; not a bare "only the PDFs" of the turn before."""
    if asked.last_tool == _TOOL and asked.last_args.get("query"):
        return str(asked.last_args["query"])
    return narrowed(asked.earlier[-1])[0] or asked.earlier[-1]
