"""Does the answer take up one of the requests of a query, in whatever words?

By words of its subject, by a value of the kind that it asks for (a price, a time, a number, yes or
no), or by what a passage says on that subject.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.han import HAN_RANGE
from tools.claims.measure import content, ready
from tools.claims.replies import says_yes
from tools.claims.small_talk import is_small_talk
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.kinds_asked import KINDS

_NOT_ABOUT_IT = 0.15
"""Share of a subject in one sentence of the answer up to which that does not speak of it."""
_OF_ANOTHER = 0.3
"""Share of another request's subject from which a clause is on that."""
_ON_IT, _FROM_IT = 0.5, 0.3
"""Share of a subject from which a sentence of a passage is on it, and share of what else it says
from which the answer is from there."""
_A_FEW = 0.2
"""Share of the pairs of characters of a subject that an answer has which speaks of it."""
_CLAUSE = re.compile(r"[，,。.;；!！?？\n:：]|\b(?:and|but)\b")
_DIGITS = re.compile(r"\d+")
_HAN_PAIR = re.compile(f"[{HAN_RANGE}]{{2}}")
_YES_OR_NO = re.compile(
    r"[吗么]\W*$|能不能|可不可以|有没有|是不是|要不要|用不用|需不需要|会不会|行不行"
    r"|[退能行有会]不[退能行有会了]?\W*$"
    r"|^\W*(?:(?:and|plus|also|so|separately|then|oh|btw)\W+)*"
    r"(?:can|could|do|does|did|is|are|will|would|should|am|have|has|any)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|who|whose|what)\b(?! time| day| date)|哪[个种些款家位]|什么|谁", re.IGNORECASE
)
"""What asks for a thing, which has no look of its own."""
_SAYS_SO_ZH = re.compile(
    r"可以|不能|不行|无法|不?支持|不?需要|不用|免费|不收|没有|不提供|能[^不]|不[了到回]"
)
_HAS_ZH = re.compile(r"有|没")


def told_of(facts: Facts, parts: Sequence[str], subjects: Sequence[Sequence[str]]) -> list[bool]:
    """For each request whether the answer says something of it."""
    pairs = _own_pairs([facts.rules.question.strip(facts.rules.also.strip(one)) for one in parts])
    return [
        _is_named(facts, subjects[at], pairs[at])
        or _is_given(facts, parts, subjects, at)
        or _is_from_a_passage(facts, subjects, at)
        for at in range(len(parts))
    ]


def named_of(facts: Facts, subjects: Sequence[Sequence[str]]) -> list[float]:
    """For each request the largest share of its subject in one sentence of the answer: in a long
    one some word of any subject stands somewhere.
    """
    sentences = [ready(one) for one in facts.said.claims]
    return [max((one.share(own) for one in sentences), default=0.0) for own in subjects]


def _is_named(facts: Facts, subject: Sequence[str], pairs: Sequence[str]) -> bool:
    """Whether one sentence of the answer has some of its words: in a long one some word of any
    subject stands somewhere.
    """
    told = facts.said.told
    named = [term for term in subject if not _DIGITS.fullmatch(term)] or subject
    if max((ready(one).share(named) for one in claims(told)), default=0.0) > _NOT_ABOUT_IT:
        return True
    there = sum(pair in told or pair[::-1] in told for pair in pairs)  # 分扣谁的, 扣分由谁承担
    return bool(pairs) and there >= _A_FEW * len(pairs)


def _own_pairs(parts: Sequence[str]) -> list[list[str]]:
    """The pairs of Han characters of each request that no other one has."""
    every = [{"".join(two) for two in pairwise(part)} for part in parts]
    own = []
    for at, mine in enumerate(every):
        others = set().union(*every[:at], *every[at + 1 :])
        own.append([pair for pair in mine - others if _HAN_PAIR.fullmatch(pair)])
    return own


def _is_given(
    facts: Facts, parts: Sequence[str], subjects: Sequence[Sequence[str]], at: int
) -> bool:
    """Whether the answer has a value of the kind that it asks for, and not for another request."""
    others = [index for index in range(len(parts)) if index != at]
    told = [one for one in _CLAUSE.split(facts.said.told) if not _is_of(facts, subjects, one, at)]
    for kind in KINDS:
        if not kind.asked.search(parts[at]):
            continue
        rivals = sum(bool(kind.asked.search(parts[index])) for index in others)
        if sum(bool(kind.given.search(one)) for one in told) > rivals:
            return True
    if _WHICH.search(parts[at]) and any(content(one) and not is_small_talk(one) for one in told):
        return True
    if not _YES_OR_NO.search(parts[at]):
        return False
    said = [one for one in _CLAUSE.split(facts.said.told) if not _names_another(subjects, one, at)]
    tells = _HAS_ZH if "有" in parts[at] else _SAYS_SO_ZH
    return any(says_yes(one) is not None or tells.search(one) for one in said)


def _is_of(facts: Facts, subjects: Sequence[Sequence[str]], clause: str, at: int) -> bool:
    """Whether a clause of the answer is on another request than that at a place, by its own words
    or by those of the sentence that it is from.
    """
    said = content(clause)
    from_it = max(
        (one for text in facts.found.texts for one in text.sentences),
        key=lambda one: ready(one).share(said),
        default="",
    )
    return _names_another(subjects, clause, at) or _names_another(subjects, from_it, at)


def _names_another(subjects: Sequence[Sequence[str]], words: str, at: int) -> bool:
    """Whether words are rather on another subject than on that at a place."""
    shares = [ready(words).share(one) for one in subjects]
    return max(shares) > shares[at] and max(shares) >= _OF_ANOTHER


def _is_from_a_passage(facts: Facts, subjects: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the answer has what a passage says in a sentence on it, rather than on another."""
    asked = set(facts.asked.terms)
    answer = facts.said.text
    for text in facts.found.texts:
        for sentence in text.sentences:
            shares = [ready(sentence).share(one) for one in subjects]
            if shares[at] < _ON_IT or shares[at] < max(shares):
                continue
            rest = [term for term in content(sentence) if term not in asked]
            if rest and answer.share(rest) >= _FROM_IT:
                return True
    return False
