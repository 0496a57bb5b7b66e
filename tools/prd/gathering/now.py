"""What the sources of a PRD say now; each store is read once, and only if a source lies in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from knowledge.reception import Reception
from knowledge.records import Need, Run, Traffic
from knowledge.records.measured import Measured
from knowledge.records.prd import Prd, Source, SourceKind
from knowledge.traffic import Scope
from tools.decisions.models.choose import Choosing
from tools.decisions.needs.find import needs_of
from tools.decisions.scenarios.subject import Subject, subject_of
from tools.deps import Deps
from tools.evals.comparing.wording import metric_name
from tools.prd.gathering.documents_now import DocumentsNow
from tools.prd.gathering.evaluated import set_source, tested
from tools.prd.gathering.facts import Failing
from tools.prd.gathering.failures import failures_of
from tools.prd.gathering.gather import features_called, need_source
from tools.prd.gathering.metrics import act_said, counted, rated, segment_said
from tools.prd.gathering.options import chosen_for, price_now, scenario_of_feature
from tools.traces import find_trace

_SET = "set:"
_PART = " · "
"""Before what is to be done about a failure."""


class Now:
    """The sources of one document as they are now, in the document's language."""

    def __init__(self, deps: Deps, prd: Prd) -> None:
        self._deps = replace(deps, lang=prd.lang)
        self._prd = prd
        self._documents = DocumentsNow(deps.docs, prd)
        self._found: dict[Source, Source | None] = {}
        self._traffic: dict[str | None, Traffic] = {}
        self._receptions: dict[str | None, dict[str | None, Reception]] = {}
        self._acted: dict[str | None, dict[str, int]] = {}
        self._has_trace: dict[str, bool] = {}

    def says(self, source: Source) -> str | None:
        """What a source says now, None when it is gone; of a passage all that may take its place.

        See `stale`.
        """
        if source.kind == "passage":
            return self._documents.says(source)
        now = self._now(source)
        return now.quote if now else None

    def renewed(self, source: Source, words: str) -> Source:
        """A source that has changed as the source of what it says now."""
        if source.kind == "passage":
            return self._documents.renewed(source, words)
        return self._now(source) or source.model_copy(update={"quote": words})

    def _now(self, source: Source) -> Source | None:
        if source not in self._found:
            self._found[source] = self._looked_up(source)
        return self._found[source]

    def _looked_up(self, source: Source) -> Source | None:
        look: dict[SourceKind, Callable[[Source], Source | None]] = {
            "metric": self._metric,
            "run": self._run,
            "price": self._price,
            "scenario": self._scenario,
            "need": self._need,
            "case": self._case,
        }
        # What was said was said.
        return look[source.kind](source) if source.kind in look else source

    # Metrics: `adopted@v2/title`, `traffic/title`, `adopted.acts/title`, `segment.style/title`.

    def _metric(self, source: Source) -> Source | None:
        named, _, feature = source.id.partition("/")
        scope = feature or None
        name, _, version = named.partition("@")
        traffic = self._traffic_of(scope)
        lang = self._deps.lang
        whole = counted(name, scope, traffic, lang)
        if whole is None or name == "traffic":
            return whole
        kind, _, of = name.partition(".")
        if of == "acts":
            quote = act_said(kind, self._acts(scope).get(kind, 0))
        elif kind == "segment":
            quote = segment_said(of, traffic.segments.get(of, {}), traffic.traces, lang)
        else:
            rates = rated(self._reception(scope, version or None), scope, traffic.last, lang)
            return next((one.source for one in rates if one.name == name), None)
        return whole.model_copy(update={"quote": quote})

    def _traffic_of(self, feature: str | None) -> Traffic:
        if feature not in self._traffic:
            self._traffic[feature] = self._deps.events.traffic(Scope(feature=feature))
        return self._traffic[feature]

    def _reception(self, feature: str | None, version: str | None) -> Reception | None:
        if feature not in self._receptions:
            found = self._deps.events.receptions(Scope(feature=feature))
            self._receptions[feature] = {one.version: one for one in found}
        return self._receptions[feature].get(version)

    def _acts(self, feature: str | None) -> dict[str, int]:
        if feature not in self._acted:
            self._acted[feature] = self._deps.events.acts(Scope(feature=feature))
        return self._acted[feature]

    # Runs and sets: a newer version of the set, or a newer run of the same target on the set.

    def _run(self, source: Source) -> Source | None:
        if source.id.startswith(_SET):
            newest = self._deps.datasets.newest(source.id.removeprefix(_SET).rpartition("@")[0])
            return set_source(newest, self._deps.lang) if newest else None
        run = next((one for one in self._runs if one.id == source.id), None)
        if run is None:
            return None
        newest_run = next(one for one in self._runs if _is_same_test(one, run))
        if newest_run.id == run.id:
            return source
        found = tested(self._deps, newest_run)
        named = [
            one
            for one in found.card.results
            if source.quote.startswith(metric_name(one.name, self._deps.lang))
        ]
        if not named:
            return found.source
        longest = max(named, key=lambda one: len(metric_name(one.name, self._deps.lang)))
        return found.result_source(longest, self._deps.lang)

    @cached_property
    def _runs(self) -> list[Run]:
        return [one for one in self._deps.runs.all() if one.status == "done"]

    # What was reckoned for the feature.

    @cached_property
    def feature(self) -> str:
        """What the document was drafted for, whatever it is called by now."""
        first = self._deps.prds.get(self._prd.id, 1)
        return (first or self._prd).title

    @cached_property
    def _subject(self) -> Subject:
        return subject_of(self.feature, self._deps.docs.asked_terms)

    @cached_property
    def _usage(self) -> Measured | None:
        return self._deps.events.usage(Scope()) if self._called else None

    @cached_property
    def _needs(self) -> list[Need]:
        return needs_of(self._deps.docs, self._deps.events, self._deps.lang)

    def _price(self, source: Source) -> Source | None:
        return price_now(self._deps, self.feature, self._usage, source, lambda: self._chosen)

    @cached_property
    def _chosen(self) -> Choosing | None:
        return chosen_for(self._deps, self.feature, self._usage)

    def _scenario(self, source: Source) -> Source | None:
        found = scenario_of_feature(self._deps, source.id, self._subject, self._needs)
        return found.source if found else None

    def _need(self, source: Source) -> Source | None:
        found = next((one for one in self._needs if one.id == source.id), None)
        return need_source(found, self._deps.lang) if found else None

    def _case(self, source: Source) -> Source | None:
        """A trace stays as it is; with new traffic failures like it are counted anew."""
        if source.id not in self._has_trace:
            self._has_trace[source.id] = find_trace(self._deps, source.id) is not None
        if not self._has_trace[source.id]:
            return None
        called = self._called
        feature = called[0] if len(called) == 1 else None
        if source.at is None or not called or self._traffic_of(feature).last == source.at:
            return source
        kinds = self._failures(feature)
        found = next(
            (one for one in kinds if source.quote.startswith(one.cluster.name[self._prd.lang])),
            None,
        )
        if found is None:
            return None
        fix = f"{_PART}{found.cluster.fix}" if _PART in source.quote else ""
        return found.source.model_copy(update={"quote": found.source.quote + fix})

    @cached_property
    def _called(self) -> tuple[str, ...]:
        return features_called(self.feature, self._subject, self._traffic_of(None))

    def _failures(self, feature: str | None) -> tuple[Failing, ...]:
        return failures_of(self._deps, Scope(feature=feature), self._traffic_of(feature))[0]


def _is_same_test(one: Run, other: Run) -> bool:
    """Whether two runs ask the same target over the same set, in whatever version."""
    mine, its = one.spec, other.spec
    return (mine.dataset, mine.target.kind, mine.target.name) == (
        its.dataset,
        its.target.kind,
        its.target.name,
    )
