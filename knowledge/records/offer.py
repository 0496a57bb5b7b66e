"""Offers: a model at a provider, what it takes and gives, what it costs, and how good it is."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Modality = Literal["text", "image", "audio", "video", "pdf"]
Kind = Literal[
    "chat",
    "tts",
    "asr",
    "voice",
    "avatar",
    "image",
    "video",
    "music",
    "embedding",
    "rerank",
    "moderation",
]
"""What it is for; `voice` is end-to-end speech to speech, `avatar` a digital human, `rerank` puts
what was found in order, and `moderation` is a filter of what is unsafe."""
Region = Literal["cn", "global"]
"""Where a provider processes data: in mainland China, or elsewhere."""
Currency = Literal["USD", "CNY"]


class Tier(BaseModel):
    """What all tokens of a long call cost; a price that is None is that of shorter calls."""

    model_config = ConfigDict(frozen=True)

    above: int
    """It holds for calls with more input tokens than this, up to the next tier."""
    input: Decimal | None = None
    """Per million input tokens of such a call."""
    output: Decimal | None = None
    """Per million output tokens of such a call."""
    cache_read: Decimal | None = None
    """Per million cached input tokens of such a call."""


class Price(BaseModel):
    """What is charged, each figure in the currency; None is unknown, never free."""

    model_config = ConfigDict(frozen=True)

    currency: Currency = "USD"
    """Of all figures here."""
    input: Decimal | None = None
    """Per million input tokens."""
    output: Decimal | None = None
    """Per million output tokens."""
    cache_read: Decimal | None = None
    """Per million input tokens that are found in the provider's cache."""
    cache_write: Decimal | None = None
    """Per million input tokens that are written to it."""
    tiers: tuple[Tier, ...] = ()
    """Dearer prices of long calls."""
    audio_input: Decimal | None = None
    """Per million audio tokens in."""
    audio_output: Decimal | None = None
    """Per million audio tokens out."""
    million_characters: Decimal | None = None
    """Per million characters that are spoken, for speech synthesis; where a Chinese one is billed
    as two, this is what a million Chinese ones cost."""
    minute: Decimal | None = None
    """Per minute of audio or video, heard or made."""
    piece: Decimal | None = None
    """Per picture, clip or song."""

    @property
    def is_known(self) -> bool:
        """Whether any figure is known."""
        return self != Price(currency=self.currency)

    def tier(self, input_tokens: float) -> Tier | None:
        """The tier that a call of so many input tokens falls into; None where it is not long.

        >>> Price(tiers=(Tier(above=10), Tier(above=30))).tier(31).above
        30
        """
        passed = [one for one in self.tiers if input_tokens > one.above]
        return max(passed, key=lambda one: one.above, default=None)


class StatedPrice(BaseModel):
    """What a source says that an offer costs."""

    model_config = ConfigDict(frozen=True)

    price: Price
    """The price."""
    source: str
    """Who says so."""
    as_of: dt.date | None = None
    """When; None is unknown."""


class Usage(BaseModel):
    """What is used in a stretch of time, or by one call; None is unknown, 0 is none."""

    model_config = ConfigDict(frozen=True)

    calls: int = Field(default=1, ge=0)
    """Calls; the amounts below are of one call."""
    input_tokens: float | None = Field(default=None, ge=0)
    """Tokens in, those from the cache included."""
    output_tokens: float | None = Field(default=None, ge=0)
    """Tokens out."""
    cached_share: float = Field(default=0.0, ge=0, le=1)
    """The share of the input tokens that come from the provider's cache."""
    characters: float | None = Field(default=None, ge=0)
    """Characters to speak."""
    minutes: float | None = Field(default=None, ge=0)
    """Minutes of audio or video."""
    pieces: float | None = Field(default=None, ge=0)
    """Pictures, clips or songs."""


class Quality(BaseModel):
    """One public score of a model."""

    model_config = ConfigDict(frozen=True)

    source: str
    """The board, such as `livebench`."""
    metric: str
    """What it measures there, such as `Coding`."""
    value: float
    """The score, in the board's own unit."""
    higher_is_better: bool
    """Whether more is better."""
    date: dt.date | None
    """When it was published; None is unknown."""
    is_month_only: bool = False
    """Whether only the month of that day is known; it then stands on the month's first."""
    model: str
    """The model as the board calls it, for the reader to check the match."""


class Offer(BaseModel):
    """A model at a provider; None is unknown, and unknown meets no constraint."""

    model_config = ConfigDict(frozen=True)

    provider: str
    """The provider's id, such as `deepseek`."""
    provider_name: str
    """What it calls itself."""
    model_id: str
    """What to put into a call."""
    name: str
    """The model's name for people."""
    model: str = ""
    """The model whoever provides it, as `names.py` reads its name; groups offers of one model."""
    is_first_party: bool = False
    """Whether the provider is the one that made the model."""
    kind: Kind = "chat"
    """What it is for."""
    family: str | None = None
    """The family that it belongs to."""
    released: dt.date | None = None
    """When the model came out."""
    ends: dt.date | None = None
    """When the offer ends or has ended."""
    is_deprecated: bool = False
    """Whether the provider advises against it."""
    inputs: frozenset[Modality] = frozenset()
    """What it takes."""
    outputs: frozenset[Modality] = frozenset()
    """What it gives."""
    context: int | None = None
    """Most tokens in and out together."""
    max_output: int | None = None
    """Most tokens out."""
    tool_call: bool | None = None
    """Whether it calls tools."""
    structured_output: bool | None = None
    """Whether its output can be held to a JSON schema."""
    reasoning: bool | None = None
    """Whether it thinks before it answers, which takes time and tokens."""
    open_weights: bool | None = None
    """Whether the weights can be had, and so be run on one's own machines."""
    regions: frozenset[Region] | None = None
    """Where it can be had so that data stays there; None is unknown."""
    languages: frozenset[str] | None = None
    """For speech: languages as ISO 639-1 codes; None is unknown."""
    compliance: tuple[str, ...] = ()
    """What is known of registrations and certificates, in words."""
    price: Price = Price()
    """What it costs, by the first of the sources that know it."""
    price_source: str | None = None
    """Where the price is from, if not from `source`."""
    other_prices: tuple[StatedPrice, ...] = ()
    """What other sources say that it costs, where they say otherwise."""
    price_doubtful: bool = False
    """Whether what is stated is too far below the maker's own price to be believed; `price` is then
    unknown, and `other_prices` keeps what was stated."""
    source: str = ""
    """Where these facts are from: a package with its version, a page, or the team's own file."""
    as_of: dt.date | None = None
    """When they were taken from there."""

    @property
    def id(self) -> str:
        """`<provider>/<model id>`, unique in the catalogue."""
        return f"{self.provider}/{self.model_id}"
