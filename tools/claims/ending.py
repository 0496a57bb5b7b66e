"""Does a text break off in the middle of a sentence?

Many good answers have no full stop: a name, an item of a list, a chat message. What breaks off ends
on a word that wants another one (the, and, 以及, 点击右上角的), within brackets or quotation marks,
on the number of an item that never came, or within a word that its source has whole.
"""

import re
from collections.abc import Iterable

from knowledge.han import HAN_RANGE, HAN_RUN
from tools.claims.copied_end import stops_before_a_noun, stops_within_a_word
from tools.claims.word_list import any_of

_ENDED = re.compile(r"[。．.！!？?…～~][\"'”’」』）)\]】》*_`\s]*$")
"""How a sentence ends that is whole."""
_FENCE = re.compile(r"(?m)^\s*(?:`{3,}|~{3,})")
_ITEM_ALONE = re.compile(r"^\W{0,3}(?P<number>\d{1,2})\s*[.)、．）](?!\w)\W*$")
_ITEM = re.compile(r"^\W{0,3}(?P<number>\d{1,2})\s*[.)、．）]")
_LEADS_IN = re.compile(
    rf"(?:\w[^\n]*\s|[{HAN_RANGE}]{{3,}})\w+[*_ ]*[:：]$|[,，、；;]$|\s[–—=$€£¥-]$"
)
"""How a line ends that announces what does not come."""
_SIGNS_OFF = re.compile(
    r"(?:(?:with |all |my |kind|warm|best|many |very |yours|sincerely|faithfully|truly|regards"
    r"|wishes|thanks|thank you|cheers|love|take care|respectfully|see you)[\w\s]{0,24}"
    r"|(?:此致|敬上|祝好|顺颂\w{2}|谨启|敬祝|祝\w{1,8}))[,，]$",
    re.IGNORECASE,
)
"""The close of a letter, whose writer signs it."""
_PAIRS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "【": "】",
    "{": "}",
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
}
_FACE = re.compile(r"[:;=8]-?[(\[{]|[>＞]_?[<＜]")
_OPENED = re.compile(rf"(?:^|[\s（(]|[{HAN_RANGE}])(?P<mark>\*\*|\"|`)(?=\w)")
"""A mark of emphasis, a quotation mark or a mark of code that begins something."""
_WORDS_EN, _LEAST_EN, _LEAST_HAN = re.compile(r"[a-z][a-z'’-]*|\d[\w.,:%-]*", re.I), 4, 5
"""Words, and the least of them in a sentence: fewer are a name or a title."""
_OPEN_EN = any_of(
    "the a an and or but nor if because unless whether your my our their its every than as such per"
    " including following via i".split()
    + ["no more than", "no less than", "more than", "less than", "up to"]
    + [f"{word} at least" for word in ("for", "is", "are", "be", "by", "to", "within", "have")]
    + [f"{word} at least" for word in ("has", "need", "needs", "take", "takes", "cost", "costs")]
    + ["booked at least"]
)
_WANTS_MORE_EN = re.compile(rf"(?:{_OPEN_EN})$")
_LABELLED_A = re.compile(
    r"\b(?:vitamin|section|terminal|plan|type|zone|part|gate|step|exit|grade|class|level|block|group"
    r"|option|appendix|building|platform|hepatitis|schedule|form) a$",
    re.IGNORECASE,
)
# Lower case alone: Vitamin A, Portland OR.
_PREPOSITION_EN = re.compile(r"\b(?:of|to|from|for|with|by|at|into|between|during|upon|within)$")
_STRANDED_EN = re.compile(
    r"\b(?:what|who|whom|which|that|where|how|whoever|whatever|wherever|nothing|anything|something"
    r"|yes|no|not)\b"
    r"|\b(?:the|any|every|same|each|all|a|an|your) (?:[\w-]+ ){1,3}(?:you|we|they|he|she|it|i)"
    r"(?:['’]\w+)? (?:[\w-]+ ){1,4}\w+$"
    r"|\b(?:want|wants|wanted|need|needs|have|has|had|like|love|wish|able|used|going|got|ought|try"
    r"|tried|supposed|allowed|entitled|prefer|due|happy|required|agree|agreed|refuse|subscribed|spoken"
    r"|speak|talk|obliged|forget|hope|plan|look|listen|used) to$"
    r"|\b(?:care|rid|along|out|in|dealt|begin|start|further|away|down) (?:of|with|for|to|from|by)$"
    r"|\b(?:\w+ed|paid|looking|asking|waiting|applying|called) (?:for|with|by|of|from)$",
    re.IGNORECASE,
)
"""What a preposition at the end belongs to, further ahead: the address that you sent it to."""
_WANTS_MORE_ZH = re.compile(
    r"(?:以及|并且|而且|或者|但是|因为|由于|因此|如果|假如|例如|比如|其中|为了|关于|根据|按照|如下"
    r"|(?<![也都不全没])包括|(?<![温饱总暖缓柔平中调求随谦共])和|(?<![参给赋授付])与"
    r"|(?<![涉提普得不触波顾危企])及|或|(?<![合一归兼吞])并|(?<![服听无顺])从|(?<![一门车拖两几大])把"
    r"|(?<![麻大小])将|(?<![棉毛羽])被|(?<![自理缘事来])由|(?<![可足])以|第|(?<![冬夏备])至"
    r"|(?:[费额期间数率价限量号金]|分别)为|(?:[请会将可需应须]|正|位于|设)在|[请须需可]向|(?<![申邀宴聘])请"
    r"|(?:[额期间址因别]|也就|式|法)是|首先|其次|然后|接着|随后|(?:然后|并|再|后)点[击选]|[您你我他她]的"
    r"|(?<!不)但|(?<!相)若|(?:点击|打开|选择|进入|携带|联系|提供|填写|出示|使用|查看|通过|支付|在|从|将|按|凭)"
    rf"[{HAN_RANGE}]{{1,8}}的"
    r"|(?<![都均也皆没各未])(?:配有|设有|附有|享有|装有|备有|带有|含有|拥有|位于|属于|等于|高于|低于|早于|晚于|不超过"
    r"|不低于|不少于|不多于|不得超过|至少|(?<![人个次件天岁元日时])最多|大约|约为|分别为?))$"
)
_SENTENCE_ENDS = re.compile(r"[。！？!?；;]|[.](?=\s)")
_WHO_EN = r"(?:you|we|they|it|he|she|i|(?:your|the|our)(?: \w+)?)"
_IS_EN = r"(?:will|can|must|may|should|have|has|had|is|are|was|were)"
_BEGUN_EN = re.compile(
    r"^(?:(?:and |but |or )?(?:after|before|until|by|from|on|in) (?:that|this|then|there|which)"
    r"|then|next|finally|also|otherwise|instead|and|but|so),? "
    rf"(?:{_WHO_EN}(?: (?:{_IS_EN}|need|to|be|then|also|just))*"
    r"|(?:click|tap|press|select|choose|enter|open|go|pick)(?: to)?)$"
    rf"|^(?:once|when|after|before|as soon as|if|while|until) {_WHO_EN}(?: {_IS_EN})?(?: been)?"
    r"(?: [a-z]{3,})?$"
    rf"|\b(?:the|your|our|its|this|that|any|each) [a-z]+s? {_IS_EN}(?: (?:be|been|to))?$",
    re.IGNORECASE,
)
"""How a sentence begins, in English, all of which stands there: When your order, After that you."""
_BEGUN_ZH = re.compile(
    rf"(?:^[{HAN_RANGE}A-Za-z0-9“”]{{6,12}}|[，,][{HAN_RANGE}A-Za-z0-9“”]{{2,12}})"
    r"(?<![天日周月年时钟季午最然前背今此先随售延落其分秒岁票期号点])(?:以后|之后|后)$"
)
_MODIFIED_ZH = re.compile(r"(?:一|每|该|这|那|此)[封个张份款台条项家位间座]\w{2,12}的$")
"""The same in Chinese: 打开邮件后, 一封含下载链接的."""
_TELLS_ZH = re.compile(r"[是为在于到等至才会有由]|须|需|可以?|能")
"""What makes a clause that ends so whole: 时间是签收后."""
_TAIL = 200
"""Characters of a line by which its end is judged."""


