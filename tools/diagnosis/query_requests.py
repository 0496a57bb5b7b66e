"""Two requests in one query, each with a subject of its own, of which one alone was taken up."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from tools.claims.measure import TELLING, ready, weight_of
from tools.claims.splitting import claims
from tools.diagnosis.by_reference import leaves_out, tells_in_part
from tools.diagnosis.drift import is_drift, signs_of_drift
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import clip
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE
from tools.diagnosis.request_parts import adds, request_parts, subject_of
from tools.diagnosis.request_told import named_of, told_of
from tools.diagnosis.two_orders import two_orders

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
_TELL_OF_TWO = 4.0
"""How much the words of two subjects tell together."""
_IN_COMMON = 0.3
"""Share of the smaller subject from which two have more than a common word between them."""
_RESTS = 0.4
"""Share of an answer that one place of a passage has, from which it rests on that."""
_ABOUT_IT, _NOT_ABOUT_IT = 0.3, 0.15
"""Shares of a subject that an answer has, which takes it up, or does not."""
_HARDLY_FOUND, _AHEAD = 0.5, 0.4
"""Share of the one subject that what was retrieved has at most, if it is about the other, and how
much more of that it then has."""


def two_requests(facts: Facts) -> tuple[str, str] | None:
    """The two, clipped, of which the answer takes up only one; None where there are none."""
    if facts.asked.creative:
        return two_orders(facts) if facts.asked.to_order else _joined(facts)
    found = _untold(facts)
    return found and (clip(found.one, 40), clip(found.other, 40))


def leaves_a_request_out(facts: Facts) -> bool:
    """Whether the answer leaves out what the reference says on one of two requests."""
    if facts.asked.creative or facts.said.reference is None:
        return False
    found = _untold(facts)
    if found is None:
        return False
    told = max((ready(one).share(found.subject) for one in claims(facts.said.reference)), default=0)
    return told > _SAYS_NOTHING_OF_IT or leaves_out(facts)


class _Untold(NamedTuple):
    """Two requests of which the answer takes up one."""

    one: str
    """The first."""
    other: str
    """The second."""
    subject: list[str]
    """The terms of the one that is not taken up."""


def _untold(facts: Facts) -> _Untold | None:
    parts = request_parts(facts)
    said = facts.said
    if len(parts) < 2 or said.declined or said.breaks_off or _is_misread(facts):
        return None
    subjects = [subject_of(facts, part) for part in parts]
    told, named = told_of(facts, parts, subjects), named_of(facts, subjects)
    for at, other in combinations(range(len(parts)), 2):
        if _is_one(subjects[at], subjects[other]):
            continue
        if told[at] != told[other]:
            return _Untold(parts[at], parts[other], subjects[other if told[at] else at])
        # Who says that he adds something asks two things: there less is needed.
        shares = (named[at], named[other])
        is_told = min(shares) <= _NOT_ABOUT_IT and max(shares) >= _ABOUT_IT
        is_in_part = facts.said.reference is not None and tells_in_part(facts)
        is_added = adds(parts[other])
        is_open = not told[at] or (is_added and max(shares) <= _NOT_ABOUT_IT)
        is_of_one = is_open and _was_found_for_one(facts, subjects[at], subjects[other])
        if is_of_one or (is_added and (is_told or is_in_part)):
            less = at if named[at] < named[other] else other
            return _Untold(parts[at], parts[other], subjects[less])
    return None


def _is_misread(facts: Facts) -> bool:
    """Whether what went to retrieval asks for something else than either."""
    signs = signs_of_drift(facts)
    return signs is not None and is_drift(signs)


def _is_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two subjects are the same, or say too little to be two."""
    common, least = weight_of(set(one) & set(other)), min(weight_of(one), weight_of(other))
    return common > _IN_COMMON * least or weight_of([*one, *other]) < _TELL_OF_TWO


def _was_found_for_one(facts: Facts, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what was retrieved is about one of two subjects alone."""
    found = [max((t.share(s) for t in facts.found.texts), default=0.0) for s in (one, other)]
    tells = weight_of(one if found[0] < found[1] else other) >= TELLS_TOO_LITTLE
    if min(found) == 0 < max(found) and tells and facts.said.close >= _RESTS:
        return True
    return min(found) <= _HARDLY_FOUND and max(found) >= min(found) + _AHEAD


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
