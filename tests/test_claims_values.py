"""Values that have no figure, and figures in ways of writing of their own."""

import pytest

from tools.claims.amounts import amounts
from tools.claims.denial import denied_by
from tools.claims.exclusive import names_another, names_the_same
from tools.claims.polarity import clauses
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.exchanged import exchanged
from tools.diagnosis.noted import essence, points


@pytest.mark.parametrize(
    ("claim", "reference"),
    [
        ("The gym is closed on Sunday.", "Monday"),
        ("Open Monday to Wednesday.", "Fri-Sun"),
        ("Signed on 14 March 2023.", "14 May 2023"),
        ("In March.", "May"),
        ("The switch is on the left side.", "on the right"),
        ("Rates were raised.", "cut by 0.25"),
        ("The gym is in the north wing.", "south wing"),
        ("健身房每周二休息。", "周一"),
        ("利率上调了。", "下调0.25个百分点"),
        ("按钮在左侧。", "右侧"),
        ("饭前服用。", "饭后"),
        ("往东走200米。", "往西走200米"),
    ],
)
def test_another_value_is_named(claim: str, reference: str) -> None:
    assert names_another(claim, reference)


@pytest.mark.parametrize(
    ("claim", "reference"),
    [
        ("Open Tuesday to Sunday.", "closed on Mondays"),
        ("Closed on Mondays, and on Sundays from noon.", "Monday"),
        ("You may pay later.", "in March"),
        ("The rates were raised and then cut.", "cut"),
        (
            "Call from the lobby, and meet us outdoors.",
            "Do not phone indoors near the leaking pipe",
        ),
        ("That's right, it is free.", "on the left"),
        ("周二至周日开放。", "周一闭馆"),
        ("费用左右不超过十元。", "左侧"),
        ("每天都开。", "周一"),
    ],
)
def test_no_other_value_is_named(claim: str, reference: str) -> None:
    assert not names_another(claim, reference)


def test_what_the_question_names_tells_nothing() -> None:
    asked = "Are you open on Sundays?"
    assert not names_another("On Sundays we open at 10.", "Mondays only", asked)
    assert names_the_same("It's on the right-hand side.", "right side")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("85折", (85.0, "%")), ("八五折", (85.0, "%")), ("8.5折", (85.0, "%")),
        ("七折", (70.0, "%")), ("2–5 pm", (14.0, "clock")), ("9 to 5 pm", (9.0, "clock")),
        ("10 to 12 pm", (10.0, "clock")), ("half past eight", (8.5, "clock")),
        ("$310.", (310.0, "usd")), ("间隔10日以上", (864_000.0, "time")),
        ("3月10日前", (3.0, "month")),
    ],
)  # fmt: skip
def test_amounts_in_ways_of_writing_of_their_own(text: str, wanted: tuple[float, str]) -> None:
    first = amounts(text)[0]
    assert (first.number, first.dimension) == wanted


def test_the_name_of_a_day_is_no_number() -> None:
    assert not amounts("周六只办提取")


def test_what_is_forbidden_is_all_that_follows() -> None:
    assert denied_by("禁用闪光灯和三脚架", ["不要开闪光灯，也不能用三脚架。"]) is None
    (clause,) = clauses("禁用闪光灯和三脚架")
    assert [clause.denials_of(word) for word in clause.words] == [1, 1, 1]


def test_from_when_something_holds_is_no_courtesy() -> None:
    said = "从购买那天起一年内都可以反复看，回放保留180天。"
    assert without_courtesy(said, "能看多久") == said
    assert without_courtesy("从资料来看，能看一年。", "能看多久") == "能看一年。"


@pytest.mark.parametrize(
    ("claim", "text", "is_so"),
    [
        ("满15天打7折，满30天打8折。", "满7天打9折，满15天打8折，满30天打7折。", True),
        ("满15天打8折，满30天打7折。", "满7天打9折，满15天打8折，满30天打7折。", False),
        ("£14.95 delivery, since the order is below £250.",
         "Delivery is free on orders over £250 and costs £14.95 below that.", False),
        ("Adults pay 12 euros, children 8.", "Children pay 8 euros and adults 12 euros.", False),
        ("Adults pay 8 euros, children 12 euros.", "Children pay 8 euros and adults 12 euros.",
         True),
    ],
)  # fmt: skip
def test_figures_in_each_others_place(claim: str, text: str, is_so: bool) -> None:
    assert (exchanged(claim, text) is not None) is is_so


def test_a_note_has_asides_steps_and_points() -> None:
    assert essence("$124 x 2 + $62 = $310.") == "$310."
    assert essence("Yes (max 220 x 220 x 250 mm)") == "Yes"
    assert essence("(see above)") == "(see above)"
    assert points("不退款，免费重做一次") == ["不退款", "免费重做一次"]
    assert points("£1,200, in 3 parts") == ["£1,200", "in 3 parts"]
