"""Reads out of a question which PRD is to be drafted, or what is to change in one."""

import re

from tools.diagnosis.other_texts import PASTED, other_text
from tools.prd.editing.command import is_question
from tools.prd.editing.naming import named_sections
from tools.prd.editing.wish import asks_for_edit, asks_of_versions
from tools.routes.mentions import first_named
from tools.routes.route import Asked, Filled

_TOOL = "draft_prd"
_LONGEST = 2_000
_SHORT = 300
_LOOK_UP = "search_docs"
_I = re.IGNORECASE
_DOCUMENT = (
    r"PRD|(?:产品)?需求文档|一页纸|\bproduct (?:requirements?|spec(?:ification)?)(?: documents?)?\b"
    r"|\brequirements? documents?\b|\bone[- ]pagers?\b|\bone[- ]page (?:prd|spec)\b"
)
_PRD = re.compile(_DOCUMENT, _I)
_WRITE = re.compile(
    r"写|起草|拟|出一?[份版个]|做一?[份版个]|来一?[份版个]|生成一?[份版个]|要一?[份版个]"
    r"|\b(?:write|draft|create|make|prepare|need|want|produce|start)\b",
    _I,
)
_SHOW = re.compile(r"看|打开|显示|展示|给我看|\b(?:show|open|see|view|read|display)\b", _I)
_REVIEW = re.compile(
    r"审(?:一?下|阅|查|核)|评审|检查|挑(?:挑|一下)?(?:毛病|问题|刺)|有(?:什么|哪些|没有)问题|还缺(?:什么|哪些)|哪里不对"
    r"|\b(?:review|critique|proofread|check)\b|what(?:'s| is) (?:missing|wrong)"
    r"|any (?:problems|gaps|faults)",
    _I,
)
_ABOUT_DOCS = re.compile(
    r"模板(?:是|有|长)|谁(?:写|负责)|规范|多久|怎么写|是什么|什么是"
    r"|\bhow (?:do|to)\b|\bwho\b|\bwhat is\b|\bguidelines?\b",
    _I,
)
"""Words by which a question is about what the documents say of PRDs."""
_ASKS_FOR = re.compile(
    r"(?:\W|有|哪些|哪几[个条项]|什么|是|谁|呢|都|的|了|写|怎么|部分|这一?节|列出|列一下|说说|现在|目前"
    r"|\b(?:what|who|which|are|is|were|the|our|its|list|of|does|do|we|have|there|say|in|it|its|section"
    r"|about|tell|me|now|current|all)\b)*",
    _I,
)
_TEMPLATES = (
    ("one_pager", re.compile(r"一页纸|一页|单页|one[- ]?pager?|one[- ]page", _I)),
    ("ordinary_feature", re.compile(r"普通功能|常规功能|非\s*AI|ordinary|standard|non-?ai", _I)),
    ("ai_feature", re.compile(r"AI\s?功能模板|AI[- ]feature template", _I)),
)
_FEATURE = re.compile(
    rf"(?:写|起草|拟|做|出|来|要|生成)\s*(?:一?下)?\s*(?:一?[份版个篇])?(?:一页纸的?)?(?P<before>[^，,。]{{1,60}}?)"
    rf"(?:这个|那个)?(?:功能)?的?\s*(?:一页纸的?)?(?:{_DOCUMENT})"
    rf"|(?:给|为|针对|关于)(?P<given>[^，,。]{{1,60}}?)(?:功能|这个功能)?(?:写|起草|拟|做|出|来)"
    rf"|(?:{_DOCUMENT})\s*(?:for|on|about|of)\s+(?:the |an? |our )?(?P<after>[^,.;?]{{1,80}})"
    rf"|(?:{_DOCUMENT})\s*[:：]\s*(?P<told>[^，,。;；\n]{{1,60}})",
    _I,
)
_TRIMS = re.compile(
    r"^(?:一?[份版个篇]|请|帮我?|我们?的?|新的?|详细的?|完整的?|简单的?|关于|针对|的)+|的$"
    r"|\s+(?:feature|function|please|instead|in chinese|in english|with the .* template)$",
    _I,
)
_NO_FEATURE = re.compile(r"^(?:一?[份版个篇]|个|新|完整|详细|简单|草稿|给我|给我看|看|的|\s)*$", _I)


def fill(asked: Asked) -> Filled:
    """A PRD to draft, to show, or what is to change in the one that was last spoken of."""
    text = asked.text.strip()
    if asked.last_tool != _TOOL and other_text(text) == "prd" and not _asks_of_pasted(text):
        return Filled({"prd": PASTED}, sure=True)
    return _read(asked)


