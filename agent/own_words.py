"""What a word of our own answers means: 把握, “perhaps the same”. The docs do not know it."""

import re

from knowledge.language import LANGS, Lang
from knowledge.texts import catalogue, say, say_list

_I = re.IGNORECASE
_LONGEST = 80
"""Characters of a question after a word; what is longer asks for something else."""
_ASKS = (
    re.compile(
        r"^(?:这里|这个词|这个|上面|刚才)?(?:的|说的)?(?P<term>.{1,24}?)(?:这个词)?(?:到底|究竟)?(?:是"
        r"|指|代表|表示|指的是)?"
        r"(?:什么|啥)(?:意思|含义|东西)?[?？。\s]*$"
    ),
    re.compile(r"^(?:什么|啥)(?:是|叫|叫做)(?P<term>.{1,24}?)[?？。\s]*$"),
    re.compile(r"^(?P<term>.{1,24}?)(?:是)?怎么(?:算|计算|来|得出)(?:出来)?的?[?？。\s]*$"),
    re.compile(
        r"^what (?:does|do|is meant by|is|are|did you mean by)(?: the| a| an)? (?P<term>.{1,40}?)"
        r"(?: (?:mean|stand for))?(?: here| by that)?[?.\s]*$",
        _I,
    ),
    re.compile(r"^how (?:is|was|do you) (?:the )?(?:compute[d]?|calculate[d]?)?(?P<term>.{1,40}?)"
               r"(?: (?:computed|calculated|worked out|measured))[?.\s]*$", _I),
)  # fmt: skip
_MARKS = " \t“”\"'「」『』‘’"


def explained(text: str, said: str, lang: Lang) -> str | None:
    """The meaning of the word that a text asks about, where our last answer used it.

    None for words that the answer did not use: those are the product's, for its docs to explain.
    """
    if len(text) > _LONGEST:
        return None
    found = next((match for one in _ASKS if (match := one.match(text.strip()))), None)
    if found is None:
        return None
    term = found["term"].strip(_MARKS).casefold()
    for name in catalogue("terms"):
        names = [word.casefold() for one in LANGS for word in say_list(f"terms.{name}.names", one)]
        if term in names and any(word in said.casefold() for word in names):
            return say(f"terms.{name}.means", lang)
    return None
