"""Is a query said to an assistant, to have something done or to talk, or asked of documents?

Told by how it is built, in both languages: a command that begins it (turn off, 打开), a sum to work
out or words to translate, the speaker's own affairs (my, 我), or the one spoken to (are you, 你;
你们 is the firm). What stands in quotation marks is a name. Ways of asking politely, such as "could
you tell me" and 我想知道, say nothing of that; and who asks "how do I" or 我怎么 asks what
documentation tells. What it means depends on whether the documents speak of it; see `query_scope`.
"""

import re

from knowledge.numerals import CARDINALS
from tools.diagnosis.background import asking_clauses
from tools.diagnosis.courtesies import courtesies

_POLITE = re.compile(courtesies("amid"), re.IGNORECASE)
_OF_DOCUMENTS = re.compile(
    r"\b(?:how|where|what|when|which|can|could|should|do|must|may)\b[^.?!,\n]{0,20}\b(?:i|we)\b"
    r"|我[^，。？！?!]{1,8}(?:什么时候|何时|多久|几天|能不能|可不可以|可以|能)[^，。？！?!]{1,8}[吗？?]?$"
    r"|(?:我|我们)(?:该|要|应该|应当|需要|又)?(?:怎么|怎样|如何|能否|能不能|可不可以|可以|是否|需不需要)",
    re.IGNORECASE,
)
_ON_TERMS = re.compile(
    r"多少钱|怎么收费|收费|要钱|花钱|费用|价格|优惠|打折|折扣|赔(?:吗|不|多少)|退(?:吗|不|多少)|报销"
    r"|能行吗|行不行|(?:可以|能够?|需要|要不要|用不用|算不算|有没有|还要|还能|还有|会不会)[^。？！?!]{0,24}[吗么不没？?]"
    r"|(?:最多|最少|最高|至少|一共|总共)(?:能|可以?|要)|(?:要|需要?|得|大概|一般)等?(?:几|多少|多)(?:天|久|小时|钱)"
    r"|能不能|可不可以|需不需要|谁(?:来?付|出钱|负责|承担)|怎么(?:办理?|申请|算|处理)|咋(?:办|弄|算)"
    r"|\b(?:how much|(?:the |a )?(?:cost|price|fee|charge|discount|refund)s?"
    r"|eligible|entitled|allowed|do i (?:need|have|get|owe|lose|qualify)"
    r"|am i (?:able|covered|charged)"
    r"|(?:can|could|may|will|would) (?:i|we|my|our)|is there an?|are there any)\b"
    r"|^\W*(?:(?:hi|hello|hey)\W+)?(?:is|are) there\b",
    re.IGNORECASE,
)
"""What is asked of a firm's terms: price, permission, procedure. Who asks so, speaks of his own
affairs only to say what for: 老人有没有优惠，我爸68了."""
_COMMAND = re.compile(
    r"^\W*(?:(?:请|麻烦|帮我|帮忙|给我|快|来|再)*(?:打开|关(?:闭|掉|上|了)|播放|放(?:一|首|个|点)|唱"
    r"|讲个|设置?(?:一?个|定时|闹钟)|提醒|导航|呼叫|打电话|打(?:给|车)|发(?:一?[条个]|短信|微信|消息|邮件)"
    r"|订|买|点一?[份个杯]|推荐[一几]?[部首本家个款]|调[高低大小到]|叫(?:我|一?辆|车)|下一[首个集]"
    r"|上一[首个集]|暂停|停止播|换一?[首个台]|猜|念|读一|存|转账|拍|陪|[查找搜]一?[查找搜下家])"
    r"|(?:(?:please|hey|ok|now|can you|could you|would you|will you)[ ,]+)*"
    r"(?:play|call|turn (?:on|off|up|down|it)|text|send|order|remind|wake|skip|pause|sing|flip|roll"
    r"|book|reserve|transfer|take me|navigate|drive me|dim|mute|dial|shuffle|put on|buy|recommend"
    r"|set (?:an?|the|my)|cancel (?:my|the)|schedule|get (?:me|us|two|a)|track my|pay|wish"
    r"|find (?:me|a|an|the nearest)|write (?:me |us )?an?|make (?:me|us)|show (?:me|us))\b)",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"把(?!握)[^，。？]{1,12}(?:打开|关[上掉了]?|调|开[大小]|加到|删|发给?|放|换|取消|设)"
)
_IN_NUMBER_ZH = r"[\d.零一二两三四五六七八九十百千万亿点]"
# A number is read once, from its beginning and whole: a page of digits is no page of beginnings.
_NUMBER_ZH = rf"(?<!{_IN_NUMBER_ZH}){_IN_NUMBER_ZH}++"
_FIGURE_EN = r"(?<!\d[.,])\d++(?:[.,]\d++)*+"
_NUMBER_EN = rf"(?:{_FIGURE_EN}|{'|'.join(CARDINALS)}|hundred|thousand|million)"
_SUM = re.compile(
    rf"{_NUMBER_ZH}\s*(?:乘以?|除以|加上?|减去?)\s*{_NUMBER_ZH}"
    rf"|\b{_NUMBER_EN}\s+(?:times|plus|minus|divided by|multiplied by)\s+{_NUMBER_EN}\b"
    rf"|{_NUMBER_ZH}\s*[+×*÷]\s*{_NUMBER_ZH}",
    re.IGNORECASE,
)
_TRANSLATION = re.compile(
    r"[用的][英法德日韩俄中葡西意泰](?:语|文|班牙语)(?:要|应该)?(?:怎么|如何|咋)(?:说|讲|写|念|读|拼)"
    r"|\bhow (?:do|would|can|should) (?:you|i|we|one) say\b[^.?!]{1,60}\bin [a-z]+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“「『《][^”」』》]*[”」』》]|\"[^\"]*\"")
