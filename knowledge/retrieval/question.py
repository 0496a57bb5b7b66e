"""What a question is about, told from the frame that makes it a question."""

import re
from dataclasses import dataclass

_MEANING = re.compile(
    r"(?:是|指|代表)?的?(?:什么|啥)意思|怎么定义|的?定义是什么|(?:指|代表)的?是?(?:什么|啥)"
    r"|\b(?:the )?(?:meaning of|definition of|term)\b|\bmeans?\b|\bdefined?\b|\bstands? for\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"多长时间|多少?[天年周]|几[天年周]|几个月|\bhow (?:long|often|soon|many)\b"
    r"|能不能|可不可以|可以不可以|是不是|有没有|会不会|要不要|该不该|行不行|怎么回事"
    r"|^\s*(?:请|请帮我|帮我|麻烦)?"
    r"(?:列出|列举|介绍|说说|讲讲|讲一下|解释|查一下|查查|看看|告诉我)(?:一下)?"
    r"|^\s*(?:please )?(?:list|show|tell|give|explain|describe|summari[sz]e)\b"
    r"(?: me| us)?(?: about)?",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what|who|whose)\b|哪[个家种款档些一]|谁|什么", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"最[高低多少大小]"
    r"|\b(?:the )?(?:highest|lowest|largest|smallest|biggest|fewest)\b|\bthe (?:most|least)\b",
    re.IGNORECASE,
)
"""What picks one of several: the rows that are compared do not hold the word."""


@dataclass(frozen=True)
class Question:
    """A query, read."""

    about: str
    """The query without its frame; the query itself where nothing else is in it."""
    wants_meaning: bool
    """Whether it asks what a word means."""

    @classmethod
    def of(cls, query: str) -> "Question":
        """Read a query; one that is no question is about all that it says."""
        about = _FRAME.sub(" ", _MEANING.sub(" ", query))
        if _WHICH.search(query):
            about = _SUPERLATIVE.sub(" ", about)
        has_words = re.search(r"\w", about) is not None
        return cls(about if has_words else query, _MEANING.search(query) is not None)
