"""What a word of our own answers means: 把握, “perhaps the same”. The docs do not know it."""

import re

from knowledge.language import LANGS, Lang
from knowledge.texts import catalogue, say, say_list
from tools.routes.faults import Fault, faults_in

_I = re.IGNORECASE
_LONGEST = 80
"""Characters of a question after a word; what is longer asks for something else."""
_ASKS = (
    re.compile(
        r"^(?:这里|这个词|这个|上面|刚才)?(?:的|说的)?(?P<term>.{1,24}?)(?:这个词)?(?:到底|究竟)?(?:是"
        r"|指|代表|表示|指的是)?"
        r"(?:什么|啥)(?:意思|含义|东西)?[?？。\s]*$"
    ),
    re.compile(r"^(?:什么|啥)(?:是|叫|叫做)(?P<term>.{1,24}?)[?？。\s]*$"),
    re.compile(r"^(?P<term>.{1,24}?)(?:是)?怎么(?:算|计算|来|得出)(?:出来)?的?[?？。\s]*$"),
    re.compile(
        r"^what (?:does|do|is meant by|is|are|did you mean by)(?: the| a| an)? (?P<term>.{1,40}?)"
        r"(?: (?:mean|stand for))?(?: here| by that)?[?.\s]*$",
        _I,
    ),
    re.compile(r"^how (?:is|was|do you) (?:the )?(?:compute[d]?|calculate[d]?)?(?P<term>.{1,40}?)"
               r"(?: (?:computed|calculated|worked out|measured))[?.\s]*$", _I),
)  # fmt: skip
_BETWEEN = re.compile(
    r"(?P<zh>.{2,40}?)(?:之间)?(?:有)?(?:什么|啥|哪些)?(?:的)?(?:区别|不同|差别|差异)(?:是什么|在哪里?)?"
    r"|(?:你)?(?:是)?(?:怎么|如何)(?:区分|分清|分辨|分得清|判断|看出)(?:是)?(?P<told>.{2,40}?)的?"
    r"|(?:what(?:['’]s| is) the )?difference between (?P<en>.{3,60}?)"
    r"|how (?:do|can|would) (?:you|i|we) (?:tell|distinguish|know|separate) (?P<apart>.{3,60}?)",
    _I,
)
"""Asks how two things are told apart."""
_END = " \t?？。.!！"
_METHOD = re.compile(
    r"how (?:do|does|did) (?:you|it|casebook|this(?: tool)?) (?:decide|determine|find|know|tell"
    r"|work out|pick|choose|identify|reach|arrive at|diagnose)(?: on)? (?:a |an |the |what the )?"
    r"(?:root cause|cause|stage|verdict|diagnosis|failure)s?(?: is| of .{1,20})?"
    r"|how does (?:the |your )?(?:diagnosis|root.?cause analysis) work"
    r"|(?:你|系统|工具|它|这个)?(?:们)?(?:是)?(?:怎么|如何|怎样)(?:判断|判定|确定|诊断|定位|找|得出)(?:出)?(?:的)?"
    r"(?:根因|原因|环节|结论|根本原因)的?|(?:诊断|根因)(?:是)?(?:怎么|如何)(?:做|算|判断|得出|工作)(?:出来)?的?"
    r"|诊断(?:的)?(?:原理|方法)(?:是什么)?",
    _I,
)
_ACCURACY = re.compile(
    r"how (?:accurate|reliable|good|trustworthy|precise|often right) (?:is|are)"
    r" (?:your|the|casebook['’]s) (?:diagnos[ie]s|verdicts?|root causes?|root.?cause analysis)"
    r"|(?:你的?|这个?|它的?)?(?:诊断|判断|根因分析)(?:结果)?(?:的)?(?:有多|准不|可)?(?:准|准确|可靠|靠谱|可信)"
    r"(?:吗|性|率|度)?(?:有?多[高少大]|怎么样)?",
    _I,
)
_BESIDE = 4
"""Characters beside the name of a fault in a term that is no more than it."""
_MARKS = " \t“”\"'「」『』‘’"


def explained(text: str, said: str, lang: Lang) -> str | None:
    """The meaning of the word that a text asks about, where our last answer used it.

    None for words that the answer did not use: those are the product's, for its docs to explain.
    What a diagnosis calls a fault is ours, used or not.
    """
    if len(text) > _LONGEST:
        return None
    between = _BETWEEN.fullmatch(text.strip(_END))
    if between and len(named := faults_in(next(filter(None, between.groups())))) > 1:
        return _told(named, lang)
    found = next((match for one in _ASKS if (match := one.match(text.strip()))), None)
    if found is None:
        return None
    term = found["term"].strip(_MARKS).casefold()
    if (named := faults_in(term)) and not named[1:] and _is_only(term):
        return _told(named, lang)
    for name in catalogue("terms"):
        names = [word.casefold() for one in LANGS for word in say_list(f"terms.{name}.names", one)]
        if term in names and any(word in said.casefold() for word in names):
            return say(f"terms.{name}.means", lang)
    return None


def about_diagnosis(text: str, lang: Lang) -> str | None:
    """How causes are found, how sure that is, or how faults differ, if a text asks; else None."""
    bare = text.strip(_END)
    if len(bare) > _LONGEST:
        return None
    if len(named := faults_in(bare)) > 1:
        return _told(named, lang)
    for words, key in ((_METHOD, "method"), (_ACCURACY, "accuracy")):
        if words.fullmatch(bare):
            return say(f"agent.{key}", lang)
    return None


def _told(named: list[Fault], lang: Lang) -> str:
    return "\n\n".join(say(f"faults.{one.cause}.{one.kind}.means", lang) for one in named)


def _is_only(term: str) -> bool:
    """Whether a term is the name of a fault and little else."""
    return any(
        len(term) <= len(name) + _BESIDE
        for one in faults_in(term)
        for lang in LANGS
        for name in say_list(f"faults.{one.cause}.{one.kind}.names", lang)
        if name.casefold() in term
    )
