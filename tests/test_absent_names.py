"""Names in a question, and those of them that no passage has."""

import pytest

from knowledge.retrieval.absent import Absent
from knowledge.retrieval.glossary import Glossary
from knowledge.retrieval.names import names_in
from knowledge.tokens import terms

TEXT = "Pro costs 39 yuan a month and exports to Word. 专业版可以导出到微信。Team seats in Paris."
KNOWN = frozenset(terms(TEXT))


def absent(question: str, *pairs: tuple[str, str]) -> Absent:
    return Absent.of(question, Glossary(pairs), lambda term: term in KNOWN)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Does it work with Okta?", ["Okta"]),
        ("Okta logins, are they possible?", ["Okta"]),
        ("Logins, are they possible?", []),
        ("What's new in v2?", ["v2"]),
        ("Is SM-418 solved on iOS? BTW I like it.", ["SM-418", "iOS"]),
        ("What is Tang Lei's email?", ["Tang", "Lei"]),
        ("Is Nestlé a customer?", ["Nestlé"]),
        ("How To Export A Script", []),
        ("怎么用 terraform 部署", ["terraform"]),
        ("能用支付宝付款吗", ["支付宝"]),
        ("我们公司叫星澜传媒，登录后报错怎么办", ["星澜"]),
        ("客户端有多大", []),
        ("", []),
    ],
)
def test_a_name_is_told_by_how_it_is_written(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text)] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Does Pro export to Evernote?", ("Evernote",)),
        ("Does Pro export to Word?", ()),
        ("专业版可以导出到语雀吗", ("语雀",)),
        ("专业版可以导出到微信吗", ()),
        ("What is the weather in Paris?", ()),
        ("巴黎的席位多少钱", ()),
    ],
)
def test_what_passages_have_in_any_wording_is_not_absent(
    question: str, names: tuple[str, ...]
) -> None:
    assert absent(question).asked == names


def test_other_names_of_the_glossary_count() -> None:
    assert absent("How much is Premio?").asked == ("Premio",)
    assert absent("How much is Premio?", ("Premio", "Pro")).asked == ()


@pytest.mark.parametrize("slip", ["Evrenote", "Evvernote", "Evrnote", "Evernite"])
def test_a_slip_of_the_keys_is_no_absence(slip: str) -> None:
    is_known = frozenset(terms("Evernote")).__contains__
    assert Absent.of(f"Does it export to {slip}?", Glossary(), is_known).asked == ()
    assert Absent.of("Does it export to Klarna?", Glossary(), is_known).asked == ("Klarna",)


def test_a_word_without_end_is_not_looked_up_letter_by_letter() -> None:
    looked_up: list[str] = []

    def is_known(term: str) -> bool:
        looked_up.append(term)
        return False

    word = "Q" + "w" * 5_000
    assert Absent.of(f"Does it export to {word}?", Glossary(), is_known).asked == (word,)
    assert len(looked_up) < 100


@pytest.mark.parametrize(
    ("question", "looked_up"),
    [
        ("We are Northwind: what does Pro cost?", "We are : what does Pro cost?"),
        ("Our Lisbon team asks what Pro costs.", "Our  team asks what Pro costs."),
        ("My client Siemens asks what Pro costs.", "My client  asks what Pro costs."),
        ("我们是美团的，专业版可以导出吗", "我们是的，专业版可以导出吗"),
    ],
)
def test_a_name_that_tells_who_asks_is_left_out(question: str, looked_up: str) -> None:
    found = absent(question)
    assert found == Absent((), looked_up)


@pytest.mark.parametrize(
    "question", ["Salesforce: how does it export to Word?", "支付宝，能用吗", "Salesforce?"]
)
def test_what_the_rest_is_about_stays(question: str) -> None:
    assert absent(question).question == question
