"""What was worked out is worked out again only after a change."""

from knowledge.while_unchanged import WhileUnchanged


def test_a_result_stands_until_something_changes() -> None:
    state = ["one"]
    made: list[str] = []
    known = WhileUnchanged(lambda: tuple(state), most=9)

    def make(value: str | None) -> str | None:
        made.append(str(value))
        return value

    assert [known.get("a", lambda: make("x")) for _ in range(3)] == ["x", "x", "x"]
    assert [known.get("b", lambda: make(None)) for _ in range(2)] == [None, None]
    assert made == ["x", "None"]
    state.append("two")
    assert known.get("a", lambda: make("y")) == "y"


def test_what_changes_meanwhile_is_not_remembered() -> None:
    state = ["one"]
    known = WhileUnchanged(lambda: tuple(state), most=9)

    def make() -> str:
        state.append("two")
        return "old"

    assert known.get("a", make) == "old"
    assert known.get("a", lambda: "new") == "new"


def test_the_oldest_result_makes_room() -> None:
    known = WhileUnchanged(lambda: "same", most=9)
    for at in range(20):
        known.get(at, lambda at=at: at)
    assert known.get(19, lambda: -1) == 19
    assert known.get(0, lambda: -1) == -1
