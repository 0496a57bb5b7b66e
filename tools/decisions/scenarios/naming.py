"""What a piece of a sentence calls a scenario, once the words around the name are gone."""

import re

import rjieba

from knowledge.han import HAN

_I = re.IGNORECASE
_ZH_BEFORE = (
    r"请(?:问)?|麻烦|帮我?(?:们)?(?:看看|看下|看一下|算算)?|我想(?:知道)?|我觉得|我们(?:有|想做|在)?|那么?|如果|要是|假如|另外|还有|其中|然后"
    r"|[再新]?[增加](?:上|入|进)?(?:[一两二三四五六七八九十几\d]+个)?(?:场景|候选|想法)?|添加|补充"
    r"|(?:这|那|以下|下面)?(?:[一两二三四五六七八九十几\d]+)个(?:场景|功能|候选|想法|方向)?|(?:这|那)个(?:场景|功能)?"
    r"|场景(?!化)|候选|还是|先(?:做|上|落地)|优先做|比较(?:一下)?|对比(?:一下)?|排(?:一下|个)?序|打分|评分|评估(?:一下)?"
    r"|对于|关于|(?:按照?|用|以|根据)(?=RICE|ICE|WSJF|KANO|加权)|比如|例如|以及|或者|一下|分别(?:说|是|为)?|分数?"
    r"|其次(?:是)?|最后(?:是)?|去掉|删掉|删除|移除|拿掉|不要|哪个|打算做?"
)
_ZH_SHORT = frozenset(
    (
        "给 把 将 再 就 功能 有 是 做 对 按 用 以 的 和 跟 与 及"
        " 或 但 而 也 都 打 改 设 则 从 排 加 先 让 两 我 在"
    ).split()
)
"""Words before a name that may as well begin it, as 改 does in 改写: they go as whole words."""
_METHODS = (
    r"(?:RICE|(?<![a-z])ICE|WSJF|KANO|SPOTIS|加权|权重)(?:\s*(?:模型|方法|分类|评分|打分|法|score|method"
    r"|model))?"
)
_BEFORE = re.compile(
    rf"^(?:{_ZH_BEFORE}|{_METHODS}(?![a-z]))\s*"
    r"|^(?:(?:it's|its|it|they're|they)|(?:what|how) (?:if|about)|let'?s|can you|could you|please"
    r"|i think|i'd|we have|we're considering"
    r"|considering|set|change|make|say|bump(?: up)?|lower|raise|increase|decrease|reduce|push"
    r"|bring|update|adjust|put|give|score|rate|rank|order|sort|plot|compare|evaluate"
    r"|assess|prioriti[sz]e"
    r"|add(?: (?:two|three|four|\d) (?:more|others?))?|remove|drop|delete|keep|also|which|of|by"
    r"|using|use|with|on|in|for|to|has|have|had|these|those|this|that|(?:the|an?)(?=\s+\S)|is|are"
    r"|our|my|and|or|then|vs|from|between"
    r"|should(?: (?:we|i|come)(?: do| build)?)?|we|i|doing|do|build|launch|ship|start with|first"
    r"|both"
    r"|(?:two|three|four|five|\d) (?:more )?(?:scenarios?|ideas?|use cases?|features?|candidates?)"
    r"|(?:candidate |ai )?(?:scenarios?|use cases?|ideas?|features?|candidates?"
    r"|options?)(?=\s*[:\-]|$))(?:\s+|$|(?=:))",
    _I,
)
_ZH_AFTER_SHORT = frozenset(
    "的 是 呢 吗 吧 了 也 都 就 则 打 有 又 各 还 均 比 算 上 在 个 要 得".split()
)
_AFTER = re.compile(
    r"(?:值(?:不值)?得做?[吗么]?|先(?:做|上|落地)|要先做|怎么排(?:序)?|的话|这?几?个?场景|这[两三四五几\d]个|[两三四五\d]个|三者|两者"
    r"|排(?:一下|个)?序|排(?:一下|个)|比(?:一下|较)|打个?分|评个?分"
    r"|哪(?:一?个|些)(?:更|最)?(?:该|应该|应当)?(?:先(?:做|上|落地)|值得做?|优先|重要|紧?急|好|合适)?"
    r"|之间.{0,6}|怎么选|选哪一?个|改成"
    r"|改为|设为|算了|方面|来说|来讲|这块"
    r"|分别|(?:比较|更|最)(?:好|合适|划算)|其实|应该|大概|可能"
    r"|(?:(?<=\s)|^)(?:worth (?:doing|building|it)|come(?:s)? (?:first|next)|first|next|instead"
    r"|please|to|is"
    r"|are|has"
    r"|have|had|both|all|each|with|at|for|of|on|in|as|now|too|by|and|or|but|scenarios?|use cases?"
    r"|should|would be|be|were|was|gets?|scores?|hurts?|harder|easier|it|they|(?-i:an?)|but|not)"
    r"|'s|’s)$",
    _I,
)
_QUESTION = re.compile(
    r"哪(?:个|些|一)|怎么|如何|什么|优先级|排序|排一|该先|四象限|打分|为什么|多少|先后|顺序|痛点|难度|满分|分制|翻盘|太[高低难大小]|一[点些]$|^(?:它|他"
    r"|她)们?$|没那么|不变|没想好|不知道|较好|嘛$|表格|如下|第一$|^ones?$"
    r"|\b(?:say|which|what|how|why|when|who|priorit\w*|quadrant|rank\w*|scor(?:e|es|ing)|instead"
    r"|method|weights?|scale|out of|pain|difficulty)\b",
    _I,
)
_CLAUSE = re.compile(
    r"值得|老板|因为|所以|但是|觉得|认为|[明今后]天|下周|预算|用户|我|他们|咱们?|你|谢谢|大家|以内|必须|还没|已经|应该|希望|想要|对不对|可以|看看|其他|别的"
    r"|\b(?:first|order|use cases?|we|i|you|they|them|it|now|ideas?|because|since|budget|boss"
    r"|team|can|will|need|want|must|should|please|thanks?"
    r"|top|best|here|list|build|next|following|below|others?|rest|everything)\b",
    _I,
)
_METHOD = re.compile(_METHODS, _I)
_VERSION = re.compile(r"v\s?\d+(?:\.\d+)*|版本\s*\d*|version \d+", _I)
_WHO = (
    r"(?:但|而|不过)?(?:老板|研发|产品|运营|用户|客户|销售|团队|领导|大家|同事|开发|工程师|技术|业务|客服|设计"
    r"|法务|我们?)(?:们|团队|同学|那边|这边|侧)?(?:都|也)?"
)
_LABEL = re.compile(
    r"(?:想法|场景|候选|需求|功能|方向|清单|列表|list|ideas?|candidates?|options?|scenarios?|features?"
    r"|use cases?)$",
    _I,
)
_LETTERED = re.compile(
    r"(?:场景|功能|方案|需求|想法|项目|idea|option|feature|scenario|use case|project|plan)"
    r"\s?(?:[A-Z]|\d{1,2}"
    r"|[一二三四五六七八九十])",
    _I,
)
"""A scenario that has no name but its letter or number: 场景A, feature 2."""
_REPORTED = re.compile(
    rf"^{_WHO}(?:说|认为|觉得|打了?|给了?)|^{_WHO}(?:反馈|评估|估计|预估)(?:说|是)?$"
)
"""Whose word it is: 老板说, 研发评估."""
_BULLET = re.compile(r"^\s*(?:[-*•·#>]+\s+|\d{1,2}[.)、]\s*)")
_EDGES = " \t\r\n-*·—–#>:：=,，、.。;；!！?？|/"
LONGEST = {"zh": 20, "en": 48}
"""Characters of a name that stands in a list without a number."""
_MOST_WORDS = 6


