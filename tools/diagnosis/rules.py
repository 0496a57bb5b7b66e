"""The rules of a product: its slots, lengths, forbidden claims, and the words that show them."""

import re
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.packaged import packaged
from tools.claims.word_list import finder_of_both

_SHORT, _LONG = 4, 14
"""Terms of a short claim, such as a name or a date, and of one that is a whole sentence."""


class Words(BaseModel):
    """A word list in each language: Chinese words match anywhere, English ones as whole words."""

    model_config = ConfigDict(frozen=True)

    zh: list[str]
    """Chinese words."""
    en: list[str]
    """English words; any may stand in a Chinese text too."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the words, the longest first."""
        return finder_of_both(self.zh, self.en)

    def find(self, text: str) -> re.Match[str] | None:
        """The first of the words in `text`."""
        return self.pattern.search(text)

    def strip(self, text: str) -> str:
        """`text` with a space in place of each of the words."""
        return self.pattern.sub(" ", text)


class Slot(BaseModel):
    """A parameter that a query can set, with a closed list of values."""

    model_config = ConfigDict(frozen=True)

    keys: list[str]
    """Names under which a product may log it."""
    values: dict[str, Words]
    """The words that name each value."""
    compatible: list[tuple[str, str]]
    """Pairs of values that can hold together."""

    @cached_property
    def words(self) -> Words:
        """The words of all values."""
        return Words(
            zh=[word for value in self.values.values() for word in value.zh],
            en=[word for value in self.values.values() for word in value.en],
        )

    @cached_property
    def value_of(self) -> dict[str, str]:
        """The value that each word, in lower case, names; each value names itself."""
        named = {value.casefold(): value for value in self.values}
        for value, words in self.values.items():
            named |= {word.casefold(): value for word in (*words.zh, *words.en)}
        return named

    def excludes(self, one: str, other: str) -> bool:
        """Whether something meant for `one` cannot be meant for `other`."""
        return one != other and not {(one, other), (other, one)} & set(self.compatible)


class LengthRule(BaseModel):
    """How many spoken characters or words fit into a script of so many seconds."""

    model_config = ConfigDict(frozen=True)

    tolerance: float
    """Share by which a script may miss the range before it counts as a fault."""
    zh: dict[int, tuple[int, int]]
    """Seconds to the range of Chinese characters."""
    en: dict[int, tuple[int, int]]
    """Seconds to the range of English words."""

    def span(self, seconds: int, lang: Lang) -> tuple[int, int] | None:
        """The range for `seconds`; None where the rule says nothing about that length."""
        return (self.zh if lang == "zh" else self.en).get(seconds)


class Forbidden(BaseModel):
    """Claims that a script may not make."""

    model_config = ConfigDict(frozen=True)

    zh: list[str]
    """Chinese claims."""
    en: list[str]
    """English claims."""
    allow: Words
    """Everyday phrases that contain one of them and are fine."""

    @cached_property
    def words(self) -> Words:
        """The claims of both languages."""
        return Words(zh=self.zh, en=self.en)


class Limits(BaseModel):
    """Where the measures tip over. Shares are 0 to 1."""

    model_config = ConfigDict(frozen=True)

    slow_ms: float
    """A product that took longer, and answered nothing, has timed out."""
    topic_coverage: float
    """Share of the query's weight that a passage must carry to be about it."""
    part_coverage: float
    """Share below which a passage has nothing to do with the query."""
    in_own_words: float
    """Share of an answer's weight from which it may be one of the passages' in other words."""
    corpus_coverage: float
    """Share from which a passage of the corpus would have answered; it ranks first there, so less
    is asked than of one that was retrieved."""
    corpus_lead: float
    """How much better a passage of the corpus must fit than the retrieved ones to be missed."""
    kept_after_rewrite: float
    """Share of the query's weight that a rewritten subject of something to write keeps."""
    supported: float
    """Share of a short claim's weight that a passage must carry to support it."""
    supported_long: float
    """The same for a long one, which people put in words of their own."""

    def enough(self, terms: int) -> float:
        """The share that a claim of so many terms needs; between short and long by proportion."""
        length = min(1.0, max(0.0, (terms - _SHORT) / (_LONG - _SHORT)))
        return self.supported + length * (self.supported_long - self.supported)


class Rules(BaseModel):
    """All that the diagnosis knows beyond the trace."""

    model_config = ConfigDict(frozen=True)

    slots: dict[str, Slot]
    """Slots with closed lists of values."""
    seconds_keys: list[str]
    """Names under which a duration is logged."""
    topic_keys: list[str]
    """Names under which the subject is logged."""
    minors: list[str]
    """Audiences whom a mistake about the audience may harm."""
    create: Words
    """Verbs that ask for something to be written."""
    answering: Words
    """Words of intents that answer a question."""
    deliverable: Words
    """What a writer of scripts and posts can write."""
    texts: Words
    """Other kinds of text that a working assistant makes."""
    filler: Words
    """Words without a subject."""
    question: Words
    """Words that make a question."""
    fragment_start: Words
    """Words that no clause begins with."""
    live: Words
    """Words of requests that documents cannot answer."""
    act: Words
    """Words of requests that another kind of service fulfils."""
    back_reference: Words
    """Words that point to an earlier turn."""
    also: Words
    """Words that join two requests."""
    refusal: Words
    """Words of an answer that declines."""
    frame: Words
    """Words about answering, which say nothing on the matter."""
    superseded: Words
    """Words of a passage that no longer holds."""
    outdated: Words
    """The same, of a label or of "this page" only: elsewhere they are of other things."""
    registers: dict[str, Words]
    """Manners of speaking and the words that show them."""
    clashes: dict[str, list[str]]
    """Which manners do not suit a style."""
    length: LengthRule
    """How long a script may be."""
    directions: Words
    """Labels of lines that are not spoken."""
    forbidden: Forbidden
    """Claims to avoid."""
    limits: Limits
    """Where the measures tip over."""


@cache
def default_rules() -> Rules:
    """The rules that ship with Casebook."""
    return Rules.model_validate(packaged(__package__, "rules.yaml"))
