"""One sitting of one user: a wish, what came back, and what the user did next."""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field, replace

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import Version, seconds_of
from knowledge.demo.traffic.asks import Ask, first_words, further_words
from knowledge.demo.traffic.costs import Cost, cost_of
from knowledge.demo.traffic.faults import FAULTS
from knowledge.demo.traffic.needs import SECONDS, TONES, draw_need, platforms
from knowledge.demo.traffic.people import Person
from knowledge.demo.traffic.reactions import Act, react
from knowledge.demo.traffic.soundness import sound_run
from knowledge.records import Turn

_TRIES = 80
_SAME_WORDS = 3
_SCRIPTS = {"write_script", "rewrite_script"}


@dataclass(frozen=True)
class Happening:
    """One request and what came of it, still without an id."""

    time: dt.datetime
    """When the query came in."""
    version: Version
    """The version that answered."""
    session_id: str
    """The sitting."""
    user_id: str
    """The user."""
    ask: Ask
    """What was meant and said."""
    run: Run
    """What the product did."""
    fault: str
    """What was planted, or `none`."""
    cost: Cost
    """The bill."""
    acts: tuple[Act, ...]
    """What the user did with the answer."""


@dataclass
class Tally:
    """How often a version failed so far; steers chance, so that every seed ends near the rate."""

    rate: float
    """The share of requests that shall fail."""
    requests: int = 0
    """Requests so far."""
    faults: int = 0
    """Those that failed."""

    def chance(self) -> float:
        """How likely the next request is to fail."""
        behind = self.rate * (self.requests + 1) - self.faults
        return min(max(self.rate + 0.04 * behind, 0.02), 0.6)

    def count(self, *, failed: bool) -> None:
        """One more request."""
        self.requests += 1
        self.faults += failed


