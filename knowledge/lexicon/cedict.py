"""CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0): Chinese words and what they mean."""

import gzip
import re
from collections import defaultdict
from pathlib import Path

from knowledge.han import HAN

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_ABOUT_THE_WORD = re.compile(
    r"(?:old |Japanese )?variant of|CL:|surname|see |used in|also (?:written|pr\.)|abbr\. for"
    r"|classifier|erhua|Taiwan pr|\((?:old|archaic|Buddhism|dialect)\)|radical in|Kangxi",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\b(?:sb|sth|etc|i\.e|e\.g)\b\.?")
_ARTICLE = re.compile(r"^(?:to be|to|an?|the) ")
_LONGEST = 4


def read_glosses(path: Path) -> dict[str, list[str]]:
    """English glosses of at most four words, by simplified word; common nouns before names."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = None if line.startswith("#") else _ENTRY.match(line)
            if entry:
                is_name = entry[3][:1].isupper()
                found[entry[2]] += [(is_name, gloss) for gloss in _glosses(entry[4])]
    return {
        word: list(dict.fromkeys(gloss for _, gloss in sorted(glosses, key=lambda one: one[0])))
        for word, glosses in found.items()
        if glosses
    }


def _glosses(senses: str) -> list[str]:
    parts = [
        _short(part)
        for sense in senses.split("/")
        if not _ABOUT_THE_WORD.match(sense)
        for part in re.split("[;,]", _ASIDE.sub("", sense))
    ]
    return [
        part for part in parts if part and not HAN.search(part) and len(part.split()) <= _LONGEST
    ]


def _short(part: str) -> str:
    return _ARTICLE.sub("", " ".join(part.split()).strip(" .!?…").lower())
