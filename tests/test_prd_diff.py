"""What changed between two versions: added, removed, changed, moved, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prd_documents import edited, good, prd, replaced

from knowledge.language import LANGS, Lang
from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.checking.diff import Change, Diff, diff
from tools.prd.checking.words_diff import words

TEXT = st.text(alphabet="ab 1，。采纳率x", max_size=30)


def section(key: str, *told: tuple[str, str], title: str = "") -> Section:
    sentences = tuple(Sentence(id=name, text=text, kind="plain") for name, text in told)
    return Section(key=key, title=title or key, blocks=(Block(form="list", sentences=sentences),))


def ops(found: Diff) -> list[tuple[str, str, list[str]]]:
    return [(one.key, one.op, [change.op for change in one.changes]) for one in found.sections]


def only(found: Diff) -> Change:
    (one,) = found.sections
    (change,) = one.changes
    return change


@pytest.mark.parametrize("lang", LANGS)
def test_a_document_differs_in_nothing_from_itself(lang: Lang) -> None:
    later = good(lang).model_copy(update={"version": 2, "note": "by hand"})
    found = diff(good(lang), later)
    assert (found.title, found.sections) == ((), ())
    assert (found.old_version, found.new_version) == (1, 2)


def test_a_changed_sentence_has_its_words_marked() -> None:
    change = only(diff(good("zh"), replaced(good("zh"), "提升到 60%", "提升到 65%")))
    assert change.op == "changed"
    assert [(one.op, one.text) for one in change.words if one.op != "same"] == [
        ("removed", "60"),
        ("added", "65"),
    ]


def test_added_removed_and_moved() -> None:
    old = prd([section("a", ("1", "one"), ("2", "two"), ("3", "three"))])
    more = prd(
        [section("a", ("1", "one"), ("9", "quite another thing"), ("2", "two"), ("3", "three"))]
    )
    less = prd([section("a", ("1", "one"), ("3", "three"))])
    turned = prd([section("a", ("3", "three"), ("1", "one"), ("2", "two"))])
    assert ops(diff(old, more)) == [("a", "changed", ["added"])]
    assert ops(diff(old, less)) == [("a", "changed", ["removed"])]
    change = only(diff(old, turned))
    assert change.new is not None
    assert (change.op, change.new.id) == ("moved", "3")


def test_a_sentence_that_went_to_another_section_says_where_from() -> None:
    old = prd([section("a", ("1", "one"), ("2", "two")), section("b", ("3", "three"))])
    new = prd([section("a", ("1", "one")), section("b", ("3", "three"), ("2", "two"))])
    change = only(diff(old, new))
    assert (change.op, change.came_from) == ("moved", "a")
    both = prd([section("a", ("1", "one")), section("b", ("3", "three"), ("2", "two more"))])
    changed = only(diff(old, both))
    assert (changed.op, changed.moved, changed.came_from) == ("changed", True, "a")


def test_a_sentence_rewritten_under_a_new_id_is_one_that_changed() -> None:
    old = prd([section("a", ("1", "Captions appear within 20 seconds."))])
    new = prd([section("a", ("2", "Captions appear within 15 seconds."))])
    assert only(diff(old, new)).op == "changed"


def test_sections_are_added_removed_moved_and_renamed() -> None:
    a, b, c = section("a", ("1", "one")), section("b", ("2", "two")), section("c", ("3", "three"))
    assert ops(diff(prd([a, b]), prd([a, b, c]))) == [("c", "added", ["added"])]
    assert ops(diff(prd([a, b, c]), prd([a, c]))) == [("b", "removed", ["removed"])]
    assert ops(diff(prd([a, b, c]), prd([c, a, b]))) == [("c", "moved", [])]
    (renamed,) = diff(prd([a]), prd([a.model_copy(update={"title": "new"})])).sections
    assert (renamed.op, renamed.old_title, renamed.title) == ("changed", "a", "new")


def test_a_kind_a_title_and_a_flow_are_changes_too() -> None:
    document = good("en")

    def supposed(one: Sentence) -> Sentence:
        is_it = one.text.startswith("The word error rate of")
        return one.model_copy(update={"kind": "assumption"}) if is_it else one

    change = only(diff(document, edited(document, supposed)))
    assert {one.op for one in change.words} == {"same"}
    renamed = diff(document, document.model_copy(update={"title": "Captions"}))
    assert [one.op for one in renamed.title].count("removed") == 1
    drawn = tuple(
        one.model_copy(update={"blocks": (Block(form="flow", text="graph TD\n  A --> B"),)})
        if one.key == "flow"
        else one
        for one in document.sections
    )
    assert only(diff(document, document.model_copy(update={"sections": drawn}))).old is None


@given(TEXT, TEXT)
def test_the_words_give_both_texts_again(old: str, new: str) -> None:
    row = words(old, new)
    assert "".join(one.text for one in row if one.op != "added") == old
    assert "".join(one.text for one in row if one.op != "removed") == new
    if old == new:
        assert all(one.op == "same" for one in row)


SECTIONS = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("123456"), TEXT, max_size=4), max_size=3
)


def _made(raw: dict[str, dict[str, str]]) -> Prd:
    seen: set[str] = set()
    sections = []
    for key, told in raw.items():
        kept = [(name, text) for name, text in told.items() if name not in seen]
        seen |= {name for name, _ in kept}
        sections.append(section(key, *kept))
    return prd(sections)


@given(SECTIONS, SECTIONS)
def test_a_diff_accounts_for_every_sentence(
    one: dict[str, dict[str, str]], other: dict[str, dict[str, str]]
) -> None:
    old, new = _made(one), _made(other)
    assert diff(old, old).sections == ()
    changes = [change for part in diff(old, new).sections for change in part.changes]
    told = {one.new.id for one in changes if one.new} | {one.old.id for one in changes if one.old}
    # What only got another id reads as before.
    was, now = _texts(old), _texts(new)
    for name in was.keys() | now.keys():
        if was.get(name) != now.get(name) and name not in told:
            assert was.get(name) in {None, *now.values()}
            assert now.get(name) in {None, *was.values()}
    if not diff(old, new).sections:
        assert sorted(was.values()) == sorted(now.values())


def _texts(document: Prd) -> dict[str, str]:
    return {s.id: s.text for part in document.sections for b in part.blocks for s in b.sentences}


def test_long_documents_are_compared_without_comparing_all_with_all() -> None:
    old = prd([section("a", *((str(n), f"sentence {n} " * 20) for n in range(3_000)))])
    new = prd([section("a", *((f"x{n}", f"other {n} " * 20) for n in range(3_000)))])
    found = diff(old, new)
    assert len(found.sections[0].changes) >= 3_000
    row = words("一二三 " * 20_000, "四五六 " * 20_000)
    assert [one.op for one in row][:2] == ["removed", "added"]
