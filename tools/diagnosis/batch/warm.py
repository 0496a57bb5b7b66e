"""Loads the code, and makes once what is made when first asked for: patterns, lists, dictionaries.

The process from which those of a pool are forked imports it, so that none of them has to.
"""

import gc

from knowledge.language import LANGS
from knowledge.records import Passage, Trace
from tools.diagnosis.batch import member, work
from tools.diagnosis.engine import diagnose

__all__ = ["member", "work"]

_EXAMPLES = (
    (
        "标准版的会员能在几天内申请退款？",
        "标准版会员在购买后14天内不能申请退款，款项由平台在两周内原路退回。如需帮助，请联系客服。",
        "标准版会员可以在购买后7天内申请退款。\n退款由财务部审核，通常三个工作日到账。",
    ),
    (
        "How long do members of the basic plan have to ask for a refund?",
        "Members cannot ask for a refund after 14 days. Visa returns the money in two weeks.",
        "Basic members may ask for a refund within 7 days.\nOur finance team usually pays it in "
        "three days.",
    ),
)
_NEW_OBJECTS = 60_000
"""New objects after which those that hold each other are looked for: what is remembered of texts
grows all the time, and hardly any of it goes in circles."""


def _warm() -> None:
    for query, answer, passage in _EXAMPLES:
        trace = Trace(id="-", query=query, answer=answer, retrieved=[Passage(id="-", text=passage)])
        for reference in (None, passage, answer):
            for lang in LANGS:
                diagnose(trace.model_copy(update={"reference": reference}), lang=lang)


_warm()
gc.freeze()  # what is loaded stays; nobody has to go through it again and again
gc.set_threshold(_NEW_OBJECTS, 10, 10)
