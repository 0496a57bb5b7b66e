"""What differs between a claim and its passages: the one way in."""

import math
from collections import defaultdict
from collections.abc import Sequence

from tools.claims.altered.beside import SaidClaim, beside
from tools.claims.altered.exchanged import exchanged, turned_round
from tools.claims.altered.found import Altered
from tools.claims.altered.places import Places
from tools.claims.altered.related import opposite, related, widened
from tools.claims.altered.relations import listed
from tools.claims.altered.units import Unit

_MOSTLY = 0.35
"""The share of a claim that is absent from which on its matter is."""
_REACH = range(-4, 5)
"""How far two units of the passages may be apart, in units, to be close together."""
_MUCH = 4.0
"""The weight of what is joined anew, or absent, from which on more of it tells nothing more."""


def altered(claim: str, own: Sequence[Unit], places: Places) -> Altered:
    """What differs between a claim, whose units are `own`, and the passages."""
    found = Altered()
    if not own or not places.texts:
        return found
    own = places.named(claim, own)
    said = SaidClaim(claim, own, [places.of(unit) for unit in own], places)
    _absent(said, found)
    _joined(said, found)
    _linked(said, found)
    for clause in range(own[-1].clause + 1):
        row = [at for at, unit in enumerate(own) if unit.clause == clause]
        best, rival = beside(said, row)
        if best is None:
            continue
        exchanged(best, found)
        if rival is not None:
            exchanged(rival, found, only_hard=True)
        turned_round(best, found)
        related(best, found)
        opposite(best, found)
        widened(best, found)
        found.add("apart in words", 1 - best.cover)
    return found


def _absent(claim: SaidClaim, found: Altered) -> None:
    """How much of the claim stands nowhere."""
    there = claim.weight([at for at, there in enumerate(claim.stands) if there])
    share = 1 - there / claim.whole
    found.add("much absent", min(claim.whole - there, _MUCH) / _MUCH)
    found.add("absent", share)
    found.add("mostly absent", (share - _MOSTLY) / (1 - _MOSTLY))


def _joined(claim: SaidClaim, found: Altered) -> None:
    """How much of the claim joins what stands in the passages, but nowhere close together."""
    stands = [{claim.places.order(place) for place in there} for there in claim.stands]
    anew = sum(
        math.sqrt(one.weight * other.weight)
        for one, other, here, there in zip(
            claim.own, claim.own[1:], stands, stands[1:], strict=False
        )
        if here and there and not any(at + step in there for at in here for step in _REACH)
    )
    found.add("joined anew", anew / claim.whole)
    found.add("much joined anew", min(anew, _MUCH) / _MUCH)


def _linked(claim: SaidClaim, found: Altered) -> None:
    """A cause that the sentence of the passages does not give, between things that stand apart."""
    if not listed("causes").search(claim.text):
        return
    here: dict[int, set[int]] = defaultdict(set)
    for at, there in enumerate(claim.stands):
        for number, _ in there:
            here[number].add(at)
    if not here:
        return
    best = max(here, key=lambda number: claim.weight(here[number]))
    if not listed("cause_or_order").search(claim.places.texts[best]):
        held = claim.weight(set().union(*here.values()))
        found.add("cause", (held - claim.weight(here[best])) / claim.whole)
