"""Two requests in one query, each with a subject of its own, of which one alone was taken up."""

import re

from knowledge.han import HAN_RANGE
from tools.claims.measure import TELLING, weight_of
from tools.claims.small_talk import talk_share
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import clip
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE

_REQUESTS = re.compile(
    r"[。；;？?！!\n]+|[,，]\s*(?=另外|顺便|还有|also\b|plus\b|oh and\b)|(?<!\w)(?=also,)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_STATES = re.compile(
    r"\W*(?:(?:and|but|also|so|plus)\W+)*(?:i|we|my|our|he|she|they)\b"
    r"(?!.*\b(?:who|what|which|when|where|why|how|whose)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""How an English statement begins; one may hold "is" and "have", as questions do."""
_HAN_PAIR = re.compile(f"[{HAN_RANGE}]{{2}}")
_JOIN = (
    r"(?:和|跟|与|及|、|还有|以及|\band\b|\bplus\b|\bor\b|\balso cover\b"
    r"|[，,。;；]?\s*(?:顺便|后半|后来觉得|second half))"
)
_JOINED_AFTER = re.compile(rf"[\s，,]*+{_JOIN}\s*([^，,。;；:：？?！!、\n]{{2,40}})", re.IGNORECASE)
_JOINED_BEFORE = re.compile(rf"([^，,。;；:：？?！!、\n]{{2,40}}?)\s*+{_JOIN}\s*$", re.IGNORECASE)
_NEAR = 120
"""Characters before the one subject in which the other is looked for."""
_SAYS_NOTHING_OF_IT = 0.2
"""Share of a second subject below which an answer passes it over."""
_ABOUT_IT, _NOT_ABOUT_IT = 0.3, 0.15
"""Shares of a subject that an answer has, which takes it up, or does not."""
_IN_COMMON = 0.3
"""Share of the smaller subject from which two have more than a common word between them."""
_A_FEW = 0.2
"""Share of the pairs of characters of a subject that an answer has which speaks of it."""
_TALK = 0.6
"""Share of a part in words of talk from which it may ask for nothing."""
_HARDLY_FOUND, _AHEAD = 0.5, 0.4
"""Share of the one subject that what was retrieved has at most, if it is about the other, and how
much more of that it then has."""


def two_requests(facts: Facts) -> tuple[str, str] | None:
    """The two, clipped, of which the answer takes up only one; None where there are none."""
    return _joined(facts) if facts.asked.creative else _one_after_another(facts)


def _one_after_another(facts: Facts) -> tuple[str, str] | None:
    said = [
        part
        for part in _REQUESTS.split(facts.asked.query[:2000])
        if _WORD.search(part) and not _is_talk(facts, part)
    ]
    # Whoever adds something says so, and need not ask it in a whole question.
    is_added = any(_adds(facts, part) for part in said[1:])
    parts = [
        part
        for part in said
        if (is_added and not _STATES.match(facts.rules.also.strip(part)))
        or _is_request(facts, part)
    ]
    if len(parts) < 2:
        return None
    subjects = [_subject(facts, part) for part in parts[:2]]
    if min(weight_of(subject) for subject in subjects) < TELLS_TOO_LITTLE:
        return None
    common = weight_of(set(subjects[0]) & set(subjects[1]))
    if common > _IN_COMMON * min(map(weight_of, subjects)):
        return None
    if not _took_one(facts, subjects, parts[:2]):
        return None
    one, other = (clip(part, 40) for part in parts[:2])
    return one, other


def _is_talk(facts: Facts, part: str) -> bool:
    """Whether a part asks for nothing of the product: "Can somebody help me?"."""
    telling = [term for term in _subject(facts, part) if talk_share(term) < 1]
    return talk_share(part) >= _TALK and weight_of(telling) < TELLING


def _adds(facts: Facts, part: str) -> bool:
    """Whether it begins with a word that joins another request."""
    found = facts.rules.also.find(part)
    return found is not None and not _WORD.search(part[: found.start()])


def _subject(facts: Facts, part: str) -> list[str]:
    """The terms of a request's subject, without those that only ask."""
    return facts.asked.beyond_asking(facts.asked.subject(facts.rules.also.strip(part)))


def _took_one(facts: Facts, subjects: list[list[str]], parts: list[str]) -> bool:
    """Whether the answer, or else what was retrieved, is about one of two subjects alone."""
    if _is_taken_up(facts, parts):
        return False
    said = [facts.said.text.share(subject) for subject in subjects]
    if max(said) >= _ABOUT_IT and min(said) <= _NOT_ABOUT_IT:
        return True
    found = [max((t.share(s) for _, t in facts.found.passages), default=0.0) for s in subjects]
    is_one_sided = min(found) <= _HARDLY_FOUND and max(found) >= min(found) + _AHEAD
    return min(said) <= _NOT_ABOUT_IT and is_one_sided


def _is_taken_up(facts: Facts, parts: list[str]) -> bool:
    """Whether the answer has some two characters of each part, however they were segmented; those
    of both parts tell nothing.
    """
    bare = [facts.rules.question.strip(facts.rules.also.strip(part)) for part in parts]
    pairs = [{one[at : at + 2] for at in range(len(one) - 1)} for one in bare]
    shared = pairs[0] & pairs[1]
    own = [[pair for pair in mine - shared if _HAN_PAIR.fullmatch(pair)] for mine in pairs]
    return all(
        mine and sum(pair in facts.said.told for pair in mine) >= _A_FEW * len(mine) for mine in own
    )


def _joined(facts: Facts) -> tuple[str, str] | None:
    """A second subject beside the one that the product took, of which the answer says nothing."""
    asked, product = facts.asked, facts.product
    at = asked.query.casefold().find(asked.named.casefold()) if asked.named else -1
    if asked.named is None or at < 0:
        return None
    others = product.subjects(asked.query) - product.subjects(asked.named)
    before, after = asked.query[:at], asked.query[at + len(asked.named) :]
    after_it = _JOINED_AFTER.match(facts.rules.deliverable.strip(after))
    for found in (after_it, _JOINED_BEFORE.search(before[-_NEAR:])):
        if found is None:
            continue
        other = [term for term in asked.subject(found[1]) if term not in asked.terms]
        known = product.subjects(found[1]) & others
        lost = weight_of(other) >= TELLING and facts.said.text.share(other) < _SAYS_NOTHING_OF_IT
        if lost or (known and not any(known & filed for filed in facts.found.material)):
            return clip(asked.named), clip(found[1])
    return None


def _is_request(facts: Facts, part: str) -> bool:
    rules = facts.rules
    return bool(rules.create.find(part) or (rules.question.find(part) and not _STATES.match(part)))
