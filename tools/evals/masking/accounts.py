"""E-mail and network addresses, and ids of messengers that are said to be such."""

import ipaddress
import re
from collections.abc import Iterator

from tools.evals.masking.found import Span

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+(?:@|\s?[\[(（]\s?(?:at|AT)\s?[\])）]\s?)"
    r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
)
_IPV4 = re.compile(r"(?<![A-Za-z0-9_.])\d{1,3}(?:\.\d{1,3}){3}(?![A-Za-z0-9_]|\.\d)")
_IPV6 = re.compile(
    r"(?<![A-Za-z0-9_:.])(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,36}:)[0-9A-Fa-f:]{6,39}(?![A-Za-z0-9_:])"
)
_IS_A_VERSION = re.compile(
    r"(?:version|versions|release|build|版本号?|版)[\s:：]{0,2}$", re.IGNORECASE
)
_IS = r"[\s]?(?:id|ID|Id)?[\s]?(?:号码?|账号|帐号)?[\s]?(?P<said>[:：=]|是|为|\bis\b)?[\s]?"
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|徽信|加微|加[vV]|[vV]信|(?<![A-Za-z])(?i:wechat|weixin|wx|vx))"
    + _IS
    + r"(?P<v>[A-Za-z][A-Za-z0-9_\-]{5,19})(?![A-Za-z0-9_\-])(?P<more>\s[A-Za-z])?"
)
_QQ = re.compile(
    r"(?:(?<![A-Za-z])[Qq]{2}|扣扣|企鹅)(?:群|邮箱)?" + _IS + r"(?P<v>[1-9]\d{4,10})(?!\d)"
)


def accounts(text: str) -> Iterator[Span]:
    """E-mail addresses, IP addresses, and WeChat and QQ ids after their names, in any order."""
    for match in _EMAIL.finditer(text):
        yield Span(*match.span(), "email", re.sub(r"\s", "", match[0]).lower())
    for match in (*_IPV4.finditer(text), *_IPV6.finditer(text)):
        before = text[max(0, match.start() - 10) : match.start()]
        if _is_ip(match[0]) and not _IS_A_VERSION.search(before):
            yield Span(*match.span(), "ip", match[0].lower())
    for match in _WECHAT.finditer(text):
        if _is_wechat(match):
            yield Span(*match.span("v"), "wechat", match["v"].lower())
    for match in _QQ.finditer(text):
        yield Span(*match.span("v"), "qq", match["v"])


def _is_ip(text: str) -> bool:
    """Whether it is an address of somebody; the machine itself, "any" and 1.2.3.4 are nobody's."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return False
    is_a_version = all(len(part) == 1 for part in text.split("."))
    return not (found.is_loopback or found.is_unspecified or is_a_version)


def _is_wechat(match: re.Match[str]) -> bool:
    """A word with a figure in it is an id; one of letters only where it is said to be one."""
    if any(one.isdigit() or one == "_" for one in match["v"]):
        return True
    return bool(match["said"]) and not match["more"]
