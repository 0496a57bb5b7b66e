"""The first stage: can this query be acted on at all?"""

import re

from tools.claims.measure import Text, fold, weight
from tools.diagnosis.addressed import is_addressed
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote

_WORD = re.compile(r"\w")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[^\W\d_\u3400-\u9fff]+|\d+")
_HAN_PAIR = re.compile(r"[\u3400-\u9fff]{2}")
_SCRAP = 2
"""Words, two Han characters each, of what is no whole question."""
_REQUESTS = re.compile(
    r"[。；;？?！!\n]+|[,，]\s*(?=另外|顺便|还有|also\b|plus\b|oh and\b)|(?<!\w)(?=also,)",
    re.IGNORECASE,
)
_JOIN = (
    r"(?:和|跟|与|及|、|还有|以及|\band\b|\bplus\b|\bor\b|\balso cover\b"
    r"|[，,。;；]?\s*(?:顺便|后半|后来觉得|second half))"
)
_JOINED_AFTER = re.compile(rf"[\s，,]*{_JOIN}\s*([^，,。;；:：？?！!、\n]{{2,40}})", re.IGNORECASE)
_JOINED_BEFORE = re.compile(rf"([^，,。;；:：？?！!、\n]{{2,40}}?)\s*{_JOIN}\s*$", re.IGNORECASE)
_PAUSE = re.compile(r"[，,。;；:：？?！!\n]")
_CLOSING = re.compile(
    r"\s*(?:thanks?\b|thank you|thx|ok(?:ay)?\b|great\b|perfect\b|got it"
    r"|谢谢|多谢|感谢|好的|收到|明白)",
    re.IGNORECASE,
)
"""How people close a conversation; such a turn needs no earlier one."""
_NAMES = 1.2
_ABOUT_IT, _NOT_ABOUT_IT = 0.3, 0.15
"""Shares of a subject that an answer has, which takes it up, or does not."""
_TELLS_TOO_LITTLE = 2.4
_BARELY_TELLS = 4.6
_POINTS_ELSEWHERE = 3.2
_SPEAKS_OF_IT = 0.75
"""Share of a query from which a passage of the corpus speaks of it."""


def examine_query(facts: Facts) -> Finding:
    """Empty, dependent on a lost history, several requests, vague, out of scope; or fine."""
    for look in (
        _empty,
        _dependent,
        _told_by_reference,
        _several,
        _vague,
        _elsewhere,
        _addressed,
        _bare,
    ):
        if finding := look(facts):
            return finding
    slots = {name: found for name, found in facts.wishes.items() if name != "output"}
    wishes = [wish.words for found in slots.values() for wish in found][:6]
    if not wishes:
        return Finding("ok", facts.say("evidence.query.ok"))
    joined = ("、" if facts.lang == "zh" else ", ").join(wishes)
    return Finding("ok", facts.say("evidence.query.ok_wishes", wishes=joined))


def _fault(
    facts: Facts, subcause: str, confidence: float, key: str = "", **details: str
) -> Finding:
    return Finding(
        "fault",
        facts.say(f"evidence.query.{key or subcause}", **details),
        quotes=(quote("query", facts.query),) if facts.query else (),
        subcause=subcause,
        confidence=confidence,
        details=details,
    )


def _empty(facts: Facts) -> Finding | None:
    return None if _WORD.search(facts.query) else _fault(facts, "empty", 0.97)


def _dependent(facts: Facts) -> Finding | None:
    """It points to an earlier turn, or begins in mid-sentence, and there is no earlier turn."""
    if _CLOSING.match(facts.query):
        return None
    taken = facts.named if facts.named and not _points_back(facts, facts.named) else None
    if facts.trace.history or taken:
        return None
    start = facts.rules.fragment_start.pattern.match(facts.query)
    if start and len(facts.query) < 40 and not facts.creative:
        return _fault(facts, "fragment", 0.85)
    found = facts.rules.back_reference.find(facts.query)
    if not found or _says(facts) >= _POINTS_ELSEWHERE:
        return None
    if facts.best_coverage >= 0.9 and _tells_beyond_asking(facts) >= _NAMES:
        return None
    return _fault(facts, "lost_history", 0.85, words=clip(found[0]))


def _tells_beyond_asking(facts: Facts) -> float:
    """How much the query tells without its pointers and its words of asking."""
    plain = facts.rules.back_reference.strip(facts.query)
    return _weight(facts.subject(facts.rules.question.strip(plain)))


