"""What a user asks apart from what else a message tells: "I am new here", 官网找了半天没找到.

A passage that answers need not speak of that, and it does not make a question one to an assistant.
"""

import re

from knowledge.retrieval.follow_up import points_back
from tools.claims.measure import content, weight_of

_CLAUSE = re.compile(r"(?:[^，,。.!！？?；;：:\n]|(?<=\d)[.,:](?=\d))+[？?]*")
_ASKS = re.compile(
    r"[?？]|[吗呢]\W*$|怎么|怎样|如何|什么|为何|多少|几[点天个岁]|哪|谁"
    r"|能不能|可不可以|是不是|有没有|是否|能否"
    r"|^\W*(?:and |so |but )?(?:how|what|when|where|which|who|whose|why|can|could|do|does|did|is"
    r"|are|will|would|should|may|must|has|have)\b",
    re.IGNORECASE,
)
_ENOUGH = 2.4
"""Weight from which what a clause asks is told by its own words."""


def asking_clauses(query: str) -> list[str]:
    """The clauses of `query` that ask; empty where none shows that it does.

    >>> asking_clauses("I am new here. Where is the lift?"), asking_clauses("退货要几天")
    ([' Where is the lift?'], ['退货要几天'])
    """
    return [clause for clause in _CLAUSE.findall(query) if _ASKS.search(clause)]


def asked_in(query: str) -> str:
    """The clauses of `query` that ask, where they tell enough by themselves; else all of it.

    Where they point to what else it says, that is no background: "I keep seeing VPC. What is that?"

    >>> asked_in("我爸68了，老人办宽带有优惠吗"), asked_in("我的耳机坏了，怎么退")
    ('老人办宽带有优惠吗', '我的耳机坏了，怎么退')
    """
    asking = [one for one in asking_clauses(query) if weight_of(content(one)) >= _ENOUGH]
    asked = " ".join(asking).strip()
    return asked if asked and not points_back(asked) else query
