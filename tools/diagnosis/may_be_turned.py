"""May an answer that rests on its passages say the opposite of one of their sentences?

What an answer has in common with a passage tells that it is from there. "Dogs may come in" has
that in common with "dogs must not come in", too, and where it says more besides, no clause of both
is the same, so that nothing is contradicted for certain.
"""

from collections.abc import Sequence

from tools.claims.alike import in_common, matches, weight_of_words
from tools.claims.measure import Text
from tools.claims.polarity import Clause, clauses, may_deny
from tools.claims.wordings import in_one_wording

_OF_THE_SAME = 0.4
"""Share of a clause's words from which another clause is of the same."""


def may_be_turned(loose: Sequence[str], passages: Sequence[Text]) -> bool:
    """Whether a passage denies what a claim that no passage carries affirms, or the other way
    round, as far as the words that both have tell.
    """
    told = [
        clause
        for text in passages
        for sentence in text.sentences
        for clause in clauses(in_one_wording(sentence))
    ]
    mine = [clause for claim in loose for clause in clauses(in_one_wording(claim))]
    denies = any(map(may_deny, [*loose, *(text.raw for text in passages)]))
    return denies and any(_turns(one, other) for one in mine for other in told)


def _turns(mine: Clause, other: Clause) -> bool:
    shared = in_common(mine.words, other.words)
    if not shared or weight_of_words(shared) < _OF_THE_SAME * weight_of_words(mine.words):
        return False
    return all(
        mine.denials_of(word) % 2 != other.denials_of(there) % 2
        for word in shared
        for there in matches(word, other.words)
    )
