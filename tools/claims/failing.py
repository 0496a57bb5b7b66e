"""Is a text the message of a program that failed, and is what was logged as an error none at all?

A product whose service fails often shows that to the user in place of an answer: 系统繁忙, a status
of HTTP, the trace of an exception. Told only where the text says nothing besides.
"""

import json
import re

from tools.claims.splitting import claims

_LONGEST = 400
"""Characters from which on a text says more than that something failed; a trace may be longer."""
_STATUS = (
    r"(?:bad request|unauthori[sz]ed|forbidden|request timeout|too many requests"
    r"|internal server error|not implemented|bad gateway|service (?:temporarily )?unavailable"
    r"|gateway time-?out|conflict|payload too large)"
)
_ONLY = re.compile(
    r"null|undefined|nan|\[object object\]|\{\}|\[\]|nil"
    r"|(?:http(?:/\d(?:\.\d)?)?|error|status)[\s:]*(?:code|status)?[\s:]*[45]\d\d\W*"
    r"|(?:<[^>]+>\s*)*(?:http(?:/\d(?:\.\d)?)?[\s:]*)?(?:error(?: code)?[\s:]*)?"
    r"(?:[45]\d\d\W{0,3})?"
    rf"{_STATUS}\W*(?:</[^>]+>\s*)*|(?:unknown |fatal |system )?error\W*",
    re.IGNORECASE,
)
"""What a program shows and nobody says."""
_OF_A_PROGRAM = re.compile(
    r"\ATraceback \(most recent call last\)"
    r"|\A(?:\w+\.)*[A-Z]\w*(?:Error|Exception)(?::|\s+at\b|$)"
    r"|\A(?:error|exception|fatal|failed)\s*[:：]|\A(?:an )?exception in\b"
    r"|\A(?:错误|异常|报错|出错|错误码|错误代码)\s*[:：]",
    re.IGNORECASE,
)
"""How the log of a program begins."""
_FAILED = re.compile(
    rf"\b[45]\d\d {_STATUS}"
    r"|\b(?:something|that) (?:went|has gone) wrong\b|\boops\b"
    r"|\b(?:an?|some) (?:unexpected |internal |unknown |server |technical |system )*error"
    r" (?:has )?(?:occurred|happened)|\bwe (?:have )?(?:ran|run) into an? (?:\w+ )?(?:error"
    r"|problem)"
    r"|\b(?:the |our |this )?(?:service|server|system|model|assistant|api|backend|engine)s?"
    r" (?:is|are)(?: currently| temporarily)? (?:unavailable|down|overloaded|busy|not responding"
    r"|not available|offline|at capacity|experiencing)(?! (?:on|from|between|during|for|in|at"
    r"|to)\b)"
    r"|\bexperiencing (?:technical|some|an?)? ?(?:difficult|issue|problem|high (?:load|demand"
    r"|traffic))"
    r"|\b(?:request|connection|operation|query|call) (?:has )?(?:timed out|failed|was aborted)"
    r"|\brate limit(?:s)? (?:exceeded|reached)|\btoo many requests\b|\bquota (?:exceeded|reached)"
    r"|\b(?:unable|failed) to (?:process|complete|handle) (?:your|the|this) request"
    r"|\bcould(?: not|n['’]t) (?:process|complete|handle) (?:your|the|this) request"
    r"|(?:系统|服务器?|网络|模型|接口|后台|平台)(?:当前|目前|现在|暂时|有点|正|太|内部|连接|请求|调用)*"
    r"(?:繁忙|忙碌|忙|异常|错误|故障|不可用|无响应|开小差|超时|失败|出错|维护中|拥挤|过载|崩溃|走神)(?![时期的])"
    r"|(?:请求|调用|连接|响应|查询|加载|生成)(?:服务|接口|模型)?(?:超时|失败|出错|异常|过于频繁|次数过多)"
    r"|(?:发生|出现|遇到)了?(?:未知|内部|系统|意外的?|一些|一个|点)*(?:错误|异常|故障|小?问题)"
    r"|(?:出|开)(?:错|小差|岔子)了|当前(?:访问|使用|咨询|排队)的?人数(?:过|较|太)多",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^\W*(?:(?:we(?:['’]re| are)|i(?:['’]m| am)) )?(?:(?:very |so )?sorry|apologi|oops|please"
    r"|try again"
    r"|抱歉|对不起|很?抱歉|不好意思|请|您可以稍后|稍后)"
    r"|(?:try again|retry|稍后|重试|刷新|联系(?:客服|管理员|技术))",
    re.IGNORECASE,
)
"""What goes with such a message, and says nothing besides."""
_HEDGED = re.compile(
    r"\b(?:if|when(?:ever)?|means?|says?|shows?|because|since)\b|如果|若|当|表示|是指|说明|提示|意思|因为",
    re.IGNORECASE,
)
"""What makes it something that is told of a failure, not one that happened."""
_CODE = re.compile(r"[45]\d\d|error|fail|failed|failure|exception", re.IGNORECASE)
_HARMLESS = re.compile(
    r"0(?:\.0)?|[12]\d\d|false|none|null|nil|nan|n/?a|no(?:ne)?|ok(?:ay)?|success(?:ful(?:ly)?)?"
    r"|succeeded"
    r"|passed|fine|normal|clean|-+|\[\]|\{\}|\"\"|''|undefined|empty|done|completed?"
    r"|(?:no|without|0|zero) (?:errors?|issues?|problems?|exceptions?|failures?)(?: (?:found"
    r"|occurred))?"
    r"|(?:200|http 200|status 200)\W*(?:ok)?"
    r"|无|没有|正常|成功|无(?:错误|异常|报错)|没有(?:错误|异常|报错)|未(?:发生|出现)(?:错误|异常)",
    re.IGNORECASE,
)
"""What stands in a field for errors where there was none."""
_RECOVERED = re.compile(
    r"\b(?:retr(?:y|ied|ies)|attempt)\b[^.\n]{0,40}\b(?:succe|ok\b|passed|worked|recovered)"
    r"|\b(?:recovered|resolved|fallback (?:used|succeeded)|fell back)\b"
    r"|重试(?:后|\s*\d*\s*次?后?)?成功|已恢复"
    r"|^\W*(?:warn(?:ing)?|deprecat\w*|info|notice|debug|警告|提示)\b",
    re.IGNORECASE,
)
"""What says that it went well in the end, or only warns."""


def is_failure(text: str) -> bool:
    """Whether `text`, shown as an answer, is the message of something that failed.

    >>> [is_failure(one) for one in ("系统繁忙，请稍后再试", "500 Internal Server Error", "null")]
    [True, True, True]
    >>> is_failure("If the page says 'Something went wrong', clear the cache.")
    False
    """
    said = text.strip().strip("`\"'").strip()
    if not said:
        return False
    if _ONLY.fullmatch(said) or _OF_A_PROGRAM.search(said):
        return True
    if said[0] == "{":
        return _is_failed_json(said)
    if len(said) > _LONGEST:
        return False
    told = claims(said)
    return (
        bool(told)
        and bool(_FAILED.search(told[0]) or (len(told) > 1 and _FAILED.search(told[1])))
        and all(_FAILED.search(one) or _ASIDE.search(one) for one in told)
        and not _HEDGED.search(said)
    )


def is_no_error(logged: str, *, is_answered: bool) -> bool:
    """Whether what was logged as an error says that there was none, or none that mattered.

    >>> [is_no_error(one, is_answered=True) for one in ("0", "no error", "HTTP 500", "timeout")]
    [True, True, False, False]
    """
    said = logged.strip().strip("\"'.。!").strip()
    if _HARMLESS.fullmatch(said):
        return True
    return is_answered and bool(_RECOVERED.search(said))


def _is_failed_json(text: str) -> bool:
    try:
        found = json.loads(text)
    except ValueError:
        return False
    if not isinstance(found, dict):
        return False
    low = {str(key).casefold(): value for key, value in found.items()}
    if any(low.get(key) for key in ("error", "errors", "exception", "err", "errmsg", "error_code")):
        return True
    status = low.get("status") or low.get("code") or low.get("statuscode")
    return status is not None and bool(_CODE.fullmatch(str(status)))
