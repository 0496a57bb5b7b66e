"""How common a Chinese word is in the news: in how many of 500 articles it stands."""

import gzip
from functools import cache

from knowledge.lexicon.dictionary import FOLDER

NEWS = "news.tsv.gz"
"""Words that two articles or more have, each with their number."""


def articles_with(word: str) -> int:
    """How many of the 500 articles have the word; 0 also for the words of a single one."""
    return _counts().get(word, 0)


@cache
def _counts() -> dict[str, int]:
    lines = gzip.decompress((FOLDER / NEWS).read_bytes()).decode().split("\n")
    return {word: int(count) for word, count in (line.split("\t") for line in lines)}
