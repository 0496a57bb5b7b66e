"""Reads a case and what is wanted of it out of a question."""

import re
from dataclasses import replace

from knowledge.errors import BadInput
from tools.decisions.scenarios.reading import read_scenarios
from tools.diagnosis.pasted_many import parse_cases
from tools.routes.alike import case_at_hand, is_about_case, kind_of_case, two_cases
from tools.routes.beside_in_list import beside_in_list
from tools.routes.case_heard import heard
from tools.routes.case_parts import parts_asked_for
from tools.routes.case_reference import told_of_case
from tools.routes.case_talk import NAMES_CASE, CaseTalk, case_talk
from tools.routes.case_together import listed_again, several_of_list
from tools.routes.cases_of_file import BARE_WHY, CAUSE, of_a_file
from tools.routes.faults import asks_which_stage, faults_in, lists_undecided, of_this_case
from tools.routes.ids_said import in_place_of_a_case, named_ids
from tools.routes.mentions import (
    ordinal,
    possible_ids,
    shaped_like,
    short_ids,
)
from tools.routes.objecting import objects, states, wants
from tools.routes.paging import listed_on
from tools.routes.route import Asked, Filled

_TOOL = "diagnose_case"
_UNDO = re.compile(
    r"(?:撤销|撤回|取消|undo|revert)(?: it| that)?[\s。.!！]*"
    r"|(?:把它|再|又)?(?:去掉|删掉|删了|拿掉|拿出来|移除|删除)(?:它|这条|吧|了)*[\s。.!！]*"
    r"|(?:no,? |please )*(?:remove|delete|drop|take out|take) (?:it|this|that)(?: out| off| again)?"
    r"[\s.!]*",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\W*(?:remove|delete|drop) (?:it|this|that)\W*|\W*(?:删掉|去掉|移除)(?:它|这条)\W*", re.I
)
_REDO = re.compile(r"(?:重做|恢复|redo)(?: it| that)?[\s。.!！]*", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"(?:评测集|测试集)(?:里|中)?(?:现在)?(?:有|是)?(?:什么|哪些|几条|多少)|(?:看看|列出|打开)评测集"
    r"|what(?:'s| is| cases are)? in (?:the|our|my) (?:eval|test) set"
    r"|\b(?:show|list|open)(?: me)? (?:the|our|my) (?:eval|test) set",
    re.IGNORECASE,
)
_ACTS = ("example", "rerun", "prove")
_TAKES_A_CASE = ("example", "prove")
_DONE_FOR_THE_FIRST = {"ticket", "owner", "fix", "prove", "example", "plain", "brief"}
"""What is done about a list of failures begins with its first."""
_KEEPS = re.compile(
    r"加入|加到|加进|放进|存进|存为|做成|变成|收(?:进|入)"
    r"|\b(?:add|keep|save|turn|make)\b\s+(?:it|this|that)\b",
    re.IGNORECASE,
)
"""Words by which it is the case at hand that is kept, not a set that is made."""
_POINTS_AT = re.compile(
    r"\b(?:says?|said|reads?|reference|passages?|answer|document|docs?)\b.{3,}"
    r"|(?:写|说|是|参考|资料|文档|回答).{3,}(?:写|说|是)",
    re.IGNORECASE,
)
"""Says what stands where."""
_AS_MAIL = re.compile(
    r"(?:写|整理|做|改|转|发|起草)[^，。]{0,8}(?:邮件|email)|(?:邮件|email)[^，。]{0,6}(?:发给|告诉|通知)"
    r"|\b(?:write|draft|put|turn|make|send|as|in|compose)\b.{0,30}\b(?:e-?mail|letter)\b",
    re.IGNORECASE,
)
_HELD_AGAINST = {"all", "passages", "evidence", "plain", "owner", "verify", "fix"}
"""What is heard in a statement that may as well be held against a diagnosis."""
_ASKS_HOW = re.compile(r"怎么|如何|什么|哪|\b(?:how|what|which|where|who|when)\b", re.IGNORECASE)
_QUOTES = re.compile(r"[\n:：“”\"「『{<|]|(?<!\w)'")
"""What is quoted, labelled or on lines of its own brings something."""
_STATED = 0.55
"""How like what is asked of a case is a plain statement right after its diagnosis."""
_LONGEST_CHOICE = 60
"""Characters of a question that only chooses one of a list."""


def fill(asked: Asked) -> Filled:
    """Read the case (id, path, pasted text) and what is wanted.

    Where none is named it is the one that the reader has open, or else the last one asked about.
    """
    if told := told_of_case(asked):
        return Filled(told, sure=True, likeness=1.0)
    return of_a_file(asked) or _of_a_case(asked)


