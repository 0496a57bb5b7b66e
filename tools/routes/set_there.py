"""Reads out of a question what is asked of an eval set that is there, or is to change in it."""

import re

from tools.evals.building.as_a_whole import kept_as_a_whole, needs_a_set_before
from tools.evals.building.changes import looks_at_it, resized_to, says_examples
from tools.evals.scorers.called import scorers_called
from tools.routes.mentions import ordinal
from tools.routes.new_set import COLUMNS, PLANNED, SHORT, mended, new_set
from tools.routes.route import Asked, Filled
from tools.routes.set_acted_on import set_acted_on

_I = re.IGNORECASE

TOOL = "build_eval_set"
_CHANGES = re.compile(
    r"撤销|还原|恢复|回到|\bundo\b|\brevert\b|\bback to v?\d"
    r"|换一批|重新?抽|\bre-?draw\b|\banother (?:draw|batch)"
    r"|\b(?:swap|replace|exchange)\b|(?:把|将).{1,24}(?:换成|换为|替换)"
    r"|\b(?:call|name) it\b|叫它|就叫|补一下|再?多[来点些]"
    r"|(?<!加)(?<!要)(?:多少|几)[条个]|占多少|\bhow many\b.{0,40}\b(?:are|is|does|in)\b"
    r"|\bwhat (?:share|part|percentage)\b|算了|\bcancel (?:that|it)\b|找回"
    r"|\bbring [^,;.]{1,40} back\b"
    r"|(?:which|what|哪些)(?: eval)? ?(?:sets|集)"
    r"|缺(?:什么|哪些|啥|口)|\bmissing\b|\bgaps?\b|覆盖|\bcoverage\b|冻结|\bfreeze\b|改名|重命名|\brename\b"
    r"|(?:再?加|补|多来|再来|增加)\s*(?:上|入)?\s*[\d一二两三四五六七八九十百]+\s*[条个]"
    r"|\badd\b.{0,12}\d|\b\d+ more\b"
    r"|去掉|删[掉了去]|删除|移除|不要|剔除|\bdrop\b|\bremove\b|\bwithout\b|只(?:要|留|保留)|\bonly\b|\bkeep\b",
    _I,
)
_OTHERS = re.compile(
    r"(?:再?加|补|多来|再来|增加)\s*(?:上|入)?\s*[\d一二两三四五六七八九十百]+\s*[条个]"
    r"|\badd \d+|\b\d+ more\b"
    r"|补(?:齐|上)?缺口|\bfill (?:in )?(?:the )?gaps\b|换一批|\bre-?draw\b"
    r"|\banother (?:draw|batch)\b|(?:去掉|删掉|剔除|移除).{0,12}的"
    r"|\b(?:drop|remove) the .{1,20} ones\b"
    r"|(?:扩|加|增加|缩|减)(?:充|大|小|少)?到\s*\d+\s*条|\bset to \d",
    _I,
)
"""What can only change a set, even while its run or a comparison is what was spoken of."""
_RUNS = frozenset({"run_eval", "compare_runs"})
_TRAINS, _CASES = "build_finetune_set", "diagnose_case"
_SAYS_SET = re.compile(r"(?:评测|测试|评估|回归|数据|样本)集|\bsets?\b", _I)
_OF_A_SET = re.compile(rf"{_SAYS_SET.pattern}|\b(?:these|them)\b|这些", _I)
_DELETE = re.compile(r"删|移除|\bdelete\b|\bremove\b", _I)
_DELETES = {"zh": "删除这个评测集", "en": "delete the set"}
_SHOWS = {"zh": "看看评测集", "en": "show me the set"}
_MIX = re.compile(r"\d\s*[%％]|一半|各半|分之|\bhalf\b|\ba (?:third|quarter)\b", _I)
RENAMES = re.compile(r"改名|重命名|改叫|\brename\b", _I)
_RESTORES = re.compile(
    r"恢复|还原|找回|\brestore\b|\bbring\b.{1,40}\bback\b|\bbring back\b|\bundelete\b|\bundo\b",
    _I,
)


def asked_of_a_set(asked: Asked, text: str, name: str) -> Filled | None:
    """What is asked of a set that is there, or is to be mended; None where a new one may be."""
    if whole := _of_a_whole(asked, text, name):
        return whole
    if asked.last_tool == TOOL:
        return _after(asked, text, name) if name or not asked.tried else mended(asked, text)
    return _beside_a_run(asked, text)


def _of_a_whole(asked: Asked, text: str, name: str) -> Filled | None:
    """What is asked of a set as a whole, by its name or after it was shown."""
    said = set_acted_on(text)
    shown = next((one for one in asked.listed if one.casefold() == said.casefold()), "")
    if chosen := _chosen(asked, text):
        return chosen
    kind = kept_as_a_whole(text) or (shown and kept_as_a_whole(text.replace(said, "it")))
    if kind == "masked" and asked.last_tool == _TRAINS and not said:
        return None  # of the training set that was just made
    if needs_a_set_before(text) and not (
        asked.last_tool == TOOL or shown or _OF_A_SET.search(text)
    ):
        return None
    if kind == "remove" and not (said or asked.last_tool == TOOL or _SAYS_SET.search(text)):
        return None  # what "it" is was not a set
    acts = bool(kind) or bool(said and RENAMES.search(text))
    acts = acts or bool(said and (shown or _SAYS_SET.search(text)) and _RESTORES.search(text))
    sees = bool(_SAYS_SET.search(text)) and looks_at_it(text) and asked.last_tool != _CASES
    acts = acts or sees
    if not acts:
        return None
    meant = said or name
    return Filled({**({"name": meant} if meant else {}), "change": text}, sure=True)


def _chosen(asked: Asked, text: str) -> Filled | None:
    """What is done with "the second one" of the list of sets that was just shown."""
    was_list = kept_as_a_whole(str(asked.last_args.get("change", ""))) == "list"
    at = ordinal(text) if asked.last_tool == TOOL and was_list and len(text) <= SHORT else None
    if not at or at > len(asked.listed):
        return None
    words = _DELETES if _DELETE.search(text) else _SHOWS
    return Filled({"name": asked.listed[at - 1], "change": words[asked.lang]}, sure=True)


def _beside_a_run(asked: Asked, text: str) -> Filled | None:
    """A change of the set while its run, or a comparison of runs, is what was spoken of last."""
    if asked.last_tool not in _RUNS:
        return None
    if _OTHERS.search(text) and not scorers_called(text):
        return Filled({"change": text}, sure=True)
    about = asked.listed_by == TOOL and asked.tried is not None and bool(asked.listed)
    if about and len(text) <= SHORT and _CHANGES.search(text):
        return Filled({"name": asked.listed[0], "change": text}, sure=True)
    return None


def _after(asked: Asked, text: str, name: str) -> Filled:
    """A correction of the columns, or a change of the set that was just shown."""
    before = {key: value for key, value in asked.standing.items() if value}
    if before.get("file") and COLUMNS.search(text):
        columns = "；".join(filter(None, [before.get("columns"), text]))
        return Filled({**before, "columns": columns}, sure=True)
    if PLANNED.search(text) and not _CHANGES.search(text):
        return new_set(text, sure=True)
    changes = (
        bool(_CHANGES.search(text) or _MIX.search(text))
        or resized_to(text) is not None
        or looks_at_it(text)
    )
    sure = says_examples(text) or (changes and len(text) <= 300)
    return Filled({**({"name": name} if name else {}), "change": text}, sure=sure)