def name_in(piece: str) -> str:
    """The name in a piece, or an empty string."""
    name = _REPORTED.sub("", _BULLET.sub("", piece).strip(_EDGES)).strip(_EDGES)
    head, colon, rest = name.rpartition(":")
    if colon and (_QUESTION.search(head) or _LABEL.search(head)):
        name = rest.strip(_EDGES)
    if _LETTERED.fullmatch(name):
        return name
    for _ in range(8):
        shorter = _AFTER.sub("", _without_short(_BEFORE.sub("", name))).strip(_EDGES)
        if shorter == name:
            break
        name = shorter
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip(_EDGES)
    if name.count("(") != name.count(")"):
        name = name.strip("()").strip(_EDGES)
    has_letters = re.search(r"[^\W\d_]{2}|^[^\W\d_]$", name)
    is_none = _QUESTION.search(name) or _VERSION.fullmatch(name) or _METHOD.fullmatch(name)
    return name if has_letters and not is_none else ""


def is_listed(name: str) -> bool:
    """Whether it is a name where no number tells that it is one: short, and no clause."""
    if _CLAUSE.search(name):
        return False
    if HAN.search(name):
        return len(name) <= LONGEST["zh"]
    return len(name) <= LONGEST["en"] and len(name.split()) <= _MOST_WORDS


def _without_short(name: str) -> str:
    """A Chinese name without the short words around it, which are told from its own by cutting."""
    if not HAN.search(name):
        return name
    words = rjieba.cut(name)
    start, end = 0, len(words)
    while start < end and words[start].strip() in {*_ZH_SHORT, ""}:
        start += 1
    while end > start and words[end - 1].strip() in {*_ZH_AFTER_SHORT, ""}:
        end -= 1
    return "".join(words[start:end])
