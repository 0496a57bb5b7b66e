"""Tells whether two names mean one model: `Claude Sonnet 4 (20250514)`, `claude-sonnet-4`.

A name is read as three things. Its *words*, in any order, are the model: size, version and kind
(mini, pro, coder) included, so that gpt-4o-mini never is gpt-4o. Its *date* tells snapshots of one
model apart. Its *effort* (thinking, high, 32k) is how it was asked, not what it is.
"""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.offers.providers import maker_words

_SEPARATORS = re.compile(r"[\s_\-/:()+@,]+")
_VENDORS = frozenset(
    "openai anthropic google meta meta-llama nvidia amazon microsoft ibm ibm-granite deepseek-ai"
    " mistralai coherelabs cohere xai xai-org x-ai zai zai-org z-ai zhipuai thudm moonshotai"
    " minimaxai alibaba ai21labs ai21 tencent baidu bytedance stepfun stepfun-ai allenai"
    " snowflake databricks nousresearch us eu global apac models accounts fireworks".split()
)
_IDLE = frozenset(
    "instruct chat it latest bf16 fp8 fp16 api text free beta model effort app v1 v1.0 1.0".split()
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
_BEDROCK_REVISION = re.compile(r"-v\d+:\d+(?::\w+)?$")
"""How Bedrock numbers its own packaging of a model: `-v1:0`."""
_PLUS = re.compile(r"(?<=\w)\+")
"""`Command R+` is another model than Command R; `A + B` stays two."""
_POINT = re.compile(r"(?<=\d)p(?=\d)")
"""`glm-4p7`: a point that an address cannot hold."""
_SPLIT_VERSION = re.compile(r"(?<![\d.])(\d)[-_](\d{1,2})(?![\d.bk])")
_LEADING_V = re.compile(r"^[vr]?(\d+(?:\.\d+)*)$")
_UNTHINKING = frozenset(["base", "minimal"])
"""Efforts that stand for not thinking at all."""


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
    maker: str | None = None
    """The first word that a maker's models are known by; None where there is none."""
    is_moving: bool = False
    """Whether it stands for whatever is newest: it says so, and names no version."""

    @property
    def key(self) -> str:
        """The model as one word; equal for names that differ in order, date and effort only."""
        return " ".join(sorted(self.words))


@cache
def read_name(name: str) -> Name:
    """The name, read; total, for any text."""
    text = name.strip().lower().rsplit("/", 1)[-1]
    text = _POINT.sub(".", _BEDROCK_REVISION.sub("", _BEDROCK.sub("", text)))
    text = _PLUS.sub("-plus", text)
    thinks: bool | None = None
    if _NOT_THINKING.search(text):
        text, thinks = _NOT_THINKING.sub(" ", text), False
    date, text = _dated(text)
    text = _GLUED_EFFORT.sub(r"\1-\2", text)
    text = _word_digits().sub(r"\1-", text)
    text = _MONTH_DAY.sub(r"\1\2", text)
    text = _SPLIT_VERSION.sub(r"\1.\2", text)
    tokens = [one.strip(".") for one in _SEPARATORS.split(_BUDGET.sub(" ", text))]
    tokens = [one for one in tokens if one]
    says_latest = "latest" in tokens
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
    words = [_plain(one) for one in tokens if one not in idle and one not in _VENDORS] or tokens
    has_version = any(map(_is_version, words))
    return Name(
        words=frozenset(words),
        date=date,
        thinks=thinks,
        effort=effort,
        maker=next((one for one in words if one in maker_words()), None),
        is_moving=says_latest and not has_version,
    )


def same_model(board: Name, offer: Name) -> bool:
    """Whether a score of one name may be given to an offer of the other.

    The words have to be equal. A snapshot's score goes to the offer of that snapshot or to one
    that names none, unless its name has no version either: `qwen-max` is now another model than
    the snapshot was. A score without a snapshot goes to any. What thinks is not what does not, and
    what says that it does not is only what was measured so.
    """
    if board.words != offer.words or offer.is_moving:
        return False
    if board.date and not offer.date and not any(map(_is_version, offer.words)):
        return False
    if board.date and offer.date and not _same_date(board.date, offer.date):
        return False
    if offer.thinks is False:
        return board.thinks is False or (board.thinks is None and board.effort in _UNTHINKING)
    if offer.thinks:
        return board.thinks is True or board.effort is not None
    return offer.thinks is None or board.thinks is not True


@cache
def _word_digits() -> re.Pattern[str]:
    """A maker's word before a version, however they are joined: `qwen3`, `GPT 4`, `claude-v2`."""
    words = [one for one in maker_words() if not _has_digit(one)] + ["opus", "sonnet", "haiku"]
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})[-_ ]?v?(?=\d)")


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_version(word: str) -> bool:
    """`4.5`, `k2`; and the letter of `command-a`."""
    return _has_digit(word) or len(word) == 1


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
