"""How an order for a text is built in English: by its verb, or by the kind of text and what for."""

import re

from knowledge.numerals import ENGLISH_NUMBER
from tools.diagnosis.rules import Rules
from tools.diagnosis.stipulated import stipulations

_BEGINS = (
    r"(?:^|[.;:!?,\n(–—-]\s*"
    r"|\b(?:please|pls|and|then|just|now|also|ok|okay|so|if not|help me|help us)\s+"
    r"|\b(?:can|could|would|will) (?:you|u) (?:please |pls |just |also |help me (?:to )?)?"
    r"|\bi (?:need|want|would like|['’]d like) (?:you )?to )"
)
"""What stands before an order."""
_WORDS = (
    r"(?:re)?write(?! to\b)|draft|compose|reword|rephrase|paraphrase|summari[sz]e|shorten|condense"
    r"|proofread|redraft|recap|soften|sketch|tl;?dr|(?:polish|outline) (?:this|my|our|it|an?)"
)
"""Verbs that make a text, or change one."""
_CHANGES = (
    r"(?:turn|make|convert|rework|translate|boil|cut|trim|tidy|tighten)"
    r" (?:this|that|it|these|them|the|my|our)\b[^.?!\n]{0,60}?"
    r"(?:\binto\b|\bdown to\b|\b(?:more|less) \w+|\w+er\b)|put [^.?!\n]{1,60}? into (?:an?|the)"
)
"""Verbs that do with what is to come of it."""
_WORKS = (
    r"(?:plan|schedule|organi[sz]e) (?:me|us|my|our|an?|the|out|for)|map out"
    r"|(?:mark|grade|check|correct|critique)"
    r" (?:this|these|my (?:answer|essay|working|draft|work)|his|her)"
    r"|quiz (?:me|us|them)|test me on|(?:walk|talk) (?:me|us|them) through"
    r"|give (?:me|us|them|him|her)"
    r" (?:a hint|another|an example|an analogy|a question|feedback)"
    r"|break (?:it|this|that) down|(?:rank|group|sort) (?:the|these|them|my|our)"
    r"|explain to (?!me\b)|explain [^.?!\n]{2,60}? (?:to|for) (?:a|an|my|our|the|someone)"
)
"""Verbs of working on something, with whom or what for."""
_WRITES = re.compile(rf"{_BEGINS}(?:{_WORDS}|{_CHANGES}|{_WORKS})\b", re.IGNORECASE)
"""Verbs that order a text by themselves."""
_MAKES = re.compile(
    rf"{_BEGINS}(?:create|make|generate|prepare|produce|put together|come up with|knock up|design"
    r"|plan|build|pull|do|give me|give us|get me|suggest|i need|we need|need|want|i want|add|send"
    r"|list|set|brainstorm|word|phrase|edit)\b(?! (?:i|we|you|they|he|she|it)\b)",
    re.IGNORECASE,
)
"""Verbs that do with a kind of text behind them."""
_NAMES = re.compile(
    r"^\W*(?!in\s)(?:(?:ok|okay|now|also|quick|hi|hey|next|short|simple|my|our|the|an?|another"
    rf"|some|one|few|\d+|{ENGLISH_NUMBER})\b[\s-]*)*(?:[\w'’&-]+ ){{0,3}}$",
    re.IGNORECASE,
)
"""What may stand before a kind of text that is ordered by its name alone."""
_FOR = re.compile(
    r"^\W*(?:for|on|about|to|from|re|pls|please|saying|announcing|telling|asking|inviting"
    r"|under|around|max|in [a-z]+ish|in french|in german|in plain)\b|^\s*[,:–—-]",
    re.IGNORECASE,
)
"""What follows the name then."""
_LASTS = re.compile(
    r"\W*(?:an? )?\d+[- ]?(?:sec(?:ond)?|min(?:ute)?)s?[- ][a-z]+ [a-z]", re.IGNORECASE
)
"""How an order begins with how long it is to last: a 20-second advert."""
_TELLS_OF_THEM = r"not|never|missing|still|ago|were|was|has|have"
_COUNTS = re.compile(
    rf"\W*(?:\d{{1,2}}|{ENGLISH_NUMBER})\s(?!.*\b(?:{_TELLS_OF_THEM})\b)", re.IGNORECASE
)
"""How one begins with a number of texts, and tells nothing of them."""
_FORMS = {"sentences", "words", "characters", "items"}
"""What is stipulated of a text rather than of an answer."""
_LONG = re.compile(
    r"\b(?:\d{2,3}|ten|twenty|thirty|fifty|a hundred|hundred)[- ]?(?:words?|char(?:acter)?s)\b",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(
    r"^\W*(?:so |and |but |hi,? |hey,? |ok,? )*(?:how|what|when|where|which|who|why|is|are|was"
    r"|were|do|does|did|has|have|am"
    r"|(?:can|could|may|should|must|will|would) (?:i|we|the|my|our|it|this))\b",
    re.IGNORECASE,
)
_ASKS_LATER = re.compile(
    r"\b(?:how|what|where|why|when) (?:is|are|do|does|did|can|should)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"[.;?!\n]")
_NEAR, _FIRST, _NAMES_ALONE = 60, 4, 90
"""Characters behind a verb in which the kind of text stands, words before one that is counted, and
characters of a sentence that orders one by its name alone."""


def orders_in_english(query: str, rules: Rules) -> bool:
    """Whether a sentence of an English query orders a text."""
    several = [one for sentence in _SENTENCES.split(query) if (one := sentence.strip())]
    asking = [bool(_ASKS_FIRST.search(one)) for one in several]
    return any(
        _by_verb(one, rules) or (not any(asking) and _by_kind(one, rules))
        for one, asks in zip(several, asking, strict=True)
        if not asks
    )


def _by_verb(sentence: str, rules: Rules) -> bool:
    found = _WRITES.search(sentence)
    asks = _ASKS_LATER.search(sentence)
    if found and (found.start() == 0 or not asks):
        return True
    return not asks and any(
        rules.texts.find(sentence[verb.end() : verb.end() + _NEAR].partition(",")[0])
        for verb in _MAKES.finditer(sentence)
    )


def _by_kind(sentence: str, rules: Rules) -> bool:
    """By how many texts, or how long, or by the kind and what it is for."""
    kind = rules.texts.find(sentence)
    if _COUNTS.match(sentence) and kind and len(sentence[: kind.start()].split()) <= _FIRST:
        return True
    if _ASKS_LATER.search(sentence):
        return False
    if _LONG.search(sentence) or _LASTS.match(sentence):
        return True
    if any(one.form in _FORMS for one in stipulations(sentence)):
        return True
    return len(sentence) <= _NAMES_ALONE and any(
        _NAMES.match(sentence[: one.start()]) and _FOR.match(sentence[one.end() :])
        for one in rules.texts.pattern.finditer(sentence)
    )
