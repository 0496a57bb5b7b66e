"""What a conversation is called: by its first question, or by what the pasted case asked."""

from knowledge.errors import BadInput
from tools.diagnosis.courtesy import asked_plainly
from tools.diagnosis.pasted_many import parse_cases

_SHORT = 40
"""Characters of a question that names itself."""


def title_of(question: str) -> str:
    """The title of a conversation that begins with that question.

    >>> title_of('Why? {"query": "Hi, when do you open?", "answer": "Our shop is in Oslo."}')
    'when do you open?'
    >>> title_of("Why did t-001200 fail?")
    'Why did t-001200 fail?'
    """
    if len(question) <= _SHORT:
        return question
    try:
        cases = parse_cases(question)
    except BadInput:
        return question
    asked = asked_plainly(cases[0].query) if cases else ""
    return asked or question
