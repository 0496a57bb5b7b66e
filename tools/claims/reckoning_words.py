"""Words by which a question asks to reckon, and by which an answer tells that it did."""

import re

SHOWS = re.compile(
    r"[=＝×+÷]|共|合计|总|加起来|算下来|折|平均|均|相当于|剩|差|多(?![少久长大远])|贵|便宜|省|减|半价"
    r"|优惠|乘"
    r"|\b(?:total|altogether|in all|sum|together|com(?:es?|ing) to|works? out|makes?|making"
    r"|differences?|more|another|less|cheaper|dearer|save[sd]?|savings?|left|remain(?:s|ing)?"
    r"|which is|so|each|per|times|plus|minus|off|discount|amounts? to|equals?|average)\b",
    re.IGNORECASE,
)
"""Words that tell that something was reckoned."""
ASKS_TO = re.compile(
    r"[一总]共|合计|总价|平均|人均|每人|折合|折后|相差|差(?:多少|几)|剩|[贵高低少长短大小重轻](?:多少|几)"
    r"|便宜(?:多少|几)|多(?:付|交|花|收|出)"
    r"|\b(?:total|altogether|in all|differences?|more|less|cheaper|dearer|longer|shorter|save|left"
    r"|remain|per (?:person|head|month|day|week)|work out|come to|amount to|average|discount)\b",
    re.IGNORECASE,
)
"""How a question asks for something that has to be reckoned."""
TWO = re.compile(
    r"往返|来回|双程|两口子|夫妻|夫妇"
    r"|\b(?:round[- ]trip|both ways|there and back|return (?:trip|flight|ticket)|twice"
    r"|couple|both)\b",
    re.IGNORECASE,
)
"""Words for two of something."""
MONTHLY = re.compile(
    r"每月|每个月|月均|一个月|[/／]月|\b(?:per|an?|each|every) month\b|\bmonthly\b", re.IGNORECASE
)
"""Words for what a month costs."""
YEARLY = re.compile(
    r"一年|每年|全年|整年|年付|按年"
    r"|\b(?:per|an?|each|every|whole|full|over the) year\b|\b(?:yearly|annual(?:ly)?)\b"
    r"|(?:twelve|12) months",
    re.IGNORECASE,
)
"""Words for what a year costs."""
EACH_ONE = re.compile(r"\s*(?:each|apiece|per\b|/|an? )|[/／每]", re.IGNORECASE)
"""What follows the price of one of several."""
