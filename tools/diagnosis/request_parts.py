"""The requests that one query holds, in order: "how much is it, and do you deliver?" holds two.

A new one begins with a sentence, with a word that adds (also, 另外), with a question word after
"and", or, in Chinese, with a comma between two clauses that both ask, each of what another passage
is on: of one thing people ask several things in a row, too.
"""

import re

from knowledge.han import has_han
from tools.claims.measure import TELLING, weight_of
from tools.claims.small_talk import talk_share
from tools.diagnosis.facts import Facts

_SOMEBODY = (
    r"(?:i|we|you|u|it|they|he|she|the|an?|my|our|your|his|her|their|there|this|that|these|those|any"
    r"|anyone|all|everyone|everything|\w+s|\w+ (?:included|free|allowed|open|available|extra))\b"
)
_ASKING_EN = (
    r"(?:(?:how|what|what['’]?s|where|which|who|whose|why|do|does|did|any)\b"
    r"|when (?:is|are|was|do|does|did|can|could|will|would|should|must|may)\b"
    rf"|(?:can|could|is|are|will|would|should|am|have|has) {_SOMEBODY})"
)
_SENTENCES = re.compile(
    r"[。；;？?！!\n]+(?![”’』」）\"')（(])|(?<=[a-z]{2})\.\s+|(?:[,，]\s*|\s+)(?=另外|顺便|还有|再就是|顺带|对了|还想问|再问)"
    r"|[,，]\s*(?=also\b|plus\b|oh and\b|separately\b)|(?<!\w)(?=also,)"
    r"|[,，]?\s+(?=(?:and|plus|also|oh)\s+(?:(?:also|then|separately|secondly|btw|by the way)\W+)*"
    rf"{_ASKING_EN})"
    rf"|,\s*(?=(?:can|could|do|does|is|are|will|would) {_SOMEBODY})",
    re.IGNORECASE,
)
_COMMA_ZH = re.compile(r"[，,]\s*|(?<=[一-鿿])\s+(?=[一-鿿])")
_ON_IT = 0.3
"""Share of what is asked from which a passage is on it."""
_WORD = re.compile(r"\w")
_BARE = re.compile(r"\W*(?:and|but|oh|so|plus|also)\W*", re.IGNORECASE)
_ADDS = re.compile(
    r"\W*(?:and\W+|but\W+|oh\W+)*(?:also|plus|separately|secondly|second question"
    r"|another (?:thing|question)|one more (?:thing|question)|by the way|btw)\b"
    r"|\W*(?:另外|顺便|还有|再就是|顺带|对了|还想问|再问|再帮我|同时)",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\W*(?:(?:and|but|also|so|plus)\W+)*(?:i|we|my|our|he|she|they)\b"
    r"(?!.*\b(?:who|what|which|when|where|why|how|whose)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""How an English statement begins; one may hold "is" and "have", as questions do."""
_OF_THE_SAME = re.compile(
    r"^\W*(?:(?:and|plus|also|or|so|then)\W+)*(?:[\w'’]+\s+){0,3}"
    r"(?:it|its|this|that|they|them|these|those|one|he|she)\b|^\W*(?:那|又|还)?(?:它|这个|那个|这|其中|每[期次月年])"
    r"|^\W*(?:(?:and|plus|also|or)\W+)*how (?:early|late|long|much|many|often|far|soon|big|old)\W*$"
    r"|^\W*(?:那|又|还|也)?(?:要不要|用不用|需不需要|能不能|可不可以|有没有|是不是|需要|可以|要|得|能|有|花|收|给)*"
    r"(?:钱|收费|费用|优惠|打折|免费|预约|多久|多少钱?|几天|几个|怎么[办弄]|车)?[吗么呢啊]?\W*$",
    re.IGNORECASE,
)
"""How a request begins that asks more of what was named before."""
_ASKS_EN = re.compile(
    rf"^\W*(?:(?:and|but|so|also|plus|oh|ok|okay|hi|hey|hello|then|well|btw|separately)\W+)*{_ASKING_EN}"
    r"|\b(?:how|what|where|which|who|whose|why)\b",
    re.IGNORECASE,
)
"""What an English request has."""
_TELLS_ZH = re.compile(
    r"(?:不(?:知道?|懂|清楚|明白|记得|晓得)|忘了?|没搞[懂清])[^，。？?吗]*"
    r"|(?:什么|[啥哪谁]|怎么|多少)[^，。？?吗]{0,3}[都也](?:[不没]|找|行|可以)[^，。？?吗]*"
    r"|正[^，。？?]*呢\W*$"
)
"""How one tells what one does not know, that nothing is so, or what one is at."""
_WH = re.compile(
    r"\b(?:how|what|when|where|which|who|whose|why)\b|怎|多少|几|哪|什么", re.IGNORECASE
)
_TALK = 0.6
"""Share of a part in words of talk from which it may ask for nothing."""


def request_parts(facts: Facts) -> list[str]:
    """The requests, each with a subject of its own; where one is added in so many words, what is
    told before it counts as one, too: "my card was charged twice. Also, ...".
    """
    said = [
        clause
        for part in _sentences(facts.asked.query[:2000])
        if not _is_talk(facts, part)
        for clause in _clauses(facts, part)
    ]
    added = [at > 0 and adds(part) for at, part in enumerate(said)]
    found: list[str] = []
    for at, part in enumerate(said):
        counts = added[at] or _is_request(facts, part) or any(added[at + 1 :])
        if not counts or (found and not added[at] and _OF_THE_SAME.match(part)):
            continue
        if weight_of(subject_of(facts, part)) >= TELLING:
            found.append(part)
    return found


def adds(part: str) -> bool:
    """Whether a part begins with a word that joins another request."""
    return _ADDS.match(part) is not None


def _sentences(query: str) -> list[str]:
    """The parts of a query, none of them a bare "and"."""
    found: list[str] = []
    joined = ""
    for part in _SENTENCES.split(query):
        if _BARE.fullmatch(part):
            joined = part
        elif _WORD.search(part):
            found.append(f"{joined} {part}" if joined else part)
            joined = ""
    return found


def subject_of(facts: Facts, part: str) -> list[str]:
    """The terms of a request's subject, without those that only ask."""
    joined = _ADDS.match(part)
    plain = facts.rules.also.strip(part[joined.end() :] if joined else part)
    return facts.asked.beyond_asking(facts.asked.subject(plain))


def _clauses(facts: Facts, part: str) -> list[str]:
    """A Chinese part up to the end of each clause that asks, where several do, of what stands in
    different passages; else the whole.
    """
    found = [""]
    for clause in filter(str.strip, _COMMA_ZH.split(part)):
        found[-1] += clause
        if has_han(clause) and _asks_zh(facts, clause):
            found.append("")
    asking = [one for one in found if one]
    subjects = [subject_of(facts, one) for one in asking]
    texts = facts.found.texts
    on_them = [
        max(range(len(texts)), key=lambda at: texts[at].share(subject))
        for subject in subjects
        if texts and max(text.share(subject) for text in texts) >= _ON_IT
    ]
    return asking if len(set(on_them)) > 1 else [part]


def _is_talk(facts: Facts, part: str) -> bool:
    """Whether a part asks for nothing of the product: "Can somebody help me?"."""
    if adds(part) and _WH.search(part):
        return False
    telling = [term for term in subject_of(facts, part) if talk_share(term) < 1]
    return talk_share(part) >= _TALK and weight_of(telling) < TELLING


def _asks_zh(facts: Facts, clause: str) -> bool:
    """Whether a Chinese clause asks something, rather than tell what one does not know or is at."""
    return bool(facts.rules.question.find(_TELLS_ZH.sub(" ", clause)))


def _is_request(facts: Facts, part: str) -> bool:
    if facts.rules.create.find(part) or adds(part):
        return True
    if has_han(part):
        return _asks_zh(facts, part)
    return bool(_ASKS_EN.search(part)) and not _STATES.match(part)