def _of_a_case(asked: Asked) -> Filled:
    """A case that is pasted, named, listed or at hand."""
    text, ids = asked.text, named_ids(asked)
    pasted = _is_pasted(asked)
    kept = asked.last_tool == _TOOL and _EXAMPLES.search(text)  # it has just been kept there
    of_list = {"part": "examples"} if len(text) <= _LONGEST_CHOICE and kept else None
    if of_list := of_list or several_of_list(asked) or beside_in_list(asked) or listed_again(asked):
        return Filled(of_list, sure=True, likeness=1.0)
    if pasted or kind_of_case(asked) or listed_on(asked) is not None:
        # What asks for others of a case's kind asks nothing of the case.
        return Filled({"case": text} if pasted else {}, sure=pasted)
    asks_cause = bool(CAUSE.search(text))
    if not ids and (in_place := in_place_of_a_case(text)):
        ids = [in_place]  # no other case answers for one that nobody knows
    ids = ids or (short_ids(text) or shaped_like(text, asked.listed) if asks_cause else [])
    if asks_cause and len(ids) > 1 and two_cases(asked) is None:
        return Filled({"case_id": ", ".join(ids)}, sure=True, likeness=1.0)
    if said := _said_of_case(asked, ids) or _chosen(asked, ids, asks_cause=asks_cause):
        return said
    # A ticket's number looks like an id, too; only a question about a failure makes it a case.
    found = ids or (possible_ids(text) if asks_cause else [])
    follows = asked.last_tool == _TOOL
    meant = asked.focus or (_last_case(asked) if follows else None)
    args = {"case_id": found[0] if found else meant} if found or meant else {}
    if found or meant or follows or _opened(asked):
        parts = parts_asked_for(text)
        acts = [part for part in parts if part in _ACTS]
        # What asks for a cause asks for the whole of it; what asks to do something is done.
        wanted = acts or (parts if not asks_cause and (found or follows) else [])
        args |= {"part": wanted[0]} if wanted else {}
        keeps = "example" in acts and _KEEPS.search(text) and not _ASKS_HOW.search(text)
        meant_so = bool(keeps or (asks_cause and _opened(asked)))
        return Filled(args, sure=bool(found) or (meant_so and len(text) <= _LONGEST_CHOICE))
    if len(text) <= _LONGEST_CHOICE and not _ASKS_HOW.search(text):
        # To prove or keep something takes a case; the tool asks which.
        acts = [part for part in parts_asked_for(text) if part in _TAKES_A_CASE]
        if heard(text).part == "ticket":
            acts.append("ticket")
        args = {"part": acts[0]} if acts else {}
    return Filled(args, sure=bool(args) or bool(BARE_WHY.fullmatch(text)))


def _said_of_case(asked: Asked, ids: list[str]) -> Filled | None:
    """What is said of a case in passing: a doubt, whom it is for, that it is the case again.

    Without a case at hand such words are about something else.
    """
    if pair := two_cases(asked):
        return Filled(pair, sure=True, likeness=heard(asked.text).likeness)
    talk = case_talk(asked.text, ids)
    talk = _objection(asked, talk)
    if not ids and (asks_which_stage(asked.text) or lists_undecided(asked.text)):
        return None  # of all failures, whatever case is at hand
    if _AS_MAIL.search(asked.text) and not _ASKS_HOW.search(asked.text):
        talk = CaseTalk("ticket", asked.text.strip(), likeness=1.0)
    if talk is None and of_this_case(asked) and faults_in(asked.text):
        talk = CaseTalk("evidence", is_of_last=True)
    told = _last_case(asked) if asked.last_tool == _TOOL else None
    placed = _listed(asked, ids, asks_cause=talk is not None) or _first_listed(asked, talk)
    at_hand = ids[0] if ids else placed or asked.focus or told or case_at_hand(asked)
    if talk is None:
        return _back_and_forth(asked) or _done_with_case(asked, at_hand) or _stated(asked, at_hand)
    is_last = is_about_case(asked) or bool(placed) or (bool(ids) and not asked.last_tool)
    is_near = is_last or asked.subject == _TOOL or _counts_its_kind(asked)
    # A ticket is of a case, whatever was spoken of since; only a PRD has tickets of its own.
    is_near = is_near or (talk.part == "ticket" and asked.subject != "draft_prd")
    if not (talk.names_case or is_last or (is_near and not talk.is_of_last)):
        return None
    if not at_hand and not is_last:
        return None
    args = ({"case_id": at_hand} if at_hand else {}) | talk.args
    return Filled(args, sure=True, likeness=talk.likeness)


def _objection(asked: Asked, talk: CaseTalk | None) -> CaseTalk | None:
    """What is held against the case that was just spoken of; else what was heard already."""
    part = talk.part if talk else "all"
    if talk and part == "doubt" and not talk.says and wants(asked.text):
        return None  # "no, show me the eval set"
    if talk and part == "doubt" and not talk.says and _POINTS_AT.search(asked.text):
        return replace(talk, says=asked.text.strip())
    against = objects(asked.text) or (part == "all" and talk and states(asked.text))
    if not is_about_case(asked) or part not in _HELD_AGAINST or not against:
        return talk
    return CaseTalk("doubt", asked.text.strip(), is_of_last=True, likeness=1.0)


