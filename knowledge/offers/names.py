"""Tells whether two names mean one model: `Claude Sonnet 4 (20250514)`, `claude-sonnet-4`.

A name is read as three things. Its *words*, in any order, are the model: size, version and kind
(mini, pro, coder) included, so that gpt-4o-mini never is gpt-4o. Its *date* tells snapshots of one
model apart. Its *effort* (thinking, high, 32k) is how it was asked, not what it is.
"""

import re
from dataclasses import dataclass
from functools import cache

_SEPARATORS = re.compile(r"[\s_\-/:()+@,]+")
_VENDORS = frozenset(
    "openai anthropic google meta meta-llama nvidia amazon microsoft ibm ibm-granite deepseek-ai"
    " mistralai coherelabs cohere qwen xai xai-org x-ai zai zai-org z-ai zhipuai thudm moonshotai"
    " minimaxai alibaba ai21labs ai21 tencent baidu bytedance stepfun stepfun-ai allenai"
    " snowflake databricks nousresearch us eu global apac models accounts fireworks".split()
)
_IDLE = frozenset(
    "instruct chat it latest bf16 fp8 fp16 api text free beta model effort app".split()
)
"""Words that tell no two models apart."""
_EFFORTS = frozenset(
    "high low medium xhigh minimal thinking reasoning auto nothinking base".split()
)
_THINKS = frozenset(["thinking", "reasoning"])
_FULL_DATE = re.compile(r"(?<!\d)(20\d\d)[-.]?(0[1-9]|1[0-2])[-.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])-(20\d\d)(?!\d)")
_BUDGET = re.compile(r"(?<=thinking)[-\s]\d+k\b|\b\d+k[-\s](?=thinking)")
"""How many tokens it may think; a context of 128k is part of the model's name."""
_MONTH_DAY = re.compile(r"(?<![\d.])(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d.])")
_BEDROCK = re.compile(
    r"^(?:[a-z]{2,6}\.)?(?:anthropic|amazon|meta|mistral|openai|deepseek|qwen|moonshotai)\."
)
_NOT_THINKING = re.compile(r"no[ -]?think(?:ing)?\b|non-?(?:reasoning|thinking)\b")
_GLUED_EFFORT = re.compile(r"(high|low|medium|xhigh)(thinking|reasoning|effort)\b")
_WORD_DIGITS = re.compile(r"\b(claude|gpt|glm|kimi|grok|gemini|opus|sonnet|haiku)-?v?(\d)")
_SPLIT_VERSION = re.compile(r"(?<![\d.])(\d)[-_](\d{1,2})(?![\d.bk])")
_LEADING_V = re.compile(r"^[vr]?(\d+(?:\.\d+)*)$")


@dataclass(frozen=True)
class Name:
    """A model's name, read."""

    words: frozenset[str]
    """What tells it from other models, in no order."""
    date: str | None
    """Its snapshot as YYYYMMDD or YYYYMM; None when it names none."""
    thinks: bool | None
    """Whether it says that it thinks first, or that it does not; None when it says neither."""
    effort: str | None
    """How hard it was asked to think, where it says so."""

    @property
    def key(self) -> str:
        """The model as one word; equal for names that differ in order, date and effort only."""
        return " ".join(sorted(self.words))


@cache
def read_name(name: str) -> Name:
    """The name, read; total, for any text."""
    text = name.strip().lower().rsplit("/", 1)[-1]
    text = _BEDROCK.sub("", text)
    thinks: bool | None = None
    if _NOT_THINKING.search(text):
        text, thinks = _NOT_THINKING.sub(" ", text), False
    date, text = _dated(text)
    text = _GLUED_EFFORT.sub(r"\1-\2", text)
    text = _WORD_DIGITS.sub(r"\1-\2", text)
    text = _MONTH_DAY.sub(r"\1\2", text)
    text = _SPLIT_VERSION.sub(r"\1.\2", text)
    tokens = [one.strip(".") for one in _SEPARATORS.split(_BUDGET.sub(" ", text))]
    tokens = [one for one in tokens if one]
    effort: str | None = None
    while len(tokens) > 1 and (tokens[-1] in _EFFORTS or tokens[-1] in _IDLE - {"chat"}):
        if tokens[-1] in _EFFORTS and not any(char.isdigit() for char in "".join(tokens[:-1])):
            break  # mistral-medium: without it there would be no model left
        last = tokens.pop()
        thinks = True if last in _THINKS else thinks
        effort = last if last in _EFFORTS - _THINKS else effort
    if "thinking" in tokens and len(tokens) > 1:
        tokens, thinks = [one for one in tokens if one != "thinking"], True
    idle = _IDLE - {"chat"} if "gpt" in tokens else _IDLE  # gpt-5-chat is not gpt-5
    words = frozenset(_plain(one) for one in tokens if one not in idle and one not in _VENDORS)
    if "qwen" in tokens and not any(char.isdigit() for one in words for char in one):
        words |= {"qwen"}  # qwen-plus: without a version its family is part of the name
    return Name(words or frozenset(tokens), date, thinks, effort)


def same_model(board: Name, offer: Name) -> bool:
    """Whether a score of one name may be given to an offer of the other.

    The words have to be equal. A snapshot's score goes to the offer of that snapshot or to one
    that names none; a score without a snapshot goes to any. What thinks is not what does not.
    """
    if board.words != offer.words:
        return False
    if board.date and offer.date and not _same_date(board.date, offer.date):
        return False
    if offer.thinks:
        return board.thinks is True or board.effort is not None
    return offer.thinks is None or board.thinks is not True


def _dated(text: str) -> tuple[str | None, str]:
    if found := _FULL_DATE.search(text):
        return "".join(found.groups()), text[: found.start()] + " " + text[found.end() :]
    if found := _MONTH_YEAR.search(text):
        return found[2] + found[1], text[: found.start()] + " " + text[found.end() :]
    return None, text


def _same_date(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _plain(token: str) -> str:
    """`v3`, `r1` stay apart from `3`, `1`; `4.0` is `4`."""
    found = _LEADING_V.match(token)
    return re.sub(r"\.0$", "", token) if found else token
