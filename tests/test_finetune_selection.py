"""A training set in which nothing of an eval set is."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from finetune_samples import QUESTIONS, acted, taken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.records import (
    Example,
)
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm
from tools.claims.ground import Embed
from tools.evals.finetune.accepted import Accepted, accepted
from tools.evals.finetune.apart import LEAK, Apart
from tools.evals.finetune.balance import balanced
from tools.evals.finetune.select import Selection, example_of, selected
from tools.evals.finetune.split import split
from tools.evals.likeness import asked, unlike
from tools.evals.likeness.wording import wording

PAIRS = yaml.safe_load(Path("benchmarks/likeness_pairs.yaml").read_text(encoding="utf-8"))


def kept_apart(
    found: list[Accepted],
    evals: list[Example],
    *,
    sessions: dict[str, str] | None = None,
    embed: Embed | None = None,
    forbidden: tuple[str, ...] | list[str] = (),
) -> Selection:
    """What is selected, after a look that it really overlaps with nothing."""
    examples = [example_of(one) for one in found]
    apart = Apart(evals, examples, sessions=sessions, embed=embed)
    selection = selected(found, apart, forbidden=forbidden)
    assert apart.look(selection.examples)[1] == []
    return selection


@cache
def vector(text: str) -> Vector:
    return MiniLm().embed([text])[0]


def vectors(texts: Sequence[str]) -> list[Vector]:
    return [vector(one) for one in texts]


DRESSED = st.sampled_from(
    [
        "{}",
        "请问{}",
        "您好，麻烦{}，谢谢啦",
        "{}！！",
        "　{}？？",
        "{}（急，在线等）",
        "Hi, {} please",
    ]
)


@st.composite
def copies(draw: st.DrawFn) -> str:
    """A question of the eval set, or what says the same again."""
    kind = draw(st.sampled_from(["polite", "swapped", "figures_changed", "spelling", "own"]))
    text = (
        draw(st.sampled_from(QUESTIONS)) if kind == "own" else draw(st.sampled_from(PAIRS[kind]))[1]
    )
    return draw(DRESSED).format(text.upper() if draw(st.booleans()) else text)


def eval_set() -> list[Example]:
    kinds = ("polite", "swapped", "figures_changed", "spelling")
    texts = [*QUESTIONS, *(one for kind in kinds for one, _ in PAIRS[kind])]
    return [
        Example(
            id=f"x{at}",
            query=text,
            reference=f"第{at}条参考：{text}，照着第一步到第三步做就行，做完再检查一遍。",
        )
        for at, text in enumerate(texts)
    ]


EVALS = eval_set()
FRESH = [
    "推荐一首适合雨天的背景音乐",
    "字幕颜色怎么换成黄色",
    "Where do I find my invoices?",
    "团队成员离职了账号怎么回收",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    planted=st.lists(copies(), min_size=1, max_size=12),
    copied=st.lists(st.sampled_from(EVALS), max_size=4),
)
def test_no_exported_example_overlaps_with_an_eval_set(
    planted: list[str], copied: list[Example]
) -> None:
    """Near-copies of questions, copied answers under new questions, and the cases themselves."""
    given_ = [
        *(taken(at, text) for at, text in enumerate(planted)),
        *(
            taken(100 + at, f"{FRESH[at % 4]} {at}", answer=f"{one.reference}谢谢观看")
            for at, one in enumerate(copied)
        ),
        *(taken(200 + at, text) for at, text in enumerate(FRESH)),
    ]
    found, _ = accepted(acted(*given_))
    selection = kept_apart(found, EVALS)
    assert {one.query for one in selection.examples} <= set(FRESH)
    assert len(selection.leaked) == len(planted) + len(copied)
    assert unlike(selection.examples, EVALS, least=LEAK)[1] == []
    letters = {wording(asked(one)).bare for one in EVALS}
    assert all(wording(asked(one)).bare not in letters for one in selection.examples)


@settings(max_examples=25, deadline=None)
@given(
    planted=st.lists(
        st.tuples(st.sampled_from([*PAIRS["synonyms"], *PAIRS["swapped"]]), DRESSED),
        min_size=1,
        max_size=6,
    )
)
def test_with_vectors_paraphrases_in_other_words_are_kept_out_too(
    planted: list[tuple[list[str], str]],
) -> None:
    evals = [Example(id=one, query=one) for one, _ in (*PAIRS["synonyms"], *PAIRS["swapped"])]
    evals += [Example(id=one, query=one) for one in QUESTIONS]
    given_ = [
        *(taken(at, dress.format(other)) for at, ((_, other), dress) in enumerate(planted)),
        *(taken(200 + at, text) for at, text in enumerate(FRESH)),
    ]
    found, _ = accepted(acted(*given_))
    selection = kept_apart(found, evals, embed=vectors)
    kept = {one.query for one in selection.examples}
    assert kept <= set(FRESH)
    # In so few questions forms cannot be told, and what is near goes with the rest.
    assert len(kept) >= len(FRESH) * 2 // 3


def test_a_trace_that_an_eval_set_holds_is_out_whatever_its_words() -> None:
    found, _ = accepted(acted(taken(1, "写一条猫粮口播"), taken(2, "字幕颜色怎么换")))
    held = [
        Example(id="t-000001", query="完全不同的一句话"),
        Example(id="e", query="问", source="trace:t-000002"),
    ]
    selection = kept_apart(found, held)
    assert selection.examples == []
    assert [one.part for one in selection.leaked] == ["trace", "trace"]


def test_forbidden_claims_repeats_and_personal_data_go() -> None:
    found, _ = accepted(
        acted(
            taken(1, "写一条猫粮口播", answer="全网第一，包治百病"),
            taken(2, "字幕颜色怎么换成黄色"),
            taken(3, "请问字幕颜色怎么换成黄色呀"),
            taken(4, "我叫王小明，手机 13800138000，发票在哪里下载"),
        )
    )
    selection = kept_apart(found, [], forbidden=["包治百病"])
    assert (selection.forbidden, selection.repeated) == (1, 1)
    assert "13800138000" not in str(selection.examples)
    assert selection.masked["phone"] >= 1
    assert selection.masked["name"] >= 1


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_balancing_caps_what_is_too_many_and_drops_nothing_else(counts: list[int]) -> None:
    examples = [
        Example(id=f"{value}-{at}", query="q", segment={"style": f"s{value}"})
        for value, count in enumerate(counts)
        for at in range(count)
    ]
    kept, key = balanced(examples)
    assert key == "style"
    cap = -(-3 * len(examples) // (2 * len(counts)))
    for value, count in enumerate(counts):
        assert sum(one.segment["style"] == f"s{value}" for one in kept) == min(count, cap)


@settings(max_examples=40, deadline=None)
@given(owners=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), min_size=1, max_size=60))
def test_no_user_and_no_session_is_on_both_sides(owners: list[tuple[int, int]]) -> None:
    texts = (QUESTIONS * 2)[: len(owners)]
    examples = [Example(id=str(at), query=text) for at, text in enumerate(texts)]
    belongs = {str(at): [f"user {u}", f"session {s}"] for at, (u, s) in enumerate(owners)}
    train, validation = split(examples, belongs)
    assert sorted(int(one.id) for one in (*train, *validation)) == list(range(len(owners)))
    sides = [{name for one in side for name in belongs[one.id]} for side in (train, validation)]
    assert sides[0].isdisjoint(sides[1])
    assert len(validation) <= round(0.1 * len(owners))
