"""Is each claim of an answer supported, contradicted or absent, and which of its words are not?

Offline: absent pieces weighed by their risk (`novelty`), amounts that differ, and statements that
are turned round (`turned`). With an embedder, a claim that means what a passage says in other
words is doubted less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.records import ClaimVerdict
from tools.claims.amounts import Amount
from tools.claims.doubt import doubt, features
from tools.claims.ground import Embed, Ground, Sentence
from tools.claims.nearest import Match, nearest, nearness
from tools.claims.novelty import Novel, novel
from tools.claims.pieces import Piece, pieces
from tools.claims.reckoned import NOTHING, Reckoned
from tools.claims.rivals import is_beside, is_reckoned, is_rival, lies_between
from tools.claims.splitting import Part, parts
from tools.claims.turned import denied, turned

Reason = Literal[
    "number",
    "name",
    "time",
    "title",
    "word",
    "negation",
    "direction",
    "quantifier",
    "amount",
    "altered",
]

FLAGGED = 0.42
"""The risk from which an absent piece is marked as unsupported."""
_FRAME = frozenset(
    "根据 依据 资料 信息 检索 答案 文中 原文 上文 文档 段落 材料 提及 提到 给出".split()
)
"""Words about answering from something: no reader looks for them in the passages."""
_TURNED = 0.7
"""The share of a claim that a sentence must have for one to turn round the other; also its risk."""
_DENIED = 0.62
"""The same of a claim of few pieces, whose shares are coarse."""
_RIVAL = 0.45
"""The same where an amount of the same dimension differs."""
_LEAST = 3
"""Pieces of a claim below which it says too little to be denied."""


@dataclass(frozen=True)
class Span:
    """Words of the answer that nothing carries."""

    start: int
    """The offset of the first character in the answer."""
    end: int
    """The offset after the last character."""
    reason: Reason
    """What they are."""
    risk: float
    """How likely they are unsupported, 0 to 1."""


@dataclass(frozen=True)
class Weighed:
    """A claim and how it stands to its passages."""

    part: Part
    """The claim and its place in the answer."""
    verdict: ClaimVerdict
    """Carried, said otherwise, or not spoken of."""
    doubt: float
    """How likely something in it is unsupported, 0 to 1."""
    spans: tuple[Span, ...]
    """Its unsupported words, in order."""
    sentence: Sentence | None
    """The sentence that carries or contradicts it best; None without any in common."""
    features: dict[str, float]
    """What the doubt is made of."""
    share: float
    """The share of its weight that stands together, in that sentence and the ones beside it."""
    pieces: tuple[Piece, ...]
    """Its pieces, with their places in the answer."""
    loose: tuple[Novel, ...]
    """Those that the passages do not have."""
    near: float | None
    """How near its nearest sentence is in meaning, as a cosine; None without an embedder."""


def weigh(
    answer: str, ground: Ground, embed: Embed | None = None, made: Reckoned = NOTHING
) -> list[Weighed]:
    """Every claim of `answer`, weighed against all of `ground` together, without what was `made` by
    reckoning.
    """
    said = [one for one in pieces(answer) if not one.amount or not made.has(one.amount)]
    new = novel(answer, ground, said)
    told = parts(answer)
    near: Sequence[float | None] = [None] * len(told)
    if embed is not None and told and ground.sentences:
        near = nearness(told, ground, embed)
    return [_weigh(part, ground, said, new, close) for part, close in zip(told, near, strict=True)]


def spans_of(new: Sequence[Novel]) -> list[Span]:
    """The absent pieces that are likely unsupported, without words about answering."""
    return [
        Span(one.piece.start, one.piece.end, _reason(one.piece), one.risk)
        for one in new
        if one.risk >= FLAGGED and one.piece.term not in _FRAME
    ]


def _weigh(
    part: Part, ground: Ground, said: Sequence[Piece], new: Sequence[Novel], near: float | None
) -> Weighed:
    own = [piece for piece in said if part.start <= piece.start < part.end]
    loose = [one for one in new if part.start <= one.piece.start < part.end]
    match = nearest(own, ground)
    against = _against(part, own, loose, match, ground.given_amounts)
    flagged = [span for span in spans_of(loose) if not against or span.start != against.start]
    spans = sorted([*flagged, against] if against else flagged, key=lambda span: span.start)
    found = features(own, loose, match, near, against.reason if against else None)
    verdict: ClaimVerdict = "contradicted" if against else "absent" if spans else "supported"
    return Weighed(
        part,
        verdict,
        doubt(found),
        tuple(spans),
        match.sentence,
        found,
        match.share,
        tuple(own),
        tuple(loose),
        near,
    )


def _against(
    part: Part,
    own: Sequence[Piece],
    loose: Sequence[Novel],
    match: Match,
    given: Sequence[Amount],
) -> Span | None:
    """What of the claim the sentence that speaks of the same says otherwise; the user's figures,
    `given`, beside the sentence's are held against these.
    """
    if match.sentence is None or match.share < _RIVAL:
        return None
    there = match.sentence.amounts
    said = [o.amount for o in own if o.amount]
    for one in loose:
        mine = one.piece.amount
        if not mine or is_reckoned(mine, [*there, *said]):
            continue
        if any(map(mine.meets, given)) and is_beside(mine, said, there):
            continue
        if _differs(mine, there, match.sentence.text):
            return Span(one.piece.start, one.piece.end, "amount", max(one.risk, 0.8))
    if match.share < (_DENIED if len(own) <= _LEAST else _TURNED):
        return None
    says_enough = match.share >= _TURNED and len(own) >= _LEAST
    turn = (turned if says_enough else denied)(part.text, match.sentence.text)
    if turn is None:
        return None
    return Span(part.start + turn[1], part.start + turn[2], turn[0], _TURNED)


def _differs(mine: Amount, there: Sequence[Amount], text: str) -> bool:
    """Whether the sentence measures otherwise, or dates: another day of the month."""
    same = [one for one in there if mine.dimension and mine.dimension == one.dimension]
    return (bool(same) and not lies_between(mine, there, text)) or is_rival(mine, there, text)


def _reason(piece: Piece) -> Reason:
    if piece.amount:
        return "number"
    if piece.marked:
        return "title"
    if piece.kind in {"person", "place", "name"}:
        return "name"
    return "time" if piece.kind == "time" else "word"
