"""What a reference asks of the product, where it tells how to answer instead of answering.

Teams write down what should have happened: "Ask which plan they mean", 超出范围，婉拒, or that the
product can know nothing of it: "Not stated", 页面没写. Told by how it is built, and mostly only
where it comes first: what follows may be anything.
"""

import re
from typing import Literal

from tools.claims.sources import sources_called

Expected = Literal["decline", "ask", "unknown"]

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
    r"|(?:我|我们)(?:只?是)[^。，；！？\n]{1,12}(?:客服|助手|助理|机器人|顾问)[，,]?"
    r"(?:所以|因此|也)?(?:没法|无法|不能|不会|不提供|帮不|[办查订买答做]不了)"
    r"|(?:完全)?(?:无关|离题|跑题)(?:的?(?:问题|提问|话题|内容|请求))?(?=$|\W)"
    rf"|{_SHOULD_EN}(?:decline\b(?! (?:the|an?|it|button))|refuse\b(?! (?:the|an?|delivery))"
    r"|say (?:that )?(?:it|we) can(?:['’]t|not)\b)"
    r"|(?:off[- ]topic|out of scope|outside (?:the|our|its) scope|irrelevant|unrelated)\b"
    r"|not (?:something|a thing|anything|a question) (?:that )?(?:we|it|this|the \w+) "
    r"(?:handles?|covers?|does|do|supports?|answers?|offers?)\b"
    r"|not (?:one of )?our (?:products?|services?|business)\b(?! (?:day|hour|account)s?\b)"
    r"|not (?:related to|about) (?:the|our|this) "
    r"(?:product|service|company|business|shop|store)\b)",
    re.IGNORECASE,
)
_AFTER_ASK = re.compile(
    r"(?:^|[，,；;。.–—-])\s*(?:"
    rf"{_SHOULD_ZH}(?:追问|反问|问清|问明|澄清|请(?:用户|客户|对方)(?:补充|说明|提供)"
    r"|问[^，。；\n]{0,16}(?:哪|什么|谁|几))"
    r"|[应该得须需](?:当|该|要)?先?问(?:一?[句下声]|清|明|用户|客户)?(?=$|\W)"
    r"|[^.;\n]{0,60}(?:should|ought to|need(?:s|ed)? to) have (?:been )?asked(?=$|[.;,(])"
    rf"|{_SHOULD_EN}ask(?: back| for clarification)?(?=[.;,]?$| (?:which|what|who|whether)\b)"
    r"|clarify\b)",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"(?:(?:which|what|who|where|when)\b[^.?!\n]{2,90}|[^。？！\n]{0,20}(?:哪|什么|还是)[^。？！\n]{0,40})[?？]",
    re.IGNORECASE,
)
"""How a reference begins that asks back itself, and then may tell what there is."""
_AFTER_DECLINE = re.compile(
    r"(?:^|[，,；;。.–—-])\s*(?:"
    r"(?:应当?|应该|需)(?:礼貌地?|如实)?(?:说明|告知|婉拒|拒绝)"
    r"(?:不在|超出|不属于|无法|不能|只能|$|[，。；])"
    r"|(?:[^，。；\n]{1,12})?(?:超出|不在|不属于)[^，。；\n]{0,12}(?:范围|范畴|职责|业务)(?=$|[，。；外])"
    r"|(?:politely )?decline(?: politely)?(?=[.;,]?$)"
    r"|(?:\w+[ -]){0,4}(?:is |are |has |have )?(?:out of scope|off[- ]topic|nothing to do with"
    r" (?:us|(?:the|our|this) \w+))"
    r"|(?:should )?say (?:that )?(?:we|it|the \w+) (?:can['’]?t|cannot|only)"
    r" (?:help|support|answer)\b)",
    re.IGNORECASE,
)
"""The same in a later clause, in a form that no answer has."""
_PLACES_ZH = (
    rf"(?:{sources_called('zh', 'spoken', 'refused')}|页面|网页|网站|官网|帮助(?:中心|页)?|说明|"
    r"条款|规定|公告|指南|FAQ)"
)
_PLACES_EN = (
    rf"(?:{sources_called('en', 'spoken', 'refused')}|pages?|web ?(?:site|pages?)|site|faqs?|"
    r"terms|policy|policies|kb|info|manual|guide)"
)
_UNKNOWN = re.compile(
    rf"^\W*(?:(?:目前|现有)?{_PLACES_ZH}(?:里|中|上|内)?(?:都|并|也|均|中)?"
    r"(?:没有?|未|无|不)(?:\w{0,2}(?:写|提|说|列|讲|涉及|包含|介绍|收录|给出|查到)|[^，。；\n]{0,20}"
    r"(?:信息|内容|资料|说明|规定|记录|价格|时间|数据)(?=$|\W))"
    r"|(?:没有|无|暂无|缺少?)[^，。；\n]{1,12}的(?:信息|资料|说明|记录|规定)(?=$|\W)"
    r"|(?:未|没有?)(?:提及|提到|写明|说明|写|提)(?=$|[^\w]|\w{2,12}$)"
    r"|(?:查|找)不到(?=$|\W)|查无(?:此|相关)"
    rf"|(?:the |our |these |those )?(?:help )?{_PLACES_EN}(?: (?:do|does)(?: not|n['’]t)"
    r"|(?: say| tell| have| contain)s? nothing\b| (?:is|are) silent\b)"
    r"(?=\W|$)(?! (?:need|require|cost|expire|apply|include|work|count))"
    r"|(?:it['’]?s |this is |is )?(?:not|nowhere|isn['’]t) (?:\w+ly )?"
    r"(?:stated|mentioned|covered|documented|specified|described|known|"
    rf"(?:in|on) (?:the |our |any )?(?:help )?{_PLACES_EN})\b(?! (?:by|under|for) )"
    r"|no (?:[\w-]+ ){0,3}(?:information|info|mention|details?|data|answer)\b[^.;\n]{0,30}"
    rf"\b(?:in|on) (?:the |our |any )?(?:help )?{_PLACES_EN}\b"
    r"|no (?:information|info|mention)(?: (?:on|about|of|for)\b[^.;\n]{0,40})?(?:$|[.;,])"
    r"|no (?:[\w-]+ ){1,3}(?:is|are) (?:stated|mentioned|documented)\b"
    rf"|nothing (?:(?:is )?(?:said|stated|mentioned)"
    rf"|(?:on|about|for) [^.;,\n]{{1,40}} (?:in|on) (?:the |our )?(?:help )?{_PLACES_EN}"
    rf"|(?:in|on) (?:the |our )?(?:help )?{_PLACES_EN})\b"
    r"|unknown\W*$|n/?a\b(?=\W*$|\s*[-–—(,;])"
    rf"|[^.;,\n]{{3,60}} (?:is|are) (?:not|n['’]t|nowhere) (?:stated|mentioned|covered|documented)"
    rf"(?:\W*$| (?:any)?(?:where )?(?:in|on) (?:the |our |any )?(?:help )?{_PLACES_EN}\b))",
    re.IGNORECASE,
)
"""A note that the sources have nothing on it."""


def expected(reference: str) -> Expected | None:
    """What a reference tells the product to do; None where it answers.

    >>> expected("Ask which plan the customer means"), expected("超出范围，婉拒即可")
    ('ask', 'decline')
    >>> expected("Ask at the front desk for a key."), expected("请提供身份证到窗口办理。")
    (None, None)
    >>> expected("Not stated in the docs"), expected("页面没写停车")
    ('unknown', 'unknown')
    """
    said = reference.strip()
    if not said or len(said) > _LONGEST:
        return None
    if _UNKNOWN.match(said):
        return "unknown"
    if _DECLINE.match(said):
        return "decline"
    if _ASK.match(said) or _AFTER_ASK.search(said) or _ASKS_BACK.match(said):
        return "ask"
    return "decline" if _AFTER_DECLINE.search(said) else None
