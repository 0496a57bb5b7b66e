"""Reads how good is good enough: 保住 95% 的质量, `within 5% of the best`, 再便宜点."""

import re

_I = re.IGNORECASE
_QUALITY = r"(?:质量|效果|分数|得分|quality|score|performance|accuracy)"
_BEST = r"(?:最好|最强|最佳|最高|最优|best|strongest|top)"
_PERCENT = r"(?P<n>\d{1,3}(?:\.\d+)?)\s*[%％]"
_KEPT = re.compile(
    rf"{_PERCENT}\s*(?:以上|or more)?\s*(?:的|of)?\s*(?:the\s+)?"
    rf"(?:{_BEST}\w*\s*(?:模型)?(?:的)?(?:model)?(?:'s|’s)?\s*)?{_QUALITY}"
    rf"|{_QUALITY}[^，。；,;\n\d]{{0,20}}?{_PERCENT.replace('<n>', '<m>')}"
    rf"|{_BEST}[^，。；,;\n\d]{{0,10}}?{_PERCENT.replace('<n>', '<o>')}\s*(?:以上|就行|就够|即可)",
    _I,
)
_LOST = re.compile(
    rf"within\s+{_PERCENT}\s*of\s+(?:the\s+)?{_BEST}"
    rf"|(?:质量|效果)?(?:比|与|和|离)?{_BEST}[^，。；,;\n\d]{{0,10}}?(?:差|低|下降|损失)"
    rf"[^，。；,;\n\d]{{0,6}}?{_PERCENT.replace('<n>', '<m>')}"
    rf"|{_QUALITY}[^，。；,;\n\d]{{0,8}}?(?:差|损失|下降|掉|降|lose|drop|loss)[^，。；,;\n\d]{{0,12}}?"
    rf"{_PERCENT.replace('<n>', '<o>')}"
    rf"|(?:lose|losing|giv\w+ up|sacrific\w+)[^,;.\n\d]{{0,16}}?{_PERCENT.replace('<n>', '<p>')}",
    _I,
)

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

    >>> read_kept("within 5% of the best quality")[0], read_kept("保住95%的质量")[0]
    (0.95, 0.95)
    """
    for pattern, is_lost in ((_LOST, True), (_KEPT, False)):
        if match := pattern.search(text):
            percent = float(next(one for one in match.groups() if one))
            share = round(1 - percent / 100 if is_lost else percent / 100, 4)
            if 0 < share <= 1:
                return share, text[: match.start()] + " " + text[match.end() :]
    return None, text