def _points_back(facts: Facts, topic: str) -> bool:
    """Whether what the product took for a topic is itself a pointer to an earlier turn."""
    return bool(facts.rules.back_reference.find(topic)) and not facts.product.subjects(topic)


def _told_by_reference(facts: Facts) -> Finding | None:
    """The reference declines or asks back: what was asked cannot be answered as it stands."""
    if not facts.should_decline or facts.declined:
        return None
    asks = asks_back(facts.trace.reference or "")
    subcause = "vague" if asks else "out_of_scope"
    finding = _fault(facts, subcause, 0.93, key="reference_declines")
    spoken = quote("reference", facts.trace.reference or "")
    return Finding(
        "fault", finding.evidence, (*finding.quotes, spoken), subcause, finding.confidence
    )


def _several(facts: Facts) -> Finding | None:
    """Two requests with subjects of their own, of which the answer takes up only one."""
    if facts.creative:
        return _joined(facts)
    parts = [part for part in _REQUESTS.split(facts.query[:2000]) if _is_request(facts, part)]
    if len(parts) < 2:
        return None
    subjects = [facts.subject(facts.rules.also.strip(part)) for part in parts[:2]]
    if min(_weight(subject) for subject in subjects) < _TELLS_TOO_LITTLE:
        return None
    if set(subjects[0]) & set(subjects[1]) or not _took_one(facts, subjects, parts[:2]):
        return None
    one, other = (clip(part, 40) for part in parts[:2])
    return _fault(facts, "two_topics", 0.82, one=one, other=other)


def _took_one(facts: Facts, subjects: list[list[str]], parts: list[str]) -> bool:
    """Whether the answer, or else what was retrieved, is about one of two subjects alone."""
    said = [facts.answer_text.share(subject) for subject in subjects]
    if _is_taken_up(facts, parts):
        return False
    if max(said) >= _ABOUT_IT and min(said) <= _NOT_ABOUT_IT:
        return True
    found = [max((t.share(s) for _, t in facts.passages), default=0.0) for s in subjects]
    return min(said) <= _NOT_ABOUT_IT and max(found) >= 0.6 and min(found) <= 0.4


def _is_taken_up(facts: Facts, parts: list[str]) -> bool:
    """Whether the answer has some two characters of each part, however they were segmented."""
    bare = [facts.rules.question.strip(part) for part in parts]
    pairs = [{one[at : at + 2] for at in range(len(one) - 1)} for one in bare]
    own = [[pair for pair in mine if _HAN_PAIR.fullmatch(pair)] for mine in pairs]
    return all(any(pair in facts.told for pair in mine) for mine in own)


def _joined(facts: Facts) -> Finding | None:
    """A second subject beside the one that the product took, of which the answer says nothing."""
    at = facts.query.casefold().find(facts.named.casefold()) if facts.named else -1
    if facts.named is None or at < 0:
        return None
    others = facts.product.subjects(facts.query) - facts.product.subjects(facts.named)
    before, after = facts.query[:at], facts.query[at + len(facts.named) :]
    after_it, before_it = (
        _JOINED_AFTER.match(facts.rules.deliverable.strip(after)),
        _JOINED_BEFORE.search(before),
    )
    for found in (after_it, before_it):
        if found is None:
            continue
        other = [term for term in facts.subject(found[1]) if term not in facts.asked]
        known = facts.product.subjects(found[1]) & others
        lost = _weight(other) >= _NAMES and facts.answer_text.share(other) < 0.2
        if lost or (known and not any(known & filed for filed in facts.material)):
            return _fault(facts, "two_topics", 0.75, one=clip(facts.named), other=clip(found[1]))
    return None


def _weight(terms: list[str]) -> float:
    return sum(weight(term) for term in terms)


def _is_request(facts: Facts, part: str) -> bool:
    rules = facts.rules
    return bool(rules.create.find(part) or rules.question.find(part))


def _vague(facts: Facts) -> Finding | None:
    """Nothing in it names a subject, and the product could not make one out either."""
    if facts.trace.history:
        return None
    if facts.creative:
        if _says(facts) < 0.1 or _topic_was_not_found(facts):
            return _fault(facts, "vague", 0.85, key="vague_topic")
        return None
    if _says(facts) >= _TELLS_TOO_LITTLE:
        return None
    at_length = facts.grounded is not None and facts.grounded.is_grounded
    clear = _is_carried(facts) or _was_served(facts)
    if at_length or (clear and not _is_scrap(facts.query)):
        return None
    return _fault(facts, "vague", 0.86)


