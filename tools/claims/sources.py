"""What the source of an answer is called, by where it is looked for."""

from functools import cache
from typing import Literal

from knowledge.language import Lang
from knowledge.packaged import packaged

Where = Literal["spoken", "named", "refused", "cited"]
"""In a sentence that names its source or in a refusal; in one of them only; in brackets."""


def sources_called(lang: Lang, *where: Where) -> str:
    """An expression of the names in one language that are looked for everywhere and there.

    >>> sources_called("zh")
    '资料|文档|文件|材料'
    """
    names = _names()
    return "|".join(name for place in ("everywhere", *where) for name in names[place][lang])


@cache
def _names() -> dict[str, dict[Lang, list[str]]]:
    names: dict[str, dict[Lang, list[str]]] = packaged(__package__, "sources.yaml")
    return names
