"""What a user tells of themselves before or after asking: "I am new here", 我上周刚搬来.

A passage that answers need not speak of it, and it does not make a question one to an assistant.
"""

import re

from knowledge.retrieval.follow_up import points_back

_CLAUSE = re.compile(r"(?:[^，,。.!！？?；;\n]|(?<=\d)[.,](?=\d))+[？?]*")
_ASKS = re.compile(
    r"[?？]|[吗呢]\W*$|怎么|怎样|如何|什么|为何|多少|几[点天个岁]|哪|谁"
    r"|能不能|可不可以|是不是|有没有|是否|能否"
    r"|^\W*(?:and |so |but )?(?:how|what|when|where|which|who|whose|why|can|could|do|does|did|is"
    r"|are|will|would|should|may|must|has|have)\b",
    re.IGNORECASE,
)
_OF_SELF = re.compile(
    r"^\W*(?:因为|由于|目前|现在|之前|今天|昨天|最近|上周|刚)?(?:我|俺|咱)"
    r"|^\W*(?:and |but |so |because |since )?(?:(?:i|we)(?:['’](?:m|ve|d|re|ll))?|my|our)\b",
    re.IGNORECASE,
)


def asking_clauses(query: str) -> list[str]:
    """The clauses of `query` that ask; empty where none shows that it does.

    >>> asking_clauses("I am new here. Where is the lift?"), asking_clauses("退货要几天")
    ([' Where is the lift?'], ['退货要几天'])
    """
    return [clause for clause in _CLAUSE.findall(query) if _ASKS.search(clause)]


def background(query: str) -> str:
    """The clauses in which the speaker tells of themselves, where others ask; else "".

    None is background where what is asked points to it: "I keep seeing VPC. What is that?".

    >>> background("我爸68了，老人有优惠吗"), background("老人有优惠吗"), background("我爸68了")
    ('我爸68了', '', '')
    """
    clauses = _CLAUSE.findall(query)
    told = [one for one in clauses if not _ASKS.search(one) and _OF_SELF.search(one)]
    asked = " ".join(asking_clauses(query)) if told else ""
    return " ".join(told) if asked and not points_back(asked) else ""