def _is_scrap(query: str) -> bool:
    """Whether it is so short that no short answer shows that it was understood: 司职哪里."""
    return len(_WORDS.findall(query)) <= _SCRAP


def _topic_was_not_found(facts: Facts) -> bool:
    """Whether the product logged slots but no topic, and had nothing to search for."""
    intent = facts.trace.intent
    if intent is None or facts.rewritten or facts.trace.retrieved is None:
        return False
    return not any(intent.slots.get(key) for key in facts.rules.topic_keys)


def _elsewhere(facts: Facts) -> Finding | None:
    """It asks for what documents cannot hold, and nothing retrieved is about it."""
    if facts.reference is not None and not facts.creative:
        return None
    words = facts.rules.act if facts.creative else facts.rules.live
    found = words.find(facts.query) or facts.rules.act.find(facts.query)
    if not found:
        return None
    if facts.creative and _is_served(facts, found.start()):
        return None
    does = facts.rules.act.find(found[0]) is not None
    if not facts.creative and _is_dealt_with(facts, found[0] if does else None):
        return None
    rest = _weight(facts.subject(words.strip(facts.query)))
    is_told = facts.creative or rest >= _TELLS_TOO_LITTLE
    is_answered = is_told and facts.best_coverage >= facts.rules.limits.topic_coverage
    if is_answered and not (facts.creative and _is_made(facts, found.start())):
        return None
    return _fault(facts, "out_of_scope", 0.75 if facts.creative else 0.88, words=clip(found[0]))


def _addressed(facts: Facts) -> Finding | None:
    """It is said to an assistant, and neither what was retrieved nor the corpus speaks of it."""
    if facts.creative or facts.trace.history or not facts.passages or _was_served(facts):
        return None
    words = is_addressed(facts.query) if facts.reference is None else None
    limit = facts.rules.limits.topic_coverage
    if words is None or facts.best_coverage >= limit:
        return None
    if any(Text(one.text).share(facts.topic) >= _SPEAKS_OF_IT for one in facts.nearest):
        return None
    return _fault(facts, "out_of_scope", 0.88, words=clip(words))


def _is_dealt_with(facts: Facts, act: str | None) -> bool:
    """Whether the product has to do with it: its passages or its corpus speak of the `act`.

    Without anything that was retrieved, its scope cannot be told.
    """
    if not facts.passages or _was_served(facts):
        return True
    if act is None:
        return False
    if any(act.casefold() in text.folded for _, text in facts.passages):
        return True
    found = facts.corpus.search(act, 1) if facts.corpus else []
    return any(act.casefold() in fold(one.text) for one in found)


def _is_made(facts: Facts, at: int) -> bool:
    """Whether what stands there is what is to be made: 写一份合同, make me a logo."""
    made = facts.rules.create.pattern.finditer(facts.query[:at])
    verb = max((one.end() for one in made), default=None)
    return verb is not None and not _PAUSE.search(facts.query[verb:at])


def _is_served(facts: Facts, at: int) -> bool:
    """Whether the words there are only the subject of something that the product writes."""
    kinds = (facts.rules.slots["output"].words, facts.rules.deliverable)
    return any(
        found.start() != at and found.start() > at
        for words in kinds
        for found in words.pattern.finditer(facts.query)
    )


def _bare(facts: Facts) -> Finding | None:
    """A few words that ask nothing, to which nothing that was retrieved belongs or answers."""
    if facts.creative or not facts.passages or facts.declined:
        return None
    if facts.rules.question.find(facts.query) or _says(facts) >= _BARELY_TELLS:
        return None
    clear = _is_carried(facts) or _was_served(facts)
    return None if clear else _fault(facts, "vague", 0.72, key="bare")


def _was_served(facts: Facts) -> bool:
    """Whether what was retrieved has to do with both the query and the answer."""
    return facts.best_coverage > 0 and facts.in_own_words


def _is_carried(facts: Facts) -> bool:
    """Whether some passage carries the answer: then it was clear enough to act on."""
    matter = [term for term in facts.subject(facts.told) if term not in facts.asked]
    shares = [text.share(matter) for _, text in facts.passages]
    return max(shares, default=0.0) >= facts.rules.limits.supported and not facts.declined


def _says(facts: Facts) -> float:
    """How much the query tells of its subject, in units of about a common word."""
    if facts.creative and facts.named and not _points_back(facts, facts.named):
        return _weight(facts.asked)
    plain = facts.rules.back_reference.strip(facts.query) if facts.depends else facts.query
    return _weight(facts.subject(plain))
