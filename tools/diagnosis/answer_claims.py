"""The claims of an answer to a question, and how the passages stand to each of them."""

import re
from collections.abc import Sequence

from tools.claims.bound.values import without_values
from tools.claims.measure import content
from tools.diagnosis.facts import Facts
from tools.diagnosis.support import Support

_ASKS = re.compile(r"[?？吗呢]\W*$")
"""How a sentence ends that asks."""
_MOST = 40
"""Claims of an answer that are looked at."""
_MORE = 0.3
"""Share of a claim by which a passage that says otherwise has more of it than one that carries
what is left of it without the question's words, which may be a number only."""


def claims_on_the_matter(facts: Facts) -> list[str]:
    """The answer's claims that say more than the question's words and words on answering."""
    given = set(facts.asked.terms)
    said = [
        c for c in facts.said.claims if set(facts.asked.subject(facts.rules.frame.strip(c))) - given
    ]
    return said[:_MOST]


def restatements(facts: Facts) -> list[str]:
    """The answer's claims in the words of the question alone, which say yes or no to it."""
    said = [c for c in facts.said.claims if not _ASKS.search(c) and facts.asked.subject(c)]
    return said[:_MOST]


def best_support(facts: Facts, claim: str) -> Support:
    """How the passages together stand to a claim: what one carries, another cannot take away."""
    handed = [at for at, (passage, _) in enumerate(facts.found.passages) if passage.handed_on]
    order = {"supported": 2, "contradicted": 1, "absent": 0}
    best = max(
        supports(facts, claim, handed),
        key=lambda one: (order[one.verdict], one.share),
        default=Support("absent", 0.0),
    )
    reckons = facts.said.as_given(claim) != claim
    if best.verdict == "absent" and reckons and facts.said.works_out:
        return Support("supported", best.share)  # its words are those of reckoning
    return best


def supports(facts: Facts, claim: str, places: Sequence[int]) -> list[Support]:
    """How the passages at some places stand to a claim; one that has little of it does not carry it
    where another one has it all and says otherwise.
    """
    found = [facts.said.support(claim, at) for at in places]
    matter = content(without_values(claim)) or content(claim)
    shares = [facts.found.texts[at].share(matter) for at in places]
    against = [
        share for share, one in zip(shares, found, strict=True) if one.verdict == "contradicted"
    ]
    most = max(against, default=0.0)
    return [
        Support("absent", one.share)
        if one.verdict == "supported" and share + _MORE <= most
        else one
        for share, one in zip(shares, found, strict=True)
    ]
