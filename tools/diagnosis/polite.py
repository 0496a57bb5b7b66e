"""A query without what people say around it: greetings, thanks, and asking whether they may ask.

"Hi, could you tell me when you open? Thanks!" asks when you open; the rest is no subject that a
passage would have to speak of. It is told by where it stands, at the beginning or at the end.
"""

import re

_PAUSE = r"[\s,，、:：;；.。!！?？~～…—–-]*"
_ASKING_ZH = (
    r"(?:您好|你好呀?|大家好|(?:早上|上午|中午|下午|晚上)好|哈[喽啰]|嗨|喂|在吗|在么|有人吗|亲(?:们|爱的)?(?=\W)"
    r"|(?:打扰|劳驾|麻烦)(?:一下|下|了)?(?:您|你|各位)?(?:了|一下)?(?=[，,。！!\s])|不好意思|抱歉(?=[，,])"
    r"|(?:麻烦|劳烦)?(?:您|你)?(?:能不能|能否|可以|可否|能)?(?:请问|请教|问)(?:一下|下|个问题)(?:您|你|各位)?"
    r"|请问|请教|敬请告知|(?:弱弱|顺便|再|还)(?:地|的)?(?:想)?问(?:一下|下|一句)?"
    r"|(?:我|我们)?(?:就|只|还)?(?:想要?|要|需要)(?:知道|了解|问|请问|请教|咨询|打听|确认)(?:一下|下|个问题)?"
    r"|(?:麻烦|请)?(?:您|你)?(?:能不能|能否|可以|可否|能)?(?:告诉|告知)(?:我|我们|一下)(?:一下|下)?"
    r"|有(?:个|一个)?问题(?=[，,：:])|(?:咨询|问)(?:一下|下|个问题|个事)(?=[，,：:\s]))"
)
_ASKING_EN = (
    r"(?:(?:hi|hello|hey|hiya|greetings)(?: there| all| team| folks| everyone)?\b"
    r"|good (?:morning|afternoon|evening)\b|excuse me\b|sorry(?: to bother(?: you)?)?(?=\s*[,.!:])"
    r"|(?:just )?(?:a |one )?(?:quick |small |another )?question(?=\s*[,.:!—-])"
    r"|(?:please|kindly|pls)\b"
    r"|(?:(?:could|can|would|will) (?:you|u|someone|anyone|somebody)(?: please| kindly)?|please|pls) "
    r"(?:tell|inform|advise|let) (?:me|us)(?: know)?\b(?: please)?"
    r"|tell me\b(?! about (?:it|that|this)\b)"
    r"|(?:i|we)(?:['’]d| would) (?:like|love) to (?:know|ask|learn|find out|understand)\b"
    r"|(?:i|we) (?:just )?(?:want(?:ed)?|need) to (?:know|ask|find out)\b"
    r"|(?:(?:i|we)(?:['’]m|['’]re| am| are| was| were) )?(?:just )?(?:wondering|curious)\b"
    r"(?: about| if| whether| as to)?"
    r"|do (?:you|u) (?:happen to )?know\b(?: if| whether)?|any (?:idea|chance you know)\b(?! of)"
    r"|(?:may|can|could) i (?:please )?ask\b(?: you)?)"
)
_BEFORE = re.compile(rf"{_PAUSE}(?:{_ASKING_ZH}|{_ASKING_EN}){_PAUSE}", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:^|(?<=[\s,，.。!！?？;；:：~～吗呢啊呀]))\s*"
    r"(?:(?:非常|十分|先|多|万分)?(?:感谢|谢谢|谢|多谢)(?:您|你|各位|大家|了|啦|啊|哈|先)*|拜托(?:了|啦)?|在线等(?:急)?"
    r"|麻烦(?:您|你|各位)?(?:了|啦)|thanks?(?: you)?(?: (?:so|very) much| a lot| a bunch| again)?"
    r"(?: in advance)?(?: for your help)?|thx|ty|tia|cheers|please|pls|plz)"
    r"[\s,，.。!！?？~～:)）🙏]*$",
    re.IGNORECASE,
)
_MOST = 4
"""Courtesies at either end, at most."""


def asked_plainly(query: str) -> str:
    """`query` without its courtesies; as it is where nothing else is in it.

    >>> asked_plainly("Hi, could you tell me when you open? Thanks!"), asked_plainly("谢谢")
    ('when you open?', '谢谢')
    >>> asked_plainly("你好，我想咨询一下退货要几天，谢谢啦")
    '退货要几天，'
    """
    plain = query
    for pattern, at_start in ((_BEFORE, True), (_AFTER, False)):
        for _ in range(_MOST):
            found = pattern.match(plain) if at_start else pattern.search(plain[-60:])
            if found is None:
                break
            cut = max(0, len(plain) - 60) + found.start()
            rest = plain[found.end() :] if at_start else plain[:cut]
            if not re.search(r"\w", rest):
                return plain.strip()
            plain = rest
    return plain.strip()
