"""What a reference asks of the product, where it tells how to answer instead of answering.

Teams write down what should have happened: "Ask which plan they mean", 超出范围，婉拒. Told by how
it is built, and only where it comes first: what follows may be anything.
"""

import re
from typing import Literal

Expected = Literal["decline", "ask"]

_LONGEST = 120
"""Characters from which on a reference says more than what to do."""
_SHOULD_ZH = (
    r"(?:(?:这里|此处|系统|助手|产品|机器人)?(?:应当?|应该|需要?|要|得|必须|最好|建议|直接|可以)?"
    r"(?:先|主动|礼貌地?|委婉地?|友好地?)*)"
)
_SHOULD_EN = (
    r"(?:(?:it|the (?:bot|assistant|product|model|agent|system)) )?"
    r"(?:(?:should|must|ought to|has to|have to|needs? to) )?"
    r"(?:first |just )?(?:politely |kindly )?"
)
_ASK = re.compile(
    rf"^\W*(?:{_SHOULD_ZH}"
    r"(?:反问|追问|问清|问明|澄清|询问(?:用户|客户|对方|具体|清楚)|问(?:一下|用户|客户|对方)"
    r"|(?:让|请)(?:用户|客户|对方)"
    r"|(?:和|跟|与|向)(?:用户|客户|对方)(?:确认|核实|了解)"
    r"|(?:确认|核实|弄清|搞清)[^，。；\n]{0,16}(?:哪|什么|再(?:回|答|说|处理|办)))"
    r"|(?:需要|缺少?|还差)(?:更多|具体|进一步的?)?(?:信息|上下文|细节|背景)(?:$|\W)"
    r"|(?:信息|上下文|问题|提问)(?:不足|不够|不明确|不清楚|不完整|太模糊|太笼统)"
    r"|请(?:您|先)*(?:提供|告知|补充|给出|发)[^，。；？\n]{0,10}"
    r"(?:号码?|型号|信息|名称|日期|城市|地址|截图)\W*$"
    rf"|{_SHOULD_EN}(?:ask(?: back| for clarification|ing)?"
    r"(?: (?:the (?:user|customer|caller)|them|him|her|users?))? "
    r"(?:which|what|who|where|when|whether|if|for (?:the|an?|their|more|which|some) ?(?:\w+ ){0,2}"
    r"(?:number|id|name|model|size|date|details?|information|context|order|booking|account)"
    r"|to (?:clarify|specify)"
    r"|about (?:which|what))"
    r"|ask(?: back| for clarification| the (?:user|customer)|ing back)\b"
    r"|clarify\b|find out (?:which|what|who|where|when)|confirm (?:which|what|who|where|when)"
    r"|check (?:which|what))"
    r"|(?:needs?|requires?|wants?) (?:clarif\w*|more (?:info\w*|details?|context)"
    r"|to know (?:which|what|who))"
    r"|(?:unclear|ambiguous|too vague|too little)\b"
    r"|(?:can(?:['’]t|not)|cannot|impossible to) (?:say|tell|answer|know)\b[^.\n]{0,12}\bwithout\b"
    r"|(?:it )?depends\b[^.\n]{0,30}(?:;|,|-|–|—) ?ask\b"
    r"|please (?:give|provide|send|share|tell us)(?: me| us)? (?:the|your|an?) (?:\w+ ){0,2}"
    r"(?:number|id|name|model|size|date|details)\W*$)",
    re.IGNORECASE,
)
_DECLINE = re.compile(
    rf"^\W*(?:{_SHOULD_ZH}"
    r"(?:婉拒|拒答|谢绝|拒绝(?=回答|作答|该|此|这|并|$|\W)|不予?(?:回答|作答)"
    r"|(?:说明|告知|提示|回复|表示)(?:用户|对方|客户)?"
    r"(?:无法|不能|不支持|只能|仅能|帮不|超出|不在))"
    r"|(?:这|该|此)?(?:问题|提问|需求|请求)?(?:已?超出?|不在|不属于)"
    r"(?:了|本|该|我们?|店|产品|服务|业务|助手|支持|知识|能力|客服)*的?"
    r"(?:范围|范畴|职责)(?=$|\W|内|之内|外)(?!按|的?部分)"
    r"|(?:这|该)?(?:与|和|跟)(?:本|我们?|该)?(?:产品|业务|店|服务|公司|平台)(?:完全)?(?:无关|没关系)"
    r"|(?:这|该|此)?(?:不是|非)(?:本|我们?)(?:产品|业务|店|服务|公司|平台)"
    r"[^，。\n]{0,4}(?:业务|范围|范畴|功能|问题|职责)"
    r"|(?:完全)?(?:无关|离题|跑题)(?:的?(?:问题|提问|话题|内容|请求))?(?=$|\W)"
    rf"|{_SHOULD_EN}(?:decline\b(?! (?:the|an?|it|button))|refuse\b(?! (?:the|an?|delivery))"
    r"|say (?:that )?(?:it|we) can(?:['’]t|not)\b)"
    r"|(?:off[- ]topic|out of scope|outside (?:the|our|its) scope|irrelevant|unrelated)\b"
    r"|not (?:something|a thing|anything|a question) (?:that )?(?:we|it|this|the \w+) "
    r"(?:handles?|covers?|does|do|supports?|answers?|offers?)\b"
    r"|not (?:related to|about) (?:the|our|this) "
    r"(?:product|service|company|business|shop|store)\b)",
    re.IGNORECASE,
)


def expected(reference: str) -> Expected | None:
    """What a reference tells the product to do; None where it answers, or says so later on.

    >>> expected("Ask which plan the customer means"), expected("超出范围，婉拒即可")
    ('ask', 'decline')
    >>> expected("Ask at the front desk for a key."), expected("请提供身份证到窗口办理。")
    (None, None)
    """
    said = reference.strip()
    if not said or len(said) > _LONGEST:
        return None
    if _DECLINE.match(said):
        return "decline"
    return "ask" if _ASK.match(said) else None
