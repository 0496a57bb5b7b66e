"""A passage refuses, or bounds, the very case that was asked about, and the answer passes over it.

"Yes, you can renew it up to four times", where the passage goes on "unless another reader has
reserved it" and the question says that one has. Every word of such an answer may stand in the
passage; what it leaves out makes it false. This is told by the clause that is nearest to the
question: it denies, or sets a bound that the question's own figure exceeds, while the answer
affirms and speaks of neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.sentences import sentences
from tools.claims.alike import in_common, is_among, weight_of_words
from tools.claims.amounts import Amount, amounts
from tools.claims.polarity import Clause, Word, clauses
from tools.claims.replies import asks_whether, says_yes
from tools.claims.rivals import comparable

_ON_IT = 2.2
"""Weight of the question's words in a clause from which the clause is on the case asked about."""
_MOSTLY = 0.4
"""Share of a clause's words that the question has, from which it is that case, and no other."""
_READ = 6_000
"""Characters of a passage, or of the question, that are read."""
_LONGEST = 400
"""Characters of an answer from which on it says more than yes."""
_AT_MOST = re.compile(
    r"以内|之内|不超过|最多|最长|最大|上限|至多|不得超过|不大于|不满|未满"
    r"|\b(?:up to|at most|no more than|not more than|within|maximum|max|limited to|limit)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"以上|至少|不低于|不少于|最低|最少|满|起(?=[，。；,;]|$)"
    r"|\b(?:at least|no less than|minimum|or (?:more|older|over)|over)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"(?:怎么|怎样|如何|咋)(?!回事|样|用|了|算|收)|\bhow (?:do|can|should|would) (?:i|we)\b",
    re.IGNORECASE,
)
"""How a question takes it for granted that it can be done."""
_HEEDS = re.compile(
    r"^\W*(?:先|请)?(?:别|勿|不要)|不过|但是?|除非|只有|仅限|只能|不(?:建议|合适|宜)"
    r"|\b(?:but|however|unless|except|only|though)\b|^\W*(?:please )?don['’]t\b",
    re.IGNORECASE,
)
"""How an answer bounds what it grants."""
_EXCEPTS = re.compile(r"\s*(?:unless|except|除非|除了)", re.IGNORECASE)
_ELSE = re.compile(r"\W*not (?:with|for|in|on|at|to|by|from|during)\b", re.IGNORECASE)
"""How a clause denies of something else what the one before it affirms."""
_NAMED = 1.4
"""Weight of an exception's words from which a question names it: of about one that tells."""
_STATED = str.maketrans("?？", ".。")
"""A question's words are read as those of a statement."""
_NEARLY = 0.8
"""Share of the fit of the nearest clause from which another one is as near."""
_PAIR = 2


@dataclass(frozen=True)
class Unheeded:
    """What the answer passes over."""

    passage: int
    """The position of its passage."""
    sentence: str
    """The sentence, verbatim."""


def unheeded(query: str, answer: str, passages: Sequence[str]) -> Unheeded | None:
    """The sentence that refuses or bounds what `query` asks for while `answer` grants it."""
    said = says_yes(answer)
    if len(answer) > _LONGEST or said is False or _HEEDS.search(answer):
        return None
    if next((one.marks for one in clauses(answer)), ()):
        return None  # it begins with a denial
    query = query[:_READ]
    asked = _words(query.translate(_STATED))
    if said or asks_whether(query) or _ASKS_HOW.search(query):
        return (
            _refused(query, asked, answer, passages)
            or _excepted(asked, answer, passages)
            or _exceeded(query, asked, answer, passages)
        )
    return None


def _words(text: str) -> list[Word]:
    return [word for one in clauses(text) for word in one.words]