def _read(asked: Asked) -> Filled:
    text = asked.text.strip()
    names_it = bool(_PRD.search(text))
    is_about_docs = names_it and _ABOUT_DOCS.search(text) and not _WRITE.search(text)
    if not text or len(text) > _LONGEST or is_about_docs:
        return Filled({})
    is_spoken_of = names_it or asked.last_tool == _TOOL
    if is_spoken_of and len(text) <= _SHORT and asks_of_versions(text):
        return Filled({"change": text}, sure=True)
    reviews = _REVIEW.search(text) if len(text) <= _SHORT else None
    # 把流程改成先审核再生成 reviews nothing.
    is_told = reviews is not None and asks_for_edit(text[: reviews.start()])
    if reviews and not is_told and is_spoken_of and not _drafts(text):
        return Filled({"review": True}, sure=True)
    feature = _feature(text) if names_it else ""
    if asked.last_tool == _TOOL and not feature:
        return _after(text)
    if names_it:
        return _named(text, feature)
    return _unnamed(asked, text)


def _asks_of_pasted(text: str) -> bool:
    """Whether the first or last line of a pasted text says what to do with it."""
    ends = {text.splitlines()[0], text.splitlines()[-1]}
    said = [line for line in ends if not re.search(r"[:：]\s*\S", line)]
    return any(_WRITE.search(line) or _REVIEW.search(line) for line in said)


def _named(text: str, feature: str) -> Filled:
    """What is asked of a PRD outside a conversation about one."""
    if not feature and not _drafts(text):
        if asks_for_edit(text):
            return Filled({"change": text}, sure=True)
        if _SHOW.search(text):
            return _shown(text)
    return _new(text, feature)


def _unnamed(asked: Asked, text: str) -> Filled:
    """What may be asked of a PRD that is not named, and was not what was just spoken of.

    Only a text that asks to write something drafts a new one.
    """
    if len(text) > _SHORT or is_question(text):
        return Filled({"change": text})
    if not asks_for_edit(text):
        return Filled({} if _drafts(text) and not named_sections(text, None) else {"change": text})
    return Filled({"change": text}, sure=_is_gone_back_to(asked, text))


def _is_gone_back_to(asked: Asked, text: str) -> bool:
    """Whether an edit is for the PRD of earlier, with questions of another kind in between.

    After a look-up any edit is, for documents are not edited; after others one that names a
    section.
    """
    by = [one for one in asked.answered_by if one is not None]
    if _TOOL not in by:
        return False
    last = next((one for one in reversed(by) if one != _LOOK_UP), None)
    is_looked_up = asked.last_tool in {_LOOK_UP, None} and last == _TOOL
    return is_looked_up or bool(named_sections(text, None))


def _new(text: str, feature: str) -> Filled:
    args = {"feature": feature} if feature else {}
    if template := first_named(_TEMPLATES, text):
        args["template"] = template
    return Filled(args, sure=bool(_WRITE.search(text)))


def _after(text: str) -> Filled:
    if len(text) <= _SHORT and asks_for_edit(text) and not is_question(text):
        return Filled({"change": text}, sure=True)
    asks_to_see = len(text) <= _SHORT and (_asks_for_section(text) or _SHOW.search(text))
    if asks_to_see and named_sections(text, None):
        return _shown(text)
    if _PRD.search(text) and _drafts(text):
        return _new(text, "")
    return Filled({"change": text})


def _asks_for_section(text: str) -> bool:
    """Whether a text asks for a section and nothing else: 风险有哪些, what are the goals?"""
    named = named_sections(text, None)
    rest = text
    for one in reversed(named):
        rest = rest[: one.start] + " " + rest[one.end :]
    return bool(named) and _ASKS_FOR.fullmatch(rest) is not None


def _shown(text: str) -> Filled:
    named = named_sections(text, None)
    return Filled({"section": text[named[0].start : named[0].end]} if named else {"prd": "newest"},
                  sure=True)  # fmt: skip


def _drafts(text: str) -> bool:
    """Whether a new document is wanted: 写一份 PRD, write a PRD."""
    return bool(_WRITE.search(text)) and not re.search(r"写得|写的|we wrote|刚才|那份", text, _I)


def _feature(text: str) -> str:
    """The feature that a PRD is for; empty where none is named."""
    found = _FEATURE.search(text)
    if found is None:
        return ""
    said = (found["given"] or found["before"] or found["after"] or found["told"] or "").strip(
        " “”\"'「」"
    )
    before = None
    while before != said:
        before, said = said, _TRIMS.sub("", said).strip(" “”\"'「」")
    said = re.sub(r"^(?:PRD|一页纸|普通功能模板|AI功能模板)$", "", said, flags=_I)
    return "" if _NO_FEATURE.match(said) or _PRD.fullmatch(said) else said
