"""Something that was to be written, held against the wish and the rules that can be checked."""

import re
from functools import lru_cache

from knowledge.language import language_of
from knowledge.texts import series
from tools.claims.digits import numbers, spelt_counts, without_figures
from tools.claims.measure import content
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.intent import stated_audience
from tools.diagnosis.slots import read_slots
from tools.diagnosis.spoken import misfit, spoken_lines

_STOPPED = re.compile(r"[。．.！!？?…～~”\"』」’')）】\]]\s*$")
_CARRIED, _NOT_CARRIED = 0.8, 0.35
"""Shares of a line's weight from which a passage carries it, and below which none does."""
_FROM_IT = 0.5
"""Share of a line's weight above which it comes from a passage, in whatever words."""

_COUNTED = {"forbidden_claim", "length_off"}
"""What is found by its words, or by their number."""


def examine_writing(facts: Facts) -> Finding:
    """Wrong readers, cut off, forbidden claim, wrong length, wrong manner, or made-up facts."""
    if facts.said.declined:
        return _declined(facts)
    for look in (_readers, _breaks_off, _forbidden, _length, _ignores, _number, _beyond, _manner):
        if finding := look(facts):
            return finding
    if _off_topic(facts):
        return Finding("unknown", facts.say("evidence.generation.off_topic"))
    if facts.asked.terms or facts.asked.wishes:
        checks = series(_checks(facts), facts.lang)
        return Finding("ok", facts.say("evidence.generation.written_ok", checks=checks))
    return Finding("unknown", facts.say("evidence.generation.nothing_to_check"))


def _checks(facts: Facts) -> list[str]:
    """What could be checked on this answer, by name."""
    names = ["check.ending", "check.forbidden"]
    if "seconds" in facts.asked.wishes:
        names.insert(0, "slot.seconds")
    if "audience" in facts.asked.wishes and "audience" in read_slots(
        facts.said.answer, facts.rules
    ):
        names.insert(0, "slot.audience")
    if _shares(facts):
        names.append("check.material")
    return [facts.say(name) for name in names]


def _off_topic(facts: Facts) -> bool:
    """Whether an answer without a log never uses a word of the subject, in the same language."""
    trace = facts.trace
    logged = trace.intent or facts.asked.rewritten or trace.retrieved is not None
    subject = [term for term in facts.asked.terms if len(term) > 1]
    same_tongue = language_of(facts.asked.query) == language_of(facts.said.answer)
    return bool(not logged and subject and same_tongue) and facts.said.text.share(subject) == 0


def _declined(facts: Facts) -> Finding:
    said = quote("answer", facts.said.answer)
    if not facts.trace.retrieved:
        return Finding("unknown", facts.say("evidence.generation.declined"), (said,))
    evidence = facts.say("evidence.generation.refusal_written")
    return Finding("fault", evidence, (said,), "refusal", 0.8)


def _fault(facts: Facts, subcause: str, sure: float, shown: str, **details: str) -> Finding:
    return Finding(
        "fault",
        facts.say(f"evidence.generation.{subcause}", **details),
        (quote("answer", shown),),
        subcause,
        sure,
        details,
        stands=subcause in _COUNTED,
    )


def _readers(facts: Facts) -> Finding | None:
    stated = stated_audience(facts)
    if stated is None:
        return None
    said = facts.asked.wishes["audience"][0]
    details = {"said": clip(said.words), "understood": clip(stated.words)}
    return _fault(facts, "wrong_audience", 0.75, facts.said.head, **details)


def _breaks_off(facts: Facts) -> Finding | None:
    """It ends within a sentence, though its other lines end with a stop."""
    *others, last = spoken_lines(facts.said.answer, facts.rules) or [""]
    last = last or facts.said.answer.splitlines()[-1].strip()
    stops = sum(bool(_STOPPED.search(line)) for line in others)
    regular = len(others) >= 2 and stops >= 0.8 * len(others)
    cut = regular and not _STOPPED.search(last)
    if len(facts.said.answer) < 40 or not (cut or facts.said.breaks_off):
        return None
    return _fault(facts, "breaks_off", 0.85, last[-80:], end=clip(last[-30:], 40))


def _forbidden(facts: Facts) -> Finding | None:
    """An absolute claim that neither the user nor the material made."""
    rules = facts.rules.forbidden
    given = _given(facts)
    for found in rules.words.pattern.finditer(rules.allow.strip(facts.said.answer)):
        if found[0].casefold() not in given:
            line = _line_with(facts, found[0])
            return _fault(facts, "forbidden_claim", 0.9, line, words=clip(found[0]))
    return None