def breaks_off(text: str, sources: Iterable[str] = ()) -> bool:
    """Whether `text` stops in mid-sentence; `sources` are what it may have been copied from.

    >>> [breaks_off(one) for one in ("Log in, open My Loans and then click the", "Click the book")]
    [True, False]
    >>> [breaks_off(one) for one in ("退款需要本人身份证以及", "一共3天，可以的")]
    [True, False]
    """
    text = text.strip()
    fences = len(_FENCE.findall(text))
    if fences:
        return fences % 2 == 1
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    last = lines[-1]
    tail = last[-_TAIL:]
    if _is_item_alone(lines) or _is_cut_row(lines):
        return True
    if _ENDED.search(tail):
        return False
    if _LEADS_IN.search(tail) and not last.startswith("#"):
        return not (len(lines) > 1 and _SIGNS_OFF.match(last))
    return (
        _is_cut_item(lines)
        or _is_open(text if text[:1] in "[{" else last)
        or _wants_more(tail)
        or stops_within_a_word(tail, sources)
        or (_follows(lines) and (_is_begun(tail) or stops_before_a_noun(tail, sources)))
    )


def _follows(lines: list[str]) -> bool:
    """Whether the last sentence stands behind another one: alone it may be a name, or half of one
    in answer to what was asked.
    """
    return len(lines) > 1 or bool(_SENTENCE_ENDS.search(lines[-1]))


