"""How likely an English claim says something that its passages do not, all signs together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.packaged import packaged
from tools.claims.altered.compare import altered
from tools.claims.altered.found import Altered
from tools.claims.altered.places import places_in
from tools.claims.altered.units import lies_in, units
from tools.claims.doubt import MANY, strangeness
from tools.claims.framing import framing, is_telling
from tools.claims.ground import Ground
from tools.claims.nearest import HARD
from tools.claims.novelty import Novel
from tools.claims.pieces import Piece
from tools.claims.weighing import Weighed

_COUNTS = frozenset({"two", "three", "four"})
"""Numbers by which an answer may count what its passages only list."""
_TURNS = frozenset({"negation", "direction", "quantifier"})
_TELLS = 2.2
"""The logit that one sign adds from which on its place is worth marking."""


@dataclass(frozen=True)
class Misstated:
    """A claim and what speaks against it."""

    logit: float
    """How much speaks against it, as the logit of a chance; minus infinity of what is
    quoted or states nothing."""
    absent: float
    """The share of its sense that is not in the passages, 0 to 1; less where one means the same."""
    place: tuple[int, int] | None
    """Where in the answer the sign shows that tells most; None where none tells enough."""


def misstated(claim: Weighed, ground: Ground) -> Misstated:
    """What speaks against a claim that was weighed against `ground`."""
    bare = _without(claim.part.text, framing(claim.part.text))
    if not bare.strip() or places_in(ground).say(bare):
        return Misstated(-math.inf, 0.0, None)
    found = signs(claim, ground)
    weights = _weights()
    told = {name: weights.get(name, 0.0) * value for name, value in found.features.items()}
    most = max(found.where, key=lambda name: told[name], default="")
    place = None
    if most and told[most] >= _TELLS:
        start, end = found.where[most]
        place = (claim.part.start + start, claim.part.start + end)
    return Misstated(
        weights[""] + sum(told.values()), min(1.0, found.features.get("absent", 0.0)), place
    )


def signs(claim: Weighed, ground: Ground) -> Altered:
    """What the logit is made of: what is put together otherwise, and what `weigh` found."""
    text, start = claim.part.text, claim.part.start
    frames = framing(text)
    idle = {one.piece.start for one in claim.loose if is_telling(one.piece.term)}
    own = [_moved(piece, start) for piece in claim.pieces if piece.start not in idle]
    bare = _without(text, frames)
    found = altered(bare, units(bare, own, frames), places_in(ground))
    features = found.features
    for name in {"absent", "mostly absent"} & features.keys():
        features[name] *= strangeness(claim.near)
    loose = [
        one
        for one in claim.loose
        if one.piece.start not in idle and not lies_in(one.piece.start - start, frames)
    ]
    features["hard"] = max((_risk(one) for one in loose if one.piece.kind in HARD), default=0.0)
    features["risks"] = min(sum(one.risk for one in loose), MANY) / MANY
    for name in ("displaced", "amount"):
        features[name] = claim.features[name]
    for span in claim.spans:
        if span.reason in _TURNS:
            features[f"turned {span.reason}"] = 1.0
    return found


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with what lies in the spans blank."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _moved(piece: Piece, start: int) -> Piece:
    """A piece of the answer with its place in the claim."""
    return replace(piece, start=piece.start - start, end=piece.end - start)


def _risk(one: Novel) -> float:
    return one.risk * (0.5 if one.piece.text.lower() in _COUNTS else 1.0)


def chance_of_none(found: Sequence[Misstated], sizes: Sequence[int]) -> float:
    """How likely no claim of an answer is misstated, 0 to 1, `sizes` being the claims' lengths.

    Between the worst claim, which is enough, and all of them, of which a longer answer runs more:
    the root of the sum of the squares of what each would take from the chance (its `-log(1 - p)`).
    The share of the answer that the passages do not have counts as well.
    """
    whole = math.hypot(*(_softplus(one.logit) for one in found))
    absent = sum(one.absent * size for one, size in zip(found, sizes, strict=True)) / sum(sizes)
    slope, offset = _scale()
    logit = slope * (math.log(max(math.expm1(min(whole, 500.0)), 1e-9)) + absent) + offset
    return 1 / (1 + math.exp(min(logit, 500.0)))


def _softplus(logit: float) -> float:
    return logit if logit > 30 else math.log1p(math.exp(logit))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = packaged(__package__, "misstated.yaml")["weights"]
    return weights


@cache
def _scale() -> tuple[float, float]:
    scale = packaged(__package__, "misstated.yaml")["scale"]
    return scale["slope"], scale["offset"]
