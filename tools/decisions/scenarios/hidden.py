"""Names that are known or quoted, hidden while a text is cut into pieces."""

import re
from collections.abc import Callable, Sequence

from tools.decisions.scenarios.naming import name_in
from tools.decisions.scenarios.stated import stated_in

_I = re.IGNORECASE
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{1,60})[”\"」』》]")
_FIRST = 0xE000
HIDDEN = re.compile(r"[\ue000-\uf8ff]")
"""A character that stands for a name."""


def hide_names(
    text: str, known: Sequence[str], plain: Callable[[str], str]
) -> tuple[str, list[str]]:
    """The text with a character for each name that is known or quoted, and those names.

    `plain` is how the text has been made plain, for the names are to be met in it.
    """
    text = HIDDEN.sub(" ", text)
    names: list[str] = []

    def hide(name: str) -> str:
        if name not in names:
            names.append(name)
        return chr(_FIRST + names.index(name))

    by_plain = {plain(one).casefold(): one for one in known}
    for said, name in sorted(by_plain.items(), key=lambda one: -len(one[0])):
        body = re.escape(said)
        if re.search(r"[a-z]$", said):
            body = rf"{re.escape(said[:-1] if said.endswith('s') else said)}s?(?![a-z])"
        if re.match(r"[a-z]", said):
            body = rf"(?<![a-z]){body}"
        text = re.sub(body, hide(name), text, flags=_I)
    text = _QUOTED.sub(lambda found: _unquoted(found[1], hide), text)
    return re.sub(r"[“”\"「」『』《》]", " ", text), names


def _unquoted(said: str, hide: Callable[[str], str]) -> str:
    """A quoted name, hidden; a quotation that holds scores is read like the rest."""
    whole = said.strip()
    if HIDDEN.fullmatch(whole) or next(stated_in(whole), None) or not name_in(whole):
        return f" {said} "
    return hide(whole)


def name_hidden(piece: str, names: Sequence[str]) -> str:
    """The first hidden name of a piece; empty where it has none."""
    found = HIDDEN.search(piece)
    return names[ord(found[0]) - _FIRST] if found else ""
