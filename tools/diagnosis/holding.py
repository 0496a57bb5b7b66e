"""Which of the retrieved passages has what is asked for?"""

from knowledge.language import language_of
from tools.claims.amounts import amounts
from tools.claims.measure import TELLING, Text, content, ready, weight, weight_of
from tools.claims.newer import is_newer
from tools.claims.polarity import lists, may_deny
from tools.claims.rivals import measures
from tools.claims.wordings import in_one_wording
from tools.diagnosis.anchored import anchored
from tools.diagnosis.contradicted import contradiction, is_on_the_question
from tools.diagnosis.facts import Facts
from tools.diagnosis.found import LIKELY
from tools.diagnosis.lapsed import day_of
from tools.diagnosis.matter import core
from tools.diagnosis.noted import essence, points, wanted_amounts
from tools.diagnosis.retrieval_missed import missed
from tools.diagnosis.said_missing import may_have_it
from tools.diagnosis.support import carries, has_verbatim
from tools.diagnosis.worked_out import is_worked_out, reckoned_from

_MAY_ANSWER = 0.3
"""Likelihood that a passage answers from which one that has a short reference is no chance."""
_LESS = 0.1
"""How much less likely it is that what generation was given answers than that all that was found
does, where what answers was left out."""
_MUCH, _AHEAD = 0.4, 1 / 3
"""Share of the question that a passage has, and by how much it is more than others have, from which
it was wrong to leave it out."""
_HARDLY, _PIECES = 0.15, 3
"""Likelihood below which a passage hardly answers, and the pieces of an answer that stand in one
place of it by no chance: a name or a number may stand in any."""
_NO_CHANCE, _HARDLY_CHANCE = 3.3, 5.0
"""Weight from which a reference stands in no passage by chance: of about three words where it does
so word by word, of more where in another order or with words between."""
_SEVERAL, _ALL = 3.0, 0.9
"""Weight from which a point says several telling words, and the share of them that a sentence has
which says it."""
_TELLS = 1.0
"""Weight from which a word tells that a sentence is of what was asked."""
_TOUCHED = 0.15
"""Share of the query from which a passage that carries the answer is where it came from."""


def holding(facts: Facts) -> int | None:
    """The position of the passage that has what is asked for; None when none has."""
    order = sorted(range(len(facts.found.passages)), key=lambda i: -facts.found.fit[i])
    if facts.said.held_by is not None:
        held = facts.said.held_by
        return held.carrier(facts.found.texts, facts.found.coverage) if held.is_held else None
    if facts.said.reference is not None and weight_of(facts.said.wanted) >= TELLING:
        found = next((i for i in order if has_reference(facts, i)), None)
        return _by_its_words(facts, order) if found is None else found
    return _answering(facts, order)  # a reference such as "yes" is nothing to look for


def _by_its_words(facts: Facts, order: list[int]) -> int | None:
    """The position of a passage that has the words of a short reference, by chance as it may seem,
    where the corpus, which is at hand, has nothing else that has them and is on the question.
    """
    if facts.corpus is None:
        return None
    reference = facts.said.reference or ""
    found = next((i for i in order if _has_words(facts, i, reference)), None)
    if found is None:
        found = next((i for i in order if _has_figures(facts, i, reference)), None)
    return None if found is None or missed(facts) is not None else found


def _answering(facts: Facts, order: list[int]) -> int | None:
    """The same without a reference; `order` has the positions, those of the best fit first."""
    told = _told_at(facts)
    if told is not None:
        return told
    order = [at for at in order if may_have_it(facts, facts.found.texts[at])]
    if not order:
        return None
    if facts.found.is_on_topic:
        unused = [at for at in order if not facts.found.passages[at][0].handed_on]
        return unused[0] if unused and is_lacking(facts) else order[0]
    if not facts.said.declined and (source := anchored(facts)) is not None:
        return source
    if facts.found.likely < _HARDLY and (
        facts.said.kinship.own or facts.said.kinship.held < _PIECES
    ):
        return None
    foreign = language_of(facts.found.passages[order[0]][0].text) != language_of(facts.asked.query)
    near = [i for i in order if facts.found.fit[i] >= _TOUCHED or foreign]
    return next((i for i in near if _carries_answer(facts, i)), None)


def _told_at(facts: Facts) -> int | None:
    """The position of the passage that an answer reckons from, that a long one rests on, or that it
    contradicts on what was asked.
    """
    if (source := reckoned_from(facts)) is not None:
        return source
    found = facts.said.grounded
    if found is not None and (found.is_grounded or found.stands_there or facts.said.in_own_words):
        told = found.carrier(facts.found.texts, facts.found.coverage)
        is_part = facts.found.best_coverage >= facts.rules.limits.part_coverage
        if facts.found.stands_first(told) or (
            is_part and (found.is_grounded or found.stands_there)
        ):
            return told
    kin = facts.said.kinship
    adds_to_it = kin.own and kin.is_much_from_there and facts.said.reference is None
    if adds_to_it and missed(facts) is None:
        _, rested_on = facts.found.handed_on[kin.passage]
        return next(at for at, text in enumerate(facts.found.texts) if text is rested_on)
    denied = contradiction(facts)
    if denied is None or not is_on_the_question(facts, denied.claim, denied.against):
        return None
    places = (at for at, text in enumerate(facts.found.texts) if denied.against in text.raw)
    return next(places, None)