_YOU = r"(?<!迷)你(?![好们])|您(?!好)|\b(?:you|your|you['’]re)\b"
_OWN = re.compile(
    r"(?<![自忘真])我(?![国党军市省县院校司会方])|咱们?|\b(?:i|i['’]m|i['’]ve|i['’]ll|my|mine|me)\b"
    rf"|{_YOU}",
    re.IGNORECASE,
)
_OTHER = re.compile(_YOU, re.IGNORECASE)
_FIRST = re.compile(r"[我咱]|(?:i|my|mine|me)\b", re.IGNORECASE)
"""Who speaks, rather than who is spoken to."""

_OFFERS = re.compile(
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:do|does|can|could|will|would|did|are)\s+you(?:\s+(?:guys|still|also|ever))?"
    r"\s+(?P<act>[a-z]{3,})\b",
    re.IGNORECASE,
)


def asks_on_terms(query: str) -> bool:
    """Whether a query asks of a firm's terms: what something costs, what is allowed, how to get it.

    >>> asks_on_terms("Can I return it tomorrow?"), asks_on_terms("我想去跑步")
    (True, False)
    """
    return _ON_TERMS.search(query) is not None


_HAS = re.compile(
    r"\b(?:do|does|did|will|can) (?:you(?: guys| all)?|they|the \w+) (?:still |also |ever |even )?"
    r"(?:offer|sell|stock|provide|accept|supply|rent|hire|ship|deliver|serve|charge|refund|support)\b"
    r"|\b(?:(?:is|are) there|do you have|have you got)\b[^.?!\n]{0,40}"
    r"\b(?:on board|on ?site|in (?:your|stock|the (?:room|shop|store|building|car|hotel)))\b"
    r"|你们[^，。？！]{0,6}(?:有没有|提供|卖|支持|收)"
    r"|(?:房间|车上|店里|店内|机上|船上|馆里|馆内)[^，。？！]{0,4}(?:有没有|有|提供)",
    re.IGNORECASE,
)
"""How one asks whether a firm has something, whatever it is."""


def asks_whether_it_has(query: str) -> bool:
    """Whether a query asks if a firm offers something.

    >>> asks_whether_it_has("Do you sell stamps?"), asks_whether_it_has("Do you like stamps?")
    (True, False)
    >>> asks_whether_it_has("房间里有空调吗"), asks_whether_it_has("把空调打开")
    (True, False)
    """
    return _HAS.search(query) is not None


def act_asked_for(query: str) -> str | None:
    """What a question asks whether "you" do: that may be the firm, not the assistant.

    >>> act_asked_for("Do you deliver on Sundays?"), act_asked_for("Turn off the lights")
    ('deliver', None)
    """
    found = None if _COMMAND.match(query) else _OFFERS.match(query)
    return found["act"] if found else None


def is_own_affair(words: str) -> bool:
    """Whether words of address only tell who speaks or who is spoken to, as a customer does too.

    >>> is_own_affair("my"), is_own_affair("你"), is_own_affair("turn off")
    (True, True, False)
    """
    return _OWN.fullmatch(words) is not None


def words_of_address(query: str, *, own: bool = True) -> str | None:
    """The words of `query` that address an assistant; None where none do.

    `own` says whether the speaker's own affairs count: in the midst of a conversation "my" and 我
    tell nothing. What the speaker tells before asking does not count either.

    >>> words_of_address("turn off the kitchen lights"), words_of_address("你几岁了")
    ('turn off', '你')
    >>> [words_of_address(one) for one in ("Could you tell me where it lies?", "我想知道他的谥号")]
    [None, None]
    >>> words_of_address("what is nine times seven"), words_of_address("苹果用英语怎么说")
    ('nine times seven', '用英语怎么说')
    >>> [words_of_address(one) for one in ("How do I return what I bought?", "我怎么退货")]
    [None, None]
    >>> [words_of_address(one) for one in ("I am new. Where is the lift?", "我爸68了，有优惠吗")]
    [None, None]
    >>> [words_of_address(one) for one in ("有没有优惠，我爸68了", "我是不是该减肥了")]
    [None, '我']
    """
    for build in (_COMMAND, _HANDLE, _SUM, _TRANSLATION):
        if found := build.match(query) if build is _COMMAND else build.search(query):
            return found[0].strip()
    if _OF_DOCUMENTS.search(query):
        return None
    spoken_to = _OWN if own else _OTHER
    plain = _POLITE.sub(" ", _QUOTED.sub(" ", query))
    said = [spoken_to.search(clause) for clause in asking_clauses(plain) or [plain]]
    if not (said[0] and all(said)) or (_FIRST.match(said[0][0]) and asks_on_terms(query)):
        return None
    return said[0][0]
