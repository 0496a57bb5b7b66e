"""Reads out of a question which runs are to be compared, by what, and what of it is wanted."""

import re
from typing import Any

from knowledge.language import LANGS
from tools.diagnosis.rules import default_rules
from tools.evals.comparing.wording import metric_name
from tools.evals.scorers.named import SCORERS
from tools.routes.causes import compares_causes
from tools.routes.differences import (
    asks_about_judge,
    asks_for_sizes,
    dimension_in,
    planned_in,
    points_in,
)
from tools.routes.going_on import run_before_compared
from tools.routes.mentions import first_named, ordinal, plain, versions
from tools.routes.route import Asked, Filled
from tools.routes.runs_named import runs_named

_TOOL = "compare_runs"
_TRAINS = "build_finetune_set"
_RUNS = frozenset({"run_eval", "compare_runs"})
"""The tools after which a question that compares is of runs unless it says of what."""
_LONGEST = 300
_SHORT = 80
"""Characters of a question that only goes on from the last answer."""
_I = re.IGNORECASE
_ASKS = re.compile(
    r"(?:比|和|跟|与|对比|比较|还是).{0,16}(?:好|差|强|弱|进步|退步|变化|哪个|怎么样|如何|上线|发布)"
    r"|(?:哪个|哪一个|哪版|该不该|能不能|可以|能|要不要|先).{0,8}(?:上线|发布|好|强|上)"
    r"|(?:对比|比较|比一比|比一下|比比)|哪个(?:更|最)|变[好差坏]|更[好差强]|有没有(?:提升|进步|退步|变[差好坏])"
    r"|\b(?:better|worse|compare\w*|versus|vs\.?|improve\w*|regress\w*|beats?|win(?:s|ner)?|won|lost)\b"
    r"|\bhow do (?:they|these|those|the two) (?:compare|differ)|\bside by side\b"
    r"|\bdifference between\b"
    r"|\b(?:which|should|can|ready)\b.{0,24}\b(?:ship|release|launch|roll out|deploy|go live)",
    _I,
)
_OF_RUNS = re.compile(
    r"评测|跑分|运行结果|两(?:个版本|次运行|版)|新版.{0,4}旧版|新版本|上一版"
    r"|\bevals?\b|\bruns\b|\b(?:both|two) versions\b|new version|old version",
    _I,
)
_NOT_OF_RUNS = re.compile(
    r"竞品|点踩|采纳率|用户|模型|价格|套餐|\bcompetitors?\b|thumbs|adoption|\busers?\b|\bmodels?\b"
    r"|\bplans?\b|bad ?cases?|失败|failures?",
    _I,
)
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "worse",
        re.compile(
            r"(?:哪些|哪几|什么|列出|看看?|有没有|逐条).{0,8}(?:变差|退步|变坏|从好变坏|更差|回归)|变差的|从好变坏"
            r"|\b(?:which|what|where|show|list|any|see|got|get)\b.{0,24}\b(?:worse|regress\w*|loss(?:es)?|lost)\b",
            _I,
        ),
    ),
    (
        "better",
        re.compile(
            r"(?:哪些|哪几|什么|列出|看看?).{0,8}(?:变好|进步|更好|赢了?)|变好的|赢的"
            r"|\b(?:which|what|where|show|list)\b.{0,24}\b(?:got better|improved|wins?|won)\b",
            _I,
        ),
    ),
)
_SAMPLES = re.compile(
    r"显著|置信|p\s?值|区间|多少(?:条|个)?样本|样本(?:量|数|够)|几条样本|误差|可信吗|靠谱吗|上线"
    r"|significan|\bp[- ]?values?\b|interval|how many (?:more )?examples|sample size"
    r"|enough examples|\bnoise\b|by chance|\bship\b",
    _I,
)
_HOW_MANY = re.compile(
    r"多少(?:条|个)?(?:样本|例子|数据)|(?:要|需要|得有?)多少[条个](?:才|就|最)?[够好行合]|样本(?:量|数)?(?:还)?(?:够|足)|要几条样本"
    r"|\bhow many (?:more )?(?:examples|samples|cases)\b.{0,24}"
    r"\b(?:need\w*|take|tell|see|detect|show|enough)\b"
    r"|\b(?:have|got|are there|is that|are those) enough (?:examples|samples|data|cases)\b"
    r"|\bsample size\b",
    _I,
)
"""Whether so many examples can show a difference; of training it is another tool's."""
_TRAINING = re.compile(r"微调|训练|偏好|fine.?tun|\btrain", _I)
_UNSURE = re.compile(
    r"说不准|看不出|分不出|cannot tell|can(?:no|['’])t (?:you )?tell|\bunclear\b", _I
)
"""The comparison's own verdict, which is explained by the comparison."""
_WHY = re.compile(r"为什么|原因|怎么会|\bwhy\b|cause", _I)
_WORDS = {
    "cost": re.compile(r"成本|花费|多少钱|贵|\bcosts?\b|expensive|cheap", _I),
    "latency": re.compile(r"延迟|耗时|速度|快慢|更快|更慢|\blatency\b|\bspeed\b|faster|slower", _I),
    "output_tokens": re.compile(r"输出\s?token|output tokens", _I),
    "input_tokens": re.compile(r"输入\s?token|input tokens", _I),
}
_KEY_VALUE = re.compile(r"(?<![\w=])(?P<key>[A-Za-z_]{2,30})=(?P<value>[\w-]{1,60})", re.ASCII)
_INSTEAD = re.compile(r"呢|换成|\b(?:what|how) about\b|\binstead\b|^and ", _I)
_EVAL = re.compile(r"(?<!只看)评测(?!类|风格|的?脚本)")
"""An evaluation, where the word does not mean reviews, which are a style."""
_ALL = re.compile(
    r"全部|所有(?:样本|风格)?|整体|\ball (?:examples|segments|styles)\b|\boverall\b", _I
)


