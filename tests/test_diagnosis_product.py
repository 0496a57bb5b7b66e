"""What a team says of its product decides where the words of a trace cannot."""

from pathlib import Path

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.errors import BadInput
from knowledge.product import load_product
from knowledge.records import Diagnosis, Intent, Passage, Product, Trace
from tools.diagnosis.engine import diagnose

PRODUCT = Product(
    names=(
        ("compound interest", "snowballing", "复利", "利滚利"),
        ("sunscreen", "防晒霜"),
        ("stress toys", "desk toys"),
        ("toys",),
    ),
    relevant_score={"v2": 0.45},
)
ENTRIES = [
    Entry(id="c1", topic="compound interest", text="A grain of rice doubles on every square."),
    Entry(id="c2", topic="compound interest", text="Save early and let it roll for decades."),
    Entry(id="c0", topic="compound interest", text="The bank pays 2 percent.", superseded_by="c3"),
    Entry(id="c3", topic="compound interest", text="The bank pays 1.5 percent."),
    Entry(id="s1", topic="sunscreen", text="Two finger lengths cover a whole face."),
]
CORPUS = Corpus(ENTRIES)


def found(*used: str, unused: tuple[str, ...] = ()) -> list[Passage]:
    return [
        Passage(id=one, text=entry.text, score=0.8, used=one in used)
        for one in (*used, *unused)
        if (entry := CORPUS.get(one))
    ]


def judged(
    retrieved: list[Passage], *, rewritten: str | None = None, corpus: Corpus | None = CORPUS
) -> Diagnosis:
    trace = Trace(
        id="t",
        query="Write a script about snowballing",
        answer="\n".join(f"Voice: {p.text}" for p in retrieved if p.used),
        intent=Intent(name="write_script", slots={"topic": "snowballing"}),
        rewritten_query=rewritten or "script on compound interest",
        retrieved=retrieved,
        version="v2",
    )
    return diagnose(trace, lang="en", corpus=corpus, product=PRODUCT)


def test_another_name_is_no_other_subject() -> None:
    assert judged(found("c1", "c2")).cause == "none"


def test_another_subject_is_told_from_another_name() -> None:
    said = judged(found("s1"), rewritten="script on sunscreen")
    assert (said.cause, said.subcause) == ("intent", "topic_drift")


def test_material_filed_under_another_subject_was_missed() -> None:
    said = judged(found("s1"))
    assert (said.cause, said.subcause) == ("retrieval", "miss")


def test_the_right_material_below_the_wrong_one_is_a_matter_of_ranking() -> None:
    said = judged(found("s1", unused=("c1", "c2")))
    assert (said.cause, said.subcause) == ("retrieval", "ranking")


def test_a_gap_when_nothing_is_filed_under_the_subject() -> None:
    said = judged(found("s1"), corpus=Corpus([ENTRIES[-1]]))
    assert (said.cause, said.subcause) == ("retrieval", "knowledge_gap")


def test_what_the_corpus_has_replaced_is_stale_and_names_its_successor() -> None:
    said = judged(found("c1", "c0"))
    assert (said.cause, said.subcause) == ("retrieval", "stale")
    assert "c3" in next(s.evidence for s in said.stages if s.stage == "retrieval")


def test_the_longest_name_wins_and_plurals_count() -> None:
    assert PRODUCT.subjects("desk toys for my desk") == {2}
    assert PRODUCT.subjects("two toys, please") == {3}
    assert PRODUCT.subjects("利滚利怎么讲") == {0}
    assert PRODUCT.subjects("sunscreens") == {1}
    assert PRODUCT.subjects("stressed toysmith") == frozenset()
    assert Product().subjects("anything") == frozenset()


def test_a_description_that_cannot_be_understood_is_named(tmp_path: Path) -> None:
    path = tmp_path / "product.yaml"
    path.write_text("names: [[a, b]]\nrelevant_score: {v1: 0.3}\n", encoding="utf-8")
    assert load_product(path).relevant_score == {"v1": 0.3}
    for broken in ("names: 3\n", "nams: []\n", "names: [\n"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(BadInput, match=r"product\.yaml"):
            load_product(path)