def _is_begun(line: str) -> bool:
    """Whether a last sentence has hardly begun: it says when, or who, and not what."""
    end = _SENTENCE_ENDS.split(line)[-1].strip(" *_`")
    if HAN_RUN.search(end[-2:]):
        if _MODIFIED_ZH.search(end):
            return "是" not in end
        begun = _BEGUN_ZH.search(end)
        return begun is not None and not _TELLS_ZH.search(begun[0])
    return bool(_BEGUN_EN.search(end))


def _is_item_alone(lines: list[str]) -> bool:
    """Whether the last line is the number of an item that has nothing, behind the item before."""
    if not (alone := _ITEM_ALONE.match(lines[-1])):
        return False
    before = [int(found["number"]) for line in lines[:-1] if (found := _ITEM.match(line))]
    return int(alone["number"]) - 1 in before


def _is_cut_item(lines: list[str]) -> bool:
    """Whether the last item of a list has no stop, where several before it all have one."""
    before = [line for line in lines[:-1] if _ITEM.match(line)]
    is_item = _ITEM.match(lines[-1]) is not None and _ENDED.search(lines[-1]) is None
    return is_item and len(before) > 1 and all(map(_ENDED.search, before))


def _is_cut_row(lines: list[str]) -> bool:
    """Whether a table's last row has fewer cells than the one before."""
    rows = [line for line in lines if line.startswith("|")]
    return len(rows) > 2 and rows[-1] == lines[-1] and rows[-1].count("|") < rows[-2].count("|")


def _is_open(text: str) -> bool:
    """Whether brackets, quotation marks or emphasis that were opened are not closed."""
    plain = _FACE.sub(" ", text)
    for opens, closes in _PAIRS.items():
        if plain.rfind(opens) > plain.rfind(closes) and plain.count(opens) > plain.count(closes):
            return True
    found = list(_OPENED.finditer(plain))
    return (
        bool(found)
        and plain.count(found[-1]["mark"]) % 2 == 1
        and found[-1]["mark"] not in plain[found[-1].end() :]
    )


def _wants_more(line: str) -> bool:
    """Whether the last word wants another one behind it."""
    end = _SENTENCE_ENDS.split(line)[-1].strip(" *_`")
    if HAN_RUN.search(end[-2:]):
        clause = re.split(r"[，,：:、]", end)[-1]
        told_of = clause.endswith("的") and "是" in end  # 是……的 needs nothing more
        return len(end) >= _LEAST_HAN and not told_of and bool(_WANTS_MORE_ZH.search(clause))
    if len(_WORDS_EN.findall(end)) < _LEAST_EN:
        return False
    if _WANTS_MORE_EN.search(end) and not _LABELLED_A.search(end):
        return True
    return bool(_PREPOSITION_EN.search(end)) and not _STRANDED_EN.search(end)