@dataclass
class Sitting:
    """The state of one session while it unfolds."""

    id: str
    """The session's id."""
    person: Person
    """Who sits there."""
    product: ScriptMate
    """What they use."""
    rng: random.Random
    """The only source of chance."""
    uses: Counter[str]
    """How often each query was typed, in all sessions."""
    tally: Tally
    """The version's failures, in all sessions."""
    done: list[Happening] = field(default_factory=list)
    """What happened so far, in order."""

    def unfold(self, start: dt.datetime, requests: int) -> list[Happening]:
        """Up to `requests` requests from `start` on."""
        now, last = start, None
        for _ in range(requests):
            ask, run, fault = self._next()
            happening = self._happen(now, ask, run, fault)
            self.done.append(happening)
            last = happening.acts[-1] if happening.acts else None
            if last is not None and last.kind == "abandoned" and self.rng.random() < 0.7:
                break
            now = (last.time if last else now) + dt.timedelta(seconds=self.rng.uniform(15, 200))
        # whoever asks once more gets one more answer
        if last is not None and last.kind == "regenerated":
            self.done.append(self._happen(now, *self._again(self.done[-1])))
        return self.done

    def _next(self) -> tuple[Ask, Run, str]:
        last = self.done[-1] if self.done else None
        if last is not None and last.acts and last.acts[-1].kind == "regenerated":
            return self._again(last)
        if last is not None and _can_go_on(last) and self.rng.random() < 0.42:
            further = self._further(last)
            if further is not None:
                return further
        return self._fresh()

    def _again(self, last: Happening) -> tuple[Ask, Run, str]:
        """The same words once more; a fault of the words or of the library stays."""
        ask = replace(last.ask, params=self._params())
        fault = FAULTS.get(last.fault)
        stays = fault is not None and (
            fault.cause == "query"
            or last.fault == "gap"
            or (fault.sticky and self.rng.random() < 0.6)
        )
        if not stays:
            return ask, self.product.run(ask.query, ask.history, params=ask.params), "none"
        run = self.product.run(
            last.run.query,
            last.run.history,
            params=ask.params,
            understanding=last.run.understanding,
            passages=last.run.passages,
        )
        return ask, run, last.fault

    def _further(self, last: Happening) -> tuple[Ask, Run, str] | None:
        """A follow-up in the same conversation."""
        rng, need = self.rng, replace(last.ask.need, intent="rewrite_script")
        change = rng.choices(["sec", "plat", "tone", "none", "title"], [34, 12, 14, 26, 14])[0]
        match change:
            case "sec":
                before = seconds_of(last.run.understanding)
                others = [length for length in SECONDS[need.lang] if length != before]
                need = replace(need, seconds=rng.choice(others))
                change = "shorter" if need.seconds < before else "longer"
            case "plat":
                need = replace(need, platform=rng.choice(platforms(need.lang)))
            case "tone":
                need = replace(need, tone=rng.choice(TONES[need.style]))
            case "title":
                need = replace(need, intent="write_title")
        history = (
            *last.run.history,
            Turn(role="user", text=last.run.query),
            Turn(role="assistant", text=last.run.answer),
        )
        stated = frozenset(
            {"sec": {"seconds"}, "plat": {"platform"}, "tone": {"tone"}}.get(change, ())
        )
        query = further_words(need, change, rng)
        ask = Ask(need, query, stated, history, self._params())
        fault = self._draw_fault(need.intent) if rng.random() < self.tally.chance() * 0.8 else None
        run = sound_run(self.product, ask)
        if run is None or self.uses[query] > _SAME_WORDS * 2:
            return None
        planted = FAULTS[fault].plant(self.product, ask, rng) if fault else None
        return (ask, planted, fault) if fault and planted else (ask, run, "none")

    def _fresh(self) -> tuple[Ask, Run, str]:
        """A new wish; now and then the product goes wrong on it."""
        name = self._draw_fault() if self.rng.random() < self.tally.chance() else None
        for _ in range(_TRIES):
            ask = self._new_ask(name)
            sound = sound_run(self.product, ask)
            if sound is None or ask.query in self.person.said or self._is_worn(ask.query):
                continue
            if name is None:
                return ask, sound, "none"
            run = FAULTS[name].plant(self.product, ask, self.rng)
            if run is not None and not self._is_worn(run.query):
                return ask, run, name
        if name is None:
            raise RuntimeError(f"no sound wish found for {self.person.channel}")
        return self._fresh()  # the fault does not suit this user: draw another

    def _is_worn(self, query: str) -> bool:
        return self.uses[query] >= _SAME_WORDS

    def _new_ask(self, fault: str | None) -> Ask:
        """A wish in words, such that the fault can happen with it."""
        rng = self.rng
        need = draw_need(self.person.channel, self.product.library, rng)
        if fault is not None:
            wanted, library = FAULTS[fault], self.product.library
            topics = [library.topic_by_id[topic_id] for topic_id in wanted.topics]
            covered = [topic for topic in topics if library.covers(topic, need.lang)]
            if covered:
                need = draw_need(self.person.channel, library, rng, rng.choice(covered))
            intents = [intent for intent in wanted.intents if intent != "rewrite_script"]
            need = replace(need, intent=rng.choice(intents))
        query, stated = first_words(need, rng)
        return Ask(need, query, stated, (), self._params())

    def _happen(self, now: dt.datetime, ask: Ask, run: Run, fault: str) -> Happening:
        cost = cost_of(run, self.product.version, self.rng)
        self.uses[run.query] += 1
        self.tally.count(failed=fault != "none")
        self.person.said.add(run.query)
        acts = react(
            run.answer,
            fault=fault,
            version=self.product.version,
            lang=ask.need.lang,
            shown=now + dt.timedelta(milliseconds=cost.latency_ms),
            may_buy=not self.person.pays,
            rng=self.rng,
        )
        self.person.pays |= any(act.kind == "purchased" for act in acts)
        return Happening(
            now, self.product.version, self.id, self.person.id, ask, run, fault, cost, tuple(acts)
        )

    def _draw_fault(self, intent: str | None = None) -> str:
        which = 0 if self.product.version == "v1" else 1
        names = [name for name, f in FAULTS.items() if intent is None or intent in f.intents]
        return self.rng.choices(names, [FAULTS[name].weights[which] for name in names])[0]

    def _params(self) -> Params:
        return Params(
            temperature=self.rng.choice([0.6, 0.7, 0.7, 0.7, 0.8]), seed=self.rng.randrange(10**6)
        )


def _can_go_on(last: Happening) -> bool:
    """Whether a follow-up has a script to follow up on."""
    fault = FAULTS.get(last.fault)
    bad = fault is not None and (
        fault.cause in {"query", "system"} or last.fault in {"gap", "refuses"}
    )
    return last.ask.need.intent in _SCRIPTS and not bad and bool(last.run.answer)
