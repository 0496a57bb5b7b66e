"""What a chat model says where rules are unsure whether the passages carry an answer.

It is asked about what would be undetermined otherwise, and about answers that share too few words
with their passages; where it fails, the verdict stays as the rules have it.
"""

from collections.abc import Callable, Sequence

from knowledge.records import ClaimVerdict, Passage
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote

Ruled = Callable[[Sequence[str], Sequence[str]], "list[list[ClaimVerdict]] | str"]
"""For each claim its verdict by each passage; where the judge failed, why, in its own words."""
_SURE_AGAINST, _SURE_BEYOND = 0.7, 0.6
"""A judge errs more than the rules where those decide: what it says alone is never surer."""


def judged(facts: Facts, ruled: Ruled) -> Finding | str | None:
    """What it finds at the generation stage, or why it failed; None where there is no asking it."""
    handed = [passage for passage, _ in facts.found.handed_on]
    if not handed or not facts.said.claims or facts.asked.creative or facts.said.declined:
        return None
    table = ruled(facts.said.claims, [passage.text for passage in handed])
    return table if isinstance(table, str) else _found(facts, handed, table)


def _found(facts: Facts, handed: list[Passage], table: list[list[ClaimVerdict]]) -> Finding | None:
    by_claim = list(zip(facts.said.claims, table, strict=True))
    loose = [(claim, row) for claim, row in by_claim if "supported" not in row]
    for claim, row in loose:
        if "contradicted" in row:
            return _against(facts, claim, handed[row.index("contradicted")])
    if not loose:
        evidence = facts.say("evidence.generation.judged_ok")
        return Finding("ok", evidence, (quote("answer", facts.said.claims[0]),))
    if len(loose) == len(by_claim) and not facts.found.is_on_topic:
        return None  # what it was given may have been the fault
    return _beyond(facts, [claim for claim, _ in loose], len(by_claim))


def _against(facts: Facts, claim: str, passage: Passage) -> Finding:
    details = {"claim": clip(claim), "passage": clip(passage.id)}
    return Finding(
        "fault",
        facts.say("evidence.generation.judged_against", **details),
        (quote("answer", claim), quote(passage.id, passage.text)),
        "contradiction",
        _SURE_AGAINST,
        details,
    )


def _beyond(facts: Facts, loose: list[str], total: int) -> Finding:
    best = facts.found.passages[facts.found.best or 0][0]
    counts = {"count": str(len(loose)), "total": str(total)}
    details = {"claim": clip(loose[0]), "passage": clip(best.id), **counts}
    return Finding(
        "fault",
        facts.say("evidence.generation.judged_beyond", **details),
        tuple(quote("answer", claim) for claim in loose[:3]),
        "ignores_passages" if len(loose) == total else "beyond_passages",
        _SURE_BEYOND,
        details,
    )
