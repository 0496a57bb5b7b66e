"""Reads out of a question which set is to be built, or what is to change in one."""

import re
from typing import Any

from tools.evals.building.as_a_whole import kept_as_a_whole, needs_a_set_before
from tools.evals.building.changes import looks_at_it, resized_to, says_examples
from tools.evals.scorers.called import scorers_called
from tools.routes.importing import imported
from tools.routes.mentions import first_named, ordinal, tables
from tools.routes.route import Asked, Filled
from tools.routes.sets_named import set_said

_TOOL = "build_eval_set"
_LONGEST = 4_000
_SHORT = 120
"""Characters of a question that only goes on from the last answer."""
_I = re.IGNORECASE
_SET = (
    r"(?:评测|测试|评估|回归|冒烟(?:测试)?|黄金)集"
    r"|\b(?:eval(?:uation)?|test|golden|regression|smoke(?: test)?)[- ]?(?:data)?sets?\b"
)
_A_SET = re.compile(_SET, _I)
_BUILD = re.compile(
    rf"(?:建|做|构建|搭|生成|整理|抽|导入|准备|我?要|来)(?:立|出|一下|成)?.{{0,30}}(?:{_SET})"
    rf"|(?:{_SET}).{{0,12}}(?:建|做|构建|生成|抽)(?!好了)"
    r"|\b(?:build|make|create|give|draw|prepare)\b.{0,30}\b(?:smoke|sanity|acceptance) tests?\b"
    rf"|\d+\s*(?:条|个).{{0,12}}(?:{_SET})|(?:{_SET})(?: (?:of|with))? \d"
    rf"|\b(?:build|make|create|generate|draw|assemble|set up|import|need|want|prepare)\b"
    rf".{{0,60}}(?:{_SET})"
    r"|\b(?:build|make|create|draw|prepare) (?:me |us )?(?:an?|another|one) (?:\w+ ){0,2}?sets?\b",
    _I,
)
_TRAINING = re.compile(r"微调|训练|\bfine-?tun|\btraining\b", _I)
_OTHER = re.compile(
    r"加入评测集|\badd (?:it |this )?to (?:the |my |our )?eval|跑|运行|打分|\brun\b|\bscore\b", _I
)
_DOCS = re.compile(
    r"多久|更新|频率|规范|指南|流程|谁负责|有什么要求|怎么标|how often|guideline|who owns|updated",
    _I,
)
"""Words by which a question is about what the documents say of evaluation sets."""
_PLANNED = re.compile(
    r"\d{1,6}\s*(?:条|examples?\b|samples?\b).{0,20}"
    r"(?:\d+\s*[%％]|一半|\bhalf\b|每|各|难|\beach\b|\bper\b|\bhard\b)",
    _I,
)
_GAPS = re.compile(
    rf"(?:{_SET}).{{0,10}}(?:缺|覆盖|少了?什么)|(?:缺|覆盖).{{0,12}}(?:{_SET})"
    rf"|\b(?:missing|cover(?:s|age)?|gaps?|lack)\b.{{0,24}}(?:{_SET})"
    rf"|(?:{_SET}).{{0,16}}\b(?:missing|cover|gaps?|lack)",
    _I,
)
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
_COLUMNS = re.compile(r"列|\bcolumn\b", _I)
_MEND = re.compile(
    r"^\W*(?:then|and|ok(?:ay)?|so|well|instead|for|from|with|use|try|about|let'?s|just|no|but|or)\b"
    r"|^\W*(?:那|就|改|换|用|从|再|按|给|只|不如|还是|试试|针对|关于)|呢\W*$|\binstead\b",
    _I,
)
"""How a question begins that goes on from one which could not be answered."""
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
_RENAMES = re.compile(r"改名|重命名|改叫|\brename\b", _I)
_RESTORES = re.compile(
    r"恢复|还原|找回|\brestore\b|\bbring\b.{1,40}\bback\b|\bbring back\b|\bundelete\b|\bundo\b",
    _I,
)
_COUNT = re.compile(r"\d{1,6}\s*(?:条|个|examples?\b|samples?\b)|\bof \d{1,6}\b", _I)
_NAMED = re.compile(
    r"(?:叫做?|名为|命名为|取名|\b(?:called|named|name it|call it))\s*"
    r"(?:[“\"「](?P<quoted>[^”\"」]{1,60})[”\"」]的?"
    r"|(?P<bare>\w[\w .-]{0,40}?)"
    r"(?:的(?=[评测回冒黄])|(?=[，,。;；:：]|$)"
    r"|(?=\s+(?:(?:with|of|having|containing) )?(?:about |around |only )?\d+"
    r"(?:$|[，,。;；]| ?(?:条|个)| (?:\w+ )?(?:examples?|samples?|cases?|rows?|questions?)))"
    r"|(?=\s+(?:from|with) )))",
    _I,
)
_SOURCES = (
    ("docs", re.compile(r"文档|资料|知识库|\bdocs?\b|\bdocuments?\b|\bfaq\b|knowledge base", _I)),
    (
        "cases",
        re.compile(
            r"(?:用|从|把|拿).{0,8}(?:bad ?cases?|坏例|失败案例)|回归集"
            r"|\bfrom\b.{0,16}\b(?:bad cases|failures)|\bregression (?:test )?set",
            _I,
        ),
    ),
    ("traces", re.compile(r"轨迹|日志|线上|流量|\btraces?\b|\blogs?\b|\btraffic\b", _I)),
)
_HANDED_OVER = re.compile(
    r"(?:刚刚?|刚才|新)?(?:上传|添加|拖进来|传上?来|发你)(?:进来|上来|过来|给你)?的?(?:那个|那份|这个|这份)?"
    r"(?:文件|表格?|数据|excel|csv|jsonl?)"
    r"|\b(?:the|my) (?:file|table|sheet|spreadsheet|csv|excel|data) (?:that )?I (?:have )?"
    r"(?:just )?(?:uploaded|added|dropped)"
    r"|\b(?:uploaded|dropped) (?:file|table|sheet|spreadsheet|csv|data)",
    _I,
)
"""Words for the file that was dropped on the page last."""
_GIVEN = re.compile(
    r"(?:(?:评测集|eval set)|(?:问题|样本|例子|用例)(?:来|去)?(?:[建做]\w{0,4}评测集)?"
    r"|\b(?:questions|examples|prompts|queries|test cases))\s*[:：]\s*\n?(?P<rest>.+)",
    _I | re.S,
)
"""Examples in words, after a colon."""
_BESIDE = re.compile(
    r"\s+[/|]\s+|(?<=[?？])\s*(?=\S)(?!\s*(?:A|答|答案|参考答案|answer|reference|expect\w*|期望)\s*[:：]"
    r"|\s*(?:it |the answer )?(?:should|must)\b|\s*(?:答案|回答)?(?:应该|应当|应|要|必须))",
    _I,
)
"""Where one of several examples in a line ends."""


