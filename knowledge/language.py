"""Which of the two languages a text is in."""

import re
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_NAME = re.compile(r"[A-Za-z]*[-_]?\d[\w-]*", re.ASCII)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|`[^`]*`")


def language_of(text: str, default: Lang = "en") -> Lang:
    """Tell Chinese from English: two Han characters weigh about as much as an English word.

    Mixed speech such as "这个 trace 为什么 fail" is Chinese; what stands in quotes counts only
    where nothing else does, so that a question about a Chinese script stays English.
    `default` is for texts with letters of neither.
    """
    han, latin = _count(_QUOTED.sub(" ", text))
    if han == latin == 0:
        han, latin = _count(text)
    if han == latin == 0:
        return default
    return "zh" if han / 2 >= latin * 0.6 else "en"


def _count(text: str) -> tuple[int, int]:
    words = _NAME.sub(" ", text)  # ids and versions belong to no language
    return len(_HAN.findall(words)), len(_LATIN_WORD.findall(words))