def _given(facts: Facts) -> str:
    """What the query and the passages say, folded."""
    return "\n".join([facts.asked.query, *(text.raw for text in facts.found.texts)]).casefold()


def _line_with(facts: Facts, words: str) -> str:
    """The first line of the answer with those words; they alone where a rule saw across lines."""
    return next((line for line in facts.said.answer.splitlines() if words in line), words)


def _length(facts: Facts) -> Finding | None:
    off = misfit(facts)
    if off is None:
        return None
    shown = spoken_lines(facts.said.answer, facts.rules)[0]
    details = {
        "seconds": off.seconds,
        "said": str(off.said),
        "low": str(off.low),
        "high": str(off.high),
    }
    return _fault(facts, "length_off", min(0.9, 0.55 + off.factor * 0.15), shown, **details)


@lru_cache(maxsize=1)
def _shares(facts: Facts) -> list[tuple[str, float]]:
    """Each spoken sentence, and how much of it the best passage carries."""
    used = [text for _, text in facts.found.handed_on]
    lines = spoken_lines(facts.said.answer, facts.rules) if used else []
    said = [(one, content(one)) for line in lines for one in claims(line)]
    return [(one, max(text.share(matter) for text in used)) for one, matter in said]


def _ignores(facts: Facts) -> Finding | None:
    """Not a line of it comes from what was handed on."""
    judged = _shares(facts)
    if len(judged) < 2 or any(share > _FROM_IT for _, share in judged):
        return None
    line = judged[0][0]
    return _fault(facts, "ignores_material", 0.7, line, claim=clip(line))


def _number(facts: Facts) -> Finding | None:
    """A figure that stands neither in the material that its line follows nor in the query."""
    used = [text for _, text in facts.found.handed_on]
    asked = numbers(facts.asked.query)
    everywhere = asked.union(*(text.numbers for text in used))
    for line, share in _shares(facts):
        matter = content(without_figures(line))
        source = max(used, key=lambda text: text.share(matter))
        follows = source.share(matter) >= _CARRIED
        given = asked | source.numbers if follows else everywhere
        spelt = spelt_counts(facts.asked.query) | spelt_counts(source.raw)
        words = spelt_counts(line) - spelt if follows else set()
        if figures := sorted((numbers(line) - given) | words):
            sure = 0.85 if share > _FROM_IT else 0.7
            details = {"claim": clip(line), "number": clip(figures[0])}
            return _fault(facts, "invented_number", sure, line, **details)
    return None


def _beyond(facts: Facts) -> Finding | None:
    """A sentence that nothing carries, in a text that otherwise lives on its material."""
    judged = _shares(facts)
    carried = sum(share >= _CARRIED for _, share in judged)
    if not judged or carried < len(judged) / 2:
        return None
    line, share = min(judged, key=lambda one: one[1])
    if share >= _NOT_CARRIED or len(content(line)) <= 2:
        return None
    return _fault(facts, "beyond_passages", 0.7, line, claim=clip(line))


def _manner(facts: Facts) -> Finding | None:
    """A manner of speaking that does not suit the style, and that the material does not have.

    Where no style is known, any marked manner that was laid over the material is one too many.
    """
    understood = facts.asked.logged.get("style")
    wished = facts.asked.inherited.get("style") or ([understood] if understood else [])
    given = _given(facts)
    rules = facts.rules
    clashing = rules.clashes.get(wished[0].value, []) if wished else list(rules.registers)
    laid_over = _follows_material(facts)
    for name in clashing:
        found = rules.registers[name].find(facts.said.answer)
        if found and found[0].casefold() not in given and (wished or laid_over):
            key = "off_style" if wished else "mixed_manner"
            details = {"words": clip(found[0]), "style": clip(wished[0].words if wished else "")}
            evidence = facts.say(f"evidence.generation.{key}", **details)
            shown = (quote("answer", _line_with(facts, found[0])),)
            sure = 0.75 if wished else 0.65
            details["style"] = details["style"] or facts.say("slot.style")
            return Finding("fault", evidence, shown, "off_style", sure, details)
    return None


def _follows_material(facts: Facts) -> bool:
    """Whether most of the text keeps to its material word for word."""
    judged = _shares(facts)
    return bool(judged) and sum(share > _FROM_IT for _, share in judged) >= len(judged) / 2
