"""The people who use the product: their channels, habits and hours."""

import datetime as dt
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.demo.scriptmate.library import Library, Topic
from knowledge.demo.traffic.needs import Channel, platforms
from knowledge.language import Lang

ZONE = dt.timezone(dt.timedelta(hours=8))
FIRST_DAY = dt.date(2026, 9, 21)
DAYS = 56
V2_DAY = dt.date(2026, 10, 19)

_DAILY = 43.5
_BY_WEEKDAY = (0.95, 0.92, 0.97, 1.0, 1.04, 1.1, 1.16)
_HOLIDAY = (dt.date(2026, 10, 1), dt.date(2026, 10, 7))
# Creators write late in the morning, after lunch, and at night.
_BY_HOUR = (
    2,
    1,
    0.5,
    0.3,
    0.3,
    0.5,
    1.2,
    2.5,
    4.5,
    6.5,
    8,
    7,
    4.5,
    5,
    6,
    6.5,
    6,
    5,
    4.5,
    6,
    8,
    9,
    7,
    4.5,
)


@dataclass
class Person:
    """One user."""

    id: str
    """Pseudonymous."""
    channel: Channel
    """What the account is about."""
    weight: float
    """How much more often than others this user comes."""
    joined: dt.date
    """The first day on which the user may appear."""
    pays: bool = False
    """Whether the user has a subscription."""
    said: set[str] = field(default_factory=set)
    """What was asked before, so that nobody repeats themselves without reason."""


def draw_people(library: Library, rng: random.Random) -> list[Person]:
    """Heavy users, regulars, and newcomers who arrive over the weeks."""
    people = []
    for number in range(420):
        lang: Lang = "zh" if rng.random() < 0.79 else "en"
        covered = [topic for topic in library.topics if library.covers(topic, lang)]
        channel = Channel(lang, _subjects(covered, rng), rng.choice(platforms(lang)))
        kind = rng.choices(["heavy", "regular", "newcomer"], [9, 36, 55])[0]
        newcomer = kind == "newcomer" or rng.random() < 0.2
        people.append(
            Person(
                id="u-" + hashlib.blake2b(f"person {number}".encode(), digest_size=4).hexdigest(),
                channel=channel,
                weight={"heavy": 9.0, "regular": 2.5, "newcomer": 0.8}[kind],
                joined=FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS - 3) if newcomer else 0),
                pays=kind == "heavy" or rng.random() < 0.06,
            )
        )
    return people


def quota(day: dt.date, rng: random.Random) -> int:
    """How many requests to expect on `day`."""
    holiday = _HOLIDAY[0] <= day <= _HOLIDAY[1]
    week = (day - FIRST_DAY).days // 7
    level = _DAILY * _BY_WEEKDAY[day.weekday()] * (0.78 if holiday else 1) * (0.96 + 0.012 * week)
    if day >= V2_DAY:  # with v2 the free allowance halved
        level *= 0.84
    return round(level * rng.uniform(0.94, 1.06))


def moment(day: dt.date, rng: random.Random) -> dt.datetime:
    """When on `day` somebody sits down to write."""
    hour = rng.choices(range(24), _BY_HOUR)[0]
    seconds = hour * 3600 + rng.randrange(3600)
    return dt.datetime.combine(day, dt.time(), ZONE) + dt.timedelta(seconds=seconds)


def _subjects(covered: Sequence[Topic], rng: random.Random) -> tuple[Topic, ...]:
    """A favourite and what goes with it: topics of the same style first."""
    favourite = rng.choice(covered)
    kin = [t for t in covered if t is not favourite and t.styles[0] == favourite.styles[0]]
    others = [t for t in covered if t is not favourite and t not in kin]
    rng.shuffle(kin)
    rng.shuffle(others)
    return (favourite, *kin[: rng.randint(1, 4)], *others[: rng.randint(0, 2)])
