"""Who says something: from headings, labels, signatures and columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.decisions.needs.sources import any_of, is_one_of

_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,2}\d{1,3})(?![A-Za-z0-9])")
_QUESTION = re.compile(r"^Q\d", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:受访者|被访者|用户|客户|participant|respondent|user|interviewee|customer)\s*\w{1,12}",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"^(?:interview|call|session) with (?P<name>[\w .'-]{2,40})"
    r"|^(?:与|和|访谈)(?P<name2>.{2,8}?)(?:的(?:访谈|对话))?$",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[，,（(：:;；。|]|\s[–—-]\s")
_LABEL = re.compile(
    r"^\s*(?:\*\*)?(?P<who>[^\s:：*“”\"][^:：*“”\"，。,.]{0,18}?)(?:\*\*)?\s*[:：]\s*(?=\S)"
)
_SIGNED = re.compile(
    r"\s*(?:——|—|--)\s?(?P<who>[^—“”\"。]{2,40}?)(?:[，,]\s*(?P<date>20\d\d-\d\d?-\d\d?))?\s*$"
)
_LONGEST = 24


@dataclass(frozen=True)
class Speaker:
    """A person or group."""

    name: str
    """What the source calls them."""
    key: str
    """The same for one person in all documents: the code, where there is one."""


def speaker_of(name: str) -> Speaker | None:
    """The person of that name; None for a name that is empty or too long to be one."""
    name = name.strip(" *#`")
    if not name:
        return None
    code = _CODE.search(name)
    head = _STOPS.split(name, maxsplit=1)[0].strip()
    if code:
        shown = head if code[1] in head and len(head) <= _LONGEST else code[1]
        return Speaker(shown, code[1].casefold())
    return Speaker(head, head.casefold()) if head and len(head) <= _LONGEST else None


def from_headings(section: Sequence[str]) -> Speaker | None:
    """Who a section is about, by its nearest heading that names somebody."""
    for heading in reversed(section):
        if _QUESTION.match(heading):
            continue
        if (code := _CODE.search(heading)) and not re.match(r"Q\d", code[1]):
            return speaker_of(heading)
        if found := _NAMED.match(heading):
            return speaker_of(found[0])
        if found := _TALK.match(heading):
            return speaker_of(found["name"] or found["name2"])
    return None


def from_label(line: str) -> tuple[Speaker | None, bool, str]:
    """A label before speech: the speaker, whether it is the interviewer's, and the speech.

    Other labels, such as `卡在哪：`, are left where they are.
    """
    found = _LABEL.match(line)
    if not found:
        return None, False, line
    who, rest = found["who"], line[found.end() :]
    if is_one_of("interviewer", who):
        return None, True, rest
    if _CODE.search(who) or _NAMED.match(who):
        return speaker_of(who), False, rest
    return None, False, line


def from_signature(line: str) -> tuple[Speaker | None, str | None, str]:
    """A signature after speech, `——P06，2026-08-12`: the speaker, the date, and the speech."""
    found = _SIGNED.search(line)
    if not found or found.start() < 4:
        return None, None, line
    return speaker_of(found["who"]), found["date"], line[: found.start()].rstrip()


def is_person_column(header: str) -> bool:
    """Whether a column names people."""
    return is_one_of("column_who", header) or (
        any_of("column_who", header) is not None and len(header) <= 12
    )
