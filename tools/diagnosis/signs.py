"""What a trace shows, in numbers: what each stage found, and how question, answer and texts stand.

No single one of these tells which stage failed; `weighing` weighs them together.
"""

from collections.abc import Mapping, Sequence, Set

from tools.claims.digits import numbers
from tools.claims.measure import Text, content, ready
from tools.claims.replies import asks_whether, says_yes
from tools.diagnosis.by_reference import matches_reference
from tools.diagnosis.conclusion import Conclusion, Findings
from tools.diagnosis.drift import signs_of_drift
from tools.diagnosis.facts import Facts
from tools.diagnosis.loosely import akin_share
from tools.diagnosis.rewording import asks_otherwise

Signs = dict[str, float]
"""Signs by their names, most of them 0 to 1; one that a trace cannot show is left out."""
_NEAR = 4
"""Passages of the corpus that were not retrieved and are looked at."""
_YES = {True: 1.0, False: -1.0, None: 0.0}


def signs_of(facts: Facts, findings: Findings, end: Conclusion) -> Signs:
    """All of them; `end` is what the stages come to by themselves."""
    texts = _texts(facts)
    figures = numbers(facts.said.told) - numbers(facts.asked.query)
    return {
        **_of_stages(findings, end),
        **_of_the_request(facts),
        **_of_the_answer(facts, figures),
        **_of_the_texts(facts, texts, figures),
        **(_of_the_reference(facts, texts, figures) if facts.trace.reference else {}),
    }


def _of_stages(findings: Findings, end: Conclusion) -> Signs:
    found: Signs = {f"said {end.cause}": 1.0, "said surely": end.confidence or 0.0}
    for stage, finding in findings.items():
        found[f"{stage} ok"] = float(finding.verdict == "ok")
        found[f"{stage} fault"] = finding.confidence if finding.verdict == "fault" else 0.0
        if finding.subcause:
            found[f"{stage} {finding.subcause}"] = 1.0
    return found


def _of_the_request(facts: Facts) -> Signs:
    asked, drift = facts.asked, signs_of_drift(facts)
    found = {
        "has history": float(bool(facts.trace.history)),
        "has rewriting": float(bool(asked.rewritten)),
        "has intent": float(facts.trace.intent is not None),
        "depends": float(asked.depends),
        "to order": float(asked.to_order),
        "asks whether": float(asks_whether(asked.query)),
        "asked terms": _up_to(len(asked.terms), 15),
        "asked length": _up_to(len(asked.query), 120),
    }
    if drift is None:
        return found
    found |= {f"rewriting {name}": sign for name, sign in drift.in_words._asdict().items()}
    if drift.taken_up:
        found |= {f"taken up {name}": sign for name, sign in drift.taken_up._asdict().items()}
        found["asks otherwise"] = asks_otherwise(drift)
    return found


def _of_the_answer(facts: Facts, figures: Set[str]) -> Signs:
    """`figures` are those that the query does not have; so below."""
    said, kin = facts.said, facts.said.kinship
    return {
        "declines": float(said.declined),
        "asks back": float(said.answer.endswith(("?", "？"))),
        "says yes": _YES[says_yes(said.told)],
        "own words": float(said.in_own_words),
        "of a place": said.close,
        "kin": kin.share,
        "kin pieces": _up_to(kin.held, 8),
        "own pieces": _up_to(len(kin.own), 4),
        "retells": float(kin.is_retelling),
        "rests": float(kin.rests_there),
        "takes up": ready(said.told).share(facts.asked.terms),
        "takes up akin": akin_share(facts.asked.query, said.told),
        "new figures": _up_to(len(figures), 4),
    }


def _of_the_texts(facts: Facts, texts: Mapping[str, Sequence[Text]], figures: Set[str]) -> Signs:
    found = {
        "likely": facts.found.likely,
        "likely used": facts.found.likely_used,
        "coverage": facts.found.best_coverage,
    }
    told = content(facts.said.told)
    for name, those in texts.items():
        found[f"{name} has query"] = _best(those, facts.asked.terms)
        found[f"{name} has answer"] = _best(those, told)
        found[f"{name} has figures"] = _held(figures, those)
        if facts.asked.rewritten:
            found[f"{name} has rewriting"] = _best(those, facts.asked.understood)
    return found


def _of_the_reference(facts: Facts, texts: Mapping[str, Sequence[Text]], new: Set[str]) -> Signs:
    said, reference = facts.said, facts.trace.reference or ""
    wanted, figures = content(reference), numbers(reference)
    answer = ready(said.told)
    found = {
        "reference": 1.0,
        "reference declines": float(said.should_decline),
        "as expected": float(said.as_expected),
        "reference knows nothing": float(said.nothing_to_say),
        "agrees": float(said.reference is not None and matches_reference(facts)),
        "reference says yes": _YES[says_yes(reference)],
        "answer has reference": answer.share(wanted),
        "reference has answer": ready(reference).share(content(said.told)),
        "query has reference": ready(facts.asked.query).share(wanted),
        "answer has its figures": _held(figures, [answer]),
        "reference has new figures": _held(new, [ready(reference)]),
    }
    for name, those in texts.items():
        found[f"{name} has reference"] = _best(those, wanted)
        found[f"{name} has its figures"] = _held(figures, those)
    return found


def _texts(facts: Facts) -> dict[str, list[Text]]:
    """The passages handed on, those that were not, and the nearest that were not retrieved."""
    retrieved = {passage.id for passage, _ in facts.found.passages}
    near = [one for one in facts.found.nearest if one.id not in retrieved][:_NEAR]
    groups = {
        "used": [text for _, text in facts.found.handed_on],
        "unused": [text for passage, text in facts.found.passages if not passage.handed_on],
        "near": [ready(one.text) for one in near],
    }
    return {name: those for name, those in groups.items() if those}


def _best(texts: Sequence[Text], terms: Sequence[str]) -> float:
    """The largest share of the terms that one of the texts has."""
    return max(text.share(terms) for text in texts)


def _held(figures: Set[str], texts: Sequence[Text]) -> float:
    """The share of the figures that the texts have; 1 where there are none."""
    there = frozenset[str]().union(*(text.numbers for text in texts))
    return len(figures & there) / len(figures) if figures else 1.0


def _up_to(count: int, most: int) -> float:
    return min(count, most) / most