def fill(asked: Asked) -> Filled:
    """The runs that are named, and what of them; after a comparison what is not said stays."""
    text = plain(asked.text)
    if len(text) > _LONGEST or run_before_compared(text) or compares_causes(text):
        return Filled({})
    follows = asked.last_tool == _TOOL
    runs = runs_named(text)
    if instead := _asked_otherwise(asked, text, runs):
        return instead
    if follows and len(text) <= _SHORT and (not runs or _other_run(asked, runs, text)):
        return _follow_up(asked, text, runs)
    if chosen := _listed(asked, text):
        return Filled({"show": chosen}, sure=True)
    known = asked.standing.get("runs") or []
    if follows and len(runs) == 1 and runs[0] in known:
        runs = known  # one of the two that are on the table
    args: dict[str, Any] = {"runs": runs} if runs else {}
    args |= _narrowed(text)
    if part := first_named(_PARTS, text):
        args["show"] = part
    if _HOW_MANY.search(text) and asked.last_tool != _TRAINS and not _TRAINING.search(text):
        # Of no runs in particular it is what a set takes.
        return Filled(args if runs or asked.last_tool in _RUNS else {"show": "size"}, sure=True)
    named = len(runs) == 2 or any(one.startswith("run-") for one in runs)
    about_runs = bool(runs or _OF_RUNS.search(text)) or (
        asked.last_tool in _RUNS and len(text) <= _SHORT
    )
    compares = bool(_ASKS.search(text)) and about_runs and not _NOT_OF_RUNS.search(text)
    which = part is not None and bool(runs) and not _NOT_OF_RUNS.search(text)
    return Filled(args, sure=compares or which or (named and bool(_SAMPLES.search(text))))


def _splits_a_run_of_two(asked: Asked, text: str) -> bool:
    """Whether two targets that were just run are to be told by segment: by difficulty."""
    several = asked.last_tool == "run_eval" and len(asked.standing.get("targets") or ()) > 1
    return several and len(text) <= _SHORT and dimension_in(text) is not None


def _versions_run(asked: Asked) -> list[str]:
    """The versions that were just run; none, so that it is the last two runs, of other targets."""
    targets = [str(one) for one in asked.standing.get("targets") or ()]
    return targets[:2] if all(map(versions, targets[:2])) else []


