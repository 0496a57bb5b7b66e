"""What amounts are amounts of: units by dimension, and the counters of things."""

import re

from knowledge.han import HAN

_DAY = 86_400.0
UNITS: dict[str, tuple[str, float]] = {}
"""The dimension that a unit is of, and how many of its base unit it is."""
for _dimension, _factor, _words in (
    ("time", 1e-3, "毫秒 ms millisecond milliseconds"),
    ("time", 1, "秒 秒钟 sec second seconds"),
    ("time", 60, "分钟 min mins minute minutes"),
    ("time", 3600, "小时 个小时 hr hrs hour hours"),
    ("time", _DAY, "天 day days"),
    ("time", 14 * _DAY, "fortnight fortnights"),
    ("time", 7 * _DAY, "周 星期 个星期 礼拜 个礼拜 week weeks"),
    ("workdays", 1, "工作日 个工作日 working-day working-days business-day business-days"),
    ("months", 1, "个月 month months"),
    ("months", 12, "周年 载 year years"),
    ("year", 1, "年"),
    ("month", 1, "月 月份"),
    ("day", 1, "日 号"),
    ("%", 1, "% ％ percent"),
    ("points", 1, "个百分点 百分点"),
    ("cny", 1, "元 块 块钱 元钱 人民币 yuan rmb cny ￥ ¥"),
    ("usd", 1, "美元 美金 dollar dollars usd bucks $"),
    ("eur", 1, "欧元 euro euros eur €"),
    ("gbp", 0.01, "便士 pence"),
    ("gbp", 1, "英镑 pound pounds gbp £"),
    ("metre", 1e-3, "毫米 mm"),
    ("metre", 1e-2, "厘米 公分 cm"),
    ("metre", 1, "米 metre metres meter meters"),
    ("metre", 1e3, "公里 千米 km kilometre kilometres kilometer kilometers"),
    ("gram", 1, "克 gram grams"),
    ("gram", 500, "斤"),
    ("gram", 1e3, "公斤 千克 kg kilogram kilograms"),
    ("gram", 1e6, "吨 tonne tonnes ton tons"),
    ("byte", 1, "kb"),
    ("byte", 1e3, "mb 兆"),
    ("byte", 1e6, "gb"),
    ("byte", 1e9, "tb"),
    ("celsius", 1, "摄氏度 度 ℃ °c"),
    ("area", 1, "平方米 平米"),
    ("area", 10_000 / 15, "亩"),
    ("area", 1e4, "公顷 hectare hectares"),
    ("area", 1e6, "平方公里 平方千米"),
    ("litre", 1e-3, "毫升 ml"),
    ("litre", 1, "litre litres liter liters"),
):
    UNITS |= {word: (_dimension, float(_factor)) for word in _words.split()}
UNITS |= {
    "working day": ("workdays", 1.0), "working days": ("workdays", 1.0),
    "business day": ("workdays", 1.0), "business days": ("workdays", 1.0),
    "percentage point": ("points", 1.0), "percentage points": ("points", 1.0),
    "p": ("gbp", 0.01), "s": ("time", 1.0), "h": ("time", 3600.0),
}  # fmt: skip
COUNTERS = (
    "个名位人次片条份家只件台辆架艘部项篇页张句词字轮倍所座处起例场届期种颗枚层级岁户年度集款支株头套"
    "幅首根幢栋间粒棵朵匹滴对副双瓶箱袋盒杯碗封笔股步圈盘群批组队排班晚节趟"
)
"""Chinese counters, a character each; each is a dimension of its own."""
EACH = re.compile(rf"[每一各][{COUNTERS}]")
"""How Chinese says for how much of a thing a figure holds: 每条30元, 30元一条."""
HAN_UNITS = "|".join(sorted((w for w in UNITS if HAN.match(w)), key=len, reverse=True))
"""Units in Chinese, the longest first, to build patterns of."""
LATIN_UNITS = "|".join(
    sorted((w for w in UNITS if w.isascii() and w[0].isalpha() and len(w) > 1), key=len)[::-1]
)
"""English units of more than a letter, likewise."""


def are_kin(one: str, other: str) -> bool:
    """Whether two dimensions can be the same: counters of things are used freely."""
    return one == other or {one, other} <= {"year", "months"} or (_counts(one) and _counts(other))


def _counts(dimension: str) -> bool:
    return len(dimension) == 1 and dimension != "%"
