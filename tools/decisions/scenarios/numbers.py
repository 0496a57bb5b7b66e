"""Reads a score as people give one: `9`, `4/5`, 高, `very low`, ★★★, `80%`, 七分, `7-8`."""

import re

from tools.decisions.scenarios.criteria import APART

_LEVELS: tuple[tuple[str, float], ...] = (
    (r"满分(?!\s*(?:是|为)?\s*\d)|maximum|max", 10.0),
    (
        r"(?:非常|特别|极其?|很|超级?|十分|最)(?:高|强|大|难做?|痛|严重|明显)"
        r"|(?:very|extremely|really|super)[- ](?:high|strong|large|big|hard|difficult|painful"
        r"|severe)"
        r"|huge|severe|critical",
        9.0,
    ),
    (
        r"(?:非常|特别|极其?|很|超级?|十分|最)(?:低|弱|小|容易|简单|好做)"
        r"|(?:very|extremely|really|super)[- ](?:low|weak|small|easy|simple)|trivial|minimal",
        1.0,
    ),
    (r"没有|无|不痛|none|not painful|zero", 0.5),
    (
        r"中(?:等)?偏?高|[偏较]高|比较(?:高|大|强|难|痛)|挺痛|[偏较]难"
        r"|不低|不小|不(?:太)?(?:容易|简单|好做)|(?:medium|mid)[- ]high"
        r"|(?:fairly|quite|pretty|rather) (?:high|hard|difficult|big|painful)"
        r"|not (?:so |that |too |very )?(?:low|easy|simple)",
        7.0,
    ),
    (
        r"中(?:等)?偏?低|[偏较]低|比较(?:低|小|弱|容易|简单)|(?:不(?:太|算|怎么)?|没(?:有)?那么|并不)(?:高|大|强|难做?)|不太痛"
        r"|(?:medium|mid)[- ]low|(?:fairly|quite|pretty|rather) (?:low|easy|simple|small)"
        r"|not (?:so |that |too |very |really )?(?:high|hard|difficult|big)|not (?:so |that |too "
        r"|very |really )painful|(?:a )?nice[- ]to[- ]haves?|可有可无",
        3.0,
    ),
    (r"中等?|一般(?:般|痛|难做?)?|有点痛|适中|还行|medium|moderate|middling|average|mid", 5.0),
    (
        r"高|强烈?|大|难做?|痛|严重|明显|high|hard|difficult|tough|tricky|strong|large|big|painful"
        r"|hurts?(?: a lot| badly)?|h",
        8.0,
    ),
    (
        r"低|弱|轻微|小|容易|简单|好做|low|easy|simple|straightforward|weak|small|minor|mild|l",
        2.0,
    ),
    (r"m", 5.0),
)
LEVEL = "|".join(
    rf"(?:{words})" for words, _ in sorted(_LEVELS, key=lambda one: -len(one[0].split("|")[0]))
)
_DIGITS = dict(zip("零一二两三四五六七八九十", (0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_SIGN = r"(?:[-−负]\s?)?"
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)|\d{1,9}(?:\.\d{1,2})?(?!\d)"
_NUMBER = rf"{_SIGN}(?:{_PLAIN})"
_OF = r"\s*(?:分)?\s*(?:/|／|out of|of)\s*"
_TO = r"\s*(?:[-~–—]|到|至)\s*"
NUMERIC = (
    rf"(?:[★☆⭐]{{1,10}}|{_NUMBER}{_OF}(?:{_PLAIN})|{_NUMBER}\s*(?:%|万|k(?![a-z]))"
    rf"|(?:{_PLAIN}){_TO}(?:{_PLAIN})|{_NUMBER}"
    r"|[零一二两三四五六七八九十](?=\s*(?:分|[,，.;；:：、。!！?？)）]|$|难度|吧|呢)))"
)
"""A score in figures, without a group, to build patterns of; they need `re.IGNORECASE`."""
_POINTS = re.compile(r"(?<=[\d零一二两三四五六七八九十])\s*(?:分|points?|pts?)$", re.IGNORECASE)
VALUE = rf"(?:{NUMERIC}|{APART}(?:{LEVEL}){APART}(?![度点])(?!一?[点些]))"
"""A score in figures or in words."""


def is_bare(said: str) -> bool:
    """Whether it is a number on a scale that is not said with it."""
    return re.fullmatch(rf"{_NUMBER}|[{''.join(_DIGITS)}]", _unitless(said)) is not None


def score(said: str, scale: float) -> float | None:
    """The score on 0 to 10; `scale` is the most that a bare number may be. None: it is no score.

    >>> [score(one, 10) for one in ("9", "4/5", "高", "very low", "★★★☆☆", "80%", "七", "7-8")]
    [9.0, 8.0, 8.0, 1.0, 6.0, 8.0, 7.0, 7.5]
    """
    text = _unitless(said).lower()
    if stars := re.fullmatch(r"([★⭐]*)([☆]*)", text):
        filled, empty = len(stars[1]), len(stars[2])
        return 10 * filled / max(filled + empty, 5) if text else None
    if share := re.fullmatch(rf"({_NUMBER}){_OF}({_PLAIN})", text):
        return _within(figure(share[1]), figure(share[2]))
    if percent := re.fullmatch(rf"({_NUMBER})\s*%", text):
        return _within(figure(percent[1]), 100)
    if stretch := re.fullmatch(rf"({_PLAIN}){_TO}({_PLAIN})", text):
        ends = [_within(figure(end), scale) for end in stretch.groups()]
        return None if None in ends else sum(end or 0.0 for end in ends) / 2
    if is_bare(text):
        return _within(figure(text), scale)
    return next((value for words, value in _LEVELS if re.fullmatch(words, text)), None)


def figure(said: str) -> float:
    """A bare number as a float, its sign and its Chinese digit included."""
    bare = _unitless(said)
    if bare in _DIGITS:
        return float(_DIGITS[bare])
    return float(re.sub(r"[,\s]", "", re.sub(r"[−负]", "-", bare)))


def _unitless(said: str) -> str:
    """What was said without the word for points after it: 九分, `9 points`."""
    return _POINTS.sub("", said.strip())


def _within(value: float, scale: float) -> float | None:
    return 10 * value / scale if 0 <= value <= scale and scale > 0 else None
