"""Drafts of PRDs, each fact of them true, and the same facts made false in one place.

A draft is made for each feature and scenario that the demo knows, and for features named by the
titles of documents, drawn by chance, in a workspace that has nothing but Dify's documents.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.data import DATA, rows
from benchmarks.prd_planting import SWAPS, planted
from knowledge.demo.install import install
from knowledge.documents.read import document_of
from knowledge.language import LANGS, Lang
from knowledge.records import Document
from knowledge.settings import Settings
from knowledge.traffic import Scope
from knowledge.workspace import Workspace, open_workspace
from tools.deps import Deps
from tools.prd.checking.places import Place, placed
from tools.prd.checking.supported import Check, check
from tools.prd.checking.unsupported import asked_of
from tools.prd.checking.wording import role
from tools.prd.drafting.draft import draft
from tools.prd.gathering.gather import gather
from tools.prd.templates.shelf import templates
from tools.prd_review import looked_up

FEATURES = 8
"""Features of the workspace of documents, in each language."""


@dataclass(frozen=True)
class Drafted:
    """A fact of a draft, or one made false."""

    place: Place
    """Where it stands."""
    texts: tuple[str, ...]
    """What it rests on."""
    first: str
    """The words in which it was drafted."""
    lang: Lang
    """The language of the draft."""
    home: str
    """`demo` or `documents`."""
    kind: str
    """`true`, or how it was made false."""

    def checked(self, *, alone: bool) -> Check:
        """The check of it; unless `alone`, with the words in which it was drafted."""
        told = dict(zip(self.place.sentence.sources, self.texts, strict=True))
        return check(*asked_of(self.place, told.get, None if alone else self.first))


def drafted(seed: int) -> list[Drafted]:
    """The facts of all drafts, each followed by at most two false ones."""
    rng = random.Random(seed)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        with open_workspace(_settings(folder, "demo"), "benchmark") as workspace:
            install(workspace)
            known = sorted(
                {
                    *workspace.scenarios.all(),
                    *workspace.events.traffic(Scope()).segments.get("feature", {}),
                }
            )
            for lang in LANGS:
                found += list(_facts(workspace, "demo", lang, known))
        if (DATA / "retrieval_dify_corpus.jsonl").exists():
            told = [
                document_of(row["id"], row["text"], row["title"])
                for row in rows("retrieval_dify_corpus.jsonl")
            ]
            with open_workspace(_settings(folder, "documents"), "benchmark") as workspace:
                workspace.docs.ingest(told)
                for lang in LANGS:
                    names = _drawn(told, lang, rng)
                    found += list(_facts(workspace, "documents", lang, names))
    return [each for one in found for each in (one, *_falsified(one, found, rng))]


def _settings(folder: str, name: str) -> Settings:
    return Settings(home=Path(folder) / name, demo=False)


def _drawn(told: list[Document], lang: Lang, rng: random.Random) -> list[str]:
    titles = sorted({one.title for one in told if one.lang == lang})
    return rng.sample(titles, FEATURES)


def _facts(workspace: Workspace, home: str, lang: Lang, names: list[str]) -> Iterator[Drafted]:
    deps = Deps.of(workspace, lang, lambda: datetime(2026, 11, 1, tzinfo=UTC))
    template = templates(Path("none"))["ai_feature"]
    seen = set()
    for name in names:
        prd = draft(template, gather(deps, name)).prd
        for place in placed(prd):
            one = place.sentence
            is_fact = one.kind in {"cited", "figure"} and role(place.section) != "sources"
            if is_fact and one.text not in seen:
                seen.add(one.text)
                texts = tuple(looked_up(deps, source) or "" for source in one.sources)
                yield Drafted(place, texts, one.text, lang, home, "true")


def _falsified(one: Drafted, pool: list[Drafted], rng: random.Random) -> Iterator[Drafted]:
    others = [other.first for other in pool if other.lang == one.lang]
    told = "\n".join([*one.texts, *(source.quote for source in one.place.sentence.sources)])
    around = (told, rng.sample(others, min(len(others), 5)))
    made = 0
    for kind in rng.sample(SWAPS, len(SWAPS)):
        false = planted(kind, one.first, around, one.lang, rng)
        if false is not None and made < 2:
            made += 1
            yield replace(one, place=_with(one.place, false), kind=kind)


def _with(place: Place, text: str) -> Place:
    """The place with the sentence in other words."""
    other = place.sentence.model_copy(update={"text": text})
    row = tuple(other if one is place.sentence else one for one in place.block.sentences)
    return replace(place, sentence=other, block=place.block.model_copy(update={"sentences": row}))
