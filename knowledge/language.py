"""Which of the two languages a text is in."""

import re
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_ENOUGH = 20_000
"""Characters that are looked at; the rest of a long document would not change the verdict."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|`[^`]*`")
_RUN = re.compile(r"[!-~’]+")
_PLACE = re.compile(r"[/\\_]|\.[A-Za-z]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_COMMON = re.compile(r"[A-Z]?[a-z'’-]+|[AI]")


def language_of(text: str, default: Lang = "en") -> Lang:
    """Tell Chinese from English: two Han characters weigh about as much as an English word.

    Mixed speech such as "这个 trace 为什么 fail" is Chinese. What stands in quotes, and names of
    any kind (paths, ids, SLA, ScriptMate), count only where nothing else does: a question about
    a Chinese script stays English. `default` is for texts with letters of neither.
    """
    text = text[:_ENOUGH]
    for part, names in ((_QUOTED.sub(" ", text), False), (text, False), (text, True)):
        han, latin = len(_HAN.findall(part)), _words(part, names=names)
        if han or latin:
            return "zh" if han / 2 >= latin * 0.6 else "en"
    return default


def _words(text: str, *, names: bool) -> int:
    """English words in `text`; those in capitals, of mixed case or in paths only with `names`."""
    count = 0
    for run in _RUN.findall(text):
        if names or not _PLACE.search(run):
            count += sum(
                not any(map(str.isdigit, word)) and (names or bool(_COMMON.fullmatch(word)))
                for word in _WORD.findall(run)
            )
    return count
