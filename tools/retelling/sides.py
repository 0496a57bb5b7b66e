"""Reads which stages a reader clears or blames: "no, the retrieval was fine"."""

import re

from knowledge.han import HAN
from knowledge.records import Stage

_I = re.IGNORECASE
_STAGES: tuple[tuple[Stage, str], ...] = (
    ("retrieval", r"检索|召回|搜索|retriev\w*|search|recall|rag"),
    ("intent", r"意图(?:识别)?|理解|改写|槽位|intent|understanding|rewrit\w*|slots?"),
    ("generation", r"生成|写作|模型|提示词|大模型|LLM|generation|generator|model|prompt|writing"),
    ("query", r"提问|用户(?:的)?(?:提问|输入|问题|问法|没说清)|query|question|request|user input"),
)
_FINE = (
    r"(?:这一步|这一环|环节|部分)?(?:是|都|其实|明明|应该|肯定|并|根本|完全|绝对)*"
    r"(?:没(?:有)?(?:什么)?问题|没毛病|没错|正常|对的|是对的|挺好|好的|OK|没出错|不是问题)"
)
_FINE_EN = (
    r"(?: (?:stage|step|part|itself))?(?:['’]s| is| was| looks?| looked| seems?| seemed| worked"
    r"| did)?"
    r"(?: (?:actually|perfectly|really|just|totally|all|completely))*"
    r" (?:fine|ok(?:ay)?|good|correct|right|well|innocent"
    r"|not (?:the|a) (?:problem|cause|issue|fault)"
    r"|not to blame)"
)
_NOT = r"(?<!会)(?:不|并不|肯定不|应该不|绝对不)(?:是|会是|怪|赖|能怪|能赖)"
_NOT_EN = r"(?:not|isn['’]t|wasn['’]t|ain['’]t|can['’]t be|cannot be)(?: (?:in|at|about|a|the))*"
_IS = (
    r"(?<!不)(?<!不会)(?:是不是|会不会是|会是|应该是|明明是|肯定是|难道是"
    r"|我(?:觉得|认为|看|怀疑)(?:应该)?是|怀疑是|而是|其实是|是|怪|赖)"
    r"(?:因为|在|出在)?"
)
_IS_EN = (
    r"(?:i (?:think|believe|guess|suspect|bet)(?: that)?(?: it(?:['’]s| is| was))?|could it be"
    r"|(?<!not )(?<!isn)(?<!wasn)(?:is it|was it|isn['’]t it|wasn['’]t it)"
    r"|it(?:['’]s| is| was| must be| must have been)"
    r"|rather|blame|maybe|perhaps"
    r"|looks like)(?: (?:the|a|in|at|actually|really|rather|more|of|fault))*"
)
_WRONG = (
    r"(?:的)?(?:这一步)?(?:有问题|出(?:了)?(?:错|问题)|错了|的问题|的锅|的错|坏了|不对|没做好"
    r"|没检索到"
    r"|没找到)"
)
_WRONG_EN = (
    r"(?: (?:stage|step|part))?(?:['’]s| is| was| looks?"
    r"| seems?)(?: (?:clearly|obviously|just|really))*"
    r" (?:broken|wrong|bad|off|at fault|to blame|the (?:problem|cause|culprit|issue))"
)
_MISSED = re.compile(
    r"没(?:有)?(?:检索到|召回|搜到|找到)|\b(?:retriev\w+|search) (?:miss|fail)", _I
)
_HOLDS = re.compile(
    r"觉得|认为|怀疑|猜|估计|恐怕|多半|八成|看(?:着|起来|上去)|(?:更)?像是|问题(?:出)?在"
    r"|\b(?:my|our) (?:bet|guess|money|hunch)\b|\b(?:think|believe|suspect|reckon|feel|claim|insist"
    r"|say)s?\b|\b(?:seems?|looks?|sounds?|feels?) (?:\w+ )?like\b|\bi['’]d (?:say|guess)\b"
    r"|\bsurely\b|\bprobably\b|\bpretty sure\b",
    _I,
)
"""Says that somebody holds something; a stage that is named then is held to be the cause."""
_COMMON = re.compile(
    r"\b(?:i|we|it|that|this|is|was|are|['’]s|the|a|an|of|at|on|in|with|more|really|just|to|me|my"
    r"|our|stage|step|part|problem|issue|fault|cause|one|broken?|failed|fails|wrong|bad|went|here)\b"
    r"|['’]s\b|我|你|是|的|了|这|那|一步|环节|问题|部分|出|在|更|应该|吧|呢|没|做|好|不|错",
    _I,
)
"""What says nothing beside that."""
_ASIDE = re.compile(
    r"哪(?:一)?(?:个|步|环|些|类)|什么|多少|几[个条类]|还是(?!觉得|认为|怀疑|不|没)|\bwhich\b"
    r"|\bhow many\b|\bor\b|\bonly\b|只看",
    _I,
)
"""Asks which, or for some of a kind: no stage is blamed."""


def sides(text: str) -> tuple[Stage | None, Stage | None]:
    """The stage that a text clears and the one that it blames, where it does.

    >>> sides("no, the retrieval was fine"), sides("不是意图的问题，是生成的问题")
    (('retrieval', None), ('intent', 'generation'))
    >>> sides("my bet is on the retriever"), sides("我猜问题出在检索")
    ((None, 'retrieval'), (None, 'retrieval'))
    """
    cleared = blamed = None
    for stage, words in _STAGES:
        word = rf"(?:{words})"
        fine = rf"{word}{_FINE}|{_NOT}{word}|\b{word}{_FINE_EN}|\b{_NOT_EN} {word}"
        wrong = rf"{_IS}{word}|{word}{_WRONG}|{_IS_EN} {word}|\b{word}{_WRONG_EN}"
        if re.search(fine, text, _I):
            cleared = cleared or stage
        elif not _ASIDE.search(text) and (
            re.search(wrong, text, _I) or (stage == "retrieval" and _MISSED.search(text))
        ):
            blamed = blamed or stage
    return (cleared, blamed) if cleared or blamed else (None, _held(text))


def _held(text: str) -> Stage | None:
    """The one stage that a text holds to be the cause, where it says little else."""
    named = [(stage, words) for stage, words in _STAGES if re.search(words, text, _I)]
    if len(named) != 1 or _ASIDE.search(text) or not _HOLDS.search(text):
        return None
    stage, words = named[0]
    rest = _COMMON.sub(" ", re.sub(words, " ", _HOLDS.sub(" ", text), flags=_I))
    said = len(re.findall(r"[a-z']+", rest, _I)) + len(HAN.findall(rest)) / 3
    return stage if said <= 1 else None
