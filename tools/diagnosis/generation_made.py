"""A text that was made to order, held against what it was made from.

Its wording is its own: no passage has the opening of a letter, or the joke of an advertisement.
What may be held against it are its figures, and what a note of the team's says that must hold.
"""

import re

from tools.claims.amounts import Amount, amounts
from tools.claims.arithmetic import MONEY
from tools.claims.measure import content, weight_of
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.figures_told import joined, values
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.generation_findings import breaks_off
from tools.diagnosis.note_kept import note_kept
from tools.diagnosis.retrieval_noted import had_by_used
from tools.diagnosis.trust import sure_of
from tools.diagnosis.worked_out_here import is_worked_out

_CLAIMED = {*MONEY, "%", "gram", "metre", "litre", "byte", "celsius", "area", "points", "workdays"}
"""What a figure is of that claims a fact; a time or a count may be part of a scene."""
_RESTS = 2.0
"""Weight of a text's words in what was handed on from which it was made from that."""


def examine_made(facts: Facts) -> Finding:
    """Cut off, against its note, with figures from nowhere; or made from what was found."""
    if facts.said.breaks_off:
        return breaks_off(facts)
    noted = _noted(facts)
    if noted is not None:
        return noted
    if facts.said.declined:
        said = quote("answer", facts.said.answer)
        return Finding("unknown", facts.say("evidence.generation.declined"), (said,))
    if invented := _invented(facts):
        return invented
    if not facts.found.handed_on or _is_made_from_it(facts):
        checks = (
            facts.say("check.ending") if not facts.found.handed_on else facts.say("check.material")
        )
        return Finding("ok", facts.say("evidence.generation.written_ok", checks=checks))
    return Finding("unknown", facts.say("evidence.generation.nothing_to_check"))


def _noted(facts: Facts) -> Finding | None:
    """What the note's figures show; None where they leave it open."""
    kept = note_kept(facts)
    if kept is None:
        return None
    shown = (
        quote("answer", facts.said.answer),
        quote("reference", facts.said.reference or ""),
    )
    if kept.is_kept and not facts.said.declined:
        return Finding("ok", facts.say("evidence.generation.as_reference"), shown[1:])
    sources = joined(text.raw for text in facts.found.texts)
    made_up = [one for one in kept.unwanted if not one.is_among(sources)]
    if made_up:
        figure = made_up[0]
        line = next((one for one in facts.said.claims if figure.text in one), facts.said.head)
        return _number(facts, line, figure.text, 0.85)
    if kept.unwanted or (kept.is_broken and had_by_used(facts)):
        subcause = "refusal" if facts.said.declined else "wrong_answer"
        evidence = facts.say("evidence.generation.not_reference")
        return Finding("fault", evidence, shown, subcause, sure_of("wrong_answer"))
    if kept.is_broken:
        return Finding("unknown", facts.say("evidence.generation.not_reference"), shown)
    return None


def _number(facts: Facts, line: str, figure: str, sure: float) -> Finding:
    details = {"claim": clip(line), "number": clip(figure)}
    evidence = facts.say("evidence.generation.invented_number", **details)
    return Finding("fault", evidence, (quote("answer", line),), "invented_number", sure, details)


def _invented(facts: Facts) -> Finding | None:
    """An amount that claims a fact, and that nothing has from which the text was made."""
    if not facts.found.handed_on:
        return None
    own = [(line, one) for line in claims(facts.said.answer) for one in amounts(line)]
    own = [(line, one) for line, one in own if one.dimension in _CLAIMED and _in_digits(line, one)]
    if not own:
        return None
    known = joined([facts.asked.told_before, *(text.raw for text in facts.found.texts)])
    known |= values(facts.asked.rewritten or "")
    for line, one in own:
        if {one.number, one.written} & known or is_worked_out(facts, one):
            continue
        return _number(facts, line, line[one.start : one.end], 0.75)
    return None


def _in_digits(line: str, one: Amount) -> bool:
    """Whether it is written as a figure: 一斤, a pound, is a manner of speaking."""
    return bool(re.search(r"\d", line[one.start : one.end])) and one.meant == "exact"


def _is_made_from_it(facts: Facts) -> bool:
    """Whether the text has some telling words, or a figure, of what was handed on."""
    matter = set(content(facts.said.answer)).difference(content(facts.asked.query))
    used = [text for _, text in facts.found.handed_on]
    held = [term for term in matter if any(text.carries(term) for text in used)]
    return weight_of(held) >= _RESTS