def _asked_otherwise(asked: Asked, text: str, runs: list[str]) -> Filled | None:
    """What is asked without comparing two runs anew: of the judge, of sizes, of a run of two."""
    if _splits_a_run_of_two(asked, text):
        return Filled({**_narrowed(text), "runs": runs or _versions_run(asked)}, sure=True)
    if asks_about_judge(text):
        return Filled({"show": "judge"}, sure=True)
    return _sizes(asked, text, runs)


def _sizes(asked: Asked, text: str, runs: list[str]) -> Filled | None:
    """How many examples it takes, or what is asked of that now: another difference or number."""
    before = asked.standing
    is_open = asked.last_tool == _TOOL and (before.get("show") == "size" or before.get("planned"))
    points, planned = points_in(text), planned_in(text)
    if _TRAINING.search(text):
        return None
    if not asks_for_sizes(text) and not (is_open and len(text) <= _SHORT and (points or planned)):
        return None
    if is_open:
        points, planned = points or before.get("matters"), planned or before.get("planned")
        runs = runs or before.get("runs") or []
    args = {"runs": runs, "matters": points, "planned": planned}
    return Filled({"show": "size", **{k: v for k, v in args.items() if v}}, sure=True)


def _other_run(asked: Asked, runs: list[str], text: str) -> bool:
    """Whether one run is put in the place of the one that was compared last."""
    known = asked.standing.get("runs") or []
    return len(runs) == 1 and runs[0] not in known and bool(_INSTEAD.search(text))


def _follow_up(asked: Asked, text: str, runs: list[str]) -> Filled:
    """The same comparison, with what is asked of it now, or the baseline with another run."""
    once = {"show", "planned"}
    kept = {key: value for key, value in asked.standing.items() if value and key not in once}
    if runs:
        baseline = kept.get("runs", [])
        return Filled({**kept, "runs": [*baseline[:1], *runs][-2:]}, sure=True)
    if chosen := _listed(asked, text):
        return Filled({**kept, "show": chosen}, sure=True)
    if _ALL.search(text):
        kept.pop("segment", None)
        kept.pop("metric", None)
        kept.pop("matters", None)
    narrowed, part = _narrowed(text), first_named(_PARTS, text)
    args = {**kept, **narrowed, **({"show": part} if part else {})}
    asks = bool(narrowed or part or _SAMPLES.search(text) or _ALL.search(text))
    unsure = bool(_UNSURE.search(text) or _HOW_MANY.search(text))
    return Filled(args, sure=unsure or (asks and not _WHY.search(text)))


def _listed(asked: Asked, text: str) -> str | None:
    """The trace that stands for "the second one" of those that got worse; a why is a diagnosis."""
    if asked.listed_by != _TOOL or len(text) > _SHORT or _WHY.search(text):
        return None
    at = ordinal(text)
    return asked.listed[at - 1] if at and at <= len(asked.listed) else None


def _narrowed(text: str) -> dict[str, Any]:
    """The metric and the segment that a question names."""
    found = {
        "metric": _metric(text),
        "segment": dimension_in(text) or _segment(text),
        "matters": points_in(text),
    }
    return {key: value for key, value in found.items() if value}


def _metric(text: str) -> str | None:
    said = text.casefold()
    for name in SCORERS:
        names = {
            name,
            name.replace("_", " "),
            *(metric_name(name, one).casefold() for one in LANGS),
        }
        if any(_stands_in(one, said) for one in names):
            return name
    return first_named(_WORDS.items(), text)


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, as a word of its own where it is of Latin letters."""
    edge = r"(?![a-z0-9])" if name.isascii() else ""
    start = r"(?<![a-z0-9])" if name.isascii() else ""
    return bool(re.search(f"{start}{re.escape(name)}{edge}", text))


def _segment(text: str) -> str | None:
    """The segment that a question names: as `key=value`, or a style, platform or audience."""
    if found := _KEY_VALUE.search(text):
        return f"{found['key']}={found['value']}"
    for name in ("style", "platform", "audience"):
        slot = default_rules().slots[name]
        if words := slot.words.find(_EVAL.sub(" ", text)):
            return f"{name}={slot.value_of[words[0].casefold()]}"
    return None
