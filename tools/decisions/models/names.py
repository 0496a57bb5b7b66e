"""Finds models and makers that a text names: `GPT-5 mini`, 通义千问, `claude sonnet 4.5`."""

import re

from knowledge.offers.providers import spoken_names

_MAKERS = "|".join(map(re.escape, spoken_names()))
_MORE = (
    r"v?\d[\w.]*|mini|nano|pro|flash|lite|turbo|plus|max|sonnet|opus|haiku|chat|coder|vl|reasoner"
    r"|instruct|codex|ultra|large|small|medium|realtime|tts|hd"
)
_NAME = re.compile(
    rf"(?<![a-z])o[134](?:-(?:mini|pro))?(?![\w.])"
    rf"|(?<![a-z])(?:{_MAKERS})(?![a-z])(?:[-\s]?(?:{_MORE})(?![a-z]))*",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(
    r"(?:为什么|为何|怎么|咋)(?:不(?:选|用|推荐|考虑|是)?|没(?:有|选|推荐)?)"
    r"|\bwhy (?:not|isn.t|didn.t|wasn.t)|\bwhat about\b|\bhow about\b|呢[？?]?$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:不要|不用|别用|不考虑|排除|去掉|除了|禁用)\s*(?:用|选)?\s*$"
    r"|(?:no|not|without|exclud(?:e|ing)|except|avoid|anything but|never|drop)"
    r"(?: from| any| the)?\s*$",
    re.IGNORECASE,
)


def named_for(text: str) -> tuple[list[str], list[str], list[str]]:
    """Which names a text asks about (`why not X`), rules out, and wants compared, verbatim.

    >>> named_for("DeepSeek 和 GPT-5 mini 选哪个")
    ([], [], ['DeepSeek', 'GPT-5 mini'])
    """
    asked: list[str] = []
    away: list[str] = []
    wanted: list[str] = []
    asks = bool(_WHY_NOT.search(text))
    for match in _NAME.finditer(text):
        name = match[0].strip()
        if _AWAY.search(text[: match.start()]) and not asks:
            away.append(name)
        elif asks:
            asked.append(name)
        else:
            wanted.append(name)
    return (list(dict.fromkeys(asked)), list(dict.fromkeys(away)), list(dict.fromkeys(wanted)))
