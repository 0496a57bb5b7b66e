"""Reads how good is good enough: 保住 95% 的质量, `within 5% of the best`, 再便宜点."""

import re

from tools.decisions.models.reading.numerals import NUMBER, number

_I = re.IGNORECASE
_SHARE = re.compile(
    r"(?P<percent>\d{1,3}(?:\.\d+)?)\s*(?:[%％]|percent\b|per cent\b)"
    rf"|百分之(?P<han>{NUMBER})"
    r"|(?P<tenths>[五六七八九])成(?P<half>[半五])?",
    _I,
)
_KEEPS = re.compile(
    r"质量|效果|水平|保住|保持|保留|最好|最强|最佳|quality|performance|accuracy"
    r"|\bkeep|retain|as good|\bbest\b|strongest",
    _I,
)
_LOSES = re.compile(
    r"降|损失|掉|差|(?<!不)低|牺牲|\bwithin\b"
    r"|\b(?:lose|loss|losing|drop|giv\w+ up|sacrific\w+|worse|below)\b",
    _I,
)
_OF_THE_BEST = re.compile(r"\s*of (?:the )?(?:best|strongest)(?: quality)?", _I)
"""Beside a share these words ask for no more than the share."""
_LEAST = 0.5
"""A smaller share is a loss, or about something else."""
_CLAUSE = re.compile(r"[^，；;。！!？?\n,.]+(?:[,.](?=\d)[^，；;。！!？?\n,.]+)*")
_CHEAPER = re.compile(r"(?:更|再|还)(?:能)?便宜|便宜(?:一)?点|\bcheaper\b|less expensive", _I)
_BETTER = re.compile(
    r"(?:更|再)好(?:一)?[点些的]|(?:质量|效果)(?:更|再)高|\bbetter (?:one|quality|model)"
    r"|\b(?:any|some)thing better\b|\bhigher quality\b|\bstronger\b",
    _I,
)


def read_step(text: str) -> int:
    """One step down in cost (-1) or up in quality (1) from the pick; 0 where none is asked for."""
    if _CHEAPER.search(text):
        return -1
    return 1 if _BETTER.search(text) else 0


def read_kept(text: str) -> tuple[float | None, str]:
    """The share of the best quality that has to be kept, and the text without what says it.

    >>> [read_kept(one)[0] for one in ("within 5% of the best", "保住九成五的质量", "质量涨30%")]
    [0.95, 0.95, None]
    """
    for clause in _CLAUSE.finditer(text):
        found = _SHARE.search(clause[0])
        if found and _KEEPS.search(clause[0]) and (share := _kept(found, clause[0])):
            at = clause.start() + found.start()
            said = _OF_THE_BEST.match(text, at + len(found[0]))
            return share, text[:at] + " " + text[said.end() if said else at + len(found[0]) :]
    return None, text


def _kept(found: re.Match[str], clause: str) -> float | None:
    if found["tenths"]:
        share = float(number(found["tenths"])) / 10 + (0.05 if found["half"] else 0.0)
    else:
        share = float(found["percent"] or number(found["han"])) / 100
    if share < _LEAST and _LOSES.search(clause):
        share = 1 - share
    return round(share, 4) if _LEAST <= share <= 1 else None