def fill(asked: Asked) -> Filled:
    """A set to build, in the user's words; after such an answer, what is to change in it."""
    text = asked.text.strip()
    if len(text) > _LONGEST or _TRAINING.search(text) or _DOCS.search(text):
        return Filled({})
    builds = bool(_BUILD.search(text)) and not _OTHER.search(text)
    builds = builds or imported(text) is not None
    about = asked.listed_by == _TOOL
    name = asked.listed[0] if about and asked.listed else ""
    if (file := _unread_file(asked)) and _COLUMNS.search(text):
        return Filled({"source": "file", "file": file, "columns": text}, sure=True)
    if not builds and (there := _of_one_there(asked, text, name)):
        return there
    if says_examples(text) or (_GAPS.search(text) and not (builds and tables(text))):
        return Filled({"change": text, **({"name": name} if name else {})}, sure=True)
    if _RENAMES.search(text) and not builds:
        return Filled({"change": text})
    return _new(text, sure=builds or bool(_PLANNED.search(text)))


def _of_one_there(asked: Asked, text: str, name: str) -> Filled | None:
    """What is asked of a set that is there, or is to be mended; None where a new one may be."""
    if whole := _of_a_whole(asked, text, name):
        return whole
    if asked.last_tool == _TOOL:
        return _after(asked, text, name) if name or not asked.tried else _mended(asked, text)
    return _beside_a_run(asked, text)