def _refused(
    query: str, asked: Sequence[Word], answer: str, passages: Sequence[str]
) -> Unheeded | None:
    units = [
        (weight_of_words(in_common(asked, one.words)), at, sentence, one)
        for at, passage in enumerate(passages)
        for sentence in sentences(passage[:_READ])
        for one in _units(sentence)
    ]
    most = max((unit[0] for unit in units), default=0.0)
    for near, at, sentence, one in sorted(units, key=lambda unit: -unit[0]):
        if near < max(_ON_IT, most * _NEARLY):
            return None
        held = weight_of_words(in_common(one.words, asked))
        if sentence.strip() in query:
            continue  # a title that the question names
        if (
            one.marks
            and not _denies_of_another(one, sentence, asked)
            and held >= _MOSTLY * weight_of_words(one.words)
            and not _denies_it(answer, one)
        ):
            return Unheeded(at, sentence.strip())
    return None


def _excepted(asked: Sequence[Word], answer: str, passages: Sequence[str]) -> Unheeded | None:
    """An exception that the question names: "unless another reader has reserved it"."""
    said = _words(answer)
    for at, passage in enumerate(passages):
        for sentence in sentences(passage[:_READ]):
            found = clauses(sentence)
            cut = next(
                (one for one in found if _EXCEPTS.match(sentence[one.start : one.end])), None
            )
            if cut is None or weight_of_words(in_common(asked, _words(sentence))) < _ON_IT:
                continue
            rest = [word for one in found if one is not cut for word in one.words]
            named = [word for word in in_common(cut.words, asked) if not is_among(word, rest)]
            if weight_of_words(named) >= _NAMED and not in_common(named, said):
                return Unheeded(at, sentence.strip())
    return None


def _units(sentence: str) -> list[Clause]:
    """The clauses that state something, and the sentence as one where it has no more than two."""
    found = clauses(sentence)
    stated = [one for one in found if not one.is_condition]
    if len(found) != _PAIR or not any(one.marks for one in stated):
        return stated
    words = tuple(word for one in found for word in one.words)
    marks = tuple(mark for one in found for mark in one.marks)
    return [*stated, Clause(found[0].start, found[-1].end, words, marks, is_condition=False)]


def _denies_of_another(one: Clause, sentence: str, asked: Sequence[Word]) -> bool:
    """Whether what it denies is of something else: "on the coast, but not in the mountains"."""
    again = [cut for cut in clauses(sentence) if one.start <= cut.start and cut.end <= one.end]
    return any(
        _ELSE.match(sentence[cut.start : cut.end]) and not in_common(cut.words, asked)
        for cut in again
    )


def _denies_it(answer: str, one: Clause) -> bool:
    """Whether the answer denies anything that the clause denies."""
    denied = [word for word in one.words if one.denials_of(word) % 2]
    return any(
        clause.denials_of(word) % 2 and is_among(word, denied)
        for clause in clauses(answer)
        for word in clause.words
    )


def _exceeded(
    query: str, asked: Sequence[Word], answer: str, passages: Sequence[str]
) -> Unheeded | None:
    """A bound, on what was asked about, beyond which the question's own figure lies."""
    own = [one for one in amounts(query) if one.dimension]
    told = amounts(answer)
    for at, passage in enumerate(passages) if own else ():
        for sentence in sentences(passage[:_READ]):
            for bound in amounts(sentence):
                for mine in own:
                    if not comparable(mine, bound) or any(bound.meets(one) for one in told):
                        continue
                    if _is_beyond(mine, bound, sentence) and _is_on_it(asked, sentence):
                        return Unheeded(at, sentence.strip())
    return None


def _is_beyond(mine: Amount, bound: Amount, sentence: str) -> bool:
    near = sentence[max(0, bound.start - 8) : bound.start], sentence[bound.end : bound.end + 6]
    most = _AT_MOST.search(near[0]) or _AT_MOST.match(near[1].lstrip())
    least = _AT_LEAST.search(near[0]) or _AT_LEAST.match(near[1].lstrip())
    return bool((most and mine.number > bound.number) or (least and mine.number < bound.number))


def _is_on_it(asked: Sequence[Word], sentence: str) -> bool:
    return weight_of_words(in_common(asked, _words(sentence))) >= _ON_IT
