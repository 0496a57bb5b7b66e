"""Gathers all that a workspace knows of a feature, each fact with its source."""

from collections.abc import Callable, Mapping, Sequence

from knowledge.language import Lang
from knowledge.records import Need, Traffic
from knowledge.records.prd import Source, SourceKind
from knowledge.texts import clauses, say
from knowledge.traffic import Scope
from tools.decisions.needs.find import needs_of
from tools.decisions.scenarios.subject import Subject, concerning, subject_of
from tools.deps import Deps
from tools.prd.gathering.evaluated import runs_of, sets_of
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated, Voiced, quotable
from tools.prd.gathering.failures import failures_of
from tools.prd.gathering.metrics import counted, newest_two, rated
from tools.prd.gathering.options import models_of, scenario_of_feature
from tools.prd.gathering.own import own_facts, spoken_abroad
from tools.prd.gathering.passages import stated_by_topic

_NEEDS = 6
LOOKED_AT = ("use", "needs", "failures", "documents", "scenario", "models", "runs")
"""What is looked at, in order; each is told as it is begun."""


def gather(deps: Deps, feature: str, told: Callable[[str], None] = lambda _part: None) -> Evidence:
    """The evidence for a feature in the user's words; nothing is guessed, only left out.

    `told` hears of each of `LOOKED_AT` when its turn comes.
    """
    told("use")
    lang, now = deps.lang, deps.clock()
    subject = subject_of(feature, deps.docs.asked_terms)
    whole = deps.events.traffic(Scope())
    features = features_called(feature, subject, whole)
    name = features[0] if len(features) == 1 else None
    scope = Scope(feature=name) if name else Scope()
    known = bool(features)
    traffic = deps.events.traffic(scope) if name else (whole if known else None)
    releases = [one.version for one in whole.releases]
    found = newest_two(deps.events.receptions(scope), releases) if known else []
    last = traffic.last if traffic else None
    told("needs")
    needs = needs_of(deps.docs, deps.events, lang)
    told("failures")
    failures, checked = failures_of(deps, scope, traffic) if traffic else ((), 0)
    usage = deps.events.usage(Scope())
    acts = deps.events.acts(scope) if known else {}
    scores = deps.load_scores()
    told("documents")
    stated = _stated(deps, feature, subject, known=known)
    told("scenario")
    scenario = scenario_of_feature(deps, feature, subject, needs)
    told("models")
    models = models_of(deps, feature, usage if known else None)
    told("runs")
    return Evidence(
        feature=feature,
        lang=lang,
        at=now,
        features=features,
        stated=stated,
        needs=_voiced(subject, needs, lang, known=known),
        scenario=scenario,
        models=models,
        sets=sets_of(deps),
        runs=runs_of(deps),
        failures=failures,
        checked=checked,
        rates=rated(found[0], name, last, lang) if found else (),
        before=rated(found[1], name, last, lang) if len(found) > 1 else (),
        version=found[0].version if found else None,
        traffic=traffic,
        traffic_source=counted("traffic", name, traffic, lang),
        usage=usage,
        acts=acts,
        acts_source=counted("acts", name, traffic, lang),
        has_own_scores=scores is not None and not scores.is_demo,
        is_demo=scores is not None and scores.is_demo,
    )


def _stated(
    deps: Deps, feature: str, subject: Subject, *, known: bool
) -> Mapping[str, tuple[Stated, ...]]:
    """What documents say of the feature and, by topic, of the product; no sentence twice."""
    own = own_facts(deps.docs, feature, subject, deps.lang)
    taken = [one.words for sentences in own.values() for one in sentences]
    topics = stated_by_topic(deps.docs, feature, subject, deps.lang, in_use=known, taken=taken)
    abroad = () if any(own.values()) else spoken_abroad(deps.docs, subject, deps.lang)
    return {**topics, **{f"own.{kind}": one for kind, one in own.items()}, "abroad": abroad}


def features_called(feature: str, subject: Subject, traffic: Traffic) -> tuple[str, ...]:
    """The features of the event log that a feature's name means; those named in full alone."""
    spelt = (
        {one: one.replace("_", " ").replace("-", " ") for one in traffic.segments["feature"]}
        if "feature" in traffic.segments
        else {}
    )
    asked = feature.strip().casefold()
    exact = tuple(one for one, words in spelt.items() if asked in {one.casefold(), words})
    return exact or tuple(one for one, words in spelt.items() if subject.is_in(words))


def _voiced(
    subject: Subject, needs: Sequence[Need], lang: Lang, *, known: bool
) -> tuple[Voiced, ...]:
    """The needs about the feature; for one that is in use also those of the whole product."""
    own = {need.id: voice for need, voice in concerning(subject, needs)}
    chosen = [one for one in needs if one.id in own or known][: _NEEDS * 4]
    chosen.sort(key=lambda one: (-one.pain, one.id))
    about = [one for one in chosen if one.id in own]
    rest = [one for one in chosen if one.id not in own]
    found = []
    for need in [*rest[:_NEEDS], *about[:_NEEDS]]:
        voice = own.get(need.id, need.voices[0])
        kind: SourceKind = "passage" if voice.opens == "passage" else "case"
        found.append(
            Voiced(
                need=need,
                is_about=need.id in own,
                source=need_source(need, lang),
                spoken=Source(kind=kind, id=voice.source, quote=voice.quote, place=voice.place),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.need.pain, one.need.id)))


def need_source(need: Need, lang: Lang) -> Source:
    """A need as the source of a sentence: its names, its pain, and how many voice it.

    The quote is the same in both languages, so that a reader of either sees what has changed.
    """
    said = f"{need.name['zh']} · {need.name['en']}"
    reach = " · ".join(f"{one.kind} {one.count}/{one.total}" for one in need.reach)
    quote = f"{said} · {reach} · {need.pain:.1f}"
    told = clauses(
        (
            say(f"needs.page.reach.{one.kind}", lang, count=one.count, total=one.total)
            for one in need.reach
        ),
        lang,
    )
    name = quotable(need.name[lang])
    place = say("prd.place.need", lang, name=name, pain=f"{need.pain:.1f}", reach=told or "–")
    return Source(kind="need", id=need.id, quote=quote, place=place)
