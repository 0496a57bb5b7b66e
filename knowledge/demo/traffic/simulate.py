"""Eight weeks of traffic: who asked what, what came back, and what became of it."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.demo.scriptmate.library import demo_library
from knowledge.demo.scriptmate.product import ScriptMate
from knowledge.demo.scriptmate.understand import Version
from knowledge.demo.traffic.faults import FAULTS
from knowledge.demo.traffic.logged import logged
from knowledge.demo.traffic.people import DAYS, FIRST_DAY, V2_DAY, draw_people, moment, quota
from knowledge.demo.traffic.session import Happening, Sitting, Tally
from knowledge.demo.traffic.toys import TOY_CASES, toy_happening
from knowledge.records import Cause, Event, Trace

SEED = 2026

FAULT_RATES: dict[Version, float] = {"v1": 0.195, "v2": 0.135}
"""The share of requests that go wrong."""
_FEATURES = {"write_title": "title", "brainstorm_topics": "topics", "ask_help": "help"}


@dataclass(frozen=True)
class Truth:
    """What was planted in a trace."""

    id: str
    """The trace's id."""
    cause: Cause
    """The stage at fault, or `none`."""
    fault: str
    """The finer kind, or `none`."""


@dataclass(frozen=True)
class Traffic:
    """What the product logged, and the truth about it."""

    traces: list[Trace]
    """In time order."""
    events: list[Event]
    """In time order."""
    truth: list[Truth]
    """One for each trace, in the same order."""


def simulate(seed: int = SEED) -> Traffic:
    """The demo's traffic; the same seed gives the same records, byte for byte."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    library = demo_library()
    people = draw_people(library, rng)
    products: dict[Version, ScriptMate] = {
        "v1": ScriptMate("v1", library),
        "v2": ScriptMate("v2", library),
    }
    tallies = {version: Tally(rate) for version, rate in FAULT_RATES.items()}
    uses: Counter[str] = Counter()
    sessions: list[list[Happening]] = []
    for number in range(DAYS):
        day = FIRST_DAY + dt.timedelta(days=number)
        version: Version = "v1" if day < V2_DAY else "v2"
        here = [person for person in people if person.joined <= day]
        weights = [person.weight for person in here]
        wanted = quota(day, rng)
        while wanted > 0:
            person = rng.choices(here, weights)[0]
            sitting = Sitting(
                id=f"s-{len(sessions) + 1:05d}",
                person=person,
                product=products[version],
                rng=rng,
                uses=uses,
                tally=tallies[version],
            )
            requests = rng.choices([1, 2, 3, 4, 5], [40, 28, 17, 10, 5])[0]
            sessions.append(sitting.unfold(moment(day, rng), requests))
            wanted -= len(sessions[-1])
    return _log(_with_toys(sessions, products))


def _with_toys(
    sessions: list[list[Happening]], products: dict[Version, ScriptMate]
) -> list[Happening]:
    """All happenings in time order, the two well-known cases at their fixed ranks.

    For a case to have its rank, some one-request sessions before it are left out.
    """
    for case in TOY_CASES:
        rank = int(case.id.removeprefix("t-"))
        earlier = sum(h.time < case.time for session in sessions for h in session)
        spare = [
            index
            for index, session in enumerate(sessions)
            if len(session) == 1
            and session[0].fault == "none"
            and session[0].time < case.time
            and all(session[0].user_id != known.user_id for known in TOY_CASES)
        ]
        surplus = earlier - (rank - 1)
        if not 0 <= surplus <= len(spare):
            raise RuntimeError(f"{case.id} cannot be at rank {rank}: {earlier} come before it")
        left_out = set(spare[len(spare) - surplus :])
        sessions = [s for index, s in enumerate(sessions) if index not in left_out]
        sessions.append([toy_happening(case, products[case.version])])
    happenings = [h for session in sessions for h in session]
    return sorted(happenings, key=lambda h: (h.time, h.session_id))


def _log(happenings: Sequence[Happening]) -> Traffic:
    traces, events, truth = [], [], []
    for rank, happening in enumerate(happenings, start=1):
        trace_id = f"t-{rank:06d}"
        traces.append(_trace(trace_id, happening))
        fault = FAULTS.get(happening.fault)
        truth.append(Truth(trace_id, fault.cause if fault else "none", happening.fault))
        events += [(act, trace_id, happening) for act in happening.acts]
    events.sort(key=lambda item: (item[0].time, item[1]))
    return Traffic(
        traces=traces,
        events=[
            Event(
                id=f"e-{rank:06d}",
                trace_id=trace_id,
                user_id=happening.user_id,
                session_id=happening.session_id,
                kind=act.kind,
                time=act.time.replace(microsecond=0),
                rating=act.rating,
                reason=act.reason,
                edited_text=act.edited_text,
                section=act.section,
                amount=act.amount,
                currency=act.currency,
            )
            for rank, (act, trace_id, happening) in enumerate(events, start=1)
        ],
        truth=truth,
    )


def _trace(trace_id: str, happening: Happening) -> Trace:
    need = happening.ask.need
    return logged(
        trace_id,
        happening.run,
        happening.version,
        happening.cost,
        time=happening.time.replace(microsecond=0),
        session_id=happening.session_id,
        user_id=happening.user_id,
        feature=_FEATURES.get(need.intent, "script_generation"),
        segment={"style": need.style, "platform": need.platform, "audience": need.audience},
    )
