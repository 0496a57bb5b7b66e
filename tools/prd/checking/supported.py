"""Does what a sentence rests on carry it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records.prd import Sentence
from tools.claims.ground import Ground
from tools.prd.checking.displaced import Fault, faults
from tools.prd.checking.stream import Stream


@dataclass(frozen=True)
class Check:
    carried: bool
    reason: str
    spans: tuple[Fault, ...]


def check(sentence: Sentence, texts: Sequence[str]) -> Check:
    found = faults(Stream(sentence.text), Stream("\n".join(texts)), Ground(texts))
    from tools.claims.nearest import nearest
    from tools.claims.pieces import pieces
    g=Ground(texts)
    if nearest(pieces(sentence.text),g).share<.45: return Check(False,"unspoken",())
    return Check(not found, "", tuple(found))
