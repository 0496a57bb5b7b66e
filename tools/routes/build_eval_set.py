"""Reads out of a question which set is to be built, or what is to change in one."""

import re

from tools.evals.building.changes import says_examples
from tools.routes.cases_of_file import SEVERAL
from tools.routes.importing import imported
from tools.routes.mentions import tables
from tools.routes.new_set import COLUMNS, PLANNED, SET, new_set
from tools.routes.route import Asked, Filled
from tools.routes.set_there import RENAMES, TOOL, asked_of_a_set

_I = re.IGNORECASE

_LONGEST = 4_000
_BUILD = re.compile(
    rf"(?:建|做|构建|搭|生成|整理|抽|导入|准备|我?要|来)(?:立|出|一下|成)?.{{0,30}}(?:{SET})"
    rf"|(?:{SET}).{{0,12}}(?:建|做|构建|生成|抽)(?!好了)"
    r"|\b(?:build|make|create|give|draw|prepare)\b.{0,30}\b(?:smoke|sanity|acceptance) tests?\b"
    rf"|\d+\s*(?:条|个).{{0,12}}(?:{SET})|(?:{SET})(?: (?:of|with))? \d"
    rf"|\b(?:build|make|create|generate|draw|assemble|set up|import|need|want|prepare)\b"
    rf".{{0,60}}(?:{SET})"
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
_GAPS = re.compile(
    rf"(?:{SET}).{{0,10}}(?:缺|覆盖|少了?什么)|(?:缺|覆盖).{{0,12}}(?:{SET})"
    rf"|\b(?:missing|cover(?:s|age)?|gaps?|lack)\b.{{0,24}}(?:{SET})"
    rf"|(?:{SET}).{{0,16}}\b(?:missing|cover|gaps?|lack)",
    _I,
)


def fill(asked: Asked) -> Filled:
    """A set to build, in the user's words; after such an answer, what is to change in it."""
    text = asked.text.strip()
    if len(text) > _LONGEST or _TRAINING.search(text) or _DOCS.search(text):
        return Filled({})
    builds = bool(_BUILD.search(text)) and not _OTHER.search(text)
    builds = builds or imported(text) is not None
    about = asked.listed_by == TOOL
    name = asked.listed[0] if about and asked.listed else ""
    if (file := _unread_file(asked)) and COLUMNS.search(text):
        return Filled({"source": "file", "file": file, "columns": text}, sure=True)
    if not builds and (there := asked_of_a_set(asked, text, name)):
        return there
    if says_examples(text) or (_GAPS.search(text) and not (builds and tables(text))):
        return Filled({"change": text, **({"name": name} if name else {})}, sure=True)
    if RENAMES.search(text) and not builds:
        return Filled({"change": text})
    return _of_what_was_dropped(asked, builds=builds) or new_set(
        text, sure=builds or bool(PLANNED.search(text))
    )


def _of_what_was_dropped(asked: Asked, *, builds: bool) -> Filled | None:
    """A set of "these", which are in the file that was just dropped on the page."""
    if not (builds and asked.handed_over and SEVERAL.search(asked.text)):
        return None
    found = new_set(asked.text.strip(), sure=True)
    file = {"source": "file", "file": asked.handed_over}
    return None if "source" in found.args else Filled({**found.args, **file}, sure=True)


def _unread_file(asked: Asked) -> str | None:
    """The file of the question before, where no set came of it."""
    if not asked.earlier or asked.answered_by[-1] is not None:
        return None
    return next(iter(tables(asked.earlier[-1])), None)
