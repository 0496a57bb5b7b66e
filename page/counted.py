"""A number and its noun, singular where there is one."""

from knowledge.language import Lang
from knowledge.texts import say


def counted(key: str, count: int, lang: Lang) -> str:
    """`key.one` for 1, otherwise `key.many` with the count: `1 passage`, `1,204 passages`."""
    if count == 1:
        return say(f"{key}.one", lang)
    return say(f"{key}.many", lang, count=f"{count:,}")