def _of_a_whole(asked: Asked, text: str, name: str) -> Filled | None:
    """What is asked of a set as a whole, by its name or after it was shown."""
    said = set_said(text)
    shown = next((one for one in asked.listed if one.casefold() == said.casefold()), "")
    if chosen := _chosen(asked, text):
        return chosen
    kind = kept_as_a_whole(text) or (shown and kept_as_a_whole(text.replace(said, "it")))
    if kind == "masked" and asked.last_tool == _TRAINS and not said:
        return None  # of the training set that was just made
    if needs_a_set_before(text) and not (
        asked.last_tool == _TOOL or shown or _OF_A_SET.search(text)
    ):
        return None
    acts = bool(kind) or bool(said and _RENAMES.search(text))
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
    at = ordinal(text) if asked.last_tool == _TOOL and was_list and len(text) <= _SHORT else None
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
    about = asked.listed_by == _TOOL and asked.tried is not None and bool(asked.listed)
    if about and len(text) <= _SHORT and _CHANGES.search(text):
        return Filled({"name": asked.listed[0], "change": text}, sure=True)
    return None


def _mended(asked: Asked, text: str) -> Filled:
    """What was to be built and could not be, with what is said now in place of what was wrong."""
    before = asked.tried or {}
    found = _new(text, sure=False).args
    is_source = "source" in found
    if not is_source:
        found |= {key: before[key] for key in ("source", "file", "columns") if before.get(key)}
    if before.get("name"):
        found.setdefault("name", before["name"])
    goes_on = _MEND.search(text) or resized_to(text) or _PLANNED.search(text) or is_source
    plan = str(found.get("plan", ""))
    if (count := _COUNT.search(str(before.get("plan", "")))) and not _COUNT.search(plan):
        plan = f"{count[0]}, {plan}"
    if plan and not re.search(_SET, plan, _I):
        plan = f"{plan}{'的评测集' if asked.lang == 'zh' else ' eval set'}"
    return Filled({**found, "plan": plan}, sure=bool(goes_on) and len(text) <= _SHORT)


def _unread_file(asked: Asked) -> str | None:
    """The file of the question before, where no set came of it."""
    if not asked.earlier or asked.answered_by[-1] is not None:
        return None
    return next(iter(tables(asked.earlier[-1])), None)


def _after(asked: Asked, text: str, name: str) -> Filled:
    """A correction of the columns, or a change of the set that was just shown."""
    before = {key: value for key, value in asked.standing.items() if value}
    if before.get("file") and _COLUMNS.search(text):
        columns = "；".join(filter(None, [before.get("columns"), text]))
        return Filled({**before, "columns": columns}, sure=True)
    if _PLANNED.search(text) and not _CHANGES.search(text):
        return _new(text, sure=True)
    changes = (
        bool(_CHANGES.search(text) or _MIX.search(text))
        or resized_to(text) is not None
        or looks_at_it(text)
    )
    sure = says_examples(text) or (changes and len(text) <= 300)
    return Filled({**({"name": name} if name else {}), "change": text}, sure=sure)


def _new(text: str, *, sure: bool) -> Filled:
    args: dict[str, Any] = {}
    found = tables(text)
    if found:
        args |= {"source": "file", "file": found[0]}
        text = text.replace(found[0], " ")
        if _COLUMNS.search(text):
            args["columns"] = text
    elif handed := _HANDED_OVER.search(text):
        args["source"] = "file"
        text = text.replace(handed[0], " ")
    elif (given := _GIVEN.search(text)) and not re.match(r"\s*\d", given["rest"]):
        lines = [one for line in given["rest"].splitlines() for one in _BESIDE.split(line)]
        said = [one.strip(" \t/|") for one in lines if one.strip(" \t/|?？")]
        return Filled({"source": "words", "examples": said}, sure=sure)
    elif source := first_named(_SOURCES, text):
        args["source"] = source
    if named := _NAMED.search(text):
        args["name"] = (named["quoted"] or named["bare"]).strip()
        text = text.replace(named[0], " ")
    plan = " ".join(text.split())
    return Filled({**args, "plan": plan} if plan else args, sure=sure)
