"""Many failures as few clusters: those that the same change would repair, what comes first first.

Cases are told apart by cause, subcause and urgency, and then by what their findings share: the
slot and its values, the topic, the document, the error. What fewer than three share stays with
the rest of its kind. The undetermined are one cluster, which says what to log.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.language import LANGS, Lang
from knowledge.records import Cluster, Traffic
from knowledge.texts import say
from tools.diagnosis.clustering.examples import Case, examples_of
from tools.diagnosis.clustering.kinds import Part, parts_of
from tools.diagnosis.clustering.segments import most_affected
from tools.diagnosis.clustering.trend import by_week, trend_of
from tools.diagnosis.priority import first_things_first, prioritised
from tools.diagnosis.rules import Rules, default_rules


@dataclass(frozen=True)
class Whole:
    """What the cases are a part of."""

    traffic: Traffic
    """All traffic of the same stretch."""
    represents: float = 1.0
    """How many cases each of them stands for, where only some of them were diagnosed."""
    lang: Lang | None = None
    """The reader's language, in which examples are easier to read."""
    fix_rates: Mapping[tuple[str, str | None], float] = field(default_factory=dict)
    """By cause and subcause: how often the proposed fix worked when it was tried."""


def clusters(cases: Sequence[Case], whole: Whole, rules: Rules | None = None) -> list[Cluster]:
    """The failures among `cases`; each is in one cluster, and good answers are in none."""
    known = rules or default_rules()
    kinds: dict[tuple[str, str | None, bool], list[Case]] = defaultdict(list)
    for case in cases:
        kinds[_kind_of(case)].append(case)
    found = [
        _cluster(part, whole, urgent=urgent)
        for (cause, _, urgent), kind in kinds.items()
        if cause not in {"none", "undetermined"}
        for part in parts_of(kind, known)
    ]
    found.sort(key=lambda one: (first_things_first(one.priority), -one.size, one.key))
    undecided = [case for case in cases if case[1].cause == "undetermined"]
    return [*_told_apart(found), *([_undecided(undecided, whole)] if undecided else [])]


def _told_apart(found: Sequence[Cluster]) -> list[Cluster]:
    """The clusters, of two with one name the urgent one by what makes it urgent."""
    often = Counter(one.name["en"] for one in found)
    return [_named_urgent(one) if often[one.name["en"]] > 1 else one for one in found]


def _named_urgent(found: Cluster) -> Cluster:
    if found.priority is None or found.priority.rank != "P0":
        return found
    names = {
        lang: say("clusters.name.urgent", lang, name=name) for lang, name in found.name.items()
    }
    return found.model_copy(update={"name": names})


def cluster_of(
    case: Case, cases: Sequence[Case], whole: Whole, rules: Rules | None = None
) -> Cluster | None:
    """The failures of one kind with `case`, itself among them only where it is one of `cases`.

    None where there are none, or where `case` did not fail.
    """
    trace, diagnosis = case
    if diagnosis.cause == "none":
        return None
    others = [one for one in cases if one[0].id != trace.id]
    is_there = len(others) < len(cases)
    alike = [one for one in others if _kind_of(one) == _kind_of(case)]
    if diagnosis.cause != "undetermined":
        parts = parts_of([*alike, case], rules or default_rules())
        part = next(one for one in parts if any(trace.id == each.id for each, _ in one.cases))
        kept = part.cases if is_there else tuple(o for o in part.cases if o[0].id != trace.id)
        urgent = _kind_of(case)[2]
        return _cluster(Part(part.key, part.what, kept), whole, urgent=urgent) if kept else None
    undecided = [*alike, case] if is_there else alike
    return _undecided(undecided, whole) if undecided else None


def _kind_of(case: Case) -> tuple[str, str | None, bool]:
    """Cause, subcause and whether it is urgent."""
    diagnosis = case[1]
    if diagnosis.cause == "undetermined":
        return diagnosis.cause, None, False
    urgent = diagnosis.priority is not None and diagnosis.priority.rank == "P0"
    return diagnosis.cause, diagnosis.subcause, urgent


def _cluster(part: Part, whole: Whole, *, urgent: bool) -> Cluster:
    cause, subcause = part.cases[0][1].cause, part.cases[0][1].subcause
    key = "/".join(filter(None, [cause, subcause, part.key, "P0" if urgent else ""]))
    name = {
        lang: say(
            "clusters.name.whole",
            lang,
            stage=say(f"clusters.stage.{cause}", lang),
            what=part.what[lang],
        )
        for lang in LANGS
    }
    made = _measured(part.cases, whole, key=key, name=name)
    urgency = part.cases[0][1].priority
    if urgency is None:
        return made
    sure = [one.confidence for _, one in part.cases if one.confidence is not None]
    priority = prioritised(
        urgency.urgency,
        traffic=made.traffic,
        users=made.user_share,
        confidence=sum(sure) / len(sure) if sure else None,
        fix_rate=whole.fix_rates.get((cause, subcause)),
    )
    clearest = next(d for t, d in part.cases if t.id == made.examples[0].id)
    return made.model_copy(update={"priority": priority, "fix": clearest.fix})


def _undecided(cases: Sequence[Case], whole: Whole) -> Cluster:
    wanted = Counter(need for _, diagnosis in cases for need in diagnosis.needs)
    name = {lang: say("clusters.name.undetermined", lang) for lang in LANGS}
    made = _measured(cases, whole, key="undetermined", name=name)
    return made.model_copy(update={"needs": [need for need, _ in wanted.most_common()]})


def _measured(
    cases: Sequence[Case], whole: Whole, *, key: str, name: Mapping[Lang, str]
) -> Cluster:
    traces = [trace for trace, _ in cases]
    traffic = whole.traffic
    users = {trace.user_id for trace in traces if trace.user_id is not None}
    weeks = by_week(traces, traffic.weeks)
    estimated = len(traces) * whole.represents
    return Cluster.model_validate(
        {
            "key": key,
            "cause": cases[0][1].cause,
            "subcause": cases[0][1].subcause,
            "name": dict(name),
            "size": len(cases),
            "users": len(users),
            "cases": [trace.id for trace in traces],
            "traffic": min(1.0, estimated / traffic.traces) if traffic.traces else None,
            "user_share": min(1.0, len(users) / traffic.users) if traffic.users else None,
            "examples": examples_of(cases, whole.lang),
            "weeks": weeks,
            "trend": trend_of(weeks),
            "segments": most_affected(traces, traffic.segments, traffic.traces),
        }
    )