def _stated(asked: Asked, at_hand: str | None) -> Filled | None:
    """A plain statement right after a diagnosis, unless it is of scenarios and their scores."""
    if not at_hand or not is_about_case(asked) or not states(asked.text) or scored(asked.text):
        return None
    args = {"case_id": at_hand, "part": "doubt", "says": asked.text.strip()}
    return Filled(args, likeness=_STATED)


def _last_case(asked: Asked) -> str | None:
    """The case that was asked about last; of several at once the first, which is shown."""
    last: str | None = asked.last_args.get("case_id")
    return asked.case if last and "," in last else last


def _counts_its_kind(asked: Asked) -> bool:
    """Whether the talk is still about a case: others of its kind were counted last."""
    counted = asked.args_of.get("find_bad_cases", {})
    return asked.subject == "find_bad_cases" and counted.get("like") is not None


def _first_listed(asked: Asked, talk: CaseTalk | None) -> str | None:
    """The case of the first kind, where failures were just listed and something is to be done."""
    listed = asked.listed if asked.subject == asked.listed_by == "find_bad_cases" else ()
    if talk is None or talk.part not in _DONE_FOR_THE_FIRST or is_about_case(asked):
        return None
    return listed[0] if listed else None


def _back_and_forth(asked: Asked) -> Filled | None:
    """The case out of the eval set again where it was just kept, and back into it."""
    done = asked.last_args.get("part") if asked.last_tool == _TOOL else None
    if (
        asked.last_tool == _TOOL
        and done not in {"example", "undo"}
        and _DROPS.fullmatch(asked.text)
    ):
        # What is to be dropped while a case is at hand is that case and no set of them.
        return Filled({"case_id": case_at_hand(asked), "part": "undo"}, sure=True)
    for before, words, part in (("example", _UNDO, "undo"), ("undo", _REDO, "example")):
        if done == before and words.fullmatch(asked.text.strip()):
            if asked.kept == ():
                return None  # all of them were there before
            kept = {"case_id": ", ".join(asked.kept)} if asked.kept else {}
            return Filled({**asked.last_args, **kept, "part": part}, sure=True)
    return None


def _done_with_case(asked: Asked, at_hand: str | None) -> Filled | None:
    """What asks to do something with the case, or about its parts, after a look elsewhere."""
    text = asked.text
    is_aside = asked.last_tool != _TOOL and (asked.subject == _TOOL or NAMES_CASE.search(text))
    if not at_hand or not is_aside or len(text) > _LONGEST_CHOICE or ordinal(text):
        return None
    parts = parts_asked_for(text)
    return Filled({"case_id": at_hand, "part": parts[0]}, sure=True) if parts else None


def _opened(asked: Asked) -> bool:
    """Whether a comparison has just shown one example, which is the case at hand."""
    return asked.last_tool == "compare_runs" and "/" in str(asked.last_args.get("show", ""))


def _chosen(asked: Asked, ids: list[str], *, asks_cause: bool) -> Filled | None:
    """What is wanted of "the second one" of what was listed last."""
    case_id = _listed(asked, ids, asks_cause=asks_cause)
    if case_id is None:
        return None
    text = asked.text
    parts = [] if asks_cause else parts_asked_for(text)
    return Filled({"case_id": case_id, **({"part": parts[0]} if parts else {})}, sure=True)


def _listed(asked: Asked, ids: list[str], *, asks_cause: bool) -> str | None:
    """The case that stands for "the second one" of what was listed last.

    Of cases pasted at once it is that one. Of clusters it is a case of each; of the examples of a
    run or of two, the one whose cause is asked for.
    """
    is_list = asked.listed_by in {"find_bad_cases", _TOOL} or (
        asked.listed_by in {"compare_runs", "run_eval"} and asks_cause
    )
    if ids or len(asked.text) > _LONGEST_CHOICE or not is_list:
        return None
    at = ordinal(asked.text)
    return asked.listed[at - 1] if at and at <= len(asked.listed) else None


def _is_pasted(asked: Asked) -> bool:
    """Whether the question holds a case, be it half of one: the tool will say what is missing."""
    try:
        return bool(parse_cases(asked.text))
    except BadInput:
        if is_about_case(asked) and not _QUOTES.search(asked.text):
            return False  # "it said May, but the docs say March": of the case at hand
        # "A: pain 8, difficulty 3; B: …" is no half of a case, but two scenarios with scores.
        return scored(asked.text) < 2


def scored(text: str) -> int:
    """How many scenarios a text gives scores of."""
    return sum(bool(one.numbers) for one in read_scenarios(text))