def _has_figures(facts: Facts, index: int, reference: str) -> bool:
    """Whether one sentence of a passage has all amounts that a note gives, and a word of what was
    asked or answered.
    """
    wanted = wanted_amounts(facts, reference)
    if not any(map(measures, wanted)):
        return False
    on_it = {*facts.asked.topic, *content(facts.said.told)}
    telling = {one for one in on_it if weight(one) >= _TELLS and not any(map(str.isdigit, one))}
    return any(
        all(any(one.meets(other) for other in amounts(sentence)) for one in wanted)
        and any(map(ready(sentence).carries, telling))
        for sentence in facts.found.passages[index][1].sentences
    )


def _has_words(facts: Facts, index: int, reference: str) -> bool:
    text = facts.found.passages[index][1]
    whole = has_verbatim(text, reference)
    return whole or carries(text, reference, facts.rules, given=facts.asked.terms)


def has_reference(facts: Facts, index: int) -> bool:
    """Whether the passage at that position has what the reference says."""
    text = facts.found.passages[index][1]
    reference = facts.said.reference or ""
    whole = has_verbatim(text, reference)
    if not whole and is_worked_out(facts, reference, text):
        return True
    if not whole and not _carries(facts, text, reference):
        return False
    tells = weight_of(facts.said.wanted)
    if tells >= (_NO_CHANCE if whole else _HARDLY_CHANCE):
        return True
    if facts.found.coverage[index] >= _TOUCHED and facts.found.likely >= _MAY_ANSWER:
        return True
    return _is_of_the_matter(facts, text, reference)


def _carries(facts: Facts, text: Text, reference: str) -> bool:
    """Whether a passage has most of a reference, in its words or in one wording for both."""
    if carries(text, reference, facts.rules, given=facts.asked.terms):
        return True
    note = in_one_wording(essence(reference))
    plain = ready(in_one_wording(text.raw))
    if carries(plain, note, facts.rules, given=facts.asked.terms):
        return True
    return _has_its_points(facts, plain, note)


def _has_its_points(facts: Facts, text: Text, note: str) -> bool:
    """Whether a passage has most points of a note that have telling words, denials apart."""
    said = {one: _affirmed(one, facts) for one in points(note)}
    telling = {one: words for one, words in said.items() if weight_of(words) >= _SEVERAL}
    held = [
        one
        for one, words in telling.items()
        if any(
            ready(sentence).share(words) >= _ALL and may_deny(sentence) >= may_deny(one)
            for sentence in text.sentences
        )
    ]
    return len(held) * 2 > len(telling)


def _affirmed(point: str, facts: Facts) -> list[str]:
    """The terms of a point without words that deny."""
    denying = lists("wide") | lists("narrow")
    return [one for one in core(point, facts.rules, ()) if one not in denying]


def _is_of_the_matter(facts: Facts, text: Text, reference: str) -> bool:
    """Whether the sentence that has a short reference has also a telling word of the question or of
    the answer, and nothing else of the corpus has the reference.
    """
    note = essence(reference)
    wanted = content(note)
    nearest = max(text.sentences, key=lambda one: ready(one).share(wanted), default="")
    on_it = [*facts.asked.topic, *facts.asked.terms, *content(facts.said.told)]
    telling = {term for term in on_it if term not in wanted and weight(term) >= _TELLS}
    if not any(map(ready(nearest).carries, telling)):
        return False
    return missed(facts) is None


def _carries_answer(facts: Facts, index: int) -> bool:
    if facts.said.declined or not facts.said.answer:
        return False
    return facts.said.support(facts.said.told, index).verdict == "supported"


def left_behind(facts: Facts) -> int | None:
    """The position of a passage that was found and not handed on, and has far more of the question
    than anything that was: an answer from there is one to another question.
    """
    fit = facts.found.fit
    handed = [at for at, (passage, _) in enumerate(facts.found.passages) if passage.handed_on]
    if not handed or len(handed) == len(fit) or facts.said.reference is not None:
        return None
    best = max(range(len(fit)), key=lambda at: fit[at])
    is_far_ahead = fit[best] >= _MUCH and fit[best] - max(fit[at] for at in handed) >= _AHEAD
    is_it = is_far_ahead and facts.found.is_on_topic and not is_replaced(facts, best)
    return best if is_it else None


def is_replaced(facts: Facts, place: int) -> bool:
    """Whether what was handed on took the place of a passage: it was right to leave that out."""
    old, day = facts.found.texts[place].raw, day_of(facts)
    return any(is_newer(old, text.raw, day) for _, text in facts.found.handed_on)


def is_lacking(facts: Facts) -> bool:
    """Whether what generation was given rather does not answer, though all that was found may."""
    return facts.found.likely_used < min(LIKELY, facts.found.likely - _LESS)
