"""What a claim says, apart from what was asked and from words on answering."""

from collections.abc import Collection

from tools.claims.dimensions import EACH
from tools.claims.measure import content
from tools.diagnosis.rules import Rules


def core(claim: str, rules: Rules, given: Collection[str]) -> list[str]:
    """The terms that make up what the claim says, beyond what was given and words on answering."""
    plain = content(rules.frame.strip(claim))
    telling = [term for term in plain if not EACH.fullmatch(term)] or plain
    return [term for term in telling if term not in given] or telling or content(claim)
